"""The grid with a mouse: what is chosen, held, dragged and dropped, and what the drop would do."""

from PySide6.QtCore import QPoint, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QApplication

from desk.client.models.adherence import AdherenceModel
from desk.client.models.clock import Clock
from desk.client.models.rota import RotaModel
from desk.client.models.rota_bars import Bar
from desk.client.models.rota_rows import RotaRows
from desk.client.models.time_axis import TimeAxis
from desk.client.models.what_if import Prospect, WhatIf
from desk.client.widgets.controls.paint import focus_ring
from desk.client.widgets.shifts.canvas import GridCanvas
from desk.client.widgets.shifts.drag import Drag, Grip, Held
from desk.client.widgets.shifts.drag_tag import paint_tag
from desk.client.widgets.shifts.paint import PAD
from desk.contract.shifts import Activity

#: So near to its end a bar is stretched, not moved.
EDGE = 6
#: Near an edge of the view it scrolls while something is dragged.
NEAR, SCROLL_MS = 28, 30


class GridPointing(GridCanvas):
    """Bars that can be chosen and dragged."""

    current_changed = Signal()
    """Another bar, person or piece is chosen; carries nothing."""
    drag_changed = Signal(object)
    """Something is dragged to another place; carries the `Prospect`, None when nothing is dragged or nothing
    changes."""
    dropped = Signal(object)
    """A bar was dropped where it changes something; carries the `Drag`."""
    stretch_marked = Signal(object)
    """A stretch of a bar was marked; carries the `Drag` with it."""
    opened = Signal(int, float)
    """An empty place was double-clicked; carries the person and the minute."""
    menu_wanted = Signal(object)
    """What can be done with what is chosen? Carries the point on the screen."""

    def __init__(
        self,
        model: RotaModel,
        rows: RotaRows,
        axis: TimeAxis,
        adherence: AdherenceModel,
        clock: Clock,
        what_if: WhatIf,
    ) -> None:
        super().__init__(model, rows, axis, adherence, clock)
        self.what_if = what_if
        self.current_user: int | None = None
        self.current_key: int | None = None
        self.current_piece: int | None = None
        self.drag: Drag | None = None
        self._held: Held | None = None
        self._pressed_at = QPoint()
        self._pointer = QPoint()
        self._edge = QTimer(self, interval=SCROLL_MS)
        self._edge.timeout.connect(self._scroll_at_edge)
        self.viewport().setMouseTracking(True)
        model.bars_changed.connect(self._check_current)

    # -- what is chosen ----------------------------------------------------------------------------------

    def current_bar(self) -> Bar | None:
        """The bar that is chosen."""
        user = self.current_user
        bars = () if user is None else self.model.bars(user)
        return next((bar for bar in bars if bar.key == self.current_key), None)

    def choose(self, user_id: int | None, key: int | None = None, piece: int | None = None) -> None:
        """Choose a person, a bar of theirs, perhaps a piece of it."""
        before = (self.current_user, self.current_key, self.current_piece)
        if before == (user_id, key, piece):
            return
        if user_id is not None and user_id != self.current_user:
            self.model.learn(user_id)
        self.current_user, self.current_key, self.current_piece = user_id, key, piece
        self.viewport().update()
        self.current_changed.emit()

    def is_current(self, user_id: int) -> bool:
        return user_id == self.current_user

    def _check_current(self) -> None:
        bar = self.current_bar()
        if bar is None and self.current_key is not None:
            self.choose(self.current_user)
        elif bar is not None and self.current_piece is not None and self.current_piece >= len(bar.pieces):
            self.choose(self.current_user, self.current_key)

    # -- dragging ----------------------------------------------------------------------------------------

    def take(self, held: Held) -> Drag | None:
        """Begin to drag; None when the bar is being saved just now or is gone."""
        shift = self.model.book.shifts.get(held.bar.key)
        if shift is None or held.bar.pending:
            return None
        self.drag = Drag(held, shift, self.what_if)
        return self.drag

    def show_drag(self) -> None:
        """What is dragged is elsewhere now."""
        prospect: Prospect | None = None if self.drag is None else self.drag.prospect
        self.viewport().update()
        self.drag_changed.emit(prospect)

    def drop(self) -> None:
        """Let it lie where it is."""
        drag, self.drag, self._held = self.drag, None, None
        self._edge.stop()
        self.show_drag()
        if drag is None:
            return
        if drag.held.grip is Grip.STRETCH:
            if drag.stretch is not None:
                self.stretch_marked.emit(drag)
        elif drag.changes:
            self.dropped.emit(drag)

    def cancel_drag(self) -> None:
        """It stays where it was."""
        self.drag = self._held = None
        self._edge.stop()
        self.show_drag()

    # -- mouse -------------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton or self.drag is not None:
            return
        point = event.position().toPoint()
        row, bar = self.row_at(point), self.bar_at(point)
        self._pressed_at = self._pointer = point
        if row is None or row.user_id is None:
            self.choose(None)
        elif bar is None:
            self.choose(row.user_id)
        else:
            marks = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            held = self.held_at(bar, point, marks=marks)
            self.choose(bar.user_id, bar.key, held.piece)
            self._held = held

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        self._pointer = point
        if self.drag is None and self._held is not None:
            if (point - self._pressed_at).manhattanLength() < QApplication.startDragDistance():
                return
            if self.take(self._held) is None:
                self._held = None
                return
            self._edge.start()
        if self.drag is not None:
            self._drag_to(point)
        else:
            self.viewport().setCursor(self._cursor_at(point))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._held = None
        if self.drag is not None:
            self.drop()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        row = self.row_at(point)
        if row is not None and row.user_id is not None and point.x() >= self.left and self.bar_at(point) is None:
            self.opened.emit(row.user_id, self.minute_at(point))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        point = event.pos()
        if event.reason() is QContextMenuEvent.Reason.Mouse:
            row, bar = self.row_at(point), self.bar_at(point)
            if row is None or row.user_id is None:
                return
            if bar is None:
                self.choose(row.user_id)
            else:
                self.choose(bar.user_id, bar.key, self.held_at(bar, point).piece)
        self.menu_wanted.emit(event.globalPos())

    def held_at(self, bar: Bar, point: QPoint, *, marks: bool = False) -> Held:
        """What would be held at a point of a bar."""
        minute, rect = self.minute_at(point), self.rect_of(bar)
        piece = bar.at(minute)
        if piece is not None and bar.pieces[piece].activity is Activity.WORK:
            piece = None
        grip = Grip.BAR if piece is None else Grip.PIECE
        if rect.width() > 4 * EDGE:
            if point.x() - rect.left() < EDGE:
                grip, piece = Grip.START, None
            elif rect.right() - point.x() < EDGE:
                grip, piece = Grip.END, None
        return Held(bar, Grip.STRETCH if marks else grip, minute, piece)

    def _drag_to(self, point: QPoint) -> None:
        drag = self.drag
        if drag is None:
            return
        row = self.row_at(point)
        before = (drag.bar, drag.stretch)
        drag.to(self.minute_at(point), None if row is None else row.user_id)
        if (drag.bar, drag.stretch) != before:
            self.drag_changed.emit(drag.prospect)
        self.viewport().update()

    def _cursor_at(self, point: QPoint) -> Qt.CursorShape:
        bar = self.bar_at(point)
        if bar is None:
            return Qt.CursorShape.ArrowCursor
        if bar.pending:
            return Qt.CursorShape.BusyCursor
        grip = self.held_at(bar, point).grip
        return Qt.CursorShape.SizeHorCursor if grip in (Grip.START, Grip.END) else Qt.CursorShape.OpenHandCursor

    def _scroll_at_edge(self) -> None:
        """Near an edge of the view there is more in that direction."""
        point, view = self._pointer, self.viewport().rect()
        by_x = -12 if point.x() < self.left + NEAR else 12 if point.x() > view.right() - NEAR else 0
        by_y = -8 if point.y() < self.head + NEAR else 8 if point.y() > view.bottom() - NEAR else 0
        if by_x:
            self.axis.scroll_to(self.axis.offset + by_x)
        if by_y:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + by_y)
        if by_x or by_y:
            self._drag_to(point)

    # -- painting ----------------------------------------------------------------------------------------

    def paint_bar(self, painter: QPainter, bar: Bar, top: int, height: int) -> None:
        drag = self.drag
        dragged = drag is not None and drag.changes and drag.held.bar.key == bar.key
        if dragged:
            painter.setOpacity(0.3)
        super().paint_bar(painter, bar, top, height)
        painter.setOpacity(1.0)

    def paint_over(self, painter: QPainter) -> None:
        drag = self.drag
        if drag is None:
            self._paint_current(painter)
            return
        row = self.rows.row_of(drag.bar.user_id)
        if row is None:
            return
        top = self.y_of(row)
        for begin, end in drag.forbidden:
            x, right = self.left + self.axis.x(begin), self.left + self.axis.x(end)
            painter.fillRect(QRectF(x, top, right - x, row.height - 1), self.look.forbidden)
        if drag.changes:
            self.bars.bar(painter, drag.bar, top, row.height)
            self._outline(painter, self.rect_of(drag.bar), bad=bool(drag.prospect and drag.prospect.is_forbidden))
        if drag.stretch is not None:
            x, right = (self.left + self.axis.x(minute) for minute in drag.stretch)
            painter.fillRect(QRectF(x, top + PAD, right - x, row.height - 2 * PAD), self.look.marked)

    def paint_top(self, painter: QPainter) -> None:
        if self.drag is not None and self.rows.row_of(self.drag.bar.user_id) is not None:
            paint_tag(painter, self, self.drag, self._tag_place())

    def _tag_place(self) -> QPoint:
        if self._edge.isActive():
            return self._pointer + QPoint(16, 18)
        place = self.rect_of(self.drag.bar) if self.drag is not None else QRect()
        return QPoint(max(place.left(), self.left + 8), place.bottom() + 4)

    def _outline(self, painter: QPainter, rect: QRect, *, bad: bool) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self.look.t.bad if bad else self.look.t.accent, 2))
        painter.drawRoundedRect(QRectF(rect).adjusted(0, PAD - 1, 0, -PAD + 1), 5, 5)

    def _paint_current(self, painter: QPainter) -> None:
        bar = self.current_bar()
        if bar is None:
            return
        rect = self.rect_of(bar).adjusted(-2, PAD - 2, 2, 2 - PAD)
        if self.current_piece is not None and self.current_piece < len(bar.pieces):
            piece = bar.pieces[self.current_piece]
            rect.setLeft(round(self.left + self.axis.x(piece.start)) - 1)
            rect.setRight(round(self.left + self.axis.x(piece.end)))
        if self.hasFocus():
            focus_ring(painter, rect)
        else:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self.look.t.border_strong, 1.5))
            painter.drawRoundedRect(QRectF(rect), 5, 5)
