"""The queues view shows one page at a time, and each person the pages that are theirs."""

from pathlib import Path

import pytest

from desk.client.widgets.controls.toast import Toasts
from desk.client.widgets.panels import queues
from desk.client.widgets.panels.panel import Surroundings
from desk.client.widgets.panels.queues import PageInfo, QueuesPanel
from desk.client.widgets.queues.page import Page
from desk.contract.users import Role
from tests.client.call_rig import Workplace, workplace
from tests.server.routes.conftest import Floor


class Told(Page):
    """Remembers what it was told."""

    def __init__(self, _around: Surroundings) -> None:
        super().__init__()
        self.heard: list[str] = []

    def shown(self) -> None:
        self.heard.append("shown")

    def hidden(self) -> None:
        self.heard.append("hidden")

    def stop(self) -> None:
        self.heard.append("stop")


def view(agent: Workplace) -> QueuesPanel:
    panel = QueuesPanel(Surroundings(agent.desk, agent.commands, Toasts(agent.window)))
    panel.setParent(agent.window)
    panel.show()
    panel.shown()
    return panel


async def test_a_page_is_made_when_wanted_and_told_when_it_comes_and_goes(
    floor: Floor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    some = tuple(PageInfo(id=name, title=name, icon="inbox", factory=Told) for name in ("one", "two"))
    monkeypatch.setattr(queues, "PAGES", some)
    async with workplace(floor, tmp_path) as agent:
        panel = view(agent)
        one = panel.page("one")
        assert isinstance(one, Told)
        assert list(panel.made) == ["one"]
        assert one.heard == ["shown"]
        panel.show_page("two")
        two = panel.page("two")
        assert isinstance(two, Told)
        assert (one.heard, two.heard) == (["shown", "hidden"], ["shown"])
        panel.hide()
        assert two.heard == ["shown", "hidden"]


async def test_pages_for_leads_are_not_offered_to_an_agent(
    floor: Floor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    everybody = PageInfo(id="one", title="one", icon="inbox", factory=Told)
    leads = PageInfo(id="two", title="two", icon="inbox", factory=Told, roles=frozenset({Role.LEAD}))
    monkeypatch.setattr(queues, "PAGES", (everybody, leads))
    async with workplace(floor, tmp_path) as agent:
        panel = view(agent)
        assert not panel.choice.isVisible()
        panel.hide()
