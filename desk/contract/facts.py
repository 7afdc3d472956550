"""Facts about the people on both ends of the line: accounts, floor, queues, customers."""

import msgspec

from desk.contract.agents import AgentState
from desk.contract.base import Id, Instant
from desk.contract.customers import PersonalField, RelationKind, RemarkKind, Tier
from desk.contract.queues import WrapUpCode
from desk.contract.service import Priority, ServiceTargets
from desk.contract.tickets import ArticleKind
from desk.contract.users import Role


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


class ConnectorIssued(FactBase, tag="connector.issued", frozen=True, kw_only=True):
    """A connector may push from now on; ``token_id`` tells its tokens apart, and opens nothing."""

    name: str
    scope: str
    token_id: str


class ConnectorRevoked(FactBase, tag="connector.revoked", frozen=True, kw_only=True):
    """This token opens nothing any more."""

    name: str
    scope: str
    token_id: str


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
    skills: tuple[str, ...] = ()
    priority: Priority = Priority.NORMAL
    targets: ServiceTargets = ServiceTargets()
    weight: float = 1.0
    assigns: bool = False


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
