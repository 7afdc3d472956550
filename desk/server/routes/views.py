"""Saved views, their counts, and lists of tickets by any filter."""

from msgspec.structs import replace

from desk.contract import base
from desk.contract.base import Done, PageMeta
from desk.contract.errors import ErrorCode, FieldError, Refusal
from desk.contract.events import ViewDropped, ViewSet
from desk.contract.views import (
    Condition,
    Field,
    Filter,
    Group,
    GroupCount,
    ListDraft,
    Scope,
    TicketList,
    View,
    ViewCount,
    ViewCounts,
    ViewDraft,
)
from desk.queueing import filters, ordering
from desk.queueing.filters import Fault, Who
from desk.server.routes.handling import Ask, found, handles, unprocessable
from desk.server.rules import views as rules
from desk.server.store import log, people, teams, ticket_lists, view_counts
from desk.server.store import views as store
from desk.server.store.db import Tx
from desk.server.store.sessions import Sitting
from desk.server.store.ticket_lists import Asked


@handles("views")
def views(tx: Tx, ask: Ask[None, None]) -> list[View]:
    """What I see, in its order."""
    return store.seen(tx, ask.me.user.id, ask.me.role)


@handles("create_view")
def create_view(tx: Tx, ask: Ask[ViewDraft, None]) -> View:
    """Save a view: for me, or as a lead for others."""
    draft, me = ask.body, ask.me
    owner_id = store.own(draft, me.user.id)
    _allow(draft.scope, owner_id, me)
    _sensible(draft)
    if store.how_many(tx, owner_id) >= (rules.OTHERS_MOST if owner_id is None else rules.OWN_MOST):
        raise Refusal(ErrorCode.CONFLICT, "there are too many already: throw one away first")
    return _put(tx, draft, None, owner_id, me)


@handles("change_view")
def change_view(tx: Tx, ask: Ask[ViewDraft, None]) -> View:
    """Change a view; the whole of it is sent. An own view can become one for others, and never the reverse."""
    draft, me = ask.body, ask.me
    now = _mine(tx, ask)
    owner_id = store.own(draft, me.user.id)
    _allow(draft.scope, owner_id, me)
    ask.unchanged(now.version)
    _sensible(draft)
    if now.owner_id is None and owner_id is not None:
        raise unprocessable("/scope", "others use it: save one of your own instead")
    if now.owner_id != owner_id and store.how_many(tx, None) >= rules.OTHERS_MOST:
        raise unprocessable("/scope", "there are too many for others already")
    return _put(tx, draft, now.id, owner_id, me)


@handles("drop_view")
def drop_view(tx: Tx, ask: Ask[None, None]) -> Done:
    """Throw a view away."""
    now = _mine(tx, ask)
    log.append(tx, ViewDropped(view_id=now.id, owner_id=now.owner_id))
    return Done()


def _mine(tx: Tx, ask: Ask[ViewDraft, None] | Ask[None, None]) -> View:
    """The view of the address, which this person may change."""
    now = found(store.view(tx, ask.id("view_id"), ask.me.user.id, ask.me.role), "view")
    _allow(now.draft.scope, now.owner_id, ask.me)
    return now


def _allow(scope: Scope, owner_id: int | None, me: Sitting) -> None:
    if not rules.may_change(scope, owner_id, me.user.id, me.role):
        raise Refusal(ErrorCode.FORBIDDEN, "views for others are made by leads")


def _sensible(draft: ViewDraft) -> None:
    _refuse("/filter", filters.faults(draft.filter))
    if not draft.columns or len(set(draft.columns)) != len(draft.columns):
        raise unprocessable("/columns", "at least one column, each once")
    if (draft.scope is Scope.ROLE) != bool(draft.roles):
        raise unprocessable("/roles", "a view for roles names them, and no other does")


def _refuse(place: str, faults: list[Fault]) -> None:
    if faults:
        errors = [FieldError(pointer=place + one.place, code="unprocessable", detail=one.detail) for one in faults]
        raise Refusal(ErrorCode.UNPROCESSABLE, faults[0].detail, errors=errors)


def _put(tx: Tx, draft: ViewDraft, view_id: int | None, owner_id: int | None, me: Sitting) -> View:
    event = log.append(tx, ViewSet(view_id=view_id, owner_id=owner_id, draft=draft))
    return found(store.view(tx, view_id or event.seq, me.user.id, me.role), "view")


@handles("view_counts")
def view_counts_of(tx: Tx, ask: Ask[None, None]) -> ViewCounts:
    """The counts of what I see; at the most a moment old."""
    who, head, counts = _who(tx, ask.me), tx.head, view_counts.of(tx)
    seen = [(view.id, counts.get(tx, _meant(tx, view.draft.filter, who), head)) for view in views(tx, ask)]
    return ViewCounts(
        counts=[ViewCount(view_id=view_id, count=one.count, missed=one.missed) for view_id, one in seen],
        synced_to=min((one.head for _, one in seen), default=head),
    )


@handles("list_tickets", writes=False)
def list_tickets(tx: Tx, ask: Ask[ListDraft, None]) -> TicketList:
    """A page of any list; on the first one its groups and how many there are, if asked for."""
    draft = ask.body
    _refuse("/filter", filters.faults(draft.filter))
    whole = _meant(tx, draft.filter, _who(tx, ask.me))
    asked = Asked(_narrowed(tx, draft, whole), tx.now, draft.sort, draft.descending)
    after = None if draft.after is None else base.position(draft.after)
    rows = ticket_lists.page(tx, asked, after, draft.size + 1)
    shown, more = rows[: draft.size], len(rows) > draft.size
    groups, total = list[GroupCount](), None
    if draft.with_groups and after is None:
        groups = ticket_lists.groups(tx, whole, tx.now, draft.group) if draft.group is not Group.NONE else []
        alone = draft.group_value is not None or draft.group is Group.NONE
        total = ticket_lists.count(tx, asked.filter, tx.now)[0] if alone else sum(one.count for one in groups)
    return TicketList(
        data=shown,
        meta=PageMeta(has_more=more, total=total, synced_to=tx.head),
        next=base.cursor(*ordering.sort_key(draft.sort, draft.descending, shown[-1])) if more else None,
        groups=groups,
    )


def _narrowed(tx: Tx, draft: ListDraft, whole: Filter) -> Filter:
    """A list, or the one group of it that is asked for."""
    if draft.group_value is None:
        return whole
    only = ordering.in_group(draft.group, draft.group_value)
    if only is None or filters.faults(Filter(all=(only,))):
        raise unprocessable("/group_value", "no group of this list")
    return replace(whole, all=(*whole.all, *filters.resolved(Filter(all=(only,)), Who(user_id=0)).all))


def _who(tx: Tx, me: Sitting) -> Who:
    return Who(user_id=me.user.id, team_id=teams.of_member(tx, me.user.id), queue_ids=tuple(me.user.queue_ids))


def _meant(tx: Tx, asked: Filter, who: Who) -> Filter:
    """The filter as this person means it; customers are meant with all their records."""
    meant = filters.resolved(asked, who)
    if Field.CUSTOMER not in filters.fields(meant):
        return meant

    def whole(one: Condition) -> Condition:
        if one.field is not Field.CUSTOMER:
            return one
        ids = {record for value in one.values for record in people.members(tx, int(value))}
        return replace(one, values=tuple(str(record) for record in sorted(ids)))

    return Filter(all=tuple(map(whole, meant.all)), any=tuple(map(whole, meant.any)))
