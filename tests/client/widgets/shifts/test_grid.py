"""The grid and the strip without a server: who stands where, what is found, what keyboard and table say."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from desk.client.models import tasks
from desk.client.models.coverage import COLUMNS
from desk.client.models.rota import Span
from desk.client.models.rota_rows import Grouping, is_off, on_calls
from desk.client.models.time_axis import minute_of
from desk.client.models.what_if import ghost_of
from desk.client.widgets.shifts.drag import Grip, Held
from desk.client.widgets.shifts.lead_day import LeadDay
from desk.client.widgets.theme import Theme
from desk.contract.agents import AgentState
from desk.contract.shifts import Absence, AbsenceKind, AbsenceState, Activity
from tests.client.shifts_rig import QUEUES, TODAY, Centre, at, fill, lead_day

NOW = at(TODAY, 11.2)
PEOPLE = 60


@asynccontextmanager
async def day(home: Path, people: int = PEOPLE) -> AsyncGenerator[tuple[LeadDay, Centre]]:
    """A lead's day of an invented centre."""
    view, centre = lead_day(home, NOW), Centre(people)
    view.resize(1208, 608)
    view.show()
    fill(view, centre, NOW)
    try:
        yield view, centre
    finally:
        view.stop()
        view.hide()
        await tasks.finish()


def press(view: LeadDay, key: Qt.Key) -> None:
    """Press a key at the grid."""
    event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(view.grid, event)


async def test_people_stand_under_their_team_or_their_queue_and_nobody_is_missing(look: Theme, tmp_path: Path) -> None:
    async with day(tmp_path) as (view, centre):
        everybody = {one.user_id for one in centre.workers}
        assert set(view.rows.people) == everybody
        teams = [row.group.name for row in view.rows.rows if row.user_id is None]
        assert teams == sorted(one.name for one in centre.teams)
        view.rows.set_grouping(Grouping.QUEUE)
        assert set(view.rows.people) == everybody
        queues = {row.group.name for row in view.rows.rows if row.user_id is None}
        assert queues == {ko for ko, _ in QUEUES} or queues == {en for _, en in QUEUES}


@pytest.mark.parametrize("query", ["{name}", "{initials}"])
async def test_somebody_is_found_by_the_name_or_its_initials(look: Theme, tmp_path: Path, query: str) -> None:
    async with day(tmp_path) as (view, centre):
        name = centre.workers[5].name
        first = "".join("ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"[(ord(sign) - 0xAC00) // 588] for sign in name)
        view.rows.set_query(query.format(name=name, initials=first))
        assert centre.workers[5].user_id in view.rows.people
        assert len(view.rows.people) < PEOPLE / 4
        view.rows.set_query("")
        assert len(view.rows.people) == PEOPLE


async def test_only_who_matters_now_is_shown_worst_first(look: Theme, tmp_path: Path) -> None:
    async with day(tmp_path) as (view, _):
        amiss = [one.user_id for one in view.adherence.amiss]
        assert amiss
        view.toolbar.now.click()
        assert view.rows.people == amiss
        view.toolbar.now.click()
        assert len(view.rows.people) == PEOPLE


async def test_whoever_is_missed_goes_before_whoever_is_not(look: Theme, tmp_path: Path) -> None:
    async with day(tmp_path) as (view, _):
        found = view.adherence.amiss
        assert [one.priority for one in found] == sorted((one.priority for one in found), reverse=True)
        assert found[0].priority > 0
        assert all(view.adherence.state(one.user_id) is not AgentState.IN_CALL for one in found if one.priority > 0)


async def test_a_heading_counts_who_is_rostered_for_calls(look: Theme, tmp_path: Path) -> None:
    async with day(tmp_path) as (view, _):
        everybody = on_calls(view.model, view.rows.people, view.axis.first, view.axis.last, 30)
        by_group = [view.grid.load(row.group) for row in view.rows.rows if row.user_id is None]
        assert [sum(column) for column in zip(*by_group, strict=True)] == everybody
        noon = (view.model.days[0].lunch or (0, 0))[0]
        assert everybody[(noon - view.axis.first) // 30] < max(everybody) / 2


async def test_whoever_is_away_counts_in_no_heading_and_stands_with_those_who_are_off(
    look: Theme, tmp_path: Path
) -> None:
    async with day(tmp_path) as (view, centre):
        view.rows.build()
        heading, first = view.rows.rows[:2]
        ill, before = first.user_id, view.grid.load(heading.group)
        assert ill is not None
        absence = Absence(
            id=1,
            user_id=ill,
            absence_kind=AbsenceKind.SICK,
            start=at(TODAY, 0),
            end=at(TODAY, 24),
            state=AbsenceState.ASKED,
            words="",
            answer="",
            version=20,
        )
        for state in (AbsenceState.ASKED, AbsenceState.APPROVED):
            known = [*centre.absences, replace(absence, state=state)]
            view.model.take_rota(replace(centre.rota(), absences=known))
            view.rows.build()
            now = view.grid.load(view.rows.rows[0].group)
            less = [one - other for one, other in zip(before, now, strict=True)]
            away = state is AbsenceState.APPROVED
            assert set(less) == ({0, 1} if away else {0})
            assert is_off(view.model, ill) == away
            assert (view.rows.rows[1].user_id != ill) == away


async def test_somebody_is_asked_for_what_is_left_of_a_shift(look: Theme, tmp_path: Path) -> None:
    async with day(tmp_path) as (view, _):
        bars = [bar for user in view.rows.people for bar in view.model.bars(user)]
        view.side.ask_instead(next(bar for bar in bars if bar.start == minute_of(at(TODAY, 9))))
        assert view.helping.asked is not None
        assert (view.helping.asked.start, view.helping.asked.end) == (at(TODAY, 11.25), at(TODAY, 18))


async def test_the_table_behind_the_picture_has_the_same_figures(look: Theme, tmp_path: Path) -> None:
    async with day(tmp_path) as (view, _):
        table = view.table_model
        assert table.rowCount() == len(view.coverage.cells) == 20
        needed = [table.index(row, COLUMNS.index("needed")).data() for row in range(table.rowCount())]
        assert needed == [f"{cell.needed:,}" for cell in view.coverage.cells]
        whole = view.coverage.cells[0].needed
        view.coverage.show_queue(501)
        assert 0 < view.coverage.cells[0].needed < whole
        assert table.index(0, COLUMNS.index("needed")).data() == f"{view.coverage.cells[0].needed:,}"


async def test_the_arrows_lead_from_person_to_person_and_from_stretch_to_stretch(look: Theme, tmp_path: Path) -> None:
    async with day(tmp_path) as (view, _):
        view.grid.setFocus()
        press(view, Qt.Key.Key_Home)
        first = view.grid.current_user
        assert first == view.rows.people[0]
        press(view, Qt.Key.Key_Down)
        assert view.grid.current_user == view.rows.people[1]
        bar = view.grid.current_bar()
        assert bar is not None
        kinds: list[Activity] = []
        while view.grid.step_stop(1):
            assert view.grid.current_piece is not None
            kinds.append(bar.pieces[view.grid.current_piece].activity)
        assert kinds == [one.activity for one in bar.pieces if one.activity is not Activity.WORK]
        press(view, Qt.Key.Key_End)
        assert view.grid.current_user == view.rows.people[-1]


async def test_a_lunch_moved_out_of_the_gap_is_seen_in_the_strip_before_it_is_dropped(
    look: Theme, tmp_path: Path
) -> None:
    async with day(tmp_path) as (view, centre):
        noon = at(TODAY, 12)
        shift = next(
            one
            for one in centre.shifts
            if any(part.activity is Activity.LUNCH and part.start == noon for part in one.segments)
        )
        bar = view.model.bars(shift.user_id)[0]
        lunch = next(n for n, one in enumerate(bar.pieces) if one.activity is Activity.LUNCH)
        drag = view.grid.take(Held(bar, Grip.PIECE, bar.pieces[lunch].start, lunch))
        assert drag is not None
        drag.to(bar.pieces[lunch].start + 120)
        view.grid.show_drag()
        assert drag.prospect is not None
        assert drag.prospect.effect is not None
        known = {cell.start: cell.rostered for cell in view.coverage.cells}
        assert view.strip.ghost == ghost_of(drag.prospect.effect, view.coverage)
        start = bar.pieces[lunch].start
        assert view.strip.ghost[start] > known[start]
        view.grid.cancel_drag()
        assert view.strip.ghost == {}
        assert view.model.bars(shift.user_id)[0] == bar


async def test_zoomed_out_as_far_as_a_day_goes_a_week_is_asked_for(look: Theme, tmp_path: Path) -> None:
    async with day(tmp_path) as (view, _):
        for _ in range(30):
            view.grid.zoom(0.7, 300)
            if view.model.span is not Span.DAY:
                break
        assert view.model.span is Span.WEEK
        assert view.toolbar.span.value() == "week"
        assert view.model.bounds == (TODAY, TODAY.replace(day=29))
