"""Saved views of tickets: any filter, sort and column; own, shared, or for a role."""

from enum import StrEnum
from typing import Annotated

from msgspec import Meta

from desk.contract.base import Answer, Cursor, Id, Line, Name, PageMeta, PageSize, Request, Seq
from desk.contract.tickets import Ticket
from desk.contract.users import Role


class Field(StrEnum):
    """What tickets can be filtered by."""

    STATE = "state"
    QUEUE = "queue"
    OWNER = "owner"
    TEAM = "team"
    PRIORITY = "priority"
    TAG = "tag"
    CUSTOMER = "customer"
    TIER = "tier"
    TITLE = "title"
    SOURCE = "source"
    ORDER = "order"
    CREATED = "created"
    CHANGED = "changed"
    DUE = "due"
    PENDING_UNTIL = "pending_until"
    MISSED = "missed"


class Op(StrEnum):
    """How a field is compared. ``before`` and ``after`` take an instant (ISO 8601); ``within`` and ``older`` take
    minutes: within the next so many (of the last so many, for what lies behind), more than so many ago."""

    IS = "is"
    IS_NOT = "is_not"
    CONTAINS = "contains"
    BEFORE = "before"
    AFTER = "after"
    WITHIN = "within"
    OLDER = "older"
    IS_SET = "is_set"
    NOT_SET = "not_set"


class Condition(Request, frozen=True, kw_only=True):
    """A field compared with any of ``values``: ids in figures, codes as they are; ``me`` and ``nobody`` for owners,
    ``mine`` for teams and queues of whoever looks."""

    field: Field
    op: Op
    values: Annotated[tuple[Line, ...], Meta(max_length=100)] = ()


class Filter(Request, frozen=True, kw_only=True):
    """All of ``all``, and, when there are any, at least one of ``any``."""

    all: Annotated[tuple[Condition, ...], Meta(max_length=20)] = ()
    any: Annotated[tuple[Condition, ...], Meta(max_length=20)] = ()


class Column(StrEnum):
    """What a list of tickets can show."""

    NUMBER = "number"
    STATE = "state"
    TITLE = "title"
    CUSTOMER = "customer"
    QUEUE = "queue"
    OWNER = "owner"
    TEAM = "team"
    PRIORITY = "priority"
    TAGS = "tags"
    DUE = "due"
    CREATED = "created"
    CHANGED = "changed"
    PENDING_UNTIL = "pending_until"
    ARTICLES = "articles"
    ASSIGNED = "assigned"
    HERE = "here"


class Sort(StrEnum):
    """What a list can be ordered by; ties by number."""

    DUE = "due"
    PRIORITY = "priority"
    CREATED = "created"
    CHANGED = "changed"
    NUMBER = "number"


class Group(StrEnum):
    """What a list can be grouped by."""

    NONE = "none"
    QUEUE = "queue"
    OWNER = "owner"
    TEAM = "team"
    STATE = "state"
    PRIORITY = "priority"


class Scope(StrEnum):
    """For whom a view is."""

    OWN = "own"
    ROLE = "role"
    SHARED = "shared"


class ViewDraft(Request, frozen=True, kw_only=True):
    """A new view, or the whole of a changed one; ``roles`` with the scope ``role``. Views for others are made by
    leads."""

    name: Name
    names: Annotated[dict[str, Line], Meta(max_length=10)] = {}
    filter: Filter = Filter()
    columns: Annotated[tuple[Column, ...], Meta(max_length=16)] = (
        Column.STATE,
        Column.TITLE,
        Column.CUSTOMER,
        Column.QUEUE,
        Column.OWNER,
        Column.DUE,
        Column.CHANGED,
        Column.HERE,
    )
    sort: Sort = Sort.CHANGED
    descending: bool = True
    group: Group = Group.NONE
    scope: Scope = Scope.OWN
    roles: Annotated[tuple[Role, ...], Meta(max_length=5)] = ()
    position: Annotated[int, Meta(ge=0, le=10_000)] = 0


class View(Answer, frozen=True, kw_only=True):
    """A saved view, and whose it is; ``mine``: whether I may change it. ``version`` 0: it comes with the program."""

    id: int
    draft: ViewDraft
    owner_id: Id | None
    mine: bool
    version: Seq


class ViewCount(Answer, frozen=True, kw_only=True):
    """How many tickets a view has just now, and how many of them have missed a target."""

    view_id: int
    count: int
    missed: int


class ViewCounts(Answer, frozen=True, kw_only=True):
    """The counts of every view that I see, and the log position they reflect."""

    counts: list[ViewCount]
    synced_to: Seq


class ListDraft(Request, frozen=True, kw_only=True):
    """A list of tickets by a filter, saved or not: a page of it. ``after`` continues from ``next`` of the page before
    (``group_value`` narrows to one group)."""

    filter: Filter = Filter()
    sort: Sort = Sort.CHANGED
    descending: bool = True
    group: Group = Group.NONE
    group_value: Line | None = None
    size: PageSize = 50
    after: Cursor | None = None
    with_groups: bool = False


class GroupCount(Answer, frozen=True, kw_only=True):
    """A group of a list: its value (an id in figures, or a code; empty for none) and how many tickets."""

    value: str
    count: int


class TicketList(Answer, frozen=True, kw_only=True):
    """A page of a list, in its order; ``groups`` and ``meta.total`` on the first page when asked for."""

    data: list[Ticket]
    meta: PageMeta
    next: Cursor | None
    groups: list[GroupCount] = []
