"""The timeline of one customer, and what is pinned in it."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from desk.contract.base import Done, PageLinks, PageMeta
from desk.contract.customers import PinDraft
from desk.contract.errors import ErrorCode, Refusal
from desk.contract.event_groups import Group
from desk.contract.events import EventPinned, EventUnpinned, Refs
from desk.contract.routes import ENDPOINTS
from desk.contract.timeline import Entry, TimelinePage, TimelineQuery
from desk.server.routes import paging
from desk.server.routes.customers import look, standing
from desk.server.routes.handling import Answering, Ask, handles, handles_async
from desk.server.store import clock, contacts, customers, log, pins
from desk.server.store import timeline as store
from desk.server.store.db import Tx
from desk.server.store.timeline import Cut, Place, Position

#: Reading on in a timeline is one look, recorded once, as long as it takes no longer.
LOOK = timedelta(minutes=30)
PINS = 50


@dataclass(frozen=True, slots=True)
class Slice:
    """Entries from oldest to newest, and whether there are more on either side."""

    places: list[Place]
    has_older: bool
    has_newer: bool
    #: Whether "more" means newer.
    forward: bool = False


@handles_async("timeline")
async def timeline(server: Answering, ask: Ask[None, TimelineQuery]) -> TimelinePage:
    """A page of a customer's timeline; who opens one without having looked at the customer leaves a record."""
    shown, unrecorded = await server.reading(lambda tx: _page(tx, ask))
    if unrecorded is not None:
        await server.writing(lambda tx: look(tx, unrecorded, ask.address), ask.me)
    page: TimelinePage = shown
    return page


def _page(tx: Tx, ask: Ask[None, TimelineQuery]) -> tuple[TimelinePage, int | None]:
    """The page, and the customer whose look is still to be recorded."""
    query, customer_id = ask.query, standing(tx, ask)
    everyone = customers.members(tx, customer_id)
    cut = Cut(
        customer_ids=everyone,
        groups={Group(kind.strip()) for kind in query.kinds.split(",") if kind.strip()},
        words=query.q,
        until=_until(tx, query),
    )
    part = _slice(tx, cut, query)
    pinned = pins.of(tx, everyone)
    data = store.entries(tx, part.places, pinned)
    page = TimelinePage(
        data=data,
        meta=PageMeta(
            has_more=part.has_newer if part.forward else part.has_older,
            total=store.total(tx, cut) if query.with_total_count else None,
            synced_to=tx.head,
        ),
        links=_links(ask, part),
        before=paging.encode(*part.places[0].position) if part.places else None,
        after=paging.encode(*part.places[-1].position) if part.places else None,
        has_older=part.has_older,
        has_newer=part.has_newer,
        pinned=_pinned(tx, cut, query, pinned),
    )
    seen = contacts.looked(tx, ask.me.user.id, customer_id, tx.now - LOOK)
    return page, None if seen else customer_id


def _until(tx: Tx, query: TimelineQuery) -> int | None:
    """The last seq that counts, of the earlier of the two moments asked for."""
    given = [] if query.as_of is None else [query.as_of]
    if query.as_of_time is not None:
        given.append(store.seq_at(tx, query.as_of_time))
    return min(given, default=None)


def _slice(tx: Tx, cut: Cut, query: TimelineQuery) -> Slice:
    size = query.size
    if (before := paging.decode(query.before)) is not None:
        found = store.older(tx, cut, before, size + 1)
        newer = bool(store.newer(tx, cut, (before[0], before[1] - 1), 1))
        return Slice(found[:size][::-1], len(found) > size, newer)
    if (after := paging.decode(query.after)) is not None:
        found = store.newer(tx, cut, after, size + 1)
        older = bool(store.older(tx, cut, (after[0], after[1] + 1), 1))
        return Slice(found[:size], older, len(found) > size, forward=True)
    if query.around is not None:
        return _around(tx, cut, (clock.micros(query.around), -1), size)
    found = store.older(tx, cut, None, size + 1)
    return Slice(found[:size][::-1], len(found) > size, has_newer=False)


def _around(tx: Tx, cut: Cut, moment: Position, size: int) -> Slice:
    """Half a page before the moment and half from it on; where one side has less, more of the other."""
    older, newer = store.older(tx, cut, moment, size + 1), store.newer(tx, cut, moment, size + 1)
    first = older[: max(size // 2, size - len(newer))]
    last = newer[: size - len(first)]
    return Slice(first[::-1] + last, len(older) > len(first), len(newer) > len(last))


def _pinned(tx: Tx, cut: Cut, query: TimelineQuery, pinned: Collection[int]) -> list[Entry]:
    """What is pinned, with a page that no cursor asked for."""
    if query.before is not None or query.after is not None:
        return []
    known = [seq for seq in pinned if cut.until is None or seq <= cut.until]
    return store.entries(tx, store.find(tx, cut.customer_ids, known), pinned)


def _links(ask: Ask[None, TimelineQuery], part: Slice) -> PageLinks:
    if not part.places:
        return PageLinks()
    query = ask.query
    kept: dict[str, object] = {"page[size]": query.size, "kinds": query.kinds, "q": query.q, "as_of": query.as_of}
    if query.as_of_time is not None:
        kept["as_of_time"] = query.as_of_time.isoformat()
    base = {name: value for name, value in kept.items() if value not in ("", None)}
    address = ENDPOINTS["timeline"].url(customer_id=ask.id("customer_id"))

    def link(name: str, position: Position) -> str:
        return f"{address}?{urlencode(base | {name: paging.encode(*position)})}"

    return PageLinks(
        next=link("page[before]", part.places[0].position) if part.has_older else None,
        prev=link("page[after]", part.places[-1].position) if part.has_newer else None,
    )


def _entry_of(tx: Tx, ask: Ask[Any, Any], seq: int) -> int:
    """The record (this customer's, or one merged into it) whose timeline holds an event."""
    places = store.find(tx, customers.members(tx, standing(tx, ask)), [seq])
    if not places:
        raise Refusal(ErrorCode.NOT_FOUND, "no such entry in this customer's timeline")
    return places[0].customer_id


@handles("pin")
def pin(tx: Tx, ask: Ask[PinDraft, None]) -> Done:
    """Keep an entry in sight for everybody; it stays with the record it is about, whatever is merged or undone."""
    seq = ask.body.seq
    owner = _entry_of(tx, ask, seq)
    pinned = pins.of(tx, [owner])
    if len(pinned) >= PINS and seq not in pinned:
        raise Refusal(ErrorCode.UNPROCESSABLE, f"no more than {PINS} entries can be pinned: let one go first")
    return _unless(seq in pinned, lambda: log.append(tx, EventPinned(seq=seq), Refs(customer_id=owner)))


@handles("unpin")
def unpin(tx: Tx, ask: Ask[None, None]) -> Done:
    """Let it go."""
    seq = ask.id("seq")
    owner = _entry_of(tx, ask, seq)
    still = seq in pins.of(tx, [owner])
    return _unless(not still, lambda: log.append(tx, EventUnpinned(seq=seq), Refs(customer_id=owner)))


def _unless(done: bool, act: Callable[[], object]) -> Done:
    """Do it unless it is so already."""
    if not done:
        act()
    return Done()
