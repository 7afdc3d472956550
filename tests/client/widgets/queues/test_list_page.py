"""The list of tickets: mine, a queue's, everybody's; alive, and one key away from the customer."""

from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from desk.client.models.navigation import Opening
from desk.client.models.ticket_list import COLUMNS
from desk.client.widgets.controls.toast import Toasts
from desk.client.widgets.panels.panel import Surroundings
from desk.client.widgets.queues.list_page import ALL, ListPage
from tests.client.call_rig import Workplace, workplace
from tests.client.conftest import until
from tests.server.routes.conftest import Floor


def tickets(agent: Workplace) -> ListPage:
    """The view, in the agent's window."""
    panel = ListPage(Surroundings(agent.desk, agent.commands, Toasts(agent.window)))
    panel.setParent(agent.window)
    panel.resize(900, 400)
    panel.show()
    return panel


async def test_a_new_ticket_comes_into_the_list_by_itself_and_enter_opens_it(floor: Floor, tmp_path: Path) -> None:
    customer = floor.customer("김민지")
    async with workplace(floor, tmp_path) as agent:
        panel = tickets(agent)
        panel.which.setCurrentIndex(panel.which.findData(ALL))
        await until(lambda: "tickets" in agent.desk.remote.feed.topics and agent.live)
        ticket = floor.ticket(as_="agent2", customer_id=customer)["id"]
        await until(lambda: [one.id for one in panel.model.tickets] == [ticket])
        asked: list[Opening] = []
        agent.desk.navigation.asked.connect(asked.append)
        panel.table.selectRow(0)
        QTest.keyClick(panel.table, Qt.Key.Key_Return)
        assert asked == [Opening(customer_id=customer, ticket_id=ticket)]
        panel.hide()


async def test_who_is_on_a_ticket_is_seen_in_the_list(floor: Floor, tmp_path: Path) -> None:
    ticket = floor.ticket(customer_id=floor.customer("김민지"))["id"]
    async with workplace(floor, tmp_path) as agent:
        panel = tickets(agent)
        panel.which.setCurrentIndex(panel.which.findData(ALL))
        await until(lambda: bool(panel.model.tickets) and "tickets" in agent.desk.remote.feed.topics and agent.live)
        floor.site.post("/presence", {"act": "writing", "ticket_id": ticket}, as_="agent2")
        await until(lambda: "agent2" in panel.model.here_words(ticket))
        panel.hide()


async def test_the_whole_line_under_the_mouse_is_seen(floor: Floor, tmp_path: Path) -> None:
    floor.ticket(customer_id=floor.customer("김민지"))
    async with workplace(floor, tmp_path) as agent:
        panel = tickets(agent)
        panel.which.setCurrentIndex(panel.which.findData(ALL))
        await until(lambda: len(panel.model.tickets) == 1)
        table = panel.table
        cells = [table.visualRect(panel.model.index(0, column)) for column in range(len(COLUMNS))]

        def grounds() -> set[int]:
            picture = table.viewport().grab().toImage()
            return {picture.pixel(cell.topLeft() + QPoint(2, 2)) for cell in cells if cell.left() < picture.width() - 2}

        rest = grounds()
        QTest.mouseMove(table.viewport(), cells[1].center())
        await until(lambda: grounds() != rest)
        assert len(grounds()) == 1
        QTest.mouseMove(table.viewport(), QPoint(20, table.viewport().height() - 5))
        await until(lambda: grounds() == rest)
        panel.hide()


async def test_a_long_list_comes_page_by_page(floor: Floor, tmp_path: Path) -> None:
    customer = floor.customer("김민지")
    for number in range(60):
        floor.ticket(as_="agent2", customer_id=customer, title=f"{number}")
    async with workplace(floor, tmp_path) as agent:
        panel = tickets(agent)
        panel.which.setCurrentIndex(panel.which.findData(ALL))
        await until(lambda: len(panel.model.tickets) >= 50)
        panel.table.scrollToBottom()
        await until(lambda: len(panel.model.tickets) == 60)
        assert len({one.id for one in panel.model.tickets}) == 60
        panel.hide()
