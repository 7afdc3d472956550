"""The scrolled surface of the timeline: lays out what can be seen, paints it, asks for more at the ends."""

from datetime import date, datetime

from PySide6.QtCore import QEvent, QModelIndex, QRect, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QShowEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QFrame, QWidget

from desk.client.models.timeline import TimelineModel
from desk.client.models.timeline_state import Landing, Part, Work
from desk.client.widgets.controls.paint import focus_ring, wash
from desk.client.widgets.theme import theme
from desk.client.widgets.timeline.ends import Ends
from desk.client.widgets.timeline.flow import UNITS, Flow, Frame, Slot
from desk.client.widgets.timeline.paint import paint_day, paint_sticky_day, paint_unread
from desk.client.widgets.timeline.rows import TimelineRows
from desk.client.widgets.timeline.text import Mark
from desk.client.widgets.timeline.words import TimelineWords

_NEAR_END = 30
"""So many rows from an end of what is loaded, the next page is fetched."""


class TimelineCanvas(QAbstractScrollArea):
    """Shows a model's rows. Nothing a reader looks at moves unless he moves it or stands at the very end."""

    settled = Signal()
    """Fires after the rows came to stand somewhere else; the flow's slots are up to date then."""

    def __init__(self, model: TimelineModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = model
        self.words = TimelineWords(self)
        self.rows = TimelineRows(model, self.words)
        self.flow = Flow(self.rows)
        self.current_key: int | None = None
        self._pinned = frozenset[int]()
        self._dirty = True
        self._drag_row: Slot | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.ends = Ends(self, model)
        self._settling = QTimer(self, singleShot=True, interval=0)
        self._settling.timeout.connect(self._settle)
        self._listen()

    def _listen(self) -> None:
        model, bar = self.model, self.verticalScrollBar()
        model.rowsInserted.connect(self._rows_inserted)
        model.rowsAboutToBeRemoved.connect(self._forget_rows)
        model.rowsRemoved.connect(self.rearrange)
        model.dataChanged.connect(self._rows_changed)
        model.modelReset.connect(self._rows_replaced)
        model.landed.connect(self.land)
        model.work_changed.connect(self.rearrange)
        model.marks.fold_changed.connect(self._fold_changed)
        model.marks.pins_changed.connect(self._pins_changed)
        model.marks.unread_changed.connect(self.rearrange)
        bar.sliderPressed.connect(self._drag_begins)
        bar.sliderReleased.connect(self.rearrange)
        theme().changed.connect(self.restyle)

    # -- what others ask ---------------------------------------------------------------------------

    def slots_now(self) -> list[Slot]:
        """The rows that can be seen, laid out if that is due."""
        if self._dirty:
            self._arrange()
        return self.flow.slots

    def rearrange(self) -> None:
        """Lay out before the next painting."""
        self._dirty = True
        self.viewport().update()
        self._settling.start()

    def restyle(self) -> None:
        """Show everything anew in the colours, sizes and words now in force."""
        self.rows.clear()
        self.rearrange()

    def scroll_by(self, pixels: int) -> None:
        """Move the rows; they stop at the ends."""
        self.slots_now()
        self.flow.scroll(pixels)
        self._stick_if_at_end()

    def show_row(self, key: int) -> None:
        """Scroll as little as needed to have a loaded row in view."""
        slots, frame = self.slots_now(), self._frame()
        slot, index = self.flow.slot_of(key), self.model.index_of(key)
        if index is None or not slots:
            return
        if slot is None:
            height = self.rows.height(index)
            bottom = frame.height - frame.foot - height
            self.flow.hold(key, frame.cover if index < slots[0].index else max(bottom, frame.cover))
        elif slot.body < frame.cover or slot.bottom - slot.body > frame.height - frame.cover:
            self.flow.hold(key, frame.cover)
        elif slot.bottom > frame.height - frame.foot:
            self.flow.scroll(frame.height - frame.foot - slot.bottom)
        else:
            return
        self._stick_if_at_end()

    def land(self, landing: Landing) -> None:
        """Go where the model says."""
        index = None if landing.key is None else self.model.index_of(landing.key)
        if landing.key is None or index is None:
            self.flow.stick()
        elif landing.flash:
            self.flow.hold(landing.key, self.viewport().height() // 3)
        else:
            self.flow.hold(landing.key, self.rows.lead(index))
        self.rearrange()

    def may_follow(self) -> bool:
        """Whether the newest entry may push up what is shown, the reader being at the end."""
        return True

    def eye(self) -> int | None:
        """The row the reader is known to look at: if rows come between others, this one stays."""
        return None

    def marks_in(self, key: int) -> tuple[list[Mark], int] | None:
        """What is marked in a row just now: stretches of the body, the number of the title's hit or -1."""
        return None

    # -- layout ------------------------------------------------------------------------------------

    def _frame(self) -> Frame:
        head, foot = self.ends.heights()
        return Frame(self.viewport().height(), head, foot, theme().scaled(40))

    def _arrange(self) -> None:
        self._dirty = False
        self.rows.resize(self.viewport().width(), self.viewport().devicePixelRatioF())
        self.flow.prefer(self.eye())
        self.flow.arrange(self._frame())

    def _stick_if_at_end(self) -> None:
        self._arrange()
        self.flow.stuck = self.flow.at_end and not self.model.has_newer
        self.rearrange()

    def _settle(self) -> None:
        slots, bar = self.slots_now(), self.verticalScrollBar()
        if not bar.isSliderDown():
            value, maximum, page = self.flow.bar()
            with QSignalBlocker(bar):
                bar.setRange(0, maximum)
                bar.setPageStep(page)
                bar.setSingleStep(UNITS // 2)
                bar.setValue(value)
        anchor = next((slot.key for slot in slots if slot.body >= 0), slots[-1].key if slots else None)
        seen = self.flow.at_end and self.isVisible() and self.window().isActiveWindow()
        self.model.set_reader(anchor, at_end=seen)
        if slots and slots[0].index < _NEAR_END:
            self.model.fetch_older()
        if slots and slots[-1].index >= self.model.count() - _NEAR_END:
            self.model.fetch_newer()
        self.ends.place(slots)
        self.settled.emit()

    # -- the model speaks --------------------------------------------------------------------------

    def _rows_inserted(self) -> None:
        if self.flow.stuck and not self.may_follow():
            self.flow.stuck = False
        self.rearrange()

    def _forget_rows(self, _parent: QModelIndex, first: int, last: int) -> None:
        self.rows.forget(self.rows.key(index) for index in range(first, last + 1))

    def _rows_changed(self, first: QModelIndex, last: QModelIndex) -> None:
        self.rows.forget(self.rows.key(index) for index in range(first.row(), last.row() + 1))
        self.rearrange()

    def _rows_replaced(self) -> None:
        self.rows.clear()
        self.flow.stick()
        self.rearrange()

    def _fold_changed(self, key: int) -> None:
        slot = next((slot for slot in self.slots_now() if slot.key == key), None)
        self.rows.forget((key,))
        if slot is not None:
            self.flow.hold(key, max(slot.body, self._frame().cover))
            self._stick_if_at_end()
        self.rearrange()

    def _pins_changed(self) -> None:
        pinned = frozenset(row.key for row in self.model.marks.pins)
        self.rows.forget(pinned ^ self._pinned)
        self._pinned = pinned
        self.rearrange()

    # -- painting ----------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        slots = self.slots_now()
        # `with`: a painter left open by an error would take the whole process down later.
        with QPainter(self.viewport()) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint(painter, event.rect(), slots)

    def _paint(self, painter: QPainter, dirty: QRect, slots: list[Slot]) -> None:
        painter.fillRect(dirty, theme().tokens.surface)
        if self.model.work(Part.WHOLE) is not Work.FAILED:
            for slot in slots:
                if slot.bottom >= dirty.top() and slot.top <= dirty.bottom():
                    self._paint_slot(painter, slot)
            self.ends.paint(painter, slots)
            self._paint_sticky_day(painter, slots)

    def _paint_slot(self, painter: QPainter, slot: Slot) -> None:
        width, top = self.viewport().width(), slot.top
        if self.rows.begins_day(slot.index):
            text = self.words.day(self.model.day(slot.index), self._today())
            paint_day(painter, QRect(0, top, width, self.rows.day_height), text)
            top += self.rows.day_height
        if top < slot.body:
            paint_unread(painter, QRect(0, top, width, self.rows.unread_height), self.tr("New from here"))
        marked = self.marks_in(slot.key)
        if marked is None:
            self.rows.draw(painter, slot.index, slot.body)
        else:
            self.rows.draw_marked(painter, slot.index, slot.body, *marked)
        self.paint_over(painter, slot, QRect(0, slot.body, width, slot.bottom - slot.body))

    def paint_over(self, painter: QPainter, slot: Slot, rect: QRect) -> None:
        """Paint what shows the state of a row: current, under the mouse, just found."""
        if slot.key == self.current_key and self.hasFocus():
            painter.fillRect(rect, wash(0.02))
            focus_ring(painter, rect.adjusted(4, 0, -4, 0))

    def _paint_sticky_day(self, painter: QPainter, slots: list[Slot]) -> None:
        tall = theme().scaled(32)
        if not slots or slots[0].top >= 0:
            return
        begins = (slot.top for slot in slots if slot.top >= 0 and self.rows.begins_day(slot.index))
        top = min(0, next(begins, tall) - tall)
        if top > -tall:
            text = self.words.day(self.model.day(slots[0].index), self._today())
            paint_sticky_day(painter, QRect(0, top, self.viewport().width(), tall), text)

    def _today(self) -> date:
        return datetime.now(self.model.zone).date()

    # -- scrolling ---------------------------------------------------------------------------------

    def _drag_begins(self) -> None:
        slots = self.slots_now()
        self._drag_row = slots[0] if slots else None

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        bar = self.verticalScrollBar()
        grown = 0
        if bar.isSliderDown() and self._drag_row is not None:
            # The bar keeps the range it had when the drag began; pages that came since shifted the rows.
            index = self.model.index_of(self._drag_row.key)
            grown = 0 if index is None else index - self._drag_row.index
        if bar.value() >= bar.maximum() and not grown:
            self.flow.stick()
        else:
            self.flow.seek(bar.value() + grown * UNITS)
        self._stick_if_at_end()

    def wheelEvent(self, event: QWheelEvent) -> None:
        pixels = event.pixelDelta().y()
        if not pixels:
            lines = event.angleDelta().y() / 120 * QApplication.wheelScrollLines()
            pixels = round(lines * theme().scaled(20))
        self.scroll_by(pixels)
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.rearrange()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.rearrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.LocaleChange):
            self.restyle()
        elif event.type() == QEvent.Type.ActivationChange:
            self.rearrange()
