"""What was promised about a ticket, and clocks that follow the calendar and the queues."""

from desk.contract.events import ClocksRanOut, DuesMoved
from desk.contract.service import ServiceClock
from desk.server.routes.handling import SWEEPS, Ask, Settings, Sweep, found, handles
from desk.server.store import clock_changes, log, promised, ticket_clocks
from desk.server.store.db import Tx

#: Tickets that follow a change, and that are said to have run out, in one transaction: the writer is everybody's again
#: within some hundredths of a second.
FOLLOWING, RUNNING_OUT = 150, 500


@handles("clocks")
def clocks(tx: Tx, ask: Ask[None, None]) -> list[ServiceClock]:
    """What was promised about a ticket, and what is left."""
    found(ticket_clocks.brief(tx, ask.id("ticket_id")), "ticket")
    return promised.of_ticket(tx, ask.id("ticket_id"))


def _follow(tx: Tx, _settings: Settings) -> None:
    """The next tickets follow the oldest change of the calendar or of a queue's targets."""
    fact = clock_changes.batch(tx, FOLLOWING)
    if fact is not None:
        log.append(tx, fact)


def _say(tx: Tx, _settings: Settings) -> None:
    """What has run out is said, to the second: lists, boards and alarms hear of it as of any other change."""
    ids = ticket_clocks.running_out(tx, RUNNING_OUT)
    if ids:
        log.append(tx, ClocksRanOut(ticket_ids=tuple(ids)))


def _say_moved(tx: Tx, _settings: Settings) -> None:
    """What is due at another time for what was promised elsewhere is said to those who show it."""
    ids = ticket_clocks.moved(tx, RUNNING_OUT)
    if ids:
        log.append(tx, DuesMoved(ticket_ids=tuple(ids)))


SWEEPS.append(Sweep("dues that moved", lambda tx: bool(ticket_clocks.moved(tx, 1)), _say_moved, rounds=20))
SWEEPS.append(Sweep("clocks that ran out", lambda tx: bool(ticket_clocks.running_out(tx, 1)), _say, rounds=20))
SWEEPS.append(Sweep("clocks", clock_changes.any_left, _follow, rounds=20))
