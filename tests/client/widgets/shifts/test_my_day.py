"""My shifts: a day with my team, a week, a month; my hours; leave; the address for my telephone."""

from datetime import date, datetime, time, timedelta
from urllib.parse import urlsplit

from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest

from desk.client.models.rota import Span
from desk.client.widgets.panels.shifts import ShiftsPanel
from desk.client.widgets.shifts.my_day import MyDay
from desk.contract.shifts import AbsenceState
from tests.client.conftest import until
from tests.client.day_rig import SEOUL, MyRota, told, wire
from tests.client.shell_rig import Client
from tests.client.widgets.conftest import Start
from tests.server.conftest import Site
from tests.server.shift_rig import LATE

DAY = timedelta(days=1)


def coming_monday(rota: MyRota) -> int:
    """In how many days the week after this one begins."""
    return 7 - rota.now.astimezone(SEOUL).weekday()


def the_day(rota: MyRota, days: int) -> date:
    """The date so many days from now."""
    return rota.now.astimezone(SEOUL).date() + days * DAY


async def my_day(here: Client) -> MyDay:
    """The agent opens the shifts."""
    here.workspace.show_panel("shifts")
    panel = here.workspace.panels["shifts"]
    assert isinstance(panel, ShiftsPanel)
    await until(lambda: panel.mine is not None and here.desk.my_day.loaded)
    assert panel.mine is not None
    return panel.mine


def team(site: Site) -> None:
    """Both agents work under one lead."""
    members = [site.user_id("agent"), site.user_id("agent2")]
    draft = {"name": "아침 1팀", "lead_ids": [site.user_id("lead")], "member_ids": members}
    made = site.post("/teams", draft, as_="lead")
    assert made.status_code == 201, made.text


async def test_the_week_has_my_shifts_and_the_keys_walk_through_days_weeks_and_months(start: Start, site: Site) -> None:
    rota = MyRota(site)
    first = coming_monday(rota)
    rota.on("agent", first)
    rota.on("agent", first + 2, *LATE)
    async with start() as here:
        view = await my_day(here)
        assert view.span is Span.WEEK
        QTest.keyClick(view.rows, Qt.Key.Key_PageDown)
        assert [len(row.bars) for row in view.rows.rows] == [1, 0, 1, 0, 0, 0, 0]
        assert view.rows.rows[0].below == "8 h"
        assert view.note.text() == "Planned in this week: 16 h"
        view.rows.choose(view.rows.rows[0].key)
        QTest.keyClick(view.rows, Qt.Key.Key_Down)
        QTest.keyClick(view.rows, Qt.Key.Key_Down)
        assert "10:00–19:00" in view.rows.accessibleDescription()
        QTest.keyClick(view.rows, Qt.Key.Key_Return)
        assert (view.span, view.day) == (Span.DAY, the_day(rota, first + 2))
        QTest.keyClick(view.rows, Qt.Key.Key_M)
        assert view.head.span.value() == Span.MONTH.value
        assert "10:00–19:00" in view.month.accessibleDescription()
        QTest.keyClick(view.month, Qt.Key.Key_Left)
        QTest.keyClick(view.month, Qt.Key.Key_Left)
        assert "09:00–18:00" in view.month.accessibleDescription()
        QTest.keyClick(view.month, Qt.Key.Key_T)
        assert view.day == here.desk.my_day.today


async def test_a_new_shift_is_there_as_soon_as_it_is_published(start: Start, site: Site) -> None:
    rota = MyRota(site)
    first = coming_monday(rota)
    async with start() as here:
        view = await my_day(here)
        view.step(1)
        assert not any(row.bars for row in view.rows.rows)
        rota.on("agent", first)
        await until(lambda: len(view.rows.rows[0].bars) == 1)
        await until(lambda: view.side.next.count.text() == "1")


async def test_the_day_shows_my_team_and_who_is_here_after_me(start: Start, site: Site) -> None:
    rota = MyRota(site)
    first = coming_monday(rota)
    team(site)
    rota.on("agent", first)
    rota.on("agent2", first, *LATE)
    rota.on("delivery", first)
    async with start() as here:
        view = await my_day(here)
        view.show_day(the_day(rota, first), Span.DAY)
        await until(lambda: len(view.rows.rows) == 2)
        assert [row.label for row in view.rows.rows] == ["Me", "agent2 씨"]
        assert view.note.text() == "Here after me: agent2 씨 (19:00)"


async def test_my_hours_stand_against_the_law_s_and_my_duties_against_my_team_s(start: Start, site: Site) -> None:
    rota = MyRota(site)
    team(site)
    rota.around("agent", ("work", 60, 180), overtime=True)
    async with start() as here:
        view = await my_day(here)
        balance = view.side.balance
        await until(lambda: here.desk.my_requests.balance is not None)
        assert balance.week.text() in (
            "This week 2 h of 52 h · overtime 2 h",
            "This week 0 min of 52 h",  # Sunday night: the shift is next week's
        )
        assert [one.words for one in balance.duties.duties] == ["Late", "Weekend", "Holiday", "Hard calls"]
        assert "team " in balance.duties.accessibleDescription()


async def test_leave_is_asked_for_granted_by_a_lead_and_seen_at_once(start: Start, site: Site) -> None:
    rota = MyRota(site)
    first = coming_monday(rota)
    rota.on("agent", first)
    async with start() as here:
        view = await my_day(here)
        day = the_day(rota, first)
        view.show_day(day)
        QTest.keyClick(view.rows, Qt.Key.Key_L)
        assert view.leave is not None
        form = view.leave
        assert form.isVisible()
        assert form.effect.text().startswith("1 of my shifts lies in it: ")
        form.last.setDate(QDate(day.year, day.month, day.day).addDays(-3))
        assert not form.ask_button.isEnabled()
        form.last.setDate(QDate(day.year, day.month, day.day))
        form.words.set_text("가족 여행")
        form.ask_button.click()
        await until(lambda: [one.state for one in here.desk.my_requests.absences] == [AbsenceState.ASKED])
        asked = here.desk.my_requests.absences[0]
        midnight = datetime.combine(day, time(), SEOUL)
        assert (asked.start, asked.end) == (midnight, midnight + DAY)
        decided = site.post(
            f"/absences/{asked.id}/decision",
            {"approve": True, "words": "다녀오세요"},
            as_="lead",
            if_match=asked.version,
        )
        assert decided.status_code == 200, decided.text
        await until(lambda: [one.state for one in here.desk.my_requests.absences] == [AbsenceState.APPROVED])
        await until(lambda: any(row.hatches for row in view.rows.rows))


async def test_leave_for_time_that_is_asked_for_already_is_refused_in_words(start: Start, site: Site) -> None:
    rota = MyRota(site)
    day = datetime.combine(the_day(rota, 5), time(), SEOUL)
    draft = {"absence_kind": "leave", "start": wire(day), "end": wire(day + DAY)}
    assert site.post("/absences", draft, as_="agent").status_code == 201
    async with start() as here:
        view = await my_day(here)
        view.show_day(the_day(rota, 5))
        view.ask_leave()
        assert view.leave is not None
        view.leave.ask_button.click()
        await until(lambda: "Some of that time is asked for or granted already." in told(here))
        await until(lambda: not here.desk.outbox.entries)


async def test_the_address_for_my_telephone_works_until_it_is_revoked(start: Start, site: Site) -> None:
    rota = MyRota(site)
    rota.on("agent", 3)
    async with start() as here:
        view = await my_day(here)
        phone = view.side.phone
        phone.make.click()
        await until(lambda: bool(phone.address.text()))
        path = urlsplit(phone.address.text()).path
        feed = site.get(path, as_=None)
        assert (feed.status_code, feed.text.count("BEGIN:VEVENT")) == (200, 1)
        phone.copy.click()
        phone.drop.click()
        await until(lambda: not phone.address.text())
        assert site.get(path, as_=None).status_code == 404
