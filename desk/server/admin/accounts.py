"""``desk admin user`` and ``desk admin token``: people and connectors who may sign in."""

import getpass
import os
import sys
from argparse import Namespace
from pathlib import Path

import msgspec
from msgspec import UNSET

from desk.contract.users import Role, User, UserChange, UserDraft
from desk.server.admin import words
from desk.server.admin.console import Console
from desk.server.admin.words import Failure
from desk.server.routes import users as routes
from desk.server.store import queues, sessions
from desk.server.store import users as store
from desk.server.store.db import Database, Tx

PASSWORD_VARIABLE = "DESK_ADMIN_PASSWORD"  # noqa: S105 (its name, not its value)


def password(console: Console, login: str, file: Path | None) -> str:
    """A password from a file's first line, the environment, or asked for twice; Failure when there is none."""
    if file is not None:
        try:
            found = file.read_text(encoding="utf-8").split("\n", 1)[0].rstrip("\r")
        except (OSError, UnicodeDecodeError) as error:
            raise Failure(words.NOT_READABLE, path=file, why=error) from None
    elif os.environ.get(PASSWORD_VARIABLE):
        found = os.environ[PASSWORD_VARIABLE]
    elif sys.stdin.isatty():
        found = getpass.getpass(console.text(words.ASK_PASSWORD, login=login))
        if getpass.getpass(console.text(words.ASK_AGAIN)) != found:
            raise Failure(words.PASSWORDS_DIFFER)
    else:
        raise Failure(words.NO_PASSWORD, status=2)
    if not 10 <= len(found) <= 200:
        raise Failure(words.PASSWORD_LENGTH)
    return found


def add(database: Database, console: Console, arguments: Namespace) -> int:
    """Make an account."""
    queue_ids = database.read(lambda tx: [_queue(tx, name) for name in arguments.queue])
    plain = {
        "login": arguments.login,
        "name": arguments.name or arguments.login,
        "role": arguments.role,
        "password": password(console, arguments.login, arguments.password_file),
        "queue_ids": queue_ids,
        "extension": arguments.extension,
    }
    try:
        draft = msgspec.convert(plain, UserDraft)
        database.write(lambda tx: routes.create(tx, draft))
    except msgspec.ValidationError as error:
        raise Failure(words.REFUSED, why=error) from None
    console.say(words.USER_MADE, login=draft.login.lower(), role=draft.role)
    return 0


def _queue(tx: Tx, name: str) -> int:
    found = queues.by_name(tx, name)
    if found is None:
        raise Failure(words.QUEUE_UNKNOWN, name=name, known=", ".join(queue.name for queue in queues.everyone(tx)))
    return found


def show(database: Database, console: Console, _arguments: Namespace) -> int:
    """List the accounts."""
    for user in database.read(everyone):
        state = "" if user.active else "disabled"
        console.line("\t".join((user.login, user.role, user.name, user.extension or "", state)).rstrip())
    return 0


def everyone(tx: Tx) -> list[User]:
    """Every account, by id."""
    found: list[User] = []
    while page := store.page(tx, found[-1].id if found else 0, 100):
        found += page
    return found


def _existing(tx: Tx, login: str) -> User:
    user = store.by_login(tx, login)
    if user is None:
        raise Failure(words.USER_UNKNOWN, login=login)
    return user


def disable(database: Database, console: Console, arguments: Namespace) -> int:
    """End an account's sessions at once and let it not sign in again."""

    def work(tx: Tx) -> None:
        user = _existing(tx, arguments.login)
        others = [one for one in everyone(tx) if one.role is Role.ADMIN and one.active and one.id != user.id]
        if user.role is Role.ADMIN and not others:
            raise Failure(words.LAST_ADMIN, login=user.login)
        routes.change(tx, user, UserChange(active=False))

    database.write(work)
    console.say(words.USER_DISABLED, login=arguments.login)
    return 0


def enable(database: Database, console: Console, arguments: Namespace) -> int:
    """Let an account sign in again."""
    database.write(lambda tx: routes.change(tx, _existing(tx, arguments.login), UserChange(active=True)))
    console.say(words.USER_ENABLED, login=arguments.login)
    return 0


def set_password(database: Database, console: Console, arguments: Namespace) -> int:
    """Give an account a new password; its sessions end."""
    database.read(lambda tx: _existing(tx, arguments.login))
    new = password(console, arguments.login, arguments.password_file)
    change = UserChange(password=new or UNSET)
    database.write(lambda tx: routes.change(tx, _existing(tx, arguments.login), change))
    console.say(words.PASSWORD_SET, login=arguments.login)
    return 0


def issue_token(database: Database, console: Console, arguments: Namespace) -> int:
    """Make a connector's token and show it, this once."""

    def work(tx: Tx) -> str:
        for one in sessions.connectors(tx):
            if (one.kind, one.name, one.revoked) == (arguments.kind, arguments.name, None):
                raise Failure(words.TOKEN_TAKEN, kind=one.kind, name=one.name)
        return sessions.issue_connector(tx, arguments.kind, arguments.name)

    token = database.write(work)
    console.note(words.TOKEN_MADE, name=arguments.name, kind=arguments.kind)
    console.line(token)
    return 0


def list_tokens(database: Database, console: Console, _arguments: Namespace) -> int:
    """List connectors; their tokens nobody can show."""
    for one in database.read(sessions.connectors):
        ended = f"revoked {one.revoked:%Y-%m-%d}" if one.revoked else ""
        console.line("\t".join((one.kind, one.name, one.id, f"{one.issued:%Y-%m-%d}", ended)).rstrip())
    return 0


def revoke_token(database: Database, console: Console, arguments: Namespace) -> int:
    """Refuse a connector from now on."""
    count = database.write(lambda tx: sessions.revoke_connector(tx, arguments.name, arguments.kind))
    if not count:
        raise Failure(words.TOKEN_UNKNOWN, name=arguments.name)
    console.say(words.TOKEN_REVOKED, name=arguments.name, count=count)
    return 0
