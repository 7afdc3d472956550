"""Who listens to whose call, whether that should still be so, and what telephone systems have yet to do about it."""

from datetime import datetime, timedelta

from desk.contract.events import Event, ListeningBegun, ListeningEnded
from desk.contract.listening import ListenAct, ListenEnd, Listening, ListenMode, ListenOrder, ListenParty
from desk.server.store import clock
from desk.server.store.db import Row, Tx
from desk.server.store.log import projects

#: So long what is over stays here; the log has it for good.
KEPT = timedelta(days=2)
_SELECT = (
    "SELECT l.*, a.name AS lead, b.name AS agent FROM listenings l LEFT JOIN users a ON a.id = l.lead_id"
    " LEFT JOIN users b ON b.id = l.agent_id"
)
_ORDER = (
    "SELECT l.id, l.mode, a.login AS lead, coalesce(a.extension, '') AS lead_extension, b.login AS agent,"
    " coalesce(b.extension, '') AS agent_extension, c.external_id AS call FROM listenings l"
    " JOIN users a ON a.id = l.lead_id JOIN users b ON b.id = l.agent_id JOIN calls c ON c.id = l.call_id"
    " WHERE l.switch = ? AND NOT EXISTS (SELECT 1 FROM listen_told t WHERE t.listening_id = l.id AND t.act = ?)"
)


@projects(ListeningBegun)
def begun(tx: Tx, event: Event, fact: ListeningBegun) -> None:
    """A new one; what was over long ago goes."""
    tx.run(
        "INSERT INTO listenings VALUES (?, ?, ?, ?, ?, ?, ?, ?, NULL, NULL, '', ?)",
        (
            event.seq,
            event.actor_id or 0,
            fact.agent_id,
            fact.about_call_id,
            fact.mode,
            fact.why,
            fact.switch,
            clock.micros(event.at),
            event.seq,
        ),
    )
    tx.run("DELETE FROM listenings WHERE ended_at < ?", (clock.micros(event.at - KEPT),))


@projects(ListeningEnded)
def ended(tx: Tx, event: Event, fact: ListeningEnded) -> None:
    """It is over."""
    tx.run(
        "UPDATE listenings SET ended_at = ?, reason = ?, detail = ?, version = ? WHERE id = ?",
        (clock.micros(event.at), fact.end, fact.detail, event.seq, fact.listening_id),
    )


def one(tx: Tx, listening_id: int) -> Listening | None:
    """One by its id."""
    row = tx.one(f"{_SELECT} WHERE l.id = ?", (listening_id,))
    return None if row is None else _listening(row)


def ongoing(tx: Tx) -> list[Listening]:
    """Those that go on, the oldest first."""
    return [_listening(row) for row in tx.all(f"{_SELECT} WHERE l.ended_at IS NULL ORDER BY l.id")]


def over_since(tx: Tx, since: datetime) -> list[Listening]:
    """Those that were over after that, the oldest first."""
    sql = f"{_SELECT} WHERE l.ended_at >= ? ORDER BY l.id"
    return [_listening(row) for row in tx.all(sql, (clock.micros(since),))]


def outlived(tx: Tx) -> list[tuple[int, bool]]:
    """Those that go on though their agent talks in that call no longer, or their lead works here no longer; with
    whether the lead does."""
    rows = tx.all(
        "SELECT l.id, u.active FROM listenings l JOIN calls c ON c.id = l.call_id JOIN users u ON u.id = l.lead_id"
        " WHERE l.ended_at IS NULL AND NOT (c.state = 'talking' AND c.agent_id = l.agent_id AND u.active = 1)"
        " ORDER BY l.id"
    )
    return [(row["id"], bool(row["active"])) for row in rows]


def unheard(tx: Tx, before: datetime) -> list[int]:
    """Those that began before that, and that no telephone system has taken."""
    rows = tx.all(
        "SELECT l.id FROM listenings l WHERE l.ended_at IS NULL AND l.began_at < ? AND NOT EXISTS"
        " (SELECT 1 FROM listen_told t WHERE t.listening_id = l.id AND t.act = ?) ORDER BY l.id",
        (clock.micros(before), ListenAct.BEGIN),
    )
    return [row["id"] for row in rows]


def orders(tx: Tx, switch: str, over_since: datetime) -> list[ListenOrder]:
    """What a telephone system has yet to do: to begin what goes on, and to end what was over after that."""
    begin = tx.all(f"{_ORDER} AND l.ended_at IS NULL ORDER BY l.id", (switch, ListenAct.BEGIN))
    end = tx.all(f"{_ORDER} AND l.ended_at >= ? ORDER BY l.id", (switch, ListenAct.END, clock.micros(over_since)))
    return [*(_order(row, ListenAct.END) for row in end), *(_order(row, ListenAct.BEGIN) for row in begin)]


def took(tx: Tx, listening_id: int, act: ListenAct) -> None:
    """The telephone system has taken it."""
    tx.run("INSERT OR IGNORE INTO listen_told VALUES (?, ?)", (listening_id, act))
    tx.run("DELETE FROM listen_told WHERE listening_id < (SELECT min(id) FROM listenings)")


def _order(row: Row, act: ListenAct) -> ListenOrder:
    return ListenOrder(
        listen=act,
        listening_id=row["id"],
        mode=ListenMode(row["mode"]),
        lead=ListenParty(login=row["lead"], extension=row["lead_extension"]),
        agent=ListenParty(login=row["agent"], extension=row["agent_extension"]),
        call=row["call"],
    )


def _listening(row: Row) -> Listening:
    return Listening(
        id=row["id"],
        lead_id=row["lead_id"],
        lead_name=row["lead"] or "",
        agent_id=row["agent_id"],
        agent_name=row["agent"] or "",
        call_id=row["call_id"],
        mode=ListenMode(row["mode"]),
        why=row["why"],
        began_at=clock.instant(row["began_at"]),
        ended_at=clock.maybe_instant(row["ended_at"]),
        end=None if row["reason"] is None else ListenEnd(row["reason"]),
        detail=row["detail"],
        version=row["version"],
    )
