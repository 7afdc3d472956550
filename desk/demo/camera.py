"""Pictures of the window in every language, colour scheme and size, and what was taken of what."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication

from desk.client.models.settings import Settings
from desk.client.widgets.window import Window

LANGUAGES = ("ko", "en")
SCHEMES = ("light", "dark")
SIZES = (QSize(1280, 720), QSize(1920, 1080))


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """One view of the tour: its pictures, and how long it took to come about."""

    view: str
    shows: str
    seconds: float
    pictures: list[str]


class NotSeenError(Exception):
    """What the tour waited for did not come; the message says what it was."""


class Camera:
    """Takes one picture for each variant; leaves the window as it found it."""

    def __init__(self, window: Window, settings: Settings, folder: Path) -> None:
        self._window, self._settings, self.folder = window, settings, folder
        #: Done before each picture: what a hand that holds something would do when the window changes under it.
        self.steady: Callable[[], None] | None = None
        folder.mkdir(parents=True, exist_ok=True)

    async def take(self, view: str, shows: str, began: float) -> Taken:
        """Every variant of what is on the screen now."""
        seconds = time.perf_counter() - began
        pictures: list[str] = []
        for language, scheme, size in product(LANGUAGES, SCHEMES, SIZES):
            self._settings.language, self._settings.scheme = language, scheme
            self._window.resize(size)
            await settled()
            if self.steady is not None:
                self.steady()
            name = f"{view}-{language}-{scheme}-{size.width()}x{size.height()}.png"
            if not self._window.grab().save(str(self.folder / name)):
                raise NotSeenError(f"{name} could not be written")
            pictures.append(name)
        self._settings.language, self._settings.scheme = LANGUAGES[0], SCHEMES[0]
        self._window.resize(SIZES[0])
        await settled()
        return Taken(view=view, shows=shows, seconds=round(seconds, 3), pictures=pictures)


async def settled(rounds: int = 4, pause: float = 0.02) -> None:
    """Let what was set in motion reach the screen."""
    for _ in range(rounds):
        await asyncio.sleep(pause)
        QApplication.processEvents()


async def until(what: str, seen: Callable[[], bool], seconds: float = 20) -> None:
    """Wait until something is so; NotSeenError when it is not in time."""
    deadline = time.monotonic() + seconds
    while not seen():
        if time.monotonic() > deadline:
            raise NotSeenError(what)
        await asyncio.sleep(0.01)
    await settled(2)
