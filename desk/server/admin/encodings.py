"""In which encoding a file is written: declared and checked, or found out for certain; never guessed.

UTF-8 proves itself: text in another encoding with more than a few special characters is not valid UTF-8. CP949 is
believed only where every line decodes and nearly all special characters are common Hangul syllables. Anything else
has to be named in the mapping, and what is named is checked against the whole file before a row is imported.
"""

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from desk.server.admin import import_words as words
from desk.server.admin.words import Failure

MAX_LINE = 1024 * 1024
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
#: How many special characters, and which share of them Hangul, make CP949 certain.
_ENOUGH = 5
_SHARE = 0.95


@dataclass(slots=True)
class _Look:
    """What one pass over a file found in its lines that are not plain ASCII."""

    special: int = 0
    bad: int = 0
    first_bad: int = 0


def encoding_of(path: Path, declared: str = "") -> str:
    """The encoding to read ``path`` with, as Python calls it; Failure when it is uncertain or not as declared."""
    with path.open("rb") as file:
        start = file.read(4096)
    if not start:
        raise Failure(words.EMPTY_FILE, path=path)
    if start.startswith(_UTF16):
        raise Failure(words.UTF16, path=path)
    if b"\0" in start.partition(b"\n")[0]:
        raise Failure(words.NOT_TEXT, path=path)
    wanted = _known(declared) if declared else ""
    utf8 = _look(path, "utf-8")
    if utf8.bad == 0:
        if wanted not in ("", "utf-8", "ascii") and utf8.special:
            raise Failure(words.WRONG_ENCODING, path=path, given=wanted, found="utf-8")
        return "utf-8"
    return _declared(path, wanted, utf8) if wanted else _cp949(path, utf8)


def _known(declared: str) -> str:
    """Python's name of a declared encoding; one that does not extend ASCII cannot be cut into lines."""
    try:
        name = codecs.lookup(declared).name.removesuffix("-sig")
        if 'a,"\n'.encode(name) == b'a,"\n':
            return name
    except (LookupError, UnicodeError, TypeError):
        pass
    raise Failure(words.ODD_ENCODING, given=declared)


def _declared(path: Path, wanted: str, utf8: _Look) -> str:
    """The declared encoding; a stray line is a matter for the report, half of the lines are not."""
    look = utf8 if wanted == "utf-8" else _look(path, wanted)
    if look.bad * 2 <= look.special:
        return wanted
    if wanted != "cp949" and _is_cp949(path):
        raise Failure(words.WRONG_ENCODING, path=path, given=wanted, found="cp949")
    raise Failure(words.NOT_ENCODING, path=path, given=wanted, line=look.first_bad, count=look.bad - 1)


def _cp949(path: Path, utf8: _Look) -> str:
    if _is_cp949(path):
        return "cp949"
    raise Failure(words.UNCERTAIN, path=path, line=utf8.first_bad)


def _look(path: Path, encoding: str) -> _Look:
    found = _Look()
    for number, line in _special_lines(path):
        found.special += 1
        try:
            line.decode(encoding)
        except UnicodeDecodeError:
            found.bad += 1
            found.first_bad = found.first_bad or number
    return found


def _special_lines(path: Path) -> Iterator[tuple[int, bytes]]:
    """Lines that are not plain ASCII, numbered; those too long to be imported prove nothing."""
    number, within = 0, False
    with path.open("rb") as file:
        while piece := file.readline(MAX_LINE):
            began, within = not within, len(piece) == MAX_LINE and not piece.endswith(b"\n")
            number += began
            if began and not within and not piece.isascii():
                yield number, piece


def _is_cp949(path: Path) -> bool:
    special = hangul = 0
    for _, line in _special_lines(path):
        try:
            text = line.decode("cp949")
        except UnicodeDecodeError:
            return False
        letters = [letter for letter in text if not letter.isascii()]
        special += len(letters)
        hangul += sum(map(_common, letters))
    return special >= _ENOUGH and hangul >= special * _SHARE


def _common(letter: str) -> bool:
    """Whether it is one of the Hangul syllables that KS X 1001 lists, which make up nearly all Korean text."""
    if not "가" <= letter <= "힣":
        return False
    try:
        letter.encode("euc_kr")
    except UnicodeEncodeError:
        return False
    return len(letter.encode("euc_kr")) == 2
