"""Customers: who they are, how they are reached, what to know before the first word."""

from enum import StrEnum
from typing import Annotated

from msgspec import UNSET, Meta, UnsetType

from desk.contract.base import Answer, DialString, Id, Instant, Line, Name, PageQuery, Request, Seq
from desk.contract.orders import PromiseKind, PromiseState


class Tier(StrEnum):
    """The shop's loyalty tiers, lowest first."""

    BASIC = "basic"
    SILVER = "silver"
    GOLD = "gold"
    VIP = "vip"


class RemarkKind(StrEnum):
    """A risk to be careful about, a kindness to remember, or plain information."""

    RISK = "risk"
    KINDNESS = "kindness"
    INFO = "info"


class RelationKind(StrEnum):
    """How two customers belong together."""

    FAMILY = "family"
    RECIPIENT = "recipient"
    COLLEAGUE = "colleague"
    OTHER = "other"


class PersonalField(StrEnum):
    """Fields that leave the server masked until an agent reveals them, which is logged."""

    NUMBER = "number"
    EMAIL = "email"
    ADDRESS = "address"


class Number(Answer, frozen=True, kw_only=True):
    """A telephone number: ``display`` is masked and in the national notation."""

    id: Id
    display: str
    label: str
    verified: bool


class Remark(Answer, frozen=True, kw_only=True):
    """A standing note on a customer, written by a colleague."""

    id: Id
    kind: RemarkKind
    text: str
    author: str
    at: Instant


class Relation(Answer, frozen=True, kw_only=True):
    """Another customer who belongs to this one."""

    id: Id
    kind: RelationKind
    customer_id: Id
    name: str


class Merge(Answer, frozen=True, kw_only=True):
    """Another record that was found to be the same person: it shows here until the merge is undone.

    Its events keep their own ``customer_id``: whoever listens to this customer listens to ``customer_id``, too.
    """

    id: Id
    customer_id: Id
    name: str
    at: Instant
    by: str


class OpenPromise(Answer, frozen=True, kw_only=True):
    """A promise that is not yet settled, or broken of late; a call-back that is owed is one, too."""

    id: Id
    kind: PromiseKind = PromiseKind.DELIVERY
    what: str
    state: PromiseState
    due_at: Instant
    order_id: Id | None
    order_number: str | None
    late_days: int = 0


class CustomerBrief(Answer, frozen=True, kw_only=True):
    """One line of a list: enough to recognise somebody."""

    id: Id
    name: str
    tier: Tier
    number: str
    open_promises: int = 0
    last_contact_at: Instant | None = None


class CallerBrief(Answer, frozen=True, kw_only=True):
    """What an agent must know before picking up: broken promises first, then open ones by their time.

    ``last_contact`` is a code the client words: ``call:answered``, ``call:missed``, ``article:reply`` (ours),
    ``article:message`` (theirs), or empty. ``verified``: the calling number was checked to be this person's;
    without a call, any number was.
    """

    customer: CustomerBrief
    promises: list[OpenPromise]
    remarks: list[Remark]
    last_contact: str
    last_contact_at: Instant | None
    open_tickets: int
    verified: bool


class Customer(Answer, frozen=True, kw_only=True):
    """A customer record; personal fields are masked, ``email`` and ``address`` included.

    Numbers, promises, remarks, relations, orders and tickets of records merged into it count as its own. A record
    that is itself merged (``merged_into``) answers for itself alone; the survivor answers for both.
    """

    id: Id
    name: str
    tier: Tier
    email: str
    address: str
    language: str
    since: Instant
    numbers: list[Number]
    promises: list[OpenPromise]
    remarks: list[Remark]
    relations: list[Relation]
    merges: list[Merge]
    merged_into: Id | None
    order_count: int
    order_total: int
    open_tickets: int
    #: The last event this agent had seen when the customer was last open here: the unread line.
    read_to: Seq
    version: Seq


class CustomerDraft(Request, frozen=True, kw_only=True):
    """A new customer, usually an unknown caller who gave a name."""

    name: Name
    numbers: Annotated[list[DialString], Meta(max_length=10)] = []
    email: Line = ""
    address: Line = ""
    tier: Tier = Tier.BASIC


class CustomerChange(Request, frozen=True, kw_only=True):
    """Changes; a field left out stays as it is."""

    name: Name | UnsetType = UNSET
    tier: Tier | UnsetType = UNSET
    email: Line | UnsetType = UNSET
    address: Line | UnsetType = UNSET


class NumberDraft(Request, frozen=True, kw_only=True):
    """One more number of a customer; ``verified`` says the agent checked it in the call."""

    number: DialString
    label: Line = ""
    verified: bool = False


class RemarkDraft(Request, frozen=True, kw_only=True):
    """A standing note to add."""

    kind: RemarkKind
    text: Annotated[str, Meta(min_length=1, max_length=1000)]


class RelationDraft(Request, frozen=True, kw_only=True):
    """A tie to another customer."""

    customer_id: Id
    kind: RelationKind


class MergeDraft(Request, frozen=True, kw_only=True):
    """The other record of the same person; its history then shows here, and the merge can be undone."""

    customer_id: Id


class Reveal(Request, frozen=True, kw_only=True):
    """Ask for a personal field in full; field, reason and asker go into the access record."""

    field: PersonalField
    reason: Annotated[str, Meta(min_length=2, max_length=200)]
    number_id: Id | None = None
    #: As it was given for this remedy (a destination, for instance), instead of the customer's own.
    remedy_id: Id | None = None


class Revealed(Answer, frozen=True, kw_only=True):
    """The personal field in full: one value, or several numbers."""

    values: list[str]


class ReadTo(Request, frozen=True, kw_only=True):
    """The newest event the agent has seen of this customer."""

    seq: Seq


class CustomerQuery(PageQuery, frozen=True, kw_only=True):
    """Customers by a number in any notation or any digits of it, or by any part of a name; without either, all."""

    number: DialString | None = None
    name: Annotated[str, Meta(min_length=1, max_length=60)] | None = None
    with_total_count: bool = False


class PinDraft(Request, frozen=True, kw_only=True):
    """Keep an event of this customer in sight for everybody."""

    seq: Id
