"""Accounts: their projection, and how they are found."""

from collections.abc import Iterable

from desk.contract.events import Event, UserChanged, UserCreated
from desk.contract.users import Role, User
from desk.server.store.db import Row, Tx
from desk.server.store.log import projects


@projects(UserCreated)
def created(tx: Tx, event: Event, fact: UserCreated) -> None:
    """A new account."""
    tx.run(
        "INSERT INTO users VALUES (?, ?, ?, ?, 1, ?, ?)",
        (event.seq, fact.login, fact.name, fact.role, fact.extension, event.seq),
    )
    _set_queues(tx, event.seq, fact.queue_ids)


@projects(UserChanged)
def changed(tx: Tx, event: Event, fact: UserChanged) -> None:
    """The account from now on."""
    tx.run(
        "UPDATE users SET name = ?, role = ?, active = ?, extension = ?, version = ? WHERE id = ?",
        (fact.name, fact.role, fact.active, fact.extension, event.seq, fact.user_id),
    )
    _set_queues(tx, fact.user_id, fact.queue_ids)


def _set_queues(tx: Tx, user_id: int, queue_ids: Iterable[int]) -> None:
    tx.run("DELETE FROM user_queues WHERE user_id = ?", (user_id,))
    for queue_id in sorted(set(queue_ids)):
        tx.run("INSERT INTO user_queues VALUES (?, ?)", (user_id, queue_id))


def user(tx: Tx, user_id: int) -> User | None:
    """An account by its id."""
    row = tx.one("SELECT * FROM users WHERE id = ?", (user_id,))
    return None if row is None else _user(tx, row)


def by_login(tx: Tx, login: str) -> User | None:
    """An account by its login, upper and lower case alike."""
    row = tx.one("SELECT * FROM users WHERE login = ?", (login.lower(),))
    return None if row is None else _user(tx, row)


def by_extension(tx: Tx, extension: str) -> list[int]:
    """The ids of active people with this telephone."""
    rows = tx.all("SELECT id FROM users WHERE extension = ? AND active = 1 ORDER BY id", (extension,))
    return [row["id"] for row in rows]


def by_name(tx: Tx, name: str) -> list[int]:
    """The ids of active people with this very name."""
    rows = tx.all("SELECT id FROM users WHERE name = ? AND active = 1 ORDER BY id", (name,))
    return [row["id"] for row in rows]


def first_administrator(tx: Tx) -> int | None:
    """The account that administers longest."""
    found: int | None = tx.value("SELECT min(id) FROM users WHERE role = 'admin' AND active = 1")
    return found


def page(tx: Tx, after: int, limit: int) -> list[User]:
    """Accounts by id after ``after``."""
    rows = tx.all("SELECT * FROM users WHERE id > ? ORDER BY id LIMIT ?", (after, limit))
    return [_user(tx, row) for row in rows]


def _user(tx: Tx, row: Row) -> User:
    queues = tx.all("SELECT queue_id FROM user_queues WHERE user_id = ? ORDER BY queue_id", (row["id"],))
    return User(
        id=row["id"],
        name=row["name"],
        login=row["login"],
        role=Role(row["role"]),
        active=bool(row["active"]),
        queue_ids=[queue["queue_id"] for queue in queues],
        extension=row["extension"],
        version=row["version"],
    )


def password_hash(tx: Tx, user_id: int) -> str | None:
    """The stored argon2id hash."""
    found: str | None = tx.value("SELECT hash FROM passwords WHERE user_id = ?", (user_id,))
    return found


def set_password(tx: Tx, user_id: int, hashed: str) -> None:
    """Keep a password's hash; passwords are never in the log."""
    tx.run("INSERT OR REPLACE INTO passwords VALUES (?, ?)", (user_id, hashed))
