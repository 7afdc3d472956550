"""A lead's day against the real server: what is rostered is shown, what is dragged is ordered, or goes home."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QKeyEvent
from PySide6.QtWidgets import QApplication, QLabel

from desk.client.models.rota import Span
from desk.client.models.rota_cuts import moved
from desk.client.models.rota_patterns import bar_of_pattern
from desk.client.models.session import Sitting
from desk.client.widgets.call.parts import PressRow
from desk.client.widgets.panels.shifts import ShiftsPanel
from desk.client.widgets.shifts.drag import Grip, Held
from desk.client.widgets.shifts.lead_day import LeadDay
from desk.contract.shifts import Activity, RotaQuery, Shift
from desk.contract.staffing import Suggestion
from tests.client.conftest import until
from tests.client.day_rig import told
from tests.client.shell_rig import Client
from tests.client.widgets.conftest import Start
from tests.server.routes.conftest import Floor
from tests.server.shift_rig import MONDAY, SEOUL, Roster, at


@pytest.fixture
def roster(floor: Floor) -> Roster:
    """A queue with its people, and patterns in force."""
    return Roster(floor.site)


@asynccontextmanager
async def lead_day(start: Start, day: date = MONDAY) -> AsyncGenerator[tuple[Client, LeadDay]]:
    """A lead who looks at a day."""
    async with start("lead") as here:
        here.workspace.show_panel("shifts")
        panel = here.workspace.panels["shifts"]
        assert isinstance(panel, ShiftsPanel)
        assert panel.lead is not None
        panel.lead.show_days(day, Span.DAY)
        await until(lambda: panel.lead is not None and not panel.lead.model.loading)
        yield here, panel.lead


def seen(roster: Roster, made: dict[str, Any]) -> dict[str, Any]:
    """A shift as the server has it. The lead's own session is the client's: another one asks."""
    return roster.seen(made["id"], as_="admin")


def choose(view: LeadDay, roster: Roster, login: str) -> int:
    """The lead's choice: somebody's first shift of the day; answers the person's id."""
    user = roster.id(login)
    view.grid.choose(user, view.model.bars(user)[0].key)
    view.grid.setFocus()
    return user


async def test_what_is_rostered_is_shown_and_what_another_lead_does_comes_by_itself(
    start: Start, roster: Roster
) -> None:
    roster.shift("agent", MONDAY)
    async with lead_day(start) as (_, view):
        agent, other = roster.id("agent"), roster.id("agent2")
        (bar,) = view.model.bars(agent)
        assert [piece.activity for piece in bar.pieces] == [Activity.WORK, Activity.LUNCH, Activity.WORK]
        assert view.axis.clock(bar.start) == "09:00"
        assert view.model.bars(other) == ()
        made = roster.shift("agent2", MONDAY, publish=False, as_="admin")
        await until(lambda: view.model.bars(other))
        assert view.model.bars(other)[0].draft
        assert view.model.drafts() == 1
        roster.change(made, "work 10:00-13:00", "lunch 13:00-14:00", "work 14:00-19:00", as_="admin")
        await until(lambda: view.axis.clock(view.model.bars(other)[0].start) == "10:00")


async def test_a_shift_moved_with_the_keys_is_ordered_once_alt_is_let_go_and_undone_with_one_key(
    start: Start, roster: Roster
) -> None:
    made = roster.shift("agent", MONDAY)
    async with lead_day(start) as (here, view):
        choose(view, roster, "agent")
        for _ in range(2):
            here.press(Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
        assert view.grid.drag is not None
        assert seen(roster, made)["version"] == made["version"]
        let_go = QKeyEvent(QEvent.Type.KeyRelease, Qt.Key.Key_Alt, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(here.window.windowHandle(), let_go)
        await until(lambda: seen(roster, made)["version"] != made["version"])
        assert seen(roster, made)["segments"][0]["start"] == at(MONDAY, "09:30")
        await until(lambda: view.model.edits.can_undo)
        here.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        await until(lambda: seen(roster, made)["segments"] == made["segments"])
        await until(lambda: view.model.edits.can_redo)


async def test_of_two_leads_one_wins_and_the_other_s_bar_goes_home_and_says_why(start: Start, roster: Roster) -> None:
    made = roster.shift("agent", MONDAY)
    async with lead_day(start) as (here, view):
        refused: list[Any] = []
        view.model.edits.refused.connect(refused.append)
        user = choose(view, roster, "agent")
        bar = view.model.bars(user)[0]
        drag = view.grid.take(Held(bar, Grip.BAR, bar.start))
        assert drag is not None
        drag.to(bar.start + 30)
        quicker = roster.change(made, "work 10:00-13:00", "lunch 13:00-14:00", "work 14:00-19:00", as_="admin")
        assert quicker.status_code == 200
        view.grid.drop()
        await until(lambda: refused)
        assert refused[0].problem.code == "stale"
        await until(lambda: view.axis.clock(view.model.bars(user)[0].start) == "10:00")
        await until(lambda: not here.desk.outbox.stuck)


async def test_what_another_lead_has_changed_since_is_not_taken_back(start: Start, roster: Roster) -> None:
    made = roster.shift("agent", MONDAY)
    async with lead_day(start) as (here, view):
        user = choose(view, roster, "agent")
        bar = view.model.bars(user)[0]
        view.steering.change(bar, moved(bar, 30))
        await until(lambda: view.model.edits.can_undo)
        mine = seen(roster, made)
        given = roster.change(mine, user_id=roster.id("agent2"), segments=mine["segments"], as_="admin")
        assert given.status_code == 200, given.text
        await until(lambda: view.model.bars(roster.id("agent2")))
        here.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        assert not view.model.edits.can_undo
        assert not view.model.edits.is_pending(made["id"])
        assert [one for one in told(here) if "changed since" in one]
        assert seen(roster, made)["user_id"] == roster.id("agent2")


async def test_whoever_is_called_in_for_a_whole_day_has_it_at_once_and_with_a_lunch(
    start: Start, roster: Roster
) -> None:
    # Nobody is called in long before.
    soon = datetime.now(SEOUL).date() + timedelta(days=2)
    roster.shift("agent", soon, why="오늘")
    async with lead_day(start, soon) as (_, view):
        view.side.ask_instead(view.model.bars(roster.id("agent"))[0])
        await until(lambda: view.helping.candidates)
        place = [one.user_id for one in view.helping.candidates].index(roster.id("agent2"))
        assert view.helping.candidates[place].legal
        view.side.call_outs.findChildren(PressRow)[place].click()

        def came() -> list[dict[str, Any]]:
            shifts = roster.rota(soon, as_="agent2")["shifts"]
            return [one for one in shifts if one["user_id"] == roster.id("agent2")]

        await until(lambda: bool(came()))
        (made,) = came()
        assert made["overtime"]
        assert [one["activity"] for one in made["segments"]] == ["work", "lunch", "work"]
        assert (made["segments"][0]["start"], made["segments"][-1]["end"]) == (at(soon, "09:00"), at(soon, "18:00"))


async def test_of_two_breaks_alike_the_one_that_is_meant_is_moved(start: Start, roster: Roster) -> None:
    morning = ("work 09:00-10:30", "break 10:30-10:45", "work 10:45-12:00", "lunch 12:00-13:00")
    made = roster.shift("agent", MONDAY, *morning, "work 13:00-15:00", "break 15:00-15:15", "work 15:15-18:00")
    async with lead_day(start) as (_, view):
        half_past = datetime.fromisoformat(at(MONDAY, "15:30"))
        idea = Suggestion(
            kind="move_break",
            queue_id=roster.id("agent"),
            start=half_past,
            end=half_past + timedelta(minutes=15),
            people=1,
            user_ids=(roster.id("agent"),),
            gap_before=1,
            gap_after=0,
        )
        view.deeds.follow(idea)
        await until(lambda: seen(roster, made)["version"] != made["version"])
        breaks = [one["start"] for one in seen(roster, made)["segments"] if one["activity"] == "break"]
        assert breaks == [at(MONDAY, "10:30"), at(MONDAY, "15:30")]


async def test_what_the_law_forbids_is_named_beside_the_mouse_and_never_ordered(start: Start, roster: Roster) -> None:
    roster.shift("agent", MONDAY, "work 10:00-14:00", "break 14:00-14:30", "work 14:30-16:00")
    roster.shift("agent", MONDAY, "work 17:00-19:00")
    async with lead_day(start) as (_, view):
        head = roster.head()
        user = choose(view, roster, "agent")
        late = view.model.bars(user)[1]
        drag = view.grid.take(Held(late, Grip.BAR, late.start))
        assert drag is not None
        drag.to(late.start - 120)
        assert drag.prospect is not None
        assert "overlap" in {one.rule for one in drag.prospect.breaches if one.hard}
        assert drag.forbidden
        view.grid.drop()
        assert view.model.bars(user)[1] == late
        assert roster.head() == head


async def test_a_rule_of_the_site_is_passed_only_with_a_word_of_why(start: Start, roster: Roster) -> None:
    made = roster.shift("agent", MONDAY)
    async with lead_day(start) as (_, view):
        user = choose(view, roster, "agent")
        bar = view.model.bars(user)[0]
        drag = view.grid.take(Held(bar, Grip.BAR, bar.start))
        assert drag is not None
        drag.to(bar.start - 60)
        view.grid.drop()
        asking = view.steering.asking
        assert asking is not None
        assert seen(roster, made)["version"] == made["version"]
        asking.why.set_text("개점 준비")
        asking.yes.click()
        await until(lambda: seen(roster, made)["segments"][0]["start"] == at(MONDAY, "08:00"))
        assert seen(roster, made)["why"] == "개점 준비"


async def test_an_agent_finds_the_own_day_and_no_command_of_the_leads(start: Start, roster: Roster) -> None:
    async with start("agent") as here:
        here.workspace.show_panel("shifts")
        panel = here.workspace.panels["shifts"]
        assert isinstance(panel, ShiftsPanel)
        assert panel.lead is None
        assert not [one.id for one in here.commands.runnable() if one.id.startswith("shifts.")]


async def test_a_screen_reader_hears_every_bar_as_a_sentence(start: Start, roster: Roster) -> None:
    roster.shift("agent", MONDAY, "work 09:00-12:00", "lunch 12:00-13:00", "training 13:00-14:00", "work 14:00-18:00")
    async with lead_day(start) as (_, view):
        choose(view, roster, "agent")
        told = QAccessible.queryAccessibleInterface(view.grid)
        names = [told.child(at).text(QAccessible.Text.Name) for at in range(told.childCount() - 1)]
        mine = next(name for name in names if "09:00–18:00" in name)
        assert "Lunch 12:00–13:00" in mine
        assert "Training 13:00–14:00" in mine
        assert told.focusChild().text(QAccessible.Text.Name) == mine


async def test_leave_that_is_asked_for_waits_for_the_lead_and_is_decided_in_the_same_view(
    start: Start, roster: Roster
) -> None:
    asked = roster.site.post(
        "/absences",
        {"absence_kind": "leave", "start": at(MONDAY, "09:00"), "end": at(MONDAY, "18:00"), "words": "이사"},
        as_="agent",
    ).json()["data"]
    async with lead_day(start) as (_, view):
        await until(lambda: view.inbox.waiting == 1)
        assert [one.words for one in view.inbox.absences] == ["이사"]
        view.inbox.decide(view.inbox.absences[0], approve=True)
        await until(lambda: view.inbox.waiting == 0)
        user = roster.id("agent")
        await until(lambda: [one.asked for one in view.model.hatches(user)] == [False])
        found = roster.site.get("/absences", as_="admin").json()
        assert [(one["id"], one["state"]) for one in found] == [(asked["id"], "approved")]


async def test_a_new_shift_of_a_kind_is_a_draft_until_the_rota_is_published(start: Start, roster: Roster) -> None:
    async with lead_day(start) as (here, view):
        user = roster.id("agent")
        early = next(one for one in view.model.rules.patterns if one.code == "early")
        bar = bar_of_pattern(early, user, MONDAY, "Asia/Seoul")
        view.steering.change(bar, bar)
        await until(lambda: view.model.bars(user) and not view.model.bars(user)[0].pending)
        assert view.model.bars(user)[0].draft
        assert view.model.drafts() == 1
        view.model.publish("첫 근무표")
        await until(lambda: view.model.drafts() == 0)
        assert [one["state"] for one in roster.rota(MONDAY)["shifts"]] == ["published"]
        assert view.model.book.shifts == {one.id: one for one in await fetched(here)}


async def fetched(here: Client) -> list[Shift]:
    """The day's shifts as a fresh fetch has them."""
    rota = await here.desk.remote.api.rota(RotaQuery(since=MONDAY, until=MONDAY, drafts=True))
    return rota.shifts


async def test_whoever_sits_down_next_sees_the_day_anew(start: Start, roster: Roster) -> None:
    roster.shift("agent", MONDAY)
    async with lead_day(start) as (here, view):
        here.desk.session.sign_out()
        session = here.desk.session
        await until(lambda: session.sitting is Sitting.SIGNED_OUT and not session.asking)
        assert view.model.book.shifts == {}
        await here.sign_in("admin")
        await until(lambda: view.model.workers and not view.model.loading)
        view.show_days(MONDAY, Span.DAY)
        await until(lambda: view.model.bars(roster.id("agent")))


async def test_what_can_be_done_with_shifts_stands_in_the_palette_and_on_the_key_sheet(
    start: Start, roster: Roster
) -> None:
    roster.shift("agent", MONDAY)
    async with lead_day(start) as (here, view):
        choose(view, roster, "agent")
        assert "shifts.split" in {one.id for one in here.commands.runnable()}
        here.commands.run("palette.open")
        assert any(row.title == "Earlier days" for row in here.workspace.palette_.rows.rows)
        here.press(Qt.Key.Key_Escape)
        here.commands.run("keys.show")
        said = {label.text() for label in here.workspace.keys.findChildren(QLabel)}
        assert {"Shifts", "Move it later"} <= said


async def test_a_lead_who_works_shifts_finds_the_own_ones_with_one_key_and_comes_back_with_it(
    start: Start, roster: Roster
) -> None:
    roster.shift("lead", MONDAY, as_="admin")
    async with lead_day(start) as (here, view):
        panel = here.workspace.panels["shifts"]
        assert isinstance(panel, ShiftsPanel)
        view.grid.setFocus()
        here.press(Qt.Key.Key_V, text="v")
        mine = panel.mine
        assert mine is not None
        assert mine.isVisible()
        assert mine.head.whose.isVisible()
        assert mine.head.whose.value() == "mine"
        assert mine.head.whose.accessibleName() == "Whose shifts"
        mine.show_day(MONDAY)
        await until(lambda: len(mine.model.on(MONDAY)) == 1)
        assert not [one.id for one in here.commands.runnable() if one.id in ("shifts.split", "shifts.matters")]
        here.press(Qt.Key.Key_V, text="v")
        assert view.isVisible()
        assert view.toolbar.whose.value() == "all"
        assert here.commands.run("day.leave"), "a lead may ask for leave, too"
        assert mine.isVisible()


async def test_an_agent_has_no_switch(start: Start, roster: Roster) -> None:
    async with start("agent") as here:
        here.workspace.show_panel("shifts")
        panel = here.workspace.panels["shifts"]
        assert isinstance(panel, ShiftsPanel)
        assert panel.mine is not None
        assert not panel.mine.head.whose.isVisible()
        here.press(Qt.Key.Key_V, text="v")
        assert panel.lead is None
