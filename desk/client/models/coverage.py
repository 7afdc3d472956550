"""Needed against rostered against really here, by queue and interval, as the server reckons it."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal

from desk.client.models import tasks
from desk.client.models.time_axis import minute_of
from desk.client.remote.remote import Remote
from desk.contract.errors import DeskError
from desk.contract.staffing import Coverage, CoverageQuery, Interval

SETTLE_MS = 400
#: Many days are asked for again with less hurry.
SETTLE_MANY_MS, MANY = 5_000, 7


@dataclass(frozen=True, slots=True)
class Cell:
    """An interval of one queue or of all together; agents, calls, and minutes since 1970."""

    start: int
    end: int
    needed: float
    needed_c: float
    rostered: float
    here: float | None
    forecast: float
    planned: float
    seen: int | None
    level: float
    lunch: bool
    late: bool

    @property
    def gap(self) -> float:
        """How many are missing; less than nothing where there are more than are needed."""
        return self.needed - self.rostered


Here = dict[int, dict[int, float]]
"""Agents really here by interval's start (minutes since 1970) and queue."""


def cells_of(coverage: Coverage, queue_id: int | None, here: Here) -> list[Cell]:
    """The day's intervals of one queue, or summed over all of them; the level is weighted by calls."""
    lines = [one for one in coverage.queues if queue_id in (None, one.queue_id)]
    ids = [one.queue_id for one in lines]
    columns = zip(*(one.intervals for one in lines), strict=True)
    return [_joined(column, coverage.minutes, ids, here) for column in columns] if lines else []


def _joined(column: Sequence[Interval], minutes: int, ids: Sequence[int], known: Here) -> Cell:
    calls = sum(one.forecast for one in column)
    there = known.get(minute_of(column[0].start), {})
    here = [there[queue] for queue in ids if queue in there]
    seen = [one.seen for one in column if one.seen is not None]
    start = minute_of(column[0].start)
    weighed = sum(one.service_level * one.forecast for one in column)
    return Cell(
        start,
        start + minutes,
        sum(one.needed for one in column),
        sum(one.needed_c for one in column),
        sum(one.rostered for one in column),
        sum(here) if here else None,
        calls,
        sum(one.planned for one in column),
        sum(seen) if seen else None,
        weighed / calls if calls else 1.0,
        any(one.lunch for one in column),
        any(one.late for one in column),
    )


class CoverageModel(QObject):
    """The coverage of the days shown."""

    changed = Signal()
    """Other figures, or another queue is looked at; carries nothing."""
    taken = Signal()
    """The server has reckoned a day anew; carries nothing."""

    def __init__(self, remote: Remote) -> None:
        super().__init__()
        self._remote = remote
        self.days: dict[date, Coverage] = {}
        #: Who was really here: the server tells the present, what has passed is remembered.
        self.here: Here = {}
        #: None: all of them together.
        self.queue_id: int | None = None
        self.error: DeskError | None = None
        self._wanted: tuple[date, ...] = ()
        self._cells: list[Cell] | None = None
        self._fetching: asyncio.Task[None] | None = None
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settle.timeout.connect(self.refresh)

    def show_days(self, days: Sequence[date]) -> None:
        """Look at these days."""
        self._wanted = tuple(days)
        self.days = {day: known for day, known in self.days.items() if day in self._wanted}
        self._anew()
        self.refresh()

    def show_queue(self, queue_id: int | None) -> None:
        """Look at one queue, or at all together."""
        if queue_id != self.queue_id:
            self.queue_id = queue_id
            self._anew()

    def soon(self) -> None:
        """Something was planned otherwise."""
        self._settle.start(SETTLE_MS if len(self._wanted) <= MANY else SETTLE_MANY_MS)

    def refresh(self) -> None:
        """Ask for the days that are looked at."""
        if self._fetching is not None:
            self._fetching.cancel()
        if self._wanted:
            self._fetching = tasks.start(self._fetch(), name="coverage", owner=self)

    def stop(self) -> None:
        """Look no more."""
        self._wanted = ()
        self._settle.stop()
        if self._fetching is not None:
            self._fetching.cancel()

    def take(self, coverage: Coverage) -> None:
        """A day as the server reckons it."""
        self.days[coverage.day] = coverage
        for queue in coverage.queues:
            for one in queue.intervals:
                if one.here is not None:
                    self.here.setdefault(minute_of(one.start), {})[queue.queue_id] = one.here
        self.taken.emit()
        self._anew()

    def note_here(self, minute: float, here: dict[int, float]) -> None:
        """So many are really here now, by queue."""
        for coverage in self.days.values():
            first = coverage.queues[0].intervals if coverage.queues else []
            for one in first:
                start = minute_of(one.start)
                if start <= minute < start + coverage.minutes and self.here.get(start) != here:
                    self.here[start] = dict(here)
                    self._anew()

    def needed_now(self, minute: float) -> dict[int, float]:
        """So many are needed now, by queue."""
        return {
            queue.queue_id: one.needed
            for coverage in self.days.values()
            for queue in coverage.queues
            for one in queue.intervals
            if (start := minute_of(one.start)) <= minute < start + coverage.minutes
        }

    @property
    def queue_ids(self) -> list[int]:
        """The queues there are figures of."""
        found = {one.queue_id for coverage in self.days.values() for one in coverage.queues}
        return sorted(found)

    @property
    def cells(self) -> list[Cell]:
        """The intervals of the days looked at, earliest first."""
        if self._cells is None:
            self._cells = [
                cell for day in sorted(self.days) for cell in cells_of(self.days[day], self.queue_id, self.here)
            ]
        return self._cells

    def at(self, minute: float) -> Cell | None:
        """The interval a minute lies in."""
        return next((cell for cell in self.cells if cell.start <= minute < cell.end), None)

    def handle_error(self, error: DeskError) -> None:
        """What was last known stays."""
        self.error = error

    async def _fetch(self) -> None:
        for day in self._wanted:
            self.take(await self._remote.api.coverage(CoverageQuery(day=day, drafts=True)))
        self.error = None

    def _anew(self) -> None:
        self._cells = None
        self.changed.emit()


COLUMNS = ("time", "needed", "rostered", "gap", "here", "calls", "level")
Words = Callable[[str, Cell], str]


class CoverageTable(QAbstractTableModel):
    """The same figures as a table, for whoever cannot see the picture. ``words`` says a column of a cell."""

    def __init__(self, model: CoverageModel, heading: Callable[[str], str], words: Words) -> None:
        super().__init__()
        self._model, self._heading, self._words = model, heading, words
        self._cells = model.cells
        model.changed.connect(self.refresh)

    def refresh(self) -> None:
        """The figures or the language are other ones."""
        self.beginResetModel()
        self._cells = self._model.cells
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008  Qt's default
        return 0 if parent.isValid() else len(self._cells)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008  as above
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words(COLUMNS[index.column()], self._cells[index.row()])
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column():
            return Qt.AlignmentFlag.AlignCenter
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._heading(COLUMNS[section])
        return None
