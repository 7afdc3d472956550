"""A lead bundles steps by keyboard, tries them on whoever is on screen, and agents have them at once."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from desk.client.models.navigation import Opening
from desk.client.widgets.panels.settings import SettingsPanel
from desk.client.widgets.settings.macros import MacrosPage
from desk.contract.macros import StepKind
from desk.contract.tickets import TicketState
from tests.client.conftest import until
from tests.client.shell_rig import Client
from tests.client.widgets.conftest import Start
from tests.server.remedy_rig import Shop
from tests.server.routes.conftest import Floor
from tests.server.routes.test_macros import GOODWILL, NOTE, SORRY, macro

CTRL = Qt.KeyboardModifier.ControlModifier


async def page_of(lead: Client) -> MacrosPage:
    """The page, brought to the front."""
    lead.workspace.show_panel("settings")
    panel = lead.workspace.panels["settings"]
    assert isinstance(panel, SettingsPanel)
    panel.rows["macros"].click()
    page = panel.middle.currentWidget()
    assert isinstance(page, MacrosPage)
    await until(lambda: lead.desk.macros.loaded and bool(lead.desk.directory.queues))
    return page


def choose(combo: QWidget, downs: int) -> None:
    """The lead steps through a list with the arrow keys."""
    for _ in range(downs):
        QTest.keyClick(combo, Qt.Key.Key_Down)


async def test_a_lead_writes_a_macro_by_keyboard(floor: Floor, start: Start) -> None:
    async with start("lead") as lead:
        page = await page_of(lead)
        QTest.keyClicks(page.ko.edit, "Sagwa")
        QTest.keyClicks(page.en.edit, "Sorry")
        QTest.keyClicks(page.steps[0].fields["amount"].editor(), "5000")
        page.add.click()
        choose(page.steps[1].kind, page.steps[1].kind.findData("article:note") - page.steps[1].kind.currentIndex())
        QTest.keyClicks(page.steps[1].body.edit, "told {customer}")
        page.add.click()
        QTest.keyClick(page.steps[2].kind, Qt.Key.Key_End)
        page.steps[2].remove.click()
        page.steps[1].up.click()
        assert [one.step().kind for one in page.steps] == [StepKind.ARTICLE, StepKind.ACTION]
        page.steps[1].go_on.setChecked(True)
        QTest.keyClick(page.ko.edit, Qt.Key.Key_Return, CTRL)
        await until(lambda: "Saved" in page.state.text())
        (made,) = floor.site.get("/macros", as_="admin").json()
        assert made["names"] == {"ko": "Sagwa", "en": "Sorry"}
        assert [(step["kind"], step["go_on"]) for step in made["steps"]] == [("article", False), ("action", True)]
        assert made["steps"][1]["values"] == {"amount": 5_000}


async def test_a_macro_is_changed_and_put_out_of_use(floor: Floor, start: Start) -> None:
    shop = Shop(floor.site)
    ticket = {"kind": "ticket", "queue_id": floor.queue_id, "state": "closed"}
    made = macro(shop, SORRY, ticket, NOTE)
    async with start("lead") as lead:
        page = await page_of(lead)
        await until(lambda: page.which.count() == 2)
        QTest.keyClick(page.which, Qt.Key.Key_Down)
        assert page.ko.text() == "늦은 배송 사과"
        step = page.steps[1].step()
        assert (step.queue_id, step.state) == (floor.queue_id, TicketState.CLOSED)
        page.active.setChecked(False)
        page.save.click()
        await until(lambda: "Saved" in page.state.text())
        (now,) = floor.site.get("/macros", as_="admin").json()
        assert (now["id"], now["active"], len(now["steps"])) == (made, False, 3)
        await until(lambda: not lead.desk.macros.offered)


async def test_what_another_lead_has_changed_meanwhile_is_not_written_over(floor: Floor, start: Start) -> None:
    shop = Shop(floor.site)
    made = macro(shop, SORRY)
    async with start("lead") as lead:
        page = await page_of(lead)
        await until(lambda: page.which.count() == 2)
        QTest.keyClick(page.which, Qt.Key.Key_Down)
        other = {"names": {"ko": "다른 이름"}, "steps": [GOODWILL]}
        version = floor.site.get("/macros", as_="admin").json()[0]["version"]
        assert floor.site.put(f"/macros/{made}", other, as_="admin", if_match=version).is_success
        page.save.click()
        await until(lambda: "quicker" in page.state.text())
        assert floor.site.get("/macros", as_="admin").json()[0]["names"] == {"ko": "다른 이름"}
        await until(lambda: not lead.desk.outbox.entries)


async def test_it_is_tried_on_the_customer_on_screen(floor: Floor, start: Start) -> None:
    shop = Shop(floor.site)
    shop.order("A-1")
    async with start("lead") as lead:
        lead.desk.navigation.open(Opening(customer_id=shop.customer_id))
        await until(lambda: lead.desk.macros.on_screen is not None)
        page = await page_of(lead)
        QTest.keyClicks(page.steps[0].fields["amount"].editor(), "7000")
        assert "김민지" in page.trial_head.text()
        assert "7,000" in page.trial_head.text()
        assert not shop.all()


async def test_an_agent_finds_no_such_page(floor: Floor, start: Start) -> None:
    async with start("agent") as agent:
        agent.workspace.show_panel("settings")
        panel = agent.workspace.panels["settings"]
        assert isinstance(panel, SettingsPanel)
        assert panel.rows["macros"].isHidden()
