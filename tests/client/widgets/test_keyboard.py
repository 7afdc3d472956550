"""The keyboard belongs to whoever writes; commands hear what is left, and no syllable is ever lost."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from desk.client.widgets.floating import take_keyboard
from tests.client.conftest import until
from tests.client.shell_rig import CONTROL, Client, compose
from tests.client.widgets.conftest import Start
from tests.client.widgets.test_keys import HANGUL_A, position

SHIFT = Qt.KeyboardModifier.ShiftModifier


def composer_stand_in(here: Client) -> QLineEdit:
    """A text field in the middle of the window, with the keyboard."""
    field = QLineEdit(here.window)
    field.setGeometry(400, 300, 300, 40)
    field.show()
    take_keyboard(field)
    return field


async def test_the_palette_opens_while_korean_is_on(start: Start) -> None:
    async with start() as here:
        here.press(HANGUL_A, CONTROL, scan=position("K"))
        assert here.workspace.palette_.isVisible()
        assert here.workspace.palette_.field.hasFocus()
        here.press(Qt.Key.Key_Escape)
        assert not here.workspace.palette_.isVisible()


async def test_a_question_mark_is_written_where_one_writes_and_shows_the_keys_elsewhere(start: Start) -> None:
    async with start() as here:
        field = composer_stand_in(here)
        here.press(Qt.Key.Key_Question, SHIFT, "?")
        assert field.text() == "?"
        assert not here.workspace.keys.isVisible()
        take_keyboard(here.workspace.bar.search)
        here.press(Qt.Key.Key_Question, SHIFT, "?")
        assert here.workspace.keys.isVisible()


async def test_a_syllable_being_composed_is_kept_when_a_command_takes_the_keyboard(start: Start) -> None:
    async with start() as here:
        field = composer_stand_in(here)
        compose(field, "", "안녕")
        compose(field, "하")
        assert here.window.keyboard.composing
        here.press(Qt.Key.Key_Question, SHIFT, "")
        assert not here.workspace.keys.isVisible()
        here.press(Qt.Key.Key_K, CONTROL)
        assert here.workspace.palette_.field.hasFocus()
        assert field.text().startswith("안녕")
        assert here.workspace.palette_.field.text() == ""
        assert not here.window.keyboard.composing


async def test_enter_that_ends_a_syllable_does_nothing_else(start: Start) -> None:
    async with start() as here:
        here.commands.run("palette.open")
        palette = here.workspace.palette_
        compose(palette.field, "휴")
        assert palette.field.words() == "휴"
        compose(palette.field, "", "휴")
        assert palette.isVisible()
        assert palette.field.text() == "휴"


async def test_an_agents_own_key_is_in_force_at_once_and_after_a_restart(start: Start) -> None:
    async with start() as here:
        here.commands.rebind("palette.open", ["Ctrl+P"])
        here.settings.keys = {name: list(chords) for name, chords in here.commands.own_keys().items()}
        here.press(Qt.Key.Key_K, CONTROL)
        assert not here.workspace.palette_.isVisible()
        here.press(Qt.Key.Key_P, CONTROL)
        assert here.workspace.palette_.isVisible()
    async with start() as again:
        again.press(Qt.Key.Key_P, CONTROL)
        assert again.workspace.palette_.isVisible()


async def test_closing_the_palette_gives_the_keyboard_back(start: Start) -> None:
    async with start() as here:
        field = composer_stand_in(here)
        here.press(Qt.Key.Key_K, CONTROL)
        here.press(Qt.Key.Key_Escape)
        assert QApplication.focusWidget() is field


async def test_a_syllable_that_comes_after_the_key_that_ended_it_stays_where_it_was_composed(start: Start) -> None:
    async with start() as here:
        field = composer_stand_in(here)
        here.press(Qt.Key.Key_K, CONTROL)
        palette = here.workspace.palette_
        compose(palette.field, "지", "김민")
        QTimer.singleShot(0, lambda: compose(QApplication.focusWidget() or here.window, "", "지"))
        QTest.keyClick(here.window.windowHandle(), Qt.Key.Key_Escape)
        await until(lambda: not palette.isVisible())
        assert field.text() == ""
