"""What waits for a lead is counted from signing in, weighed by the right days, and settled where it is read."""

from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from desk.client.widgets.controls.card import Card
from desk.client.widgets.panels.shifts import ShiftsPanel
from desk.client.widgets.rail import RailButton
from desk.client.widgets.shifts.owed_sheet import NOTHING
from desk.client.widgets.shifts.side_inbox import InboxPage
from desk.contract.events import DayClosed
from desk.server.store import log
from tests.client.conftest import until
from tests.client.shell_rig import Client
from tests.client.widgets.conftest import Start
from tests.server.routes.conftest import Floor
from tests.server.shift_rig import MONDAY, Roster, at

DAY = timedelta(days=1)


@pytest.fixture
def roster(floor: Floor) -> Roster:
    """A queue with its people, and patterns in force."""
    return Roster(floor.site)


def badge(here: Client) -> str:
    """What the rail says of the shifts."""
    names = [one.accessibleName() for one in here.workspace.rail.findChildren(RailButton)]
    return next(name for name in names if name.startswith("Shifts"))


async def inbox_page(here: Client) -> InboxPage:
    """The lead opens the shifts and what waits beside them."""
    here.workspace.show_panel("shifts")
    panel = here.workspace.panels["shifts"]
    assert isinstance(panel, ShiftsPanel)
    assert panel.lead is not None
    lead = panel.lead
    lead.toolbar.side.setChecked(True)
    lead.side.show_page("inbox")
    await until(lambda: not lead.model.loading and bool(lead.model.workers))
    return lead.side.inbox


def said(page: InboxPage) -> str:
    """All the words of the page's cards."""
    labels = [label.text() for card in page.findChildren(Card) for label in card.findChildren(QLabel)]
    return " / ".join(labels)


def ask_leave(roster: Roster) -> None:
    """The agent asks for a day."""
    draft = {"user_id": roster.id("agent"), "absence_kind": "leave", "words": "이사"}
    times = {"start": at(MONDAY, "00:00"), "end": at(MONDAY + DAY, "00:00")}
    made = roster.site.post("/absences", draft | times, as_="agent")
    assert made.status_code == 201, made.text


def taken_swap(roster: Roster, shift: dict[str, Any], by: str = "agent2") -> None:
    """The agent gives a shift away, and a colleague takes it."""
    swap = roster.site.post("/swaps", {"shift_id": shift["id"], "words": "병원"}, as_="agent").json()["data"]
    taken = roster.site.post(f"/swaps/{swap['id']}/accept", as_=by, if_match=swap["version"])
    assert taken.status_code == 200, taken.text


def left_behind(floor: Floor, title: str) -> dict[str, Any]:
    """A ticket that the other agent had when the day ended."""
    ticket = floor.ticket(title=title)
    taken = floor.site.post(f"/tickets/{ticket['id']}/take", as_="agent2", if_match=ticket["version"])
    assert taken.status_code == 200, taken.text
    floor.site.write(lambda tx: log.append(tx, DayClosed(day=MONDAY, user_ids=(floor.site.user_id("agent2"),))))
    mine: dict[str, Any] = taken.json()["data"]
    return mine


async def test_the_rail_counts_what_waits_before_anybody_has_looked(start: Start, roster: Roster) -> None:
    ask_leave(roster)
    async with start("lead") as here:
        await until(lambda: badge(here) == "Shifts 1")
        assert "shifts" not in here.workspace.panels
        taken_swap(roster, roster.shift("agent", MONDAY + 2 * DAY, as_="admin"))
        await until(lambda: badge(here) == "Shifts 2")


async def test_the_rail_counts_a_swap_that_a_colleague_offers_to_me(start: Start, roster: Roster) -> None:
    shift = roster.shift("agent", MONDAY)
    async with start("agent2") as here:
        await until(lambda: here.desk.my_requests.loaded)
        assert badge(here) == "Shifts"
        draft = {"shift_id": shift["id"], "to_id": roster.id("agent2"), "words": "병원"}
        assert roster.site.post("/swaps", draft, as_="agent").status_code == 201
        await until(lambda: badge(here) == "Shifts 1")


async def test_a_swap_of_a_day_nobody_looks_at_is_weighed_by_that_days_hours_and_both_peoples_weeks(
    start: Start, roster: Roster
) -> None:
    taken_swap(roster, roster.shift("agent", MONDAY))
    async with start("lead") as here:
        page = await inbox_page(here)
        assert "Rest between shifts" not in said(page)
        await until(lambda: "agent2 씨 works Mon, Jun 14 09:00–18:00" in said(page))
        assert "Outside opening hours" not in said(page)
        late = ("work 15:00-19:00", "lunch 19:00-20:00", "work 20:00-23:00")
        roster.shift("agent2", MONDAY - DAY, *late, as_="admin", allow=["opening_hours"], why="방송")
        await until(lambda: "Rest between shifts: 10 h, at least 11 h" in said(page))


async def test_nobody_decides_on_the_own_swap(start: Start, floor: Floor, roster: Roster) -> None:
    taken_swap(roster, roster.shift("agent", MONDAY), by="lead")
    floor.site.forget_sessions()
    async with start("lead") as here:
        page = await inbox_page(here)
        await until(lambda: "It is yours: another lead decides." in said(page))
        assert not [one for one in page.findChildren(QPushButton) if one.text() == "Approve"]


async def test_leave_names_the_shifts_that_fall_away_though_their_day_is_not_shown(
    start: Start, roster: Roster
) -> None:
    roster.shift("agent", MONDAY)
    ask_leave(roster)
    async with start("lead") as here:
        page = await inbox_page(here)
        await until(lambda: "Shift Mon, Jun 14 09:00–18:00 falls away" in said(page))


async def test_what_somebody_left_behind_gets_a_new_owner_from_the_leads_inbox(start: Start, floor: Floor) -> None:
    ticket = left_behind(floor, "늦은 소포")
    assert floor.site.put("/agents/me/state", {"state": "available"}, as_="agent").status_code == 200
    async with start("lead") as here:
        page = await inbox_page(here)
        await until(lambda: "agent2 씨 · 1 left behind" in said(page))
        assert "늦은 소포" in said(page)
        next(one for one in page.findChildren(QPushButton) if one.text() == "Find new owners").click()
        sheet = page.sheet
        assert sheet is not None
        assert sheet.title.text() == "What agent2 씨 left behind"
        await until(lambda: len(sheet.rows) == 1 and sheet.rows[0].person.count() > 0)
        agent = sheet.rows[0].person.findData(floor.site.user_id("agent"))
        assert agent >= 0
        assert sheet.rows[0].person.findData(floor.site.user_id("agent2")) < 0, "whose it is"
        QTest.keyClick(sheet.rows[0], Qt.Key.Key_G)
        sheet.rows[0].person.setCurrentIndex(sheet.rows[0].person.findData(floor.site.user_id("agent")))
        QTest.keyClick(sheet.rows[0], Qt.Key.Key_Return)
        await until(lambda: sheet.pages.currentIndex() == NOTHING)
        seen = floor.site.get(f"/tickets/{ticket['id']}", as_="admin").json()
        assert seen["owner_id"] == floor.site.user_id("agent")
        await until(lambda: here.desk.lead_inbox.waiting == 0)
        assert "left behind" not in said(page)
