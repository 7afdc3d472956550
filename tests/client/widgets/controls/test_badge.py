"""A badge counts, hides at nothing, and does not grow without end."""

import pytest
from pytestqt.qtbot import QtBot

from desk.client.widgets.controls.badge import Badge, badge_text


@pytest.mark.parametrize(("count", "words"), [(1, "1"), (99, "99"), (100, "99+"), (12_345, "99+")])
def test_what_a_badge_says(count: int, words: str) -> None:
    assert badge_text(count) == words


@pytest.mark.usefixtures("look")
def test_nothing_waiting_is_not_shown(qtbot: QtBot) -> None:
    badge = Badge(3)
    qtbot.addWidget(badge)
    badge.show()
    badge.set_count(0)
    assert not badge.isVisible()
    badge.set_count(100)
    assert badge.isVisible()
    assert badge.text() == "99+"


@pytest.mark.usefixtures("look")
def test_a_dot_is_smaller_than_a_count(qtbot: QtBot) -> None:
    badge = Badge(None)
    qtbot.addWidget(badge)
    dot = badge.sizeHint()
    badge.set_count(1)
    assert badge.sizeHint().width() == badge.sizeHint().height() > dot.width()
