"""The floor: everybody's live state and work, found as one types, and one menu a person."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QRadioButton

from desk.client.models.floor_rows import COLUMNS, Column
from desk.client.widgets.panels.call import CallPanel
from desk.client.widgets.panels.queues import QueuesPanel
from desk.client.widgets.queues.floor import FloorPage
from desk.client.widgets.queues.list_page import ListPage
from desk.contract.agents import AgentState
from tests.chaos.proxy import Proxy
from tests.client.conftest import until
from tests.client.floor_rig import ask, floor_page, listening, port_of, queues
from tests.client.shell_rig import Client, client
from tests.client.widgets.conftest import Start
from tests.server.routes.conftest import Floor


def names(page: FloorPage) -> list[str]:
    """Who is shown, from top to bottom."""
    return [one.status.name for one in page.rows.people]


def said(page: FloorPage, name: str, column: Column) -> str:
    """What stands about somebody."""
    row = names(page).index(name)
    return str(page.rows.index(row, COLUMNS.index(column)).data())


async def looked_at(here: Client) -> FloorPage:
    """A lead looks, and everybody is there."""
    page = floor_page(here)
    await until(lambda: page.model.loaded)
    await listening(here, "floor", "calls", "helps")
    return page


def choose(page: FloorPage, name: str, words: str) -> None:
    """Choose from a person's menu."""
    page.table.setCurrentIndex(page.rows.index(names(page).index(name), 0))
    page.open_menu(page.table.visualRect(page.table.currentIndex()).center())
    assert page.menu is not None
    action = next(one for one in page.menu.actions() if one.text() == words)
    page.menu.close()
    action.trigger()


async def test_states_come_by_themselves_and_who_is_off_is_left_out(floor: Floor, start: Start) -> None:
    floor.choose("available")
    async with start("lead") as lead:
        page = await looked_at(lead)
        assert "agent 씨" in names(page)
        assert "agent2 씨" not in names(page)
        floor.choose("break", "agent2")
        await until(lambda: "agent2 씨" in names(page))
        assert said(page, "agent2 씨", Column.STATE) == "Break"
        floor.talk()
        await until(lambda: said(page, "agent 씨", Column.STATE) == "In call")
        assert said(page, "agent 씨", Column.WORK).startswith("Call")
        assert page.chips[AgentState.IN_CALL].accessibleName() == "In call 1"


async def test_somebody_is_found_as_one_types_by_initial_consonants_too(floor: Floor, start: Start) -> None:
    for login in ("agent", "agent2"):
        floor.choose("available", login)
    async with start("lead") as lead:
        page = await looked_at(lead)
        QTest.keyClicks(page.search, "agent2")
        assert names(page) == ["agent2 씨"]
        QTest.keyClick(page.search, Qt.Key.Key_Return)
        assert page.table.hasFocus()
        page.search.setText("ㅆ")
        assert "agent 씨" in names(page)
        page.search.setText("nobody at all")
        assert not names(page)
        assert page.pages.currentWidget() is page.empty


async def test_states_filter_and_headings_sort(floor: Floor, start: Start) -> None:
    floor.choose("available")
    floor.choose("break", "agent2")
    async with start("lead") as lead:
        page = await looked_at(lead)
        page.chips[AgentState.BREAK].click()
        assert names(page) == ["agent2 씨"]
        page.chips[AgentState.BREAK].click()
        page.table.sortByColumn(COLUMNS.index(Column.NAME), Qt.SortOrder.DescendingOrder)
        both = [one for one in names(page) if one.startswith("agent")]
        assert both == ["agent2 씨", "agent 씨"]


async def test_whoever_asks_for_help_stands_on_top_and_the_chosen_one_stays_chosen(floor: Floor, start: Start) -> None:
    for login in ("agent", "agent2"):
        floor.choose("available", login)
    async with start("lead") as lead:
        page = await looked_at(lead)
        page.table.setCurrentIndex(page.rows.index(names(page).index("agent 씨"), 0))
        ask(floor, as_="agent2", words="환불")
        await until(lambda: names(page)[0] == "agent2 씨")
        assert page.rows.person(page.table.currentIndex()) is page.rows.people[names(page).index("agent 씨")]
        index = page.rows.index(0, 0)
        assert str(index.data(Qt.ItemDataRole.AccessibleTextRole)).endswith("asks for help")


async def test_the_menu_of_a_person_leads_to_their_work_their_tickets_and_a_word(floor: Floor, start: Start) -> None:
    customer = floor.customer("김민지", "+821023456789")
    ticket = floor.ticket(customer_id=customer)
    taken = floor.site.post(f"/tickets/{ticket['id']}/take", as_="agent", if_match=ticket["version"])
    assert taken.status_code == 200
    floor.site.patch(f"/tickets/{ticket['id']}", {"state": "open"}, as_="agent",
                     if_match=taken.json()["data"]["version"])  # fmt: skip
    floor.choose("available")
    async with start("lead") as lead:
        page = await looked_at(lead)
        await until(lambda: said(page, "agent 씨", Column.WORK) == "1 ticket")
        choose(page, "agent 씨", "A word to agent 씨")
        assert lead.workspace.floor.whisper.isVisible()
        assert lead.workspace.floor.whisper.other() == floor.site.user_id("agent")
        lead.workspace.floor.whisper.close()
        choose(page, "agent 씨", "Open what they work on")
        call = lead.workspace.panels["call"]
        assert isinstance(call, CallPanel)
        await until(lambda: call.view.customer_id == customer)
        page = floor_page(lead)
        choose(page, "agent 씨", "Tickets of agent 씨")
        panel = lead.workspace.panels["tickets"]
        assert isinstance(panel, QueuesPanel)
        lists = panel.page("lists")
        assert isinstance(lists, ListPage)
        await until(lambda: lists.head.title.text() == "Tickets of agent 씨" and lists.model.total == 1)


async def test_without_the_server_the_floor_says_that_it_is_old_and_no_clock_runs_on(
    floor: Floor, tmp_path: Path
) -> None:
    floor.choose("available")
    async with Proxy(port_of(floor)) as proxy, client(tmp_path, proxy.url, "lead") as lead:
        page = await looked_at(lead)
        assert not page.old.isVisible()
        await proxy.pull_the_cable()
        await until(lambda: page.old.isVisible())
        stood = said(page, "agent 씨", Column.SINCE)
        ticks: list[None] = []
        lead.desk.clock.tick.connect(lambda: ticks.append(None))
        await until(lambda: len(ticks) > 1)
        assert said(page, "agent 씨", Column.SINCE) == stood
        proxy.plug_in()
        await until(lambda: not page.old.isVisible())
        await until(lambda: said(page, "agent 씨", Column.SINCE) != stood)


async def test_who_leaves_takes_the_floor_along(floor: Floor, start: Start) -> None:
    floor.choose("available")
    async with start("lead") as lead:
        page = await looked_at(lead)
        assert names(page)
        lead.desk.session.sign_out()
        await until(lambda: not page.rows.people)


async def test_an_agent_finds_no_floor(floor: Floor, start: Start) -> None:
    async with start("agent") as agent:
        panel = queues(agent)
        assert panel.choice.value() == "lists"
        assert not panel.choice.findChildren(QRadioButton)[-1].isVisible()
        assert not agent.commands.can_run("floor.broadcast")
        assert not agent.commands.can_run("floor.sick_call")
