"""The window at work: nothing steals the keyboard, everything has a name, looks and languages change while it runs."""

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from desk.client.remote import commands as orders
from desk.client.widgets.commands import Where
from desk.client.widgets.floating import take_keyboard
from desk.client.widgets.language import language
from desk.client.widgets.panels import PANELS
from desk.client.widgets.theme import theme
from desk.contract.agents import AgentState
from tests.client.conftest import until
from tests.client.shell_rig import CONTROL, Client
from tests.client.widgets.conftest import Start
from tests.server.routes.conftest import Floor


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
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            if type(watched).__name__ not in ("Window", "QTipLabel"):
                self.strange.append(type(watched).__name__)
        return False


def open_everything(here: Client) -> None:
    """Make every view, popover and sheet once."""
    work = here.workspace
    for info in PANELS:
        work.show_panel(info.id)
    for name in (
        "palette.open",
        "keys.show",
        "outbox.open",
        "health.open",
        "state.away",
        "call.missed",
        "call.callback",
    ):
        here.commands.run(name)
        QApplication.processEvents()
    for name in ("look", "sounds", "keys", "connection", "about"):
        here.commands.run("settings.keys")
        work.panels["settings"].show_page(name)  # type: ignore[attr-defined]
    work.bar.user.click()
    work.bar.wrap_up.open_at(work.bar.strip)
    here.work.reception.crash.tell("RuntimeError: an example")
    work.toasts.show("words")


def unnamed(window: QWidget) -> list[str]:
    """Every widget that takes the keyboard and tells a screen reader nothing."""
    found: list[str] = []
    for widget in window.findChildren(QWidget):
        if widget.focusPolicy() == Qt.FocusPolicy.NoFocus or widget.objectName().startswith("qt_"):
            continue
        parent = widget.parentWidget()
        inner = parent is not None and parent.focusProxy() is widget and parent.accessibleName()
        if not widget.accessibleName() and not inner:
            above = type(parent).__name__ if parent is not None else ""
            found.append(f"{type(widget).__name__} in {above}")
    return found


async def test_everything_that_takes_the_keyboard_has_a_name(start: Start, floor: Floor) -> None:
    async with start() as here:
        open_everything(here)
        assert not unnamed(here.window)


async def test_nothing_ever_becomes_a_window_of_its_own(start: Start, floor: Floor) -> None:
    windows = Windows(QWidget)
    try:
        async with start() as here:
            open_everything(here)
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
        application.focusChanged.connect(lambda _old, new: moved.append(new))
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


async def test_every_command_does_something_in_the_real_window(start: Start) -> None:
    async with start() as here:
        for info in PANELS:
            here.workspace.show_panel(info.id)
        assert [name for name in here.commands.table if not here.commands.is_bound(name)] == []
        assert here.commands.where is Where.DESK


async def test_the_language_changes_in_the_open_window_and_back(start: Start) -> None:
    async with start() as here:
        open_everything(here)
        bar = here.workspace.bar
        here.commands.run("look.language")
        assert language().code == "ko"
        assert bar.search.accessibleName() == "검색"
        assert "근무" in bar.state.label()
        assert here.workspace.keys.title.text() == "단축키"
        english = words_left(here.window)
        assert not english
        here.commands.run("look.language")
        assert bar.search.accessibleName() == "Search"


def words_left(window: QWidget) -> list[str]:
    """Labels of our own screens that still speak English where Korean is on."""
    allowed = {"Desk", "VIP", "English", "Ctrl", "Enter", "Esc", "CapsLock"}
    found: list[str] = []
    for widget in window.findChildren(QWidget):
        name = widget.accessibleName()
        plain = name.replace("한국어 / English", "")
        words = [
            word for word in plain.replace("/", " ").split() if word.isascii() and word.isalpha() and len(word) > 3
        ]
        if words and not set(words) <= allowed and not any("가" <= sign <= "힣" for sign in plain):
            found.append(name)
    return found


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
            one
            for one in drawer.findChildren(QWidget)
            if one.accessibleName() == "" and hasattr(one, "text") and one.text() == "Discard"
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
