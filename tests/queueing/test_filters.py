"""What a filter of tickets means, what of it makes no sense, and the order and groups of lists."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from desk.contract.customers import Tier
from desk.contract.service import Priority
from desk.contract.tickets import Ticket, TicketState
from desk.contract.views import Condition, Field, Filter, Group, Op, Sort
from desk.queueing import filters, ordering
from desk.queueing.filters import Beside, Who

NOW = datetime(2027, 3, 2, 5, 0, tzinfo=UTC)
ME = Who(user_id=5, team_id=2, queue_ids=(3, 8))
TICKET = Ticket(
    id=70, title="환불: 무선 충전기 2개", state=TicketState.OPEN, queue_id=3, customer_id=9, customer_name="",
    owner_id=5, owner_name="", order_id=None, created_at=NOW - timedelta(hours=5),
    changed_at=NOW - timedelta(minutes=10), pending_until=None, article_count=0, last_article_id=None, version=1,
    priority=Priority.HIGH, tags=("vip", "선물"), due_at=NOW + timedelta(minutes=30),
)  # fmt: skip
BESIDE = Beside(team_id=2, tier=Tier.GOLD, source="shop")


def of(field: Field, op: Op, *values: str) -> Condition:
    return Condition(field=field, op=op, values=values)


def holds(*asked: Condition, ticket: Ticket = TICKET, who: Who = ME, beside: Beside = BESIDE) -> bool:
    return filters.matches(Filter(all=asked), ticket, who, NOW, beside)


@pytest.mark.parametrize(
    ("field", "op", "values", "expected"),
    [
        (Field.STATE, Op.IS, ("new", "open"), True),
        (Field.STATE, Op.IS_NOT, ("open",), False),
        (Field.QUEUE, Op.IS, ("mine",), True),
        (Field.QUEUE, Op.IS, ("003",), True),
        (Field.QUEUE, Op.IS_NOT, ("mine", "1"), False),
        (Field.OWNER, Op.IS, ("me",), True),
        (Field.OWNER, Op.IS, ("nobody",), False),
        (Field.OWNER, Op.IS_SET, (), True),
        (Field.TEAM, Op.IS, ("mine",), True),
        (Field.TEAM, Op.NOT_SET, (), False),
        (Field.PRIORITY, Op.IS, ("high",), True),
        (Field.TAG, Op.IS, ("선물", "x"), True),
        (Field.TAG, Op.IS_NOT, ("vip",), False),
        (Field.TAG, Op.IS, ("VIP",), False),
        (Field.CUSTOMER, Op.IS, ("9",), True),
        (Field.TIER, Op.IS, ("vip", "gold"), True),
        (Field.SOURCE, Op.IS, ("shop",), True),
        (Field.ORDER, Op.IS_SET, (), False),
        (Field.ORDER, Op.IS_NOT, ("4",), True),
        (Field.TITLE, Op.CONTAINS, ("충전",), True),
        (Field.TITLE, Op.CONTAINS, ("충전 환불",), True),
        (Field.TITLE, Op.CONTAINS, ("충전 교환",), False),
        (Field.TITLE, Op.CONTAINS, ("교환", "2개"), True),
        (Field.CREATED, Op.OLDER, ("240",), True),
        (Field.CREATED, Op.WITHIN, ("240",), False),
        (Field.CHANGED, Op.WITHIN, ("10",), True),
        (Field.CHANGED, Op.WITHIN, ("9",), False),
        (Field.CHANGED, Op.BEFORE, ("2027-03-02T13:50:00+09:00",), False),
        (Field.CHANGED, Op.BEFORE, ("2027-03-02T13:50:00.000001+09:00",), True),
        (Field.CHANGED, Op.AFTER, ("2027-03-02T04:50:00Z",), True),
        (Field.DUE, Op.WITHIN, ("31",), True),
        (Field.DUE, Op.WITHIN, ("30",), False),
        (Field.DUE, Op.OLDER, ("0",), False),
        (Field.DUE, Op.IS_SET, (), True),
        (Field.PENDING_UNTIL, Op.NOT_SET, (), True),
        (Field.PENDING_UNTIL, Op.BEFORE, ("2027-03-02T04:50:00Z",), False),
        (Field.MISSED, Op.IS_SET, (), False),
        (Field.MISSED, Op.NOT_SET, (), True),
    ],
)
def test_a_condition_says_what_it_reads_like(field: Field, op: Op, values: tuple[str, ...], expected: bool) -> None:
    condition = of(field, op, *values)
    assert filters.faults(Filter(all=(condition,))) == []
    assert holds(condition) is expected


def test_what_was_missed_is_not_due_within_the_hour_any_more() -> None:
    late = replace(TICKET, due_at=NOW - timedelta(seconds=1))
    assert not holds(of(Field.DUE, Op.WITHIN, "60"), ticket=late)
    assert holds(of(Field.DUE, Op.OLDER, "0"), of(Field.MISSED, Op.IS_SET), ticket=late)


def test_nobody_owns_what_has_no_owner() -> None:
    free = replace(TICKET, owner_id=None)
    assert holds(of(Field.OWNER, Op.IS, "nobody"), ticket=free)
    assert holds(of(Field.OWNER, Op.IS_NOT, "me"), ticket=free)
    assert not holds(of(Field.OWNER, Op.IS_NOT, "nobody"), ticket=free)
    assert holds(of(Field.TEAM, Op.IS_NOT, "2"), ticket=free, beside=Beside())


def test_to_somebody_without_a_team_nothing_is_the_teams() -> None:
    alone = Who(user_id=5)
    assert not holds(of(Field.TEAM, Op.IS, "mine"), who=alone)
    assert holds(of(Field.TEAM, Op.IS_NOT, "mine"), who=alone)
    assert not holds(of(Field.QUEUE, Op.IS, "mine"), who=alone)


def test_all_of_all_and_one_of_any() -> None:
    high, low = of(Field.PRIORITY, Op.IS, "high"), of(Field.PRIORITY, Op.IS, "low")
    mine, others = of(Field.OWNER, Op.IS, "me"), of(Field.OWNER, Op.IS_NOT, "me")

    def found(**parts: Any) -> bool:
        return filters.matches(Filter(**parts), TICKET, ME, NOW)

    assert found()
    assert found(all=(high, mine))
    assert not found(all=(high, others))
    assert found(any=(low, mine))
    assert not found(any=(low, others))
    assert not found(all=(low,), any=(low, mine))


@pytest.mark.parametrize(
    ("condition", "place"),
    [
        (of(Field.TITLE, Op.IS, "x"), "/op"),
        (of(Field.STATE, Op.CONTAINS, "op"), "/op"),
        (of(Field.QUEUE, Op.IS_SET), "/op"),
        (of(Field.CREATED, Op.IS_SET), "/op"),
        (of(Field.MISSED, Op.IS, "true"), "/op"),
        (of(Field.STATE, Op.IS), "/values"),
        (of(Field.DUE, Op.IS_SET, "1"), "/values"),
        (of(Field.DUE, Op.WITHIN, "1", "2"), "/values"),
        (of(Field.STATE, Op.IS, "open", "shut"), "/values/1"),
        (of(Field.OWNER, Op.IS, "mine"), "/values/0"),
        (of(Field.QUEUE, Op.IS, "me"), "/values/0"),
        (of(Field.QUEUE, Op.IS, "0"), "/values/0"),
        (of(Field.QUEUE, Op.IS, "９"), "/values/0"),
        (of(Field.QUEUE, Op.IS, "9" * 17), "/values/0"),
        (of(Field.TITLE, Op.CONTAINS, " …!"), "/values/0"),
        (of(Field.DUE, Op.WITHIN, "-1"), "/values/0"),
        (of(Field.DUE, Op.OLDER, "5256001"), "/values/0"),
        (of(Field.DUE, Op.BEFORE, "tomorrow"), "/values/0"),
        (of(Field.DUE, Op.BEFORE, "2027-03-02T09:00:00"), "/values/0"),
        (of(Field.DUE, Op.BEFORE, "0001-01-01T00:00:00+09:00"), "/values/0"),
    ],
)
def test_a_senseless_condition_is_told_where_it_is_wrong(condition: Condition, place: str) -> None:
    sound = of(Field.OWNER, Op.IS, "me")
    for asked, part in ((Filter(all=(sound, condition)), "all"), (Filter(any=(sound, condition)), "any")):
        assert [fault.place for fault in filters.faults(asked)] == [f"/{part}/1{place}"]


def test_people_to_whom_a_filter_means_the_same_share_it() -> None:
    asked = Filter(all=(of(Field.QUEUE, Op.IS, "mine"), of(Field.TEAM, Op.IS, "mine", "2")))
    other = Who(user_id=6, team_id=2, queue_ids=(8, 3))
    assert filters.resolved(asked, ME) == filters.resolved(asked, other)
    assert hash(filters.resolved(asked, ME)) == hash(filters.resolved(asked, other))
    assert filters.resolved(asked, ME) != filters.resolved(asked, Who(user_id=6, team_id=1, queue_ids=(8, 3)))


def ordered(sort: Sort, descending: bool, *some: Ticket) -> list[int]:
    return [one.id for one in sorted(some, key=lambda one: ordering.sort_key(sort, descending, one))]


def test_what_is_never_due_comes_last_in_either_direction() -> None:
    never, later, soon = (
        replace(TICKET, id=number, due_at=due)
        for number, due in ((1, None), (2, NOW + timedelta(hours=2)), (3, NOW))
    )  # fmt: skip
    assert ordered(Sort.DUE, False, never, later, soon) == [3, 2, 1]
    assert ordered(Sort.DUE, True, never, later, soon) == [2, 3, 1]


def test_of_equal_priority_the_oldest_is_first() -> None:
    some = [
        replace(TICKET, id=number, priority=priority)
        for number, priority in ((1, Priority.LOW), (2, Priority.URGENT), (3, Priority.URGENT), (4, Priority.NORMAL))
    ]
    assert ordered(Sort.PRIORITY, True, *some) == [2, 3, 4, 1]
    assert ordered(Sort.PRIORITY, False, *some) == [1, 4, 2, 3]


@pytest.mark.parametrize("group", [group for group in Group if group is not Group.NONE])
@pytest.mark.parametrize("ticket", [TICKET, replace(TICKET, owner_id=None)], ids=["owned", "free"])
def test_a_ticket_is_in_the_group_that_it_names(group: Group, ticket: Ticket) -> None:
    beside = BESIDE if ticket.owner_id else Beside()
    only = ordering.in_group(group, ordering.group_of(group, ticket, beside))
    assert only is not None
    assert filters.faults(Filter(all=(only,))) == []
    assert holds(only, ticket=ticket, beside=beside)


def test_a_list_without_groups_has_none_to_open() -> None:
    assert ordering.group_of(Group.NONE, TICKET) == ""
    assert ordering.in_group(Group.NONE, "") is None
