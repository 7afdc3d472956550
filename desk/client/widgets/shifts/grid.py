"""The grid with mouse, keyboard and screen reader."""

from desk.client.widgets.shifts.canvas import GridCanvas


class Grid(GridCanvas):
    """The whole grid."""
