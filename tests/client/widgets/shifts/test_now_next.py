"""The call bar says what I am planned for now and what comes next, and how what I do differs from it."""

from datetime import timedelta

import pytest

from desk.contract.agents import AgentState
from desk.contract.staffing import Mismatch
from tests.client.conftest import until
from tests.client.day_rig import MyRota
from tests.client.widgets.conftest import Start
from tests.server.conftest import Site
from tests.server.routes.conftest import Floor


async def test_the_bar_says_what_i_am_planned_for_and_what_comes_next(start: Start, site: Site) -> None:
    MyRota(site).around("agent", ("work", -60, 25), ("lunch", 25, 85), ("work", 85, 300))
    async with start() as here:
        strip = here.workspace.bar.day
        await until(lambda: strip.isVisible())
        place = here.desk.my_day.place()
        assert place is not None
        assert place.next is not None
        clock = f"{place.next.start.astimezone(here.desk.my_day.zone):%H:%M}"
        assert strip.forms[0].startswith(f"Calls · Lunch {clock} (in 2")
        here.desk.state.choose(AgentState.AVAILABLE)
        await until(lambda: here.desk.state.state is AgentState.AVAILABLE)
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
        rota.change(made, ("work", -60, 100), ("lunch", 100, 160), ("work", 160, 300))
        await until(lambda: "(in 1 h" in strip.forms[0])


async def test_the_bar_is_amber_while_i_take_calls_in_my_break(start: Start, site: Site) -> None:
    MyRota(site).around("agent", ("work", -240, -2), ("lunch", -2, 58), ("work", 58, 200))
    async with start() as here:
        strip, day = here.workspace.bar.day, here.desk.my_day
        await until(lambda: strip.isVisible())
        here.desk.state.choose(AgentState.AVAILABLE)
        await until(lambda: here.desk.state.state is AgentState.AVAILABLE and here.desk.state.pending is None)
        assert (day.mismatch(), strip.tone) == (None, "neutral"), "nobody counts seconds"
        here.desk.clock.learn(here.desk.clock.now() + timedelta(minutes=5))
        strip.refresh()
        assert (day.mismatch(), strip.tone) == (Mismatch.WORKS_THROUGH_BREAK, "warn")
        assert strip.forms[0].startswith("Planned: Lunch · Calls ")
        assert "Please rest" in strip.accessibleName()
        here.desk.state.choose(AgentState.BREAK, "lunch")
        await until(lambda: strip.tone == "neutral")


async def test_nothing_of_it_takes_the_keyboard(start: Start, site: Site) -> None:
    rota = MyRota(site)
    async with start() as here:
        await until(lambda: here.desk.my_day.loaded)
        before = here.window.focusWidget()
        rota.around("agent", ("work", -60, 25))
        await until(lambda: here.workspace.bar.day.isVisible())
        assert here.window.focusWidget() is before


@pytest.mark.parametrize("code", ["ko", "en"])
async def test_the_bar_has_room_for_it_beside_a_call_in_a_small_window(start: Start, floor: Floor, code: str) -> None:
    floor.customer("황보하늘별", "+821023456789")
    MyRota(floor.site).around("agent", ("work", -60, 25), ("lunch", 25, 85), ("work", 85, 300))
    async with start() as here:
        here.settings.language = code
        bar = here.workspace.bar
        await until(lambda: bar.day.isVisible())
        floor.ring(user=["201"])
        await until(lambda: here.desk.call.rings)
        floor.push("answer", answeringNumber="201")
        await until(lambda: here.desk.call.is_talking and bar.strip.who.isVisible())
        await until(lambda: bar.day.shown_form() in bar.day.forms[:-1])
        assert bar.day.geometry().right() < bar.callbacks.geometry().left()
        await until(lambda: not bar.strip.who.name.is_cut())
