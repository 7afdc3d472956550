"""What the lines of the command table that begin with `shifts.` do."""

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desk.client.widgets.shifts.lead_day import LeadDay

#: They need a bar that is chosen, and the keyboard at the grid.
AT_BAR = frozenset({"earlier", "later", "shorter", "longer", "split", "activity", "remove"})
SHIFT_DEEDS = (
    *("before", "after", "today", "closer", "farther", "find", "matters", "side", "print", "undo", "redo"),
    *("earlier", "later", "shorter", "longer", "split", "activity", "remove"),
)


def deeds_of(day: "LeadDay") -> dict[str, Callable[[], None]]:
    """By the command's name without its prefix."""
    grid, steering, bar = day.grid, day.steering, day.toolbar
    return {
        "before": lambda: day.step(-1),
        "after": lambda: day.step(1),
        "today": lambda: day.step(0),
        "closer": lambda: grid.zoom(1.25),
        "farther": lambda: grid.zoom(0.8),
        "find": bar.search.setFocus,
        "matters": bar.now.toggle,
        "side": bar.side.toggle,
        "print": day.printing.ask,
        "undo": steering.undo,
        "redo": steering.redo,
        "earlier": lambda: grid.nudge(-1),
        "later": lambda: grid.nudge(1),
        "shorter": lambda: grid.stretch(-1),
        "longer": lambda: grid.stretch(1),
        "split": steering.split,
        "activity": steering.ask_activity,
        "remove": steering.ask_cancel,
    }
