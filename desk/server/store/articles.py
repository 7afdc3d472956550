"""Articles: what was said and noted on a ticket; never changed once written."""

import msgspec

from desk.contract.events import ArticleAdded, Event
from desk.contract.tickets import Article, ArticleKind, AttachmentInfo
from desk.server.store import attachments, clock
from desk.server.store.db import Row, Tx
from desk.server.store.log import projects

_SELECT = "SELECT a.*, u.name AS author FROM articles a LEFT JOIN users u ON u.id = a.author_id"
_files = msgspec.json.Decoder(list[AttachmentInfo]).decode


@projects(ArticleAdded)
def added(tx: Tx, event: Event, fact: ArticleAdded) -> None:
    """A new article; it makes its ticket newer."""
    files = msgspec.json.encode(fact.attachments).decode()
    at = clock.micros(event.at)
    tx.run(
        "INSERT INTO articles VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            event.seq,
            event.ticket_id,
            fact.article_kind,
            fact.body,
            None if fact.external_author else event.actor_id,
            fact.external_author,
            at,
            files,
            event.call_id,
        ),
    )
    tx.run(
        "UPDATE tickets SET article_count = article_count + 1, last_article_id = ?, changed_at = max(changed_at, ?),"
        " version = ? WHERE id = ?",
        (event.seq, at, event.seq, event.ticket_id),
    )
    for file in fact.attachments:
        attachments.attach(tx, file.id, event.ticket_id or 0)


def article(tx: Tx, article_id: int) -> Article | None:
    """An article by its id."""
    row = tx.one(f"{_SELECT} WHERE a.id = ?", (article_id,))
    return None if row is None else _article(row)


def page(tx: Tx, ticket_id: int, after: tuple[int, int] | None, limit: int) -> list[Article]:
    """A ticket's articles, oldest first, after the position ``(at, id)``."""
    rows = tx.all(
        f"{_SELECT} WHERE a.ticket_id = ? AND (a.at, a.id) > (?, ?) ORDER BY a.at, a.id LIMIT ?",
        (ticket_id, *(after or (-1, 0)), limit),
    )
    return [_article(row) for row in rows]


def is_on(tx: Tx, article_id: int, ticket_id: int) -> bool:
    """Whether an article is on this ticket."""
    return tx.value("SELECT 1 FROM articles WHERE id = ? AND ticket_id = ?", (article_id, ticket_id)) is not None


def said_after(tx: Tx, ticket_id: int, article_id: int) -> bool:
    """Whether a reply or a message of the customer came after this article (0: whether there is one at all)."""
    sql = "SELECT 1 FROM articles WHERE ticket_id = ? AND id > ? AND kind IN ('reply', 'message') LIMIT 1"
    return tx.value(sql, (ticket_id, article_id)) is not None


def since(tx: Tx, ticket_id: int, article_id: int) -> list[int]:
    """The ids of the articles that came after this one, of every kind, oldest first."""
    sql = "SELECT id FROM articles WHERE ticket_id = ? AND id > ? ORDER BY id LIMIT 100"
    return [row["id"] for row in tx.all(sql, (ticket_id, article_id))]


def _article(row: Row) -> Article:
    return Article(
        id=row["id"],
        ticket_id=row["ticket_id"],
        kind=ArticleKind(row["kind"]),
        body=row["body"],
        author=row["author"] or row["external_author"],
        author_id=row["author_id"],
        at=clock.instant(row["at"]),
        attachments=_files(row["attachments"]),
        call_id=row["call_id"],
    )
