"""Which rows the grid has: people under their team or queue, narrowed by a name or to who matters now."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QObject, Signal

from desk.client.models.matching import score
from desk.client.models.plain import visible
from desk.client.models.rota import RotaModel
from desk.client.models.rota_bars import Bar
from desk.contract.shifts import Activity
from desk.workforce.coverage import without

#: From a minute to a minute.
Stretch = tuple[int, int]


class Grouping(StrEnum):
    """What people stand under."""

    TEAM = "team"
    QUEUE = "queue"


@dataclass(frozen=True, slots=True)
class Group:
    """A heading: a team or a queue, and who stands under it. ``id`` 0: nobody else's."""

    id: int
    name: str
    user_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the grid: a heading (no person), or a person."""

    top: int
    height: int
    group: Group
    user_id: int | None = None


def order_of(model: RotaModel) -> Callable[[int], tuple[int, int, str]]:
    """Who comes first stands first, who is off or away last; then by name."""
    first, last = (model.days[0].start, model.days[-1].end) if model.days else (0, 0)

    def place(user_id: int) -> tuple[int, int, str]:
        away = model.away(user_id)
        bars = [bar for bar in model.bars(user_id) if bar.end > first and bar.start < last]
        starts = [start for bar in bars for start, _ in without([(bar.start, bar.end)], away)]
        return (0 if starts else 1, min(starts, default=0), model.name(user_id))

    return place


class RotaRows(QObject):
    """The rows from top to bottom, with where they stand."""

    changed = Signal()
    """Other rows, or in another order; carries nothing."""

    def __init__(self, model: RotaModel) -> None:
        super().__init__()
        self._model = model
        self.grouping = Grouping.TEAM
        self.query = ""
        #: Only these, in this order; None: everybody.
        self.only: tuple[int, ...] | None = None
        self.queue_names: Mapping[int, str] = {}
        self.rest_name = ""
        self.rows: list[Row] = []
        self.height = 0
        self._heights = (28, 36)
        self._tops: list[int] = []
        self._at: dict[int, int] = {}
        self._headings: dict[int, Row] = {}

    # What stands where

    def at(self, y: int) -> Row | None:
        """The row at a height from the very top."""
        found = bisect_right(self._tops, y) - 1
        return self.rows[found] if 0 <= found < len(self.rows) and 0 <= y < self.height else None

    def between(self, top: int, bottom: int) -> list[Row]:
        """The rows of a stretch."""
        first = max(0, bisect_right(self._tops, top) - 1)
        return self.rows[first : bisect_right(self._tops, bottom)]

    def index(self, user_id: int) -> int | None:
        """Where a person stands; None when not among the rows."""
        return self._at.get(user_id)

    def heading(self, group: Group) -> Row:
        """The line that names a group."""
        return self._headings[group.id]

    def row_of(self, user_id: int) -> Row | None:
        """A person's row."""
        at = self._at.get(user_id)
        return None if at is None else self.rows[at]

    @property
    def people(self) -> list[int]:
        """Everybody in the rows, from top to bottom."""
        return [row.user_id for row in self.rows if row.user_id is not None]

    # What is shown

    def set_grouping(self, grouping: Grouping) -> None:
        """Stand under teams or under queues."""
        self.grouping = grouping
        self.build()

    def set_query(self, query: str) -> None:
        """Only whose name answers this."""
        if query.strip() != self.query:
            self.query = query.strip()
            self.build()

    def set_only(self, user_ids: Iterable[int] | None) -> None:
        """Only these people, in this order; None: everybody."""
        only = None if user_ids is None else tuple(user_ids)
        if only != self.only:
            self.only = only
            self.build()

    def set_heights(self, heading: int, person: int) -> None:
        """How high the rows are."""
        if (heading, person) != self._heights:
            self._heights = (heading, person)
            self.build()

    def build(self) -> None:
        """Put the rows up anew."""
        rows: list[Row] = []
        top, (heading, person) = 0, self._heights
        for group in self._groups():
            rows.append(Row(top, heading, group))
            top += heading
            for user_id in group.user_ids:
                rows.append(Row(top, person, group, user_id))
                top += person
        self.rows, self.height = rows, top
        self._tops = [row.top for row in rows]
        self._headings = {row.group.id: row for row in rows if row.user_id is None}
        self._at = {row.user_id: at for at, row in enumerate(rows) if row.user_id is not None}
        self.changed.emit()

    # Inside

    def _groups(self) -> list[Group]:
        model = self._model
        if self.only is not None:
            return [Group(0, "", tuple(one for one in self.only if self._admits(one)))]
        members: dict[int, list[int]] = {}
        for worker in model.workers.values():
            if self._admits(worker.user_id):
                members.setdefault(self._group_of(worker.user_id), []).append(worker.user_id)
        place = order_of(model)
        groups = [
            Group(which, self._name(which), tuple(sorted(people, key=place))) for which, people in members.items()
        ]
        return sorted(groups, key=lambda group: (group.id == 0, group.name))

    def _admits(self, user_id: int) -> bool:
        return not self.query or score(self.query, self._model.name(user_id)) > 0

    def _group_of(self, user_id: int) -> int:
        worker = self._model.workers[user_id]
        if self.grouping is Grouping.TEAM:
            return worker.team_id or 0
        return worker.queue_ids[0] if worker.queue_ids else 0

    def _name(self, which: int) -> str:
        if which == 0:
            return self.rest_name
        team = self._model.teams.get(which)
        if self.grouping is Grouping.TEAM:
            return "" if team is None else visible(team.name)
        return visible(self.queue_names.get(which, ""))


def on_calls(model: RotaModel, user_ids: Iterable[int], first: int, last: int, step: int) -> list[int]:
    """How many of these people are rostered for calls, and not away, in each interval of ``step`` minutes from
    ``first`` on.

    Somebody counts in an interval for most of which they are there.
    """
    count = max(0, -(-(last - first) // step))
    change = [0] * (count + 1)
    for user_id in user_ids:
        away = model.away(user_id)
        for bar in model.bars(user_id):
            if bar.end <= first or bar.start >= last:
                continue
            for start, until in _working(bar, away):
                begin = max(0, (start - first + step // 2) // step)
                end = min(count, (until - first + step // 2) // step)
                if end > begin:
                    change[begin] += 1
                    change[end] -= 1
    found, now = list[int](), 0
    for delta in change[:count]:
        now += delta
        found.append(now)
    return found


def is_off(model: RotaModel, user_id: int) -> bool:
    """Whether somebody works at none of the times that are known: no shift, or away from all of them."""
    away = model.away(user_id)
    return not any(without([(bar.start, bar.end)], away) for bar in model.bars(user_id))


def _working(bar: Bar, away: Sequence[Stretch]) -> Iterator[Stretch]:
    for piece in bar.pieces:
        if piece.activity is Activity.WORK:
            yield from without([(piece.start, piece.end)], away)
