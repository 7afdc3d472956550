"""The board's surface: paints the columns and cards in view, and keeps up with what changes."""

import time
from collections.abc import Iterable

from PySide6.QtCore import QEvent, QRect, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QFrame

from desk.client.models.board import BoardModel
from desk.client.models.board_columns import NOBODY, Grouping
from desk.client.models.board_floor import Standing
from desk.client.models.clock import Clock
from desk.client.widgets.controls.paint import box
from desk.client.widgets.queues.board.geometry import COLUMN, EDGE, BoardGeometry
from desk.client.widgets.queues.board.head import Head, HeadPainter
from desk.client.widgets.queues.board.paint import CardPainter, Face
from desk.client.widgets.queues.board.words import BoardWords
from desk.client.widgets.theme import blend, theme
from desk.contract.board import Card
from desk.contract.tickets import PresenceAct

#: How columns stand is reckoned so often, and for so long at a time.
HEADS_MS, HEADS_SECONDS = 250, 0.003
#: Between two frames at least; faces that were never seen are painted for so long in one.
FRAME_MS, FACES_SECONDS = 12, 0.005


class BoardCanvas(BoardGeometry):
    """Shows the columns of the model; scrolls, folds."""

    def __init__(self, model: BoardModel, clock: Clock) -> None:
        super().__init__(model)
        self.clock = clock
        self.words = BoardWords(model.floor, self)
        self.standings: dict[int, Standing | None] = {}
        self._stale = set[int]()
        self._minute = 0
        self._faces: dict[int, Face] = {}
        self._painted_at = 0.0
        self._frame = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._frame.timeout.connect(self.viewport().update)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._heads = QTimer(self, singleShot=True, interval=HEADS_MS)
        self._heads.timeout.connect(self._reckon_heads)
        self.restyle()
        model.cards_changed.connect(self._cards_changed)
        model.floor_changed.connect(self.rebuild)
        model.here_changed.connect(self._faces_changed)
        model.moves.changed.connect(self._faces_changed)
        clock.tick.connect(self._tick)
        theme().changed.connect(self.restyle)

    # -- what others ask ---------------------------------------------------------------------------------

    def restyle(self) -> None:
        """Wear the colours, sizes and words now in force."""
        look = theme()
        self.card_height = look.scaled(72 if look.density == "comfortable" else 60)
        self.card_width = look.scaled(COLUMN) - 2 * EDGE
        self.head_painter = HeadPainter(self.words)
        self.top = EDGE + self.head_painter.height + 3
        self.cards = CardPainter(self.card_width, self.card_height, self.viewport().devicePixelRatioF())
        self.rebuild()

    def rebuild(self) -> None:
        """Which columns there are, and where."""
        self._faces.clear()
        self.shown = self.columns_now()
        self._lay()
        self._stale.update(self.shown)
        self._heads.start()
        self.redraw()
        self.settled.emit()

    def show_only(self, columns: Iterable[int] | None) -> None:
        """Show these columns alone, or all again."""
        self.only = None if columns is None else frozenset(columns)
        self.horizontalScrollBar().setValue(0)
        self.rebuild()

    def redraw(self) -> None:
        """Something is seen otherwise: paint with the next frame. Many things that happen at once are one frame."""
        if not self._frame.isActive():
            since = (time.perf_counter() - self._painted_at) * 1000
            self._frame.start(max(0, min(FRAME_MS, round(FRAME_MS - since))))

    def now(self) -> float:
        """The present, in seconds since 1970."""
        return self.clock.now().timestamp()

    def standing(self, column: int) -> Standing | None:
        """How a column stands; None where nobody can say."""
        floor = self.model.floor
        match self.model.columns.grouping:
            case Grouping.AGENT:
                return None if column == NOBODY else floor.agent(column)
            case Grouping.QUEUE:
                return floor.queue(column)
            case Grouping.TEAM:
                return None if column == NOBODY else floor.team(column)
            case Grouping.STATE:
                return None

    # -- painting ----------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        # `with`: a painter left open by an error would take the whole process down later.
        with QPainter(self.viewport()) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.fillRect(self.viewport().rect(), theme().tokens.window)
            now = self.now()
            self.cards.begin(FACES_SECONDS)
            for column in self.visible():
                self._paint_column(painter, column, now)
            self.paint_top(painter)
        self._frame.stop()
        self._painted_at = time.perf_counter()
        if self.cards.owes:
            self.redraw()

    def _paint_column(self, painter: QPainter, column: int, now: float) -> None:
        rect = self.rect_of(column)
        painter.setClipRect(rect)
        box(painter, QRect(rect.left(), rect.top(), rect.width(), 24), theme().tokens.sunken, None, 9)
        painter.fillRect(rect.adjusted(0, 12, 0, 0), theme().tokens.sunken)
        if self.is_folded(column):
            self.head_painter.folded(painter, rect, self.head(column))
        else:
            painter.setClipRect(rect.adjusted(0, self.top - EDGE - 3, 0, 0))
            y = self.top - self.offset(column) % self.step
            for card_id in self.in_view(column):
                card = self.model.card(card_id)
                if card is not None:
                    self.paint_card(painter, rect.left() + EDGE, y, card, now)
                y += self.step
            self._paint_thumb(painter, column, rect)
            painter.setClipRect(rect)
            self.paint_head(painter, column, QRect(rect.left(), rect.top(), rect.width(), self.head_painter.height))
        painter.setClipping(False)

    def paint_card(self, painter: QPainter, x: int, y: int, card: Card, now: float) -> None:
        """A card whose corner is there."""
        self.cards.paint(painter, x, y, self.face(card, now))

    def face(self, card: Card, now: float) -> Face:
        """How a card looks now; the same until the minute, the card or what is known around it is another."""
        found = self._faces.get(card.id)
        if found is None or found.card is not card:
            found = self._faces[card.id] = self._new_face(card, now)
        return found

    def _new_face(self, card: Card, now: float) -> Face:
        model = self.model
        present, home = model.here.get(card.id), model.moves.home.get(card.id)
        here = 0 if not present else 2 if any(one.act is PresenceAct.WRITING for one in present) else 1
        return Face(
            card,
            self.words.clock(card, now),
            self.words.where(card, model.columns.grouping),
            here,
            "" if home is None else self.words.home(home),
            card.id in model.moves.pending,
        )

    def head(self, column: int) -> Head:
        """What stands at the top of a column."""
        columns = self.model.columns
        return Head(
            column,
            columns.grouping,
            self.words.column(columns.grouping, column),
            columns.count(column),
            self.standings.get(column),
        )

    def paint_head(self, painter: QPainter, column: int, rect: QRect) -> None:
        """The head of a column."""
        self.head_painter.paint(painter, rect, self.head(column))

    def paint_top(self, painter: QPainter) -> None:
        """What stands over everything."""

    def _paint_thumb(self, painter: QPainter, column: int, rect: QRect) -> None:
        """How far a column is scrolled, where there is more than fits."""
        most = self._most(column)
        if not most:
            return
        room = rect.height() - self.top - 8
        tall = max(24, room * room // (room + most))
        top = self.top + 4 + (room - tall) * self.offset(column) // most
        box(
            painter,
            QRect(rect.right() - 4, top, 3, tall),
            blend(theme().tokens.muted, theme().tokens.sunken, 0.55),
            None,
            1.5,
        )

    # -- changes -----------------------------------------------------------------------------------------

    def _faces_changed(self, ids: frozenset[int]) -> None:
        for card_id in ids:
            self._faces.pop(card_id, None)
        self.redraw()

    def _cards_changed(self, touched: "set[int] | None") -> None:
        if touched is None or not self._lefts.keys() >= touched:
            if self.columns_now() != self.shown:
                self.rebuild()
                return
            touched = set(self.shown)
        self._stale |= touched
        if not self._heads.isActive():
            self._heads.start()
        self.redraw()
        self.settled.emit()

    def _reckon_heads(self) -> None:
        """How the columns in view stand: a few at a time."""
        end = time.perf_counter() + HEADS_SECONDS
        for column in self.visible():
            if column in self._stale or column not in self.standings:
                self._stale.discard(column)
                self.standings[column] = self.standing(column)
                if time.perf_counter() > end:
                    self._heads.start()
                    break
        self.redraw()

    def _tick(self) -> None:
        minute = int(self.now() // 60)
        if minute != self._minute and self.isVisible():
            self._minute = minute
            self.model.floor.at_now()
            self._faces.clear()
            self._stale.update(self.shown)
            self._heads.start()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        if dx:
            self._heads.start()
            self.redraw()
            self.settled.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        turn, column = event.angleDelta(), self.column_at(event.position().toPoint())
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier or abs(turn.x()) > abs(turn.y()) or column is None:
            by = event.pixelDelta().x() or round((turn.x() or turn.y()) / 120 * theme().scaled(COLUMN) / 2)
            self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() - by)
        else:
            by = event.pixelDelta().y() or round(turn.y() / 120 * QApplication.wheelScrollLines() * 28)
            self.scroll_column(column, self.offset(column) - by)
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay()
        self._heads.start()
        self.settled.emit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.restyle()
