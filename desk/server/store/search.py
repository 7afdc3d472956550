"""One search over customers, orders, tickets and articles: the best of each, and how many there are in all."""

from collections.abc import Sequence
from itertools import islice

import msgspec

from desk.contract.search import Hit, HitKind
from desk.server.rules import matching
from desk.server.rules.matching import Rank, Sought
from desk.server.store import clock, customers, grams, people
from desk.server.store.db import Row, Tx, listed

#: A find: its id, and how well it fits.
Find = tuple[int, Rank]
PREFIX_MIN = 2


def find_customers(tx: Tx, sought: Sought, limit: int) -> tuple[list[Find], int]:
    """The people a query means: whose number or whole name it is, whose number ends with it, whose name or number
    begins with it, who have it in them; each of these newest first, so that a page goes on where the one before ended.
    """
    expression = grams.person_like(sought)
    found: dict[int, Rank] = {}
    if sought.number is not None:
        found |= dict.fromkeys(people.with_number(tx, sought.number), Rank.EXACT)
    if sought.named:
        exact, prefix = grams.name_is(sought.named), grams.name_begins(sought.named)
        _add(found, _newest(tx, "people", exact, limit), Rank.NAME)
        _add(found, _newest(tx, "people", prefix, limit), Rank.BEGINS)
    if len(sought.dialled) >= grams.DIGITS:
        _add(found, _newest(tx, "people", grams.number_ends(sought.dialled), limit), Rank.ENDS)
        _add(found, _newest(tx, "people", grams.number_begins(sought.dialled), limit), Rank.BEGINS)
    if len(found) < limit:
        _add(found, _newest(tx, "people", expression, limit), Rank.HOLDS)
    return list(islice(found.items(), limit)), _count(tx, "people", expression)


def _add(found: dict[int, Rank], ids: Sequence[int], rank: Rank) -> None:
    for one in ids:
        found.setdefault(one, rank)


def _newest(tx: Tx, index: str, expression: str, limit: int) -> list[int]:
    """The highest ids an index finds."""
    # SQLite 3.40 ruins an FTS5 index that is asked for a prefix in the middle of a transaction that writes it.
    assert not tx.events, "search first, then write"
    sql = f"SELECT rowid FROM {index} WHERE {index} MATCH ? ORDER BY rowid DESC LIMIT ?"  # noqa: S608 (our names)
    return [row["rowid"] for row in tx.all(sql, (expression, limit))]


def _count(tx: Tx, index: str, expression: str) -> int:
    assert not tx.events, "search first, then write"
    return int(tx.value(f"SELECT count(*) FROM {index} WHERE {index} MATCH ?", (expression,)))  # noqa: S608 (our names)


def customer_page(tx: Tx, expression: str | None, after: int, limit: int) -> list[int]:
    """Customers by id after one: those an expression finds, or all that stand for themselves."""
    if expression is None:
        sql = "SELECT id FROM customers WHERE id > ? AND merged_into IS NULL ORDER BY id LIMIT ?"
        return [row["id"] for row in tx.all(sql, (after, limit))]
    sql = "SELECT rowid AS id FROM people WHERE people MATCH ? AND rowid > ? ORDER BY rowid LIMIT ?"
    return [row["id"] for row in tx.all(sql, (expression, after, limit))]


def customer_total(tx: Tx, expression: str | None) -> int:
    """How many ``customer_page`` goes through in all."""
    if expression is None:
        return int(tx.value("SELECT count(*) FROM customers WHERE merged_into IS NULL"))
    return _count(tx, "people", expression)


def customer_hits(tx: Tx, ids: Sequence[int], sought: Sought) -> list[Hit]:
    """Customers with their number, masked; of several the one that was asked for."""
    return [
        Hit(
            kind=HitKind.CUSTOMER,
            id=brief.id,
            title=brief.name,
            excerpt=brief.number,
            customer_id=brief.id,
            at=brief.last_contact_at,
        )
        for brief in (customers.brief(tx, one, sought.number or "") for one in ids)
        if brief is not None
    ]


def find_orders(tx: Tx, sought: Sought, limit: int) -> tuple[list[Find], int]:
    """Orders whose number is the query, in capitals or not, then those whose number begins with it."""
    if len(sought.text) < PREFIX_MIN:
        return [], 0
    found: dict[int, Rank] = {}
    total = 0
    for text in dict.fromkeys([sought.text, sought.text.upper(), sought.text.lower()]):
        bounds = (text, text + "\U0010ffff")
        exact = "SELECT id FROM orders WHERE number = ? ORDER BY id DESC LIMIT ?"
        _add(found, [row["id"] for row in tx.all(exact, (text, limit))], Rank.EXACT)
        prefix = "SELECT id FROM orders WHERE number >= ? AND number < ? ORDER BY number LIMIT ?"
        _add(found, [row["id"] for row in tx.all(prefix, (*bounds, limit))], Rank.BEGINS)
        total += int(tx.value("SELECT count(*) FROM orders WHERE number >= ? AND number < ?", bounds))
    return sorted(found.items(), key=lambda find: find[1])[:limit], total


def order_hits(tx: Tx, ids: Sequence[int], _sought: Sought) -> list[Hit]:
    """Orders with what was bought."""
    rows = _by_id(tx, "SELECT * FROM orders WHERE id IN (SELECT value FROM json_each(?))", ids)
    return [
        Hit(
            kind=HitKind.ORDER,
            id=row["id"],
            title=row["number"],
            excerpt=matching.excerpt(", ".join(item.name for item in _items(row["items"])), ()),
            customer_id=customers.root(tx, row["customer_id"]),
            at=clock.instant(row["placed_at"]),
        )
        for row in rows
    ]


class _Item(msgspec.Struct):
    name: str


_items = msgspec.json.Decoder(list[_Item]).decode


def find_tickets(tx: Tx, sought: Sought, limit: int) -> tuple[list[Find], int]:
    """The ticket with this number, then those with these words in the title, the newest first."""
    found: dict[int, Rank] = {}
    expression = grams.text_like(sought.words)
    total = _count(tx, "titles", expression)
    if sought.ticket_id is not None and tx.value("SELECT 1 FROM tickets WHERE id = ?", (sought.ticket_id,)):
        found[sought.ticket_id] = Rank.EXACT
        counted = "SELECT 1 FROM titles WHERE titles MATCH ? AND rowid = ?"
        total += tx.value(counted, (expression, sought.ticket_id)) is None
    if not sought.marked:
        _add(found, _newest(tx, "titles", expression, limit), Rank.HOLDS)
    return list(islice(found.items(), limit)), len(found) if sought.marked else total


def ticket_hits(tx: Tx, ids: Sequence[int], _sought: Sought) -> list[Hit]:
    """Tickets with the name of their customer."""
    sql = (
        "SELECT t.id, t.title, t.changed_at, t.customer_id, c.name FROM tickets t"
        " LEFT JOIN customers c ON c.id = t.customer_id WHERE t.id IN (SELECT value FROM json_each(?))"
    )
    return [
        Hit(
            kind=HitKind.TICKET,
            id=row["id"],
            title=row["title"],
            excerpt=row["name"] or "",
            customer_id=_root(tx, row["customer_id"]),
            at=clock.instant(row["changed_at"]),
        )
        for row in _by_id(tx, sql, ids)
    ]


def find_articles(tx: Tx, sought: Sought, limit: int) -> tuple[list[Find], int]:
    """Articles that hold every word, those the log learned of last first."""
    expression = grams.text_like(sought.words)
    assert not tx.events, "search first, then write"
    newest, total = tx.tallies.find(tx, expression, limit)
    return [(one, Rank.HOLDS) for one in newest], total


def article_hits(tx: Tx, ids: Sequence[int], sought: Sought) -> list[Hit]:
    """Articles with their ticket's title and the words around the find."""
    sql = (
        "SELECT l.seq AS id, l.at, l.data, l.customer_id, t.title FROM log l LEFT JOIN tickets t ON t.id = l.ticket_id"
        " WHERE l.seq IN (SELECT value FROM json_each(?))"
    )
    return [
        Hit(
            kind=HitKind.ARTICLE,
            id=row["id"],
            title=row["title"] or "",
            excerpt=matching.excerpt(_article(row["data"]).body, sought.words),
            customer_id=_root(tx, row["customer_id"]),
            at=clock.instant(row["at"]),
        )
        for row in _by_id(tx, sql, ids)
    ]


class _Article(msgspec.Struct):
    body: str


_article = msgspec.json.Decoder(_Article).decode


def _root(tx: Tx, customer_id: int | None) -> int | None:
    return None if customer_id is None else customers.root(tx, customer_id)


def _by_id(tx: Tx, sql: str, ids: Sequence[int]) -> list[Row]:
    """Rows in the order of their ids in ``ids``."""
    rows = {row["id"]: row for row in tx.all(sql, (listed(ids),))}
    return [rows[one] for one in ids if one in rows]
