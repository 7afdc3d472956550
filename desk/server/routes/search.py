"""One search over everything."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from desk.contract.search import Hit, HitGroup, HitKind, SearchAnswer, SearchQuery
from desk.server.routes.handling import Ask, handles
from desk.server.rules import matching
from desk.server.rules.matching import Rank, Sought
from desk.server.store import search as store
from desk.server.store.db import Tx


@dataclass(frozen=True, slots=True)
class Source:
    """How one kind of thing is found, and how a find is shown."""

    find: Callable[[Tx, Sought, int], tuple[list[store.Find], int]]
    show: Callable[[Tx, Sequence[int], Sought], list[Hit]]


#: In the order in which equally good finds are shown.
SOURCES = {
    HitKind.CUSTOMER: Source(store.find_customers, store.customer_hits),
    HitKind.ORDER: Source(store.find_orders, store.order_hits),
    HitKind.TICKET: Source(store.find_tickets, store.ticket_hits),
    HitKind.ARTICLE: Source(store.find_articles, store.article_hits),
}


@handles("search")
def search(tx: Tx, ask: Ask[None, SearchQuery]) -> SearchAnswer:
    """Search everything, or one kind; the kind with the best find comes first."""
    query = ask.query
    sought = matching.sought(query.q)
    found = list[tuple[Rank, HitGroup]]()
    for kind, source in SOURCES.items():
        if query.kind in (None, kind):
            finds, total = source.find(tx, sought, query.offset + query.limit)
            page = [one for one, _ in finds[query.offset :]]
            best = finds[0][1] if finds else Rank.HOLDS
            if total:
                found.append((best, HitGroup(kind=kind, total=total, hits=source.show(tx, page, sought))))
    return SearchAnswer(query=query.q, groups=[group for _, group in sorted(found, key=lambda pair: pair[0])])
