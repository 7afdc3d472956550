"""Swaps and offered hours: what is forbidden is striped and named while one chooses; who is quickest has the hours."""

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desk.client.models import tasks
from desk.client.widgets.shifts.requests_box import Item
from desk.client.widgets.shifts.swap_sheet import SwapSheet
from desk.contract.shifts import SwapState
from tests.client.conftest import until
from tests.client.day_rig import MINUTE, SEOUL, MyRota, this_minute, told, wire
from tests.client.shell_rig import Client
from tests.client.widgets.conftest import Start
from tests.client.widgets.shifts.test_my_day import coming_monday, my_day, team, the_day
from tests.server.conftest import Site
from tests.server.shift_rig import EARLY, LATE

CONTROL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


async def swap_sheet(here: Client) -> SwapSheet:
    """The agent opens the sheet for the next shift."""
    view = await my_day(here)
    QTest.keyClick(view.rows, Qt.Key.Key_S)
    assert view.swap is not None
    sheet = view.swap
    await until(lambda: here.desk.team_rota.loaded and len(sheet.board.people) > 1)
    return sheet


def week(site: Site) -> tuple[MyRota, int]:
    """Next week I am early on Monday; my colleague is late on Monday, early on Tuesday, and works on Wednesday."""
    rota = MyRota(site)
    team(site)
    first = coming_monday(rota)
    rota.on("agent", first, *EARLY)
    rota.on("agent2", first, *LATE)
    rota.on("agent2", first + 1, *EARLY)
    return rota, first


def column_of(sheet: SwapSheet, rota: MyRota, days: int) -> int:
    """Where a day stands on the board."""
    return (the_day(rota, days) - sheet.board.first).days


async def test_a_swap_is_chosen_by_keyboard_accepted_by_the_colleague_and_done_with_the_lead_s_yes(
    start: Start, site: Site
) -> None:
    rota, first = week(site)
    async with start() as here, start("agent2", "other") as other:
        sheet = await swap_sheet(here)
        await until(lambda: other.desk.my_requests.loaded)
        QTest.keyClick(sheet.board, Qt.Key.Key_Down)
        assert sheet.said.text().startswith("agent2 씨's shift ")
        assert "No rule stands against it" in sheet.said.text()
        QTest.keyClick(sheet.board, Qt.Key.Key_Return)
        sheet.words.set_text("병원")
        QTest.keyClick(sheet.words.edit, Qt.Key.Key_Return)
        await until(lambda: [one.state for one in here.desk.my_requests.my_swaps] == [SwapState.OFFERED])
        await until(lambda: len(other.desk.my_requests.for_me) == 1)
        await until(lambda: any("offers it to you" in one for one in told(other)))
        asked = other.desk.my_requests.for_me[0]
        other.desk.my_requests.accept(asked)
        await until(lambda: [one.state for one in here.desk.my_requests.my_swaps] == [SwapState.ACCEPTED])
        taken = here.desk.my_requests.my_swaps[0]
        done = site.post(f"/swaps/{taken.id}/decision", {"approve": True}, as_="lead", if_match=taken.version)
        assert done.status_code == 200, done.text
        day = the_day(rota, first)
        mine = here.desk.my_day
        await until(lambda: [f"{one.start.astimezone(mine.zone):%H}" for one in mine.on(day)] == ["10"])
        assert here.desk.my_requests.my_swaps[0].state is SwapState.APPROVED


async def test_what_the_rules_forbid_is_striped_named_and_cannot_be_asked_for(start: Start, site: Site) -> None:
    rota, first = week(site)
    rota.on("agent", first + 1, *LATE)
    async with start() as here:
        sheet = await swap_sheet(here)
        sheet.board.walk(1, column_of(sheet, rota, first + 1))
        choice = sheet.board.choice()
        assert choice is not None
        assert {one.rule for one in sheet.swapping.breaches(choice)} >= {"overlap"}
        assert "Already works then" in sheet.said.text()
        assert "Me: " in sheet.said.text()
        assert not sheet.ask_button.isEnabled()
        QTest.keyClick(sheet.board, Qt.Key.Key_Return)
        assert sheet.isVisible()
        draft = sheet.swapping.draft(choice, "")
        refused = site.post("/swaps", draft, as_="agent")
        assert refused.json()["code"] == "rule_broken", "the server says the same"
        ours = {one.rule for one in sheet.swapping.breaches(choice)}
        assert {one["rule"] for one in refused.json()["breaches"]} == ours


async def test_a_shift_is_given_to_whoever_takes_it(start: Start, site: Site) -> None:
    week(site)
    async with start() as here:
        sheet = await swap_sheet(here)
        assert sheet.said.text().startswith("To whoever takes it")
        sheet.ask_button.click()
        await until(lambda: len(here.desk.my_requests.my_swaps) == 1)
        assert here.desk.my_requests.my_swaps[0].to_id is None
        view = await my_day(here)
        view.ask_swap()
        assert view.swap is not None
        assert not view.swap.rows, "it is being swapped already"


async def test_the_program_ends_in_peace_with_the_sheet_open(start: Start, site: Site) -> None:
    week(site)
    async with start() as here:
        sheet = await swap_sheet(here)
        # Another month: whoever closes the sheet is shown it, and asks for it.
        view = await my_day(here)
        view.show_day(here.desk.my_day.today + timedelta(days=70))
        assert sheet.isVisible()
        # As the program ends: first the models, then the loop, and at last the window with all that lies over it.
        here.desk.close()
        while tasks.running():
            await tasks.finish()
        here.window.hide()
        assert not tasks.running(), "there is no loop any more"


async def test_a_swap_outside_the_opening_hours_is_named_before_it_is_asked_for(start: Start, site: Site) -> None:
    rota = MyRota(site)
    team(site)
    first = coming_monday(rota)
    rota.on("agent", first, *EARLY)
    rota.on("agent2", first + 2, "work 06:00-10:00", "lunch 10:00-11:00", "work 11:00-15:00")
    async with start() as here:
        sheet = await swap_sheet(here)
        sheet.board.walk(1, column_of(sheet, rota, first + 2))
        choice = sheet.board.choice()
        assert choice is not None
        ours = {one.rule for one in sheet.swapping.breaches(choice)}
        assert ours == {"opening_hours"}
        refused = site.post("/swaps", sheet.swapping.draft(choice, ""), as_="agent")
        assert {one["rule"] for one in refused.json()["breaches"]} == ours


def offered(rota: MyRota, seats: int = 1, minutes: int = 40) -> None:
    """A lead offers two hours tomorrow."""
    begins = rota.now + timedelta(days=1)
    draft = {
        "offer_kind": "extra_hours",
        "start": wire(begins),
        "end": wire(begins + 120 * MINUTE),
        "seats": seats,
        "until": wire(rota.now + minutes * MINUTE),
        "words": "주문이 많아요",
    }
    made = rota.site.post("/offers", draft, as_="lead")
    assert made.status_code == 201, made.text


def always_open(site: Site) -> None:
    """The centre never closes: hours may be offered at any time of the day."""
    weekly = [[{"opens": 0, "closes": 1440}]] * 7
    answer = site.get("/calendars", as_="admin").json()
    today = this_minute().astimezone(SEOUL).date()
    body = answer[-1]["calendar"] | {"since": today, "weekly": weekly}
    made = site.put("/calendars", body, as_="admin", if_match=answer[-1]["version"])
    assert made.status_code == 200, made.text


async def test_offered_hours_are_told_counted_down_and_taken_with_one_key(start: Start, site: Site) -> None:
    rota = MyRota(site)
    always_open(site)
    async with start() as here:
        view = await my_day(here)
        await until(lambda: here.desk.my_requests.loaded)
        keyboard = here.window.focusWidget()
        offered(rota)
        await until(lambda: any(one.startswith("Extra hours ") for one in told(here)))
        assert here.window.focusWidget() is keyboard
        items = view.side.requests.findChildren(Item)
        assert any("left · 1 seat left · 주문이 많아요" in one.detail.text() for one in items)
        here.press(Qt.Key.Key_Y, CONTROL_SHIFT)
        await until(lambda: [one.taken for one in here.desk.my_requests.offers] == [(site.user_id("agent"),)])
        await until(lambda: [one.overtime for one in here.desk.my_day.to_come()] == [True])


async def test_who_comes_too_late_is_told_that_nothing_is_left(start: Start, site: Site) -> None:
    rota = MyRota(site)
    always_open(site)
    offered(rota)
    async with start() as here:
        await until(lambda: len(here.desk.my_requests.offers) == 1)
        offer = here.desk.my_requests.offers[0]
        taken = site.post(f"/offers/{offer.id}/take", as_="agent2")
        assert taken.status_code == 200, taken.text
        here.desk.my_requests.take(offer)
        await until(lambda: any("Nothing is left of this offer" in one for one in told(here)))
        await until(lambda: not here.desk.my_requests.offers)
