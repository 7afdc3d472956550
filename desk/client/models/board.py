"""The board: every open card, where it stands, and what the floor can bear; read in the background, kept live."""

import asyncio
import gc
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator

from PySide6.QtCore import QObject, QTimer, Signal

from desk.client.models import tasks
from desk.client.models.board_book import BoardBook, Changes
from desk.client.models.board_columns import Columns, Grouping, Order
from desk.client.models.board_floor import BoardFloor
from desk.client.models.board_moves import BoardMoves
from desk.client.models.desk import Desk
from desk.client.models.health import Link
from desk.client.remote.feed import News
from desk.contract.board import Card, CardQuery
from desk.contract.errors import DeskError
from desk.contract.events import AgentStateChanged
from desk.contract.feed import Gap, PresenceList
from desk.contract.tickets import Presence

#: What was heard is gathered for so long before it is asked for: at most four questions a second.
GATHER_MS = 250
#: How fast work goes is asked anew so often, and so soon after somebody's state has changed.
PACE_MS, PACE_SOON_MS = 30_000, 3_000
#: Work on many cards is cut into slices, so that frames are painted in between.
SLICE_SECONDS, SLICE_MS, SLICE_CARDS = 0.004, 8, 250
#: Fewer cards than these are looked through by the garbage collector in less than a frame.
FROZEN_FROM = 10_000
#: After an error it is tried again.
AGAIN_MS = 3_000


class BoardModel(QObject):
    """All cards of the site. ``open`` begins to read and to listen, ``close`` ends it; what is known is kept."""

    cards_changed = Signal(object)
    """Cards stand elsewhere or look different; carries the ids of the columns concerned, None: any may be."""
    loading_changed = Signal()
    """More of the board has been read, or all of it, or reading failed; carries nothing."""
    floor_changed = Signal()
    """How fast work goes, or who is here to do it, is known anew; carries nothing."""
    here_changed = Signal(object)
    """Somebody came to cards or left them; carries the cards' ids as a frozenset."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._remote = desk, desk.remote
        self.book = BoardBook()
        self.moves = BoardMoves(desk.outbox, desk.clock, self.book.cards)
        self.floor = BoardFloor(desk.directory, desk.clock)
        self.columns = Columns(Grouping.AGENT, Order.DUE, self.floor.teams_of)
        #: How many cards there are on the server; 0 while nobody knows.
        self.total = 0
        self.loaded = False
        self.error: DeskError | None = None
        self.here: dict[int, list[Presence]] = {}
        self._todo = deque[Iterator[None]]()
        #: So many cards were put into a foresight since the collector was told to leave them alone.
        self._unfrozen = 0
        self._hold: Callable[[], None] | None = None
        self._reading: asyncio.Task[None] | None = None
        self._asking: asyncio.Task[None] | None = None
        self._pacing: asyncio.Task[None] | None = None
        self._gather = self._timer(GATHER_MS, self._ask)
        self._slice = self._timer(SLICE_MS, self._work)
        self._pace_again = self._timer(PACE_MS, self.refresh_pace)
        self._pace_soon = self._timer(PACE_SOON_MS, self.refresh_pace)
        self._read_again = self._timer(AGAIN_MS, self._read)
        self._remote.feed.watch(self._hear)
        self.moves.changed.connect(self._reshow)

    def _timer(self, interval: int, run: Callable[[], None]) -> QTimer:
        timer = QTimer(self, singleShot=True, interval=interval)
        timer.timeout.connect(run)
        return timer

    # What is shown

    def card(self, card_id: int) -> Card | None:
        """A card as it is shown: as the server has it, and what is pending over that."""
        return self.moves.pending.get(card_id) or self.book.cards.get(card_id)

    def arrange(self, grouping: Grouping, order: Order) -> None:
        """Put all cards into columns of another kind, or in another order; a slice at a time."""
        if (grouping, order) != (self.columns.grouping, self.columns.order):
            self.columns = Columns(grouping, order, self.floor.teams_of)
            self._refill()
            self.cards_changed.emit(None)

    @property
    def busy(self) -> bool:
        """Whether cards are still being put in their places."""
        return bool(self._todo)

    # Reading

    def open(self) -> None:
        """Somebody looks: read all of it, and listen."""
        if self._hold is None:
            # Held before anything is asked for: what happens in between is heard.
            self._hold = self._remote.feed.hold("tickets", "floor", "site")
            self.book.gap()
        if self._todo:
            self._slice.start()
        self._read()
        self.refresh_pace()

    def close(self) -> None:
        """Nobody looks any more."""
        for timer in (self._gather, self._slice, self._pace_again, self._pace_soon, self._read_again):
            timer.stop()
        for task in (self._reading, self._asking, self._pacing):
            if task is not None:
                task.cancel()
        self._reading = self._asking = self._pacing = None
        if self._hold is not None:
            self._hold()
            self._hold = None

    def forget(self) -> None:
        """Another person sits here: nothing is known."""
        self.close()
        self.book.clear()
        self.moves.forget()
        self.floor.forget()
        self._todo.clear()
        self.columns = Columns(self.columns.grouping, self.columns.order, self.floor.teams_of)
        self.loaded, self.total, self.error, self.here = False, 0, None, {}

    def refresh_pace(self) -> None:
        """Ask how fast work goes."""
        self._pace_soon.stop()
        if self._hold is not None and self._pacing is None:
            self._pacing = tasks.start(self._ask_pace(), name="board: pace", owner=self)
            self._pacing.add_done_callback(self._paced)
        self._pace_again.start()

    def handle_error(self, error: DeskError) -> None:
        """What was last known stays; it is tried again."""
        self.error = error
        if self._hold is not None:
            if self._reading is None or self._reading.done():
                self.book.to_read = True
            self._read_again.start()
        self.loading_changed.emit()

    def _read(self) -> None:
        if self._hold is None or not self.book.to_read or (self._reading is not None and not self._reading.done()):
            return
        self._reading = tasks.start(self._read_pages(), name="board: cards", owner=self)

    async def _read_pages(self) -> None:
        after: int | None = self.book.begin()
        try:
            while after is not None:
                page = await self._remote.api.cards(CardQuery(after=after))
                self.total = page.total
                changes, after = self.book.take_page(page)
                self._take(changes)
                self.error = None
                self.loading_changed.emit()
                if self.book.to_read:
                    after = self.book.begin()
        except DeskError:
            self.book.to_read = True
            raise
        self.loaded = True
        self._gather.start()
        self.loading_changed.emit()

    def _ask(self) -> None:
        """Ask for what was heard of."""
        wanted = self.book.wanted()
        if self._hold is None or not wanted or (self._asking is not None and not self._asking.done()):
            return
        self._asking = tasks.start(self._ask_for(wanted), name="board: changes", owner=self)
        self._asking.add_done_callback(lambda _task: self._gather.start() if self._hold is not None else None)

    async def _ask_for(self, wanted: list[int]) -> None:
        answer = await self._remote.api.cards(CardQuery(ids=",".join(map(str, wanted))))
        self.total = answer.total
        self._take(self.book.take(answer, wanted))

    async def _ask_pace(self) -> None:
        api = self._remote.api
        pace = await api.pace()
        if not self.floor.knows_teams_of(pace):
            self.floor.take_teams(await api.teams())
        if self.floor.take_pace(pace):
            self._todo.append(self._foresee())
            self._slice.start()
        if self.columns.grouping is Grouping.TEAM:
            self._refill()
        self.floor_changed.emit()

    def _paced(self, task: "asyncio.Task[None]") -> None:
        self._pacing = None
        if self._hold is not None and not task.cancelled() and task.exception() is not None:
            self._pace_soon.start()

    # Hearing

    def _hear(self, news: News) -> None:
        if self._hold is None:
            return
        if isinstance(news, PresenceList):
            self._take_presence(news.present)
        elif isinstance(news, Gap):
            self.book.gap()
            self._read()
        else:
            self.book.heed(news.event)
            if isinstance(news.event.fact, AgentStateChanged):
                self._pace_soon.start()
            if self.book.to_read:
                self._read()
            if not self._gather.isActive():
                self._gather.start()

    def _take_presence(self, present: Iterable[Presence]) -> None:
        me = self._desk.session.user
        here: dict[int, list[Presence]] = {}
        for one in present:
            if one.ticket_id is not None and (me is None or one.user_id != me.id):
                here.setdefault(one.ticket_id, []).append(one)
        changed = frozenset(key for key in here.keys() | self.here.keys() if here.get(key) != self.here.get(key))
        self.here = here
        if changed:
            self.here_changed.emit(changed)

    @property
    def live(self) -> bool:
        """Whether what is shown follows the server."""
        return self._desk.health.link is Link.LIVE

    # Putting cards in their places

    def _take(self, changes: Changes) -> None:
        """What an answer made other; many are put in slices."""
        self.moves.hear(changes.cards, changes.gone)
        for card_id in changes.gone:
            column = self.columns.drop(card_id)
            self.floor.drop(card_id)
            if column is not None:
                self.cards_changed.emit({column})
        if len(changes.cards) > SLICE_CARDS:
            ids = [card.id for card in changes.cards]
            self._todo.append(self._place(ids))
            self._todo.append(self._foresee(ids))
            self._slice.start()
        elif changes.cards:
            self._put(card.id for card in changes.cards)

    def _put(self, ids: Iterable[int]) -> None:
        cards = [card for card in map(self.card, ids) if card is not None]
        touched = self.columns.put_many(cards)
        self.floor.put(cards)
        self.cards_changed.emit(touched)

    def _reshow(self, ids: frozenset[int]) -> None:
        """What is pending over these cards is another."""
        gone = [one for one in ids if self.card(one) is None]
        touched = {column for column in map(self.columns.drop, gone) if column is not None}
        for card_id in gone:
            self.floor.drop(card_id)
        if touched:
            self.cards_changed.emit(touched)
        self._put(one for one in ids if self.card(one) is not None)

    def _refill(self) -> None:
        self._todo.append(self._place(list(self.book.cards)))
        self._slice.start()

    def _place(self, ids: list[int]) -> Iterator[None]:
        """Put cards into the columns of now, a slice at a time."""
        columns = self.columns
        for begin in range(0, len(ids), SLICE_CARDS):
            if columns is not self.columns:
                return
            some = map(self.card, ids[begin : begin + SLICE_CARDS])
            columns.put_many(card for card in some if card is not None)
            yield
        self.cards_changed.emit(None)

    def _foresee(self, ids: list[int] | None = None) -> Iterator[None]:
        """Put cards into the foresight of now, a slice at a time; all of them when it is a new one."""
        all_ids = list(self.book.cards) if ids is None else ids
        foresight = self.floor.foresight
        for begin in range(0, len(all_ids), SLICE_CARDS):
            if foresight is not self.floor.foresight:
                return
            some = map(self.card, all_ids[begin : begin + SLICE_CARDS])
            self.floor.put([card for card in some if card is not None])
            self._unfrozen += SLICE_CARDS
            yield
        if foresight is not None and (ids is None or len(self._todo) <= 1):
            # What is asked first puts a line in order: not in the middle of a drag.
            for place in foresight.places():
                if foresight is self.floor.foresight:
                    foresight.side(place)
                    yield
        self.floor_changed.emit()

    def _work(self) -> None:
        """A slice of what is to do."""
        end = time.perf_counter() + SLICE_SECONDS
        while self._todo and time.perf_counter() < end:
            if next(self._todo[0], self) is self:
                self._todo.popleft()
        if self._todo:
            self._slice.start()
        elif self._unfrozen >= FROZEN_FROM:
            # Cards hold no cycles; looking for some among a hundred thousand costs several frames. What is frozen is
            # never looked at again: what was thrown away just now goes first, and the rest is left alone.
            self._unfrozen = 0
            gc.collect(1)
            gc.freeze()
