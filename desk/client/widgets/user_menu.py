"""The menu behind one's own face: who is signed in, the screen's lock, the way out."""

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desk.client.models.desk import Desk
from desk.client.models.plain import joined
from desk.client.widgets.commands import Commands
from desk.client.widgets.controls.avatar import Avatar
from desk.client.widgets.controls.elided import ElidedLabel
from desk.client.widgets.controls.surface import Divider
from desk.client.widgets.icons import IconName
from desk.client.widgets.language import language
from desk.client.widgets.menu_row import MenuRow
from desk.client.widgets.popover import Popover
from desk.contract.users import Role

_ROWS: dict[str, IconName] = {
    "look.theme": "moon",
    "look.language": "globe",
    "view.settings": "settings",
    "keys.show": "keyboard",
    "lock": "lock",
    "sign_out": "logout",
}


class UserMenu(Popover):
    """Commands of the table, and above them the person."""

    def __init__(self, host: QWidget, desk: Desk, commands: Commands) -> None:
        super().__init__(host, width=320)
        self._desk, self._commands = desk, commands
        self.face = Avatar("", 40)
        self.name, self.role = ElidedLabel("", "strong"), ElidedLabel("", "small", "muted")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.name)
        words.addWidget(self.role)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self.face)
        head.addLayout(words, 1)
        self.body.setSpacing(2)
        self.body.addLayout(head)
        self.body.addSpacing(8)
        self.body.addWidget(Divider())
        self.body.addSpacing(4)
        self.rows = {name: MenuRow(icon) for name, icon in _ROWS.items()}
        for name, row in self.rows.items():
            row.clicked.connect(partial(self._run, name))
            self.body.addWidget(row)
            if name == "keys.show":
                self.body.addSpacing(4)
                self.body.addWidget(Divider())
                self.body.addSpacing(4)
        for signal in (desk.session.changed, commands.changed, language().changed):
            signal.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Say who is here and what can be done, in the language in force."""
        user = self._desk.session.user
        self.setAccessibleName(self.tr("My account"))
        self.face.set_name(user.name if user is not None else "")
        self.name.setText(user.name if user is not None else "")
        self.role.setText(joined(self._role(user.role), user.login) if user is not None else "")
        for name, row in self.rows.items():
            row.set_words(self._commands.title(name), self._commands.first_key(name))

    def _run(self, name: str, _checked: bool = False) -> None:
        self.close()
        self._commands.run(name)

    def _role(self, role: Role) -> str:
        return {
            Role.AGENT: self.tr("Agent"),
            Role.LEAD: self.tr("Team lead"),
            Role.DELIVERY: self.tr("Delivery watch"),
            Role.DELIGHT: self.tr("Delight team"),
            Role.ADMIN: self.tr("Administrator"),
        }[role]
