"""The tour: one call the whole way through the real client, with a picture of every view."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

import msgspec
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from desk.client.models.session import Sitting
from desk.client.widgets.panels.call import CallPanel
from desk.client.widgets.panels.queues import QueuesPanel
from desk.client.widgets.queues.list_page import ListPage
from desk.client.widgets.window import Window
from desk.client.work import Work
from desk.contract.tickets import ArticleKind
from desk.contract.views import Scope
from desk.demo import shop
from desk.demo.board_tour import BoardTour
from desk.demo.camera import Camera, NotSeenError, Taken, settled, until
from desk.demo.exchange import Exchange, Line
from desk.demo.floor_tour import FloorTour
from desk.demo.life import NUMBER
from desk.demo.macro_tour import MacroTour
from desk.demo.people import AGENT, LEAD
from desk.demo.queue_tour import QueueTour
from desk.demo.remedy_tour import RemedyTour
from desk.demo.serve import Running
from desk.demo.shift_tour import ShiftTour, Step

#: As many tickets fill the list.
MANY = 20
NOTE = "어머니 생신 선물이라 오늘 꼭 받으셔야 함. 기사님께 직접 연락해 18시 전 도착 확인하기로."


def type_keys(window: QWidget, words: str) -> None:
    """Press the keys for ``words`` in whatever has the window's keyboard, as a person would."""
    for letter in words:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            target: QWidget | None = window.focusWidget()
            if target is None:  # pyright: ignore[reportUnnecessaryComparison] (Qt may well say so)
                raise NotSeenError("anything that has the keyboard")
            QApplication.sendEvent(target, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))


class Tour:
    """Walks once; ``summary`` and ``failed`` tell afterwards how it went."""

    def __init__(self, stage: Running, folder: Path) -> None:
        self._stage, self._folder = stage, folder
        self._taken: list[Taken] = []
        self._problem = "the window never came up"

    @property
    def failed(self) -> int:
        """1 when a view was missed."""
        return 1 if self._problem else 0

    def summary(self) -> str:
        """What was taken, in a line or two."""
        pictures = sum(len(view.pictures) for view in self._taken)
        found = f"{len(self._taken)} views, {pictures} pictures in {self._folder}"
        return f"{found}\nThe tour stopped: {self._problem}" if self._problem else found

    async def walk(self, work: Work, window: Window) -> None:
        """Every view in turn; writes ``tour.json`` whatever happens."""
        try:
            async with Exchange(self._stage.url, self._stage.cti_token) as exchange:
                await _Walk(work, window, exchange, self._stage, self._folder, self._taken).all()
            self._problem = ""
        except NotSeenError as error:
            self._problem = f"did not see {error}"
            await asyncio.to_thread(window.grab().save, str(self._folder / "where-it-stopped.png"))
        finally:
            told = msgspec.json.format(msgspec.json.encode(self._taken), indent=2)
            (self._folder / "tour.json").write_bytes(told)


class _Walk:
    """The steps; each brings about a view and has it photographed."""

    def __init__(
        self, work: Work, window: Window, exchange: Exchange, stage: Running, folder: Path, taken: list[Taken]
    ) -> None:
        self._work, self._window, self._exchange, self._stage, self._taken = work, window, exchange, stage, taken
        self._workspace = work.reception.workspace
        self._camera = Camera(window, work.desk.settings, folder)
        self._line: Line | None = None
        self._macros, self._remedies = MacroTour(work, stage), RemedyTour(work, window, stage)
        self._shifts = ShiftTour(work, stage, self._camera)
        self._queues = QueueTour(work)
        self._floor = FloorTour(work, stage, exchange)
        self._board = BoardTour(work, stage, self._camera)

    async def all(self) -> None:
        """The whole way."""
        for view, shows, step in (
            *self._arriving(),
            *self._shifts.mine(),
            *self._calling(),
            *self._leading(),
            *self._leaving(),
        ):
            await self._take(view, shows, step)

    def _arriving(self) -> tuple[Step, ...]:
        return (
            ("sign-in", "signing in", self._before_sign_in),
            ("ready", "signed in: what waits while nobody is on the line", self._sign_in),
        )

    def _calling(self) -> tuple[Step, ...]:
        remedies, macros = self._remedies, self._macros
        return (
            ("tickets", "what came in today at the whole centre", self._tickets),
            ("stranger", "a caller nobody knows", self._stranger),
            ("family", "two people behind one number", self._family),
            ("ring", "a customer rings: everything before pick-up", self._ring),
            ("call", "the answered call with its timeline", self._answer),
            ("action-ready", "what can be done, by need", remedies.ready),
            ("action-done", "a broken promise is compensated", remedies.done),
            ("action-refused", "the executor could not do it", remedies.refused),
            ("action-undone", "taken back before anybody had it", remedies.undone),
            ("action-unknown", "nobody knows yet whether it was done", remedies.unknown),
            ("action-reconciled", "it was asked: done, and once", remedies.reconciled),
            ("action-form", "over the limit: the form says so", remedies.form),
            ("action-asked", "a lead is asked", remedies.asked),
            ("macro", "steps bundled by a lead, seen as a whole", macros.seen),
            ("macro-asking", "a step asks in the middle", macros.asking),
            ("macro-over", "what became of every step", macros.over),
            ("authority", "the month of my authority", self._month),
            ("note", "a call note is being written", self._write),
            *self._floor.agent(),
            ("find", "searching inside the timeline", self._find),
            ("wrap-up", "the call is over: wrap-up", self._hang_up),
            ("palette", "searching everything", self._search),
            ("missed", "missed calls that nobody owns yet", self._missed),
            ("keys", "every key", self._keys),
            ("settings", "settings", self._settings),
        )

    def _leading(self) -> tuple[Step, ...]:
        remedies = self._remedies
        return (
            ("approvals", "what waits for a lead, with its story", remedies.lead),
            ("approved", "nothing waits any more", remedies.approved),
            *self._floor.lead(),
            ("macro-editor", "a lead bundles steps", self._edit_macro),
            *self._board.lead(),
            *self._shifts.lead(),
            *self._queues.lists(),
        )

    def _leaving(self) -> tuple[Step, ...]:
        return (
            ("action-approved", "the agent sees what the lead gave", self._remedies.seen),
            *self._shifts.evening(),
            ("locked", "the covered screen", self._lock),
            ("offline", "without the server", self._cut_off),
            ("outbox", "what is kept until the server is back", self._outbox),
        )

    async def _take(self, view: str, shows: str, step: Callable[[], Awaitable[None]]) -> None:
        began = time.perf_counter()
        await step()
        self._taken.append(await self._camera.take(view, shows, began))

    @property
    def _call(self) -> CallPanel:
        panel = self._workspace.panels["call"]
        assert isinstance(panel, CallPanel)
        return panel

    def _run(self, command: str) -> None:
        if not self._workspace.surroundings.commands.run(command):
            raise NotSeenError(f"the command {command} to be possible")

    async def _before_sign_in(self) -> None:
        form = self._window.sign_in.form
        form.set_values(self._stage.url, self._stage.login, False, server_fixed=False)
        await until("the sign-in screen", form.isVisible)

    async def _sign_in(self) -> None:
        session = self._work.desk.session
        session.sign_in(self._stage.url, self._stage.login, self._stage.password, remember=False)
        await until("the session", lambda: session.sitting is Sitting.SIGNED_IN)
        self._workspace.show_panel("call")
        self._run("state.available")
        await until("a live connection", lambda: self._work.desk.state.status is not None)
        await settled(20)

    async def _ring(self) -> None:
        assert self._line is not None
        await self._exchange.hangup(self._line, "cancel")
        await until("the end of the first ring", lambda: not self._is_ringing())
        self._line = await self._exchange.ring(shop.HERO.number, NUMBER, [str(AGENT.extension)])
        await until("the ring card", self._is_ringing)
        await settled(10)

    def _is_ringing(self) -> bool:
        card = self._call.ring_card
        return card is not None and card.isVisible()

    async def _tickets(self) -> None:
        self._run("view.tickets")
        view = self._workspace.panels["tickets"]
        assert isinstance(view, QueuesPanel)
        panel = view.page("lists")
        assert isinstance(panel, ListPage)
        await until("the views", lambda: panel.view is not None)
        # Those that come with the program have numbers below zero.
        shared = next(one for one in panel.views.views if one.draft.scope is Scope.SHARED and one.id > 0)
        panel.side.show_view(shared.id)
        await until("the tickets", lambda: panel.model.loaded > MANY)
        await settled(10)

    async def _stranger(self) -> None:
        self._workspace.show_panel("call")
        self._line = await self._exchange.ring(shop.STRANGER, NUMBER, [str(AGENT.extension)])
        await until("the ring card", self._is_ringing)
        await self._exchange.answer(self._line, str(AGENT.extension))
        await until("the question who it is", self._call.stranger.isVisible)
        await settled(10)

    async def _family(self) -> None:
        assert self._line is not None
        await self._exchange.hangup(self._line)
        await until("the wrap-up", lambda: self._work.desk.call.is_wrapping_up)
        self._work.desk.call.finish()
        await until("the end of the call", lambda: self._work.desk.call.call is None)
        self._line = await self._exchange.ring(shop.MOTHER.number, NUMBER, [str(AGENT.extension)])
        await until("the ring card", self._is_ringing)
        await settled(10)

    async def _answer(self) -> None:
        assert self._line is not None
        await self._exchange.answer(self._line, str(AGENT.extension))
        await until("the customer", lambda: self._call.timeline.isVisible())
        await until("the timeline's rows", lambda: self._call.view.stream.model.count() > 5)
        await settled(20)

    async def _write(self) -> None:
        self._call.composer.set_mode(ArticleKind.CALL_NOTE)
        self._call.composer.write()
        await settled()
        type_keys(self._window, NOTE)
        await settled(10)

    async def _find(self) -> None:
        self._floor.close()
        model = self._call.view.stream.model
        model.set_query("선물")
        await settled(30)

    async def _edit_macro(self) -> None:
        self._floor.close_sheets()
        await self._macros.editor()

    async def _month(self) -> None:
        self._macros.close()
        await self._remedies.month()

    async def _hang_up(self) -> None:
        self._call.view.stream.model.show_everything()
        assert self._line is not None
        await self._exchange.hangup(self._line)
        await until("the wrap-up", lambda: self._work.desk.call.is_wrapping_up)
        await settled(15)

    async def _search(self) -> None:
        self._close_floating()
        self._run("palette.open")
        await settled()
        type_keys(self._window, "감귤")
        await settled(40)

    async def _missed(self) -> None:
        self._workspace.palette_.close()
        for number in (shop.STRANGER, "anonymous", shop.DAUGHTER.number):
            line = await self._exchange.ring(number, NUMBER, [str(LEAD.extension)])
            await self._exchange.hangup(line, "cancel")
        await settled(20)
        self._run("call.missed")
        await settled(20)

    async def _keys(self) -> None:
        self._close_floating()
        self._run("keys.show")
        await settled(10)

    async def _settings(self) -> None:
        self._workspace.keys.close()
        self._workspace.show_panel("settings")
        await settled(10)

    async def _lock(self) -> None:
        self._workspace.show_panel("call")
        self._run("lock")
        await until("the covered screen", self._work.reception.lock.isVisible)

    async def _cut_off(self) -> None:
        self._work.desk.session.unlock(self._stage.password)
        await until("the uncovered screen", lambda: not self._work.reception.lock.isVisible())
        self._workspace.day.sheet.close()
        self._stage.stop()
        await settled(60)

    async def _outbox(self) -> None:
        self._call.composer.send()
        await until("something that waits", lambda: bool(self._work.desk.outbox.entries))
        self._run("outbox.open")
        await settled(20)

    def _close_floating(self) -> None:
        for name in ("wrap_up", "follow_ups"):
            floating: QWidget = getattr(self._workspace.bar, name)
            floating.close()
