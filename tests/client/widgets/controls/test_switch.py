"""A switch is a check box to everybody but the eye."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desk.client.widgets.controls.switch import Switch

pytestmark = pytest.mark.usefixtures("look")


def test_it_goes_by_space_and_by_a_click_on_its_words(qtbot: QtBot) -> None:
    switch = Switch("자동 응답")
    qtbot.addWidget(switch)
    heard: list[bool] = []
    switch.toggled.connect(heard.append)
    switch.show()
    QTest.keyClick(switch, Qt.Key.Key_Space)
    QTest.mouseClick(switch, Qt.MouseButton.LeftButton, pos=QPoint(switch.width() - 4, switch.height() // 2))
    assert heard == [True, False]


def test_it_says_what_it_is(qtbot: QtBot) -> None:
    switch = Switch("자동 응답")
    qtbot.addWidget(switch)
    switch.setChecked(True)
    spoken = QAccessible.queryAccessibleInterface(switch)
    assert spoken.role() == QAccessible.Role.CheckBox
    assert spoken.text(QAccessible.Text.Name) == "자동 응답"
    assert spoken.state().checked


def test_on_and_off_look_different(qtbot: QtBot) -> None:
    switch = Switch("자동 응답")
    qtbot.addWidget(switch)
    switch.resize(switch.sizeHint())
    off = switch.grab().toImage()
    switch.setChecked(True)
    assert switch.grab().toImage() != off
