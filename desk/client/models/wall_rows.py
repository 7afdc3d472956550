"""The wall as tables: queues and teams as rows, each cell with its figure, its words and how it stands."""

from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desk.client.models.directory import Directory
from desk.client.models.formats import stopwatch
from desk.client.models.plain import filled, joined
from desk.client.models.wall import WallModel, away
from desk.client.models.wall_words import WallWords
from desk.contract.agents import AgentState
from desk.contract.wall import Measure, QueueWall, TeamWall
from desk.queueing.wall import Standing

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()


class Column(Enum):
    """What stands about a queue."""

    QUEUE = auto()
    WAITING = auto()
    LONGEST = auto()
    NOW = auto()
    TODAY = auto()
    UNASSIGNED = auto()
    MISSING = auto()
    MISSED = auto()
    CALLBACKS = auto()
    COVER = auto()


class TeamColumn(Enum):
    """What stands about a team."""

    TEAM = auto()
    AVAILABLE = auto()
    IN_CALL = auto()
    WRAP_UP = auto()
    ON_SHIFT = auto()
    AWAY = auto()


@dataclass(frozen=True, slots=True)
class Cover:
    """Agents needed, rostered and here."""

    needed: int
    rostered: float
    here: float


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure and the small words below it; how it stands and what that is called; what is drawn beside it."""

    text: str
    below: str = ""
    standing: Standing = Standing.WELL
    name: str = ""
    buckets: tuple[int, ...] = ()
    cover: Cover | None = None
    state: AgentState | None = None
    #: Words, not a figure: they stand on the left.
    words: bool = False

    @property
    def spoken(self) -> str:
        """The cell for who cannot see it."""
        return joined(self.text, self.name, self.below, by=", ")


class _Rows(QAbstractTableModel):
    """Cells by row and column; whoever inherits makes them."""

    def __init__(self, columns: list[Any], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = columns
        self.cells: list[list[Cell]] = []

    def show_cells(self, cells: list[list[Cell]]) -> None:
        """Show these; places stay while their number does."""
        if len(cells) != len(self.cells):
            self.beginResetModel()
            self.cells = cells
            self.endResetModel()
        elif cells != self.cells:
            self.cells = cells
            self.dataChanged.emit(self.index(0, 0), self.index(len(cells) - 1, len(self.columns) - 1))

    def cell(self, index: Index) -> Cell:
        """What stands there."""
        return self.cells[index.row()][index.column()]

    def title(self, column: Any) -> str:
        """The head of a column."""
        raise NotImplementedError

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.cells)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        cell = self.cell(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.text
        if role == Qt.ItemDataRole.UserRole:
            return cell
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self.title(self.columns[index.column()])}: {cell.spoken}"
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.title(self.columns[section])
        return None


class QueueRows(_Rows):
    """A queue a row, in the order of the site: what does not move is found at a glance."""

    def __init__(self, wall: WallModel, directory: Directory, parent: QObject | None = None) -> None:
        super().__init__(list(Column), parent)
        self._wall, self._directory = wall, directory
        self.words = WallWords(self)
        for signal in (wall.changed, wall.ticked, directory.changed):
            signal.connect(self.refresh)
        self.refresh()

    def title(self, column: Column) -> str:
        return {
            Column.QUEUE: self.tr("Queue"),
            Column.WAITING: self.tr("Calls waiting"),
            Column.LONGEST: self.tr("Longest wait"),
            Column.NOW: self.tr("Level, 30 min"),
            Column.TODAY: self.tr("Level today"),
            Column.UNASSIGNED: self.tr("Unassigned"),
            Column.MISSING: self.tr("Will miss, 60 min"),
            Column.MISSED: self.tr("Missed"),
            Column.CALLBACKS: self.tr("Call-backs due"),
            Column.COVER: self.tr("Here / needed"),
        }[column]

    def refresh(self) -> None:
        """Put the numbers of this moment into words."""
        wall = self._wall.wall
        self.show_cells([] if wall is None else [self._row(one) for one in wall.queues])

    def _row(self, one: QueueWall) -> list[Cell]:
        name = joined(self._directory.queue_name(one.queue_id)) or f"#{one.queue_id}"
        return [
            Cell(name, filled(self.tr("{count} open"), count=f"{one.open:,}"), words=True),
            self._cell(one, Measure.WAITING, f"{sum(one.waiting):,}", buckets=tuple(one.waiting)),
            self._cell(one, Measure.LONGEST_WAIT, stopwatch(self._wall.longest(one)) if sum(one.waiting) else "–"),
            self._cell(one, Measure.LEVEL_NOW, self.words.level(one.level_now), self._of(one.arrived_now)),
            self._cell(one, Measure.LEVEL_TODAY, self.words.level(one.level_today), self._of(one.arrived)),
            self._cell(one, Measure.UNASSIGNED, f"{one.unassigned:,}"),
            self._cell(one, Measure.MISSING_60, f"{one.missing_60:,}", self._soon(one)),
            self._cell(one, Measure.MISSED, f"{one.missed:,}"),
            Cell(f"{one.callbacks_due:,}"),
            self._cover(one),
        ]

    def _cell(
        self, one: QueueWall, measure: Measure, text: str, below: str = "", buckets: tuple[int, ...] = ()
    ) -> Cell:
        stands = self._wall.standing(one, measure)
        limit = self._wall.threshold(one, measure)
        name = self.words.standing(stands, "" if limit is None else limit.name)
        return Cell(text, below, stands, name, buckets)

    def _of(self, arrived: int) -> str:
        return filled(self.tr("of {count} arrived"), count=f"{arrived:,}") if arrived else ""

    def _soon(self, one: QueueWall) -> str:
        return filled(self.tr("{count} in 15 min"), count=one.missing_15) if one.missing_15 else ""

    def _cover(self, one: QueueWall) -> Cell:
        here = f"{round(one.here, 1):g}"
        if one.needed is None:
            return Cell(here, self.tr("no need known"))
        rostered = one.rostered or 0.0
        below = filled(self.tr("rostered {count}"), count=f"{round(rostered, 1):g}")
        stands = self._wall.standing(one, Measure.SHORT)
        limit = self._wall.threshold(one, Measure.SHORT)
        name = self.words.standing(stands, "" if limit is None else limit.name)
        return Cell(f"{here} / {one.needed}", below, stands, name, cover=Cover(one.needed, rostered, one.here))


class TeamRows(_Rows):
    """A team a row."""

    def __init__(self, wall: WallModel, parent: QObject | None = None) -> None:
        super().__init__(list(TeamColumn), parent)
        self._wall = wall
        wall.changed.connect(self.refresh)
        self.refresh()

    def title(self, column: TeamColumn) -> str:
        return {
            TeamColumn.TEAM: self.tr("Team"),
            TeamColumn.AVAILABLE: self.tr("Available"),
            TeamColumn.IN_CALL: self.tr("In call"),
            TeamColumn.WRAP_UP: self.tr("Wrap-up"),
            TeamColumn.ON_SHIFT: self.tr("No calls"),
            TeamColumn.AWAY: self.tr("Away"),
        }[column]

    def refresh(self) -> None:
        """Show how many are in each state."""
        wall = self._wall.wall
        self.show_cells([] if wall is None else [self._row(one) for one in wall.teams])

    def _row(self, one: TeamWall) -> list[Cell]:
        def cell(state: AgentState) -> Cell:
            return Cell(f"{one.states.get(state.value, 0):,}", state=state)

        return [
            Cell(joined(one.name) or self.tr("No team"), words=True),
            cell(AgentState.AVAILABLE),
            cell(AgentState.IN_CALL),
            cell(AgentState.WRAP_UP),
            cell(AgentState.ON_SHIFT),
            Cell(f"{away(one):,}", state=AgentState.AWAY),
        ]
