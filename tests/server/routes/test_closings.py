"""When a day is over, what people left behind is the leads'; what they kept or handed over is not."""

from datetime import date, timedelta

import msgspec
import pytest

from desk.contract.hand_overs import HandOverPack, LeftWork
from tests.server.conftest import Site
from tests.server.routes.test_hand_overs import facts, of, pack, settle, taken, tomorrow
from tests.server.shift_rig import LATE, MONDAY, at
from tests.server.staffing_rig import Centre, wall
from tests.server.store.test_log_rebuilt import holds

A_DAY = timedelta(days=1)


@pytest.fixture
def centre(site: Site) -> Centre:
    return Centre(site)


def left(centre: Centre) -> list[LeftWork]:
    """What leads see."""
    centre.site.sweep()
    answer = centre.site.get("/hand-over/left", as_="lead")
    assert answer.status_code == 200, answer.text
    return msgspec.json.decode(answer.content, type=list[LeftWork])


def found(centre: Centre) -> HandOverPack:
    return pack(centre)


def test_a_pack_knows_when_the_shift_ends_and_the_next_begins(centre: Centre) -> None:
    with centre.clock_at(MONDAY, "08:00"):
        centre.on_shift("agent", MONDAY)
        centre.on_shift("agent", MONDAY + 2 * A_DAY, *LATE)
        centre.on_shift("agent", MONDAY + A_DAY, publish=False)
    with centre.clock_at(MONDAY, "17:30"):
        assert (found(centre).shift_ends, found(centre).next_shift) == (
            wall(MONDAY, "18:00"),
            wall(MONDAY + 2 * A_DAY, "10:00"),
        )
    with centre.clock_at(MONDAY + A_DAY, "08:00"):
        assert found(centre).shift_ends is None


def test_whoever_stays_is_suggested_before_whoever_goes_at_the_same_time(centre: Centre) -> None:
    centre.join("lead", centre.queue_id)
    with centre.clock_at(MONDAY, "17:30"):
        centre.on_shift("agent", MONDAY)
        centre.on_shift("agent2", MONDAY)
        centre.on_shift("lead", MONDAY, *LATE)
        for login in ("agent", "agent2", "lead"):
            centre.choose("available", login)
        taken(centre)
        (item,) = found(centre).items
        assert (item.suggested_name, item.suggested_why) == ("lead 씨", "here_now")


def test_when_nobody_stays_whoever_comes_before_me_is_suggested(centre: Centre) -> None:
    with centre.clock_at(MONDAY, "17:30"):
        for login, day in (("agent", 0), ("agent2", 0), ("agent", 2), ("agent2", 1)):
            centre.on_shift(login, MONDAY + day * A_DAY)
        centre.choose("available", "agent2")
        taken(centre)
        (item,) = found(centre).items
        assert (item.suggested_name, item.suggested_why) == ("agent2 씨", "comes_next")


def away(centre: Centre, login: str, day: date, since: str = "00:00", until: str = "24:00") -> None:
    """A lead knows that somebody will not be there."""
    times = {"start": at(day, since), "end": at(day, until)}
    draft = {"absence_kind": "leave", "user_id": centre.id(login), "words": "이사"} | times
    assert centre.site.post("/absences", draft, as_="lead").status_code == 201


def test_who_is_on_leave_is_suggested_to_nobody_and_half_a_day_of_it_moves_the_time(centre: Centre) -> None:
    tuesday = MONDAY + A_DAY
    with centre.clock_at(MONDAY, "17:30"):
        for login, day in (("agent", 0), ("agent", 2), ("agent2", 1)):
            centre.on_shift(login, MONDAY + day * A_DAY)
        taken(centre)
        away(centre, "agent2", tuesday, until="13:00")
        (item,) = found(centre).items
        assert (item.suggested_name, item.suggested_why) == ("agent2 씨", "comes_next")
        away(centre, "agent2", tuesday, since="13:00")
        (item,) = found(centre).items
        assert item.suggested_id is None


@pytest.mark.parametrize(
    ("leave", "shift_ends", "next_shift"),
    [
        ((0, "14:00", "24:00"), "14:00", (1, "09:00")),
        ((1, "00:00", "24:00"), "18:00", (2, "10:00")),
        ((1, "09:00", "13:00"), "18:00", (1, "13:00")),
        ((1, "14:00", "18:00"), "18:00", (1, "09:00")),
        ((0, "09:00", "18:00"), None, (1, "09:00")),
    ],
)
def test_leave_is_no_time_of_a_shift(
    centre: Centre, leave: tuple[int, str, str], shift_ends: str | None, next_shift: tuple[int, str]
) -> None:
    with centre.clock_at(MONDAY, "08:00"):
        centre.on_shift("agent", MONDAY)
        centre.on_shift("agent", MONDAY + A_DAY)
        centre.on_shift("agent", MONDAY + 2 * A_DAY, *LATE)
        away(centre, "agent", MONDAY + leave[0] * A_DAY, *leave[1:])
    with centre.clock_at(MONDAY, "17:00"):
        ends = None if shift_ends is None else wall(MONDAY, shift_ends)
        assert found(centre).shift_ends == ends
        assert found(centre).next_shift == wall(MONDAY + next_shift[0] * A_DAY, next_shift[1])


def test_whoever_is_ill_on_the_next_day_has_left_it_though_a_shift_was_planned(centre: Centre) -> None:
    tuesday = MONDAY + A_DAY
    with centre.clock_at(MONDAY, "17:30"):
        for login in ("agent", "agent2"):
            centre.on_shift(login, MONDAY)
            centre.on_shift(login, tuesday)
            taken(centre, login)
    with centre.clock_at(tuesday, "10:00"):
        away(centre, "agent", tuesday)
        assert [one.user_id for one in left(centre)] == [centre.id("agent")], "the other one has it before them"


def test_what_is_left_at_closing_is_the_leads(centre: Centre) -> None:
    with centre.clock_at(MONDAY, "17:30"):
        for login in ("agent", "agent2"):
            centre.on_shift(login, MONDAY)
        centre.on_shift("lead", MONDAY, *LATE)
        ticket, theirs = taken(centre), taken(centre, "agent2")
        (item,) = pack(centre, "agent2").items
        kept = (wall(MONDAY + A_DAY, "10:00")).isoformat()
        assert settle(centre, of(item, keep_until=kept), as_="agent2") == ([None], 0)
    with centre.clock_at(MONDAY, "19:05"):
        assert left(centre) == []
    with centre.clock_at(MONDAY, "19:15"):
        (work,) = left(centre)
        assert (work.user_id, work.name, work.day) == (centre.id("agent"), "agent 씨", MONDAY)
        assert [(one.owed, one.id) for one in work.items] == [("ticket", ticket)]
        left(centre)
        assert len(facts(centre, "day.closed")) == 1
        given = of(work.items[0], to_id=centre.id("agent2"))
        assert settle(centre, given, as_="lead") == ([None], 0)
        assert left(centre) == []
        assert centre.site.get(f"/tickets/{theirs}", as_="lead").json()["owner_id"] == centre.id("agent2")
        holds(centre)


def test_whoever_is_back_has_it_before_them(centre: Centre) -> None:
    with centre.clock_at(MONDAY, "17:30"):
        centre.on_shift("agent", MONDAY)
        taken(centre)
    with centre.clock_at(MONDAY, "19:15"):
        assert len(left(centre)) == 1
    with centre.clock_at(MONDAY + A_DAY, "08:50"):
        assert len(left(centre)) == 1
        assert len(found(centre).items) == 1
        assert left(centre) == []
        holds(centre)


def test_a_day_is_not_over_before_its_last_shift(centre: Centre) -> None:
    with centre.clock_at(MONDAY, "17:30"):
        centre.on_shift("agent", MONDAY)
        centre.on_shift("lead", MONDAY, "work 14:00-17:00", "work 18:00-22:00", allow=["opening_hours"])
        taken(centre)
    with centre.clock_at(MONDAY, "22:05"):
        assert left(centre) == []
    with centre.clock_at(MONDAY + A_DAY, "07:00"):
        assert [one.day for one in left(centre)] == [MONDAY]


def test_a_site_without_shifts_closes_no_days(centre: Centre) -> None:
    taken(centre)
    with centre.clock_at(MONDAY, "23:00"):
        assert left(centre) == []
        assert facts(centre, "day.closed") == []


def test_nobody_keeps_what_is_kept(centre: Centre) -> None:
    taken(centre)
    item = of(found(centre).items[0], keep_until=tomorrow())
    assert settle(centre, item, as_="agent2") == (["forbidden"], 0)
