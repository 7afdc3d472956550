"""A scroll area that lets the card behind it be seen."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


class ClearScroll(QScrollArea):
    """Scrolls downwards only; what it holds has no ground of its own."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)

    def show_content(self, content: QWidget) -> None:
        """Hold something else; the place scrolled to stays where that is possible."""
        place = self.verticalScrollBar().value()
        self.setWidget(content)
        # setWidget has just switched the ground on.
        content.setAutoFillBackground(False)
        self.verticalScrollBar().setValue(place)
