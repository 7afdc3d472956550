"""Customer records: their projections, who stands for whom after merges, and the index people are found by.

A merge moves nothing: ``merged_into`` of one record points to the other, and whoever asks for the survivor asks for
all its ``members``. So an undo only takes the pointer away, in whatever order merges were made.
"""

from collections.abc import Generator, Iterable, Sequence
from contextlib import contextmanager

from desk.contract.events import (
    CustomerChanged,
    CustomerCreated,
    CustomerMerged,
    CustomerUnmerged,
    Event,
    NumberAdded,
    NumberChanged,
    NumberRemoved,
)
from desk.server.rules import numbers
from desk.server.store import clock, grams
from desk.server.store.db import Row, Tx, listed
from desk.server.store.log import projects

#: A number that more people share than an agent can look through is a switchboard's.
SHARERS = 20


def root(tx: Tx, customer_id: int) -> int | None:
    """The record that stands for this one: itself, or the end of its chain of merges; None when there is none."""
    row = tx.one("SELECT id, merged_into FROM customers WHERE id = ?", (customer_id,))
    while row is not None and row["merged_into"] is not None:
        row = tx.one("SELECT id, merged_into FROM customers WHERE id = ?", (row["merged_into"],))
    return None if row is None else int(row["id"])


def members(tx: Tx, customer_id: int) -> list[int]:
    """A record and all that were merged into it, directly or through others; itself first."""
    found = [customer_id]
    for one in found:
        found += [row["id"] for row in tx.all("SELECT id FROM customers WHERE merged_into = ?", (one,))]
    return found


def with_number(tx: Tx, number: str) -> list[int]:
    """The customers a number (E.164) belongs to: verified ones first, then by last contact."""
    rows = tx.all(
        "SELECT n.customer_id FROM numbers n JOIN customers c ON c.id = n.customer_id WHERE n.number = ?"
        " ORDER BY n.verified DESC, c.last_contact_at DESC, c.id LIMIT ?",
        (number, SHARERS),
    )
    return list(dict.fromkeys(found for row in rows if (found := root(tx, row["customer_id"])) is not None))


def by_external(tx: Tx, source: str, external_id: str) -> int | None:
    """The record a source knows by this id, itself even when merged; None when there is none."""
    found: int | None = tx.value(
        "SELECT id FROM customers WHERE source = ? AND external_id = ? AND external_id <> ''", (source, external_id)
    )
    return found


def numbers_of(tx: Tx, customer_ids: Sequence[int]) -> list[Row]:
    """Their numbers, each once: verified ones first, then in the order they were added."""
    rows = tx.all(
        "SELECT * FROM numbers WHERE customer_id IN (SELECT value FROM json_each(?)) ORDER BY verified DESC, id",
        (listed(customer_ids),),
    )
    found: dict[str, Row] = {}
    for row in rows:
        found.setdefault(row["number"], row)
    return list(found.values())


def entries_of(tx: Tx, customer_ids: Sequence[int], number_id: int) -> list[Row]:
    """Every entry of one of their numbers: records that were merged may have it twice. Empty when it is not theirs."""
    rows = tx.all(
        "SELECT * FROM numbers WHERE number = (SELECT number FROM numbers WHERE id = ?)"
        " AND customer_id IN (SELECT value FROM json_each(?)) ORDER BY id",
        (number_id, listed(customer_ids)),
    )
    return rows if any(row["id"] == number_id for row in rows) else []


def address_of(tx: Tx, customer_id: int) -> str:
    """A record's own address, in full; empty when nobody has said."""
    return str(tx.value("SELECT address FROM customers WHERE id = ?", (customer_id,)) or "")


@projects(CustomerCreated)
def created(tx: Tx, event: Event, fact: CustomerCreated) -> None:
    """A new record."""
    since = clock.micros(fact.since or event.at)
    with _indexed(tx, event.seq):
        tx.run(
            "INSERT INTO customers VALUES (?, ?, ?, ?, ?, ?, ?, NULL, '', NULL, ?, ?, ?)",
            (
                event.seq,
                fact.name,
                fact.tier,
                fact.email,
                fact.address,
                fact.language,
                since,
                fact.source,
                fact.external_id,
                event.seq,
            ),
        )


@projects(CustomerChanged)
def changed(tx: Tx, event: Event, fact: CustomerChanged) -> None:
    """The master data from now on."""
    assert event.customer_id is not None
    with _indexed(tx, event.customer_id):
        tx.run(
            "UPDATE customers SET name = ?, tier = ?, email = ?, address = ? WHERE id = ?",
            (fact.name, fact.tier, fact.email, fact.address, event.customer_id),
        )
    touch(tx, event)


@projects(NumberAdded)
def number_added(tx: Tx, event: Event, fact: NumberAdded) -> None:
    """One more number; the same one again changes nothing."""
    assert event.customer_id is not None
    with _indexed(tx, event.customer_id):
        tx.run(
            "INSERT OR IGNORE INTO numbers VALUES (?, ?, ?, ?, ?)",
            (event.seq, event.customer_id, fact.number, fact.label, fact.verified),
        )
    touch(tx, event)


@projects(NumberChanged)
def number_changed(tx: Tx, event: Event, fact: NumberChanged) -> None:
    """Its label and verification from now on."""
    tx.run("UPDATE numbers SET label = ?, verified = ? WHERE id = ?", (fact.label, fact.verified, fact.number_id))
    touch(tx, event)


@projects(NumberRemoved)
def number_removed(tx: Tx, event: Event, fact: NumberRemoved) -> None:
    """It belongs to nobody, or to others."""
    owner = tx.value("SELECT customer_id FROM numbers WHERE id = ?", (fact.number_id,))
    with _indexed(tx, *filter(None, [owner])):
        tx.run("DELETE FROM numbers WHERE id = ?", (fact.number_id,))
    touch(tx, event)


@projects(CustomerMerged)
def merged(tx: Tx, event: Event, fact: CustomerMerged) -> None:
    """The other record points here from now on."""
    assert event.customer_id is not None
    with _indexed(tx, event.customer_id, fact.other_id):
        tx.run(
            "INSERT INTO merges VALUES (?, ?, ?, ?, ?)",
            (event.seq, event.customer_id, fact.other_id, clock.micros(event.at), event.actor_id),
        )
        _point(tx, event, fact.other_id, event.customer_id)
    touch(tx, event)


@projects(CustomerUnmerged)
def unmerged(tx: Tx, event: Event, fact: CustomerUnmerged) -> None:
    """The other record stands for itself again."""
    assert event.customer_id is not None
    with _indexed(tx, event.customer_id, fact.other_id):
        tx.run("DELETE FROM merges WHERE id = ?", (fact.merge_id,))
        _point(tx, event, fact.other_id, None)
    touch(tx, event)


def _point(tx: Tx, event: Event, customer_id: int, at: int | None) -> None:
    tx.run("UPDATE customers SET merged_into = ?, version = ? WHERE id = ?", (at, event.seq, customer_id))


def touch(tx: Tx, event: Event) -> None:
    """The event makes a new version of its customer's record."""
    tx.run("UPDATE customers SET version = ? WHERE id = ?", (event.seq, event.customer_id))


@contextmanager
def _indexed(tx: Tx, *customer_ids: int) -> Generator[None]:
    """Keep the index of people right through a change of these records: an index without a copy of its rows
    forgets a row only when told all that the row held."""
    before = _documents(tx, customer_ids)
    yield
    after = _documents(tx, customer_ids)
    for customer_id in before.keys() | after.keys():
        old, new = before.get(customer_id), after.get(customer_id)
        if old != new and old is not None:
            tx.run("INSERT INTO people (people, rowid, grams) VALUES ('delete', ?, ?)", (customer_id, old))
        if old != new and new is not None:
            tx.run("INSERT INTO people (rowid, grams) VALUES (?, ?)", (customer_id, new))


def _documents(tx: Tx, customer_ids: Iterable[int]) -> dict[int, str]:
    """By id: what the index holds of those who stand for these records."""
    roots = {found for one in customer_ids if (found := root(tx, one)) is not None}
    return {one: _document(tx, members(tx, one)) for one in roots}


def _document(tx: Tx, everyone: Sequence[int]) -> str:
    sql = "SELECT name, email FROM customers WHERE id IN (SELECT value FROM json_each(?))"
    records = tx.all(sql, (listed(everyone),))
    return grams.person(
        names=(record["name"] for record in records),
        dialled=(numbers.national_digits(row["number"]) for row in numbers_of(tx, everyone)),
        mails=(record["email"] for record in records),
    )
