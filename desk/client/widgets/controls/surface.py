"""Surfaces and dividers: the planes a window is made of."""

from typing import Literal

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QSizePolicy, QWidget

from desk.client.widgets.theme import theme

Level = Literal["window", "surface", "raised", "sunken"]


class Surface(QWidget):
    """A plane of one level, filled by Qt itself."""

    def __init__(self, level: Level = "surface", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._level: Level = level
        self.setAutoFillBackground(True)
        self._restyle()
        theme().changed.connect(self._restyle)

    def _restyle(self) -> None:
        palette = QPalette()
        palette.setColor(QPalette.ColorRole.Window, theme().tokens.named(self._level))
        self.setPalette(palette)


class Divider(QWidget):
    """A line of one pixel between two things."""

    def __init__(
        self,
        orientation: Qt.Orientation = Qt.Orientation.Horizontal,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        level = orientation == Qt.Orientation.Horizontal
        grow, stay = QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed
        self.setSizePolicy(grow if level else stay, stay if level else grow)
        theme().changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(1, 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme().tokens.border)
        painter.end()
