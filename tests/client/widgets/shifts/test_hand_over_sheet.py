"""At a shift's end everything that is owed gets a new owner or stays with a time; nothing is left by accident."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desk.client.models.session import Sitting
from desk.client.widgets.shifts.hand_over_sheet import HandOverSheet
from desk.client.widgets.shifts.owed_sheet import NOTHING
from desk.contract.hand_overs import Owed
from tests.client.conftest import until
from tests.client.day_rig import MyRota, wire
from tests.client.remote.remote_rig import PASSWORD
from tests.client.shell_rig import Client
from tests.client.widgets.conftest import Start
from tests.server.routes.conftest import Floor


def late_in_the_day(floor: Floor, left: int = 10) -> MyRota:
    """My shift ends in a few minutes, a colleague stays three hours longer and is here."""
    rota = MyRota(floor.site)
    rota.around("agent", ("work", -120, left))
    rota.around("agent2", ("work", -60, 170))
    here = floor.site.put("/agents/me/state", {"state": "available"}, as_="agent2")
    assert here.status_code == 200, here.text
    return rota


def owed_ticket(floor: Floor, title: str) -> dict[str, Any]:
    """A ticket of mine."""
    ticket = floor.ticket(title=title)
    taken = floor.site.post(f"/tickets/{ticket['id']}/take", as_="agent", if_match=ticket["version"])
    assert taken.status_code == 200, taken.text
    mine: dict[str, Any] = taken.json()["data"]
    return mine


def owed_callback(floor: Floor, rota: MyRota) -> None:
    """A call-back that I promised."""
    customer = floor.customer("박하늘", "+821023456789")
    due = wire(rota.now + timedelta(hours=2))
    made = floor.site.post("/callbacks", {"due_at": due, "customer_id": customer, "words": "색상 확인"}, as_="agent")
    assert made.status_code == 201, made.text


def owner_of(floor: Floor, ticket: dict[str, Any]) -> int | None:
    """Whose a ticket is."""
    found: int | None = floor.site.get(f"/tickets/{ticket['id']}", as_="lead").json()["owner_id"]
    return found


async def opened(here: Client, count: int) -> HandOverSheet:
    """The agent opens the sheet with the command."""
    assert here.commands.run("day.hand_over")
    sheet = here.workspace.day.sheet
    await until(lambda: len(sheet.rows) == count and sheet.isVisible())
    return sheet


async def test_a_quiet_banner_comes_by_itself_before_the_end_and_goes_when_nothing_is_open(
    start: Start, floor: Floor
) -> None:
    late_in_the_day(floor)
    owed_ticket(floor, "늦은 소포")
    async with start() as here:
        keyboard = here.window.focusWidget()
        banner = here.workspace.day.banner
        await until(banner.isVisible)
        assert "1 thing is still open." in banner.banner.words.text()
        assert here.window.focusWidget() is keyboard
        banner.banner.action.click()
        sheet = here.workspace.day.sheet
        await until(lambda: sheet.isVisible() and len(sheet.rows) == 1)
        QTest.keyClick(sheet.rows[0], Qt.Key.Key_K)
        QTest.keyClick(sheet.rows[0], Qt.Key.Key_Return)
        await until(lambda: not banner.isVisible())


async def test_nothing_is_offered_in_the_middle_of_a_shift(start: Start, floor: Floor) -> None:
    late_in_the_day(floor, left=90)
    owed_ticket(floor, "늦은 소포")
    async with start() as here:
        await until(lambda: here.desk.my_day.loaded)
        here.desk.clock.tick.emit()
        assert here.desk.hand_over.pack is None
        assert not here.workspace.day.banner.isVisible()


async def test_with_the_keyboard_alone_one_thing_is_given_and_another_stays(start: Start, floor: Floor) -> None:
    rota = late_in_the_day(floor)
    ticket = owed_ticket(floor, "늦은 소포")
    owed_callback(floor, rota)
    async with start() as here:
        sheet = await opened(here, 2)
        ticket_row = next(row for row in sheet.rows if row.item.owed is Owed.TICKET)
        other_row = next(row for row in sheet.rows if row.item.owed is Owed.CALLBACK)
        assert "suggested: agent2 씨, is still here" in ticket_row.detail.text()
        await until(lambda: ticket_row.person.count() > 0 or sheet.rows[0].person.count() > 0)
        QTest.keyClick(ticket_row, Qt.Key.Key_G)
        QTest.keyClick(other_row, Qt.Key.Key_K)
        until_then = other_row.until.currentData()
        assert isinstance(until_then, datetime)
        local = until_then.astimezone(here.desk.my_day.zone)
        assert (local.hour, local.minute) == (10, 0)
        assert sheet.send.text() == "Do it (2)"
        QTest.keyClick(other_row, Qt.Key.Key_Return)
        await until(lambda: owner_of(floor, ticket) == floor.site.user_id("agent2"))
        await until(lambda: sheet.pages.currentIndex() == NOTHING)
        assert sheet.empty.hint.text() == "1 stays with you and comes back with your next shift."


async def test_everything_goes_as_suggested_with_one_key_and_the_sheet_says_that_nothing_is_left(
    start: Start, floor: Floor
) -> None:
    late_in_the_day(floor)
    tickets = [owed_ticket(floor, title) for title in ("늦은 소포", "교환 문의", "환불 일정")]
    async with start() as here:
        sheet = await opened(here, 3)
        QTest.keyClick(sheet.rows[0], Qt.Key.Key_A)
        QTest.keyClick(sheet.rows[0], Qt.Key.Key_Return)
        await until(lambda: sheet.pages.currentIndex() == NOTHING)
        assert sheet.empty.title.text() == "Nothing is left. Have a good evening."
        assert {owner_of(floor, one) for one in tickets} == {floor.site.user_id("agent2")}


async def test_what_has_changed_meanwhile_is_told_at_its_own_line_and_the_rest_is_done(
    start: Start, floor: Floor
) -> None:
    late_in_the_day(floor)
    moved, other = owed_ticket(floor, "늦은 소포"), owed_ticket(floor, "교환 문의")
    async with start() as here:
        sheet = await opened(here, 2)
        here.desk.hand_over.follow_suggestions()
        # A colleague changes it, and the agent sends what was seen before.
        changed = floor.site.patch(
            f"/tickets/{moved['id']}", {"title": "아주 늦은 소포"}, as_="lead", if_match=moved["version"]
        )
        assert changed.status_code == 200, changed.text
        here.desk.hand_over.send()
        await until(lambda: owner_of(floor, other) == floor.site.user_id("agent2"))
        await until(lambda: len(sheet.rows) == 1 and sheet.problem.isVisible())
        assert sheet.rows[0].result.text() == "It has changed since: please look again."
        assert sheet.problem.words.text() == "1 could not be done: see below why."
        assert owner_of(floor, moved) == floor.site.user_id("agent")


@pytest.mark.parametrize("left", [10, 90], ids=["at the end", "in the middle of a shift"])
async def test_who_signs_out_is_asked_about_what_nobody_else_has(start: Start, floor: Floor, left: int) -> None:
    late_in_the_day(floor, left)
    owed_ticket(floor, "늦은 소포")
    async with start() as here:
        await until(lambda: here.desk.my_day.loaded)
        here.commands.run("sign_out")
        sheet = here.workspace.day.sheet
        await until(sheet.isVisible)
        assert here.desk.session.sitting is Sitting.SIGNED_IN
        assert sheet.leave.text() == "Sign out all the same"
        sheet.leave.click()
        await until(lambda: here.desk.session.sitting is Sitting.SIGNED_OUT)


async def test_whoever_owes_nothing_leaves_at_once(start: Start, floor: Floor) -> None:
    late_in_the_day(floor)
    async with start() as here:
        await until(lambda: here.desk.my_day.loaded)
        here.commands.run("sign_out")
        await until(lambda: here.desk.session.sitting is Sitting.SIGNED_OUT)
        assert not here.workspace.day.sheet.isVisible()


async def test_who_hands_everything_over_before_leaving_goes_with_the_same_key(start: Start, floor: Floor) -> None:
    late_in_the_day(floor, left=90)
    ticket = owed_ticket(floor, "늦은 소포")
    async with start() as here:
        here.commands.run("sign_out")
        sheet = here.workspace.day.sheet
        await until(lambda: sheet.isVisible() and len(sheet.rows) == 1)
        QTest.keyClick(sheet.rows[0], Qt.Key.Key_A)
        QTest.keyClick(sheet.rows[0], Qt.Key.Key_Return)
        await until(lambda: sheet.pages.currentIndex() == NOTHING and not sheet.model.sending)
        assert owner_of(floor, ticket) == floor.site.user_id("agent2")
        assert sheet.leave.text() == "Sign out"
        QTest.keyClick(sheet, Qt.Key.Key_Return)
        await until(lambda: here.desk.session.sitting is Sitting.SIGNED_OUT)


async def test_from_the_covered_screen_it_is_counted_without_a_name_and_unlocking_leads_to_it(
    start: Start, floor: Floor
) -> None:
    late_in_the_day(floor, left=90)
    owed_ticket(floor, "늦은 소포")
    async with start() as here:
        lock = here.work.reception.lock
        here.commands.run("lock")
        await until(lock.isVisible)
        lock.leave.click()
        await until(lambda: lock.debt.isVisible())
        assert here.desk.session.sitting is Sitting.LOCKED
        assert lock.debt.words.text() == "1 thing you owe has nobody else. Unlock to hand it over."
        assert not here.workspace.day.sheet.isVisible()
        assert lock.password.edit.hasFocus()
        lock.password.set_text(PASSWORD)
        lock.submit()
        sheet = here.workspace.day.sheet
        await until(lambda: sheet.isVisible() and not lock.isVisible())
        assert sheet.leave.isVisible()


async def test_from_the_covered_screen_one_leaves_all_the_same_with_a_second_press(start: Start, floor: Floor) -> None:
    late_in_the_day(floor, left=90)
    owed_ticket(floor, "늦은 소포")
    async with start() as here:
        lock = here.work.reception.lock
        here.commands.run("lock")
        await until(lock.isVisible)
        lock.leave.click()
        await until(lambda: lock.leave.text() == "Sign out all the same" and lock.leave.isEnabled())
        lock.leave.click()
        await until(lambda: here.desk.session.sitting is Sitting.SIGNED_OUT)
        assert not lock.debt.isVisible()
