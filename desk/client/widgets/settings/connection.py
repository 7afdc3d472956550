"""The connection: which server, where secrets are kept, where files lie, what an administrator has fixed."""

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from desk.client.models.desk import Desk
from desk.client.models.plain import filled
from desk.client.models.session import Trouble
from desk.client.widgets.controls.banner import Banner
from desk.client.widgets.controls.button import Button
from desk.client.widgets.controls.elided import ElidedLabel
from desk.client.widgets.settings.page import Page, SettingRow


class ConnectionPage(Page):
    """The server is chosen at sign-in; here it is told, with everything that bears on it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.trouble = Banner("", "warn")
        self.column.addWidget(self.trouble)
        self.server = ElidedLabel("")
        self.keyring = ElidedLabel("")
        self.folder = Button("", "secondary", "external")
        self.rows = [SettingRow(self.server), SettingRow(self.keyring), SettingRow(self.folder)]
        self.add_card(*self.rows)
        self.folder.clicked.connect(self._open_folder)
        desk.session.changed.connect(self.retranslate)
        self.begin()

    def retranslate(self) -> None:
        """Put every word in the language in force."""
        self.title.setText(self.tr("Connection"))
        fixed = self._desk.settings.is_fixed("server")
        hint = self.tr("Set by your administrator.") if fixed else self.tr("Sign out to choose another one.")
        self.server.setText(self._desk.health.server)
        self.rows[0].set_words(self.tr("Server"), hint)
        stored = self._desk.session.keyring.stored
        self.keyring.setText(self.tr("In the keyring") if stored else self.tr("In memory only"))
        self.rows[1].set_words(self.tr("Session and key of the local store"), self._keyring_hint())
        self.folder.setText(self.tr("Open"))
        places = self._desk.remote.places
        self.rows[2].set_words(self.tr("Folder of this computer's data"), str(places.data))
        policy = self._desk.settings.store.policy_trouble
        self.trouble.set_text(filled(self.tr("The administrator's policy cannot be read: {why}"), why=policy))
        self.trouble.setVisible(bool(policy))

    def _keyring_hint(self) -> str:
        state = self._desk.session.keyring
        if state.stored:
            return self.tr("You stay signed in when Desk is closed; what waits unsent can be read by you alone.")
        if state.trouble is None:
            return self.tr("As you chose: closing Desk signs you out.")
        if state.trouble is Trouble.LOCKED:
            return self.tr("The keyring is locked. Unlock it and sign in again to keep what is unsent over a restart.")
        if state.trouble is Trouble.NO_BACKEND:
            return self.tr("This system has no keyring. What is unsent when Desk closes cannot be read again.")
        return filled(self.tr("The keyring does not work: {why}"), why=state.detail)

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._desk.remote.places.data)))
