"""A banner says its words, offers its action, and closes when asked."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desk.client.widgets.controls.banner import Banner
from desk.client.widgets.theme import Theme

pytestmark = pytest.mark.usefixtures("look")


def test_the_action_is_told_and_the_banner_stays(qtbot: QtBot) -> None:
    banner = Banner("새 글이 있습니다.", "warn", action="보기")
    qtbot.addWidget(banner)
    banner.show()
    with qtbot.waitSignal(banner.acted):
        QTest.mouseClick(banner.action, Qt.MouseButton.LeftButton)
    assert banner.isVisible()


def test_closing_hides_and_tells(qtbot: QtBot) -> None:
    banner = Banner("새 글이 있습니다.", dismissible=True)
    qtbot.addWidget(banner)
    banner.show()
    with qtbot.waitSignal(banner.dismissed):
        QTest.mouseClick(banner.close_button, Qt.MouseButton.LeftButton)
    assert not banner.isVisible()


def test_what_is_not_offered_is_not_shown(qtbot: QtBot) -> None:
    banner = Banner("새 글이 있습니다.")
    qtbot.addWidget(banner)
    banner.show()
    assert not banner.action.isVisible()
    assert not banner.close_button.isVisible()
    banner.set_action("보기")
    assert banner.action.isVisible()


def test_words_and_tone_change(qtbot: QtBot, look: Theme) -> None:
    banner = Banner("연결이 끊겼습니다.", "bad")
    qtbot.addWidget(banner)
    banner.resize(400, 44)
    assert banner.grab().toImage().pixelColor(200, 4) == look.tokens.bad_soft
    banner.set_tone("good")
    banner.set_text("다시 연결되었습니다.")
    assert banner.grab().toImage().pixelColor(200, 4) == look.tokens.good_soft
    assert banner.accessibleName() == "다시 연결되었습니다."
