"""Calls for help, who came, and what was said beside them."""

import json
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta

from desk.contract.events import Event, HelpAsked, HelpEnded, HelpJoined, HelpSaid
from desk.contract.floor import Help, HelpLine, HelpState
from desk.server.store import clock
from desk.server.store.db import Row, Tx, listed
from desk.server.store.log import projects

#: So long what is over stays here; the log has it for good.
KEPT = timedelta(days=2)
_SELECT = (
    "SELECT h.*, u.name AS asker, c.name AS customer FROM helps h LEFT JOIN users u ON u.id = h.asker_id"
    " LEFT JOIN customers c ON c.id = h.customer_id"
)


@projects(HelpAsked)
def asked(tx: Tx, event: Event, fact: HelpAsked) -> None:
    """A new one; what was over long ago goes."""
    at = clock.micros(event.at)
    about = (fact.about_customer_id, fact.about_ticket_id, fact.about_call_id)
    tx.run(
        "INSERT INTO helps VALUES (?, ?, ?, ?, ?, ?, ?, '[]', ?, ?, ?)",
        (event.seq, event.actor_id, fact.words, *about, HelpState.ASKED, at, at, event.seq),
    )
    old = "SELECT id FROM helps WHERE state = 'over' AND spoke_at < ?"
    before = (clock.micros(event.at - KEPT),)
    tx.run(f"DELETE FROM help_lines WHERE help_id IN ({old})", before)  # noqa: S608 (constant)
    tx.run("DELETE FROM helps WHERE state = 'over' AND spoke_at < ?", before)


@projects(HelpJoined)
def joined(tx: Tx, event: Event, fact: HelpJoined) -> None:
    """Somebody came."""
    tx.run(
        "UPDATE helps SET state = ?, helper_ids = json_insert(helper_ids, '$[#]', ?), spoke_at = ?, version = ?"
        " WHERE id = ?",
        (HelpState.JOINED, event.actor_id, clock.micros(event.at), event.seq, fact.help_id),
    )


@projects(HelpSaid)
def said(tx: Tx, event: Event, fact: HelpSaid) -> None:
    """A line."""
    at = clock.micros(event.at)
    tx.run("INSERT INTO help_lines VALUES (?, ?, ?, ?, ?)", (event.seq, fact.help_id, event.actor_id, fact.words, at))
    tx.run("UPDATE helps SET spoke_at = ?, version = ? WHERE id = ?", (at, event.seq, fact.help_id))


@projects(HelpEnded)
def ended(tx: Tx, event: Event, fact: HelpEnded) -> None:
    """It is over."""
    sql = "UPDATE helps SET state = ?, spoke_at = ?, version = ? WHERE id = ?"
    tx.run(sql, (HelpState.OVER, clock.micros(event.at), event.seq, fact.help_id))


def one(tx: Tx, help_id: int) -> Help | None:
    """A call for help by its id."""
    return next(iter(_helps(tx, tx.all(f"{_SELECT} WHERE h.id = ?", (help_id,)))), None)


def ongoing(tx: Tx, asker_id: int | None = None) -> list[Help]:
    """What is asked for or going on, the oldest first; of one person, or of everybody."""
    whose, values = ("", ()) if asker_id is None else ("AND h.asker_id = ?", (asker_id,))
    return _helps(tx, tx.all(f"{_SELECT} WHERE h.state <> 'over' {whose} ORDER BY h.id", values))


def waiting(tx: Tx) -> set[int]:
    """Who has asked and is still alone."""
    return {row["asker_id"] for row in tx.all("SELECT asker_id FROM helps WHERE state <> 'over' AND state = 'asked'")}


def fallen_silent(tx: Tx, hung_up: datetime, silent: datetime) -> list[int]:
    """Those whose call was over before ``hung_up`` with nothing said since, or in which nobody spoke since
    ``silent``."""
    rows = tx.all(
        "SELECT h.id FROM helps h LEFT JOIN calls c ON c.id = h.call_id WHERE h.state <> 'over'"
        " AND (h.spoke_at < ? OR (h.spoke_at < ? AND c.ended_at < ?))",
        (clock.micros(silent), clock.micros(hung_up), clock.micros(hung_up)),
    )
    return [row["id"] for row in rows]


def _helps(tx: Tx, rows: Sequence[Row]) -> list[Help]:
    said_in = defaultdict[int, list[HelpLine]](list)
    lines = tx.all(
        "SELECT l.*, u.name AS speaker FROM help_lines l LEFT JOIN users u ON u.id = l.by_id"
        " WHERE l.help_id IN (SELECT value FROM json_each(?)) ORDER BY l.id",
        (listed(row["id"] for row in rows),),
    )
    for line in lines:
        said_in[line["help_id"]].append(
            HelpLine(
                id=line["id"],
                by_id=line["by_id"],
                by=line["speaker"] or "",
                words=line["words"],
                at=clock.instant(line["at"]),
            )
        )
    return [_help(row, said_in[row["id"]]) for row in rows]


def _help(row: Row, lines: list[HelpLine]) -> Help:
    return Help(
        id=row["id"],
        asker_id=row["asker_id"],
        asker=row["asker"] or "",
        words=row["words"],
        customer_id=row["customer_id"],
        customer_name=row["customer"] or "",
        ticket_id=row["ticket_id"],
        call_id=row["call_id"],
        state=HelpState(row["state"]),
        helper_ids=tuple(json.loads(row["helper_ids"])),
        asked_at=clock.instant(row["asked_at"]),
        lines=lines,
        version=row["version"],
    )
