"""The slim line at the bottom: whether everything is saved, which server, what time it is."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from desk.client.models.desk import Desk
from desk.client.models.formats import Formats
from desk.client.models.health import Link
from desk.client.widgets.commands import Commands
from desk.client.widgets.controls.elided import ElidedLabel
from desk.client.widgets.controls.paint import box, focus_ring, smooth, touched
from desk.client.widgets.controls.surface import Surface
from desk.client.widgets.icons import IconName, draw_icon
from desk.client.widgets.keys import shown
from desk.client.widgets.language import language
from desk.client.widgets.theme import Tone, theme

HEIGHT = 26


class StatusButton(QPushButton):
    """Small words with an icon that can be pressed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon: IconName = "check"
        self._tone: Tone = "neutral"
        self._words = ""
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        theme().changed.connect(self.updateGeometry)

    def show_words(self, icon: IconName, words: str, tone: Tone = "neutral") -> None:
        """Say something else."""
        self._icon, self._words, self._tone = icon, words, tone
        self.setAccessibleName(words)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        look = theme()
        words = QFontMetrics(look.font("small")).horizontalAdvance(self._words)
        return QSize(8 + look.scaled(14) + 6 + words + 8, look.scaled(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = theme(), smooth(self)
        veil = touched(self)
        colour = look.tokens.of(self._tone) if veil is None else look.tokens.text
        if veil is not None:
            box(painter, self.rect().adjusted(1, 2, -1, -2), veil, None, 4)
        size = look.scaled(14)
        place = self.rect().adjusted(8, 0, 0, 0)
        place.setWidth(size)
        draw_icon(painter, self._icon, place, colour, size)
        painter.setFont(look.font("small"))
        painter.setPen(colour)
        painter.drawText(self.rect().adjusted(14 + size, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self._words)
        if self.hasFocus():
            focus_ring(painter, self.rect().adjusted(1, 2, -1, -2), 4)
        painter.end()


class StatusBar(Surface):
    """Calm unless something needs the agent."""

    def __init__(self, desk: Desk, commands: Commands) -> None:
        super().__init__("window")
        self._desk, self._commands = desk, commands
        self._formats = Formats()
        self.saved = StatusButton()
        self.hints = ElidedLabel("", "small", "faint")
        self.where = ElidedLabel("", "small", "faint")
        self.hints.setAlignment(Qt.AlignmentFlag.AlignCenter)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 1, 16, 0)
        row.setSpacing(8)
        row.addWidget(self.saved)
        row.addWidget(self.hints, 1)
        row.addWidget(self.where)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.saved.clicked.connect(lambda: commands.run("outbox.open"))
        for signal in (desk.health.changed, desk.session.changed, desk.clock.tick, commands.changed):
            signal.connect(self.refresh)
        language().changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Say what is, in the language in force."""
        self._say_saved()
        keys = [
            (self._commands.first_key("palette.open"), self.tr("Search and commands")),
            (self._commands.first_key("keys.show"), self.tr("All keys")),
        ]
        self.hints.setText("    ".join(f"{shown(chord)} {words}" for chord, words in keys if chord))
        now = self._desk.clock.now()
        host = self._desk.health.server.partition("://")[2]
        self.where.setText(f"{host}    {self._formats.day(now)} {self._formats.time(now)}")

    def _say_saved(self) -> None:
        health = self._desk.health
        if health.disk_refused:
            self.saved.show_words("alert", self.tr("Disk full: make room, your words are not saved"), "bad")
        elif health.stuck:
            self.saved.show_words("alert", self.tr("%n command(s) wait for your decision", "", health.stuck), "bad")
        elif health.waiting and health.link is not Link.LIVE:
            self.saved.show_words("cloud", self.tr("%n kept here, sent later", "", health.waiting), "warn")
        elif health.waiting:
            self.saved.show_words("cloud-up", self.tr("Sending %n", "", health.waiting))
        else:
            self.saved.show_words("check", self.tr("Everything is saved"))

    def sizeHint(self) -> QSize:
        return QSize(600, theme().scaled(HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(0, 0, self.width(), 1, theme().tokens.border)
        painter.end()
