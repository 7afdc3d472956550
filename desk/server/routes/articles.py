"""Articles: replies, notes and call notes; nobody answers blind."""

from desk.contract.base import Page, PageQuery
from desk.contract.errors import ErrorCode, Refusal
from desk.contract.events import ArticleAdded, Refs
from desk.contract.tickets import Article, ArticleDraft, ArticleKind, AttachmentInfo, Ticket
from desk.server.routes import paging
from desk.server.routes.handling import Ask, found, handles, unprocessable
from desk.server.rules import tickets as rules
from desk.server.store import articles as store
from desk.server.store import attachments, calls, clock, log, tickets
from desk.server.store.db import Tx


@handles("articles")
def articles(tx: Tx, ask: Ask[None, PageQuery]) -> Page[Article]:
    """A ticket's articles, oldest first."""
    ticket = found(tickets.ticket(tx, ask.id("ticket_id")), "ticket")
    rows = store.page(tx, ticket.id, paging.decode(ask.query.after), ask.query.size + 1)
    return paging.page(
        "articles",
        ask.query,
        rows,
        lambda article: (clock.micros(article.at), article.id),
        head=tx.head,
        total=ticket.article_count,
        ticket_id=ticket.id,
    )


@handles("add_article")
def add_article(tx: Tx, ask: Ask[ArticleDraft, None]) -> Article:
    """Write on a ticket; Refusal when a reply would be blind."""
    ticket = found(tickets.ticket(tx, ask.id("ticket_id")), "ticket")
    merged = rules.merged_away(ticket)
    if merged is not None:
        raise merged
    if ask.body.kind == ArticleKind.REPLY:
        _not_blind(tx, ticket, ask.body.seen_article_id)
    return add(tx, ask.me.user.id, ticket, ask.body)


def _not_blind(tx: Tx, ticket: Ticket, seen_id: int | None) -> None:
    """Refuse a reply whose writer has not seen every reply and message; notes hold nobody up."""
    if seen_id is None:
        if store.said_after(tx, ticket.id, 0):
            raise Refusal(ErrorCode.PRECONDITION_REQUIRED, "name the newest article you have seen: seen_article_id")
        return
    if not store.is_on(tx, seen_id, ticket.id):
        raise unprocessable("/seen_article_id", "no article of this ticket")
    if store.said_after(tx, ticket.id, seen_id):
        raise Refusal(ErrorCode.STALE, "there are unseen articles", unseen=store.since(tx, ticket.id, seen_id))


def add(tx: Tx, writer_id: int, ticket: Ticket, draft: ArticleDraft) -> Article:
    """Add an article to a ticket; a first reply opens it."""
    kind = ArticleKind(draft.kind)
    if draft.call_id is not None and calls.call(tx, draft.call_id) is None:
        raise unprocessable("/call_id", "no such call")
    refs = Refs(customer_id=ticket.customer_id, ticket_id=ticket.id, order_id=ticket.order_id, call_id=draft.call_id)
    fact = ArticleAdded(article_kind=kind, body=draft.body, attachments=_files(tx, writer_id, draft.attachment_ids))
    event = log.append(tx, fact, refs)
    opening = rules.opening(ticket, kind)
    if opening is not None and (change := rules.changed(ticket, opening, "first reply")) is not None:
        log.append(tx, change, refs)
    return found(store.article(tx, event.seq), "article")


def _files(tx: Tx, writer_id: int, ids: list[int]) -> tuple[AttachmentInfo, ...]:
    """The writer's own uploads, each attached this once."""
    files = list[AttachmentInfo]()
    for place, attachment_id in enumerate(ids):
        info = attachments.attachment(tx, attachment_id)
        if info is None or attachments.waits_for(tx, attachment_id) != writer_id or info in files:
            raise unprocessable(f"/attachment_ids/{place}", "not a file you uploaded and have yet to attach")
        files.append(info)
    return tuple(files)
