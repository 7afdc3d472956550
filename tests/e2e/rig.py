"""A call centre to try the whole product at: a server that can be killed, and agents who sit at real windows."""

import asyncio
import subprocess
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import msgspec
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from desk.client.crash import Crashes
from desk.client.models import tasks
from desk.client.models.desk import Desk
from desk.client.models.health import Link
from desk.client.models.navigation import Opening
from desk.client.models.session import Sitting
from desk.client.models.settings import Settings
from desk.client.remote.keyring_box import KeyringBox
from desk.client.remote.settings_store import SettingsStore
from desk.client.widgets.call.ring_card import RingCard
from desk.client.widgets.commands import Commands
from desk.client.widgets.look import LookKeeper
from desk.client.widgets.panels.call import CallPanel
from desk.client.widgets.style.proxy import wear
from desk.client.widgets.window import Window
from desk.client.widgets.workspace import Workspace
from desk.client.work import Work
from desk.contract.endpoint import API
from tests.client.conftest import until
from tests.client.remote.remote_rig import PASSWORD, MemoryKeyring, places
from tests.server.routes.conftest import LINE
from tests.serving import start

CTRL = Qt.KeyboardModifier.ControlModifier


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What a prepared call centre is known by."""

    cti_token: str
    queue_id: int
    #: Customers by name.
    customers: dict[str, int]


@dataclass(slots=True)
class Centre:
    """A call centre whose server is a process of its own, always on the same database and port."""

    database: Path
    port: int
    known: Known
    #: The system keyring of every workstation here.
    keyring: MemoryKeyring = field(default_factory=MemoryKeyring)
    _process: "subprocess.Popen[bytes] | None" = None
    _tokens: dict[str, str] = field(default_factory=lambda: dict[str, str]())
    _http: httpx.Client = field(default_factory=lambda: httpx.Client(timeout=20))

    @property
    def url(self) -> str:
        """Where the server answers."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start the server and wait until it answers."""
        self._process = start(self.database, self.port)

    def kill(self) -> None:
        """End the server as a power cut would."""
        assert self._process is not None
        self._process.kill()
        self._process.wait(20)

    def close(self) -> None:
        """Stop the server for good."""
        self._http.close()
        if self._process is not None and self._process.poll() is None:
            self._process.terminate()
            self._process.wait(20)

    def request(
        self, method: str, path: str, body: object = None, as_: str | None = "lead", if_match: int | None = None
    ) -> Any:
        """What the server answers to a person who has no window open; fails unless it is 2xx."""
        headers = {} if as_ is None else {"Authorization": f"Bearer {self._token(as_)}"}
        content = None if body is None else msgspec.json.encode(body)
        if content is not None:
            headers["Content-Type"] = "application/json"
        if if_match is not None:
            headers["If-Match"] = f'"{if_match}"'
        answer = self._http.request(method, self.url + API + path, content=content, headers=headers)
        assert answer.is_success, answer.text
        return answer.json()

    def _token(self, login: str) -> str:
        if login not in self._tokens:
            who = {"login": login, "password": PASSWORD, "workstation": "by hand", "take_over": True}
            self._tokens[login] = self.request("POST", "/sessions", who, as_=None)["token"]
        return self._tokens[login]

    def push(self, event: str, number: str, call_id: str = "c1", **more: Any) -> dict[str, Any]:
        """One push of the telephone exchange, as JSON in plain HTTP."""
        message = {"event": event, "from": number, "to": LINE, "direction": "in", "callId": call_id} | more
        answer: dict[str, Any] = self.request("POST", f"/cti/{self.known.cti_token}", message, as_=None)
        return answer

    def bodies(self, ticket_id: int) -> list[str]:
        """What stands on a ticket."""
        return [article["body"] for article in self.request("GET", f"/tickets/{ticket_id}/articles")["data"]]

    def ticket(self, customer: str, title: str = "늦은 소포") -> int:
        """A new ticket of a customer."""
        draft = {"title": title, "queue_id": self.known.queue_id, "customer_id": self.known.customers[customer]}
        found: int = self.request("POST", "/tickets", draft)["data"]["id"]
        return found


class Strays(QObject):
    """Windows that were opened beside the one window: each would take the keyboard from whoever is writing."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget):
            popup = bool(watched.windowFlags() & Qt.WindowType.Popup & ~Qt.WindowType.Window)
            if watched.isWindow() and not popup and not isinstance(watched, Window):
                self.seen.append(repr(watched))
        return False


class Seat:
    """An agent's window, with everything behind it."""

    def __init__(self, centre: Centre, home: Path) -> None:
        found = places(home)
        self.centre, self.home = centre, home
        self.crashes = Crashes(found.data / "logs")
        self.failed: list[str] = []
        self.crashes.happened.connect(self.failed.append)
        settings = Settings(SettingsStore(found.config / "settings.json", found.policy))
        settings.server, settings.allow_plain, settings.language, settings.scheme = centre.url, True, "ko", "light"
        self.window = Window(settings, LookKeeper(settings), Commands())
        self.window.resize(1280, 720)
        self.window.show()
        self.work = Work(self.window, settings, found, self.crashes, KeyringBox(centre.keyring))

    @property
    def desk(self) -> Desk:
        """The models."""
        return self.work.desk

    @property
    def workspace(self) -> Workspace:
        """The work of somebody who is signed in."""
        return self.work.reception.workspace

    @property
    def call(self) -> CallPanel:
        """The call view."""
        panel = self.workspace.panels["call"]
        assert isinstance(panel, CallPanel)
        return panel

    @property
    def ring_card(self) -> RingCard:
        """What is shown of a ringing call."""
        assert self.call.ring_card is not None
        return self.call.ring_card

    @property
    def live(self) -> bool:
        """Whether the feed listens to everything that is wanted."""
        return self.desk.health.link is Link.LIVE

    async def sign_in(self, login: str = "agent") -> None:
        """Sign in by the form and wait until everything of this person is there."""
        form = self.window.sign_in.form
        await until(form.isVisible)
        form.login.edit.setFocus()
        form.login.edit.selectAll()
        self.type(login)
        form.password.edit.setFocus()
        self.type(PASSWORD)
        self.press(Qt.Key.Key_Return)
        await self.at_work()

    async def at_work(self) -> None:
        """Wait until the session stands and the models are filled."""
        await until(lambda: self.desk.session.sitting is Sitting.SIGNED_IN)
        self.workspace.show_panel("call")
        await until(lambda: self.live and self.desk.state.status is not None and bool(self.desk.call.queues))
        await until(lambda: bool(self.call.view.directory.queues))

    async def open(self, customer_id: int, ticket_id: int | None = None) -> None:
        """Open a customer and see everything."""
        self.desk.navigation.open(Opening(customer_id=customer_id, ticket_id=ticket_id))
        view = self.call.view
        await until(lambda: view.customer.customer is not None and view.tickets.loaded)
        await until(lambda: self.live and self.desk.remote.feed.topics >= {f"customer:{customer_id}"})

    async def send(self) -> None:
        """Send what was written, without the seconds in which it could be taken back."""
        self.press(Qt.Key.Key_Return, CTRL)
        await self.hurry()

    async def hurry(self) -> None:
        """The seconds for taking back what was just sent are over."""
        await until(lambda: bool(self.call.view.sending.undoable))
        self.desk.outbox.retry(self.call.view.sending.undoable)

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key at the window: it goes wherever the keyboard is."""
        QTest.keyClick(self.window.windowHandle(), key, held)

    def type(self, words: str) -> None:
        """Type: Latin letters key by key, Hangul as an input method composes it."""
        for sign in words:
            if sign == "\n":
                self.press(Qt.Key.Key_Return)
            elif sign.isascii():
                QTest.keyClick(self.window.windowHandle(), ord(sign))
            else:
                self.compose(sign)
                self.commit(sign)

    def compose(self, syllable: str) -> None:
        """The input method shows a syllable that is not finished."""
        self._input(QInputMethodEvent(syllable, []))

    def commit(self, syllable: str) -> None:
        """The input method finishes a syllable."""
        event = QInputMethodEvent()
        event.setCommitString(syllable)
        self._input(event)

    def _input(self, event: QInputMethodEvent) -> None:
        focused = QApplication.focusWidget()
        assert focused is not None, "nothing has the keyboard"
        QApplication.sendEvent(focused, event)

    def visible_texts(self, inside: QWidget | None = None) -> str:
        """Every word that labels and buttons show, one a line."""
        texts = list[str]()
        for widget in (inside or self.window).findChildren(QWidget):
            text: object = getattr(widget, "text", None)
            if callable(text) and widget.isVisible() and isinstance(said := text(), str) and said:
                texts.append(said)
        return "\n".join(texts)

    async def close(self) -> None:
        """Leave as the program does: everything to disk, then nothing remains."""
        self.call.view.forget()
        await self.work.end()
        self.window.hide()
        for timers in (self.desk.follow_ups, self.desk.clock):
            timers.deleteLater()
        self.window.deleteLater()
        self.work.deleteLater()
        await asyncio.sleep(0)
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        # What ended last has its callbacks still to come.
        await until(lambda: not tasks.running())
        tasks.set_error_hook(None)
        self.crashes.close()


@asynccontextmanager
async def seated(centre: Centre, home: Path, login: str | None = "agent") -> AsyncGenerator[Seat]:
    """An agent signs in and sits at the window; None takes up the session that was kept here."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    wear(application)
    # The loop would end with the last window.
    application.setQuitOnLastWindowClosed(False)
    strays = Strays()
    application.installEventFilter(strays)
    seat = Seat(centre, home)
    try:
        await asyncio.sleep(0)
        seat.window.activateWindow()
        await until(lambda: seat.window.isActiveWindow())
        seat.work.desk.session.start()
        await until(lambda: not seat.desk.session.asking)
        await (seat.at_work() if login is None else seat.sign_in(login))
        yield seat
    finally:
        await seat.close()
        application.removeEventFilter(strays)
    assert not seat.failed, seat.failed
    assert not strays.seen, strays.seen


async def settled(value: Callable[[], object], rounds: int = 20) -> None:
    """Wait until something stays the same for some rounds of the loop."""
    same, last = 0, value()
    while same < rounds:
        await asyncio.sleep(0.005)
        now = value()
        same, last = (same + 1, last) if now == last else (0, now)
