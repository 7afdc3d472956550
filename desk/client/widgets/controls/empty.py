"""The empty state: what a view says when it has nothing to show."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from desk.client.widgets.controls.button import Button
from desk.client.widgets.controls.elided import Label
from desk.client.widgets.controls.paint import smooth
from desk.client.widgets.icons import IconName, draw_icon
from desk.client.widgets.theme import theme

_CIRCLE, _PICTURE = 56, 26


class EmptyState(QWidget):
    """A picture, one sentence that says what is (not) here, and one that says what to do next."""

    acted = Signal()
    """The agent pressed the action; carries nothing."""

    def __init__(
        self,
        icon: IconName,
        title: str,
        hint: str = "",
        action: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.picture = _Picture(icon, self)
        self.title = Label("", "title", "text", wrap=True)
        self.hint = Label("", "body", "muted", wrap=True)
        self.action = Button("", "secondary")
        self.action.clicked.connect(self.acted)
        column = QVBoxLayout(self)
        column.setSpacing(8)
        column.addStretch(2)
        column.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(4)
        for label in (self.title, self.hint):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(label)
        column.addSpacing(4)
        column.addWidget(self.action, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        self.set_words(title, hint, action)

    def set_words(self, title: str, hint: str = "", action: str = "") -> None:
        """Say something else; an empty hint or action takes no room."""
        self.title.setText(title)
        self.hint.setText(hint)
        self.hint.setVisible(bool(hint))
        self.action.setText(action)
        self.action.setVisible(bool(action))
        self.setAccessibleName(self.title.text())

    def set_icon(self, icon: IconName) -> None:
        """Show another picture."""
        self.picture.show_icon(icon)


class _Picture(QWidget):
    def __init__(self, icon: IconName, parent: QWidget) -> None:
        super().__init__(parent)
        self._icon: IconName = icon
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.update)

    def show_icon(self, icon: IconName) -> None:
        self._icon = icon
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().scaled(_CIRCLE), theme().scaled(_CIRCLE))

    def paintEvent(self, event: QPaintEvent) -> None:
        t, painter = theme().tokens, smooth(self)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(t.accent_soft)
        painter.drawEllipse(self.rect())
        draw_icon(painter, self._icon, self.rect(), t.accent, theme().scaled(_PICTURE))
        painter.end()
