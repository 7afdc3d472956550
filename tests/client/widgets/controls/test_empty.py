"""An empty view says why it is empty and what can be done."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desk.client.widgets.controls.empty import EmptyState

pytestmark = pytest.mark.usefixtures("look")


def test_its_action_is_told(qtbot: QtBot) -> None:
    empty = EmptyState("inbox", "티켓이 없습니다", "새 티켓은 여기에 나타납니다.", "지난 티켓 보기")
    qtbot.addWidget(empty)
    empty.show()
    with qtbot.waitSignal(empty.acted):
        QTest.mouseClick(empty.action, Qt.MouseButton.LeftButton)


def test_what_it_does_not_say_takes_no_room(qtbot: QtBot) -> None:
    empty = EmptyState("inbox", "티켓이 없습니다", "새 티켓은 여기에 나타납니다.", "지난 티켓 보기")
    qtbot.addWidget(empty)
    empty.show()
    high = empty.sizeHint().height()
    empty.set_words("찾은 것이 없습니다")
    empty.set_icon("search")
    assert empty.sizeHint().height() < high
    assert (empty.title.text(), empty.accessibleName()) == ("찾은 것이 없습니다", "찾은 것이 없습니다")
    assert not empty.action.isVisible()
