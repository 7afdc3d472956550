"""The customer who is open: master data, promises, remarks, orders; masked, and revealed for a minute on request."""

import asyncio
from collections.abc import Callable, Coroutine
from datetime import datetime
from enum import Enum
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from desk.client.models import tasks
from desk.client.models.outbox import OutboxModel
from desk.client.remote import commands
from desk.client.remote.cache import Known
from desk.client.remote.feed import News
from desk.client.remote.remote import Remote
from desk.contract import events as log
from desk.contract.base import Page
from desk.contract.customers import (
    Customer,
    CustomerBrief,
    CustomerQuery,
    Merge,
    PersonalField,
    Remark,
    RemarkDraft,
    RemarkKind,
    Reveal,
)
from desk.contract.errors import DeskError, Unreachable
from desk.contract.feed import FeedItem, Gap
from desk.contract.orders import Order, OrderQuery

SETTLE_MS = 250
SHOWN_MS = 60_000
ORDERS = 30

#: Events that leave the record as it is: to ask again after each would only load the server.
_NO_CHANGE = (
    log.ArticleAdded,
    log.CustomerViewed,
    log.CustomerRevealed,
    log.EventPinned,
    log.EventUnpinned,
    log.CallRang,
    log.CallAnswered,
    log.CallEnded,
    log.CallWrappedUp,
    log.CallClaimed,
)


class Load(Enum):
    """How the record stands."""

    NOBODY = "nobody"
    LOADING = "loading"
    READY = "ready"
    FAILED = "failed"


class CustomerModel(QObject):
    """One customer at a time. What is shown is the server's word; clicks put commands into the outbox."""

    changed = Signal()
    """Another customer, or the same one looks different now; carries nothing."""
    reveals_changed = Signal()
    """A personal field is shown in full, or covered again; carries nothing."""
    refused = Signal(object)
    """Something asked for directly was refused, or nobody answered; carries the `DeskError`."""

    def __init__(self, remote: Remote, outbox: OutboxModel) -> None:
        super().__init__()
        self._remote, self._outbox = remote, outbox
        self.customer_id: int | None = None
        self.customer: Customer | None = None
        self.orders: list[Order] = []
        #: The record that stands for this one since somebody merged it; None while it stands for itself.
        self.survivor: Customer | None = None
        self.load = Load.NOBODY
        self.error: DeskError | None = None
        #: When the server gave the record; `fresh` is False when it comes from this workstation's memory.
        self.known_at: datetime | None = None
        self.fresh = True
        self._shown: dict[tuple[PersonalField, int | None], str] = {}
        self._releases: list[Callable[[], None]] = []
        self._held: set[int] = set()
        #: The records this one was merged into, directly or through others.
        self._over: set[int] = set()
        self._fetching: asyncio.Task[None] | None = None
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settle.timeout.connect(self.refresh)
        remote.feed.watch(self._hear)

    @property
    def ids(self) -> frozenset[int]:
        """The customer and the records merged into it: whose events count here."""
        return frozenset(self._held)

    def open(self, customer_id: int | None, merged: frozenset[int] = frozenset()) -> None:
        """Show this customer, or nobody; ``merged`` are records known to be merged into this one."""
        if customer_id == self.customer_id:
            return
        self._let_go()
        self.customer_id = customer_id
        self.customer, self.orders, self.error, self.known_at, self.fresh = None, [], None, None, True
        self.survivor = None
        self.load = Load.NOBODY if customer_id is None else Load.LOADING
        if customer_id is not None:
            for one in (customer_id, *merged):
                self._hold(one)
            self.refresh()
        self.changed.emit()
        self.reveals_changed.emit()

    def refresh(self) -> None:
        """Ask the server again."""
        if self.customer_id is None:
            return
        if self.load is Load.FAILED:
            self.load = Load.LOADING
            self.changed.emit()
        if self._fetching is not None:
            self._fetching.cancel()
        self._fetching = tasks.start(self._fetch(self.customer_id), name="customer", owner=self)

    # Personal fields

    def shown(self, field: PersonalField, number_id: int | None = None) -> str | None:
        """The field in full while it is revealed."""
        return self._shown.get((field, number_id))

    def reveal(self, field: PersonalField, reason: str, number_id: int | None = None) -> None:
        """Show a field in full for a minute; asker and reason are recorded."""
        if self.customer_id is not None:
            asked = Reveal(field=field, reason=reason, number_id=number_id)
            self._ask(self._reveal(self.customer_id, asked), "reveal")

    def cover(self, field: PersonalField, number_id: int | None = None) -> None:
        """Mask a field again."""
        if self._shown.pop((field, number_id), None) is not None:
            self.reveals_changed.emit()

    # Commands

    def add_remark(self, kind: RemarkKind, text: str, customer_id: int | None = None) -> None:
        """Write a standing note on the customer, or on the one who was open when the writing began."""
        whose = customer_id or self.customer_id
        if whose is not None:
            self._outbox.put(commands.add_remark(whose, RemarkDraft(kind=kind, text=text)))

    def remove_remark(self, remark: Remark) -> None:
        """The note no longer holds."""
        if self.customer_id is not None:
            self._outbox.put(commands.remove_remark(self.customer_id, remark.id))

    def merge(self, customer: Customer, other_id: int) -> None:
        """The other record is the same person as this customer, who was open when it was decided."""
        self._outbox.put(commands.merge_customer(customer.id, customer.version, other_id))

    def undo_merge(self, merge: Merge) -> None:
        """They are two people after all."""
        if self.customer_id is not None:
            self._outbox.put(commands.undo_merge(self.customer_id, merge.id))

    def verify_number(self, number_id: int) -> None:
        """The number was checked to be this customer's."""
        if self.customer_id is not None:
            self._outbox.put(commands.verify_number(self.customer_id, number_id))

    def handle_error(self, error: DeskError) -> None:
        """Something asked for directly did not work."""
        self.refused.emit(error)

    # Inside

    def _ask(self, work: Coroutine[Any, Any, None], name: str) -> None:
        tasks.start(work, name=f"customer: {name}", owner=self)

    async def _fetch(self, customer_id: int) -> None:
        try:
            known = await self._remote.cache.customer(customer_id)
            for merge in known.data.merges:
                self._hold(merge.customer_id)
            if known.data.merged_into is None:
                self.survivor = None
            self._take(known)
            await self._fetch_survivor(known.data.merged_into)
            await self._fetch_orders(customer_id)
        except DeskError as error:
            if self.customer is None:
                self.load, self.error = Load.FAILED, error
            self.fresh = False
            self.changed.emit()

    def _take(self, known: Known[Customer]) -> None:
        self.customer, self.known_at, self.fresh = known.data, known.at, known.fresh
        self.load, self.error = Load.READY, None
        self.changed.emit()

    async def _fetch_survivor(self, merged_into: int | None) -> None:
        """Follow the merges to the record at their end."""
        while merged_into is not None:
            if merged_into not in self._over:
                self._over.add(merged_into)
                self._releases.append(self._remote.feed.hold(f"customer:{merged_into}"))
            found = (await self._remote.cache.customer(merged_into)).data
            merged_into = found.merged_into
            if merged_into is None and found != self.survivor:
                self.survivor = found
                self.changed.emit()

    async def _fetch_orders(self, customer_id: int) -> None:
        name = f"orders:{customer_id}"
        try:
            page = await self._remote.api.orders(OrderQuery(customer_id=customer_id, size=ORDERS))
            await self._remote.cache.remember(name, page)
        except Unreachable:
            known = await self._remote.cache.recall(name, Page[Order])
            if known is None:
                return
            page = known.data
        if page.data != self.orders:
            self.orders = page.data
            self.changed.emit()

    async def _reveal(self, customer_id: int, asked: Reveal) -> None:
        answer = await self._remote.api.reveal(customer_id, asked)
        if customer_id != self.customer_id:
            return
        self._shown[asked.field, asked.number_id] = "\n".join(answer.values)
        QTimer.singleShot(SHOWN_MS, self, lambda: self.cover(asked.field, asked.number_id))
        self.reveals_changed.emit()

    def _hold(self, customer_id: int) -> None:
        if customer_id not in self._held:
            self._held.add(customer_id)
            self._releases.append(self._remote.feed.hold(f"customer:{customer_id}"))

    def _let_go(self) -> None:
        for release in self._releases:
            release()
        self._releases, self._held, self._over = [], set(), set()
        self._shown.clear()
        self._settle.stop()
        if self._fetching is not None:
            self._fetching.cancel()
            self._fetching = None

    def _hear(self, news: News) -> None:
        if self.customer_id is None:
            return
        moved = isinstance(news, FeedItem) and self._looks_different(news.event)
        if isinstance(news, Gap) or (moved and not self._settle.isActive()):
            self._settle.start()

    def _looks_different(self, event: log.Event) -> bool:
        """Whether the record, or which record stands for it, is another one after this event."""
        if isinstance(event.fact, log.CustomerMerged | log.CustomerUnmerged):
            return not {event.customer_id, event.fact.other_id}.isdisjoint(self._held | self._over)
        return event.customer_id in self._held and not isinstance(event.fact, _NO_CHANGE)


class CustomerFinder(QObject):
    """Finds customers by a part of their name or by digits of a number, as somebody types."""

    changed = Signal()
    """The finds, or how the search stands, changed; carries nothing."""

    def __init__(self, remote: Remote) -> None:
        super().__init__()
        self._api = remote.api
        self.found: list[CustomerBrief] = []
        self.words = ""
        self.searching = False
        self.error: DeskError | None = None
        self._task: asyncio.Task[None] | None = None
        self._pause = QTimer(self, singleShot=True, interval=160)
        self._pause.timeout.connect(self._begin)

    def look_for(self, words: str) -> None:
        """Search for these words after a short pause."""
        self.words = words.strip()
        self.searching = bool(self.words)
        if not self.words:
            self.found = []
        self._pause.start()
        self.changed.emit()

    def handle_error(self, error: DeskError) -> None:
        """Nobody answered, or the words made no sense to the server."""
        self.searching, self.error = False, error
        self.changed.emit()

    def _begin(self) -> None:
        if self._task is not None:
            self._task.cancel()
        if self.words:
            self._task = tasks.start(self._search(self.words), name="find customer", owner=self)

    async def _search(self, words: str) -> None:
        digits = "".join(sign for sign in words if sign.isdigit())
        by_number = len(digits) >= 3 and not any(sign.isalpha() for sign in words)
        query = CustomerQuery(number=digits, size=8) if by_number else CustomerQuery(name=words[:60], size=8)
        page = await self._api.customers(query)
        self.found, self.searching, self.error = page.data, False, None
        self.changed.emit()
