"""A key means the same whatever layout is on and whatever language is being typed."""

import sys

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from desk.client.widgets.keys import POSITIONS, chord_of, is_single, normal

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ALT, NONE = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.NoModifier
HANGUL_A, CYRILLIC_L = 0x314F, 0x041B


def position(sign: str) -> int:
    """The native number of the key on which a US keyboard prints this sign."""
    return next(number for number, printed in POSITIONS.items() if printed == sign)


def press(key: int, held: Qt.KeyboardModifier = NONE, sign: str = "") -> QKeyEvent:
    number = position(sign) if sign else 0
    scan, virtual = (0, number) if sys.platform == "darwin" else (number, 0)
    return QKeyEvent(QEvent.Type.KeyPress, key, held, scan, virtual, 0, "")


@pytest.mark.parametrize(
    ("event", "chord"),
    [
        (press(Qt.Key.Key_K, CONTROL), "Ctrl+K"),
        (press(HANGUL_A, CONTROL, "K"), "Ctrl+K"),
        (press(CYRILLIC_L, CONTROL, "K"), "Ctrl+K"),
        (press(0, CONTROL | SHIFT, "D"), "Ctrl+Shift+D"),
        (press(Qt.Key.Key_Question, SHIFT), "?"),
        (press(0, SHIFT, "/"), "?"),
        (press(Qt.Key.Key_1, ALT), "Alt+1"),
        (press(0, ALT, "1"), "Alt+1"),
        (press(Qt.Key.Key_F6), "F6"),
        (press(Qt.Key.Key_F2, SHIFT), "Shift+F2"),
        (press(Qt.Key.Key_Comma, CONTROL), "Ctrl+,"),
        (press(Qt.Key.Key_Hangul), ""),
        (press(Qt.Key.Key_Hangul_Hanja), ""),
        (press(Qt.Key.Key_Control, CONTROL), ""),
        (press(0, CONTROL), ""),
    ],
    ids=str,
)
def test_a_press_is_a_chord(qapp: QApplication, event: QKeyEvent, chord: str) -> None:
    assert chord_of(event) == chord
    assert normal(chord) == chord


@pytest.mark.parametrize(
    ("chord", "single"),
    [
        ("?", True),
        ("J", True),
        ("Shift+J", True),
        ("Backspace", True),
        ("Left", True),
        ("Space", True),
        ("Ctrl+K", False),
        ("Alt+1", False),
        ("F6", False),
        ("Shift+F2", False),
        ("Meta+L", False),
    ],
)
def test_what_would_also_write_is_told_apart(chord: str, single: bool) -> None:
    assert is_single(chord) is single
