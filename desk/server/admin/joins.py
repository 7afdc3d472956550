"""The files beside an imported one: read once, kept on disk, found by key."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec

from desk.server.admin import import_words as words
from desk.server.admin.encodings import encoding_of
from desk.server.admin.mapping import Mapping as Mapped
from desk.server.admin.reading import Row, Source
from desk.server.admin.values import at_path, plain, steps_of
from desk.server.admin.words import Failure
from desk.server.store.scratch import Scratch

_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(tuple[int, dict[str, Any]]).decode


class Tables:
    """The tables of a mapping, next to the file that is imported."""

    def __init__(self, mapping: Mapped, folder: Path, scratch: Scratch) -> None:
        self._mapping = mapping
        self._folder = folder
        self._scratch = scratch
        self._columns: dict[str, list[str] | None] = {}
        self._first = lru_cache(maxsize=4096)(self._find_first)

    def path(self, table: str) -> Path:
        """The file of a table."""
        return self._folder / self._mapping.tables[table].file

    def check(self, where: str, path: str) -> None:
        """Load every table that a column path leads through; Failure when there is no such table or column."""
        for table, column in steps_of(path):
            if table not in self._mapping.tables:
                raise Failure(words.UNKNOWN_TABLE, where=where, name=table)
            require(self.path(table), self.load(table), [column])

    def load(self, table: str) -> list[str] | None:
        """Read a table's file, once; returns its columns, or None where every row has its own (JSON lines)."""
        if table not in self._columns:
            path, key = self.path(table), self._mapping.tables[table].key
            try:
                source = Source(path, encoding_of(path, self._mapping.encoding), self._mapping.delimiter)
                columns = None if source.json else source.header()
                require(path, columns, [key])
                self._scratch.add_all(table, (_keyed(path, key, row) for row in source.rows()))
            except OSError as error:
                raise Failure(words.BAD_MAPPING, path=path, why=error.strerror) from None
            self._columns[table] = columns
        return self._columns[table]

    def look(self, row: Mapping[str, Any], path: str) -> str:
        """The text that a column path leads to; empty where there is nothing."""
        text = plain(at_path(row, path.partition(">")[0].strip()))
        for table, column in steps_of(path):
            found = self._first(table, text.strip()) if text.strip() else None
            text = "" if found is None else plain(at_path(found, column))
        return text

    def _find_first(self, table: str, key: str) -> dict[str, Any] | None:
        found = self._scratch.first(table, key)
        return None if found is None else _decode(found)[1]

    def rows(self, table: str, key: str) -> list[Row]:
        """Every row of a table with this key, in the order of the file."""
        return [Row(*_decode(found)) for found in self._scratch.values(table, key)]


def _keyed(path: Path, key: str, row: Row) -> tuple[str, bytes]:
    if row.flaw is not None:
        why = row.flaw.text.say("en", **row.flaw.values)
        raise Failure(words.BAD_TABLE, path=path, line=row.line, why=why)
    return plain(at_path(row.values, key)).strip(), _encode((row.line, row.values))


def require(path: Path, columns: list[str] | None, wanted: Iterable[str]) -> None:
    """Failure when a file lacks a column; JSON lines may leave out what is empty."""
    missing = [] if columns is None else [name for name in wanted if name not in columns]
    if missing:
        raise Failure(words.MISSING_COLUMNS, path=path, missing=", ".join(missing), known=", ".join(columns or ()))
