"""``desk admin shifts export``: who works when, as a table that can be imported again or as a calendar."""

import csv
from argparse import Namespace
from collections.abc import Iterator
from datetime import date, timedelta
from io import StringIO

from desk.contract.shifts import Shift
from desk.server.admin import accounts, words
from desk.server.admin.console import Console
from desk.server.admin.report import harmless
from desk.server.admin.shift_rows import COLUMNS, written
from desk.server.admin.words import Failure
from desk.server.rules import ics
from desk.server.store import calendars, shift_rules, shifts
from desk.server.store.db import Database, Tx

#: Days read at once.
BATCH = timedelta(days=31)


def run(database: Database, console: Console, arguments: Namespace) -> int:
    """Write the shifts of some days into a file, or to the terminal."""
    if arguments.until < arguments.since:
        raise Failure(words.REFUSED, why="--until < --since", status=2)
    text = database.read(lambda tx: (_ics if arguments.format == "ics" else _csv)(tx, console.lang, arguments))
    if arguments.file is None:
        console.out.write(text)
        console.out.flush()
        return 0
    try:
        arguments.file.write_bytes(text.encode("utf-8-sig" if arguments.format == "csv" else "utf-8"))
    except OSError as error:
        raise Failure(words.NOT_WRITABLE, path=arguments.file, why=error.strerror) from None
    return 0


def _shifts(tx: Tx, since: date, until: date, *, drafts: bool) -> Iterator[Shift]:
    while since <= until:
        last = min(until, since + BATCH)
        yield from sorted(shifts.of_days(tx, since, last, drafts=drafts), key=lambda one: (one.day, one.start))
        since = last + timedelta(days=1)


def _csv(tx: Tx, _lang: str, arguments: Namespace) -> str:
    people = {user.id: user for user in accounts.everyone(tx)}
    text = StringIO()
    table = csv.writer(text)
    table.writerow(COLUMNS)
    for one in _shifts(tx, arguments.since, arguments.until, drafts=arguments.drafts):
        user = people[one.user_id]
        table.writerow(written(one, user.login, harmless(user.name), calendars.zone(tx, one.day)))
    return text.getvalue()


def _ics(tx: Tx, lang: str, arguments: Namespace) -> str:
    names = {user.id: user.name for user in accounts.everyone(tx)}
    patterns = {one.code: one.names.get(lang, "") for one in shift_rules.in_force(tx).rules.patterns}
    entries = [
        entry
        for one in _shifts(tx, arguments.since, arguments.until, drafts=arguments.drafts)
        for entry in ics.entries(
            one, f"{names[one.user_id]} {patterns.get(one.pattern, '')}".strip(), lang, calendars.zone(tx, one.day)
        )
    ]
    return ics.written(entries, ics.TITLES[lang], tx.now).decode()
