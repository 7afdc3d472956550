"""Remedies: empowered actions carried out for a customer, the authority they draw on, and what to know before one."""

from enum import StrEnum
from typing import Annotated

from msgspec import Meta

from desk.contract.base import Answer, Id, Instant, Line, PageQuery, Request, Seq, Text, Won
from desk.contract.customers import Tier
from desk.contract.errors import Obstacle
from desk.contract.orders import OrderItem, OrderState, PromiseKind, PromiseState
from desk.contract.remedy_rules import CompensationTable, ForceMajeure, LateCause, Limits, Purse

ActionName = Annotated[str, Meta(min_length=1, max_length=40, pattern=r"^[a-z_]+$")]
FieldName = Annotated[str, Meta(min_length=1, max_length=40, pattern=r"^[a-z_]+$")]
#: What was filled into an action's form, by field: text, or a whole number (money in won, a quantity).
#: Instants are ISO 8601 texts with their zone.
Values = dict[FieldName, Annotated[int, Meta(ge=0, le=10_000_000_000)] | Annotated[str, Meta(max_length=2000)]]


class RemedyState(StrEnum):
    """Where a remedy stands.

    ``awaiting`` → ``committed`` → ``handed_over`` → ``done`` or ``refused``, with ``unknown`` in between when the
    executor's answer was lost. ``declined`` and ``withdrawn`` end an approval, ``undone`` the time before hand-over,
    ``reversed`` what was done.
    """

    AWAITING = "awaiting"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    COMMITTED = "committed"
    UNDONE = "undone"
    HANDED_OVER = "handed_over"
    UNKNOWN = "unknown"
    DONE = "done"
    REFUSED = "refused"
    REVERSED = "reversed"


#: States in which a remedy counts: its money is spent or will be, its promise is repaired.
LIVE = frozenset(
    {RemedyState.AWAITING, RemedyState.COMMITTED, RemedyState.HANDED_OVER, RemedyState.UNKNOWN, RemedyState.DONE}
)


class Remedy(Answer, frozen=True, kw_only=True):
    """One empowered action for one customer; ``amount`` is what it costs the shop, in won."""

    id: Id
    action: ActionName
    state: RemedyState
    customer_id: Id
    customer_name: str
    order_id: Id | None
    order_number: str
    promise_id: Id | None
    ticket_id: Id | None
    call_id: Id | None
    purse: Purse
    amount: Won
    values: Values
    #: Why, in the agent's words.
    reason: str
    #: What the customer is told, in the customer's language.
    told: str
    requested_at: Instant
    agent_id: Id | None
    agent_name: str
    #: On whose authority it was decided: the agent's own, or whoever approved, declined or took it over.
    authority_id: Id | None
    authority_name: str
    committed_at: Instant | None
    undo_until: Instant | None
    handed_over_at: Instant | None
    settled_at: Instant | None
    #: The words of whoever declined it, or of the executor.
    answer: str
    #: The executor's number for it.
    reference: str
    #: Whether the outcome was found by asking afterwards.
    reconciled: bool
    #: Whether its command was given up: it is sent no more until an administrator says so.
    given_up: bool = False
    escalations: int
    reverses: Id | None
    #: The version of the rules under which it was decided.
    rules_version: Seq
    version: Seq

    @property
    def prepared(self) -> bool:
        """Whether the nightly look put it there: any lead may decide it, and any agent do it without asking."""
        return self.state is RemedyState.AWAITING and self.agent_id is None


class SituationOrder(Answer, frozen=True, kw_only=True):
    """A purchase as the actions need it: what was paid, what is left of it, and how its delivery went."""

    id: Id
    number: str
    state: OrderState
    placed_at: Instant
    items: list[OrderItem]
    total: Won
    paid: Won
    shipped_at: Instant | None = None
    delivered_at: Instant | None = None
    promise_id: Id | None = None
    promise_state: PromiseState | None = None
    promise_made_at: Instant | None = None
    due_at: Instant | None = None
    cause: LateCause = LateCause.UNKNOWN


class Situation(Answer, frozen=True, kw_only=True):
    """Everything the rules of the actions look at, for one customer and the agent who asks.

    ``address`` and ``number`` are masked: they only tell that there is one. ``remedies`` are the latest, newest
    first, records merged into it included. ``spent_today`` and ``spent_month`` are what the agent has drawn,
    ``customer_spent`` what this customer got this month from anybody.
    """

    now: Instant
    customer_id: Id
    name: str
    tier: Tier
    address: str
    number: str
    orders: list[SituationOrder]
    remedies: list[Remedy]
    limits: dict[Purse, Limits]
    action_limits: dict[ActionName, Won]
    spent_today: dict[Purse, Won]
    spent_month: dict[Purse, Won]
    customer_spent: dict[Purse, Won]
    compensation: list[CompensationTable]
    force_majeure: list[ForceMajeure]
    undo_seconds: dict[ActionName, int]
    rules_version: Seq
    version: Seq


class SituationQuery(Request, frozen=True, kw_only=True):
    """The order that is on screen, if its age keeps it out of the latest."""

    order_id: Id | None = None


class RemedyDraft(Request, frozen=True, kw_only=True):
    """An action to be carried out. ``ask_approval`` says the agent knows that it is over the limit."""

    action: ActionName
    customer_id: Id
    order_id: Id | None = None
    ticket_id: Id | None = None
    call_id: Id | None = None
    values: Values = {}
    reason: Line = ""
    ask_approval: bool = False


class PromisedEffect(Answer, frozen=True, kw_only=True):
    """A promise that the action makes to the customer."""

    kind: PromiseKind
    what: str
    due_at: Instant


class Effect(Answer, frozen=True, kw_only=True):
    """Exactly what an action would do.

    ``amount`` is what it costs the shop, ``to_customer`` what the customer receives in money or credit, ``goods``
    what leaves the warehouse, ``told`` what the customer is told.
    """

    amount: Won
    to_customer: Won = 0
    goods: list[OrderItem] = []
    told: str = ""
    promise: PromisedEffect | None = None


class Preview(Answer, frozen=True, kw_only=True):
    """The dry run: the effect, or what stands in the way.

    ``left_after`` is the smallest balance of the agent's authority afterwards, null where nothing limits it.
    """

    effect: Effect | None
    obstacle: Obstacle | None
    needs_approval: bool
    left_after: Won | None
    undo_seconds: int
    executor: str


class ApprovalDecision(Request, frozen=True, kw_only=True):
    """A lead's word on a remedy over somebody's limit: approved, approved with less, or declined with words."""

    approve: bool
    amount: Won | None = None
    words: Line = ""


class RemedyQuery(PageQuery, frozen=True, kw_only=True):
    """Remedies, newest first: those of a customer, in a state, of the agent who asks, or (``prepared``) those that
    only the nightly look has put there; false leaves these out."""

    customer_id: Id | None = None
    state: RemedyState | None = None
    mine: bool = False
    prepared: bool | None = None


class AuthorityMonth(Answer, frozen=True, kw_only=True):
    """What the agent may still decide alone, and what was decided this month."""

    limits: dict[Purse, Limits]
    action_limits: dict[ActionName, Won]
    spent_today: dict[Purse, Won]
    spent_month: dict[Purse, Won]
    remedies: list[Remedy]
    rules_version: Seq


class PrecedentQuery(Request, frozen=True, kw_only=True):
    """What similar cases received: the same action, and orders of about this value."""

    action: ActionName
    order_id: Id | None = None


class Precedent(Answer, frozen=True, kw_only=True):
    """How often, and how much: quartiles of the amounts in won; null when there was no case."""

    count: int
    days: int
    lower: Won | None
    median: Won | None
    upper: Won | None


class ExecutorAnswer(Answer, frozen=True, kw_only=True):
    """What an executor says of a command: ``accepted`` (it works on it), ``done`` or ``refused``."""

    key: Annotated[str, Meta(min_length=1, max_length=80)]
    state: Annotated[str, Meta(pattern="^(accepted|done|refused)$")]
    reference: Line = ""
    words: Text = ""
