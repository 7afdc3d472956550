"""What a screen reader is told of the grid: a list whose items are the bars in view, named in whole sentences."""

from typing import Any

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import QAccessible, QAccessibleEvent, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget

from desk.client.models.plain import joined
from desk.client.models.rota_bars import Bar
from desk.client.widgets.shifts.reading import GridReading

#: A person and a bar; bar 0: somebody without a shift.
Place = tuple[int | None, int]


class BarHandle(QObject):
    """Stands for one bar towards Qt: accessible objects live as long as a QObject does."""

    def __init__(self, grid: GridReading, place: Place) -> None:
        super().__init__(grid)
        self.grid, self.place = grid, place
        self.user_id = place[0] or 0
        self.accessible: QAccessibleInterface | None = None

    def bar(self) -> Bar | None:
        """The bar; None for somebody without a shift, and when it is gone."""
        return next((bar for bar in self.grid.model.bars(self.user_id) if bar.key == self.place[1]), None)

    def name(self) -> str:
        """All about it, as it is read out."""
        grid, user = self.grid, self.user_id
        team, bar = grid.model.team_of(user), self.bar()
        amiss = grid.adherence.mismatch(user)
        return joined(
            grid.words.bar(grid.model.name(user), bar, grid.axis) if bar is not None else grid.model.name(user),
            *(grid.words.hatch(hatch) for hatch in grid.model.hatches(user)),
            team.name if team is not None else "",
            grid.words.state(grid.adherence.state(user)),
            "" if amiss is None else f"{grid.words.mismatch(amiss.mismatch)} {grid.words.span(amiss.minutes)}",
            by=", ",
        )

    def rect(self) -> QRect:
        """Where it stands in the view."""
        bar, row = self.bar(), self.grid.rows.row_of(self.user_id)
        if row is None:
            return QRect()
        if bar is None:
            return QRect(0, self.grid.y_of(row), self.grid.left, row.height)
        return self.grid.rect_of(bar)


class AccessibleBar(QAccessibleInterface):
    """One bar; its name says everything."""

    def __init__(self, handle: BarHandle) -> None:
        super().__init__()
        self._handle = handle

    def isValid(self) -> bool:
        return self._handle.grid.rows.row_of(self._handle.user_id) is not None

    def object(self) -> QObject:
        return self._handle

    def parent(self) -> QAccessibleInterface:
        return QAccessible.queryAccessibleInterface(self._handle.grid)

    def child(self, index: int) -> Any:
        return None

    def childAt(self, x: int, y: int) -> Any:
        return None

    def childCount(self) -> int:
        return 0

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return -1

    def window(self) -> Any:
        return self._handle.grid.window().windowHandle()

    def text(self, kind: QAccessible.Text) -> str:
        return self._handle.name() if kind == QAccessible.Text.Name else ""

    def setText(self, kind: QAccessible.Text, text: str) -> None:
        """A bar cannot be written."""

    def role(self) -> QAccessible.Role:
        return QAccessible.Role.ListItem

    def rect(self) -> QRect:
        viewport, place = self._handle.grid.viewport(), self._handle.rect()
        return QRect(viewport.mapToGlobal(place.topLeft()), place.size())

    def state(self) -> QAccessible.State:
        grid, state = self._handle.grid, QAccessible.State()
        state.focusable = state.selectable = True
        current = (grid.current_user, grid.current_key or 0) == self._handle.place
        state.selected = current
        state.focused = current and grid.hasFocus()
        return state


class AccessibleGrid(QAccessibleWidget):
    """The list of the bars in view; behind them the viewport."""

    def __init__(self, grid: GridReading) -> None:
        super().__init__(grid, QAccessible.Role.List)
        self._grid = grid
        self._handles: dict[Place, BarHandle] = {}
        self._told: list[Place] = []
        grid.settled.connect(self._tell_places)
        grid.current_changed.connect(self._tell_current)

    def places(self) -> list[Place]:
        """What is in view, from top to bottom and left to right."""
        grid = self._grid
        first, last = grid.axis.seen
        found: list[Place] = []
        for row in grid.visible():
            if row.user_id is not None:
                bars = [bar for bar in grid.model.bars(row.user_id) if bar.end > first and bar.start < last]
                found += [(row.user_id, bar.key) for bar in bars] or [(row.user_id, 0)]
        return found

    def childCount(self) -> int:
        return len(self.places()) + 1

    def child(self, index: int) -> Any:
        places = self.places()
        if index == len(places):
            return QAccessible.queryAccessibleInterface(self._grid.viewport())
        if not 0 <= index < len(places):
            return None
        handle = self._handles.setdefault(places[index], BarHandle(self._grid, places[index]))
        return QAccessible.queryAccessibleInterface(handle)

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        thing = child.object()
        if isinstance(thing, BarHandle):
            places = self.places()
            return places.index(thing.place) if thing.place in places else -1
        return len(self.places())

    def childAt(self, x: int, y: int) -> Any:
        point = self._grid.viewport().mapFromGlobal(QPoint(x, y))
        row, bar = self._grid.row_at(point), self._grid.bar_at(point)
        place = (row.user_id if row is not None else None, 0 if bar is None else bar.key)
        places = self.places()
        return self.child(places.index(place)) if place in places else None

    def focusChild(self) -> Any:
        here, places = (self._grid.current_user, self._grid.current_key or 0), self.places()
        return self.child(places.index(here)) if self._grid.hasFocus() and here in places else None

    def _tell_places(self) -> None:
        if not QAccessible.isActive():
            return
        places = self.places()
        for place in self._handles.keys() - set(places):
            self._handles.pop(place).deleteLater()
        if places != self._told:
            self._told = places
            QAccessible.updateAccessibility(QAccessibleEvent(self._grid, QAccessible.Event.ObjectReorder))

    def _tell_current(self) -> None:
        here, places = (self._grid.current_user, self._grid.current_key or 0), self.places()
        if QAccessible.isActive() and self._grid.hasFocus() and here in places:
            event = QAccessibleEvent(self._grid, QAccessible.Event.Focus)
            event.setChild(places.index(here))
            QAccessible.updateAccessibility(event)


def make_accessible() -> None:
    """Let Qt ask here for the accessible side of grids; once for the program's life."""
    if not _installed:
        _installed.append(True)
        QAccessible.installFactory(_create)


_installed: list[bool] = []


def _create(_class: str, thing: QObject) -> QAccessibleInterface | None:
    # Qt owns what is made here, but Python must not lose its half before the thing itself goes.
    if isinstance(thing, BarHandle):
        thing.accessible = AccessibleBar(thing)
        return thing.accessible
    if isinstance(thing, GridReading):
        made = AccessibleGrid(thing)
        thing.accessible = made
        return made
    return None
