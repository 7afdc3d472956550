"""The demo's shop works by a rota that a real one could have: legal, busy, with a gap at noon that can be closed."""

from collections.abc import Iterator
from contextlib import closing
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from desk.contract.agents import AgentState
from desk.contract.shifts import Activity, Shift, SwapState
from desk.demo import stage
from desk.demo.people import AGENT
from desk.server.routes import coverage, plans, ruling
from desk.server.routes.handling import SWEEPS, Settings
from desk.server.routes.ruling import Change
from desk.server.store import agents, clock, hand_overs, shift_rules, shifts, swaps, terms, users
from desk.server.store.db import Database, Tx
from desk.workforce import adherence, law, moves
from desk.workforce.calendar import DAY, monday


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """The shop as a demo begins with it."""
    folder: Path = tmp_path_factory.mktemp("demo")
    stage.set_clock(folder)
    try:
        stage.set_up(folder)
        with closing(Database(stage.stage_path(folder))) as database:
            yield database
    finally:
        clock.set_ahead(timedelta())


def at(tx: Tx, hour: int) -> datetime:
    """Today, at an hour of the wall in Seoul."""
    return tx.now.astimezone(clock.SEOUL).replace(hour=hour, minute=0, second=0, microsecond=0)


def today(tx: Tx) -> date:
    return tx.now.astimezone(clock.SEOUL).date()


def me(tx: Tx) -> int:
    agent = users.by_login(tx, AGENT.login)
    assert agent is not None
    return agent.id


def test_it_is_always_ten_past_eleven_when_a_demo_begins(shop: Database) -> None:
    now = shop.read(lambda tx: tx.now.astimezone(clock.SEOUL))
    assert at_eleven(now) <= now < at_eleven(now) + timedelta(minutes=5)


def at_eleven(now: datetime) -> datetime:
    return now.replace(hour=11, minute=10, second=0, microsecond=0)


def test_thirty_people_and_more_work_three_weeks_and_break_no_rule_of_the_law(shop: Database) -> None:
    def work(tx: Tx) -> None:
        first = monday(today(tx)) - 7 * DAY
        found = shifts.of_days(tx, first, first + 20 * DAY, drafts=False)
        assert 30 <= len({one.user_id for one in found}) <= 40
        assert {(one.day - first).days // 7 for one in found} == {0, 1, 2}
        limits = shift_rules.in_force(tx).rules.limits
        for person in {one.user_id for one in found}:
            broken = law.breaches([one for one in found if one.user_id == person], limits)
            assert [one.rule for one in broken] == []
        assert len(shifts.drafts(tx, first + 21 * DAY, first + 27 * DAY)) > 40

    shop.read(work)


def test_the_agent_is_on_shift_and_has_lunch_and_breaks(shop: Database) -> None:
    def work(tx: Tx) -> None:
        shift = shifts.at(tx, me(tx), tx.now)
        assert shift is not None
        pauses = [one.activity for one in shift.segments if one.activity is not Activity.WORK]
        assert pauses == [Activity.BREAK, Activity.LUNCH, Activity.BREAK]

    shop.read(work)


def short(tx: Tx, plan: plans.Plan, hour: int) -> float:
    """Agents that all queues together lack in the two half hours from then."""
    found = 0.0
    for half in range(2):
        index = plan.day.index(at(tx, hour) + half * timedelta(minutes=30))
        assert index is not None
        for queue in plan.day.queue_ids:
            found += max(0.0, plan.day.needed(queue)[index] - plan.day.rostered(queue)[index])
    return found


def test_at_noon_agents_are_missing_and_moved_lunches_bring_them_back(shop: Database) -> None:
    def work(tx: Tx) -> None:
        plan = plans.plan(tx, today(tx))
        assert short(tx, plan, 12) > 5 > 1 > short(tx, plan, 11) == short(tx, plan, 10)
        before = short(tx, plan, 12)
        hungry = [one for one in plan.shifts if one.day == today(tx) and _lunch(one) == at(tx, 12)]
        for one in hungry[:7]:
            number = next(i for i, part in enumerate(one.segments) if part.activity is Activity.LUNCH)
            later = moves.slid(one.segments, number, 60)
            plan.day.change(one, moves.changed(one, later, "Asia/Seoul"))
        assert short(tx, plan, 12) < before / 2

    shop.read(work)


def _lunch(shift: Shift) -> datetime | None:
    return next((one.start for one in shift.segments if one.activity is Activity.LUNCH), None)


def test_of_two_open_swaps_one_would_leave_too_little_time_between_shifts(shop: Database) -> None:
    def work(tx: Tx) -> list[set[str]]:
        found = list[set[str]]()
        for swap in swaps.undecided(tx):
            if swap.state is SwapState.OFFERED:
                shift = shifts.shift(tx, swap.shift_id)
                assert shift is not None
                taken = Change(user_id=me(tx), come=(_given(shift, me(tx)),))
                found.append({one.rule for one in ruling.breaches(tx, [taken], drafts=False)})
        return found

    assert shop.read(work) == [{law.BETWEEN_SHIFTS}, set()]


def _given(shift: Shift, user_id: int) -> Shift:
    return moves.changed(shift, shift.segments, "Asia/Seoul", user_id=user_id)


def test_the_morning_has_rung_much_as_eight_weeks_said_it_would(shop: Database) -> None:
    def work(tx: Tx) -> None:
        for queue in coverage.covered(tx, today(tx), drafts=False).queues:
            over = [one for one in queue.intervals if one.start < at(tx, 11)]
            seen, planned = sum(one.seen or 0 for one in over), sum(one.planned for one in over)
            assert abs(seen - planned) < 3.5 * planned**0.5 + 8

    shop.read(work)


def test_most_are_where_they_should_be_and_some_are_not(shop: Database) -> None:
    def work(tx: Tx) -> None:
        states = {one.user_id: one for one in agents.everyone(tx)}
        of_today = shifts.of_days(tx, today(tx), today(tx), drafts=False)
        on_shift = [one for one in of_today if one.start <= tx.now < one.end]
        away = {one.user_id for one in plans.plan(tx, today(tx)).absences if one.state == "approved"}
        found = [
            adherence.deviation(
                one.user_id, one.segments, states[one.user_id].state, states[one.user_id].since, tx.now,
                away=one.user_id in away,
            )
            for one in on_shift
            if one.user_id in states and one.user_id != me(tx)
        ]  # fmt: skip
        assert 2 <= sum(one is not None for one in found) <= 7
        assert sum(one is None for one in found) >= 15
        assert len({worker.team_id for worker in terms.workers(tx)} - {None}) == 3
        assert AgentState.BREAK in {one.state for one in states.values()}

    shop.read(work)


def test_whoever_is_off_today_has_left_work_behind_which_the_server_finds(shop: Database, tmp_path: Path) -> None:
    sweep = next(one for one in SWEEPS if one.name == "end of the day")
    assert shop.read(sweep.due)
    shop.write(lambda tx: sweep.run(tx, Settings(attachments=str(tmp_path))))
    (left,) = shop.read(hand_overs.left_by)
    assert left[2] == shop.read(today) - DAY
    owed = shop.read(lambda tx: hand_overs.owed_by(tx, left[0], tx.now + DAY))
    assert {one.owed for one in owed} == {"callback", "ticket"}
