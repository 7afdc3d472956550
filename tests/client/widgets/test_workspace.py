"""The window at work: nothing steals the keyboard, everything has a name, looks and languages change while it runs."""

import asyncio
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget

from desk.client.remote import commands as orders
from desk.client.widgets.command import Where
from desk.client.widgets.floating import take_keyboard
from desk.client.widgets.language import language
from desk.client.widgets.panels import PANELS
from desk.client.widgets.panels.panel import Panel
from desk.client.widgets.panels.queues import PAGES, QueuesPanel
from desk.client.widgets.panels.settings import SettingsPanel
from desk.client.widgets.theme import theme
from desk.contract.agents import AgentState
from tests.client.conftest import until
from tests.client.shell_rig import CONTROL, Client
from tests.client.widgets.conftest import Start
from tests.server.routes.conftest import Floor

SHELL = ("desk.client.widgets.",)


class Windows(QObject):
    """Notices every widget that becomes a window of its own."""

    def __init__(self, own: type[QWidget]) -> None:
        super().__init__()
        self._own = own
        self.strange: list[str] = []
        self._application = QApplication.instance()
        assert self._application is not None
        self._application.installEventFilter(self)

    def stop(self) -> None:
        assert self._application is not None
        self._application.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        shown = event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow()
        if shown and type(watched).__name__ not in ("Window", "QTipLabel"):
            self.strange.append(type(watched).__name__)
        return False


def steps(here: Client) -> Iterator[None]:
    """Open every view, popover and sheet, one after another; pauses after each."""
    work, run = here.workspace, here.commands.run
    for info in PANELS:
        work.show_panel(info.id)
        yield
    settings = work.panels["settings"]
    assert isinstance(settings, SettingsPanel)
    for name in ("look", "sounds", "keys", "connection", "about"):
        settings.show_page(name)
        yield
    for name in (
        "state.away",
        "call.missed",
        "call.callback",
        "health.open",
        "palette.open",
        "keys.show",
        "outbox.open",
    ):
        run(name)
        yield
    work.bar.user.click()
    yield
    work.bar.wrap_up.open_at(work.bar.strip)
    yield
    work.toasts.show("words")
    here.work.reception.crash.tell("RuntimeError: an example")
    yield


def unnamed(window: QWidget) -> set[str]:
    """Every widget in sight that takes the keyboard and tells a screen reader nothing."""
    found: set[str] = set()
    for widget in window.findChildren(QWidget):
        if widget.focusPolicy() == Qt.FocusPolicy.NoFocus or not widget.isVisible():
            continue
        told = QAccessible.queryAccessibleInterface(widget)
        if not told.text(QAccessible.Text.Name):
            above, chain = widget.parentWidget(), [type(widget).__name__]
            while above is not None and len(chain) < 4:
                chain.append(type(above).__name__)
                above = above.parentWidget()
            found.add(" in ".join(chain))
    return found


async def test_everything_that_takes_the_keyboard_has_a_name(start: Start, floor: Floor) -> None:
    async with start() as here:
        found: set[str] = set()
        for _step in steps(here):
            await asyncio.sleep(0)
            found |= unnamed(here.window)
        assert not found


async def test_nothing_ever_becomes_a_window_of_its_own(start: Start, floor: Floor) -> None:
    windows = Windows(QWidget)
    try:
        async with start() as here:
            for _step in steps(here):
                await asyncio.sleep(0)
            await floor_calls(here, floor)
    finally:
        windows.stop()
    assert not windows.strange


async def floor_calls(here: Client, floor: Floor) -> None:
    """A call from ring to the end of its wrap-up."""
    floor.ring(user=["201"])
    await until(lambda: here.desk.call.rings)
    floor.push("answer", answeringNumber="201")
    await until(lambda: here.desk.call.is_talking)
    floor.push("hangup", cause="normalClearing")
    await until(lambda: here.desk.call.is_wrapping_up)


async def test_whatever_comes_from_outside_leaves_the_keyboard_where_it_is(start: Start, floor: Floor) -> None:
    async with start() as here:
        field = QLineEdit(here.window)
        field.show()
        take_keyboard(field)
        moved: list[object] = []
        application = QApplication.instance()
        assert isinstance(application, QApplication)

        def note(_old: object, new: object) -> None:
            moved.append(new)

        application.focusChanged.connect(note)
        await floor_calls(here, floor)
        assert here.workspace.bar.wrap_up.isVisible()
        here.desk.outbox.put(orders.claim_call(999_999))
        await until(lambda: here.desk.outbox.stuck)
        here.workspace.tell_number("010-2345-6789")
        here.work.reception.crash.tell("RuntimeError: an example")
        here.press(Qt.Key.Key_A, text="a")
        assert field.text() == "a"
        assert moved == []
        assert QApplication.focusWidget() is field


async def test_what_was_opened_over_a_view_goes_with_it(start: Start) -> None:
    async with start() as here:
        here.workspace.show_panel("shifts")
        here.commands.run("day.open")
        assert here.workspace.bar.my_day.isVisible()
        here.workspace.show_panel("call")
        assert not here.workspace.bar.my_day.isVisible()
        here.workspace.show_panel("shifts")
        here.commands.run("keys.show")
        here.work.reception.crash.tell("RuntimeError: an example")
        here.workspace.show_panel("shifts")
        assert here.workspace.keys.isVisible()
        here.workspace.show_panel("call")
        assert not here.workspace.keys.isVisible()
        assert here.work.reception.crash.isVisible(), "it is not put away unread"


async def test_every_command_does_something_in_the_real_window(start: Start) -> None:
    async with start("lead") as here:
        for info in PANELS:
            here.workspace.show_panel(info.id)
        view = here.workspace.panels["tickets"]
        assert isinstance(view, QueuesPanel)
        for page in PAGES:
            view.show_page(page.id)
        assert [name for name in here.commands.table if not here.commands.is_bound(name)] == []
        assert here.commands.where is Where.DESK


async def test_the_language_changes_in_the_open_window_and_back(start: Start) -> None:
    async with start() as here:
        bar = here.workspace.bar
        here.commands.run("look.language")
        assert language().code == "ko"
        assert bar.search.accessibleName() == "검색"
        assert "근무" in bar.state.label()
        assert here.workspace.keys.title.text() == "단축키"
        said: set[str] = set()
        for _step in steps(here):
            await asyncio.sleep(0)
            said |= english(here.window)
        assert not said
        here.commands.run("look.language")
        assert bar.search.accessibleName() == "Search"


def english(window: QWidget) -> set[str]:
    """What the shell's own widgets still say in English while Korean is on."""
    said: set[str] = set()
    for widget in window.findChildren(QWidget):
        if type(widget).__module__.startswith(SHELL) and widget.isVisible() and not is_foreign(widget):
            words = widget.accessibleName().replace("한국어 / English", "")
            korean = any("가" <= sign <= "힣" for sign in words)
            if not korean and any(len(word) > 3 and word.isascii() and word.isalpha() for word in words.split()):
                said.add(f"{type(widget).__name__}: {words}")
    return said - {"_Segment: English", "Toast: words"}


def is_foreign(widget: QWidget) -> bool:
    """Whether it belongs to a view that has tests of its own."""
    above: QWidget | None = widget
    while above is not None:
        if isinstance(above, Panel) and not isinstance(above, SettingsPanel):
            return True
        above = above.parentWidget()
    return False


async def test_the_theme_changes_in_the_open_window(start: Start) -> None:
    async with start() as here:
        light = here.window.grab().toImage().pixelColor(300, 200).lightness()
        here.commands.run("look.theme")
        assert theme().dark
        assert here.window.grab().toImage().pixelColor(300, 200).lightness() < light
        here.commands.run("look.larger")
        assert here.settings.font_scale > 1.0
        assert theme().font_scale == here.settings.font_scale
        here.commands.run("look.normal_size")


async def test_a_refused_order_is_told_and_stays_until_somebody_decides(start: Start) -> None:
    async with start() as here:
        here.desk.outbox.put(orders.claim_call(999_999))
        await until(lambda: here.desk.outbox.stuck == 1)
        assert "to decide" in here.workspace.bar.health.words()
        here.commands.run("outbox.open")
        drawer = here.workspace.outbox
        discard = next(
            one for one in drawer.findChildren(QAbstractButton) if not one.accessibleName() and one.text() == "Discard"
        )
        discard.click()
        await until(lambda: not here.desk.outbox.entries)


@pytest.mark.parametrize("key", [Qt.Key.Key_F2, Qt.Key.Key_F3])
async def test_my_state_is_a_key_away_and_shown_when_the_server_says_so(start: Start, key: Qt.Key) -> None:
    wanted = {Qt.Key.Key_F2: AgentState.AVAILABLE, Qt.Key.Key_F3: AgentState.BREAK}[key]
    async with start() as here:
        model = here.desk.state
        before = model.state
        here.press(key)
        assert model.pending is not None
        assert model.state is before
        assert "→" in here.workspace.bar.state.label()
        await until(lambda: model.state is wanted and model.pending is None)
        assert "→" not in here.workspace.bar.state.label()
        here.press(Qt.Key.Key_K, CONTROL)
