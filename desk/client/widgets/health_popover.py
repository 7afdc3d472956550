"""The connection in detail: what is live, how old, how quick, what waits, and where secrets are kept."""

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from desk.client.models.desk import Desk
from desk.client.models.health import Link
from desk.client.models.session import Trouble
from desk.client.widgets.commands import Commands
from desk.client.widgets.controls.button import Button
from desk.client.widgets.controls.chip import Tag
from desk.client.widgets.controls.elided import ElidedLabel, Label
from desk.client.widgets.language import language
from desk.client.widgets.popover import Popover
from desk.client.widgets.theme import Tone
from desk.client.widgets.words import TimeWords

_TONES: dict[Link, Tone] = {
    Link.LIVE: "good",
    Link.CATCHING_UP: "info",
    Link.RECONNECTING: "warn",
    Link.OFFLINE: "bad",
}


class HealthPopover(Popover):
    """Says in words what the pill only hints at."""

    def __init__(self, host: QWidget, desk: Desk, commands: Commands) -> None:
        super().__init__(host, width=340)
        self._desk = desk
        self._times = TimeWords()
        self.title = ElidedLabel("", "title")
        self.tag = Tag("")
        self.advice = Label("", "body", "muted", wrap=True)
        self.outbox = Button("", "secondary", "upload")
        self._names = [Label("", "small", "muted") for _ in range(5)]
        self._values = [ElidedLabel("", "body") for _ in range(5)]
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.tag)
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        for line, (name, value) in enumerate(zip(self._names, self._values, strict=True)):
            grid.addWidget(name, line, 0)
            grid.addWidget(value, line, 1)
        self.body.setSpacing(12)
        self.body.addLayout(head)
        self.body.addWidget(self.advice)
        self.body.addLayout(grid)
        self.body.addWidget(self.outbox)
        self.outbox.clicked.connect(lambda: commands.run("outbox.open"))
        for signal in (desk.health.changed, desk.session.changed, desk.clock.tick):
            signal.connect(self._follow)
        language().changed.connect(self.refresh)
        self.refresh()

    def _follow(self) -> None:
        if self.isVisible():
            self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        self.refresh()
        super().showEvent(event)

    def refresh(self) -> None:
        """Say what is, in the language in force."""
        health = self._desk.health
        self.setAccessibleName(self.tr("Connection"))
        self.title.setText(self.tr("Connection"))
        self.tag.setText(self._link_words(health.link))
        self.tag.set_tone(_TONES[health.link])
        self.advice.setText(self._advice(health.link))
        latency = health.latency
        age = health.age
        facts = (
            (self.tr("Server"), health.server),
            (self.tr("Complete as of"), self._times.ago_seconds(age) if age is not None else "–"),
            (self.tr("Answers in"), f"{latency * 1000:.0f} ms" if latency is not None else "–"),
            (self.tr("To send"), str(health.waiting)),
            (self.tr("Keyring"), self._keyring_words()),
        )
        for name, value, (words, said) in zip(self._names, self._values, facts, strict=True):
            name.setText(words)
            value.setText(said)
        self.outbox.setText(self.tr("Outbox"))

    def _link_words(self, link: Link) -> str:
        return {
            Link.LIVE: self.tr("Live"),
            Link.CATCHING_UP: self.tr("Catching up"),
            Link.RECONNECTING: self.tr("Reconnecting"),
            Link.OFFLINE: self.tr("Offline"),
        }[link]

    def _advice(self, link: Link) -> str:
        if link is Link.LIVE:
            return self.tr("Everything on screen is up to date.")
        if link is Link.OFFLINE:
            return self.tr("You see what was last known. Notes and actions are kept here and sent later.")
        return self.tr("The newest entries may be missing for a moment. Nothing you do is lost.")

    def _keyring_words(self) -> str:
        state = self._desk.session.keyring
        if state.stored:
            return self.tr("Kept in the system's keyring")
        if state.trouble is None:
            return self.tr("In memory only, as you chose")
        return {
            Trouble.NO_BACKEND: self.tr("No keyring here: in memory only"),
            Trouble.LOCKED: self.tr("Keyring locked: in memory only"),
            Trouble.NO_ANSWER: self.tr("Keyring does not answer: in memory only"),
            Trouble.TOO_LONG: self.tr("Keyring refused: in memory only"),
            Trouble.FAILED: self.tr("Keyring failed: in memory only"),
        }[state.trouble]
