"""Small widgets one after another, in as many lines as they need."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

GAP = 6


class Flow(QWidget):
    """As high as its lines; of a great many the last lines are cut."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._held: list[QWidget] = []
        self._high = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def add(self, widget: QWidget) -> None:
        """One more, at the end."""
        widget.setParent(self)
        widget.show()
        self._held.append(widget)
        self.arrange()

    def drop(self, widget: QWidget) -> None:
        """Take one away for good."""
        self._held.remove(widget)
        widget.hide()
        widget.deleteLater()
        self.arrange()

    def arrange(self) -> None:
        """Put everything in its place: something in it has become wider or narrower."""
        x = y = line = 0
        for widget in self._held:
            size = widget.sizeHint()
            if x and x + size.width() > self.width():
                x, y, line = 0, y + line + GAP, 0
            widget.setGeometry(x, y, size.width(), size.height())
            x, line = x + size.width() + GAP, max(line, size.height())
        if y + line != self._high:
            self._high = y + line
            self.setFixedHeight(max(1, self._high))

    def sizeHint(self) -> QSize:
        return QSize(200, self._high)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arrange()
