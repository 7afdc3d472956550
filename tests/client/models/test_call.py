"""Rings and the one call on the screen are what a fresh look at the server would show, whatever happened between."""

from contextlib import AbstractAsyncContextManager
from pathlib import Path

import pytest

from desk.client.models.call import CallModel
from desk.contract.calls import CallState
from tests.client.conftest import until
from tests.client.shell_rig import Client, client
from tests.server.conftest import Site
from tests.server.routes.conftest import Floor


@pytest.fixture
def floor(site: Site) -> Floor:
    return Floor(site)


@pytest.fixture
def at_work(site: Site, tmp_path: Path, floor: Floor) -> AbstractAsyncContextManager[Client]:
    return client(tmp_path, site.url)


async def fresh(here: Client) -> tuple[list[int], int | None]:
    """What the server says now: what rings, and my call."""
    rings = await here.desk.remote.api.rings()
    mine = [ring.call.id for ring in rings if ring.call.state is not CallState.RINGING]
    return [ring.call.id for ring in rings if ring.call.state is CallState.RINGING], mine[-1] if mine else None


def shown(model: CallModel) -> tuple[list[int], int | None]:
    return [ring.call.id for ring in model.rings], model.call.id if model.call is not None else None


async def agree(here: Client) -> None:
    wanted = await fresh(here)
    await until(lambda: shown(here.desk.call) == wanted)


async def test_the_screen_follows_a_call_from_ring_to_wrap_up(
    at_work: AbstractAsyncContextManager[Client], floor: Floor
) -> None:
    async with at_work as here:
        rang: list[object] = []
        here.desk.call.rang.connect(rang.append)
        floor.ring(user=["201"])
        await until(lambda: here.desk.call.rings)
        assert len(rang) == 1
        await agree(here)
        floor.push("answer", answeringNumber="201")
        await until(lambda: here.desk.call.is_talking)
        await agree(here)
        floor.push("hangup", cause="normalClearing")
        await until(lambda: here.desk.call.is_wrapping_up)
        await agree(here)
        here.desk.call.finish()
        await until(lambda: here.desk.call.call is None)
        await agree(here)


async def test_a_call_that_a_colleague_picks_up_stops_ringing_here(
    at_work: AbstractAsyncContextManager[Client], floor: Floor
) -> None:
    async with at_work as here:
        floor.ring(user=["201", "202"])
        await until(lambda: here.desk.call.rings)
        floor.push("answer", answeringNumber="202")
        await until(lambda: not here.desk.call.rings)
        assert here.desk.call.call is None
        await agree(here)


async def test_events_that_overtake_a_slow_answer_are_not_lost(
    at_work: AbstractAsyncContextManager[Client], floor: Floor
) -> None:
    async with at_work as here:
        for number in range(8):
            here.desk.call.refresh()
            floor.ring(f"c{number}", user=["201"])
            here.desk.call.refresh()
            await until(lambda: here.desk.call.rings)
            floor.push("hangup", f"c{number}", cause="cancel")
            here.desk.call.refresh()
            await until(lambda: not here.desk.call.rings)
        await agree(here)


async def test_a_client_started_in_mid_call_shows_the_call(site: Site, tmp_path: Path, floor: Floor) -> None:
    async with client(tmp_path, site.url) as first:
        floor.ring(user=["201"])
        floor.push("answer", answeringNumber="201")
        await until(lambda: first.desk.call.is_talking)
    async with client(tmp_path, site.url) as again:
        await until(lambda: again.desk.call.is_talking)
        await agree(again)


async def test_a_wrap_up_is_told_whether_the_feed_or_a_fresh_look_brought_it(
    at_work: AbstractAsyncContextManager[Client], floor: Floor
) -> None:
    async with at_work as here:
        ended: list[object] = []
        here.desk.call.ended.connect(ended.append)
        for number in range(1, 9):
            floor.ring(f"c{number}", user=["201"])
            floor.push("answer", f"c{number}", answeringNumber="201")
            await until(lambda: here.desk.call.is_talking)
            floor.push("hangup", f"c{number}", cause="normalClearing")
            here.desk.call.refresh()
            await until(lambda: here.desk.call.is_wrapping_up)
            assert len(ended) == number
            here.desk.call.finish()
            await until(lambda: here.desk.call.call is None)


async def test_a_client_started_in_the_wrap_up_tells_so(site: Site, tmp_path: Path, floor: Floor) -> None:
    floor.ring(user=["201"])
    floor.push("answer", answeringNumber="201")
    floor.push("hangup", cause="normalClearing")
    async with client(tmp_path, site.url, login=None) as here:
        ended: list[object] = []
        here.desk.call.ended.connect(ended.append)
        await here.sign_in("agent")
        await until(lambda: here.desk.call.is_wrapping_up)
        assert len(ended) == 1
