"""One of a few: by mouse, by arrow keys, and without a word when the program chooses."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QRadioButton
from pytestqt.qtbot import QtBot

from desk.client.widgets.controls.segmented import Choice, Segmented

pytestmark = pytest.mark.usefixtures("look")
KINDS = [
    Choice("reply", "답장", "reply", "reply"),
    Choice("note", "메모", "note", "note"),
    Choice("call_note", "통화 기록", tone="call_note"),
]


@pytest.fixture
def kinds(qtbot: QtBot) -> Segmented:
    choice = Segmented(KINDS)
    qtbot.addWidget(choice)
    choice.show()
    return choice


def segments(choice: Segmented) -> list[QRadioButton]:
    return choice.findChildren(QRadioButton)


def test_the_first_is_chosen_at_the_start(kinds: Segmented) -> None:
    assert kinds.value() == "reply"
    assert [segment.isChecked() for segment in segments(kinds)] == [True, False, False]


def test_a_click_chooses_and_tells_once(kinds: Segmented, qtbot: QtBot) -> None:
    heard: list[str] = []
    kinds.chosen.connect(heard.append)
    for _ in range(2):
        QTest.mouseClick(segments(kinds)[1], Qt.MouseButton.LeftButton)
    assert (heard, kinds.value()) == (["note"], "note")


def test_the_arrow_keys_choose(kinds: Segmented, qtbot: QtBot) -> None:
    heard: list[str] = []
    kinds.chosen.connect(heard.append)
    first = segments(kinds)[0]
    first.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(first, Qt.Key.Key_Right)
    QTest.keyClick(segments(kinds)[1], Qt.Key.Key_Right)
    assert heard == ["note", "call_note"]


def test_the_program_chooses_in_silence(kinds: Segmented) -> None:
    heard: list[str] = []
    kinds.chosen.connect(heard.append)
    kinds.set_value("call_note")
    assert (heard, kinds.value()) == ([], "call_note")
    with pytest.raises(KeyError):
        kinds.set_value("letter")
    assert kinds.value() == "call_note"


def test_a_segment_that_may_not_be_chosen_is_not(kinds: Segmented, qtbot: QtBot) -> None:
    kinds.set_enabled("note", False)
    QTest.mouseClick(segments(kinds)[1], Qt.MouseButton.LeftButton)
    assert kinds.value() == "reply"


def test_segments_are_radio_buttons_to_a_screen_reader(kinds: Segmented) -> None:
    kinds.set_label("reply", "Reply")
    spoken = QAccessible.queryAccessibleInterface(segments(kinds)[0])
    assert spoken.role() == QAccessible.Role.RadioButton
    assert spoken.text(QAccessible.Text.Name) == "Reply"
    assert spoken.state().checked
