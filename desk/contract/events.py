"""The log's vocabulary: one frozen struct per kind of fact, and the envelope that numbers it.

A fact says everything the state tables need: they are rebuilt from the log alone.
To add a kind: one struct here, its name in ``Fact``, its group in ``GROUPS`` if a timeline shows it,
and the projection that writes its state under ``server/store``.
"""

from enum import StrEnum

import msgspec

from desk.contract.agents import AgentState
from desk.contract.base import Answer, Id, Instant, Seq
from desk.contract.calls import Direction
from desk.contract.customers import PersonalField, RelationKind, RemarkKind, Tier
from desk.contract.orders import OrderItem, OrderState, PromiseKind
from desk.contract.queues import WrapUpCode
from desk.contract.tickets import ArticleKind, AttachmentInfo, TicketState
from desk.contract.users import Role


class Group(StrEnum):
    """What a timeline can be filtered by."""

    CALL = "call"
    ARTICLE = "article"
    NOTE = "note"
    ORDER = "order"
    PROMISE = "promise"
    DELIVERY = "delivery"
    PAYMENT = "payment"
    SURVEY = "survey"
    CHANGE = "change"


class FactBase(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind"):
    """What happened; the tag is the event's kind."""


# Accounts and sessions


class UserCreated(FactBase, tag="user.created", frozen=True, kw_only=True):
    """An account was made; passwords are kept apart and never in the log."""

    login: str
    name: str
    role: Role
    queue_ids: tuple[Id, ...] = ()
    extension: str | None = None


class UserChanged(FactBase, tag="user.changed", frozen=True, kw_only=True):
    """The account as it is from now on."""

    user_id: Id
    name: str
    role: Role
    active: bool
    queue_ids: tuple[Id, ...]
    extension: str | None
    password_changed: bool = False


class SessionStarted(FactBase, tag="session.started", frozen=True, kw_only=True):
    """Somebody signed in."""

    workstation: str
    took_over: bool = False


class SessionEnded(FactBase, tag="session.ended", frozen=True, kw_only=True):
    """A person's session ended: signed out, taken over, expired or revoked."""

    user_id: Id
    why: str


class SignInRefused(FactBase, tag="session.refused", frozen=True, kw_only=True):
    """A sign-in failed; the login is recorded, the password never."""

    login: str
    why: str


class AgentStateChanged(FactBase, tag="agent.state", frozen=True, kw_only=True):
    """An agent's state from now on; ``next_state`` follows a call and its wrap-up."""

    user_id: Id
    state: AgentState
    reason: str = ""
    next_state: AgentState | None = None
    next_reason: str = ""
    call_id: Id | None = None
    wrap_up_until: Instant | None = None


# Queues, templates, blocked numbers


class QueueSet(FactBase, tag="queue.set", frozen=True, kw_only=True):
    """A queue as it is from now on; made when ``queue_id`` is null."""

    queue_id: Id | None
    name: str
    names: dict[str, str]
    numbers: tuple[str, ...]
    wrap_up_codes: tuple[WrapUpCode, ...]
    default_code: str
    wrap_up_seconds: int


class TemplateSet(FactBase, tag="template.set", frozen=True, kw_only=True):
    """A template as it is from now on; made when ``template_id`` is null."""

    template_id: Id | None
    name: str
    article_kind: ArticleKind
    words: dict[str, str]


class NumberBlocked(FactBase, tag="number.blocked", frozen=True, kw_only=True):
    """Calls from this number are refused during signalling."""

    number: str
    reason: str = ""


class NumberUnblocked(FactBase, tag="number.unblocked", frozen=True, kw_only=True):
    """Calls from this number are taken again."""

    number: str


# Customers


class CustomerCreated(FactBase, tag="customer.created", frozen=True, kw_only=True):
    """A customer record was made; ``source`` and ``external_id`` name the shop's own record."""

    name: str
    tier: Tier = Tier.BASIC
    email: str = ""
    address: str = ""
    language: str = "ko"
    since: Instant | None = None
    source: str = ""
    external_id: str = ""


class CustomerChanged(FactBase, tag="customer.changed", frozen=True, kw_only=True):
    """The master data as it is from now on; ``fields`` names what changed."""

    name: str
    tier: Tier
    email: str
    address: str
    fields: tuple[str, ...]


class NumberAdded(FactBase, tag="customer.number_added", frozen=True, kw_only=True):
    """One more number, in E.164."""

    number: str
    label: str = ""
    verified: bool = False


class NumberChanged(FactBase, tag="customer.number_changed", frozen=True, kw_only=True):
    """A number's label or verification from now on."""

    number_id: Id
    label: str
    verified: bool


class NumberRemoved(FactBase, tag="customer.number_removed", frozen=True, kw_only=True):
    """A number no longer belongs to the customer."""

    number_id: Id
    number: str


class CustomerMerged(FactBase, tag="customer.merged", frozen=True, kw_only=True):
    """``other_id`` was found to be the same person as the event's customer and shows there."""

    other_id: Id
    other_name: str


class CustomerUnmerged(FactBase, tag="customer.unmerged", frozen=True, kw_only=True):
    """The merge was undone: both records stand for themselves again."""

    merge_id: Id
    other_id: Id
    other_name: str


class CustomerViewed(FactBase, tag="customer.viewed", frozen=True, kw_only=True):
    """Somebody looked at a customer: an access record as Korean law asks for."""

    address: str = ""


class CustomerRevealed(FactBase, tag="customer.revealed", frozen=True, kw_only=True):
    """Somebody asked for a personal field in full, and why."""

    field: PersonalField
    reason: str


class RemarkAdded(FactBase, tag="customer.remark_added", frozen=True, kw_only=True):
    """A risk or kindness note."""

    remark_kind: RemarkKind
    text: str


class RemarkRemoved(FactBase, tag="customer.remark_removed", frozen=True, kw_only=True):
    """The note no longer holds."""

    remark_id: Id


class RelationAdded(FactBase, tag="customer.relation_added", frozen=True, kw_only=True):
    """Two customers belong together."""

    other_id: Id
    relation: RelationKind


class RelationRemoved(FactBase, tag="customer.relation_removed", frozen=True, kw_only=True):
    """They no longer do."""

    relation_id: Id


class EventPinned(FactBase, tag="timeline.pinned", frozen=True, kw_only=True):
    """An event is kept in sight for everybody."""

    seq: Id


class EventUnpinned(FactBase, tag="timeline.unpinned", frozen=True, kw_only=True):
    """It is not any longer."""

    seq: Id


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


class AttachmentStored(FactBase, tag="attachment.stored", frozen=True, kw_only=True):
    """A file was stored; the event's seq is its id."""

    name: str
    size: int
    media_type: str
    sha256: str


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
    """The purchase moved on; ``items`` and ``total`` are null where they stay as they are."""

    number: str
    state: OrderState
    items: tuple[OrderItem, ...] | None = None
    total: int | None = None


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


Fact = (
    UserCreated | UserChanged | SessionStarted | SessionEnded | SignInRefused | AgentStateChanged
    | QueueSet | TemplateSet | NumberBlocked | NumberUnblocked
    | CustomerCreated | CustomerChanged | NumberAdded | NumberChanged | NumberRemoved
    | CustomerMerged | CustomerUnmerged | CustomerViewed | CustomerRevealed
    | RemarkAdded | RemarkRemoved | RelationAdded | RelationRemoved | EventPinned | EventUnpinned
    | TicketOpened | TicketChanged | AttachmentStored | ArticleAdded
    | CallRang | CallAnswered | CallEnded | CallMatched | CallClaimed | CallWrappedUp
    | CallbackPromised | CallbackSettled
    | OrderPlaced | OrderChanged | PromiseMade | PromiseKept | PromiseBroken | PromiseReleased
    | DeliveryMoved | PaymentMade | SurveyAnswered | IngestRefused
)  # fmt: skip

#: The kinds a customer's timeline shows, and the filter each belongs to.
GROUPS: dict[type[FactBase], Group] = {
    CallRang: Group.CALL,
    CallAnswered: Group.CALL,
    CallEnded: Group.CALL,
    CallWrappedUp: Group.CALL,
    CallbackPromised: Group.PROMISE,
    CallbackSettled: Group.PROMISE,
    ArticleAdded: Group.ARTICLE,
    RemarkAdded: Group.NOTE,
    OrderPlaced: Group.ORDER,
    OrderChanged: Group.ORDER,
    PromiseMade: Group.PROMISE,
    PromiseKept: Group.PROMISE,
    PromiseBroken: Group.PROMISE,
    PromiseReleased: Group.PROMISE,
    DeliveryMoved: Group.DELIVERY,
    PaymentMade: Group.PAYMENT,
    SurveyAnswered: Group.SURVEY,
    CustomerCreated: Group.CHANGE,
    CustomerChanged: Group.CHANGE,
    NumberAdded: Group.CHANGE,
    NumberRemoved: Group.CHANGE,
    CustomerMerged: Group.CHANGE,
    CustomerUnmerged: Group.CHANGE,
    CallMatched: Group.CHANGE,
    CallClaimed: Group.CALL,
    TicketOpened: Group.CHANGE,
    TicketChanged: Group.CHANGE,
}

#: Kinds that only the access record shows.
AUDIT: frozenset[type[FactBase]] = frozenset(
    {CustomerViewed, CustomerRevealed, SessionStarted, SessionEnded, SignInRefused}
)


def group_of(fact: FactBase) -> Group | None:
    """The timeline filter a fact belongs to; None when no timeline shows it."""
    if isinstance(fact, ArticleAdded) and fact.article_kind in (ArticleKind.NOTE, ArticleKind.CALL_NOTE):
        return Group.NOTE
    return GROUPS.get(type(fact))


class Refs(msgspec.Struct, frozen=True, kw_only=True):
    """Whom and what an event is about."""

    customer_id: Id | None = None
    ticket_id: Id | None = None
    call_id: Id | None = None
    order_id: Id | None = None


class Event(Answer, frozen=True, kw_only=True):
    """A numbered fact: ``at`` is when it happened, ``recorded_at`` when the log learned of it."""

    seq: Seq
    at: Instant
    recorded_at: Instant
    actor_id: Id | None
    actor: str
    fact: Fact
    customer_id: Id | None = None
    ticket_id: Id | None = None
    call_id: Id | None = None
    order_id: Id | None = None
