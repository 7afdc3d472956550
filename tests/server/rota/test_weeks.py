"""What a person may work in a week, by what was agreed, leave, and the days around it."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from desk.server.rota.duties import shares
from desk.server.rota.grid import OVER, SHORT, steps
from desk.server.rota.problem import Fixed, Person, Problem
from desk.server.rota.weeks import Member, Rota, reachable, weeks
from tests.server.rota.problem_rig import FULL_TIME, MONDAY, problem

DAY = timedelta(days=1)
A_DAY = 24 * 60


def asked(days: int = 7, begin: int = 0, **person: object) -> Problem:
    one = Person(1, (1,), patterns=FULL_TIME, **person)  # type: ignore[arg-type]
    return replace(problem(1, days, since=MONDAY + begin * DAY, queues=(1,)), people=(one,))


def member(days: int = 7, begin: int = 0, rota: Rota | None = None, **person: object) -> Member:
    return weeks(asked(days, begin, **person))[0].members(rota or {})[0]


def worked(day: int, minutes: int = 480) -> Fixed:
    start = day * A_DAY + 540
    return Fixed(MONDAY + day * DAY, start, start + 540, minutes)


@pytest.mark.parametrize(
    ("lengths", "aim", "most", "found"),
    [
        ([480], 2400, 6, 2400),
        ([480], 2399, 6, 1920),
        ([480, 240], 2160, 5, 2160),
        ([480], 2400, 3, 1440),
        ([], 60, 5, 0),
    ],
)
def test_hours_are_added_up_of_whole_shifts(lengths: list[int], aim: int, most: int, found: int) -> None:
    assert reachable(lengths, aim, most) == found


def test_a_week_has_the_hours_agreed() -> None:
    assert (member().due, member().most) == (2400, 6)
    assert member(week_minutes=1200).due == 960
    # More than the law's forty hours is never proposed.
    assert member(week_minutes=3000).due == 2400
    # Nor more than six days of a week, however many the site allows in a row.
    often = replace(asked(), limits=replace(asked().limits, days_in_a_row=12))
    assert weeks(often)[0].members({})[0].most == 6


def test_leave_takes_the_place_of_work() -> None:
    assert member(away=((0, A_DAY),)).due == 1920
    assert member(away=((0, 7 * A_DAY),)).due == 0
    assert member(away=((540, 780),)).due == 1920
    options = member(away=((0, A_DAY),)).options
    assert {asked().choices[place].day for place in options} == {1, 2, 3, 4, 5, 6}


def test_of_a_week_the_period_has_in_part_its_part_is_worked() -> None:
    assert member(days=3).due == 960
    # From Thursday on; three days were worked before, so two are left.
    before = tuple(replace(worked(n), start=(n - 3) * A_DAY + 540, end=(n - 3) * A_DAY + 1080) for n in range(3))
    assert member(days=4, begin=3, fixed=before).due == 960


def test_shifts_that_are_there_take_their_hours_and_days() -> None:
    one = member(fixed=(worked(1),))
    assert (one.due, one.most) == (1920, 5)
    assert 1 not in {asked().choices[place].day for place in one.options}


def test_eleven_hours_lie_between_shifts_of_two_weeks() -> None:
    late = Fixed(MONDAY - DAY, -600, -60 + 180, 480)
    places = [asked().choices[place].start for place in member(fixed=(late,)).options]
    assert min(places) >= 120 + 660
    assert member(fixed=(late,)).options != member().options


def test_nobody_works_more_than_six_days_in_a_row() -> None:
    before = tuple(worked(n) for n in range(-6, 0))
    one = member(fixed=before)
    assert ((0,), 0) in one.runs
    assert member(fixed=before[1:]).runs[0] == ((0, 1), 1)


def test_a_rota_is_cut_into_weeks_from_monday_to_sunday() -> None:
    found = weeks(asked(10, begin=5))
    assert [(week.monday, week.days) for week in found] == [
        (MONDAY, (0, 1)),
        (MONDAY + 7 * DAY, tuple(range(2, 9))),
        (MONDAY + 14 * DAY, (9,)),
    ]


def test_what_other_weeks_have_counts_like_shifts_before() -> None:
    of_all = asked(14)
    late = next(at for at, choice in enumerate(of_all.choices) if (choice.day, choice.pattern) == (6, "late"))
    assert of_all.choices[late].end == 6 * A_DAY + 19 * 60
    assert weeks(of_all)[1].members({})[0].runs == ((tuple(range(7, 14)), 6),)
    # Work on Sunday is the first of seven days in a row.
    second = weeks(of_all)[1].members({1: {6: late}})[0]
    assert second.runs == ((tuple(range(7, 13)), 5), (tuple(range(7, 14)), 6))
    tired = replace(of_all, limits=replace(of_all.limits, between_shifts=14 * 60 + 15))
    mondays = [
        {of_all.choices[at].pattern for at in one.options if of_all.choices[at].day == 7}
        for one in (weeks(tired)[1].members(rota)[0] for rota in ({}, {1: {6: late}}))
    ]
    assert mondays == [{"early", "middle", "late"}, {"middle", "late"}]


@pytest.mark.parametrize(
    ("had", "total", "found"),
    [
        ({1: 0, 2: 0}, 4, {1: 2, 2: 2}),
        ({1: 3, 2: 0}, 4, {1: 0.5, 2: 3.5}),
        ({1: 9, 2: 0, 3: 1}, 3, {1: 0, 2: 2, 3: 1}),
        ({}, 3, {}),
    ],
)
def test_duties_are_shared_until_all_have_had_the_same(
    had: dict[int, int], total: int, found: dict[int, float]
) -> None:
    assert shares(had, total) == pytest.approx(found, abs=1e-6)


@pytest.mark.parametrize(
    ("need", "found"),
    [(1, [(1, 80)]), (8, [(1, 40), (7, 80)]), (20, [(1, 20), (2, 40), (17, 80)]), (0, [])],
)
def test_one_missing_of_few_is_dearer_than_one_of_many(need: int, found: list[tuple[int, int]]) -> None:
    assert steps(need, SHORT) == found
    assert sum(width for width, _ in steps(need, SHORT)) == need
    assert len(steps(20, OVER)) == 2
