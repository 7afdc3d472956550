"""The open customer's history as it grows: live events, what still waits in the outbox, pins, the unread line."""

import itertools
from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import QObject

from desk.client.models import tasks
from desk.client.models.directory import Directory
from desk.client.models.entry_words import EntryWords
from desk.client.models.outbox import OutboxChange, OutboxModel, Pending, Status
from desk.client.models.session import SessionModel, Sitting
from desk.client.models.timeline import TimelineModel
from desk.client.models.timeline_marks import PinWish
from desk.client.models.timeline_row import Cursor, TimelineRow
from desk.client.models.timeline_source import ApiTimelineSource
from desk.client.remote import commands
from desk.client.remote.feed import News
from desk.client.remote.remote import Remote
from desk.contract.calls import Callback
from desk.contract.customers import Customer
from desk.contract.errors import DeskError
from desk.contract.event_groups import group_of
from desk.contract.events import ArticleAdded, Event, EventPinned, EventUnpinned
from desk.contract.feed import FeedItem, Gap
from desk.contract.tickets import Article, ArticleDraft, ArticleKind, Ticket, TicketDraft
from desk.contract.timeline import TimelinePage, TimelineQuery

_WAITING = (Status.WAITING, Status.SENDING, Status.UNKNOWN, Status.HELD)


class Stream(QObject):
    """Feeds one `TimelineModel`; `show` the customer whose history it is to be."""

    def __init__(self, remote: Remote, outbox: OutboxModel, session: SessionModel, directory: Directory) -> None:
        super().__init__()
        self._remote, self._outbox, self._session = remote, outbox, session
        self.model = TimelineModel(self)
        self.words = EntryWords(self, code_name=directory.code_name, person=directory.colleagues.name)
        self.customer_id: int | None = None
        self._ids: frozenset[int] = frozenset()
        self._ticket_ids: frozenset[int] = frozenset()
        #: What the newest page held of others when it was first shown; None before that.
        self._strange: list[int] | None = None
        self._seen_to = 0
        self._read_to: int | None = None
        self._wishes: dict[str, PinWish] = {}
        self._numbers: dict[str, int] = {}
        self._next = itertools.count(1)
        self._settled: dict[int, str] = {}
        #: What is shown, as it was told: said again when the language is switched.
        self._events: dict[int, Event] = {}
        remote.feed.watch(self._hear)
        outbox.changed.connect(self.show_pending)
        outbox.settled.connect(self._settle)
        outbox.refused.connect(self._pin_refused)
        self.model.marks.pin_wished.connect(self._send_pin)
        directory.changed.connect(self.retranslate)
        directory.colleagues.changed.connect(self.retranslate)
        session.changed.connect(self._try_again)

    def show(self, customer_id: int | None) -> None:
        """Show this customer's history, or none; what was seen of the one before is told to the server."""
        if customer_id == self.customer_id:
            return
        left, seen_to = self.customer_id, self._seen_to
        self._seen_to, self._read_to = 0, None
        self.customer_id = customer_id
        self._ids = frozenset() if customer_id is None else frozenset({customer_id})
        self._events, self._strange = {}, None
        self._open()
        if left is not None and seen_to:
            tasks.start(self._remote.api.read_to(left, seen_to), name="read to", owner=self)

    def handle_error(self, _error: DeskError) -> None:
        """The unread line will be a little old next time; nothing else is lost."""

    def follow(self, customer: Customer | None, ids: frozenset[int]) -> None:
        """The record came or changed: whose events count, and where the unread line is."""
        if customer is None or customer.id != self.customer_id:
            return
        grown, self._ids = ids - self._ids, ids
        if self._read_to is None:
            self._read_to = customer.read_to
            self._draw_unread()
        elif grown:
            self._open_again()

    def go_to(self, seq: int, at: datetime | None = None) -> None:
        """Show this event in its place, once it is known when it happened."""
        if at is not None:
            self.model.go_to(Cursor(at, seq), flash=True)
        elif self.customer_id is not None:
            tasks.start(self._find(self.customer_id, seq), name="find event", owner=self)

    def go_to_order(self, order_id: int) -> None:
        """Show where this order was placed."""
        if self.customer_id is not None:
            tasks.start(self._find_order(self.customer_id, order_id), name="find order", owner=self)

    async def _find_order(self, customer_id: int, order_id: int) -> None:
        order = await self._remote.api.order(order_id)
        if customer_id == self.customer_id:
            self.go_to(order.id, order.placed_at)

    async def _find(self, customer_id: int, seq: int) -> None:
        page = await self._remote.api.timeline(customer_id, TimelineQuery(size=1, as_of=seq))
        if page.data and customer_id == self.customer_id:
            event = page.data[-1].event
            self.model.go_to(Cursor(event.at, event.seq), flash=True)

    def retranslate(self) -> None:
        """Say everything in the language in force, where the reader is; nobody needs to be asked for that."""
        pinned = {row.key for row in self.model.marks.pins}
        self._events = {seq: event for seq, event in self._events.items() if seq in pinned or self.model.has(seq)}
        rows = [self.words.row(event) for event in self._events.values()]
        self.model.say_again(rows)
        self.model.marks.refresh_pins(rows)
        self.show_pending()

    def show_pending(self) -> None:
        """Show what this agent has written for this customer and the server has not yet taken."""
        waiting = [self._pending_row(one) for one in self._outbox.entries if self._is_here(one)]
        self.model.set_pending(waiting)

    # Inside

    def _open(self) -> None:
        if self.customer_id is None:
            self.model.open(None)
            return
        source = ApiTimelineSource(
            self._remote.api, self._remote.cache, self.words, self.customer_id, hear=self._take_page
        )
        self.model.open(source)
        self.show_pending()

    def _try_again(self) -> None:
        """What a covered screen was refused is asked for again when it is uncovered."""
        if self._session.sitting is Sitting.SIGNED_IN and self.model.error is not None:
            self.model.retry()

    def _take_page(self, page: TimelinePage) -> None:
        self._events |= {entry.event.seq: entry.event for entry in (*page.data, *page.pinned)}
        newest = max((entry.event.seq for entry in page.data), default=0)
        self._seen_to = max(self._seen_to, newest)
        if self._strange is None:
            self._strange = [entry.event.seq for entry in page.data if not self._is_mine(entry.event)]
            self._draw_unread()

    def _draw_unread(self) -> None:
        """Above the first entry of somebody else that this agent had not seen when he was last here."""
        if self._read_to and self._strange is not None and self.model.marks.unread_key is None:
            unread = [seq for seq in self._strange if seq > self._read_to]
            self.model.marks.set_unread(unread[0] if unread else None)

    def _send_pin(self, wish: PinWish) -> None:
        """The agent pinned or unpinned something: order it; colleagues and the next look learn it from the log."""
        if self.customer_id is not None and wish.row.key > 0:
            order = commands.pin if wish.pinned else commands.unpin
            self._wishes[self._outbox.put(order(self.customer_id, wish.row.key))] = wish

    def _pin_refused(self, pending: Pending) -> None:
        wish = self._wishes.pop(pending.key, None)
        if wish is not None:
            self.model.marks.set_pinned(wish.row, pinned=not wish.pinned)

    def _hear(self, news: News) -> None:
        if self.customer_id is None:
            return
        if isinstance(news, Gap):
            self._open_again()
        elif isinstance(news, FeedItem) and news.event.customer_id in self._ids:
            self._take(news.event)

    def _open_again(self) -> None:
        """What was shown until now is not new."""
        self._strange = None
        if self._read_to is not None:
            self._read_to = max(self._read_to, self._seen_to)
        self._open()

    def _take(self, event: Event) -> None:
        if isinstance(event.fact, EventPinned | EventUnpinned):
            self._pin(event.fact.seq, pinned=isinstance(event.fact, EventPinned))
        if group_of(event.fact) is None:
            return
        self._seen_to = max(self._seen_to, event.seq)
        self._events[event.seq] = event
        row = self.words.row(event)
        self.model.arrive([replace(row, command=self._cause(event), mine=self._is_mine(event))])

    def _pin(self, seq: int, *, pinned: bool) -> None:
        """Somebody pinned or unpinned an event; one that is not loaded shows as pinned at the next look."""
        index, marks = self.model.index_of(seq), self.model.marks
        known = [row for row in marks.pins if row.key == seq]
        row = self.model.row(index) if index is not None else known[0] if known else None
        if row is not None:
            marks.set_pinned(row, pinned=pinned)

    def _is_mine(self, event: Event) -> bool:
        me = self._session.user
        return me is not None and event.actor_id == me.id

    def _cause(self, event: Event) -> str:
        """The command of mine that this event carries out: its answer may come later than the event."""
        known = self._settled.pop(event.seq, "")
        if known or not self._is_mine(event) or not isinstance(event.fact, ArticleAdded):
            return known
        for one in self._outbox.entries:
            article = _article_of(one)
            same = article is not None and article.body == event.fact.body and article.kind == event.fact.article_kind
            if same and self._is_here(one):
                return one.key
        return ""

    def _settle(self, change: OutboxChange) -> None:
        made: object = getattr(change.answer, "data", None)
        if isinstance(made, Article | Callback):
            self._settled[made.id] = change.pending.key

    def _is_here(self, one: Pending) -> bool:
        article = _article_of(one)
        if article is None or one.status not in _WAITING or one.command is None or self.customer_id is None:
            return False
        body = one.command.body
        if isinstance(body, TicketDraft):
            return body.customer_id in self._ids
        return int(one.command.path.get("ticket_id", 0)) in self._ticket_ids

    def set_tickets(self, tickets: list[Ticket]) -> None:
        """These are the customer's tickets: what is written on them is shown while it waits."""
        ids = frozenset(ticket.id for ticket in tickets)
        if ids != self._ticket_ids:
            self._ticket_ids = ids
            self.show_pending()

    def _pending_row(self, one: Pending) -> TimelineRow:
        article = _article_of(one)
        assert article is not None, "only articles are shown while they wait"
        number = self._numbers.setdefault(one.key, next(self._next))
        kind = ArticleKind(article.kind)
        tag = self.tr("not sent: lay too long") if one.status is Status.HELD else self.tr("being sent")
        if one.status is Status.WAITING:
            tag = self.tr("waiting to be sent")
        return TimelineRow(
            key=-number,
            at=one.created_at,
            kind="reply" if kind is ArticleKind.REPLY else "note" if kind is ArticleKind.NOTE else "call_note",
            title=self.words.article_title(kind),
            body=article.body,
            who=self._session.user.name if self._session.user else "",
            tone="pending",
            tag=tag,
            command=one.key,
        )


def _article_of(one: Pending) -> ArticleDraft | None:
    body = one.command.body if one.command is not None else None
    if isinstance(body, TicketDraft):
        return body.article
    return body if isinstance(body, ArticleDraft) else None
