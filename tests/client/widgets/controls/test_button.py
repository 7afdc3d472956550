"""Buttons are pressed by mouse and by keyboard, and never take the keyboard from who is typing."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desk.client.widgets.controls.button import Button, ButtonKind, IconButton
from desk.client.widgets.theme import Theme

pytestmark = pytest.mark.usefixtures("look")
KINDS: tuple[ButtonKind, ...] = ("primary", "secondary", "ghost", "danger")


def presses(button: Button) -> list[bool]:
    heard: list[bool] = []
    button.clicked.connect(lambda: heard.append(True))
    return heard


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return])
def test_a_button_is_pressed_by_the_keyboard(qtbot: QtBot, key: Qt.Key) -> None:
    button = Button("보내기")
    button.setAutoDefault(True)
    qtbot.addWidget(button)
    heard = presses(button)
    button.show()
    button.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(button, key)
    assert heard == [True]


def test_a_click_presses_and_leaves_the_keyboard_where_it_was(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    column = QVBoxLayout(page)
    writing, button = QLineEdit(), Button("보내기", "primary")
    column.addWidget(writing)
    column.addWidget(button)
    heard = presses(button)
    page.show()
    writing.setFocus()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert heard == [True]
    assert page.focusWidget() is writing


def test_an_ampersand_is_an_ampersand(qtbot: QtBot) -> None:
    button = Button("Q&A")
    qtbot.addWidget(button)
    assert button.text() == "Q&A"
    assert button.shortcut().isEmpty()
    spoken = QAccessible.queryAccessibleInterface(button)
    assert spoken.text(QAccessible.Text.Name) == "Q&A"


def test_an_icon_alone_has_a_name_and_a_role_for_the_screen_reader(qtbot: QtBot) -> None:
    button = IconButton("hold", "보류")
    qtbot.addWidget(button)
    spoken = QAccessible.queryAccessibleInterface(button)
    assert spoken.text(QAccessible.Text.Name) == "보류"
    assert spoken.role() == QAccessible.Role.Button
    assert button.toolTip() == "보류"


def test_the_tip_of_an_icon_names_its_keys(qtbot: QtBot) -> None:
    button = IconButton("hold", "보류")
    qtbot.addWidget(button)
    button.set_label("Hold", "Ctrl+H")
    assert button.toolTip() == "Hold  (Ctrl+H)"
    assert button.accessibleName() == "Hold"


@pytest.mark.parametrize("kind", KINDS)
def test_the_keyboard_can_be_seen_on_every_kind(qtbot: QtBot, look: Theme, kind: ButtonKind) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    column = QVBoxLayout(page)
    first, second = Button("하나", kind), Button("둘", kind)
    column.addWidget(first)
    column.addWidget(second)
    with qtbot.waitActive(page):
        page.show()
    for focused, other in ((first, second), (second, first)):
        focused.setFocus(Qt.FocusReason.TabFocusReason)
        middle = focused.height() // 2
        assert focused.grab().toImage().pixelColor(1, middle) == look.tokens.focus
        assert other.grab().toImage().pixelColor(1, middle) != look.tokens.focus


def test_a_button_that_cannot_be_used_looks_so_and_does_nothing(qtbot: QtBot) -> None:
    button = Button("환불", "primary")
    qtbot.addWidget(button)
    heard = presses(button)
    before = button.grab().toImage()
    button.setEnabled(False)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert heard == []
    assert button.grab().toImage() != before


def test_a_hint_and_an_icon_make_a_button_wider(qtbot: QtBot) -> None:
    button = Button("보내기")
    qtbot.addWidget(button)
    widths = [button.sizeHint().width()]
    button.set_icon("send")
    widths.append(button.sizeHint().width())
    button.set_hint("Ctrl+Enter")
    widths.append(button.sizeHint().width())
    assert widths == sorted(set(widths))
