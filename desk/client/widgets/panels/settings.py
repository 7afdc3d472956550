"""The settings as a view: pages on the left, one of them in the middle."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QStackedWidget

from desk.client.widgets.controls.surface import Divider, Surface
from desk.client.widgets.floating import take_keyboard
from desk.client.widgets.icons import IconName, icon
from desk.client.widgets.language import language
from desk.client.widgets.panels.panel import Panel, Surroundings
from desk.client.widgets.settings.about import AboutPage
from desk.client.widgets.settings.connection import ConnectionPage
from desk.client.widgets.settings.keys import KeysPage
from desk.client.widgets.settings.look import LookPage
from desk.client.widgets.settings.page import Page
from desk.client.widgets.settings.sound import SoundPage
from desk.client.widgets.theme import theme

_ICONS: dict[str, IconName] = {
    "look": "sun",
    "sounds": "bell",
    "keys": "keyboard",
    "connection": "wifi",
    "about": "info",
}


class SettingsPanel(Panel):
    """Each page is made when it is first opened."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self._around = around
        self._pages: dict[str, Page] = {}
        self.list = QListWidget()
        self.list.setFrameShape(QListWidget.Shape.NoFrame)
        self.middle = QStackedWidget()
        for name in _ICONS:
            item = QListWidgetItem()
            item.setData(Qt.ItemDataRole.UserRole, name)
            self.list.addItem(item)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        side = Surface("surface")
        side.setFixedWidth(theme().scaled(216))
        around_list = QHBoxLayout(side)
        around_list.setContentsMargins(8, 12, 8, 8)
        around_list.addWidget(self.list)
        row.addWidget(side)
        row.addWidget(Divider(Qt.Orientation.Vertical))
        row.addWidget(self.middle, 1)
        self.list.currentRowChanged.connect(self._show_row)
        language().changed.connect(self.retranslate)
        theme().changed.connect(self.retranslate)
        self.retranslate()
        self.list.setCurrentRow(0)

    def retranslate(self) -> None:
        """Put every word in the language in force."""
        words = {
            "look": self.tr("Look"),
            "sounds": self.tr("Sounds"),
            "keys": self.tr("Keys"),
            "connection": self.tr("Connection"),
            "about": self.tr("About Desk"),
        }
        self.list.setAccessibleName(self.tr("Settings"))
        for at, (name, symbol) in enumerate(_ICONS.items()):
            item = self.list.item(at)
            item.setText(words[name])
            item.setIcon(icon(symbol, "muted"))

    def shown(self) -> None:
        """The keyboard chooses a page."""
        take_keyboard(self.list)

    def show_page(self, name: str) -> None:
        """Bring a page to the front."""
        self.list.setCurrentRow(list(_ICONS).index(name))

    def _show_row(self, at: int) -> None:
        name = list(_ICONS)[max(0, at)]
        if name not in self._pages:
            self._pages[name] = self._made(name)
            self.middle.addWidget(self._pages[name])
        self.middle.setCurrentWidget(self._pages[name])

    def _made(self, name: str) -> Page:
        desk, commands = self._around.desk, self._around.commands
        match name:
            case "sounds":
                return SoundPage(desk.settings)
            case "keys":
                return KeysPage(commands, desk.settings)
            case "connection":
                return ConnectionPage(desk)
            case "about":
                return AboutPage()
            case _:
                return LookPage(desk.settings)
