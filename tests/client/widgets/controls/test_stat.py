"""A figure is large, does not jitter, and is spoken with its words."""

import pytest
from PySide6.QtGui import QFontMetrics
from pytestqt.qtbot import QtBot

from desk.client.widgets.controls.stat import Stat
from desk.client.widgets.theme import Theme

pytestmark = pytest.mark.usefixtures("look")


def test_a_figure_is_spoken_with_what_it_counts(qtbot: QtBot) -> None:
    stat = Stat("대기 중", "12")
    qtbot.addWidget(stat)
    assert stat.accessibleName() == "대기 중 12"
    stat.set_value("9")
    assert stat.accessibleName() == "대기 중 9"


def test_a_running_figure_does_not_jitter(qtbot: QtBot) -> None:
    stat = Stat("평균 응답")
    qtbot.addWidget(stat)
    metrics = QFontMetrics(stat.value.font())
    assert metrics.horizontalAdvance("1:11") == metrics.horizontalAdvance("8:88")


def test_a_figure_wears_its_colour_and_its_tag(qtbot: QtBot, look: Theme) -> None:
    stat = Stat("대기 중", "12", colour="warn")
    qtbot.addWidget(stat)
    assert stat.value.palette().windowText().color() == look.tokens.warn
    stat.show()
    assert not stat.tag.isVisible()
    stat.set_tag("+3", "bad")
    assert stat.tag.isVisible()
