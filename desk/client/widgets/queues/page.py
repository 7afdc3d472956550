"""What a page of the queues view can be asked for."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget


class Page(QWidget):
    """One page; it is made when it is first shown, and lives as long as the window."""

    badge_changed = Signal(int)
    """How much waits on this page; carries the count."""

    def shown(self) -> None:
        """The page has come to the front: put the keyboard where work begins, and listen."""

    def hidden(self) -> None:
        """Another page or view is in front: listen no longer than others need."""

    def stop(self) -> None:
        """Whoever sat here has gone: forget what was seen."""
