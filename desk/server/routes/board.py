"""The board: every open ticket as a card, and how fast work goes."""

from desk.contract.board import CARDS, CardQuery, Cards, Pace
from desk.contract.errors import ErrorCode, Refusal
from desk.server.routes.handling import Ask, handles
from desk.server.store import cards as store
from desk.server.store import pace as pace_store
from desk.server.store.db import Tx

#: Figures of the longest id.
FIGURES = 15


@handles("cards")
def cards(tx: Tx, ask: Ask[None, CardQuery]) -> Cards:
    """A page of open cards, or those asked for. Whoever reads page after page listens from ``synced_to`` of the first:
    what changed while the others were read is heard then."""
    query = ask.query
    if query.ids:
        return Cards(cards=store.some(tx, _ids(query.ids)), more=False, total=store.count(tx), synced_to=tx.head)
    found = store.page(tx, query.after, CARDS + 1)
    return Cards(cards=found[:CARDS], more=len(found) > CARDS, total=store.count(tx), synced_to=tx.head)


@handles("pace")
def pace(tx: Tx, _ask: Ask[None, None]) -> Pace:
    """How fast queues and people work."""
    return pace_store.pace(tx)


def _ids(written: str) -> list[int]:
    figures = [one for one in written.split(",") if one]
    if len(figures) > CARDS:
        raise Refusal(ErrorCode.UNPROCESSABLE, f"at most {CARDS} ids")
    # Nothing has a longer one, and what is too long for a number is no error.
    return [int(one) for one in figures if one.isdecimal() and len(one) <= FIGURES]
