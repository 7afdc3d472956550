"""Facts about the work: tickets, calls, and what the shop tells of orders, promises, deliveries and surveys."""

from desk.contract.base import Id, Instant
from desk.contract.calls import Direction
from desk.contract.facts import FactBase
from desk.contract.orders import OrderItem, OrderState, PromiseKind
from desk.contract.remedy_rules import LateCause
from desk.contract.service import AssignmentReason, Priority
from desk.contract.tickets import ArticleKind, AttachmentInfo, TicketState

# Tickets


class TicketOpened(FactBase, tag="ticket.opened", frozen=True, kw_only=True):
    """A piece of work began."""

    title: str
    queue_id: Id
    owner_id: Id | None = None
    order_id: Id | None = None
    state: TicketState = TicketState.NEW
    source: str = ""
    external_id: str = ""
    priority: Priority = Priority.NORMAL
    tags: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    #: Why it begins with its owner.
    reason: AssignmentReason | None = None


class TicketChanged(FactBase, tag="ticket.changed", frozen=True, kw_only=True):
    """The ticket as it is from now on; ``fields`` names what changed, ``why`` in a few words."""

    title: str
    state: TicketState
    queue_id: Id
    owner_id: Id | None
    ticket_customer_id: Id | None
    pending_until: Instant | None
    fields: tuple[str, ...]
    why: str = ""
    priority: Priority = Priority.NORMAL
    tags: tuple[str, ...] = ()
    #: Why its owner or queue changed; null when neither did.
    reason: AssignmentReason | None = None
    #: The move of many that it is a part of.
    move_id: Id | None = None


class AttachmentStored(FactBase, tag="attachment.stored", frozen=True, kw_only=True):
    """A file was stored; the event's seq is its id."""

    name: str
    size: int
    media_type: str
    sha256: str


class AttachmentDropped(FactBase, tag="attachment.dropped", frozen=True, kw_only=True):
    """A file that no article carried for a day is gone."""

    attachment_id: Id


class ArticleAdded(FactBase, tag="article.added", frozen=True, kw_only=True):
    """A reply, note, call note, or a message of the customer."""

    article_kind: ArticleKind
    body: str
    attachments: tuple[AttachmentInfo, ...] = ()
    external_author: str = ""


# Calls


class CallRang(FactBase, tag="call.rang", frozen=True, kw_only=True):
    """A call began: ``number`` is the other side in E.164, or as the exchange wrote it, or empty."""

    external_id: str
    direction: Direction
    number: str
    raw_number: str
    called: str
    queue_id: Id | None = None
    agent_ids: tuple[Id, ...] = ()
    #: Every customer with this number; the event's customer is set when there is exactly one.
    matches: tuple[Id, ...] = ()
    origin_id: Id | None = None
    blocked: bool = False


class CallAnswered(FactBase, tag="call.answered", frozen=True, kw_only=True):
    """Somebody picked up; the agent is null when the exchange named nobody we know."""

    agent_id: Id | None
    #: For whom it rang: it stops ringing for all of them.
    called_ids: tuple[Id, ...] = ()
    #: It had passed for missed: its hang-up had only been presumed.
    revived: bool = False


class CallEnded(FactBase, tag="call.ended", frozen=True, kw_only=True):
    """The line is closed; ``wrap_up_until`` is null when nobody has to wrap up, ``talk_seconds`` when nobody talked."""

    cause: str
    missed: bool
    talk_seconds: int | None = None
    agent_id: Id | None = None
    wrap_up_until: Instant | None = None
    #: For whom it was still ringing.
    called_ids: tuple[Id, ...] = ()


class CallMatched(FactBase, tag="call.matched", frozen=True, kw_only=True):
    """Somebody said who the caller is; the event's customer is that person."""

    previous_id: Id | None = None


class CallClaimed(FactBase, tag="call.claimed", frozen=True, kw_only=True):
    """A missed call has an owner now: the actor."""


class WrapUpExtended(FactBase, tag="call.wrap_up_extended", frozen=True, kw_only=True):
    """The agent needs more time for the wrap-up; ``agent_id`` is whose it is."""

    wrap_up_until: Instant
    agent_id: Id | None


class CallWrappedUp(FactBase, tag="call.wrapped_up", frozen=True, kw_only=True):
    """How the call ended in the words of its queue; ``by_default`` when the time ran out."""

    code: str
    agent_id: Id | None
    by_default: bool = False


class CallbackPromised(FactBase, tag="callback.promised", frozen=True, kw_only=True):
    """A call-back is owed: to whom, by whom, when."""

    number: str
    owner_id: Id
    due_at: Instant
    words: str = ""


class CallbackSettled(FactBase, tag="callback.done", frozen=True, kw_only=True):
    """The call-back was made."""

    callback_id: Id
    outcome: str


# The shop's facts


class OrderPlaced(FactBase, tag="order.placed", frozen=True, kw_only=True):
    """A purchase."""

    number: str
    items: tuple[OrderItem, ...]
    total: int
    state: OrderState
    source: str = ""


class OrderChanged(FactBase, tag="order.changed", frozen=True, kw_only=True):
    """The purchase moved on; ``items``, ``total`` and ``cause`` (why it is late) are null where they stay as they
    are."""

    number: str
    state: OrderState
    items: tuple[OrderItem, ...] | None = None
    total: int | None = None
    cause: LateCause | None = None


class PromiseMade(FactBase, tag="promise.made", frozen=True, kw_only=True):
    """Something was promised by a time."""

    promise_kind: PromiseKind
    what: str
    due_at: Instant


class PromiseKept(FactBase, tag="promise.kept", frozen=True, kw_only=True):
    """It came in time."""

    promise_id: Id
    what: str
    due_at: Instant


class PromiseBroken(FactBase, tag="promise.broken", frozen=True, kw_only=True):
    """It came late, or its day ended without it."""

    promise_id: Id
    what: str
    due_at: Instant
    late_days: int
    delivered: bool


class PromiseReleased(FactBase, tag="promise.released", frozen=True, kw_only=True):
    """The order ended without delivery (cancelled): nothing is owed any more. A promise already broken stays so."""

    promise_id: Id
    what: str


class DeliveryMoved(FactBase, tag="delivery.moved", frozen=True, kw_only=True):
    """The parcel was handed over, or arrived."""

    number: str
    state: OrderState
    carrier: str = ""


class PaymentMade(FactBase, tag="payment.made", frozen=True, kw_only=True):
    """Money for an order."""

    number: str
    method: str
    amount: int
    installments: int = 1


class SurveyAnswered(FactBase, tag="survey.answered", frozen=True, kw_only=True):
    """What the buyer said: 1 to 5 and words; told again, it replaces what was said before."""

    external_id: str
    score: int
    title: str = ""
    words: str = ""
    number: str = ""
    source: str = ""


class IngestRefused(FactBase, tag="ingest.refused", frozen=True, kw_only=True):
    """A fact from outside could not be used; kept for whoever runs the connector."""

    source: str
    external_id: str
    why: str
