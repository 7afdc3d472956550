"""Labels show customers' text as text, and say in the tip what they had to cut."""

from html import unescape

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desk.client.widgets.controls.elided import ElidedLabel, Label
from desk.client.widgets.theme import Theme

pytestmark = pytest.mark.usefixtures("look")
NASTY = "<a href='x'>홍길동</a> <img src=x>"


def test_markup_in_a_name_stays_text(qtbot: QtBot) -> None:
    label = ElidedLabel(NASTY)
    qtbot.addWidget(label)
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert label.text() == NASTY


def test_the_tip_of_a_cut_name_shows_all_of_it_and_reads_no_markup(qtbot: QtBot) -> None:
    label = ElidedLabel(NASTY)
    qtbot.addWidget(label)
    label.show()
    label.resize(60, 20)
    assert label.is_cut()
    inner = label.toolTip().removeprefix("<span>").removesuffix("</span>")
    assert "<" not in inner
    assert unescape(inner) == NASTY


def test_what_fits_has_no_tip(qtbot: QtBot) -> None:
    label = ElidedLabel("홍길동")
    qtbot.addWidget(label)
    label.show()
    label.resize(300, 20)
    assert not label.is_cut()
    assert label.toolTip() == ""
    assert label.sizeHint().width() <= 300


def test_line_breaks_do_not_break_the_line(qtbot: QtBot) -> None:
    label = ElidedLabel("하나\n둘")
    qtbot.addWidget(label)
    assert label.text() == "하나 둘"


def test_a_label_grows_with_the_scale_and_changes_its_colour(qtbot: QtBot, look: Theme) -> None:
    label = Label("약속", "small", "muted")
    qtbot.addWidget(label)
    small = label.sizeHint()
    look.apply("light", "comfortable", 1.5)
    assert label.sizeHint().width() > small.width()
    label.set_colour("bad")
    assert label.palette().windowText().color() == look.tokens.bad
    label.set_role("title")
    assert label.font().bold()
