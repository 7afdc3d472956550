"""What a screen reader is told of the grid: a list whose items are the bars in view, named in whole sentences."""

from PySide6.QtCore import QPoint, QRect

from desk.client.models.plain import joined
from desk.client.models.rota_bars import Bar
from desk.client.widgets.accessible import AccessibleItems, ItemHandle, told_by
from desk.client.widgets.shifts.reading import GridReading

#: A person and a bar; bar 0: somebody without a shift.
Place = tuple[int | None, int]


class BarHandle(ItemHandle):
    """One bar, or somebody without a shift."""

    def __init__(self, grid: GridReading, place: Place) -> None:
        super().__init__(grid)
        self.grid, self.place = grid, place
        self.user_id = place[0] or 0

    def bar(self) -> Bar | None:
        """The bar; None for somebody without a shift, and when it is gone."""
        return next((bar for bar in self.grid.model.bars(self.user_id) if bar.key == self.place[1]), None)

    def name(self) -> str:
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
        bar, row = self.bar(), self.grid.rows.row_of(self.user_id)
        if row is None:
            return QRect()
        if bar is None:
            return QRect(0, self.grid.y_of(row), self.grid.left, row.height)
        return self.grid.rect_of(bar)

    def is_there(self) -> bool:
        return self.grid.rows.row_of(self.user_id) is not None

    def is_current(self) -> bool:
        return (self.grid.current_user, self.grid.current_key or 0) == self.place


class AccessibleGrid(AccessibleItems[Place]):
    """The bars, from top to bottom and left to right."""

    def __init__(self, grid: GridReading) -> None:
        super().__init__(grid)
        self._grid = grid
        grid.settled.connect(self.tell_items)
        grid.current_changed.connect(self.tell_current)

    def keys(self) -> list[Place]:
        grid = self._grid
        first, last = grid.axis.seen
        found: list[Place] = []
        for row in grid.visible():
            if row.user_id is not None:
                bars = [bar for bar in grid.model.bars(row.user_id) if bar.end > first and bar.start < last]
                found += [(row.user_id, bar.key) for bar in bars] or [(row.user_id, 0)]
        return found

    def key_at(self, point: QPoint) -> Place:
        row, bar = self._grid.row_at(point), self._grid.bar_at(point)
        return row.user_id if row is not None else None, 0 if bar is None else bar.key

    def current_key(self) -> Place:
        return self._grid.current_user, self._grid.current_key or 0

    def handle_for(self, key: Place) -> BarHandle:
        return BarHandle(self._grid, key)


def make_accessible() -> None:
    """Let Qt ask here for the accessible side of grids."""
    told_by(GridReading, AccessibleGrid)
