"""The board with a mouse: cards are dragged over targets that say what a drop would do."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QApplication

from desk.client.models.board import BoardModel
from desk.client.models.board_targets import Hand, Kind, Prospect, Target, target_of_column
from desk.client.models.clock import Clock
from desk.client.widgets.queues.board.choosing import BoardChoosing
from desk.client.widgets.queues.board.tag import paint_doubts, paint_tag
from desk.client.widgets.queues.board.zones import Zones, targets
from desk.client.widgets.theme import theme
from desk.contract.board import Card

#: Near an edge of the view it scrolls while something is dragged.
NEAR, SCROLL_MS = 36, 30
#: When the mouse has rested for so long, prospects are reckoned with what others did in the meantime.
REST_MS = 400
#: The targets that the mouse is not over are reckoned one after another.
OTHERS_MS = 12


class BoardPointing(BoardChoosing):
    """Cards can be held, dragged and dropped."""

    dropped = Signal(object, object)
    """Cards were dropped; carries the `Hand` and the `Target`."""
    drag_changed = Signal()
    """The drag began, ended, or is over another target; carries nothing."""
    opened = Signal(int)
    """A card shall be opened; carries its id."""
    column_menu_wanted = Signal(int, object)
    """What can be done with a column? Carries its id and the point on the screen."""
    card_menu_wanted = Signal(object)
    """What can be done with the chosen cards? Carries the point on the screen."""

    def __init__(self, model: BoardModel, clock: Clock) -> None:
        self.hand: Hand | None = None
        self.over: Target | None = None
        self.zones = Zones()
        #: The macros that can be run, as ids with names.
        self.macros: Callable[[], dict[int, str]] = dict
        self._pressed: QPoint | None = None
        self._pressed_card: int | None = None
        self._banding: list[int] | None = None
        self._pointer = QPoint()
        super().__init__(model, clock)
        self._edge = QTimer(self, interval=SCROLL_MS)
        self._edge.timeout.connect(self._scroll_at_edge)
        self._others = QTimer(self, singleShot=True, interval=OTHERS_MS)
        self._others.timeout.connect(self._reckon_others)
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._catch_up)
        self.viewport().setMouseTracking(True)

    # -- dragging ----------------------------------------------------------------------------------------

    def take(self, ids: list[int]) -> Hand:
        """Take cards into the hand."""
        self.model.floor.at_now()
        self.model.floor.hold()
        self.hand = Hand(self.model, self.clock, ids)
        self.lay_zones()
        for timer in (self._edge, self._others, self._rest):
            timer.start()
        self.drag_changed.emit()
        return self.hand

    def lay_zones(self) -> None:
        """The zones at the edge, in the view and the language of now."""
        names = self.macros()
        rows = [(one, names.get(one.id, "") or self.words.target(one)) for one in targets(names)]
        self.zones.lay(self.viewport().rect(), rows, self.tr("Or drop here"))
        self._beyond = self.viewport().width() - self.zones.place.left()
        self._lay()

    def prospect(self) -> Prospect | None:
        """What letting go now would do."""
        return None if self.hand is None or self.over is None else self.hand.over(self.over)

    def drag_to(self, point: QPoint) -> None:
        """The mouse is elsewhere with what it holds."""
        self._pointer = point
        before, self.over = self.over, self._target_at(point)
        if self.over is not None and self.hand is not None:
            self.hand.over(self.over)
        if self.over != before:
            self.drag_changed.emit()
        self.redraw()

    def drop(self) -> None:
        """Let go."""
        hand, target = self.hand, self.over
        self.cancel_drag()
        if hand is not None and target is not None and hand.moving(target):
            self.dropped.emit(hand, target)

    def cancel_drag(self) -> None:
        """Everything stays where it was."""
        self.hand = self.over = self._pressed = self._pressed_card = self._banding = self.band = None
        for timer in (self._edge, self._others, self._rest):
            timer.stop()
        self.model.floor.release()
        self._beyond = 0
        self._lay()
        if self.columns_now() != self.shown:
            self.rebuild()
        self.redraw()
        self.drag_changed.emit()

    def columns_now(self) -> list[int]:
        """While something is dragged no column moves away from under the mouse; new ones come at the end."""
        now = super().columns_now()
        return now if self.hand is None else list(dict.fromkeys((*self.shown, *now)))

    def _target_at(self, point: QPoint) -> Target | None:
        if self.hand is None:
            return None
        if self.zones.place.contains(point):
            return self.zones.at(point)
        column = self.column_at(point)
        if column is None:
            return None
        target = target_of_column(self.model.columns.grouping, column)
        return target if self.hand.moving(target) else None

    def _reckon_others(self) -> None:
        """What a drop would do in the other columns in view: one column at a time."""
        hand = self.hand
        if hand is None:
            return
        for column in self.visible():
            target = target_of_column(self.model.columns.grouping, column)
            if hand.known(target) is None:
                hand.over(target)
                self.redraw()
                self._others.start()
                return

    def _catch_up(self) -> None:
        """The mouse rests: reckon with what others did in the meantime."""
        self._rest.start()
        if self.model.floor.catch_up():
            self._others.start()

    def _scroll_at_edge(self) -> None:
        """Near an edge of the view there is more in that direction."""
        point = self._pointer
        across = self.horizontalScrollBar()
        if not self.zones.place.contains(point):
            by = -14 if point.x() < NEAR else 14 if point.x() > self.zones.place.left() - NEAR else 0
            across.setValue(across.value() + by)
        self.drag_to(point)

    # -- mouse -------------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        if self.hand is not None:
            self.cancel_drag()
            return
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        column = self.column_at(point)
        card = self.card_at(point)
        if column is not None and (self.is_folded(column) or point.y() < self.top):
            self._press_head(column, point)
            return
        self._pressed, self._pressed_card = point, card
        if card is None:
            held = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
            self._banding = list(self.chosen) if held else []
            if not held and self.chosen:
                self.choose([])
            self.go_to(None, column)
        elif card not in self.chosen or event.modifiers() != Qt.KeyboardModifier.NoModifier:
            self.click(card, event.modifiers())
        else:
            self.go_to(card)

    def _press_head(self, column: int, point: QPoint) -> None:
        if self.is_folded(column):
            self.fold(column)
            return
        self.go_to(None, column)
        rect = self.rect_of(column)
        more = self.head_painter.more_rect(QRect(rect.left(), rect.top(), rect.width(), self.head_painter.height))
        if more.contains(point):
            self.column_menu_wanted.emit(column, self.viewport().mapToGlobal(more.bottomLeft()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        if self.hand is not None and not event.buttons() & Qt.MouseButton.LeftButton:
            # It was let go where nobody told this window, behind the covered screen for instance.
            self.cancel_drag()
            self.viewport().setCursor(Qt.CursorShape.ArrowCursor)
        elif self.hand is not None:
            self._rest.start()
            self.drag_to(point)
        elif self._pressed is None:
            shape = Qt.CursorShape.OpenHandCursor if self.card_at(point) is not None else Qt.CursorShape.ArrowCursor
            self.viewport().setCursor(shape)
        elif (point - self._pressed).manhattanLength() >= QApplication.startDragDistance():
            if self._banding is not None:
                self.draw_band(self._pressed, point, self._banding)
            elif self._pressed_card is not None:
                held = self._pressed_card
                self.take(list(self.chosen) if held in self.chosen else [held])
                self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
                self.drag_to(point)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.viewport().setCursor(Qt.CursorShape.ArrowCursor)
        if self.hand is not None:
            self.drop()
            return
        if self._pressed_card is not None and self._pressed_card in self.chosen and not event.modifiers():
            # It was held without being dragged: a plain click after all.
            self.choose([])
        self._pressed = self._pressed_card = self._banding = self.band = None
        self.redraw()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        card = self.card_at(event.position().toPoint())
        if card is not None:
            self.opened.emit(card)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        point = event.pos()
        column, card = self.column_at(point), self.card_at(point)
        if card is not None:
            if card not in self.chosen:
                self.click(card, Qt.KeyboardModifier.NoModifier)
            self.card_menu_wanted.emit(event.globalPos())
        elif column is not None and point.y() < self.top:
            self.go_to(None, column)
            self.column_menu_wanted.emit(column, event.globalPos())

    # -- painting ----------------------------------------------------------------------------------------

    def paint_card(self, painter: QPainter, x: int, y: int, card: Card, now: float) -> None:
        held = self.hand is not None and card.id in self.held_ids()
        if held:
            painter.setOpacity(0.35)
        super().paint_card(painter, x, y, card, now)
        painter.setOpacity(1.0)

    def held_ids(self) -> frozenset[int]:
        """The cards in the hand."""
        return frozenset() if self.hand is None else self.hand.held

    def paint_head(self, painter: QPainter, column: int, rect: QRect) -> None:
        prospect = self._prospect_of(column)
        if prospect is None:
            super().paint_head(painter, column, rect)
            return
        self.head_painter.paint_prospect(painter, rect, self.head(column), prospect)

    def _prospect_of(self, column: int) -> Prospect | None:
        if self.hand is None:
            return None
        found = self.hand.known(target_of_column(self.model.columns.grouping, column))
        return found if found is not None and found.before is not None else None

    def paint_top(self, painter: QPainter) -> None:
        super().paint_top(painter)
        if self.hand is None:
            return
        grouping = self.model.columns.grouping
        prospect = self.prospect()
        for column in self.visible():
            target = target_of_column(grouping, column)
            found = self.hand.known(target)
            rect = self.rect_of(column)
            if found is not None and found.doubts and not self.is_folded(column) and self.hand.moving(target):
                below = QRect(rect.left(), self.top, rect.width(), 0)
                paint_doubts(painter, self.words, found, below, over=target == self.over)
            if target == self.over and target.kind is not Kind.SNOOZE:
                self._outline(painter, rect, found)
        self.zones.paint(painter, self.over, warns=bool(prospect and prospect.doubts))
        paint_tag(
            painter, self.words, self.hand, self.over, prospect, self._pointer, self.viewport().rect(), self.macros()
        )

    @staticmethod
    def _outline(painter: QPainter, rect: QRect, prospect: Prospect | None) -> None:
        t = theme().tokens
        bad = prospect is not None and prospect.forbidden
        warns = prospect is not None and bool(prospect.doubts)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(t.bad if bad else t.warn if warns else t.accent, 2))
        painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, 8), 9, 9)
