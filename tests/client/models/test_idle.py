"""A workstation nobody touches covers its screen; one whose agent talks or writes stays open."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from desk.client.models.idle import IdleWatch, system_idle
from desk.client.models.session import Sitting
from tests.client.conftest import until
from tests.client.shell_rig import client
from tests.server.conftest import Loop, Site, running
from tests.server.routes.conftest import Floor


@pytest.fixture
def hasty(tmp_path: Path, server_loop: Loop, peopled: Path) -> Iterator[Site]:
    """A site whose screens are covered after three seconds."""
    path = tmp_path / "hasty.db"
    shutil.copy(peopled, path)
    with running(path, server_loop, idle_lock=3) as found:
        yield found


async def test_the_screen_is_covered_when_nobody_touches_it(hasty: Site, tmp_path: Path) -> None:
    async with client(tmp_path / "home", hasty.url) as here:
        await until(lambda: here.desk.session.sitting is Sitting.LOCKED)
        assert here.work.reception.lock.isVisible()


async def test_an_agent_who_talks_is_there_and_the_server_hears_of_it(hasty: Site, tmp_path: Path) -> None:
    floor = Floor(hasty)

    async with client(tmp_path / "home", hasty.url) as here:
        floor.ring(user=["201"])
        floor.push("answer", answeringNumber="201")
        await until(lambda: here.desk.call.is_talking)
        seconds: list[None] = []
        here.desk.clock.tick.connect(lambda: seconds.append(None))
        await until(lambda: len(seconds) > 5)
        await here.desk.remote.api.agents()
        assert here.desk.session.sitting is Sitting.SIGNED_IN


async def test_the_systems_count_cannot_make_somebody_absent_who_is_here(hasty: Site, tmp_path: Path) -> None:
    async with client(tmp_path / "home", hasty.url) as here:
        desk = here.desk
        watch = IdleWatch(desk.remote, desk.session, desk.call, desk.clock, lambda: 1e9)
        watch.touch()
        assert watch.idle() < 60
        busy = IdleWatch(desk.remote, desk.session, desk.call, desk.clock, lambda: 0.0)
        assert busy.idle() == 0.0


async def test_what_is_asked_at_an_empty_chair_is_nobodys_doing(hasty: Site, tmp_path: Path) -> None:
    async with client(tmp_path / "home", hasty.url) as here:
        desk, chair = here.desk, [1e9]
        watch = IdleWatch(desk.remote, desk.session, desk.call, desk.clock, lambda: chair[0])
        assert desk.remote.http.attended == watch.attended
        watch.touch()
        assert watch.attended()
        await until(lambda: not watch.attended())
        chair[0] = 0.0
        assert watch.attended(), "somebody is back, though not in this window"


def test_the_system_is_asked_where_it_can_be() -> None:
    said = system_idle()()
    assert said is None or said >= 0
