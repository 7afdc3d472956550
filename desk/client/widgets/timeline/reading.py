"""The timeline at the keyboard: the current row, the way from row to row and hit to hit, what is copied."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from desk.client.models.plain import visible
from desk.client.models.timeline import TimelineModel
from desk.client.models.timeline_row import TimelineRow
from desk.client.widgets.theme import theme
from desk.client.widgets.timeline.canvas import TimelineCanvas
from desk.client.widgets.timeline.flow import Slot
from desk.client.widgets.timeline.hits import Hit, next_hit
from desk.client.widgets.timeline.selection import Selection
from desk.client.widgets.timeline.text import Mark


class TimelineReading(TimelineCanvas):
    """Rows that can be read and acted on without a mouse."""

    ticket_requested = Signal(int)
    """The reader wants to see a ticket; carries its number."""
    copied = Signal(str)
    """Something was put on the clipboard; carries the text."""
    current_changed = Signal()
    """Another row is the current one (`current_key`), or none is."""

    def __init__(self, model: TimelineModel, parent: QWidget | None = None) -> None:
        super().__init__(model, parent)
        self.selection: Selection | None = None
        self._hit: Hit | None = None
        self.letters_act = True
        """Whether plain letters do something here; off where the command table has them."""
        self._keys = self._key_table()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        model.modelReset.connect(self._forget_marks)

    # -- what the reader can do, for keys, menus and the palette -------------------------------------

    def current_row(self) -> TimelineRow | None:
        """The row the keyboard is at."""
        index = None if self.current_key is None else self.model.index_of(self.current_key)
        return None if index is None else self.model.row(index)

    def set_current(self, key: int | None) -> None:
        """Move the keyboard to a loaded row, and the row into view."""
        if key is not None:
            self.show_row(key)
        if key != self.current_key:
            self.current_key = key
            self.viewport().update()
            self.current_changed.emit()

    def go_next(self) -> None:
        """One row down."""
        self._step(1)

    def go_previous(self) -> None:
        """One row up."""
        self._step(-1)

    def page_down(self) -> None:
        """One screen down."""
        self._page(-1)

    def page_up(self) -> None:
        """One screen up."""
        self._page(1)

    def toggle_fold(self) -> None:
        """Show the whole of the current row, or only its first lines."""
        row = self.current_row()
        index = None if row is None else self.model.index_of(row.key)
        if row is not None and index is not None and self.rows.layout(index).foldable:
            self.model.marks.toggle_fold(row.key)

    def toggle_pin(self) -> None:
        """Pin or unpin the current row."""
        self._with_current(self.model.marks.toggle_pin)

    def copy_text(self) -> None:
        """Copy what is selected, or the current row's words."""
        if self.selection is not None and (text := self.selected_text()):
            self._copy(text)
        else:
            self._with_current(self._copy_text)

    def copy_link(self) -> None:
        """Copy the current row's address."""
        self._with_current(self._copy_link)

    def copy_number(self) -> None:
        """Copy the first phone number in the current row."""
        row = self.current_row()
        if row is not None and row.numbers:
            self._copy(row.numbers[0])

    def open_ticket(self) -> None:
        """Open the ticket of the current row."""
        self._with_current(self._open_ticket)

    def older_hit(self) -> None:
        """Go to the next hit back in time."""
        self._go_hit(older=True)

    def newer_hit(self) -> None:
        """Go to the next hit forward in time."""
        self._go_hit(older=False)

    def selected_text(self) -> str:
        """The selected words."""
        index = None if self.selection is None else self.model.index_of(self.selection.key)
        return "" if self.selection is None or index is None else self.selection.text(self.rows.layout(index))

    # -- keyboard ------------------------------------------------------------------------------------

    def _key_table(self) -> dict[int, Callable[[], None]]:
        key = Qt.Key
        return {
            key.Key_Down: self.go_next,
            key.Key_Up: self.go_previous,
            key.Key_PageDown: self.page_down,
            key.Key_PageUp: self.page_up,
            key.Key_Home: self.model.go_oldest,
            key.Key_End: self.model.go_newest,
            key.Key_Return: self.toggle_fold,
            key.Key_Enter: self.toggle_fold,
            key.Key_P: self.toggle_pin,
            key.Key_C: self.copy_text,
            key.Key_L: self.copy_link,
            key.Key_N: self.copy_number,
            key.Key_O: self.open_ticket,
            key.Key_F3: self.older_hit,
            key.Key_Escape: self._let_go,
        }

    def keyPressEvent(self, event: QKeyEvent) -> None:
        shift = event.modifiers() == Qt.KeyboardModifier.ShiftModifier
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.NoModifier
        letter = Qt.Key.Key_A <= event.key() <= Qt.Key.Key_Z
        deed = self._keys.get(event.key()) if plain and (self.letters_act or not letter) else None
        if event.matches(QKeySequence.StandardKey.Copy):
            deed = self.copy_text
        elif shift and event.key() == Qt.Key.Key_F3:
            deed = self.newer_hit
        if deed is None or (deed == self._let_go and self.selection is None):
            event.ignore()
        else:
            deed()

    def _step(self, by: int) -> None:
        slots = self.slots_now()
        if not slots:
            return
        index = None if self.current_key is None else self.model.index_of(self.current_key)
        if index is None or not slots[0].index <= index <= slots[-1].index:
            self.set_current(slots[-1].key if by > 0 else self._first_whole().key)
            return
        there = self.flow.slot_of(self.model.row(index).key)
        edge = self.flow.frame
        if there is not None and there.bottom - there.body > edge.height - edge.cover:
            # A row higher than the window is read through before the next one is taken.
            if by > 0 and there.bottom > edge.height - edge.foot:
                self.scroll_by(-edge.height // 3)
                return
            if by < 0 and there.body < edge.cover:
                self.scroll_by(edge.height // 3)
                return
        index += by
        if 0 <= index < self.model.count():
            self.set_current(self.model.row(index).key)
        else:
            self.scroll_by(-by * self.flow.frame.height)

    def _page(self, direction: int) -> None:
        self.scroll_by(direction * round(self.viewport().height() * 0.85))
        if self.slots_now():
            self.set_current(self._first_whole().key if direction > 0 else self._last_whole().key)

    def _first_whole(self) -> Slot:
        slots = self.flow.slots
        return next((slot for slot in slots if slot.body >= self.flow.frame.cover), slots[-1])

    def _last_whole(self) -> Slot:
        slots = self.flow.slots
        return next((slot for slot in reversed(slots) if slot.bottom <= self.flow.frame.height), slots[0])

    def _let_go(self) -> None:
        self.selection = None
        self.viewport().update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            slots = self.slots_now()
            if slots and self.flow.slot_of(self.current_key or 0) is None:
                self.set_current(self._last_whole().key)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    # -- deeds ---------------------------------------------------------------------------------------

    def _with_current(self, deed: Callable[[TimelineRow], None]) -> None:
        row = self.current_row()
        if row is not None:
            deed(row)

    def _copy(self, text: str) -> None:
        if text:
            QGuiApplication.clipboard().setText(text)
            self.copied.emit(text)

    def _copy_text(self, row: TimelineRow) -> None:
        if self.selection is not None and self.selection.key == row.key and (text := self.selected_text()):
            self._copy(text)
        else:
            self._copy(visible(row.body or row.title))

    def _copy_link(self, row: TimelineRow) -> None:
        self._copy(row.link)

    def _open_ticket(self, row: TimelineRow) -> None:
        if row.ticket_id is not None:
            self.ticket_requested.emit(row.ticket_id)

    def _go_hit(self, *, older: bool) -> None:
        found = next_hit(self.model, self._hit, older=older)
        if found is None:
            # More hits may lie beyond what is loaded: the end comes into view, and with it the next page.
            self.scroll_by(self.viewport().height() * (1 if older else -1))
            return
        self._hit = found
        self.set_current(found.key)
        self.viewport().update()

    # -- canvas --------------------------------------------------------------------------------------

    def may_follow(self) -> bool:
        newest = self.model.row(self.model.count() - 1).key if self.model.count() else None
        reading = self.hasFocus() and self.current_key is not None and self.current_key != newest
        return self.selection is None and not reading

    def eye(self) -> int | None:
        if self.selection is not None:
            return self.selection.key
        return self.current_key if self.hasFocus() else None

    def marks_in(self, key: int) -> tuple[list[Mark], int] | None:
        marks, title = list[Mark](), -1
        if self._hit is not None and self._hit.key == key:
            index = self.model.index_of(key)
            layout = None if index is None else self.rows.layout(index)
            if self._hit.in_title:
                title = self._hit.number
            elif layout is not None and layout.body and self._hit.number < len(layout.body.hits):
                marks.append(Mark(*layout.body.hits[self._hit.number], theme().tokens.hit_strong))
        if self.selection is not None and self.selection.key == key and not self.selection.empty:
            marks.append(self.selection.mark())
        return (marks, title) if marks or title >= 0 else None

    def _forget_marks(self) -> None:
        self.selection, self._hit = None, None
