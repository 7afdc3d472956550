"""The board: every open ticket as a card, and how fast work goes."""

from datetime import timedelta

import msgspec

from desk.contract.board import CARDS, CardQuery, Cards, Pace, ProposedMove, Rebalance, RebalanceQuery
from desk.contract.errors import ErrorCode, Refusal
from desk.queueing.foresight import Foresight
from desk.queueing.rebalance import Knowledge, outlook, proposed
from desk.server.routes.handling import Ask, handles, unprocessable
from desk.server.store import assignment_rules, calendars, loads, queues, teams
from desk.server.store import cards as store
from desk.server.store import pace as pace_store
from desk.server.store.db import Tx

_skills = msgspec.json.Decoder(frozenset[str]).decode
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


@handles("rebalance")
def rebalance(tx: Tx, ask: Ask[None, RebalanceQuery]) -> Rebalance:
    """Which cards had better be somebody else's, and what is to come without and with that."""
    query = ask.query
    if query.queue_id is not None and queues.queue(tx, query.queue_id) is None:
        raise unprocessable("/queue_id", "no such queue")
    if query.team_id is not None and teams.team(tx, query.team_id) is None:
        raise unprocessable("/team_id", "no such team")
    floor = Foresight(pace_store.pace(tx), tx.now.timestamp())
    floor.put(*store.everyone(tx))
    among = None if query.team_id is None else teams.members(tx, query.team_id)
    moves = proposed(floor, _knowledge(tx), most=query.most, queue_id=query.queue_id, among=among)
    return Rebalance(
        moves=[
            ProposedMove(
                ticket_id=one.card.id, version=one.card.version, from_id=one.from_id, to_id=one.to_id, why=one.why
            )
            for one in moves
        ],
        before=outlook(floor),
        after=outlook(floor, moves),
        synced_to=tx.head,
    )


def _knowledge(tx: Tx) -> Knowledge:
    """What a board does not show of the cards."""
    rules = assignment_rules.in_force(tx).rules
    noted, today = store.noted(tx), calendars.today(tx)
    carried = loads.hard_work(tx, today - timedelta(days=today.weekday()), today)
    return Knowledge(
        begun={row["id"] for row in noted if row["begun"]},
        skills={row["id"]: _skills(row["skills"]) for row in noted if row["skills"] != "[]"},
        queue_skills={one.id: frozenset(one.skills) for one in queues.everyone(tx)},
        hard={row["id"] for row in noted if loads.is_hard(row["tags"], row["reopened"], rules)},
        carried={user_id: of_today for user_id, (of_today, _) in carried.items()},
        quiet=60.0 * rules.quiet_minutes,
    )


def _ids(written: str) -> list[int]:
    figures = [one for one in written.split(",") if one]
    if len(figures) > CARDS:
        raise Refusal(ErrorCode.UNPROCESSABLE, f"at most {CARDS} ids")
    # Nothing has a longer one, and what is too long for a number is no error.
    return [int(one) for one in figures if one.isdecimal() and len(one) <= FIGURES]
