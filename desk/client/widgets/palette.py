"""The palette: one field that finds customers, orders, tickets and words, and runs every command, by keyboard alone."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desk.client.models.clock import Clock
from desk.client.models.search import SearchModel, SearchState
from desk.client.models.settings import Settings
from desk.client.widgets.commands import Commands
from desk.client.widgets.language import language
from desk.client.widgets.palette_content import PaletteContent
from desk.client.widgets.palette_rows import Row
from desk.client.widgets.picker import Picker
from desk.contract.search import Hit, HitKind

_WIDTH, _HEIGHT, _TOP = 680, 480, 64
RECENT = 5


class Palette(Picker):
    """Opens over the window, gives back the keyboard when it goes."""

    hit_chosen = Signal(object)
    """The agent chose a find; carries the `Hit`."""

    def __init__(
        self, host: QWidget, commands: Commands, search: SearchModel, settings: Settings, clock: Clock
    ) -> None:
        super().__init__(host, width=_WIDTH, height=_HEIGHT, top=_TOP)
        self._commands, self._search, self._settings = commands, search, settings
        self._content = PaletteContent(commands, search, settings, clock)
        self._search.changed.connect(self.fill)
        language().changed.connect(self.retranslate)
        self.retranslate()

    def retranslate(self) -> None:
        """Put every word in the language in force."""
        self.field.setPlaceholderText(self.tr("Name, number, order, ticket or command…"))
        self.field.setAccessibleName(self.tr("Search or run a command"))
        self.list.setAccessibleName(self.tr("Results"))
        self.say_keys(self.tr("Move"), self.tr("Open"), self.tr("Close"))
        self.fill()

    def ask(self, words: str = "") -> None:
        """Open with these words in the field."""
        self.open(self.field)
        self.field.setText(words)
        self.field.selectAll()
        self.look(words)

    def look(self, words: str) -> None:
        """Search for what is typed, unless a command is meant."""
        self._search.look_for("" if words.lstrip().startswith(">") else words)
        self.fill()

    def fill(self) -> None:
        """Show what there is now; the chosen line stays chosen if it is still there."""
        before = self.rows.row(self.list.currentIndex().row())
        words = self.field.words()
        self.rows.show(self._content.rows(words), words.lstrip().removeprefix(">"))
        self.status.setText(self._content.status(words))
        again = -1
        if before is not None and self.rows.query:
            again = next((at for at, row in enumerate(self.rows.rows) if row.target == before.target), -1)
        if again < 0 or self._search.state is SearchState.SEARCHING or before is None:
            again = self.rows.next_choice(-1, 1)
        self.go_to(again)

    def take(self, row: Row) -> None:
        """More finds of a kind are shown here; a find is opened, a command is run."""
        if isinstance(row.target, HitKind):
            self._search.more(row.target)
            return
        self.close()
        if isinstance(row.target, Hit):
            self._search.remember(row.target)
            self.hit_chosen.emit(row.target)
        elif isinstance(row.target, str):
            recent = [row.target, *(name for name in self._settings.recent_commands if name != row.target)]
            self._settings.recent_commands = recent[:RECENT]
            self._commands.run(row.target)
