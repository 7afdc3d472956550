"""The ring counts down, warns, and says how far it is over."""

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from desk.client.widgets.controls.timer_ring import TimerRing
from desk.client.widgets.theme import Tone

pytestmark = pytest.mark.usefixtures("look")

ROWS: list[tuple[float, float, str, Tone]] = [
    (30, 30, "30", "accent"),
    (8, 30, "8", "accent"),
    (7.4, 30, "7", "warn"),
    (0.2, 30, "0", "warn"),
    (0, 30, "0", "bad"),
    (-0.3, 30, "0", "bad"),
    (-14, 30, "+14", "bad"),
    (150, 180, "2m", "accent"),
    (5, 0, "5", "bad"),
]


@pytest.mark.parametrize(("left", "span", "words", "tone"), ROWS)
def test_what_the_ring_says(qtbot: QtBot, left: float, span: float, words: str, tone: Tone) -> None:
    ring = TimerRing()
    qtbot.addWidget(ring)
    ring.set_left(left, span)
    assert (ring.words(), ring.tone()) == (words, tone)
    assert ring.accessibleName() == words


def test_the_arc_gets_shorter(qtbot: QtBot) -> None:
    ring = TimerRing(64)
    qtbot.addWidget(ring)
    ring.resize(64, 64)
    pictures: list[QImage] = []
    for left in (30, 20, 10):
        ring.set_left(left, 30)
        pictures.append(ring.grab().toImage())
    assert pictures[0] != pictures[1] != pictures[2]
