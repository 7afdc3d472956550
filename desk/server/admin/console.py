"""The terminal: sentences in one language, and how far a long work is."""

import re
import sys
import time
from typing import TextIO

from desk.server.admin.words import Failure, Text

_BAR = 30
_STEERS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
#: Seconds between two lines where nobody watches a terminal, and between two strokes of a bar.
_LINES, _STROKES = 10.0, 0.1


class Console:
    """Where ``desk admin`` speaks: results to ``out``, everything else to ``err``."""

    def __init__(self, lang: str, out: TextIO | None = None, err: TextIO | None = None) -> None:
        self.lang = lang
        self.out = out or sys.stdout
        self.err = err or sys.stderr

    def text(self, text: Text, **values: object) -> str:
        """A sentence in the console's language."""
        return text.say(
            self.lang, **{name: shown(value) if isinstance(value, str) else value for name, value in values.items()}
        )

    def say(self, text: Text, **values: object) -> None:
        """A result."""
        self.line(self.text(text, **values))

    def line(self, plain: str = "") -> None:
        """A line of a result as it is."""
        self.out.write(plain + "\n")
        self.out.flush()

    def note(self, text: Text, **values: object) -> None:
        """Something said beside the result."""
        self.err.write(self.text(text, **values) + "\n")
        self.err.flush()

    def fail(self, failure: Failure) -> int:
        """Say what went wrong; returns the exit status."""
        self.note(failure.text, **failure.values)
        return failure.status

    def table(self, rows: list[tuple[object, ...]]) -> None:
        """Rows in columns; wide letters (Hangul) take two places."""
        rows = [tuple(shown(str(cell)) for cell in row) for row in rows]
        widths = [max(_width(str(row[place])) for row in rows) for place in range(len(rows[0]))] if rows else []
        for row in rows:
            cells = [str(cell) + " " * (width - _width(str(cell))) for cell, width in zip(row, widths, strict=True)]
            self.line("  ".join(cells).rstrip())


def shown(text: str) -> str:
    """Text of anybody's without what steers a terminal or turns the order of letters: it could make the screen say
    something else."""
    return _STEERS.sub("\N{REPLACEMENT CHARACTER}", text)


def _width(text: str) -> int:
    return sum(2 if letter >= "ᄀ" else 1 for letter in text)


class Progress:
    """A bar that is drawn over itself on a terminal; elsewhere a line now and then."""

    def __init__(self, console: Console, text: Text) -> None:
        """``text`` has the places ``done`` and ``percent``."""
        self._console = console
        self._text = text
        self._tty = console.err.isatty()
        self._next = time.monotonic() + (0 if self._tty else _LINES)
        self._drawn = False

    def show(self, done: int, part: float, **more: object) -> None:
        """``done`` rows, ``part`` (0 to 1) of the whole, ``more`` places; cheap when it is too early to draw."""
        now = time.monotonic()
        if now < self._next:
            return
        self._next = now + (_STROKES if self._tty else _LINES)
        said = self._console.text(self._text, done=done, percent=int(part * 100), **more)
        if self._tty:
            full = int(part * _BAR)
            self._console.err.write(f"\r{'█' * full}{'░' * (_BAR - full)} {said}\x1b[K")
            self._drawn = True
        else:
            self._console.err.write(said + "\n")
        self._console.err.flush()

    def close(self) -> None:
        """Clear the bar."""
        if self._drawn:
            self._console.err.write("\r\x1b[K")
            self._console.err.flush()
