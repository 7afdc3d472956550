"""The board's surface: columns side by side, each scrolled by itself; paints only the cards in view."""

import time
from collections.abc import Iterable

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QFrame

from desk.client.models.board import BoardModel
from desk.client.models.board_columns import NOBODY, Grouping
from desk.client.models.board_floor import Standing
from desk.client.models.board_heads import columns_of
from desk.client.models.clock import Clock
from desk.client.widgets.controls.paint import box
from desk.client.widgets.queues.board.head import Head, HeadPainter
from desk.client.widgets.queues.board.paint import CardPainter, Face
from desk.client.widgets.queues.board.words import BoardWords
from desk.client.widgets.theme import blend, theme
from desk.contract.board import Card
from desk.contract.tickets import PresenceAct

COLUMN, FOLDED, GAP, EDGE = 256, 44, 8, 6
#: How columns stand is reckoned so often, and for so long at a time.
HEADS_MS, HEADS_SECONDS = 250, 0.003
#: Between two frames at least; faces that were never seen are painted for so long in one.
FRAME_MS, FACES_SECONDS = 12, 0.005


class BoardCanvas(QAbstractScrollArea):
    """Shows the columns of the model; scrolls, folds."""

    settled = Signal()
    """Other cards are in view, or they stand elsewhere; carries nothing."""
    folded_changed = Signal()
    """A column was folded or unfolded; carries nothing."""

    def __init__(self, model: BoardModel, clock: Clock) -> None:
        super().__init__()
        self.model, self.clock = model, clock
        self.words = BoardWords(model.floor, self)
        self.shown: list[int] = []
        #: Only these columns; None: all.
        self.only: frozenset[int] | None = None
        self.folded: set[tuple[Grouping, int]] = set()
        self.standings: dict[int, Standing | None] = {}
        self._offsets: dict[int, int] = {}
        self._stale = set[int]()
        self._minute = 0
        self._faces: dict[int, Face] = {}
        #: Room beyond the last column, for what covers the right edge.
        self._beyond = 0
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

    # -- where things stand ------------------------------------------------------------------------------

    @property
    def step(self) -> int:
        """From the top of a card to the top of the next."""
        return self.card_height + 6

    def width_of(self, column: int) -> int:
        """How wide a column is."""
        return theme().scaled(FOLDED if self.is_folded(column) else COLUMN)

    def is_folded(self, column: int) -> bool:
        """Whether only a column's name is shown."""
        return (self.model.columns.grouping, column) in self.folded

    def x_of(self, column: int) -> int:
        """Where a column begins in the view."""
        return self._lefts.get(column, 0) - self.horizontalScrollBar().value()

    def rect_of(self, column: int) -> QRect:
        """A column in the view, head and all."""
        return QRect(self.x_of(column), EDGE, self.width_of(column), self.viewport().height() - EDGE)

    def visible(self) -> list[int]:
        """The columns in view, from left to right."""
        left = self.horizontalScrollBar().value()
        right = left + self.viewport().width()
        return [one for one in self.shown if self._lefts[one] < right and self._lefts[one] + self.width_of(one) > left]

    def column_at(self, point: QPoint) -> int | None:
        """The column at a point of the view."""
        return next((one for one in self.visible() if self.rect_of(one).contains(point)), None)

    def card_at(self, point: QPoint) -> int | None:
        """The card at a point of the view."""
        column = self.column_at(point)
        if column is None or self.is_folded(column) or point.y() < self.top:
            return None
        place, rest = divmod(point.y() - self.top + self.offset(column), self.step)
        return None if rest >= self.card_height else self.model.columns.at(column, place)

    def card_rect(self, card_id: int) -> QRect:
        """A card in the view; empty when it stands in no column that is shown."""
        place = self.model.columns.place(card_id)
        if place is None or place[0] not in self._lefts or self.is_folded(place[0]):
            return QRect()
        top = self.top + place[1] * self.step - self.offset(place[0])
        return QRect(self.x_of(place[0]) + EDGE, top, self.card_width, self.card_height)

    def offset(self, column: int) -> int:
        """By how much a column is scrolled."""
        return min(self._offsets.get(column, 0), self._most(column))

    def _most(self, column: int) -> int:
        room = self.viewport().height() - self.top - EDGE
        return max(0, self.model.columns.count(column) * self.step - room)

    def in_view(self, column: int) -> list[int]:
        """The cards of a column that are in view."""
        if self.is_folded(column):
            return []
        first = self.offset(column) // self.step
        last = (self.offset(column) + self.viewport().height() - self.top) // self.step + 1
        return self.model.columns.ids(column, first, last)

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
        shown = columns_of(self.model)
        self.shown = shown if self.only is None else [one for one in shown if one in self.only]
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

    def fold(self, column: int) -> None:
        """Fold a column, or unfold it."""
        self.folded ^= {(self.model.columns.grouping, column)}
        self._lay()
        self.redraw()
        self.settled.emit()
        self.folded_changed.emit()

    def scroll_column(self, column: int, to: int) -> None:
        """Scroll one column so far."""
        self._offsets[column] = max(0, min(to, self._most(column)))
        self.redraw()
        self.settled.emit()

    def show_card(self, card_id: int) -> None:
        """Scroll as little as needed to have a card in view."""
        place = self.model.columns.place(card_id)
        if place is None or place[0] not in self._lefts:
            return
        column, at = place
        if self.is_folded(column):
            self.fold(column)
        self.show_column(column)
        room = self.viewport().height() - self.top - EDGE
        top, offset = at * self.step, self.offset(column)
        if top < offset:
            self.scroll_column(column, top)
        elif top + self.card_height > offset + room:
            self.scroll_column(column, top + self.card_height - room)

    def show_column(self, column: int) -> None:
        """Scroll as little as needed to have a column in view."""
        bar, left = self.horizontalScrollBar(), self._lefts.get(column)
        if left is None:
            return
        if left - GAP < bar.value():
            bar.setValue(left - GAP)
        elif left + self.width_of(column) + GAP > bar.value() + self.viewport().width():
            bar.setValue(left + self.width_of(column) + GAP - self.viewport().width())

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

    def _lay(self) -> None:
        self._lefts: dict[int, int] = {}
        x = GAP
        for column in self.shown:
            self._lefts[column] = x
            x += self.width_of(column) + GAP
        bar, width = self.horizontalScrollBar(), self.viewport().width()
        bar.setRange(0, max(0, x + self._beyond - width))
        bar.setPageStep(width)
        bar.setSingleStep(theme().scaled(COLUMN) // 3)

    def _faces_changed(self, ids: frozenset[int]) -> None:
        for card_id in ids:
            self._faces.pop(card_id, None)
        self.redraw()

    def _cards_changed(self, touched: "set[int] | None") -> None:
        if touched is None or not self._lefts.keys() >= touched:
            shown = columns_of(self.model)
            if self.only is None and shown != self.shown:
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
