"""The lists of tickets: by views with live counts, alive, and one key away from the customer."""

from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from desk.client.models.health import Link
from desk.client.models.navigation import Opening
from desk.client.models.session import Sitting
from desk.client.models.ticket_lines import Head
from desk.client.widgets.controls.toast import Toast
from desk.client.widgets.panels.queues import QueuesPanel
from desk.client.widgets.queues.list_page import ListPage
from desk.contract.tickets import Ticket
from desk.contract.views import Column, Condition, Field, Filter, Group, Op, Sort
from tests.chaos.proxy import Proxy
from tests.client.call_rig import workplace
from tests.client.conftest import until
from tests.client.shell_rig import Client, client
from tests.client.widgets.conftest import Start
from tests.client.widgets.queues.lists_rig import EVERYTHING, everything, lists
from tests.server.routes.conftest import Floor

WORDS = ("노랑", "초록", "파랑")


async def test_the_views_of_the_program_come_with_their_counts_and_the_first_is_shown(
    floor: Floor, tmp_path: Path
) -> None:
    customer = floor.customer("김민지")
    mine = floor.ticket(as_="agent", customer_id=customer)
    floor.site.post(f"/tickets/{mine['id']}/take", {}, as_="agent", if_match=mine["version"])
    async with workplace(floor, tmp_path) as agent:
        page = lists(agent)
        await until(lambda: page.views.counts.get(-1) is not None and page.views.counts[-1].count == 1)
        assert page.view is not None
        assert page.view.id == -1
        await until(lambda: [one.id for one in page.model.tickets] == [mine["id"]])
        QTest.keyClick(page.side, Qt.Key.Key_Down)
        assert page.view.id == -2
        page.hide()


async def test_a_new_ticket_comes_into_the_list_by_itself_and_enter_opens_it(floor: Floor, tmp_path: Path) -> None:
    customer = floor.customer("김민지")
    async with workplace(floor, tmp_path) as agent:
        page = await everything(agent)
        ticket = floor.ticket(as_="agent2", customer_id=customer)["id"]
        await until(lambda: [one.id for one in page.model.tickets] == [ticket])
        asked: list[Opening] = []
        agent.desk.navigation.asked.connect(asked.append)
        page.table.selectRow(0)
        QTest.keyClick(page.table, Qt.Key.Key_Return)
        assert asked == [Opening(customer_id=customer, ticket_id=ticket)]
        page.hide()


async def test_who_is_on_a_ticket_is_seen_in_the_list(floor: Floor, tmp_path: Path) -> None:
    ticket = floor.ticket(customer_id=floor.customer("김민지"))["id"]
    async with workplace(floor, tmp_path) as agent:
        page = await everything(agent)
        floor.site.post("/presence", {"act": "writing", "ticket_id": ticket}, as_="agent2")
        await until(lambda: "agent2" in page.model.here_words(ticket))
        page.hide()


async def test_the_whole_line_under_the_mouse_is_seen(floor: Floor, tmp_path: Path) -> None:
    floor.ticket(customer_id=floor.customer("김민지"))
    async with workplace(floor, tmp_path) as agent:
        page = await everything(agent)
        table = page.table
        cells = [table.visualRect(page.model.index(0, column)) for column in range(len(page.model.columns))]

        def grounds() -> set[int]:
            picture = table.viewport().grab().toImage()
            return {picture.pixel(cell.topLeft() + QPoint(2, 2)) for cell in cells if cell.left() < picture.width() - 2}

        rest = grounds()
        QTest.mouseMove(table.viewport(), cells[1].center())
        await until(lambda: grounds() != rest)
        assert len(grounds()) == 1
        QTest.mouseMove(table.viewport(), QPoint(20, table.viewport().height() - 5))
        await until(lambda: grounds() == rest)
        page.hide()


async def test_a_long_list_comes_page_by_page(floor: Floor, tmp_path: Path) -> None:
    customer = floor.customer("김민지")
    for number in range(60):
        floor.ticket(as_="agent2", customer_id=customer, title=f"{number}")
    async with workplace(floor, tmp_path) as agent:
        page = await everything(agent)
        assert page.model.loaded < 60
        await until(lambda: page.model.total == 60)
        page.table.scrollToBottom()
        await until(lambda: page.model.loaded == 60)
        assert len({one.id for one in page.model.tickets}) == 60
        page.hide()


async def test_groups_carry_their_counts_and_fold(floor: Floor, tmp_path: Path) -> None:
    customer = floor.customer("김민지")
    for title, priority in (("하나", "urgent"), ("둘", "low"), ("셋", "low")):
        floor.ticket(as_="agent2", customer_id=customer, title=title, priority=priority)
    async with workplace(floor, tmp_path) as agent:
        page = await everything(agent, replace(EVERYTHING, group=Group.PRIORITY))
        heads = [one for one in page.model.lines if isinstance(one, Head)]
        assert sorted((one.block.value, one.block.count) for one in heads) == [("low", 2), ("urgent", 1)]
        shut = next(one for one in heads if one.block.folded)
        page.table.setCurrentIndex(page.model.index(page.model.lines.index(shut), 0))
        QTest.keyClick(page.table, Qt.Key.Key_Right)
        await until(lambda: len(shut.block.tickets) == shut.block.count)
        assert page.model.loaded == 3
        QTest.keyClick(page.table, Qt.Key.Key_Left)
        assert shut.block.folded
        shown = [one for one in page.model.lines if isinstance(one, Ticket)]
        assert len(shown) == 3 - shut.block.count
        page.hide()


async def test_a_heading_sorts_and_a_second_press_turns_the_order_around(floor: Floor, tmp_path: Path) -> None:
    customer = floor.customer("김민지")
    ids = [floor.ticket(as_="agent2", customer_id=customer, title=str(number))["id"] for number in range(3)]
    async with workplace(floor, tmp_path) as agent:
        page = await everything(agent, replace(EVERYTHING, columns=(Column.NUMBER, Column.TITLE), sort=Sort.DUE))
        heads = page.table.horizontalHeader()
        for order in (list(reversed(ids)), ids):
            place = QPoint(heads.sectionViewportPosition(0) + 10, heads.height() // 2)
            QTest.mouseClick(heads.viewport(), Qt.MouseButton.LeftButton, pos=place)
            await until(lambda order=order: [one.id for one in page.model.tickets] == order)  # type: ignore[misc]
        page.hide()


async def test_typing_finds_among_what_is_shown_and_enter_looks_through_all_titles(
    floor: Floor, tmp_path: Path
) -> None:
    customer = floor.customer("김민지")
    old = floor.ticket(as_="agent2", customer_id=customer, title="멀리 있는 감귤")["id"]
    for number in range(60):
        floor.ticket(as_="agent2", customer_id=customer, title=f"충전기 {number} {WORDS[number % 3]}")
    async with workplace(floor, tmp_path) as agent:
        page = await everything(agent)
        assert old not in {one.id for one in page.model.tickets}
        page.head.search.setText("노랑")
        found = [one.title for one in page.model.lines if isinstance(one, Ticket)]
        assert found
        assert all("노랑" in title for title in found)
        page.head.search.setText("감귤")
        QTest.keyClick(page.head.search, Qt.Key.Key_Return)
        await until(lambda: [one.id for one in page.model.lines if isinstance(one, Ticket)] == [old])
        page.head.search.clear()
        await until(lambda: page.model.total == 61)
        page.hide()


async def test_the_reason_opens_as_an_explanation(floor: Floor, tmp_path: Path) -> None:
    ticket = floor.ticket(as_="agent2", customer_id=floor.customer("김민지"))
    floor.site.post(f"/tickets/{ticket['id']}/take", {}, as_="agent2", if_match=ticket["version"])
    async with workplace(floor, tmp_path) as agent:
        page = await everything(agent, replace(EVERYTHING, columns=(Column.TITLE, Column.ASSIGNED)))
        page.table.selectRow(0)
        QTest.keyClick(page.table, Qt.Key.Key_W)
        await until(lambda: page.explanation.explanation is not None)
        known = page.explanation.explanation
        assert known is not None
        assert known.assigned is not None
        assert page.model.index(0, 1).data().startswith("taken by agent2")
        page.hide()


async def test_the_counts_rest_while_nobody_looks(floor: Floor, tmp_path: Path) -> None:
    customer = floor.customer("김민지")
    async with workplace(floor, tmp_path) as agent:
        page = await everything(agent)
        await until(lambda: bool(page.views.counts))
        page.hide()
        counts, me = dict(page.views.counts), agent.desk.session.user
        assert me is not None
        floor.ticket(as_="lead", customer_id=customer, owner_id=me.id)
        await until(lambda: "tickets" not in agent.desk.remote.feed.topics and agent.live)
        assert page.views.counts == counts
        page.show()
        await until(lambda: page.views.counts != counts)
        page.hide()


async def test_a_filter_narrows_the_list(floor: Floor, tmp_path: Path) -> None:
    customer = floor.customer("김민지")
    urgent = floor.ticket(as_="agent2", customer_id=customer, priority="urgent")["id"]
    floor.ticket(as_="agent2", customer_id=customer)
    asked = Filter(all=(Condition(field=Field.PRIORITY, op=Op.IS, values=("urgent",)),))
    async with workplace(floor, tmp_path) as agent:
        page = await everything(agent, replace(EVERYTHING, filter=asked))
        assert [one.id for one in page.model.tickets] == [urgent]
        page.hide()


async def test_whoever_signs_in_again_sees_the_list_again(start: Start, floor: Floor) -> None:
    ticket = floor.ticket(customer_id=floor.customer("김민지"))
    async with start("agent") as here:
        here.workspace.show_panel("tickets")
        page = _shown_in(here)
        await until(lambda: page.view is not None)
        page.side.show_view(-2)
        await until(lambda: [one.id for one in page.model.tickets] == [ticket["id"]])
        here.desk.session.sign_out()
        await until(lambda: here.desk.session.sitting is Sitting.SIGNED_OUT and not here.desk.session.asking)
        assert not page.side.rows.rows
        for login in ("agent", "agent2"):
            await here.sign_in(login)
            await until(lambda: page.view is not None and not page.model.loading)
            page.side.show_view(-2)
            await until(lambda: [one.id for one in page.model.tickets] == [ticket["id"]])
            here.desk.session.sign_out()
            await until(lambda: here.desk.session.sitting is Sitting.SIGNED_OUT and not here.desk.session.asking)


async def test_without_a_server_the_page_says_so_and_comes_by_itself_once_there_is_one(
    floor: Floor, tmp_path: Path, expected_log: list[str]
) -> None:
    expected_log.append("desk.")
    async with Proxy(int(floor.site.url.rpartition(":")[2])) as line, client(tmp_path / "home", line.url) as here:
        await line.pull_the_cable()
        await until(lambda: here.desk.health.link is not Link.LIVE)
        here.workspace.show_panel("tickets")
        page = _shown_in(here)
        await until(lambda: page.views.error is not None)
        assert page.pages.currentWidget() is page.empty
        assert page.empty.isVisible()
        line.plug_in()
        await until(lambda: page.view is not None and not page.model.loading and page.model.error is None)


async def test_what_is_being_saved_when_somebody_leaves_does_not_keep_the_next_one_from_saving(
    start: Start, floor: Floor
) -> None:
    async with start("agent") as here:
        here.workspace.show_panel("tickets")
        page = _shown_in(here)
        await until(lambda: page.view is not None)
        here.desk.remote.outbox.pause()
        assert page.views.save(replace(EVERYTHING, name="아직 안 보낸 것"), None)
        await until(lambda: here.desk.outbox.entries)
        here.desk.session.sign_out()
        await until(lambda: here.desk.session.sitting is Sitting.SIGNED_OUT and not here.desk.session.asking)
        await here.sign_in("agent2")
        await until(lambda: page.view is not None)
        assert page.views.save(replace(EVERYTHING, name="다음 사람의 것"), None)
        await until(lambda: any(one.draft.name == "다음 사람의 것" for one in page.views.views))


async def test_a_ticket_without_a_customer_says_that_there_is_nothing_to_open(start: Start, floor: Floor) -> None:
    ticket = floor.ticket()
    async with start("agent") as here:
        here.workspace.show_panel("tickets")
        page = _shown_in(here)
        await until(lambda: page.view is not None)
        page.side.show_view(-2)
        await until(lambda: [one.id for one in page.model.tickets] == [ticket["id"]])
        page.table.selectRow(0)
        QTest.keyClick(page.table, Qt.Key.Key_Return)
        said = [one.words.text() for one in here.window.findChildren(Toast) if one.isVisible()]
        assert said == [f"#{ticket['id']} has no customer yet: there is no history to open."]


def _shown_in(here: Client) -> ListPage:
    panel = here.workspace.panels["tickets"]
    assert isinstance(panel, QueuesPanel)
    page = panel.page("lists")
    assert isinstance(page, ListPage)
    return page
