"""``desk admin executor``: where the shop's systems are, their secrets, and commands that were given up."""

from argparse import Namespace

import msgspec

from desk.contract.executors import Executor, ExecutorDraft
from desk.server.admin import words
from desk.server.admin.console import Console
from desk.server.admin.words import Failure
from desk.server.routes import executors as routes
from desk.server.store import deliveries
from desk.server.store.db import Database, Tx

_PAGE = 500


def put(database: Database, console: Console, arguments: Namespace) -> int:
    """Say where an executor is; the first time its secret is shown, this once."""
    try:
        draft = msgspec.convert({"url": arguments.url}, ExecutorDraft)
    except msgspec.ValidationError as error:
        raise Failure(words.REFUSED, why=error) from None
    _tell(console, database.write(lambda tx: routes.put(tx, arguments.name, draft)))
    return 0


def _tell(console: Console, made: Executor) -> None:
    console.note(words.EXECUTOR_SET, name=made.name, url=made.url)
    if made.secret:
        console.note(words.EXECUTOR_SECRET, name=made.name)
        console.line(made.secret)


def show(database: Database, console: Console, _arguments: Namespace) -> int:
    """List the executors the catalogue needs, and how they are."""
    for one in database.read(routes.everyone):
        state = "on" if one.enabled else (f"off ({one.why})" if one.url else "not set")
        counted = f"waiting {one.waiting}, dead {one.dead}"
        console.line("\t".join((one.name, one.url, state, counted, " ".join(one.actions), one.trouble[:100])).rstrip())
    return 0


def _change(database: Database, name: str, *, enabled: bool | None = None, rotate: bool = False) -> Executor:
    def work(tx: Tx) -> Executor:
        known = routes.executor(tx, name)
        if not known.url:
            raise Failure(words.EXECUTOR_UNKNOWN, name=name)
        on = known.enabled if enabled is None else enabled
        return routes.put(tx, name, ExecutorDraft(url=known.url, enabled=on, rotate=rotate))

    return database.write(work)


def disable(database: Database, console: Console, arguments: Namespace) -> int:
    """Send it nothing until it is enabled; commands wait."""
    _change(database, arguments.name, enabled=False)
    console.say(words.EXECUTOR_OFF, name=arguments.name)
    return 0


def enable(database: Database, console: Console, arguments: Namespace) -> int:
    """Send it commands again, those that waited first."""
    waiting = _change(database, arguments.name, enabled=True).waiting
    console.say(words.EXECUTOR_ON, name=arguments.name, count=waiting)
    return 0


def rotate_secret(database: Database, console: Console, arguments: Namespace) -> int:
    """Make a new secret and show it, this once; the one before stays good for a day."""
    _tell(console, _change(database, arguments.name, rotate=True))
    console.note(words.EXECUTOR_CHANGE_OVER)
    return 0


def list_dead(database: Database, console: Console, _arguments: Namespace) -> int:
    """List the commands that were given up."""
    found = database.read(lambda tx: deliveries.dead(tx, 0, _PAGE))
    for one in found:
        counted = f"{one.attempts} attempts since {one.made_at:%Y-%m-%d %H:%M}"
        row = (str(one.id), one.executor, one.action, f"{one.amount:,}", f"remedy {one.remedy_id}", counted)
        console.line("\t".join((*row, one.last_error.splitlines()[0][:100] if one.last_error else "")))
    console.note(words.DEAD_COUNT, count=len(found))
    return 0


def replay(database: Database, console: Console, arguments: Namespace) -> int:
    """Send one of them again, or all, under the keys they had."""

    def work(tx: Tx) -> int:
        ids = [one.id for one in deliveries.dead(tx, 0, _PAGE)] if arguments.all else [arguments.id]
        for delivery_id in ids:
            routes.replay(tx, delivery_id)
        return len(ids)

    console.say(words.REPLAYED, count=database.write(work))
    return 0
