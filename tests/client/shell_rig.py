"""The whole client in a test: the real window and its models, beside a real server."""

import asyncio
import gc
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from desk.client.crash import Crashes
from desk.client.models.desk import Desk
from desk.client.models.health import Link
from desk.client.models.session import Sitting
from desk.client.models.settings import Settings
from desk.client.remote.handoff import Raise
from desk.client.remote.keyring_box import KeyringBox
from desk.client.remote.settings_store import SettingsStore
from desk.client.widgets.commands import Commands
from desk.client.widgets.look import LookKeeper
from desk.client.widgets.style.proxy import wear
from desk.client.widgets.window import Window
from desk.client.widgets.workspace import Workspace
from desk.client.work import Work
from tests.client.conftest import until
from tests.client.remote.remote_rig import PASSWORD, MemoryKeyring, places

CONTROL = Qt.KeyboardModifier.ControlModifier
PLAIN = Qt.KeyboardModifier.NoModifier


class Client:
    """One run of the client, without the process around it."""

    def __init__(self, home: Path, url: str, keyring: MemoryKeyring | None = None) -> None:
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        wear(application)
        self.places = places(home)
        self.crashes = Crashes(self.places.data / "logs")
        self.settings = Settings(SettingsStore(self.places.config / "settings.json", self.places.policy))
        self.settings.server = url
        self.settings.language, self.settings.scheme = "en", "light"
        self.commands = Commands()
        self.look = LookKeeper(self.settings)
        self.window = Window(self.settings, self.look, self.commands)
        self.window.resize(1280, 720)
        self.window.show()
        box = KeyringBox(keyring or MemoryKeyring())
        self.work = Work(self.window, self.settings, self.places, self.crashes, box)

    @property
    def desk(self) -> Desk:
        """The models."""
        return self.work.desk

    @property
    def workspace(self) -> Workspace:
        """The screens of somebody who is signed in."""
        return self.work.reception.workspace

    async def start(self) -> None:
        """Look for a kept session."""
        self.work.start(Raise())
        await until(lambda: not self.desk.session.asking)

    async def sign_in(self, login: str = "agent", *, take_over: bool = True, remember: bool = False) -> None:
        """Sit down and wait until everything is there."""
        form = self.window.sign_in.form
        form.set_values(self.settings.server, login, remember)
        form.password.set_text(PASSWORD)
        form.submit(take_over=take_over)
        await until(lambda: self.desk.session.sitting is Sitting.SIGNED_IN and not self.desk.session.asking)
        await until(lambda: self.desk.health.link is Link.LIVE and self.desk.state.status is not None)

    async def end(self) -> None:
        """Close, as the program does."""
        await self.work.end()
        self.window.hide()
        self.window.deleteLater()
        self.crashes.close()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        gc.collect()
        # What was collected may have last words to say on the loop.
        await asyncio.sleep(0.01)

    def press(self, key: int, held: Qt.KeyboardModifier = PLAIN, text: str = "", *, scan: int = 0) -> None:
        """Press and release a key as the platform would: the window sees it before the widget that has the keyboard."""
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(self.window.windowHandle(), QKeyEvent(kind, key, held, scan, 0, 0, text))


def compose(widget: QWidget, syllable: str, committed: str = "") -> None:
    """What an input method sends while a syllable is put together, or when it is done."""
    event = QInputMethodEvent(syllable, [])
    event.setCommitString(committed)
    QApplication.sendEvent(widget, event)


@asynccontextmanager
async def client(
    home: Path, url: str, login: str | None = "agent", keyring: MemoryKeyring | None = None
) -> AsyncGenerator[Client]:
    """A client that has started, with somebody at it unless `login` is None."""
    found = Client(home, url, keyring)
    try:
        await found.start()
        if login is not None:
            await found.sign_in(login)
        yield found
    finally:
        await found.end()
