"""A lead listens to a colleague's call: asked by keyboard from the floor, seen by the colleague, ended by either."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desk.client.widgets.controls.toast import Toast
from desk.client.widgets.queues.floor import FloorPage
from desk.contract.events import ListeningEnded
from desk.contract.listening import ListenEnd, Listening
from desk.server.store import log
from tests.client.conftest import until
from tests.client.floor_rig import floor_page, listening
from tests.client.shell_rig import Client
from tests.client.widgets.conftest import Start
from tests.server.routes.conftest import Floor
from tests.server.routes.test_listenings import have_switch

F11 = Qt.Key.Key_F11
CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


async def looked_at(here: Client) -> FloorPage:
    """A lead looks at the floor, where somebody talks."""
    page = floor_page(here)
    await until(lambda: page.model.loaded)
    await listening(here, "floor", "calls", "helps")
    await until(lambda: any(one.status.call_id is not None for one in page.rows.people))
    return page


def offers(page: FloorPage, name: str) -> list[str]:
    """What can be done about somebody."""
    row = next(at for at, one in enumerate(page.rows.people) if one.status.name == name)
    page.table.setCurrentIndex(page.rows.index(row, 0))
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert page.menu is not None
    return [one.text() for one in page.menu.actions()]


def choose(page: FloorPage, name: str, words: str) -> None:
    """Open somebody's menu and choose, with the keyboard only."""
    row = offers(page, name).index(words)
    assert page.menu is not None
    page.menu.setActiveAction(page.menu.actions()[row])
    QTest.keyClick(page.menu, Qt.Key.Key_Return)


def toasts(here: Client) -> str:
    """What passes by."""
    return " ".join(one.accessibleName() for one in here.window.findChildren(Toast))


def going_on(floor: Floor) -> list[int]:
    """The listenings that go on."""
    return [one["id"] for one in floor.site.get("/listenings", as_="admin").json() if one["end"] is None]


async def test_the_colleague_sees_who_listens_until_the_lead_stops_by_a_key(floor: Floor, start: Start) -> None:
    have_switch(floor.site)
    floor.choose("available")
    floor.talk()
    async with start("agent") as agent, start("lead", "other") as lead:
        await until(lambda: agent.desk.listenings.loaded and agent.desk.call.is_talking)
        banner = agent.workspace.floor.listening
        assert not banner.isVisible()
        before = agent.window.focusWidget()
        page = await looked_at(lead)
        choose(page, "agent 씨", "Listen to the call")
        await until(lambda: banner.to_me.isVisible())
        assert banner.to_me.words.text() == "lead 씨 is listening to this call."
        assert not banner.to_me.close_button.isVisible()
        assert agent.window.focusWidget() is before
        await until(lambda: lead.workspace.floor.listening.mine.isVisible())
        assert "agent 씨, who sees it" in lead.workspace.floor.listening.mine.words.text()
        assert "Stop listening" in offers(page, "agent 씨")
        assert page.menu is not None
        page.menu.close()
        lead.press(F11, CTRL_SHIFT)
        await until(lambda: not banner.isVisible() and not lead.workspace.floor.listening.isVisible())
    assert going_on(floor) == []


async def test_a_coach_is_told_apart_from_who_only_listens(floor: Floor, start: Start) -> None:
    have_switch(floor.site)
    floor.choose("available")
    floor.talk()
    async with start("agent") as agent, start("lead", "other") as lead:
        await until(lambda: agent.desk.listenings.loaded)
        choose(await looked_at(lead), "agent 씨", "Listen, and speak to agent 씨 only")
        await until(lambda: agent.workspace.floor.listening.to_me.isVisible())
        assert "can speak to you; the customer cannot hear it" in agent.workspace.floor.listening.to_me.words.text()
        floor.hang_up()
        await until(lambda: not agent.workspace.floor.listening.isVisible())
        await until(lambda: "The call of agent 씨 is over" in toasts(lead))


async def test_why_it_was_not_possible_is_said(floor: Floor, start: Start) -> None:
    floor.choose("available")
    floor.talk()
    async with start("lead") as lead:
        await until(lambda: lead.desk.listenings.loaded)
        page = await looked_at(lead)
        choose(page, "agent 씨", "Listen to the call")
        await until(lambda: "No telephone system can do this now." in toasts(lead))
        have_switch(floor.site)
        choose(page, "agent 씨", "Listen to the call")
        await until(lambda: lead.desk.listenings.mine is not None)
        mine = lead.desk.listenings.mine
        assert isinstance(mine, Listening)
        fact = ListeningEnded(
            listening_id=mine.id, lead_id=mine.lead_id, agent_id=mine.agent_id, end=ListenEnd.REFUSED,
            detail="Originate: <b>no</b>",
        )  # fmt: skip
        floor.site.write(lambda tx: log.append(tx, fact))
        await until(lambda: "does not let you listen to agent 씨. Originate: <b>no</b>" in toasts(lead))
        assert not lead.workspace.floor.listening.isVisible()


async def test_whoever_is_in_no_call_cannot_be_listened_to(floor: Floor, start: Start) -> None:
    have_switch(floor.site)
    floor.choose("available")
    floor.choose("available", "agent2")
    floor.talk()
    async with start("lead") as lead:
        page = await looked_at(lead)
        assert "Listen to the call" not in offers(page, "agent2 씨")
        assert page.menu is not None
        page.menu.close()
