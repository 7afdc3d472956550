"""The settings as a view: pages on the left, one of them in the middle."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout

from desk.client.models.queue_setup import QueueSetUp
from desk.client.models.switches import SwitchesModel
from desk.client.widgets.controls.surface import Divider, Surface
from desk.client.widgets.floating import take_keyboard
from desk.client.widgets.icons import IconName
from desk.client.widgets.language import language
from desk.client.widgets.menu_row import MenuRow
from desk.client.widgets.panels.panel import Panel, Surroundings
from desk.client.widgets.settings.about import AboutPage
from desk.client.widgets.settings.assignment import AssignmentPage
from desk.client.widgets.settings.connection import ConnectionPage
from desk.client.widgets.settings.keys import KeysPage
from desk.client.widgets.settings.look import LookPage
from desk.client.widgets.settings.macros import MacrosPage
from desk.client.widgets.settings.page import Page
from desk.client.widgets.settings.profiles import ProfilesPage
from desk.client.widgets.settings.queues import QueuesSetUpPage
from desk.client.widgets.settings.sound import SoundPage
from desk.client.widgets.settings.switches import SwitchesPage
from desk.client.widgets.theme import theme
from desk.contract.users import Role

LEADS = (Role.LEAD, Role.ADMIN)
_ICONS: dict[str, IconName] = {
    "look": "sun",
    "sounds": "bell",
    "keys": "keyboard",
    "macros": "play",
    "queues": "queue",
    "assignment": "user-plus",
    "profiles": "users",
    "switches": "phone",
    "connection": "wifi",
    "about": "info",
}


class SettingsPanel(Panel):
    """Each page is made when it is first opened."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self._around = around
        self._pages: dict[str, Page] = {}
        self._set_up = QueueSetUp(around.desk.remote, around.desk.outbox, self)
        self.rows = {name: MenuRow(icon, "accent") for name, icon in _ICONS.items()}
        self.middle = QStackedWidget()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        side = Surface("surface")
        side.setFixedWidth(theme().scaled(216))
        column = QVBoxLayout(side)
        column.setContentsMargins(8, 12, 8, 8)
        column.setSpacing(2)
        for name, one in self.rows.items():
            one.clicked.connect(partial(self._chosen, name))
            column.addWidget(one)
        column.addStretch(1)
        row.addWidget(side)
        row.addWidget(Divider(Qt.Orientation.Vertical))
        row.addWidget(self.middle, 1)
        language().changed.connect(self.retranslate)
        around.desk.session.changed.connect(self._fit_to_role)
        self.retranslate()
        self.show_page("look")
        self._fit_to_role()

    def retranslate(self) -> None:
        """Put every word in the language in force."""
        words = {
            "look": self.tr("Look"),
            "sounds": self.tr("Sounds"),
            "keys": self.tr("Keys"),
            "macros": self.tr("Macros"),
            "queues": self.tr("Queues"),
            "assignment": self.tr("Giving work out"),
            "profiles": self.tr("What people can do"),
            "switches": self.tr("Telephone systems"),
            "connection": self.tr("Connection"),
            "about": self.tr("About Desk"),
        }
        for name, row in self.rows.items():
            row.set_words(words[name])

    def shown(self) -> None:
        """The keyboard chooses a page."""
        take_keyboard(next(row for row in self.rows.values() if row.isChecked()))

    def _fit_to_role(self) -> None:
        """Leads bundle steps and know what people can do, administrators set queues up; nobody else finds the pages."""
        user = self._around.desk.session.user
        leads = user is not None and user.role in LEADS
        admin = user is not None and user.role is Role.ADMIN
        allowed = {"macros": leads, "profiles": leads, "queues": admin, "assignment": admin, "switches": admin}
        for name, mine in allowed.items():
            self.rows[name].setVisible(mine)
            if not mine and self.rows[name].isChecked():
                self.show_page("look")

    def show_page(self, name: str) -> None:
        """Bring a page to the front."""
        if name not in self._pages:
            self._pages[name] = self._made(name)
            self.middle.addWidget(self._pages[name])
        self.middle.setCurrentWidget(self._pages[name])
        moved = any(row.hasFocus() for row in self.rows.values())
        for other, row in self.rows.items():
            row.setChecked(other == name)
        if moved:
            take_keyboard(self.rows[name])

    def _chosen(self, name: str, _checked: bool = False) -> None:
        self.show_page(name)

    def _made(self, name: str) -> Page:
        desk, commands = self._around.desk, self._around.commands
        match name:
            case "sounds":
                return SoundPage(desk.settings)
            case "keys":
                return KeysPage(commands, desk.settings)
            case "macros":
                return MacrosPage(desk.macros, desk.directory, desk.session)
            case "queues":
                return QueuesSetUpPage(self._set_up, desk.directory)
            case "assignment":
                return AssignmentPage(self._set_up)
            case "profiles":
                return ProfilesPage(self._set_up)
            case "switches":
                return SwitchesPage(SwitchesModel(desk.remote, desk.clock, self))
            case "connection":
                return ConnectionPage(desk)
            case "about":
                return AboutPage()
            case _:
                return LookPage(desk.settings)
