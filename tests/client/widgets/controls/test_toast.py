"""A toast offers its action until its time is over, and never takes the keyboard."""

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QScrollArea, QStackedWidget, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desk.client.widgets.controls.toast import Toast, Toasts
from desk.client.widgets.language import language

pytestmark = pytest.mark.usefixtures("look")


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    page = QWidget()
    qtbot.addWidget(page)
    QVBoxLayout(page).addWidget(QLineEdit())
    page.resize(600, 400)
    page.show()
    return page


def ends(toast: Toast) -> list[str]:
    heard: list[str] = []
    toast.acted.connect(lambda: heard.append("acted"))
    toast.expired.connect(lambda: heard.append("expired"))
    toast.finished.connect(lambda: heard.append("finished"))
    return heard


def test_undo_in_time_is_told_once(page: QWidget, qtbot: QtBot) -> None:
    toast = Toasts(page).show("답장을 보냅니다", action="실행 취소", seconds=60)
    heard = ends(toast)
    QTest.mouseClick(toast.action, Qt.MouseButton.LeftButton)
    QTest.mouseClick(toast.action, Qt.MouseButton.LeftButton)
    assert heard == ["acted", "finished"]


def test_time_runs_out(page: QWidget, qtbot: QtBot) -> None:
    toast = Toasts(page).show("답장을 보냅니다", action="실행 취소", seconds=0.2)
    heard = ends(toast)
    qtbot.waitUntil(lambda: bool(heard))
    assert heard == ["expired", "finished"]


def test_closing_is_neither_acting_nor_expiring(page: QWidget, qtbot: QtBot) -> None:
    toast = Toasts(page).show("저장했습니다", seconds=60)
    heard = ends(toast)
    QTest.mouseClick(toast.close_button, Qt.MouseButton.LeftButton)
    assert heard == ["finished"]


def test_a_toast_without_time_stays_and_needs_no_timer(page: QWidget) -> None:
    toast = Toasts(page).show("연결이 끊겼습니다", seconds=0)
    assert toast.isVisible()
    assert not any(timer.isActive() for timer in toast.findChildren(QTimer))
    toast.finish()
    assert not toast.isVisible()


def test_typing_goes_on_while_toasts_come_and_are_pressed(page: QWidget, qtbot: QtBot) -> None:
    writing = page.findChild(QLineEdit)
    assert isinstance(writing, QLineEdit)
    writing.setFocus()
    toast = Toasts(page).show("저장했습니다", action="보기", seconds=60)
    assert page.focusWidget() is writing
    QTest.mouseClick(toast.action, Qt.MouseButton.LeftButton)
    assert page.focusWidget() is writing


def test_toasts_stand_above_one_another_and_follow_the_window(page: QWidget) -> None:
    toasts = Toasts(page)
    old, new = toasts.show("하나", seconds=60), toasts.show("둘", seconds=60)
    assert old.geometry().bottom() < new.geometry().top()
    page.resize(900, 700)
    assert abs(new.geometry().center().x() - 450) <= 1
    assert new.geometry().bottom() < 700
    new.finish()
    assert old.geometry().bottom() >= 700 - 30


def test_at_the_top_the_newest_stands_at_the_edge(page: QWidget) -> None:
    toasts = Toasts(page, at_top=True)
    first, second = toasts.show("저장했습니다", seconds=0), toasts.show("보냈습니다", seconds=0)
    assert second.y() < first.y() < page.height() // 2
    assert second.geometry().bottom() < first.y()


def test_words_that_are_made_when_they_are_said_follow_the_language(page: QWidget) -> None:
    toasts = Toasts(page)
    words = {"en": "Saved", "ko": "저장했습니다"}
    stays = toasts.show(lambda: words[language().code], action=lambda: words[language().code], seconds=0)
    assert (stays.words.text(), stays.action.text(), stays.accessibleName()) == ("Saved", "Saved", "Saved")
    language().apply("ko")
    assert (stays.words.text(), stays.action.text(), stays.accessibleName()) == ("저장했습니다",) * 3
    assert stays.close_button.accessibleName() == "닫기"


def told(widget: QWidget) -> list[str]:
    """Everything a screen reader finds in a widget."""
    here = QAccessible.queryAccessibleInterface(widget)
    found, todo = list[str](), [here]
    while todo:
        one = todo.pop()
        found.append(one.text(QAccessible.Text.Name))
        todo += [one.child(at) for at in range(one.childCount())]
    return found


def test_who_cannot_see_a_toast_finds_it_and_its_action(page: QWidget) -> None:
    Toasts(page).show("답장을 보냅니다", action="실행 취소", seconds=0)
    assert {"답장을 보냅니다", "실행 취소"} <= set(told(page))


def test_toasts_never_stand_where_a_screen_reader_finds_nothing(page: QWidget) -> None:
    for host in (QStackedWidget(page), QScrollArea(page)):
        with pytest.raises(TypeError):
            Toasts(host)
