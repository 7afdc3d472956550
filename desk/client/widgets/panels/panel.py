"""What a view of the window is given, and what it can be asked for."""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desk.client.models.desk import Desk
from desk.client.models.navigation import Opening
from desk.client.widgets.commands import Commands
from desk.client.widgets.controls.toast import Toasts


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What every panel may use: the models, the table of commands, and the toasts of its window."""

    desk: Desk
    commands: Commands
    toasts: Toasts


class Panel(QWidget):
    """One view in the middle of the window. It is made when it is first shown, and lives as long as the window."""

    badge_changed = Signal(int)
    """How much waits in this view; carries the count for the rail."""

    def open(self, opening: Opening) -> bool:
        """Show something; tells whether this view is the one that can."""
        return False

    def shown(self) -> None:
        """The view has come to the front: put the keyboard where work begins, unless somebody is writing."""
