"""What the agent's day has already held when the demo begins: calls, tickets taken over, call-backs owed."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from desk.contract.calls import Direction
from desk.contract.events import (
    CallAnswered,
    CallbackPromised,
    CallEnded,
    CallRang,
    CallWrappedUp,
    Refs,
    TicketChanged,
)
from desk.contract.queues import Queue
from desk.contract.tickets import TicketState
from desk.demo.life import NUMBER
from desk.demo.people import AGENT
from desk.demo.rota import GONE
from desk.server.store import log, queues, tickets, users
from desk.server.store.db import Tx

#: The first old tickets are open again and mine: how each stands, and since how many minutes.
MINE = ((TicketState.OPEN, 35), (TicketState.PENDING, 170), (TicketState.NEW, 260))


@dataclass(frozen=True, slots=True)
class _Caller:
    """A customer as the log knows them."""

    id: int
    number: str


def morning(tx: Tx, now: datetime) -> None:
    """Everything, in the order in which it happened."""
    agent = users.by_login(tx, AGENT.login)
    assert agent is not None
    me = agent.id
    queue = next(one for one in queues.everyone(tx) if one.name == "배송")
    callers = _callers(tx)
    for at, (caller, talked) in enumerate(zip(callers, (212, 94, 341, 158), strict=False)):
        _talked(tx, me, queue, caller, now - timedelta(minutes=150 - 34 * at), talked)
    _my_tickets(tx, me, now)
    _left_yesterday(tx, callers[3], now)
    _owed(tx, me, callers[0], now + timedelta(minutes=40), "기사님 확인 후 도착 시간 안내")
    _owed(tx, me, callers[2], now - timedelta(minutes=12), "교환 상품 재고 확인")
    for external, minutes in (("missed-1", 23), ("missed-2", 6)):
        caller = callers[4 if external == "missed-1" else 5]
        _missed(tx, queue.id, caller, now - timedelta(minutes=minutes), external)


def _left_yesterday(tx: Tx, caller: _Caller, now: datetime) -> None:
    """Somebody who is off today went home with work that nobody else has: the server finds it when it looks."""
    gone = users.by_login(tx, GONE)
    assert gone is not None
    sql = "SELECT id FROM tickets WHERE external_id > 't-0003' ORDER BY external_id LIMIT 2 OFFSET ?"
    for row, minutes in zip(tx.all(sql, (len(MINE),)), (50, 200), strict=True):
        due = now + timedelta(minutes=minutes)
        _taken(tx, row["id"], gone.id, TicketState.PENDING, now - timedelta(hours=18), due)
    _owed(tx, gone.id, caller, now - timedelta(minutes=70), "환불 완료 문자 확인")


def _callers(tx: Tx) -> list[_Caller]:
    """Six ordinary customers, always the same."""
    rows = tx.all(
        "SELECT c.id, n.number FROM customers c JOIN numbers n ON n.customer_id = c.id"
        " WHERE c.external_id > 'c-0003' ORDER BY c.external_id LIMIT 6"
    )
    return [_Caller(row["id"], row["number"]) for row in rows]


def _rang(tx: Tx, queue_id: int, caller: _Caller, at: datetime, external: str, called: tuple[int, ...]) -> Refs:
    fact = CallRang(
        external_id=external, direction=Direction.IN, number=caller.number, raw_number=caller.number,
        called=NUMBER, queue_id=queue_id, agent_ids=called, matches=(caller.id,),
    )  # fmt: skip
    rang = log.append(tx, fact, Refs(customer_id=caller.id), at=at)
    return Refs(customer_id=caller.id, call_id=rang.seq)


def _talked(tx: Tx, me: int, queue: Queue, caller: _Caller, at: datetime, seconds: int) -> None:
    code = queue.wrap_up_codes[caller.id % len(queue.wrap_up_codes)].code
    refs = _rang(tx, queue.id, caller, at, f"morning-{caller.id}", (me,))
    log.append(tx, CallAnswered(agent_id=me, called_ids=(me,)), refs, at=at + timedelta(seconds=8))
    end = at + timedelta(seconds=8 + seconds)
    ended = CallEnded(cause="normalClearing", missed=False, talk_seconds=seconds, agent_id=me)
    log.append(tx, ended, refs, at=end)
    log.append(tx, CallWrappedUp(code=code, agent_id=me), refs, at=end + timedelta(seconds=30))


def _missed(tx: Tx, queue_id: int, caller: _Caller, at: datetime, external: str) -> None:
    refs = _rang(tx, queue_id, caller, at, external, ())
    log.append(tx, CallEnded(cause="cancel", missed=True), refs, at=at + timedelta(seconds=31))


def _owed(tx: Tx, me: int, caller: _Caller, due_at: datetime, words: str) -> None:
    fact = CallbackPromised(number=caller.number, owner_id=me, due_at=due_at, words=words)
    log.append(tx, fact, Refs(customer_id=caller.id))


def _my_tickets(tx: Tx, me: int, now: datetime) -> None:
    found = tx.all("SELECT id FROM tickets WHERE external_id > 't-0003' ORDER BY external_id LIMIT ?", (len(MINE),))
    for row, (state, minutes) in zip(found, MINE, strict=True):
        until = now + timedelta(days=1) if state is TicketState.PENDING else None
        _taken(tx, row["id"], me, state, now - timedelta(minutes=minutes), until)


def _taken(tx: Tx, ticket_id: int, owner_id: int, state: TicketState, at: datetime, until: datetime | None) -> None:
    ticket = tickets.ticket(tx, ticket_id)
    assert ticket is not None
    fact = TicketChanged(
        title=ticket.title, state=state, queue_id=ticket.queue_id, owner_id=owner_id,
        ticket_customer_id=ticket.customer_id, fields=("state", "owner_id"), pending_until=until,
    )  # fmt: skip
    log.append(tx, fact, Refs(customer_id=ticket.customer_id, ticket_id=ticket.id), at=at)
