"""How a random history goes on: one fact more, about something that exists."""

import random
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import get_args

from desk.contract import events as facts
from desk.contract.events import Event, Fact, FactBase, Refs
from desk.server.store import log
from desk.server.store.db import Tx

START = datetime(2026, 11, 2, 9, tzinfo=UTC)
NAMES = ("김민지", "이서윤", "박도윤", "Kim Minji", "최 하늘", "김민")
WORDS = ("배송이 늦어요", "퀵서비스로 보냈습니다", "010-1234-5678로 연락", "<b>refund</b> 환불", "")

#: Rarer than what they undo, so that something stays.
UNDOING = (facts.CustomerUnmerged, facts.EventUnpinned, facts.RemarkRemoved, facts.RelationRemoved, facts.NumberRemoved)
#: More often, so that remedies come as far as they can, and that some calls outlast a shift.
CARRYING = (
    facts.RemedyEscalated, facts.RemedyCommitted, facts.RemedyHandedOver, facts.RemedyUnknown, facts.CallAnswered,
    facts.CallEnded, facts.CallRang, facts.ShiftAssigned,
)  # fmt: skip
#: A fact, and whom and what it is about.
Told = tuple[Fact, Refs]


class Teller:
    """Chooses what happens next; a writer for each kind is named by the kind's tag."""

    def __init__(self, tx: Tx, seed: int) -> None:
        self.tx, self.chance = tx, random.Random(seed)
        self.at: datetime = START
        self.made: dict[type[FactBase], list[Event]] = {}
        self.last: Event | None = None
        self.kinds = {kind: getattr(self, name) for name, kind in self._writers()}
        for kind in (facts.UserCreated, facts.QueueSet, facts.CustomerCreated, facts.CustomerCreated):
            self.step(kind)

    def _writers(self) -> Iterator[tuple[str, type[FactBase]]]:
        for kind in get_args(Fact):
            yield "_" + str(kind.__struct_config__.tag).replace(".", "_"), kind

    def step(self, kind: type[FactBase] | None = None) -> None:
        """One more fact, if there is something for it to be about."""
        if kind is None and self.last is not None and isinstance(self.last.fact, facts.CallRang):
            # Callers do not wait for ever: some are answered in time.
            kind = self.chance.choice((facts.CallAnswered, None))
        if kind is None:
            weights = [0.3 if one in UNDOING else 3.0 if one in CARRYING else 1.0 for one in self.kinds]
            (kind,) = self.chance.choices(list(self.kinds), weights)
        write: Callable[[], Told | None] = self.kinds[kind]
        told = write()
        if told is not None:
            self.at += timedelta(minutes=self.chance.randint(-30, 60))
            self.tx.actor_id = self.one(facts.UserCreated) if self.made.get(facts.UserCreated) else None
            event = log.append(self.tx, told[0], told[1], at=self.at)
            self.made.setdefault(type(told[0]), []).append(event)
            self.last = event

    def any(self, kind: type[FactBase]) -> Event | None:
        found = self.made.get(kind)
        return self.chance.choice(found) if found else None

    def one(self, kind: type[FactBase]) -> int:
        event = self.any(kind)
        assert event is not None
        return event.seq

    def maybe(self, kind: type[FactBase]) -> int | None:
        event = self.any(kind)
        return None if event is None or self.chance.random() < 0.3 else event.seq

    @property
    def customer(self) -> Refs:
        return Refs(customer_id=self.one(facts.CustomerCreated))

    def words(self) -> str:
        return self.chance.choice(WORDS)

    def number(self) -> str:
        return f"+8210{self.chance.randint(0, 5) * 11111111:08}"

    def _of(self, event: Event) -> Refs:
        return Refs(
            customer_id=event.customer_id, ticket_id=event.ticket_id, call_id=event.call_id, order_id=event.order_id
        )
