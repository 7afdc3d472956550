"""Filter chips go on and off by mouse and keyboard; tags show text as text."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desk.client.widgets.controls.chip import FilterChip, Tag
from desk.client.widgets.theme import Theme

pytestmark = pytest.mark.usefixtures("look")


def test_a_filter_goes_on_by_space_and_off_by_a_click_anywhere_on_it(qtbot: QtBot) -> None:
    chip = FilterChip("통화", 31, "phone")
    qtbot.addWidget(chip)
    heard: list[bool] = []
    chip.toggled.connect(heard.append)
    chip.show()
    QTest.keyClick(chip, Qt.Key.Key_Space)
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton, pos=QPoint(chip.width() - 3, chip.height() // 2))
    assert heard == [True, False]


def test_a_filter_says_its_count_and_its_state(qtbot: QtBot) -> None:
    chip = FilterChip("통화")
    qtbot.addWidget(chip)
    chip.set_count(1240)
    chip.setChecked(True)
    spoken = QAccessible.queryAccessibleInterface(chip)
    assert spoken.text(QAccessible.Text.Name) == "통화 1240"
    assert spoken.role() == QAccessible.Role.CheckBox
    assert spoken.state().checked


def test_a_larger_count_takes_more_room(qtbot: QtBot) -> None:
    chip = FilterChip("통화", 1)
    qtbot.addWidget(chip)
    narrow = chip.sizeHint().width()
    chip.set_count(100_000)
    assert chip.sizeHint().width() > narrow
    chip.set_count(None)
    assert chip.sizeHint().width() < narrow


def test_a_tag_never_reads_tags(qtbot: QtBot) -> None:
    tag = Tag("<b>VIP</b>")
    qtbot.addWidget(tag)
    assert tag.textFormat() == Qt.TextFormat.PlainText
    assert tag.sizeHint().width() > Tag("VIP").sizeHint().width()


def test_a_tag_wears_its_tone(qtbot: QtBot, look: Theme) -> None:
    tag = Tag("지연", "warn")
    qtbot.addWidget(tag)
    tag.resize(tag.sizeHint())
    assert tag.grab().toImage().pixelColor(3, tag.height() // 2) == look.tokens.warn_soft
    tag.set_tone("bad", "truck")
    tag.resize(tag.sizeHint())
    assert tag.grab().toImage().pixelColor(3, tag.height() // 2) == look.tokens.bad_soft
