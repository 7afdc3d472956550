"""``desk admin switch``: telephone systems that are told who is available, and their secrets."""

import getpass
import os
import sys
from argparse import Namespace
from pathlib import Path
from typing import Any

import msgspec

from desk.contract.telephony import Switch, SwitchDraft
from desk.server.admin import words
from desk.server.admin.console import Console
from desk.server.admin.words import Failure
from desk.server.routes import switches as routes
from desk.server.store import switches as store
from desk.server.store.db import Database, Tx

#: Where an unattended installation puts the manager's secret.
SECRET_VARIABLE = "DESK_SWITCH_SECRET"  # noqa: S105 (a name)


def webhook(database: Database, console: Console, arguments: Namespace) -> int:
    """Tell a telephone system by webhooks; the first time its secret is shown, this once."""
    made = _put(database, arguments.name, {"url": arguments.url, "listens": arguments.listens})
    console.note(words.SWITCH_SET, name=made.name, where=made.url)
    _show_secret(console, made)
    return 0


def asterisk(database: Database, console: Console, arguments: Namespace) -> int:
    """Tell a telephone system over Asterisk's manager interface."""
    given = {
        "host": arguments.host,
        "port": arguments.port,
        "tls": arguments.tls,
        "login": arguments.login,
        "interface": arguments.interface,
        "listens": arguments.listens,
        "telephone": arguments.telephone,
        "secret": _secret(console, arguments.name, arguments.login, arguments.secret_file),
    }
    made = _put(database, arguments.name, given)
    console.note(words.SWITCH_SET, name=made.name, where=f"{made.host}:{made.port}")
    return 0


def _put(database: Database, name: str, given: dict[str, Any]) -> Switch:
    try:
        draft = msgspec.convert(given, SwitchDraft)
    except msgspec.ValidationError as error:
        raise Failure(words.REFUSED, why=error) from None
    return database.write(lambda tx: routes.put(tx, name, draft))


def _secret(console: Console, name: str, login: str, file: Path | None) -> str:
    """From a file's first line, the environment, or asked for; nothing keeps the one that is known."""
    if file is not None:
        try:
            return file.read_text(encoding="utf-8").split("\n", 1)[0].rstrip("\r")
        except (OSError, UnicodeDecodeError) as error:
            raise Failure(words.NOT_READABLE, path=file, why=error) from None
    if found := os.environ.get(SECRET_VARIABLE, ""):
        return found
    return getpass.getpass(console.text(words.ASK_SWITCH_SECRET, login=login, name=name)) if sys.stdin.isatty() else ""


def _show_secret(console: Console, made: Switch) -> None:
    if made.signing_secret:
        console.note(words.SWITCH_SECRET, name=made.name)
        console.line(made.signing_secret)


def show(database: Database, console: Console, _arguments: Namespace) -> int:
    """List the telephone systems, and how they are."""
    for one in database.read(routes.everyone):
        where = one.url or f"{one.login}@{one.host}:{one.port}{' tls' if one.tls else ''} {one.interface}"
        told = f"told {one.told_at:%Y-%m-%d %H:%M:%S}" if one.told_at else "told nothing yet"
        row = (one.name, where, "on" if one.enabled else "off", f"waiting {one.waiting}", told, one.trouble[:100])
        console.line("\t".join(row).rstrip())
    return 0


def _change(database: Database, name: str, *, enabled: bool | None = None, rotate: bool = False) -> Switch:
    def work(tx: Tx) -> Switch:
        known = store.place(tx, name)
        if known.version == 0:
            raise Failure(words.SWITCH_UNKNOWN, name=name)
        if rotate and not known.url:
            raise Failure(words.SWITCH_NO_SECRET, name=name)
        on = known.enabled if enabled is None else enabled
        draft = msgspec.structs.replace(routes.draft_of(known), enabled=on, rotate=rotate)
        return routes.put(tx, name, draft)

    return database.write(work)


def disable(database: Database, console: Console, arguments: Namespace) -> int:
    """Tell it nothing."""
    _change(database, arguments.name, enabled=False)
    console.say(words.SWITCH_OFF, name=arguments.name)
    return 0


def enable(database: Database, console: Console, arguments: Namespace) -> int:
    """Tell it of everybody anew."""
    _change(database, arguments.name, enabled=True)
    console.say(words.SWITCH_ON, name=arguments.name)
    return 0


def remove(database: Database, console: Console, arguments: Namespace) -> int:
    """Forget it and its secrets."""

    def work(tx: Tx) -> None:
        if store.place(tx, arguments.name).version == 0:
            raise Failure(words.SWITCH_UNKNOWN, name=arguments.name)
        routes.drop(tx, arguments.name)

    database.write(work)
    console.say(words.SWITCH_GONE, name=arguments.name)
    return 0


def rotate_secret(database: Database, console: Console, arguments: Namespace) -> int:
    """Make a new signing secret and show it, this once; the one before stays good for a day."""
    _show_secret(console, _change(database, arguments.name, rotate=True))
    console.note(words.EXECUTOR_CHANGE_OVER)
    return 0
