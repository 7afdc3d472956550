"""Queues: everybody sees them, administrators set them up."""

from msgspec.structs import asdict

from desk.contract.errors import ErrorCode, Refusal
from desk.contract.events import QueueSet
from desk.contract.queues import Queue, QueueDraft, WrapUpCode
from desk.server.routes.handling import Ask, found, handles, unprocessable
from desk.server.rules import numbers
from desk.server.store import log
from desk.server.store import queues as store
from desk.server.store.db import Tx


@handles("queues")
def queues(tx: Tx, _ask: Ask[None, None]) -> list[Queue]:
    """Every queue."""
    return store.everyone(tx)


@handles("create_queue")
def create_queue(tx: Tx, ask: Ask[QueueDraft, None]) -> Queue:
    """Make a queue."""
    return put(tx, ask.body, None)


@handles("change_queue")
def change_queue(tx: Tx, ask: Ask[QueueDraft, None]) -> Queue:
    """Change a queue; its whole description is sent."""
    now = found(store.queue(tx, ask.id("queue_id")), "queue")
    ask.unchanged(now.version)
    return put(tx, ask.body, now.id)


def put(tx: Tx, draft: QueueDraft, queue_id: int | None) -> Queue:
    """Make or change a queue; Refusal when its name or a number of it belongs to another."""
    if store.by_name(tx, draft.name) not in (None, queue_id):
        raise Refusal(ErrorCode.DUPLICATE, "another queue has this name")
    called = tuple(dict.fromkeys(_number(place, number) for place, number in enumerate(draft.numbers)))
    for number in called:
        if store.by_number(tx, number) not in (None, queue_id):
            raise Refusal(ErrorCode.DUPLICATE, f"{number} leads to another queue")
    codes = [code.code for code in draft.wrap_up_codes]
    if len(set(codes)) != len(codes):
        raise unprocessable("/wrap_up_codes", "a code stands twice")
    if draft.default_code not in codes:
        raise unprocessable("/default_code", "the default is none of the codes")
    fact = QueueSet(
        queue_id=queue_id,
        name=draft.name,
        names=draft.names,
        numbers=called,
        wrap_up_codes=tuple(WrapUpCode(**asdict(code)) for code in draft.wrap_up_codes),
        default_code=draft.default_code,
        wrap_up_seconds=draft.wrap_up_seconds,
        skills=tuple(dict.fromkeys(draft.skills)),
        priority=draft.priority,
        targets=draft.targets,
        weight=draft.weight,
        assigns=draft.assigns,
    )
    event = log.append(tx, fact)
    return found(store.queue(tx, queue_id or event.seq), "queue")


def _number(place: int, written: str) -> str:
    """A called number in E.164, or the digits of a short one."""
    telephone = numbers.read(written)
    if telephone.kind not in (numbers.Kind.NUMBER, numbers.Kind.SHORT):
        raise unprocessable(f"/numbers/{place}", "not a telephone number")
    return telephone.number
