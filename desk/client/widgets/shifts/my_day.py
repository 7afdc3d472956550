"""The agent's day."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk.client.widgets.controls.empty import EmptyState

if TYPE_CHECKING:
    # The panels import this file.
    from desk.client.widgets.panels.panel import Surroundings


class MyDay(QWidget):
    """What I work when, and what I may ask for."""

    def __init__(self, around: "Surroundings") -> None:
        super().__init__()
        self._around = around
        self.empty = EmptyState("calendar-clock", "")
        column = QVBoxLayout(self)
        column.addWidget(self.empty)
        self._say()

    def shown(self) -> None:
        """The view has come to the front."""

    def _say(self) -> None:
        self.empty.set_words(self.tr("My shifts"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
        super().changeEvent(event)
