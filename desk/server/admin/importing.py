"""The import: rows in, facts in the log, a report of what was refused.

Rows are applied in transactions of a fraction of a second, so that a running server's own writes go on between them.
Each row is taken whole or not at all. The place reached is saved in the same transactions: an import that was stopped
goes on where it was, and one that is complete can be repeated and finds nothing new.
"""

import hashlib
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import msgspec

from desk.contract.ingest import Record
from desk.server.admin import import_words as words
from desk.server.admin.console import Console, Progress
from desk.server.admin.converting import Converter
from desk.server.admin.encodings import encoding_of
from desk.server.admin.joins import Tables
from desk.server.admin.mapping import Mapping, Section
from desk.server.admin.reading import BadRow, Flaw, Source
from desk.server.admin.report import Report
from desk.server.routes import records
from desk.server.rules.past_arrivals import ArrivalsRow
from desk.server.rules.records import Unusable, name_of
from desk.server.store import ingest
from desk.server.store.db import Database, Tx
from desk.server.store.ingest import Place
from desk.server.store.scratch import Scratch

BATCH = 500
#: Seconds a transaction may take, and the breath between two of them in which others may write.
TURN, BREATH = 0.04, 0.008
_encode = msgspec.json.Encoder().encode
_EDGE = 64 * 1024


@dataclass(frozen=True, slots=True)
class Item:
    """A row read: its record, its flaw, or None where it repeats an earlier row of the same file."""

    line: int
    found: Record | Flaw | None


class Import:
    """One file into one database."""

    def __init__(self, database: Database, mapping: Mapping, kind: str, path: Path, console: Console, report: Report):
        self._database = database
        self._mapping = mapping
        self._kind = kind
        self._path = path
        self._console = console
        self._report = report
        self._section = mapping.section(kind) or Section()
        self._digest = _digest(mapping, kind, path)
        self.place = Place()

    def run(self) -> Place:
        """Import the file from where it stands; Failure when it cannot be read at all."""
        source = Source(self._path, encoding_of(self._path, self._mapping.encoding), self._mapping.delimiter)
        size = self._path.stat().st_size
        self._console.note(words.STARTS, kind=self._kind, path=self._path, encoding=source.encoding, size=size)
        self.place = self._database.read(lambda tx: ingest.place(tx, self._digest))
        before, started = self.place, time.monotonic()
        if before.done:
            self._console.note(words.RESUMES, row=before.done)
        with Scratch(self._database.path.parent) as scratch:
            tables = Tables(self._mapping, self._path.parent, scratch)
            columns = None if source.json else source.header()
            converter = Converter(self._mapping, self._kind, self._path, columns, tables)
            self._report.keep_until(before.done)
            self._all(source, converter, scratch, size)
        self._database.write(lambda tx: ingest.forget_place(tx, self._digest))
        self._tell(before, time.monotonic() - started)
        return self.place

    def _tell(self, before: Place, seconds: float) -> None:
        rows = _rows(self.place) - _rows(before)
        self._console.say(
            words.RESULT,
            kind=self._kind,
            applied=self.place.applied,
            unchanged=self.place.unchanged,
            refused=self.place.refused,
            rate=round(rows / max(seconds, 0.001)),
        )

    def _all(self, source: Source, converter: Converter, scratch: Scratch, size: int) -> None:
        progress = Progress(self._console, words.PROGRESS)
        try:
            batch: list[Item] = []
            for item in self._items(source, converter, scratch):
                if item.line <= self.place.done:
                    continue
                batch.append(item)
                if len(batch) == BATCH:
                    self._commit(batch, converter)
                    batch = []
                    progress.show(_rows(self.place), source.read / size)
            self._commit(batch, converter)
        finally:
            progress.close()

    def _items(self, source: Source, converter: Converter, scratch: Scratch) -> Iterator[Item]:
        """Rows as records; a second row with the id of an earlier one is a flaw unless it says the same."""
        for row in source.rows():
            try:
                record = converter(row)
                assert not isinstance(record, ArrivalsRow)
            except BadRow as bad:
                yield Item(row.line, bad.flaw)
                continue
            name, said = name_of(record), hashlib.sha256(_encode(record)).digest()
            before = scratch.first("", name)
            if before is None:
                scratch.add("", name, row.line.to_bytes(8, "big") + said)
                yield Item(row.line, record)
            elif before[8:] == said or self._section.repeated == "first":
                yield Item(row.line, None)
            else:
                earlier = {"line": int.from_bytes(before[:8], "big")}
                yield Item(row.line, Flaw(text=words.TWICE, values=earlier, value=name))

    def _commit(self, batch: list[Item], converter: Converter) -> None:
        while batch:
            self.place, handled = self._database.write(partial(self._some, batch=batch, converter=converter))
            batch = batch[handled:]
            time.sleep(BREATH)

    def _some(self, tx: Tx, batch: list[Item], converter: Converter) -> tuple[Place, int]:
        """As many rows as fit into one turn; returns the place then and how many they were."""
        until = time.monotonic() + TURN
        place, handled = self.place, 0
        for item in batch:
            place = self._one(tx, item, converter, place)
            handled += 1
            if time.monotonic() > until:
                break
        ingest.keep_place(tx, self._digest, self._path.name, place)
        return place, handled

    def _one(self, tx: Tx, item: Item, converter: Converter, place: Place) -> Place:
        place = replace(place, done=item.line)
        flaw = item.found if isinstance(item.found, Flaw) else None
        changed = False
        if flaw is None and item.found is not None:
            assert not isinstance(item.found, Flaw)
            try:
                with tx.savepoint():
                    changed = records.apply(tx, self._mapping.source, item.found)
            except Unusable as refused:
                flaw = converter.unusable(refused)
        if flaw is not None:
            self._report.add(item.line, self._path.name, flaw)
            return replace(place, refused=place.refused + 1)
        if changed:
            return replace(place, applied=place.applied + 1)
        return replace(place, unchanged=place.unchanged + 1)


def _rows(place: Place) -> int:
    return place.applied + place.unchanged + place.refused


def _digest(mapping: Mapping, kind: str, path: Path) -> bytes:
    """What makes an import the same one: mapping, kind, and the file by its size, beginning and end."""
    digest = hashlib.sha256(_encode(mapping) + kind.encode())
    files = [path, *(path.parent / table.file for table in mapping.tables.values())]
    for file in files:
        if file.is_file():
            size = file.stat().st_size
            with file.open("rb") as opened:
                digest.update(b"%d:" % size + opened.read(_EDGE))
                opened.seek(max(0, size - _EDGE))
                digest.update(opened.read(_EDGE))
    return digest.digest()
