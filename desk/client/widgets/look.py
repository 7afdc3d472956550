"""Puts the chosen look and language on the program, at the start and whenever the settings change."""

from typing import cast

from PySide6.QtCore import QObject

from desk.client.models.settings import Settings
from desk.client.widgets.commands import Commands
from desk.client.widgets.language import code_of, language
from desk.client.widgets.settings.scales import SCALES
from desk.client.widgets.theme import Density, Scheme, theme

_LOOK = frozenset({"scheme", "density", "font_scale"})


class LookKeeper(QObject):
    """The settings of the look, in force."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self._settings = settings
        settings.changed.connect(self._follow)
        self._apply_language()
        self._apply_look()

    def bind(self, commands: Commands) -> None:
        """Say what the commands of the look do."""
        commands.bind("look.theme", self.switch_theme)
        commands.bind("look.density", self.switch_density)
        commands.bind("look.language", self.switch_language)
        commands.bind("look.larger", lambda: self._step(1))
        commands.bind("look.smaller", lambda: self._step(-1))
        commands.bind("look.normal_size", lambda: self._set_scale(1.0))

    def switch_theme(self) -> None:
        """From light to dark or back, whatever the system says."""
        self._settings.scheme = "light" if theme().dark else "dark"

    def switch_density(self) -> None:
        """From comfortable to compact or back."""
        self._settings.density = "compact" if theme().density == "comfortable" else "comfortable"

    def switch_language(self) -> None:
        """From Korean to English or back."""
        self._settings.language = "en" if language().code == "ko" else "ko"

    def _step(self, step: int) -> None:
        now = min(range(len(SCALES)), key=lambda at: abs(SCALES[at] - self._settings.font_scale))
        self._set_scale(SCALES[min(max(now + step, 0), len(SCALES) - 1)])

    def _set_scale(self, scale: float) -> None:
        self._settings.font_scale = scale

    def _follow(self, name: str) -> None:
        if name in _LOOK:
            self._apply_look()
        elif name == "language":
            self._apply_language()

    def _apply_look(self) -> None:
        chosen = self._settings
        theme().apply(cast(Scheme, chosen.scheme), cast(Density, chosen.density), chosen.font_scale)

    def _apply_language(self) -> None:
        language().apply(code_of(self._settings.language))
