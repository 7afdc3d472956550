"""Every macro as a command: in the palette, and with a key of its own for whoever gives it one."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from desk.client.models.macro_words import MacroWords
from desk.client.models.macros import MacrosModel
from desk.client.widgets.command import Command, Topic
from desk.client.widgets.commands import NAMED, Commands
from desk.client.widgets.language import language


class MacroCommands(QObject):
    """Keeps the table of commands in step with the macros of the site."""

    def __init__(
        self, commands: Commands, model: MacrosModel, run: Callable[[int], None], enabled: Callable[[], bool]
    ) -> None:
        super().__init__()
        self._commands, self._model, self._words = commands, model, MacroWords(parent=self)
        self._run, self._enabled = run, enabled
        self._bound: set[str] = set()
        model.changed.connect(self.follow)
        language().changed.connect(self.follow)
        self.follow()

    def follow(self) -> None:
        """Name what there is, in the language in force; what is out of use can not be run."""
        named = set[str]()
        for macro in self._model.offered:
            name = f"{NAMED}{macro.id}"
            # Braces in a table's title are places to fill in.
            title = self._words.name(macro).replace("{", "{{").replace("}", "}}")
            self._commands.name(Command(name, title, (), Topic.ACTIONS, icon="play", once=True, context="Macros"))
            self._commands.bind(name, partial(self._run, macro.id), self._enabled)
            named.add(name)
        for name in self._bound - named:
            self._commands.unbind(name)
        self._bound = named
