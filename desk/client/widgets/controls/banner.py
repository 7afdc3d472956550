"""The banner: a message inside a view, with a tone, something to do about it, a way to close it."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desk.client.widgets.controls.button import Button, IconButton
from desk.client.widgets.controls.elided import Label
from desk.client.widgets.controls.paint import box, smooth
from desk.client.widgets.icons import IconName, draw_icon
from desk.client.widgets.theme import RADIUS, Tone, blend, theme

_ICONS: dict[Tone, IconName] = {"good": "check-circle", "warn": "alert", "bad": "x-circle", "info": "info"}


class Banner(QWidget):
    """Says one thing, where it matters."""

    acted = Signal()
    """The agent pressed the action; carries nothing."""
    dismissed = Signal()
    """The agent closed the banner, which has hidden itself; carries nothing."""

    def __init__(
        self,
        text: str = "",
        tone: Tone = "info",
        icon: IconName | None = None,
        action: str = "",
        *,
        dismissible: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._tone: Tone = tone
        self._icon: IconName = icon or _ICONS.get(tone, "info")
        self.words = Label("", "body", "text", wrap=True)
        self.action = Button("", "secondary")
        self.action.clicked.connect(self.acted)
        self.close_button = IconButton("x", self.tr("Dismiss"), self, size=14)
        self.close_button.clicked.connect(self._dismiss)
        self.close_button.setVisible(dismissible)
        row = QHBoxLayout(self)
        row.setSpacing(8)
        row.addWidget(self.words, 1)
        row.addWidget(self.action, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.set_action(action)
        self.set_text(text)
        self._restyle()
        theme().changed.connect(self._restyle)

    def set_text(self, text: str) -> None:
        """Say something else."""
        self.words.setText(text)
        self.setAccessibleName(self.words.text())

    def set_tone(self, tone: Tone, icon: IconName | None = None) -> None:
        """Say it in another tone."""
        self._tone, self._icon = tone, icon or _ICONS.get(tone, "info")
        self.update()

    def set_action(self, action: str) -> None:
        """Offer another action, or none."""
        self.action.setText(action)
        self.action.setVisible(bool(action))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.close_button.set_label(self.tr("Dismiss"))
        super().changeEvent(event)

    def _dismiss(self) -> None:
        self.hide()
        self.dismissed.emit()

    def _restyle(self) -> None:
        layout = self.layout()
        if layout is not None:
            layout.setContentsMargins(12 + theme().scaled(18) + 10, 6, 8, 6)
        self.setMinimumHeight(theme().control_height + 12)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        t, painter = theme().tokens, smooth(self)
        soft, colour = t.soft(self._tone), t.of(self._tone)
        box(painter, self.rect(), soft, blend(colour, soft, 0.3), RADIUS)
        side = theme().scaled(18)
        place = self.rect()
        place.setLeft(12)
        place.setWidth(side)
        draw_icon(painter, self._icon, place, colour, side)
        painter.end()
