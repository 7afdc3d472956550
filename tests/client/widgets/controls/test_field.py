"""Fields say what is wrong in words, and search hears a syllable that is still being composed."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk.client.widgets.controls.field import LineField, SearchField, TextField
from desk.client.widgets.theme import Theme

pytestmark = pytest.mark.usefixtures("look")


def test_a_field_is_named_by_its_label(qtbot: QtBot) -> None:
    field = LineField("고객 이름", hint="두 글자 이상")
    qtbot.addWidget(field)
    spoken = QAccessible.queryAccessibleInterface(field.edit)
    assert spoken.text(QAccessible.Text.Name) == "고객 이름"
    field.set_label("Customer")
    assert spoken.text(QAccessible.Text.Name) == "Customer"


def test_an_error_takes_the_place_of_the_hint_and_is_spoken(qtbot: QtBot, look: Theme) -> None:
    field = LineField("환불", hint="원 단위")
    qtbot.addWidget(field)
    field.show()
    field.set_error("한도를 넘습니다.")
    spoken = QAccessible.queryAccessibleInterface(field.edit)
    assert (field.error(), field.message.text()) == ("한도를 넘습니다.", "한도를 넘습니다.")
    assert spoken.text(QAccessible.Text.Description) == "한도를 넘습니다."
    assert field.edit.grab().toImage().pixelColor(0, field.edit.height() // 2) == look.tokens.bad
    field.set_error("")
    assert (field.error(), field.message.text()) == ("", "원 단위")
    assert field.edit.grab().toImage().pixelColor(0, field.edit.height() // 2) != look.tokens.bad


def test_a_field_without_hint_or_error_has_no_empty_line(qtbot: QtBot) -> None:
    field = LineField("이름")
    qtbot.addWidget(field)
    low = field.sizeHint().height()
    field.set_error("비어 있습니다.")
    assert field.sizeHint().height() > low


def test_what_is_written_is_told(qtbot: QtBot) -> None:
    field = LineField("이름")
    qtbot.addWidget(field)
    heard: list[str] = []
    field.changed.connect(heard.append)
    QTest.keyClicks(field.edit, "ab")
    assert heard == ["a", "ab"]
    assert field.text() == "ab"


def test_a_text_field_is_as_high_as_its_lines(qtbot: QtBot, look: Theme) -> None:
    two, five = TextField("메모", lines=2), TextField("메모", lines=5)
    qtbot.addWidget(two)
    qtbot.addWidget(five)
    line = five.edit.fontMetrics().lineSpacing()
    assert five.edit.height() - two.edit.height() == 3 * line
    look.apply("light", "comfortable", 1.5)
    assert five.edit.height() > 5 * line


def test_a_wrong_text_field_has_a_red_edge(qtbot: QtBot, look: Theme) -> None:
    field = TextField("메모")
    qtbot.addWidget(field)
    field.set_error("비어 있습니다.")
    field.show()
    assert field.frame.grab().toImage().pixelColor(0, field.frame.height() // 2) == look.tokens.bad


def compose(field: SearchField, preedit: str, commit: str = "") -> None:
    event = QInputMethodEvent(preedit, [])
    event.setCommitString(commit)
    QApplication.sendEvent(field, event)


def test_search_hears_a_syllable_before_it_is_committed(qtbot: QtBot) -> None:
    field = SearchField("검색")
    qtbot.addWidget(field)
    heard: list[str] = []
    field.searched.connect(heard.append)
    field.show()
    for preedit in ("ㅎ", "하", "한"):
        compose(field, preedit)
    compose(field, "", "한")
    compose(field, "ㄱ")
    assert heard == ["ㅎ", "하", "한", "한ㄱ"]


def test_escape_empties_the_search_and_then_belongs_to_the_window(qtbot: QtBot) -> None:
    field = SearchField("검색")
    qtbot.addWidget(field)
    heard: list[str] = []
    field.searched.connect(heard.append)
    QTest.keyClicks(field, "a")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert heard == ["a", ""]
    escape = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(field, escape)
    assert not escape.isAccepted()
