"""The day on paper: everybody who works or is away is on it, whatever the size, and a printer needs nothing but it."""

import re
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from desk.client.models import tasks
from desk.client.models.day_sheet import Sheet, sheet_of
from desk.client.widgets.controls.toast import Toast
from desk.client.widgets.shifts.day_sheet import INTERVALS, LINES
from desk.client.widgets.shifts.lead_day import LeadDay
from desk.client.widgets.theme import Theme
from tests.client.conftest import until
from tests.client.shifts_rig import TODAY, Centre, fill, lead_day

NOON = datetime(2026, 11, 23, 2, 10, tzinfo=UTC)


@asynccontextmanager
async def shown(home: Path, people: int) -> AsyncGenerator[tuple[LeadDay, Centre]]:
    """A lead's day of so many people; of nobody, one of which nothing is known."""
    view, centre = lead_day(home, NOON), Centre(people)
    if people:
        fill(view, centre, NOON)
        view.rows.build()
        view.coverage.stop()
    try:
        yield view, centre
    finally:
        view.stop()
        await tasks.finish()


def sheet(view: LeadDay) -> Sheet:
    groups = dict.fromkeys(row.group for row in view.rows.rows)
    names = {501: "배송"}
    found = sheet_of(view.model, view.coverage, TODAY, groups, names, lines=LINES, intervals=INTERVALS)
    assert found is not None
    return found


async def written(view: LeadDay, path: Path) -> None:
    """What the button does once a name was chosen."""
    view.printing.write(str(path))
    await until(lambda: not view.printing.is_writing)


@pytest.mark.parametrize("people", [12, 60, 400])
async def test_whoever_works_or_is_away_stands_on_a_page_of_the_team_once(
    look: Theme, tmp_path: Path, people: int
) -> None:
    async with shown(tmp_path, people) as (view, centre):
        found = sheet(view)
        there = {one.user_id for one in centre.shifts} | {one.user_id for one in centre.absences}
        lines = [line for board in found.boards for line in board.lines]
        assert sorted(line.name for line in lines) == sorted(one.name for one in centre.workers if one.user_id in there)
        assert all(len(board.lines) <= LINES for board in found.boards)
        places = [(board.name, board.part) for board in found.boards]
        assert places == sorted(places)
        assert sum(len(line.bars) for line in lines) == len(centre.shifts)


async def test_the_figures_stand_behind_the_picture(look: Theme, tmp_path: Path) -> None:
    async with shown(tmp_path, 60) as (view, centre):
        found = sheet(view)
        (figures,) = found.figures
        assert figures.cells == found.cells
        coverage = centre.coverage(TODAY, NOON)
        assert [cell.needed for cell in figures.cells] == [
            sum(queue.intervals[number].needed for queue in coverage.queues) for number in range(20)
        ]
        assert figures.by_queue[0][0] == "배송"
        assert [cell.rostered for cell in figures.by_queue[0][1]] == [
            one.rostered for one in coverage.queues[0].intervals
        ]


async def test_hours_past_the_opening_have_room(look: Theme, tmp_path: Path) -> None:
    async with shown(tmp_path, 12) as (view, _):
        found = sheet(view)
        bars = [bar for board in found.boards for line in board.lines for bar in line.bars]
        assert found.first <= min(bar.start for bar in bars)
        assert found.last >= max(bar.end for bar in bars)


async def test_the_file_has_its_pages_and_brings_its_korean_letters_along(look: Theme, tmp_path: Path) -> None:
    async with shown(tmp_path, 60) as (view, _):
        await written(view, tmp_path / "근무표.pdf")
        pdf = (tmp_path / "근무표.pdf").read_bytes()
        assert pdf.startswith(b"%PDF-")
        assert len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf)) == sheet(view).pages > 4
        assert b"Pretendard" in pdf
        assert b"/FontFile" in pdf
        assert re.search(rb"/MediaBox\s*\[\s*0 0 84[12]\S* 59[56]", pdf)


async def test_what_cannot_be_written_is_told(look: Theme, tmp_path: Path) -> None:
    async with shown(tmp_path, 12) as (view, _):
        await written(view, tmp_path / "no such folder" / "x.pdf")
        said = [one.words.text() for one in QApplication.allWidgets() if isinstance(one, Toast)]
        assert any("x.pdf" in words for words in said)


async def test_a_day_without_anybody_is_not_printed(look: Theme, tmp_path: Path) -> None:
    async with shown(tmp_path, 0) as (view, _):
        await written(view, tmp_path / "x.pdf")
        assert not (tmp_path / "x.pdf").exists()
