"""An agent at work: the call view in a window of its own, on the real remote side of a real server."""

from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from desk.client.models import tasks
from desk.client.models.call_view import CallView
from desk.client.models.desk import Desk
from desk.client.models.navigation import Opening
from desk.client.models.settings import Settings
from desk.client.remote.drafts import DraftState
from desk.client.widgets.call.editor import Editor
from desk.client.widgets.command import Where
from desk.client.widgets.commands import Commands
from desk.client.widgets.controls.toast import Toasts
from desk.client.widgets.language import language
from desk.client.widgets.panels.call import CallPanel
from desk.client.widgets.panels.panel import Surroundings
from tests.client.conftest import until
from tests.client.remote.remote_rig import MemoryKeyring, signed_in
from tests.server.routes.conftest import Floor

CTRL = Qt.KeyboardModifier.ControlModifier


@dataclass(slots=True)
class Workplace:
    """The agent's window and everything behind it."""

    floor: Floor
    desk: Desk
    window: QWidget
    panel: CallPanel
    commands: Commands

    @property
    def view(self) -> CallView:
        """The models of the view."""
        return self.panel.view

    @property
    def editor(self) -> Editor:
        """The field the agent writes in."""
        return self.panel.composer.editor

    async def open(self, customer_id: int, ticket_id: int | None = None) -> None:
        """The agent opens a customer and sees everything."""
        self.panel.open(Opening(customer_id=customer_id, ticket_id=ticket_id))
        await until(lambda: self.view.customer.customer is not None and self.view.tickets.loaded)
        await until(lambda: self.desk.remote.feed.topics >= {f"customer:{customer_id}"} and self.live)

    @property
    def live(self) -> bool:
        """Whether the feed listens to every topic that is wanted."""
        return self.desk.remote.feed.health.link == "live"

    def type(self, words: str) -> None:
        """The agent types, key by key; the keyboard goes into the editor first."""
        self.editor.setFocus()
        for sign in words:
            if sign == "\n":
                QTest.keyClick(self.editor, Qt.Key.Key_Return)
            elif sign.isascii():
                QTest.keyClicks(self.editor, sign)
            else:
                commit(self.editor, sign)

    def press_send(self) -> None:
        """The agent presses Ctrl+Enter."""
        QTest.keyClick(self.editor, Qt.Key.Key_Return, CTRL)

    def draft(self, key: str, kind: str) -> DraftState | None:
        """What is kept for a place."""
        return self.desk.remote.drafts.find(key, kind)

    def bodies(self, ticket_id: int) -> list[str]:
        """What stands on a ticket at the server."""
        articles = self.floor.site.get(f"/tickets/{ticket_id}/articles", as_="lead").json()["data"]
        return [article["body"] for article in articles]


class Strays(QObject):
    """Widgets that were shown as windows of their own: each would take the keyboard from whoever types."""

    def __init__(self, window: QWidget) -> None:
        super().__init__()
        self._window = window
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        shown = event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow()
        if shown and isinstance(watched, QWidget) and watched.windowType() is not Qt.WindowType.Popup:
            if watched is self._window:
                return False
            self.seen.append(f"{type(watched).__name__} {watched.accessibleName()!r}")
        return False


def compose(editor: QWidget, syllable: str) -> None:
    """The input method shows a syllable that is not finished."""
    QApplication.sendEvent(editor, QInputMethodEvent(syllable, []))


def commit(editor: QWidget, words: str) -> None:
    """The input method finishes a syllable."""
    event = QInputMethodEvent()
    event.setCommitString(words)
    QApplication.sendEvent(editor, event)


def _placed(panel: CallPanel, window: QWidget) -> CallPanel:
    whole = QVBoxLayout(window)
    whole.setContentsMargins(0, 0, 0, 0)
    whole.addWidget(panel)
    return panel


def _put_away(desk: Desk, window: QWidget) -> None:
    window.close()
    for one in (window, desk.follow_ups, desk.clock):
        one.deleteLater()


def _english() -> QApplication:
    """The application, speaking English, and living longer than its windows."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    # The loop would end with the last window.
    application.setQuitOnLastWindowClosed(False)
    language().apply("en")
    return application


@asynccontextmanager
async def workplace(
    floor: Floor,
    home: Path,
    login: str = "agent",
    size: Sequence[int] = (1280, 720),
    keyring: MemoryKeyring | None = None,
    url: str = "",
) -> AsyncGenerator[Workplace]:
    """Somebody signs in and sits down; afterwards everything is put away. ``url``: another way to the server."""
    application = _english()
    async with signed_in(url or floor.site.url, home, keyring, login=login) as remote:
        desk = Desk(remote, Settings(remote.settings))
        commands = Commands()
        commands.where = Where.DESK
        window = QWidget()
        window.resize(*size)
        strays = Strays(window)
        application.installEventFilter(strays)
        panel = _placed(CallPanel(Surroundings(desk, commands, Toasts(window))), window)
        desk.navigation.asked.connect(panel.open)
        window.show()
        panel.shown()
        window.activateWindow()
        desk.call.refresh()
        try:
            await until(window.isActiveWindow)
            await until(lambda: bool(panel.view.directory.queues))
            await until(lambda: remote.feed.health.link == "live")
            yield Workplace(floor, desk, window, panel, commands)
        finally:
            panel.view.forget()
            await tasks.finish()
            application.removeEventFilter(strays)
            _put_away(desk, window)
    # What the last events began while the line was being put down.
    await tasks.finish()
    assert not strays.seen, f"shown as windows of their own: {strays.seen}"
