"""Key presses as chords ("Ctrl+K", "?"), the same whatever keyboard layout or input method is on."""

import re
import sys
from collections.abc import Mapping

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

_PORTABLE = QKeySequence.SequenceFormat.PortableText
_NATIVE = QKeySequence.SequenceFormat.NativeText
# Rows of the main block by the numbers Linux gives its keys; Windows counts them alike, X11 adds 8.
_ROWS = {2: "1234567890-=", 16: "QWERTYUIOP[]", 30: "ASDFGHJKL;'`", 43: "\\ZXCVBNM,./"}
# The same keys by the numbers macOS gives them; 0 is a real key there.
_MAC = "ASDFHGZXCV\0BQWERYT123465=97-80]OU[IP\0LJ'K;\\,/NM.\0\0`"
_SHIFTED = dict(zip("1234567890-=[];'`\\,./", '!@#$%^&*()_+{}:"~|<>?', strict=True))
_MODIFIER_KEYS = {
    Qt.Key.Key_Shift,
    Qt.Key.Key_Control,
    Qt.Key.Key_Meta,
    Qt.Key.Key_Alt,
    Qt.Key.Key_AltGr,
    Qt.Key.Key_CapsLock,
    Qt.Key.Key_NumLock,
}
_FIRST_NAMED = 0x01000000
_INPUT_METHOD = range(0x01001100, 0x01002000)


def _positions() -> Mapping[int, str]:
    if sys.platform == "darwin":
        return {number: sign for number, sign in enumerate(_MAC) if sign != "\0"}
    shift = 0 if sys.platform == "win32" else 8
    return {first + at + shift: sign for first, row in _ROWS.items() for at, sign in enumerate(row)}


POSITIONS = _positions()
"""What a US keyboard prints on the key with this native number."""


def normal(chord: str) -> str:
    """A chord in its one spelling, as in "Ctrl+Shift+K"; empty when it names no key."""
    return QKeySequence(chord, _PORTABLE).toString(_PORTABLE)


def shown(chord: str) -> str:
    """A chord as the keyboard of this platform names it, for the screen."""
    return QKeySequence(chord, _PORTABLE).toString(_NATIVE)


def is_single(chord: str) -> bool:
    """Whether the chord would also write or move in a text: it has no Ctrl, Alt or Meta and is no F key."""
    return not re.match(r"(Ctrl|Alt|Meta)\+|(Shift\+)?F\d+$", chord)


def _physical(event: QKeyEvent) -> str | None:
    number = event.nativeVirtualKey() if sys.platform == "darwin" else event.nativeScanCode()
    return POSITIONS.get(number)


def chord_of(event: QKeyEvent) -> str:
    """The chord of a key press; empty for modifiers alone and for keys that belong to the input method.

    A key that prints no Latin sign (Hangul, Cyrillic, nothing at all) counts as what a US keyboard has in its place.
    """
    key, held = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if key in _MODIFIER_KEYS or key in _INPUT_METHOD:
        return ""
    if key < _FIRST_NAMED and not 0x20 < key < 0x7F and key != Qt.Key.Key_Space:
        sign = _physical(event)
        if sign is None:
            return ""
        if held & Qt.KeyboardModifier.ShiftModifier:
            sign = _SHIFTED.get(sign, sign)
        key = ord(sign)
    if key < _FIRST_NAMED and not chr(key).isalpha() and key != Qt.Key.Key_Space:
        # The sign already tells that Shift was held: "?" and not "Shift+?".
        held &= ~Qt.KeyboardModifier.ShiftModifier
    return QKeySequence(QKeyCombination(held, Qt.Key(key))).toString(_PORTABLE)
