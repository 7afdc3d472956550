"""What stands on the printed sheet of a day: who works when, what is needed and rostered; cut into pages."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from desk.client.models.coverage import Cell, CoverageModel, cells_of
from desk.client.models.rota import RotaModel
from desk.client.models.rota_bars import Bar, Hatch
from desk.client.models.rota_rows import Group
from desk.client.models.time_axis import DaySpan

HOUR = 60


@dataclass(frozen=True, slots=True)
class Line:
    """A person's day."""

    name: str
    bars: tuple[Bar, ...]
    hatches: tuple[Hatch, ...]


@dataclass(frozen=True, slots=True)
class Board:
    """A team's page, or the page that goes on with it (``part`` from 1 of ``parts``)."""

    name: str
    lines: tuple[Line, ...]
    part: int
    parts: int


@dataclass(frozen=True, slots=True)
class Figures:
    """A page of the table: intervals of all queues together, and of each, in the same order."""

    cells: tuple[Cell, ...]
    by_queue: tuple[tuple[str, tuple[Cell, ...]], ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A day on paper; times are minutes since 1970. ``cells`` are of all queues together."""

    day: DaySpan
    first: int
    last: int
    cells: tuple[Cell, ...]
    boards: tuple[Board, ...]
    figures: tuple[Figures, ...]
    #: Whether some of it is not published yet.
    drafts: bool

    @property
    def pages(self) -> int:
        """How many there are."""
        return len(self.boards) + len(self.figures)


def sheet_of(
    rota: RotaModel,
    coverage: CoverageModel,
    day: date,
    groups: Iterable[Group],
    queue_names: Mapping[int, str],
    *,
    lines: int,
    intervals: int,
) -> Sheet | None:
    """The sheet of a day that is shown, so many ``lines`` or ``intervals`` to a page; None while nothing is known."""
    span = next((one for one in rota.days if one.day == day), None)
    if span is None:
        return None
    teams = [(group.name, found) for group in groups if (found := _lines(rota, group, span))]
    bars = [bar for _, of_team in teams for line in of_team for bar in line.bars]
    known = coverage.days.get(day)
    cells = tuple(cells_of(known, None, {})) if known is not None else ()
    each = () if known is None else tuple((one.queue_id, cells_of(known, one.queue_id, {})) for one in known.queues)
    edges = [time for opened in span.open for time in opened] or [span.start + 9 * HOUR, span.start + 19 * HOUR]
    edges += [time for bar in bars for time in (bar.start, bar.end)]
    return Sheet(
        span,
        min(edges) // HOUR * HOUR,
        -(-max(edges) // HOUR) * HOUR,
        cells,
        tuple(board for name, of_team in teams for board in _boards(name, of_team, lines)),
        tuple(_figures(cells, [(queue_names.get(one, ""), of_queue) for one, of_queue in each], intervals)),
        any(bar.draft for bar in bars),
    )


def _lines(rota: RotaModel, group: Group, span: DaySpan) -> list[Line]:
    """Who works on the day or is away from it."""
    found = list[Line]()
    for user in group.user_ids:
        bars = tuple(bar for bar in rota.bars(user) if span.start <= bar.start < span.end)
        away = tuple(one for one in rota.hatches(user) if one.start < span.end and one.end > span.start)
        if bars or away:
            found.append(Line(rota.name(user), bars, away))
    return found


def _boards(name: str, lines: Sequence[Line], room: int) -> Iterable[Board]:
    parts = -(-len(lines) // room)
    for part in range(parts):
        yield Board(name, tuple(lines[part * room : (part + 1) * room]), part + 1, parts)


def _figures(cells: Sequence[Cell], each: Sequence[tuple[str, list[Cell]]], room: int) -> Iterable[Figures]:
    for first in range(0, len(cells), room):
        part = slice(first, first + room)
        yield Figures(tuple(cells[part]), tuple((name, tuple(of_queue[part])) for name, of_queue in each))
