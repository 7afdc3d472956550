"""What rings for me, my call, and its wrap-up: the server's word as the live feed brings it."""

from dataclasses import dataclass
from datetime import timedelta

import msgspec
from PySide6.QtCore import QObject, Signal

from desk.client.models import tasks
from desk.client.models.clock import Clock
from desk.client.models.outbox import Command, OutboxModel, Pending
from desk.client.models.session import SessionModel
from desk.client.remote import commands
from desk.client.remote.remote import Remote
from desk.contract.base import Instant
from desk.contract.calls import Call, CallState, Ring, WrapUp
from desk.contract.customers import CallerBrief
from desk.contract.errors import DeskError
from desk.contract.events import CallAnswered, CallEnded, CallMatched, CallRang, CallWrappedUp, QueueSet, WrapUpExtended
from desk.contract.feed import FeedItem, Gap, PresenceList
from desk.contract.queues import Queue, WrapUpCode

#: So long before the time is up a marked code is sent, so that it and not the default counts.
LAST_MOMENT = timedelta(seconds=2)

CALL_FACTS = (CallRang, CallAnswered, CallEnded, CallMatched, CallWrappedUp, WrapUpExtended)


@dataclass(frozen=True, slots=True)
class Countdown:
    """The wrap-up's time: seconds left (less than nothing when over) of how many."""

    left: float
    span: float


class CallModel(QObject):
    """Rings and the one call of the agent who is signed in."""

    changed = Signal()
    """Rings, the call or what is marked for it changed; carries nothing."""
    rang = Signal(object)
    """Something began to ring for me; carries the `Ring`. Whoever shows it must not take the keyboard."""
    answered = Signal(object)
    """I picked up; carries the `Call`."""
    ended = Signal(object)
    """My conversation is over and its wrap-up begins; carries the `Call`."""

    missed = Signal()
    """A call that rang for me was answered by nobody; carries nothing."""

    def __init__(self, remote: Remote, outbox: OutboxModel, session: SessionModel, clock: Clock) -> None:
        super().__init__()
        self._remote, self._outbox, self._session, self._clock = remote, outbox, session, clock
        self.rings: list[Ring] = []
        self.call: Call | None = None
        #: Who may be calling in my call: one, several, or nobody known.
        self.callers: list[CallerBrief] = []
        self.queues: dict[int, Queue] = {}
        #: The code I have marked, not yet sent.
        self.marked_code: str | None = None
        self._sent_key = ""
        self._extend_key = ""
        self._heard = 0
        remote.feed.watch(self._hear)
        outbox.refused.connect(self._give_up)
        outbox.not_kept.connect(self._give_up)
        clock.tick.connect(self._beat)

    @property
    def is_talking(self) -> bool:
        """Whether my line is open."""
        return self.call is not None and self.call.state is CallState.TALKING

    @property
    def is_wrapping_up(self) -> bool:
        """Whether my last call waits to be wrapped up."""
        return self.call is not None and self.call.state is CallState.ENDED

    @property
    def is_sending(self) -> bool:
        """Whether the wrap-up is ordered and not yet confirmed."""
        return bool(self._sent_key)

    @property
    def caller(self) -> CallerBrief | None:
        """Who is on the line, when that is known for sure."""
        call = self.call
        if call is None or call.customer_id is None:
            return None
        return next((one for one in self.callers if one.customer.id == call.customer_id), None)

    @property
    def queue(self) -> Queue | None:
        """The queue of my call."""
        return self.queues.get(self.call.queue_id or 0) if self.call is not None else None

    @property
    def codes(self) -> list[WrapUpCode]:
        """How my call may have ended, in the words of its queue."""
        return [] if self.queue is None else self.queue.wrap_up_codes

    @property
    def default_code(self) -> str:
        """The code that counts when the time runs out."""
        return "" if self.queue is None else self.queue.default_code

    def countdown(self) -> Countdown | None:
        """How much of the wrap-up's time is left; None when nothing counts down."""
        if self.call is None or self.call.wrap_up_until is None or not self.is_wrapping_up:
            return None
        until, began = self.call.wrap_up_until, self.call.ended_at or self.call.wrap_up_until
        span = max(1.0, (until - began).total_seconds())
        return Countdown(self._clock.left(until).total_seconds(), span)

    def talked(self) -> timedelta:
        """How long the conversation lasts, or lasted."""
        if self.call is None or self.call.answered_at is None:
            return timedelta(0)
        if self.call.ended_at is not None:
            return self.call.ended_at - self.call.answered_at
        return self._clock.since(self.call.answered_at)

    def mark(self, code: str) -> None:
        """Mark how the call ended; nothing is sent before `finish`, or before the time is nearly up."""
        if any(one.code == code for one in self.codes) and not self.is_sending:
            self.marked_code = code
            self.changed.emit()

    def finish(self) -> None:
        """Close the call with the marked code, else with the default."""
        code = self.marked_code or self.default_code
        if self.call is None or not self.is_wrapping_up or self.is_sending or not code:
            return
        wrap = WrapUp(code=code, ticket_id=self.call.ticket_id)
        self._sent_key = self._outbox.put(commands.wrap_up(self.call.id, wrap))
        self.changed.emit()

    @property
    def is_extending(self) -> bool:
        """Whether more time is asked for and not yet given."""
        return bool(self._extend_key)

    def extend(self) -> None:
        """Ask for a minute more; the server says how far that goes."""
        if self.call is not None and self.is_wrapping_up and not self.is_sending and not self.is_extending:
            self._extend_key = self._outbox.put(commands.extend_wrap_up(self.call.id))
            self.changed.emit()

    def match(self, call_id: int, customer_id: int) -> None:
        """Say who the caller is."""
        self._outbox.put(commands.match_call(call_id, customer_id))

    def refresh(self) -> None:
        """Ask the server for everything about my calls."""
        tasks.start(self._fetch(), name="my calls", owner=self)

    def forget(self) -> None:
        """Nobody is signed in any more."""
        self.rings, self.callers = [], []
        self._set_call(None)
        self.changed.emit()

    def handle_error(self, _error: DeskError) -> None:
        """What was last known stays; the connection's health says how old that is."""

    async def _fetch(self) -> None:
        queues = await self._remote.cache.queues()
        self.queues = {queue.id: queue for queue in queues.data}
        heard, known = self._heard, await self._remote.cache.rings()
        while heard != self._heard:
            # An answer that was overtaken by an event is older than the screen: ask again.
            heard, known = self._heard, await self._remote.cache.rings()
        ringing = [ring for ring in known.data if ring.call.state is CallState.RINGING]
        fresh = [ring for ring in ringing if all(ring.call.id != old.call.id for old in self.rings)]
        mine = [ring for ring in known.data if self._is_mine(ring.call)]
        self.rings = ringing
        self.callers = mine[-1].callers if mine else []
        self._set_call(mine[-1].call if mine else None)
        self.changed.emit()
        for ring in fresh:
            self.rang.emit(ring)

    def _is_mine(self, call: Call) -> bool:
        user = self._session.user
        open_call = call.state is CallState.TALKING or (call.state is CallState.ENDED and call.wrap_up_code is None)
        return user is not None and call.agent_id == user.id and open_call

    def _set_call(self, call: Call | None) -> None:
        """Take over what is known of my call, and tell what began with it, whoever brought the news."""
        before, was_wrapping_up = self.call and self.call.id, self.is_wrapping_up
        if (call and call.id) != before:
            self.marked_code, self._sent_key, self._extend_key, was_wrapping_up = None, "", "", False
        self.call = call
        if self.is_wrapping_up and not was_wrapping_up:
            self.ended.emit(call)

    def _hear(self, news: FeedItem | PresenceList | Gap) -> None:
        if isinstance(news, Gap):
            # What was asked for before the gap may not know what happened in it.
            self._heard += 1
            self.refresh()
        elif isinstance(news, FeedItem):
            self._heard += isinstance(news.event.fact, CALL_FACTS)
            call_id = news.event.call_id or news.event.seq
            match news.event.fact:
                case CallRang() as fact:
                    self._ring(news, fact)
                case CallAnswered() as fact:
                    self._answer(call_id, news.event.at, fact.agent_id)
                case CallEnded() as fact:
                    self._end(call_id, news.event.at, fact)
                case CallMatched() | QueueSet():
                    self.refresh()
                case WrapUpExtended() as fact if self.call is not None and call_id == self.call.id:
                    self._extend_key = ""
                    self._set_call(msgspec.structs.replace(self.call, wrap_up_until=fact.wrap_up_until))
                    self.changed.emit()
                case CallWrappedUp() if self.call is not None and call_id == self.call.id:
                    self._set_call(None)
                    self.changed.emit()
                case _:
                    pass

    def _ring(self, item: FeedItem, fact: CallRang) -> None:
        user = self._session.user
        if user is None or user.id not in fact.agent_ids or fact.blocked:
            return
        if item.ring is None:
            self.refresh()
            return
        self.rings = [*(ring for ring in self.rings if ring.call.id != item.ring.call.id), item.ring]
        self.changed.emit()
        self.rang.emit(item.ring)

    def _answer(self, call_id: int, at: Instant, agent_id: int | None) -> None:
        """Somebody picked up: it stops ringing here, and it is my call if that was me."""
        ring = next((one for one in self.rings if one.call.id == call_id), None)
        self.rings = [one for one in self.rings if one.call.id != call_id]
        user = self._session.user
        if user is not None and agent_id == user.id:
            if ring is None:
                self.refresh()
                return
            talking = msgspec.structs.replace(
                ring.call, state=CallState.TALKING, answered_at=at, agent_id=user.id, agent_name=user.name
            )
            self._set_call(talking)
            self.callers = ring.callers
            self.changed.emit()
            self.answered.emit(talking)
        else:
            self.changed.emit()

    def _end(self, call_id: int, at: Instant, fact: CallEnded) -> None:
        rang_here = any(one.call.id == call_id for one in self.rings)
        self.rings = [one for one in self.rings if one.call.id != call_id]
        if self.call is not None and self.call.id == call_id:
            if fact.wrap_up_until is None:
                self._set_call(None)
            else:
                ended = msgspec.structs.replace(
                    self.call,
                    state=CallState.ENDED,
                    ended_at=at,
                    cause=fact.cause,
                    wrap_up_until=fact.wrap_up_until,
                )
                self._set_call(ended)
        self.changed.emit()
        if rang_here and fact.missed:
            self.missed.emit()

    def _give_up(self, order: Pending | Command) -> None:
        """A wrap-up that was refused can be chosen anew; more time can be asked for again."""
        if order.key == self._extend_key:
            self._extend_key = ""
            self.changed.emit()
        if order.key == self._sent_key:
            self._sent_key = ""
            self.changed.emit()

    def _beat(self) -> None:
        call = self.call
        if call is None or call.wrap_up_until is None or self.marked_code is None or self.is_sending:
            return
        if self.is_wrapping_up and self._clock.left(call.wrap_up_until) <= LAST_MOMENT:
            self.finish()
