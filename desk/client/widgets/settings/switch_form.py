"""The form of a telephone system: its name, where it is told, what it can do; secrets are written and never shown."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QWidget

from desk.client.models.plain import filled
from desk.client.models.switches import draft_of
from desk.client.widgets.controls.button import Button
from desk.client.widgets.controls.card import Card
from desk.client.widgets.controls.elided import Label
from desk.client.widgets.controls.field import LineField
from desk.client.widgets.controls.surface import Divider
from desk.client.widgets.controls.switch import Switch as Toggle
from desk.client.widgets.settings.page import SettingRow
from desk.client.widgets.settings.setup_page import number
from desk.contract.telephony import Switch, SwitchDraft

MOST_PORT = 65535
MANAGER, WEBHOOK = "manager", "webhook"
USUAL = "PJSIP/{extension}"


class SwitchForm(Card):
    """One at a time, known or new."""

    wanted = Signal(str, object)
    """It is to be set so; carries the name and the `SwitchDraft`."""
    unwanted = Signal(str)
    """It is to be forgotten; carries the name."""
    left = Signal()
    """Nothing is to be changed; carries nothing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._known: Switch | None = None
        self._sure = False
        self.name, self.kind = LineField("", "main"), QComboBox()
        self.url = LineField("", "https://pbx.example/pauses")
        self.host, self.login, self.secret = LineField("", "pbx.example"), LineField("", "desk"), LineField("")
        self.interface, self.telephone = LineField("", USUAL), LineField("", USUAL)
        self.secret.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.port, self.tls, self.listens, self.rotate = number(MOST_PORT, 1), Toggle(), Toggle(), Toggle()
        self.rows = [SettingRow(one) for one in (self.port, self.tls, self.listens, self.rotate)]
        self.state = Label("", "small", "muted", wrap=True)
        self.save = Button("", "primary", "check", "Ctrl+Enter")
        self.cancel, self.remove = Button("", "ghost"), Button("", "ghost", "trash")
        self.kind.addItem("", MANAGER)
        self.kind.addItem("", WEBHOOK)
        self._lay_out()
        self.kind.currentIndexChanged.connect(self._follow_kind)
        self.listens.toggled.connect(self._follow_kind)
        self.save.clicked.connect(self.put)
        self.cancel.clicked.connect(self.left)
        self.remove.clicked.connect(self._remove)

    def _lay_out(self) -> None:
        port, tls, listens, rotate = self.rows
        self.body.setSpacing(10)
        beside = QHBoxLayout()
        beside.setSpacing(16)
        beside.addWidget(self.host, 1)
        beside.addWidget(self.login, 1)
        for one in (self.name, self.kind, self.url):
            self.body.addWidget(one)
        self.body.addLayout(beside)
        for one in (self.secret, self.interface):
            self.body.addWidget(one)
        for row in (port, tls, listens):
            self.body.addWidget(Divider())
            self.body.addWidget(row)
        self.body.addWidget(self.telephone)
        self.body.addWidget(rotate)
        self.body.addWidget(self.state)
        foot = QHBoxLayout()
        foot.addWidget(self.remove)
        foot.addStretch(1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.save)
        self.body.addLayout(foot)

    def show_switch(self, known: Switch | None) -> None:
        """Write this one, or a new one."""
        self._known, self._sure = known, False
        draft = draft_of(known) if known is not None else SwitchDraft()
        self.name.set_text("" if known is None else known.name)
        self.name.edit.setReadOnly(known is not None)
        self.kind.setCurrentIndex(self.kind.findData(WEBHOOK if draft.url else MANAGER))
        for field in ("url", "host", "login", "interface", "telephone"):
            line: LineField = getattr(self, field)
            line.set_text(getattr(draft, field))
        self.secret.set_text("")
        self.port.setValue(draft.port)
        self.tls.setChecked(draft.tls if known is not None else True)
        self.listens.setChecked(draft.listens)
        self.rotate.setChecked(False)
        for line in (self.name, self.url, self.host, self.login, self.secret, self.interface, self.telephone):
            line.set_error("")
        self.say_state("")
        self.retranslate()
        self._follow_kind()

    def put(self) -> None:
        """Save it, or say what is missing."""
        needed = (self.url,) if self._webhook else (self.host, self.login)
        for line in (self.name, *needed):
            line.set_error("" if line.text().strip() else self.tr("Please fill this in."))
        patterns = () if self._webhook else (self.interface, *((self.telephone,) if self.listens.isChecked() else ()))
        for line in patterns:
            line.set_error("" if "{extension}" in line.text() else self.tr("Write {extension} where the number goes."))
        if not any(line.error() for line in (self.name, *needed, *patterns)):
            self.wanted.emit(self.name.text().strip(), self.draft())

    def draft(self) -> SwitchDraft:
        """As it is written; a secret that is left empty stays as it was."""
        enabled = self._known is None or self._known.enabled
        listens = self.listens.isChecked()
        if self._webhook:
            url, rotate = self.url.text().strip(), self.rotate.isChecked()
            return SwitchDraft(url=url, listens=listens, enabled=enabled, rotate=rotate)
        return SwitchDraft(
            host=self.host.text().strip(),
            port=self.port.value(),
            tls=self.tls.isChecked(),
            login=self.login.text().strip(),
            secret=self.secret.text(),
            interface=self.interface.text().strip(),
            listens=listens,
            telephone=self.telephone.text().strip() if listens else USUAL,
            enabled=enabled,
        )

    def say_state(self, words: str, colour: str = "muted") -> None:
        """Say how saving went."""
        self.state.setText(words)
        self.state.set_colour(colour)
        self.state.setVisible(bool(words))

    def retranslate(self) -> None:
        """Put every word in the language in force."""
        known, new = self._known, self._known is None
        change = self.tr("Change {name}")
        self.set_title(self.tr("New telephone system") if known is None else filled(change, name=known.name))
        self.name.set_label(self.tr("Name"))
        self.kind.setAccessibleName(self.tr("How it is told"))
        self.kind.setItemText(0, self.tr("Asterisk, by its manager interface"))
        self.kind.setItemText(1, self.tr("Another one, by signed webhooks"))
        self.url.set_label(self.tr("Address that messages are posted to"))
        self.host.set_label(self.tr("Machine"))
        self.login.set_label(self.tr("Manager's name"))
        self.secret.set_label(self.tr("Manager's secret"))
        self.secret.set_hint(
            self.tr("It is never shown.") if new else self.tr("Empty: it stays as it is. It is never shown.")
        )
        self.interface.set_label(self.tr("What makes a queue's member of an extension"))
        self.telephone.set_label(self.tr("What makes a telephone of an extension"))
        port, tls, listens, rotate = self.rows
        port.set_words(self.tr("Port"), self.tr("Usually 5038, with TLS 5039."))
        tls.set_words(self.tr("Encrypted (TLS)"), self.tr("Without it the secret is proved and never sent."))
        listens.set_words(self.tr("Leads may listen to calls by it"), self.tr("Whoever is listened to always sees it."))
        rotate.set_words(self.tr("Sign with a new secret"), self.tr("The one before stays good for a day."))
        self.save.setText(self.tr("Save"))
        self.cancel.setText(self.tr("Cancel"))
        self.remove.setText(self.tr("Really forget it?") if self._sure else self.tr("Forget it"))
        self.remove.setVisible(not new)

    @property
    def _webhook(self) -> bool:
        return bool(self.kind.currentData() == WEBHOOK)

    def _follow_kind(self) -> None:
        """Only what belongs to the kind is there."""
        webhook, listens = self._webhook, self.listens.isChecked()
        port, tls, _, rotate = self.rows
        self.url.setVisible(webhook)
        rotate.setVisible(webhook and self._known is not None)
        for one in (self.host, self.login, self.secret, self.interface, port, tls):
            one.setVisible(not webhook)
        self.telephone.setVisible(listens and not webhook)

    def _remove(self) -> None:
        """The second press does it."""
        if self._sure and self._known is not None:
            self.unwanted.emit(self._known.name)
        self._sure = not self._sure
        self.retranslate()
