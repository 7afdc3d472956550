"""The board with keyboard, tool tips and screen reader."""

from html import escape

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QHelpEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import QToolTip

from desk.client.models.board import BoardModel
from desk.client.models.board_targets import Kind
from desk.client.models.clock import Clock
from desk.client.models.plain import joined
from desk.client.widgets.queues.board.accessible import make_accessible
from desk.client.widgets.queues.board.arrows import Arrows
from desk.client.widgets.queues.board.pointing import BoardPointing
from desk.client.widgets.queues.board.tag import prospect_lines

_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
_SIDES = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}


class Board(BoardPointing):
    """The whole surface."""

    def __init__(self, model: BoardModel, clock: Clock) -> None:
        make_accessible()
        super().__init__(model, clock)
        #: What a proposal to rebalance would move.
        self.arrows = Arrows(self)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.drag_changed.connect(self._tell_drag)

    def drag_words(self) -> str:
        """What a drop would do, as it is read out; empty when nothing is held over anything."""
        prospect, hand, target = self.prospect(), self.hand, self.over
        if prospect is None or hand is None or target is None:
            return ""
        name = self.macros().get(target.id, "") if target.kind is Kind.MACRO else self.words.target(target)
        lines = prospect_lines(self.words, len(hand.moving(target)), target, name, prospect)
        return joined(*(text for text, _, _ in lines), by=", ")

    def _tell_drag(self) -> None:
        self.setAccessibleDescription(self.drag_words())

    # -- keyboard ----------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, held = Qt.Key(event.key()), event.modifiers()
        shift = bool(held & Qt.KeyboardModifier.ShiftModifier)
        if key == Qt.Key.Key_Escape:
            self._escape()
        elif key in _STEPS:
            self._step(_STEPS[key], extends=shift)
        elif key in _SIDES:
            self._side(_SIDES[key])
        elif key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            screen = max(1, (self.viewport().height() - self.top) // self.step - 1)
            self._step(screen if key == Qt.Key.Key_PageDown else -screen, extends=shift)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._step(-(10**9) if key == Qt.Key.Key_Home else 10**9, extends=shift)
        elif key == Qt.Key.Key_Space and self.current is not None:
            self.toggle(self.current)
            self.current_changed.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current is not None:
            self.opened.emit(self.current)
        else:
            super().keyPressEvent(event)

    def _escape(self) -> None:
        if self.hand is not None:
            self.cancel_drag()
        elif self.chosen:
            self.choose([])

    def _step(self, by: int, *, extends: bool) -> None:
        """Up or down in the column."""
        columns = self.model.columns
        column = self.current_column if self.current_column in self.shown else next(iter(self.shown), None)
        if column is None or not columns.count(column):
            self.go_to(None, column)
            return
        place = None if self.current is None else columns.place(self.current)
        at = 0 if place is None or place[0] != column else place[1] + by
        card = columns.at(column, max(0, min(at, columns.count(column) - 1)))
        if extends and card is not None:
            self._anchor = self._anchor if self.chosen else self.current
            self.choose_to(card)
        self.go_to(card)

    def _side(self, by: int) -> None:
        """To the column beside, at the same height."""
        if not self.shown:
            return
        here = self.shown.index(self.current_column) if self.current_column in self.shown else -by
        column = self.shown[max(0, min(here + by, len(self.shown) - 1))]
        before = self.card_rect(self.current) if self.current is not None else None
        self.show_column(column)
        count = self.model.columns.count(column)
        if not count or self.is_folded(column):
            self.go_to(None, column)
            return
        height = self.top if before is None or before.isEmpty() else before.center().y()
        at = (height - self.top + self.offset(column)) // self.step
        self.go_to(self.model.columns.at(column, max(0, min(at, count - 1))))

    def paint_top(self, painter: QPainter) -> None:
        if self.arrows.counts:
            self.arrows.paint(painter)
        super().paint_top(painter)

    # -- tips --------------------------------------------------------------------------------------------

    def tip(self, event: QHelpEvent) -> str:
        """What there is to know of what lies at a point."""
        if self.hand is not None:
            return ""
        card, column = self.card_at(event.pos()), self.column_at(event.pos())
        if card is not None:
            return self.card_sentence(card).replace(", ", "\n")
        return "" if column is None or event.pos().y() > self.top else self.column_sentence(column).replace(", ", "\n")

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            text = "<br>".join(escape(line) for line in self.tip(event).split("\n"))
            QToolTip.showText(event.globalPos(), f"<span>{text}</span>" if text else "", self)
            return True
        return super().viewportEvent(event)
