"""Every key can be changed, and none is taken from a command without asking."""

from PySide6.QtCore import Qt

from desk.client.widgets.panels.settings import SettingsPanel
from desk.client.widgets.settings.keys import KeysPage
from tests.client.shell_rig import CONTROL, Client
from tests.client.widgets.conftest import Start


def page(here: Client) -> KeysPage:
    here.commands.run("settings.keys")
    panel = here.workspace.panels["settings"]
    assert isinstance(panel, SettingsPanel)
    found = panel.middle.currentWidget()
    assert isinstance(found, KeysPage)
    return found


def record(here: Client, name: str, key: Qt.Key, held: Qt.KeyboardModifier) -> KeysPage:
    """Press a command's field, then the keys."""
    found = page(here)
    recorder = found.recorder(name)
    recorder.setFocus()
    recorder.click()
    assert found.recorder(name).is_recording
    here.press(key, held)
    assert not found.recorder(name).is_recording
    return found


async def test_a_free_key_is_taken_at_once_and_kept(start: Start) -> None:
    async with start() as here:
        record(here, "lock", Qt.Key.Key_F12, CONTROL)
        assert here.commands.keys("lock") == ("Ctrl+F12",)
        assert here.settings.keys == {"lock": ["Ctrl+F12"]}


async def test_a_key_that_belongs_to_another_command_is_asked_for_first(start: Start) -> None:
    async with start() as here:
        found = record(here, "lock", Qt.Key.Key_K, CONTROL)
        assert not here.workspace.palette_.isVisible()
        assert found.conflict.isVisible()
        assert "Ctrl+K already belongs to “Search or run a command”." in found.conflict.words.text()
        assert here.commands.holder("Ctrl+K") == "palette.open"
        found.conflict.action.click()
        assert here.commands.holder("Ctrl+K") == "lock"
        assert here.commands.keys("palette.open") == ()
        found.reset_all.click()
        assert here.commands.holder("Ctrl+K") == "palette.open"
        assert here.settings.keys == {}


async def test_escape_leaves_a_key_as_it_was_and_backspace_takes_it_away(start: Start) -> None:
    async with start() as here:
        record(here, "lock", Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier)
        assert here.commands.keys("lock") == ("Ctrl+L",)
        record(here, "lock", Qt.Key.Key_Backspace, Qt.KeyboardModifier.NoModifier)
        assert here.commands.keys("lock") == ()
