"""One telephone system in the settings: where it is, how it is, and what can be done about it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desk.client.models.formats import Formats
from desk.client.models.plain import filled, joined
from desk.client.models.switches import Health, health_of
from desk.client.widgets.controls.button import Button
from desk.client.widgets.controls.card import Card
from desk.client.widgets.controls.chip import Tag
from desk.client.widgets.controls.elided import ElidedLabel, Label
from desk.client.widgets.controls.switch import Switch as Toggle
from desk.client.widgets.icons import IconName
from desk.client.widgets.theme import Tone
from desk.contract.telephony import Switch

LOOKS: dict[Health, tuple[Tone, IconName]] = {
    Health.OFF: ("neutral", "pause"),
    Health.TROUBLE: ("bad", "alert"),
    Health.BEHIND: ("warn", "timer"),
    Health.GOOD: ("good", "check"),
}


class SwitchCard(Card):
    """Says what it is given; it changes nothing by itself."""

    tested = Signal()
    """It is to be tried at once; carries nothing."""
    asked = Signal()
    """Somebody wants to change it; carries nothing."""
    turned = Signal(bool)
    """It is to be told, or nothing any more; carries which."""

    def __init__(self, formats: Formats, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._formats = formats
        self.kind, self.health, self.listens = Tag(""), Tag(""), Tag("", "info", "headset")
        self.where, self.told = ElidedLabel("", "small", "muted"), Label("", "small", "muted")
        self.trouble = Label("", "small", "bad", wrap=True)
        self.test, self.change = Button("", "ghost", "refresh"), Button("", "ghost", "edit")
        self.on = Toggle()
        for widget in (self.kind, self.health, self.listens):
            self.header.addWidget(widget)
        self.header.setSpacing(8)
        self.header.addWidget(self.on)
        self.body.setSpacing(4)
        self.body.addWidget(self.where)
        self.body.addWidget(self.trouble)
        foot = QHBoxLayout()
        foot.addWidget(self.told, 1)
        foot.addWidget(self.test)
        foot.addWidget(self.change)
        self.body.addLayout(foot)
        self.test.clicked.connect(self.tested)
        self.change.clicked.connect(self.asked)
        self.on.clicked.connect(lambda: self.turned.emit(self.on.isChecked()))

    def show_switch(self, one: Switch) -> None:
        """Say how it is, in the language in force."""
        self.set_title(filled("{name}", name=one.name))
        self.kind.setText(self.tr("Webhook") if one.url else "Asterisk")
        health = health_of(one)
        self.health.setText(self._health(health, one))
        self.health.set_tone(*LOOKS[health])
        self.listens.setText(self.tr("Listening"))
        self.listens.setVisible(one.listens)
        safe = self.tr("TLS") if one.tls else self.tr("without TLS")
        place = one.url or joined(f"{one.login}@{one.host}:{one.port}", safe, one.interface)
        self.where.setText(joined(place))
        self.trouble.setText(filled(self.tr("It says: {trouble}"), trouble=one.trouble))
        self.trouble.setVisible(bool(one.trouble))
        at = "" if one.told_at is None else self._formats.day_and_time(one.told_at)
        self.told.setText(filled(self.tr("Told last {at}"), at=at) if at else self.tr("Nothing was told yet"))
        self.test.setText(self.tr("Try now"))
        self.test.setEnabled(one.enabled)
        self.change.setText(self.tr("Change"))
        self.on.setChecked(one.enabled)
        self.on.setAccessibleName(filled(self.tr("{name} is told"), name=one.name))

    def _health(self, health: Health, one: Switch) -> str:
        if health is Health.BEHIND:
            return self.tr("%n to be told", "", one.waiting) if one.waiting else self.tr("not tried yet")
        return {
            Health.OFF: self.tr("off"),
            Health.TROUBLE: self.tr("trouble"),
            Health.GOOD: self.tr("knows everybody"),
        }[health]
