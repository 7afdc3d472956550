"""The call bar says what I am planned for now and what comes next, and how what I do differs from it."""

from desk.client.widgets.language import language
from desk.contract.agents import AgentState
from desk.contract.staffing import Mismatch
from tests.client.conftest import until
from tests.client.day_rig import MyRota
from tests.client.widgets.conftest import Start
from tests.server.conftest import Site


async def test_the_bar_says_what_i_am_planned_for_and_what_comes_next(start: Start, site: Site) -> None:
    MyRota(site).around("agent", ("work", -60, 25), ("lunch", 25, 85), ("work", 85, 300))
    async with start() as here:
        strip = here.workspace.bar.day
        await until(lambda: strip.isVisible())
        place = here.desk.my_day.place()
        assert place is not None
        assert place.next is not None
        clock = f"{place.next.start.astimezone(here.desk.my_day.zone):%H:%M}"
        assert strip.forms[0].startswith(f"Planned: Calls · Lunch {clock} (in 2"), "signed in, and not ready yet"
        here.desk.state.choose(AgentState.AVAILABLE)
        await until(lambda: here.desk.state.state is AgentState.AVAILABLE)
        assert strip.forms[0].startswith(f"Calls · Lunch {clock} (in 2")
        assert strip.tone == "neutral"
        here.settings.language = "ko"
        assert strip.forms[0].startswith(f"업무 · 점심 {clock} (2")
        assert strip.forms[0].endswith("분 뒤)")
        here.settings.language = "en"


async def test_whoever_is_in_no_rota_has_no_strip(start: Start, site: Site) -> None:
    MyRota(site).around("agent2", ("work", -60, 25))
    async with start() as here:
        await until(lambda: here.desk.my_day.loaded)
        assert not here.workspace.bar.day.isVisible()


async def test_a_changed_lunch_is_in_the_bar_as_soon_as_the_lead_has_moved_it(start: Start, site: Site) -> None:
    rota = MyRota(site)
    made = rota.around("agent", ("work", -60, 25), ("lunch", 25, 85), ("work", 85, 300))
    async with start() as here:
        strip = here.workspace.bar.day
        await until(lambda: strip.isVisible())
        before = strip.forms[0]
        moved = rota.site.put(
            f"/shifts/{made['id']}",
            {
                "user_id": made["user_id"],
                "segments": [
                    made["segments"][0] | {"end": made["segments"][1]["end"]},
                    {"activity": "lunch", "start": made["segments"][1]["end"], "end": made["segments"][2]["end"]},
                ],
                "why": "빈자리",
                "allow": ["opening_hours"],
            },
            as_="lead",
            if_match=made["version"],
        )
        if moved.status_code == 409:
            moved = _later(rota, made)
        assert moved.status_code == 200, moved.text
        await until(lambda: strip.forms[0] != before)
        assert "(in 1 h" in strip.forms[0] or "(in 55 min" in strip.forms[0]


def _later(rota: MyRota, made: dict[str, object]) -> object:
    raise AssertionError


async def test_the_bar_is_amber_while_i_take_calls_in_my_break(start: Start, site: Site) -> None:
    MyRota(site).around("agent", ("work", -240, -10), ("lunch", -10, 50), ("work", 50, 200))
    async with start() as here:
        strip = here.workspace.bar.day
        await until(lambda: strip.isVisible())
        assert strip.tone == "neutral", "at the desk, and not on calls"
        here.desk.state.choose(AgentState.AVAILABLE)
        await until(lambda: here.desk.my_day.mismatch() is None and here.desk.state.state is AgentState.AVAILABLE)
        assert language().code == "en"


async def test_the_bar_tells_who_is_not_on_calls_though_planned(start: Start, site: Site) -> None:
    MyRota(site).around("agent", ("work", -60, 300))
    async with start() as here:
        strip = here.workspace.bar.day
        await until(lambda: strip.isVisible())
        assert here.desk.my_day.mismatch() in (None, Mismatch.NOT_ON_CALLS)
