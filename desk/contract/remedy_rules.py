"""The rules by which remedies are decided: limits of authority, compensation tables, approvals."""

from datetime import date
from enum import StrEnum
from typing import Annotated

from msgspec import Meta

from desk.contract.base import Answer, Line, Request, Seq, Won
from desk.contract.customers import Tier
from desk.contract.users import Login, Role

Percent = Annotated[int, Meta(ge=0, le=1000)]
Minutes = Annotated[int, Meta(ge=1, le=7 * 24 * 60)]


class Purse(StrEnum):
    """What an action draws on: the agent's discretion, the right to give money back, or the published criteria,
    which belong to the customer and are limited by nothing but themselves."""

    DISCRETION = "discretion"
    REFUND = "refund"
    CRITERIA = "criteria"


class LateCause(StrEnum):
    """Why a delivery came late."""

    UNKNOWN = "unknown"
    SHOP = "shop"
    CARRIER = "carrier"
    CUSTOMER_ABSENT = "customer_absent"
    WRONG_ADDRESS = "wrong_address"
    FORCE_MAJEURE = "force_majeure"


class Limits(Request, frozen=True, kw_only=True):
    """The most that may be decided alone, in won: on one case, a day, a month, and for one customer in a month.

    A day and a month are those of the shop's zone. A case is an order; without one, the ticket or the call it is done
    in; without these, the customer on that day. Null: no limit.
    """

    case: Won | None = None
    day: Won | None = None
    month: Won | None = None
    customer: Won | None = None


class CompensationRow(Request, frozen=True, kw_only=True):
    """What is owed when a delivery is later than so many hours: a share of the order's value, within bounds."""

    over_hours: Annotated[int, Meta(ge=0, le=24 * 365)]
    percent: Percent = 0
    at_least: Won = 0
    at_most: Won | None = None


class CompensationTable(Request, frozen=True, kw_only=True):
    """The published criteria for promises made from ``since`` on, until the next table's day.

    ``rows`` are sought from the latest down. ``tiers`` raises or lowers the result, in percent. ``pays_alone``: up
    to this amount the nightly look pays without anybody's click; above it only prepares.
    """

    since: date
    rows: Annotated[list[CompensationRow], Meta(min_length=1, max_length=20)]
    tiers: dict[Tier, Percent] = {}
    excluded: tuple[LateCause, ...] = (LateCause.CUSTOMER_ABSENT, LateCause.WRONG_ADDRESS, LateCause.FORCE_MAJEURE)
    per_order: Won | None = None
    per_customer_month: Won | None = None
    pays_alone: Won = 0


class ForceMajeure(Request, frozen=True, kw_only=True):
    """Days for which nothing is owed, as declared and published: both ends included."""

    since: date
    until: date
    words: Line


class ApprovalRules(Request, frozen=True, kw_only=True):
    """How long a question for approval waits before more people are asked, and before it lapses."""

    escalate_minutes: Minutes = 3
    lapse_minutes: Minutes = 60


class RemedyRules(Request, frozen=True, kw_only=True):
    """All of it. ``agents`` (by login) and ``actions`` are exceptions to what ``roles`` says."""

    roles: dict[Role, dict[Purse, Limits]]
    agents: dict[Login, dict[Purse, Limits]] = {}
    #: The most one action may cost without approval, by role.
    actions: dict[str, dict[Role, Won]] = {}
    compensation: Annotated[list[CompensationTable], Meta(max_length=100)] = []
    force_majeure: Annotated[list[ForceMajeure], Meta(max_length=1000)] = []
    approval: ApprovalRules = ApprovalRules()
    #: Seconds in which an action can be taken back, where the site wants other than the action's own.
    undo_seconds: dict[str, Annotated[int, Meta(ge=0, le=86_400)]] = {}


class RulesInForce(Answer, frozen=True, kw_only=True):
    """The rules and their version: the seq of the event that set them, 0 for those that come with the program."""

    rules: RemedyRules
    version: Seq
