"""Remedies that Desk carries out itself, in the transaction that hands them over."""

from collections.abc import Callable

from desk.actions import callback, escalate
from desk.actions.judge import instant
from desk.contract.events import ArticleAdded, CallbackPromised, Refs, TicketOpened
from desk.contract.remedies import Remedy
from desk.contract.tickets import ArticleKind
from desk.queueing.assignment import LEAD_SKILL
from desk.server.store import calls, log, people, queues, tickets
from desk.server.store.db import Tx

#: Does it, and returns what it is called from now on: the number of the ticket or call-back.
OwnHand = Callable[[Tx, Remedy, Refs], str]


class CannotBeDone(Exception):  # noqa: N818 (named after what happened)
    """It cannot be carried out; the message tells the agent why."""


def _call_back(tx: Tx, remedy: Remedy, refs: Refs) -> str:
    """A call-back that the agent who promised it owes."""
    due = instant(str(remedy.values.get("due_at", "")))
    owner = remedy.agent_id or remedy.authority_id
    if due is None or owner is None:
        raise CannotBeDone("회신할 시각이나 담당자가 없습니다 (no time, or nobody to ring)")
    fact = CallbackPromised(
        number=_number(tx, remedy), owner_id=owner, due_at=due, words=str(remedy.values.get("words", ""))
    )
    return str(log.append(tx, fact, Refs(customer_id=refs.customer_id, call_id=refs.call_id)).seq)


def _number(tx: Tx, remedy: Remedy) -> str:
    if remedy.call_id is not None and (number := calls.number_of(tx, remedy.call_id)):
        return number
    root = people.root(tx, remedy.customer_id)
    known = [] if root is None else people.numbers_of(tx, people.members(tx, root))
    if not known:
        raise CannotBeDone("고객에게 걸 수 있는 전화번호가 없습니다 (no number to ring)")
    return str(known[0]["number"])


def _hand_to_a_lead(tx: Tx, remedy: Remedy, refs: Refs) -> str:
    """A ticket where the leads are, with the story in it, due as the agent said."""
    title = f"책임자 확인: {remedy.customer_name}"
    opened = TicketOpened(
        title=title, queue_id=_leads_queue(tx, remedy), order_id=remedy.order_id, skills=(LEAD_SKILL,)
    )
    ticket_id = log.append(tx, opened, Refs(customer_id=refs.customer_id, order_id=refs.order_id)).seq
    story = [str(remedy.values.get(name, "")) for name in ("urgency", "story")]
    told = "\n".join(filter(None, [remedy.agent_name, *story, remedy.reason]))
    note = ArticleAdded(article_kind=ArticleKind.NOTE, body=told)
    log.append(tx, note, Refs(customer_id=refs.customer_id, ticket_id=ticket_id))
    return str(ticket_id)


def _leads_queue(tx: Tx, remedy: Remedy) -> int:
    """The queue of the ticket it came from if a lead works there, else the first queue in which one does."""
    led = queues.led(tx)
    origin = None if remedy.ticket_id is None else tickets.ticket(tx, remedy.ticket_id)
    if origin is not None and (origin.queue_id in led or not led):
        return origin.queue_id
    known = [queue.id for queue in queues.everyone(tx)]
    if not known:
        raise CannotBeDone("책임자에게 넘길 대기열이 없습니다 (there is no queue)")
    return next((one for one in known if one in led), known[0])


#: By action: those of the catalogue that name no executor.
OWN_HANDS: dict[str, OwnHand] = {callback.ACTION.name: _call_back, escalate.ACTION.name: _hand_to_a_lead}
