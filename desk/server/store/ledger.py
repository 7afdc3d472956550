"""The ledger of what remedies cost: double entry, append-only, written by the projections of remedies alone.

Accounts: ``authority:USER:PURSE`` (negative: what the person has drawn), ``criteria`` (what the published criteria
have drawn), ``held`` (decided, not yet carried out) and ``given``. The lines of one event sum to zero, and so does
the whole book.
"""

from dataclasses import dataclass

from desk.contract.events import Event
from desk.contract.remedy_rules import Purse
from desk.server.store.clock import SEOUL, instant
from desk.server.store.db import Tx

HELD, GIVEN = "held", "given"


@dataclass(frozen=True, slots=True, kw_only=True)
class Booking:
    """An amount that moves between two accounts for one remedy; ``day`` is when its authority was drawn."""

    source: str
    target: str
    amount: int
    day: int
    remedy_id: int
    customer_id: int
    purse: Purse


def authority(user_id: int | None, purse: Purse) -> str:
    """The account of a person's purse; of the criteria, whoever pressed the key."""
    return "criteria" if purse is Purse.CRITERIA or user_id is None else f"authority:{user_id}:{purse}"


def day_of(at: int) -> int:
    """The shop's day of an instant in microseconds, as yyyymmdd."""
    local = instant(at).astimezone(SEOUL)
    return local.year * 10_000 + local.month * 100 + local.day


def book(tx: Tx, event: Event, booking: Booking) -> None:
    """Move an amount: one line takes it, the other gets it."""
    if booking.amount == 0:
        return
    for line, (account, amount) in enumerate(((booking.source, -booking.amount), (booking.target, booking.amount))):
        tx.run(
            "INSERT INTO ledger VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                event.seq,
                line,
                account,
                amount,
                booking.day,
                booking.remedy_id,
                booking.customer_id,
                booking.purse,
            ),
        )


def drawn(tx: Tx, user_id: int, purse: Purse, first_day: int, last_day: int) -> int:
    """What a person has drawn from a purse on these days, less what was taken back, in won."""
    found: int = tx.value(
        "SELECT -coalesce(sum(amount), 0) FROM ledger WHERE account = ? AND day BETWEEN ? AND ?",
        (authority(user_id, purse), first_day, last_day),
    )
    return found


def received(tx: Tx, customer_ids: str, purse: Purse, first_day: int, last_day: int) -> int:
    """What customers (ids as a JSON list) were given from a purse on these days, or will be, in won."""
    found: int = tx.value(
        "SELECT -coalesce(sum(amount), 0) FROM ledger WHERE customer_id IN (SELECT value FROM json_each(?))"
        " AND day BETWEEN ? AND ? AND purse = ? AND account NOT IN ('held', 'given')",
        (customer_ids, first_day, last_day, purse),
    )
    return found


def imbalance(tx: Tx) -> list[str]:
    """What is wrong with the book; empty when every event's lines and the whole sum to zero."""
    found = [
        f"event {row['seq']} books {row['sum']}"
        for row in tx.all("SELECT seq, sum(amount) AS sum FROM ledger GROUP BY seq HAVING sum(amount) <> 0 LIMIT 10")
    ]
    held: int = tx.value("SELECT coalesce(sum(amount), 0) FROM ledger WHERE account = 'held'")
    waiting: int = tx.value(
        "SELECT coalesce(sum(amount), 0) FROM remedies WHERE state IN ('committed', 'handed_over', 'unknown')"
        " AND reverses IS NULL"
    )
    if held != waiting:
        found.append(f"held is {held}, remedies under way are {waiting}")
    return found
