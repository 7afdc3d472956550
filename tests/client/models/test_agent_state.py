"""My state is what the server says; what I ask for is pending until its event is here."""

from contextlib import AbstractAsyncContextManager
from pathlib import Path

import pytest

from desk.contract.agents import AgentState
from tests.client.conftest import until
from tests.client.shell_rig import Client, client
from tests.server.conftest import Site


@pytest.fixture
def at_work(site: Site, tmp_path: Path) -> AbstractAsyncContextManager[Client]:
    return client(tmp_path, site.url)


async def test_a_click_changes_nothing_before_the_server_has_said_so(
    at_work: AbstractAsyncContextManager[Client],
) -> None:
    async with at_work as here:
        model = here.desk.state
        assert model.state is AgentState.ON_SHIFT
        model.choose(AgentState.AWAY, "meeting")
        assert model.pending is not None
        assert model.state is AgentState.ON_SHIFT
        await until(lambda: model.state is AgentState.AWAY)
        assert model.status is not None
        assert model.status.reason == "meeting"
        await until(lambda: model.pending is None)


async def test_what_was_refused_is_no_longer_pending(at_work: AbstractAsyncContextManager[Client]) -> None:
    async with at_work as here:
        model = here.desk.state
        model.choose(AgentState.AWAY, "")
        await until(lambda: model.pending is None)
        assert model.state is AgentState.ON_SHIFT
        assert here.desk.outbox.stuck == 1


async def test_the_latest_of_several_choices_is_the_one_that_holds(
    at_work: AbstractAsyncContextManager[Client],
) -> None:
    async with at_work as here:
        model = here.desk.state
        for state in (AgentState.AVAILABLE, AgentState.BREAK, AgentState.AVAILABLE):
            model.choose(state)
        assert model.pending is not None
        assert model.pending.state is AgentState.AVAILABLE
        await until(lambda: model.pending is None)
        assert model.state is AgentState.AVAILABLE


async def test_a_state_changed_elsewhere_is_shown_here(
    at_work: AbstractAsyncContextManager[Client], site: Site
) -> None:
    async with at_work as here:
        token = here.desk.remote.http.token
        headers = {"Authorization": f"Bearer {token}"}
        site.request("PUT", "/agents/me/state", {"state": "break"}, as_=None, headers=headers)
        await until(lambda: here.desk.state.state is AgentState.BREAK)
        screen = here.desk.state.status
        assert screen == await here.desk.remote.api.my_state()
