"""The floor as a table: found as one types, filtered, sorted by any column, who asks for help always on top."""

from collections.abc import Callable
from datetime import datetime
from enum import Enum, auto
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from desk.client.models.clock import Clock
from desk.client.models.floor import FloorModel
from desk.client.models.floor_words import FloorWords
from desk.client.models.matching import score
from desk.client.models.plain import joined
from desk.contract.agents import AgentState
from desk.contract.floor import AgentFloor

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
ROLE = Qt.ItemDataRole
#: Those who are at work first.
ORDER = (
    AgentState.IN_CALL,
    AgentState.WRAP_UP,
    AgentState.AVAILABLE,
    AgentState.ON_SHIFT,
    AgentState.BREAK,
    AgentState.AWAY,
    AgentState.OFF,
)


class Column(Enum):
    """What is known of a person."""

    NAME = auto()
    TEAM = auto()
    STATE = auto()
    SINCE = auto()
    WORK = auto()
    LOAD = auto()
    CALLS = auto()
    LAST_BREAK = auto()
    SHIFT_ENDS = auto()


COLUMNS = tuple(Column)


class FloorRows(QAbstractTableModel):
    """People stay selected and in sight while everything around them changes."""

    aged = Signal()
    """Everybody has been in their state for a second more; carries nothing."""

    def __init__(
        self,
        floor: FloorModel,
        clock: Clock,
        say_state: Callable[[AgentState, str], str],
        parent: QObject | None = None,
    ) -> None:
        """`say_state`: a state and its reason in words."""
        super().__init__(parent)
        self._floor, self._clock, self._say_state = floor, clock, say_state
        self.words = FloorWords(self)
        self.people: list[AgentFloor] = []
        #: What was said of whom, but for the running clocks: painting asks for it all the time.
        self._said: dict[tuple[int, Column], str] = {}
        self._teams: dict[int, str] = {}
        #: Since when nobody knows any more; then no clock runs on.
        self._frozen: datetime | None = None
        self._query = ""
        self._states: frozenset[AgentState] = frozenset()
        self._team: int | None = None
        self._column, self._falling = Column.STATE, False
        floor.changed.connect(self.refresh)
        clock.tick.connect(self._tick)
        self.refresh()

    # What is shown

    def find(self, query: str) -> None:
        """Only those whose name or team answers the words."""
        self._query = query
        self.refresh()

    def choose_states(self, states: frozenset[AgentState]) -> None:
        """Only those in one of these states; none: everybody who is not off."""
        self._states = states
        self.refresh()

    def choose_team(self, team_id: int | None) -> None:
        """Only those of a team, or of all."""
        self._team = team_id
        self.refresh()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self._column, self._falling = COLUMNS[column], order is Qt.SortOrder.DescendingOrder
        self.refresh()

    def set_old(self, old: bool) -> None:
        """Nobody knows whether it still is so: what was last known stands still."""
        if old != (self._frozen is not None):
            self._frozen = self._clock.now() if old else None

    def counts(self) -> dict[AgentState, int]:
        """How many are in each state, whatever is filtered."""
        found = dict.fromkeys(ORDER, 0)
        for one in self._floor.people:
            found[one.status.state] += 1
        return found

    def person(self, index: Index) -> AgentFloor | None:
        """Who stands in a row."""
        return self.people[index.row()] if index.isValid() and index.row() < len(self.people) else None

    def refresh(self) -> None:
        """Choose and order anew; whoever was selected still is."""
        self._teams = self._floor.teams
        self._said.clear()
        chosen = [one for one in self._floor.people if self._fits(one)]
        key = self._keys()[self._column]
        chosen.sort(key=lambda one: one.status.name)
        chosen.sort(key=key, reverse=self._falling)
        chosen.sort(key=lambda one: not one.asks_help)
        before = [one.status.user_id for one in self.people]
        after = [one.status.user_id for one in chosen]
        if before == after:
            self.people = chosen
            self._all_changed()
            return
        self.layoutAboutToBeChanged.emit()
        places = {user_id: row for row, user_id in enumerate(after)}
        old = self.persistentIndexList()
        self.people = chosen
        fresh = [
            self.index(row, index.column())
            if index.row() < len(before) and (row := places.get(before[index.row()])) is not None
            else QModelIndex()
            for index in old
        ]
        self.changePersistentIndexList(old, fresh)
        self.layoutChanged.emit()

    def _fits(self, one: AgentFloor) -> bool:
        state = one.status.state
        if one.asks_help and not self._query:
            return True
        if state not in self._states if self._states else state is AgentState.OFF and not self._query:
            return False
        if self._team is not None and one.team_id != self._team:
            return False
        return not self._query or score(self._query, joined(one.status.name, self.team(one), by=" ")) > 0

    def _keys(self) -> dict[Column, Callable[[AgentFloor], Any]]:
        last = float("inf")
        return {
            Column.NAME: lambda one: one.status.name,
            Column.TEAM: self.team,
            Column.STATE: lambda one: (ORDER.index(one.status.state), one.status.since),
            Column.SINCE: lambda one: one.status.since,
            Column.WORK: lambda one: (one.status.state is not AgentState.IN_CALL, -len(one.ticket_ids)),
            Column.LOAD: lambda one: -one.load / max(one.capacity, 0.1),
            Column.CALLS: lambda one: (-one.calls_today, -one.hard_calls_today),
            Column.LAST_BREAK: lambda one: last if one.last_break is None else -one.last_break.timestamp(),
            Column.SHIFT_ENDS: lambda one: last if one.shift_ends is None else one.shift_ends.timestamp(),
        }

    def team(self, one: AgentFloor) -> str:
        """The team's name; empty for none."""
        return self._teams.get(one.team_id or 0, "")

    def text(self, one: AgentFloor, column: Column) -> str:
        """What stands in a cell."""
        if column is Column.SINCE:
            return self.words.since(one, self._frozen or self._clock.now())
        place = (one.status.user_id, column)
        said = self._said.get(place)
        if said is None:
            said = self._said[place] = self._say(one, column)
        return said

    # Inside

    def _say(self, one: AgentFloor, column: Column) -> str:
        now, words = self._frozen or self._clock.now(), self.words
        match column:
            case Column.NAME:
                return joined(one.status.name)
            case Column.TEAM:
                return joined(self.team(one))
            case Column.STATE:
                return self._say_state(one.status.state, one.status.reason)
            case Column.SINCE:
                return words.since(one, now)
            case Column.WORK:
                return words.work(one)
            case Column.LOAD:
                return words.load(one)
            case Column.CALLS:
                return words.calls(one)
            case Column.LAST_BREAK:
                return words.last_break(one, now)
            case Column.SHIFT_ENDS:
                return words.shift_ends(one)

    def _all_changed(self) -> None:
        if self.people:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.people) - 1, len(COLUMNS) - 1))

    def _tick(self) -> None:
        """Ages are other every second: nobody needs to be told of more than that."""
        if self.people and self._frozen is None:
            self.aged.emit()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.people)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: Index, role: int = ROLE.DisplayRole) -> object:
        one = self.person(index)
        if one is None:
            return None
        column = COLUMNS[index.column()]
        if role == ROLE.DisplayRole:
            return self.text(one, column)
        if role == ROLE.UserRole:
            return one
        if role == ROLE.AccessibleTextRole:
            help_ = self.words.asks_help() if one.asks_help and column is Column.NAME else ""
            return joined(f"{self.words.title(column.name)}: {self.text(one, column)}", help_, by=", ")
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = ROLE.DisplayRole) -> object:
        if orientation is Qt.Orientation.Horizontal and role == ROLE.DisplayRole:
            return self.words.title(COLUMNS[section].name)
        return None
