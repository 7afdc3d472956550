"""``desk admin shifts import``: the shifts of a file, all of them or none."""

from argparse import Namespace
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from msgspec.structs import replace

from desk.contract.events import RotaPublished, ShiftAssigned
from desk.contract.shifts import RuleBreach, Shift, ShiftState
from desk.server.admin import import_words, words
from desk.server.admin import shift_words as said
from desk.server.admin.console import Console
from desk.server.admin.encodings import encoding_of
from desk.server.admin.reading import BadRow, Flaw, Row, Source, bad
from desk.server.admin.report import Report
from desk.server.admin.shift_rows import ALIASES, Reader, Wanted
from desk.server.admin.words import Failure
from desk.server.routes import ruling
from desk.server.routes.rotas import short_notice
from desk.server.routes.ruling import Change
from desk.server.routes.shifts import changed
from desk.server.routes.swaps import lapse
from desk.server.rules.shifts import mistakes
from desk.server.store import calendars, log, queues, shift_rules, shifts, terms, users
from desk.server.store.db import Database, Tx
from desk.workforce.calendar import monday

NEEDED = ("login", "day")
#: Between the first and the last day of a file.
LONGEST = timedelta(days=400)


class Unusable(Exception):  # noqa: N818 (named after what happened)
    """Rows that cannot be used, by their lines: nothing is imported."""

    def __init__(self, flaws: list[tuple[int, Flaw]]) -> None:
        super().__init__(f"{len(flaws)} rows")
        self.flaws = flaws


@dataclass(frozen=True, slots=True)
class Match:
    """What a row wants, and the shift that is there for it, if one is."""

    wanted: Wanted
    then: Shift
    now: Shift | None

    @property
    def same(self) -> bool:
        """Whether nothing is to be done."""
        one = self.now
        return one is not None and _content(one) == _content(self.then)


@dataclass(slots=True)
class Count:
    """How many shifts were made, changed and found as they should be."""

    made: int = 0
    changed: int = 0
    unchanged: int = 0
    published: list[Shift] = field(default_factory=list[Shift])


def run(database: Database, console: Console, arguments: Namespace) -> int:
    """Import a file; 1 when rows cannot be used, and then nothing was imported."""
    path: Path = arguments.file
    if arguments.allow and not arguments.why.strip():
        raise Failure(said.ALLOW_WHY, status=2)
    try:
        rows = _rows(path)
    except OSError as error:
        raise Failure(words.NOT_READABLE, path=path, why=error.strerror) from None
    report = Report(arguments.report / f"{path.name}.errors.csv", console.lang)
    report.keep_until(0)
    try:
        count = database.write(lambda tx: _import(tx, rows, arguments))
    except Unusable as unusable:
        for line, flaw in sorted(unusable.flaws, key=lambda one: one[0]):
            report.add(line, path.name, flaw)
        console.say(said.NONE_DONE, count=len({line for line, _ in unusable.flaws}))
        console.say(import_words.REPORTED, path=report.path)
        return 1
    console.say(said.DONE, made=count.made, changed=count.changed, unchanged=count.unchanged)
    return 0


def _rows(path: Path) -> list[Row]:
    source = Source(path, encoding_of(path, ""))
    columns = [ALIASES.get(name, name) for name in source.header()]
    missing = [name for name in NEEDED if name not in columns]
    if missing:
        raise Failure(import_words.MISSING_COLUMNS, path=path, missing=", ".join(missing), known=", ".join(columns))
    return [_by_english_names(row) for row in source.rows()]


def _by_english_names(row: Row) -> Row:
    """The row with its columns by their English names."""
    return Row(row.line, {ALIASES.get(name, name): value for name, value in row.values.items()}, row.flaw)


def _import(tx: Tx, rows: Iterable[Row], arguments: Namespace) -> Count:
    wanted = _wanted(tx, rows)
    days = [one.day for _, one in wanted]
    if days and max(days) - min(days) > LONGEST:
        raise Failure(said.TOO_LONG, path=arguments.file, days=LONGEST.days)
    found = _matched(tx, wanted, publish=arguments.publish, why=arguments.why)
    late = arguments.publish and any(not one.same and short_notice(tx, one.then) for one in found)
    if late and not arguments.why.strip():
        raise Failure(said.NEEDS_WHY, days=shift_rules.in_force(tx).rules.notice_days)
    allowed = _ruled(tx, found, frozenset(arguments.allow))
    count = Count()
    for one in found:
        _put(tx, one, count, allowed)
    if count.published:
        log.append(tx, _publishing(count.published, arguments.why))
    return count


def _wanted(tx: Tx, rows: Iterable[Row]) -> list[tuple[int, Wanted]]:
    """What every row wants, with whose it is; Unusable with all rows that want nothing sensible."""
    calendar = calendars.newest(tx).calendar
    reader = Reader(shift_rules.in_force(tx).rules, calendar.zone, calendar.lunch)
    workers = {one.user_id for one in terms.workers(tx)}
    known_queues = {queue.id for queue in queues.everyone(tx)}
    wanted, flaws = list[tuple[int, Wanted]](), list[tuple[int, Flaw]]()
    seen = dict[object, int]()
    for row in rows:
        try:
            if row.flaw is not None:
                raise BadRow(row.flaw)
            one = reader(row.line, row.values)
            user = users.by_login(tx, one.login)
            if user is None or user.id not in workers:
                raise bad(said.NOBODY, column="login", value=one.login)
            for pointer, why in mistakes(one.segments, known_queues):
                raise bad(said.NO_SHIFT, value=pointer, why=why)
            before = seen.setdefault((user.id, one.day, one.segments), row.line)
            if before != row.line:
                raise bad(said.TWICE, line=before)
            wanted.append((user.id, one))
        except BadRow as error:
            flaws.append((row.line, error.flaw))
    if flaws:
        raise Unusable(flaws)
    return wanted


def _matched(tx: Tx, wanted: Sequence[tuple[int, Wanted]], *, publish: bool, why: str) -> list[Match]:
    """Each row with the shift of that person and day that it is about: the one that is the same, else the first."""
    if not wanted:
        return []
    days, people = [one.day for _, one in wanted], {user_id for user_id, _ in wanted}
    there = defaultdict[tuple[int, date], list[Shift]](list)
    for shift in shifts.of_days(tx, min(days), max(days), people, drafts=True):
        there[shift.user_id, shift.day].append(shift)
    made = [(one, _planned(user_id, one, publish=publish, why=why)) for user_id, one in wanted]
    found, left = list[Match](), list[tuple[Wanted, Shift]]()
    for one, then in made:
        same = next((old for old in there[then.user_id, then.day] if _content(old) == _content(then)), None)
        if same is None:
            left.append((one, then))
        else:
            there[then.user_id, then.day].remove(same)
            found.append(Match(one, replace(then, id=same.id, state=_state(same, publish)), same))
    for one, then in sorted(left, key=lambda pair: pair[1].start):
        old = there[then.user_id, then.day].pop(0) if there[then.user_id, then.day] else None
        kept = then if old is None else replace(then, id=old.id, state=_state(old, publish))
        found.append(Match(one, kept, old))
    return sorted(found, key=lambda match: match.wanted.line)


def _content(shift: Shift) -> tuple[object, ...]:
    return shift.segments, shift.pattern, shift.overtime


def _state(shift: Shift, publish: bool) -> ShiftState:
    return ShiftState.PUBLISHED if publish else shift.state


def _planned(user_id: int, wanted: Wanted, *, publish: bool, why: str) -> Shift:
    """The shift as it would be; its id is its line's, below those of the log, until it has one."""
    return Shift(
        id=-wanted.line,
        user_id=user_id,
        day=wanted.day,
        pattern=wanted.pattern,
        state=ShiftState.PUBLISHED if publish else ShiftState.DRAFT,
        segments=wanted.segments,
        overtime=wanted.overtime,
        why=why,
        version=0,
    )


def _ruled(tx: Tx, found: Sequence[Match], allow: frozenset[str]) -> dict[int, tuple[str, ...]]:
    """The site's rules gone past, by person; Unusable with every row that breaks another."""
    of_person = defaultdict[int, list[Match]](list)
    for one in found:
        if not one.same:
            of_person[one.then.user_id].append(one)
    changes = [
        Change(
            user_id=user_id,
            gone=frozenset(one.now.id for one in own if one.now is not None),
            come=tuple(one.then for one in own),
        )
        for user_id, own in of_person.items()
    ]
    flaws, allowed = list[tuple[int, Flaw]](), defaultdict[int, set[str]](set)
    for breach in ruling.breaches(tx, changes, drafts=True):
        if not breach.hard and breach.rule in allow:
            allowed[breach.user_id].add(breach.rule)
        else:
            flaws.append(_flaw(breach, of_person[breach.user_id]))
    if flaws:
        raise Unusable(flaws)
    return {user_id: tuple(sorted(rules)) for user_id, rules in allowed.items()}


def _flaw(breach: RuleBreach, own: Sequence[Match]) -> tuple[int, Flaw]:
    """The breach at the row of its day, or the first of its week."""
    of_day = [one for one in own if one.then.day == breach.day]
    of_week = [one for one in own if monday(one.then.day) == monday(breach.day)]
    line = (of_day or of_week or own)[0].wanted.line
    values = {"value": breach.value, "limit": breach.limit}
    return line, Flaw(text=said.broken(breach.rule), values=values, column="day", value=breach.day.isoformat())


def _put(tx: Tx, match: Match, count: Count, allowed: dict[int, tuple[str, ...]]) -> None:
    now, then = match.now, match.then
    if now is not None and then.state is not now.state:
        count.published.append(now)
    if match.same:
        count.unchanged += 1
        return
    rules = allowed.get(then.user_id, ())
    if now is not None:
        count.changed += 1
        changed(tx, now, then, allowed=rules)
        lapse(tx, now.id)
        return
    count.made += 1
    fact = ShiftAssigned(
        user_id=then.user_id,
        day=then.day,
        pattern=then.pattern,
        segments=then.segments,
        overtime=then.overtime,
        published=then.state is ShiftState.PUBLISHED,
        why=then.why,
        allowed=rules,
    )
    log.append(tx, fact)


def _publishing(drafts: Sequence[Shift], why: str) -> RotaPublished:
    return RotaPublished(
        since=min(one.day for one in drafts),
        until=max(one.day for one in drafts),
        shift_ids=tuple(sorted(one.id for one in drafts)),
        user_ids=tuple(sorted({one.user_id for one in drafts})),
        why=why,
    )
