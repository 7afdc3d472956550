"""The indexes of what was written: the words of events, of articles alone, and the titles of tickets as they are."""

from collections.abc import Callable
from typing import Any

import msgspec

from desk.contract.events import (
    ArticleAdded,
    CallbackPromised,
    CallbackSettled,
    Event,
    FactBase,
    OrderChanged,
    OrderPlaced,
    PromiseMade,
    RemarkAdded,
    SurveyAnswered,
    TicketChanged,
    TicketOpened,
)
from desk.server.store import grams, texts
from desk.server.store.db import Tx
from desk.server.store.log import projects

#: Marks an article. Nobody asks for it since articles have an index of their own; the rows of before hold it.
ARTICLE = "article"
TEXTS: dict[type[FactBase], Callable[[Any], tuple[str, ...]]] = {
    ArticleAdded: texts.said,
    SurveyAnswered: lambda fact: (fact.title, fact.words, fact.number),
    OrderPlaced: lambda fact: (fact.number, *(item.name for item in fact.items)),
    OrderChanged: lambda fact: (fact.number, *(item.name for item in fact.items or ())),
    PromiseMade: lambda fact: (fact.what,),
    RemarkAdded: lambda fact: (fact.text,),
    CallbackPromised: lambda fact: (fact.words,),
    CallbackSettled: lambda fact: (fact.outcome,),
    TicketOpened: lambda fact: (fact.title,),
    TicketChanged: lambda fact: (fact.title,) if "title" in fact.fields else (),
}


def document(event: Event) -> str:
    """The row of an event; empty when it has no words."""
    said = [text for text in TEXTS[type(event.fact)](event.fact) if text]
    if not said:
        return ""
    filters = [] if event.customer_id is None else [f"c{event.customer_id}"]
    if isinstance(event.fact, ArticleAdded):
        filters.append(ARTICLE)
    return grams.document(texts=said, filters=filters)


def _said(tx: Tx, event: Event, _fact: FactBase) -> None:
    row = document(event)
    if row:
        tx.run("INSERT INTO words (rowid, grams) VALUES (?, ?)", (event.seq, row))


def file(tx: Tx, event: Event, customer_id: int) -> None:
    """Let an event be found in another customer's timeline; in that of before, nobody looks for it."""
    if type(event.fact) in TEXTS and document(event):
        tx.run(
            "INSERT INTO words (rowid, grams) VALUES (?, ?)", (event.seq, grams.document(filters=[f"c{customer_id}"]))
        )


for _kind in TEXTS:
    projects(_kind)(_said)


@projects(ArticleAdded)
def written(tx: Tx, event: Event, fact: ArticleAdded) -> None:
    """An article is found among articles, too."""
    tx.run("INSERT INTO texts (rowid, grams) VALUES (?, ?)", (event.seq, texts.row(fact)))


@projects(TicketOpened)
def titled(tx: Tx, event: Event, fact: TicketOpened) -> None:
    """A ticket is found by its title."""
    tx.run("INSERT INTO titles (rowid, grams) VALUES (?, ?)", (event.seq, title(fact.title)))


@projects(TicketChanged)
def retitled(tx: Tx, event: Event, fact: TicketChanged) -> None:
    """It is found by its title of now: the index, which keeps no copy, is told what to forget."""
    if "title" not in fact.fields or event.ticket_id is None:
        return
    sql = "SELECT max(seq) FROM log WHERE ticket_id = ? AND seq < ? AND kind = 'ticket.changed'"
    told = tx.value(sql, (event.ticket_id, event.seq)) or event.ticket_id
    before = msgspec.json.decode(tx.value("SELECT data FROM log WHERE seq = ?", (told,)), type=_Titled)
    tx.run("INSERT INTO titles (titles, rowid, grams) VALUES ('delete', ?, ?)", (event.ticket_id, title(before.title)))
    tx.run("INSERT INTO titles (rowid, grams) VALUES (?, ?)", (event.ticket_id, title(fact.title)))


class _Titled(msgspec.Struct):
    title: str


def title(text: str) -> str:
    """The row of a ticket."""
    return grams.document(texts=[text])
