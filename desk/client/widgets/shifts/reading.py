"""The grid at the keyboard: from person to person, from stretch to stretch, and the same edits as with the mouse."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent

from desk.client.models.rota_bars import Bar
from desk.client.models.rota_cuts import SNAP
from desk.client.widgets.shifts.drag import Grip, Held
from desk.client.widgets.shifts.pointing import GridPointing
from desk.contract.shifts import Activity

#: What can be chosen in a row: a bar, or a piece of it.
Stop = tuple[int | None, int | None]


class GridReading(GridPointing):
    """Everything without a mouse."""

    # -- from one to the other -----------------------------------------------------------------------------

    def step_row(self, by: int) -> None:
        """Up or down, to the bar nearest in time."""
        people = self.rows.people
        if not people:
            return
        bar = self.current_bar()
        minute = self.now() if bar is None else self._middle(bar)
        at = people.index(self.current_user) if self.current_user in people else -1 if by > 0 else len(people)
        user = people[max(0, min(at + by, len(people) - 1))]
        nearest = min(self.model.bars(user), key=lambda one: abs((one.start + one.end) / 2 - minute), default=None)
        self.choose(user, None if nearest is None else nearest.key)
        self.show_row(user)

    def step_stop(self, by: int) -> bool:
        """To the next stretch of the row, or the one before; False at its ends."""
        if self.current_user is None:
            return False
        stops = self._stops(self.current_user)
        here = (self.current_key, self.current_piece)
        at = stops.index(here) + by if here in stops else 0 if by > 0 else len(stops) - 1
        if not 0 <= at < len(stops):
            return False
        key, piece = stops[at]
        self.choose(self.current_user, key, piece)
        bar = self.current_bar()
        if bar is not None:
            self.axis.show_minute(self._middle(bar))
        return True

    def _stops(self, user_id: int) -> list[Stop]:
        """Bars, each followed by what lies in it besides work."""
        first, last = self.axis.first, self.axis.last
        return [
            stop
            for bar in self.model.bars(user_id)
            if bar.end > first and bar.start < last
            for stop in (
                (bar.key, None),
                *((bar.key, n) for n, one in enumerate(bar.pieces) if one.activity is not Activity.WORK),
            )
        ]

    def _middle(self, bar: Bar) -> float:
        if self.current_piece is not None and self.current_piece < len(bar.pieces):
            piece = bar.pieces[self.current_piece]
            return (piece.start + piece.end) / 2
        return (bar.start + bar.end) / 2

    # -- the edits -----------------------------------------------------------------------------------------

    def nudge(self, steps: int) -> None:
        """What is chosen, a quarter of an hour earlier or later; it is dropped when Alt is let go, or by Enter."""
        bar = self.current_bar()
        if bar is not None:
            self._step(Grip.BAR if self.current_piece is None else Grip.PIECE, bar, steps * SNAP)

    def stretch(self, steps: int) -> None:
        """What is chosen, a quarter of an hour shorter or longer at its end."""
        bar = self.current_bar()
        if bar is not None:
            self._step(Grip.END if self.current_piece is None else Grip.PIECE_END, bar, steps * SNAP)

    def _step(self, grip: Grip, bar: Bar, minutes: int) -> None:
        if self.drag is not None and self.drag.held.grip is not grip:
            self.drop()
        drag = self.drag or self.take(Held(bar, grip, self._middle(bar), self.current_piece))
        if drag is not None:
            drag.by(minutes)
            self.show_drag()

    def menu_place(self) -> QPoint:
        """Where a menu about what is chosen opens, on the screen."""
        bar = self.current_bar()
        place = QPoint(self.left, self.head)
        if bar is not None:
            rect = self.rect_of(bar)
            x = self.left + self.axis.x(self._middle(bar)) if self.current_piece is not None else rect.left() + 12
            place = QPoint(round(max(self.left, min(x, self.viewport().width() - 40))), rect.bottom())
        return self.viewport().mapToGlobal(place)

    # -- keys ----------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if self.drag is not None and key in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if key == Qt.Key.Key_Escape:
                self.cancel_drag()
            else:
                self.drop()
            return
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier != Qt.KeyboardModifier.NoModifier:
            event.ignore()
            return
        page = max(1, self.viewport().height() // max(1, self.rows.rows[-1].height if self.rows.rows else 1) - 2)
        match key:
            case Qt.Key.Key_Down | Qt.Key.Key_Up:
                self.step_row(1 if key == Qt.Key.Key_Down else -1)
            case Qt.Key.Key_PageDown | Qt.Key.Key_PageUp:
                self.step_row(page if key == Qt.Key.Key_PageDown else -page)
            case Qt.Key.Key_Home | Qt.Key.Key_End:
                self.step_row(len(self.rows.rows) if key == Qt.Key.Key_End else -len(self.rows.rows))
            case Qt.Key.Key_Right | Qt.Key.Key_Left:
                self.step_stop(1 if key == Qt.Key.Key_Right else -1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Menu:
                if self.current_user is not None:
                    self.menu_wanted.emit(self.menu_place())
            case Qt.Key.Key_Escape if self.current_key is not None:
                self.choose(self.current_user)
            case _:
                event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Alt and self.drag is not None and not event.isAutoRepeat():
            self.drop()
        else:
            super().keyReleaseEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes from stretch to stretch of the chosen row, and on from its end."""
        if self.current_key is not None and self.step_stop(1 if forward else -1):
            return True
        return super().focusNextPrevChild(forward)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        by_tab = event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        if by_tab and self.current_user is None:
            self.step_row(1)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        if self.drag is not None and not self._edge.isActive():
            self.cancel_drag()
        super().focusOutEvent(event)
        self.viewport().update()
