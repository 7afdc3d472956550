"""The import of arrivals: what a former exchange counted, taken over day by day and queue by queue.

The whole file is read first, and nothing of it is taken while a row is refused. Then each day of a queue is written in
a transaction of its own: an import that was stopped is simply run again. Days that Desk has counted itself are left.
"""

import time
from collections import defaultdict
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path

import msgspec

from desk.contract.calendar import CalendarDay
from desk.contract.shift_facts import PastQuarter
from desk.server.admin import import_words as words
from desk.server.admin.console import Console, Progress
from desk.server.admin.converting import Converter
from desk.server.admin.encodings import encoding_of
from desk.server.admin.importing import BREATH
from desk.server.admin.joins import Tables
from desk.server.admin.mapping import Mapping
from desk.server.admin.reading import BadRow, Flaw, Source, bad
from desk.server.admin.report import Report
from desk.server.rules.past_arrivals import LENGTHS, QUARTER, ArrivalsRow, Tally, spread, tally
from desk.server.rules.records import Reason, Unusable, usable
from desk.server.store import calendars, ingest, past_arrivals
from desk.server.store.db import Database, Tx
from desk.server.store.ingest import Place
from desk.server.store.past_arrivals import Taken
from desk.server.store.scratch import Scratch

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
#: The grain in which it is noted what time a queue's rows are about.
_GRAIN = timedelta(minutes=5)
#: So many of the days left alone are named.
_NAMED = 5


class _Queue:
    """What the file says of a queue: its counts by quarters since 1970, and which line each five minutes are from."""

    def __init__(self) -> None:
        self._quarters = defaultdict[int, Tally](Tally)
        self._lines = dict[int, int]()

    def add(self, row: ArrivalsRow, line: int) -> None:
        """Another interval; BadRow when its time was told before."""
        first = (row.start - EPOCH) // _GRAIN
        grains = range(first, first + row.minutes // 5)
        told = next((self._lines[grain] for grain in grains if grain in self._lines), None)
        if told is not None:
            raise bad(words.TOLD_TWICE, line=told)
        self._lines.update(dict.fromkeys(grains, line))
        quarter = (row.start - EPOCH) // QUARTER
        # The same weekday and hour come round to another turn a week later.
        turn = (row.start - EPOCH).days
        for number, part in enumerate(spread(tally(row), max(1, row.minutes // 15), turn)):
            self._quarters[quarter + number] += part

    def days(self, tx: Tx) -> dict[date, list[PastQuarter]]:
        """The site's days that the rows are about, each with its quarters."""
        found = dict[date, list[PastQuarter]]()
        day: CalendarDay | None = None
        for quarter, counts in sorted(self._quarters.items()):
            at = EPOCH + quarter * QUARTER
            if day is None or at >= day.end:
                of = calendars.day_at(tx, at)
                (day,) = calendars.days(tx, of, of)
                found[day.day] = []
            number = (at - day.start) // QUARTER
            found[day.day].append(PastQuarter(number=number, **msgspec.structs.asdict(counts)))
        return found


class ArrivalsImport:
    """One file into one database; its ``place`` counts days of queues, and rows that were refused."""

    def __init__(self, database: Database, mapping: Mapping, kind: str, path: Path, console: Console, report: Report):
        self._database = database
        self._mapping = mapping
        self._kind = kind
        self._path = path
        self._console = console
        self._report = report
        self._ids = dict[str, int | None]()
        self._queues = dict[int, _Queue]()
        self.place = Place()

    def run(self) -> Place:
        """Import the file; Failure when it cannot be read at all."""
        source = Source(self._path, encoding_of(self._path, self._mapping.encoding), self._mapping.delimiter)
        size = self._path.stat().st_size
        self._console.note(words.STARTS, kind=self._kind, path=self._path, encoding=source.encoding, size=size)
        self._report.keep_until(0)
        self._read(source, size)
        if self.place.refused:
            self._console.say(words.NOTHING_TAKEN)
        else:
            self._write()
        self._console.say(
            words.DAYS, kind=self._kind, rows=self.place.done, applied=self.place.applied,
            unchanged=self.place.unchanged, refused=self.place.refused,
        )  # fmt: skip
        return self.place

    def _read(self, source: Source, size: int) -> None:
        """Every row; what is wrong with one is told in the report."""
        now = datetime.now(UTC)
        progress = Progress(self._console, words.PROGRESS)
        with Scratch(self._database.path.parent) as scratch:
            columns = None if source.json else source.header()
            tables = Tables(self._mapping, self._path.parent, scratch)
            converter = Converter(self._mapping, self._kind, self._path, columns, tables)
            for row in source.rows():
                self.place = replace(self.place, done=self.place.done + 1)
                try:
                    said = converter(row)
                    assert isinstance(said, ArrivalsRow)
                    self._add(usable(said, now), row.line, now)
                except BadRow as error:
                    self._refuse(row.line, error.flaw)
                except Unusable as error:
                    self._refuse(row.line, converter.unusable(error))
                progress.show(self.place.done, source.read / max(1, size))
        progress.close()

    def _add(self, row: ArrivalsRow, line: int, now: datetime) -> None:
        start = row.start.isoformat()
        if row.minutes not in LENGTHS:
            raise bad(words.NO_INTERVAL, value=str(row.minutes))
        if (row.start - EPOCH) % timedelta(minutes=min(row.minutes, 15)):
            raise bad(words.OFF_THE_CLOCK, value=start, minutes=row.minutes)
        if row.start + timedelta(minutes=row.minutes) > now:
            raise bad(words.NOT_YET, value=start)
        self._queue(row.queue).add(row, line)

    def _queue(self, name: str) -> _Queue:
        if name not in self._ids:
            self._ids[name] = self._database.read(lambda tx: ingest.queue_id(tx, name))
        number = self._ids[name]
        if number is None:
            raise Unusable(Reason.UNKNOWN_QUEUE, name, "/queue")
        return self._queues.setdefault(number, _Queue())

    def _refuse(self, line: int, flaw: Flaw) -> None:
        self._report.add(line, self._path.name, flaw)
        self.place = replace(self.place, refused=self.place.refused + 1)

    def _write(self) -> None:
        """Every day in turn, with a breath between in which others may write."""
        ours = set[date]()
        for queue_id, queue in self._queues.items():
            for day, quarters in self._database.read(queue.days).items():
                became = self._database.write(partial(self._one, queue_id=queue_id, day=day, quarters=quarters))
                if became is Taken.COUNTED_HERE:
                    ours.add(day)
                if became is Taken.NEW:
                    self.place = replace(self.place, applied=self.place.applied + 1)
                else:
                    self.place = replace(self.place, unchanged=self.place.unchanged + 1)
                time.sleep(BREATH)
        if ours:
            some = ", ".join(str(day) for day in sorted(ours)[:_NAMED]) + (" …" if len(ours) > _NAMED else "")
            self._console.say(words.COUNTED_HERE, days=len(ours), some=some)

    def _one(self, tx: Tx, queue_id: int, day: date, quarters: list[PastQuarter]) -> Taken:
        return past_arrivals.take_over(tx, self._mapping.source, queue_id, day, quarters)
