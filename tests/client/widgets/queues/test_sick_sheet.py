"""A sick call moves everything of a person in one step, seen before, with a result for each thing."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desk.client.widgets.queues.sick_sheet import SickSheet
from tests.client.conftest import until
from tests.client.floor_rig import click
from tests.client.shell_rig import Client
from tests.client.widgets.conftest import Start
from tests.server.routes.conftest import Floor


def owned(floor: Floor, title: str) -> dict[str, Any]:
    """A ticket of the agent's."""
    ticket = floor.ticket(title=title)
    taken = floor.site.post(f"/tickets/{ticket['id']}/take", as_="agent", if_match=ticket["version"])
    assert taken.status_code == 200, taken.text
    mine: dict[str, Any] = taken.json()["data"]
    return mine


def owner_of(floor: Floor, ticket: dict[str, Any]) -> int | None:
    """Whose a ticket is."""
    found: int | None = floor.site.get(f"/tickets/{ticket['id']}", as_="lead").json()["owner_id"]
    return found


async def opened(lead: Client, user_id: int = 0) -> SickSheet:
    """The lead opens the sheet, for somebody or for who is still to be chosen."""
    lead.workspace.floor.ask_sick(user_id)
    sheet = lead.workspace.floor.sick
    assert sheet is not None
    await until(lambda: bool(lead.desk.sick.people))
    return sheet


async def test_what_is_chosen_goes_there_and_the_rest_back_to_its_queue(floor: Floor, start: Start) -> None:
    given, left = owned(floor, "늦은 소포"), owned(floor, "환불 문의")
    floor.choose("available")
    floor.choose("available", "agent2")
    async with start("lead") as lead:
        sheet = await opened(lead)
        assert not sheet.do_it.isEnabled()
        sheet.person.setCurrentIndex(sheet.person.findData(floor.site.user_id("agent")))
        await until(lambda: lead.desk.sick.preview is not None and len(sheet.rows) == 2)
        assert sheet.title.text() == "agent 씨 is ill"
        item = next(one for one in lead.desk.sick.items if one.id == given["id"])
        assert item.suggested_id is not None
        lead.desk.sick.give(item, item.suggested_id)
        assert sheet.below.text().startswith("1 thing goes back")
        click(sheet.do_it)
        await until(lambda: lead.desk.sick.answer is not None)
        assert sheet.below.text() == "Done."
        assert (owner_of(floor, given), owner_of(floor, left)) == (item.suggested_id, None)
        assert floor.state()["state"] == "off"
        sheet.close()


async def test_what_has_changed_meanwhile_is_said_at_its_line(floor: Floor, start: Start) -> None:
    first = owned(floor, "늦은 소포")
    floor.choose("available", "agent2")
    async with start("lead") as lead:
        sheet = await opened(lead, floor.site.user_id("agent"))
        await until(lambda: len(sheet.rows) == 1)
        changed = floor.site.patch(f"/tickets/{first['id']}", {"priority": "high"}, if_match=first["version"])
        assert changed.status_code == 200, changed.text
        lead.desk.sick.follow_suggestions()
        click(sheet.do_it)
        await until(lambda: lead.desk.sick.answer is not None)
        assert sheet.below.text() == "Done. 1 thing could not be moved."
        assert "changed since" in sheet.rows[0].result.text()
        sheet.close()


async def test_somebody_who_owes_nothing_can_be_ill_too(floor: Floor, start: Start) -> None:
    async with start("lead") as lead:
        sheet = await opened(lead, floor.site.user_id("agent2"))
        await until(lambda: lead.desk.sick.preview is not None)
        assert sheet.empty.title.text() == "Nothing is owed."
        click(sheet.do_it)
        await until(lambda: lead.desk.sick.answer is not None)
        assert sheet.do_it.text() == "Done"
        sheet.close()


async def test_enter_at_the_choice_of_a_name_puts_nobody_on_sick_leave(floor: Floor, start: Start) -> None:
    async with start("lead") as lead:
        sheet = await opened(lead, floor.site.user_id("agent2"))
        await until(lambda: lead.desk.sick.preview is not None and sheet.do_it.isEnabled())
        sheet.person.setFocus()
        QTest.keyClick(sheet.person, Qt.Key.Key_Return)
        assert not lead.desk.sick.sending
        assert sheet.person.view().isVisible()
        sheet.person.hidePopup()
        sheet.close()
