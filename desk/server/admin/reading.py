"""Rows of a file, one at a time and never more than a line in memory; a bad one is told and passed over.

A line is cut off at a limit, so that a file without line ends cannot fill the memory. When a quotation mark stays
open, only the line it stands in is lost: reading goes on with the next one.
"""

import csv
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import msgspec

from desk.server.admin import import_words as words
from desk.server.admin.encodings import MAX_LINE
from desk.server.admin.words import Failure, Text

#: A quoted value may hold line ends; a record with more is taken for an open quotation mark.
MAX_RECORD_LINES = 2000
EXCERPT = 80
_BOM = b"\xef\xbb\xbf"
csv.field_size_limit(MAX_LINE * 4)


@dataclass(frozen=True, slots=True, kw_only=True)
class Flaw:
    """What is wrong with a row: the sentence, and the column and value it is about where there is one."""

    text: Text
    values: Mapping[str, object]
    column: str = ""
    value: str = ""
    #: Where it stands when that is not the row itself: the file and line of a row joined to it.
    file: str = ""
    line: int = 0


class BadRow(Exception):  # noqa: N818 (named after what happened)
    """A row that cannot be used."""

    def __init__(self, flaw: Flaw) -> None:
        super().__init__(flaw.text.say("en", **flaw.values))
        self.flaw = flaw


def bad(text: Text, *, column: str = "", value: str = "", **values: object) -> BadRow:
    """The exception for a value of a column that makes no sense."""
    return BadRow(Flaw(text=text, values=values, column=column, value=value[:EXCERPT]))


@dataclass(frozen=True, slots=True)
class Row:
    """A row: the number of its first line, and its values by column or its flaw."""

    line: int
    values: Mapping[str, Any]
    flaw: Flaw | None = None


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    text: str
    flaw: Flaw | None = None


class Source:
    """A file of rows; ``read`` counts the bytes passed, for whoever shows progress."""

    def __init__(self, path: Path, encoding: str, delimiter: str = ",") -> None:
        self.path = path
        self.encoding = encoding
        self.delimiter = delimiter
        self.json = path.suffix.lower() in (".jsonl", ".ndjson")
        self.read = 0

    def rows(self) -> Iterator[Row]:
        """Every row; the header of a CSV file is none."""
        if self.json:
            yield from self._objects()
        else:
            header = self.header()
            yield from self._records(header)

    def header(self) -> list[str]:
        """The columns of a CSV file; Failure when its first line is no header."""
        self._refuse_bare_returns()
        first = next(self._cells(), None)
        if first is None:
            raise Failure(words.EMPTY_FILE, path=self.path)
        _, cells = first
        if isinstance(cells, Flaw):
            raise Failure(words.BAD_HEADER, path=self.path, why=cells.text.say("en", **cells.values))
        names = [cell.strip() for cell in cells]
        for name in names:
            if names.count(name) > 1:
                raise Failure(words.TWO_COLUMNS, path=self.path, name=name)
        return names

    def _refuse_bare_returns(self) -> None:
        with self.path.open("rb") as file:
            first = file.readline(MAX_LINE)
        if b"\r" in first.rstrip(b"\r\n") and not first.endswith(b"\n"):
            raise Failure(words.BARE_RETURNS, path=self.path)

    def _records(self, header: list[str]) -> Iterator[Row]:
        cells = self._cells()
        next(cells)
        for line, found in cells:
            if isinstance(found, Flaw):
                yield Row(line, {}, found)
            elif len(found) != len(header):
                counted = {"found": len(found), "wanted": len(header)}
                excerpt = self.delimiter.join(found)[:EXCERPT]
                yield Row(line, {}, Flaw(text=words.COLUMN_COUNT, values=counted, value=excerpt))
            else:
                yield Row(line, dict(zip(header, found, strict=True)))

    def _objects(self) -> Iterator[Row]:
        for line in self._lines():
            if line.flaw is not None:
                yield Row(line.number, {}, line.flaw)
            elif line.text.strip():
                yield _object(line)

    def _cells(self) -> Iterator[tuple[int, list[str] | Flaw]]:
        """The cells of every record, by the number of its first line; blank lines are passed over."""
        lines = self._lines()
        again: deque[_Line] = deque()
        while True:
            taken: list[_Line] = []
            try:
                cells = next(csv.reader(_feed(lines, again, taken), delimiter=self.delimiter, strict=True))
            except StopIteration:
                return
            except (csv.Error, BadRow) as error:
                again.extendleft(reversed(taken[1:]))
                yield taken[0].number, _flaw(error, taken)
                continue
            if cells:
                yield taken[0].number, cells

    def _lines(self) -> Iterator[_Line]:
        self.read = 0
        number = 0
        with self.path.open("rb") as file:
            while raw := file.readline(MAX_LINE + 1):
                number += 1
                size = len(raw)
                while len(raw) > MAX_LINE and not raw.endswith(b"\n"):
                    rest = file.readline(MAX_LINE)
                    size += len(rest)
                    if not rest or rest.endswith(b"\n"):
                        break
                self.read += size
                yield self._line(number, raw.removeprefix(_BOM) if number == 1 else raw, size)

    def _line(self, number: int, raw: bytes, size: int) -> _Line:
        excerpt = raw[: EXCERPT * 4].decode(self.encoding, "replace")[:EXCERPT]
        if size > MAX_LINE:
            limits = {"limit": MAX_LINE, "size": size}
            return _Line(number, "", Flaw(text=words.LONG_LINE, values=limits, value=excerpt))
        if b"\0" in raw:
            return _Line(number, "", Flaw(text=words.NUL, values={}, value=excerpt.replace("\0", "␀")))
        try:
            return _Line(number, raw.decode(self.encoding))
        except UnicodeDecodeError:
            named = {"encoding": self.encoding}
            return _Line(number, "", Flaw(text=words.UNDECODABLE, values=named, value=excerpt))


def _feed(lines: Iterator[_Line], again: deque[_Line], taken: list[_Line]) -> Iterator[str]:
    """Lines for one record, noted in ``taken`` so that they can be given again."""
    size = 0
    while True:
        line = again.popleft() if again else next(lines, None)
        if line is None:
            return
        taken.append(line)
        size += len(line.text)
        if line.flaw is not None or len(taken) > MAX_RECORD_LINES or size > MAX_LINE:
            raise bad(words.OPEN_QUOTE)
        yield line.text


def _flaw(error: csv.Error | BadRow, taken: list[_Line]) -> Flaw:
    first = taken[0]
    if first.flaw is not None:
        return first.flaw
    excerpt = first.text.rstrip("\r\n")[:EXCERPT]
    if isinstance(error, BadRow) or "unexpected end of data" in str(error):
        return Flaw(text=words.OPEN_QUOTE, values={}, value=excerpt)
    return Flaw(text=words.BAD_CSV, values={"why": error}, value=excerpt)


def _object(line: _Line) -> Row:
    try:
        found = msgspec.json.decode(line.text)
    except (msgspec.DecodeError, RecursionError) as error:
        return Row(line.number, {}, Flaw(text=words.BAD_JSON, values={"why": error}, value=line.text[:EXCERPT]))
    if not isinstance(found, dict):
        why = {"why": type(found).__name__}
        return Row(line.number, {}, Flaw(text=words.BAD_JSON, values=why, value=line.text[:EXCERPT]))
    return Row(line.number, cast(dict[str, Any], found))
