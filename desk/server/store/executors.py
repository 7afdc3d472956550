"""Executors: where each is, whether it gets commands, its secrets, and which of its messages were heard."""

from dataclasses import dataclass
from datetime import timedelta

from desk.contract.events import Event, ExecutorChanged
from desk.server.store import clock
from desk.server.store.db import Tx
from desk.server.store.log import projects

#: How long the secret before stays good after a rotation.
CHANGE_OVER = timedelta(days=1)
#: How long a message's id is remembered; far longer than an old message is believed.
REMEMBERED = timedelta(days=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where an executor is; ``version`` 0 when nobody has said yet."""

    name: str
    url: str = ""
    enabled: bool = False
    why: str = ""
    version: int = 0


@projects(ExecutorChanged)
def changed(tx: Tx, event: Event, fact: ExecutorChanged) -> None:
    """Where it is from now on, and whether it gets commands."""
    tx.run(
        "INSERT OR REPLACE INTO executors VALUES (?, ?, ?, ?, ?)",
        (fact.executor, fact.url, int(fact.enabled), fact.why, event.seq),
    )


def place(tx: Tx, name: str) -> Place:
    """Where an executor is, if anybody has said."""
    row = tx.one("SELECT * FROM executors WHERE name = ?", (name,))
    if row is None:
        return Place(name=name)
    return Place(name=name, url=row["url"], enabled=bool(row["enabled"]), why=row["why"], version=row["version"])


def names(tx: Tx) -> list[str]:
    """Every executor that was ever set, by name."""
    return [row["name"] for row in tx.all("SELECT name FROM executors ORDER BY name")]


def secrets(tx: Tx, name: str) -> tuple[str, ...]:
    """The secrets that are good now, newest first."""
    rows = tx.all(
        "SELECT secret FROM executor_secrets WHERE executor = ? AND (until IS NULL OR until > ?)"
        " ORDER BY until IS NULL DESC, made_at DESC",
        (name, clock.micros(tx.now)),
    )
    return tuple(str(row["secret"]) for row in rows)


def keep_secret(tx: Tx, name: str, secret: str) -> None:
    """The secret from now on; those before stay good until the change-over is done."""
    tx.run(
        "UPDATE executor_secrets SET until = ? WHERE executor = ? AND until IS NULL",
        (clock.micros(tx.now + CHANGE_OVER), name),
    )
    tx.run("DELETE FROM executor_secrets WHERE until < ?", (clock.micros(tx.now),))
    tx.run("INSERT INTO executor_secrets VALUES (?, ?, ?, NULL)", (name, clock.micros(tx.now), secret))


def heard(tx: Tx, name: str, message_id: str) -> bool:
    """Remember a message's id; whether it was heard before."""
    tx.run("DELETE FROM executor_messages WHERE at < ?", (clock.micros(tx.now - REMEMBERED),))
    sql = "INSERT OR IGNORE INTO executor_messages VALUES (?, ?, ?)"
    return tx.run(sql, (name, message_id, clock.micros(tx.now))) == 0
