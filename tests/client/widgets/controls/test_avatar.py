"""A person looks the same everywhere, and a state is told by shape as well as by colour."""

from itertools import combinations

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from desk.client.widgets.controls.avatar import Avatar, Presence, initial
from desk.client.widgets.theme import Theme

STATES: tuple[Presence, ...] = ("available", "in_call", "wrap_up", "break", "offline")


@pytest.mark.parametrize(
    ("name", "letter"), [("김하늘", "김"), ("hana", "H"), ("(주) 마을", "주"), ("", "?"), ("—", "?")]
)
def test_the_letter_of_a_name(name: str, letter: str) -> None:
    assert initial(name) == letter


def shown(qtbot: QtBot, name: str, state: Presence | None) -> QImage:
    avatar = Avatar(name, 48, state)
    qtbot.addWidget(avatar)
    avatar.resize(48, 48)
    return avatar.grab().toImage()


@pytest.mark.usefixtures("look")
def test_a_name_has_one_colour(qtbot: QtBot) -> None:
    assert shown(qtbot, "김하늘", None) == shown(qtbot, "김하늘", None)
    looks = [shown(qtbot, name, None).pixelColor(24, 4).name() for name in ("김하늘", "이도윤", "박서연", "최민준")]
    assert len(set(looks)) > 1


@pytest.mark.usefixtures("look")
def test_states_differ_without_colour(qtbot: QtBot) -> None:
    grey = [shown(qtbot, "김하늘", state).convertToFormat(QImage.Format.Format_Mono) for state in STATES]
    assert all(one != other for one, other in combinations(grey, 2))


def test_a_state_is_spoken(qtbot: QtBot, look: Theme) -> None:
    avatar = Avatar("김하늘")
    qtbot.addWidget(avatar)
    avatar.set_presence("in_call", "통화 중")
    assert (avatar.accessibleName(), avatar.accessibleDescription()) == ("김하늘", "통화 중")
    assert avatar.toolTip() == "김하늘 · 통화 중"
    look.apply("light", "comfortable", 1.5)
    assert avatar.sizeHint().width() == 48
