"""Telephone systems: where each is told, its secrets, how the line to it is, and what it has been told of whom."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from desk.contract.agents import AgentState
from desk.contract.events import Event, SwitchDropped, SwitchSet
from desk.contract.telephony import Pause
from desk.server.rules.telephony import availability
from desk.server.store import clock
from desk.server.store.db import Row, Tx
from desk.server.store.log import projects

#: How long the signing secret before stays good after a rotation.
CHANGE_OVER = timedelta(days=1)
#: Nobody is left alone so long: such a time was told by a clock that has been set right since.
ABSURD = timedelta(days=2)
SIGNING, MANAGER = "signing", "manager"

#: People as the telephone systems know them; ``seq``: the newest of all that makes a `Pause` what it is.
_PEOPLE = """
    SELECT u.id, u.login, u.active, coalesce(u.extension, '') AS extension, s.state, s.reason, s.next_state,
        s.next_reason, coalesce(s.since, 0) AS since, max(u.version, coalesce(s.version, 0), coalesce(
            (SELECT max(q.version) FROM user_queues m JOIN queues q ON q.id = m.queue_id WHERE m.user_id = u.id), 0
        )) AS seq
    FROM users u LEFT JOIN agent_states s ON s.user_id = u.id
"""
#: Whoever was ever here or has a telephone; and whoever it has heard of, whatever became of them. A manager knows
#: nobody without a telephone.
_UNTOLD = f"""
    SELECT p.*, coalesce(t.extension, '') AS before, coalesce(t.said, '') AS said
    FROM ({_PEOPLE}) p LEFT JOIN switch_told t ON t.switch = ? AND t.user_id = p.id
    WHERE coalesce(t.seq, 0) < p.seq
        AND (t.user_id IS NOT NULL OR (p.active = 1 AND (p.state IS NOT NULL OR p.extension <> '')))
        AND (NOT ? OR p.extension <> '' OR coalesce(t.extension, '') <> '')
"""  # noqa: S608 (constant)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a telephone system is told; ``version`` 0 when nobody has said yet."""

    name: str
    url: str = ""
    host: str = ""
    port: int = 0
    tls: bool = False
    login: str = ""
    interface: str = ""
    listens: bool = False
    telephone: str = ""
    enabled: bool = False
    version: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class LineState:
    """How the line to a switch is; ``away_since``: nothing has come through since."""

    attempts: int = 0
    next_at: datetime | None = None
    trouble: str = ""
    away_since: datetime | None = None
    told_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Untold:
    """One agent's newest; ``before`` is the extension, and ``said`` are the words, that the switch took last."""

    pause: Pause
    before: str
    said: str


@projects(SwitchSet)
def was_set(tx: Tx, event: Event, fact: SwitchSet) -> None:
    """Where it is told from now on, and whether."""
    tx.run(
        "INSERT OR REPLACE INTO switches VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            fact.name,
            fact.url,
            fact.host,
            fact.port,
            int(fact.tls),
            fact.login,
            fact.interface,
            int(fact.enabled),
            event.seq,
            int(fact.listens),
            fact.telephone,
        ),
    )


@projects(SwitchDropped)
def was_dropped(tx: Tx, _event: Event, fact: SwitchDropped) -> None:
    """It is told nothing any more."""
    tx.run("DELETE FROM switches WHERE name = ?", (fact.name,))


def place(tx: Tx, name: str) -> Place:
    """Where a switch is told, if anybody has said."""
    row = tx.one("SELECT * FROM switches WHERE name = ?", (name,))
    return Place(name=name) if row is None else _place(row)


def everyone(tx: Tx) -> list[Place]:
    """Every switch that was ever set, by name."""
    return [_place(row) for row in tx.all("SELECT * FROM switches ORDER BY name")]


def _place(row: Row) -> Place:
    return Place(
        name=row["name"],
        url=row["url"],
        host=row["host"],
        port=row["port"],
        tls=bool(row["tls"]),
        login=row["login"],
        interface=row["interface"],
        listens=bool(row["listens"]),
        telephone=row["telephone"],
        enabled=bool(row["enabled"]),
        version=row["version"],
    )


def secrets(tx: Tx, name: str, kind: str) -> tuple[str, ...]:
    """The secrets of a kind that are good now, newest first."""
    rows = tx.all(
        "SELECT secret FROM switch_secrets WHERE switch = ? AND kind = ? AND (until IS NULL OR until > ?)"
        " ORDER BY until IS NULL DESC, made_at DESC",
        (name, kind, clock.micros(tx.now)),
    )
    return tuple(str(row["secret"]) for row in rows)


def keep_secret(tx: Tx, name: str, kind: str, secret: str) -> None:
    """The secret from now on. What was signed with stays good until the change-over is done; a manager has one."""
    over = tx.now + CHANGE_OVER if kind == SIGNING else tx.now
    tx.run(
        "UPDATE switch_secrets SET until = ? WHERE switch = ? AND kind = ? AND until IS NULL",
        (clock.micros(over), name, kind),
    )
    tx.run("DELETE FROM switch_secrets WHERE until <= ?", (clock.micros(tx.now),))
    tx.run("INSERT INTO switch_secrets VALUES (?, ?, ?, ?, NULL)", (name, kind, clock.micros(tx.now), secret))


def drop(tx: Tx, name: str) -> None:
    """What was kept of it apart from the log: its secrets, how its line was, what it was told."""
    for table in ("switch_secrets", "switch_lines", "switch_told"):
        tx.run(f"DELETE FROM {table} WHERE switch = ?", (name,))  # noqa: S608 (constant)


def line(tx: Tx, name: str) -> LineState:
    """How the line to a switch is."""
    row = tx.one("SELECT * FROM switch_lines WHERE switch = ?", (name,))
    if row is None:
        return LineState()
    return LineState(
        attempts=row["attempts"],
        next_at=clock.instant(row["next_at"]),
        trouble=row["trouble"],
        away_since=clock.maybe_instant(row["away_since"]),
        told_at=clock.maybe_instant(row["told_at"]),
    )


def rests(tx: Tx, name: str) -> bool:
    """Whether a switch is left alone for now."""
    until = line(tx, name).next_at
    return until is not None and tx.now < until <= tx.now + ABSURD


def keep_line(tx: Tx, name: str, now: LineState) -> None:
    """How the line is from now on."""
    tx.run(
        "INSERT OR REPLACE INTO switch_lines VALUES (?, ?, ?, ?, ?, ?)",
        (
            name,
            now.attempts,
            clock.micros(now.next_at or tx.now),
            now.trouble,
            clock.maybe_micros(now.away_since),
            clock.maybe_micros(now.told_at),
        ),
    )


def untold(tx: Tx, of: Place, limit: int) -> list[Untold]:
    """Up to so many agents of whom a switch has not taken the newest and whose time has come, oldest news first."""
    sql = f"{_UNTOLD} AND (coalesce(t.next_at, 0) <= ? OR t.next_at > ?) ORDER BY p.seq, p.id LIMIT ?"
    given = (of.name, bool(of.host), clock.micros(tx.now), clock.micros(tx.now + ABSURD), limit)
    return [Untold(pause=_pause(tx, row), before=row["before"], said=row["said"]) for row in tx.all(sql, given)]


def waiting(tx: Tx, of: Place) -> int:
    """Of how many agents it has not taken the newest."""
    sql = f"SELECT count(*) FROM ({_UNTOLD})"  # noqa: S608 (constant)
    return int(tx.value(sql, (of.name, bool(of.host))))


def troubles(tx: Tx, name: str) -> list[str]:
    """What it takes of none of these agents, or what somebody has made otherwise there; each once."""
    rows = tx.all(
        "SELECT DISTINCT trouble FROM switch_told WHERE switch = ? AND trouble <> '' ORDER BY trouble LIMIT 100",
        (name,),
    )
    return [row["trouble"] for row in rows]


def told(tx: Tx, name: str, pause: Pause, said: str) -> None:
    """It has taken this of an agent, and what it took before of others at that telephone holds no longer."""
    tx.run(
        "UPDATE switch_told SET said = '' WHERE switch = ? AND extension = ? AND user_id <> ? AND said <> ?",
        (name, pause.extension, pause.agent_id, said),
    )
    tx.run(
        "INSERT OR REPLACE INTO switch_told VALUES (?, ?, ?, ?, ?, 0, 0, '')",
        (name, pause.agent_id, pause.seq, pause.extension, said),
    )


def attempts(tx: Tx, name: str, user_id: int) -> int:
    """How often it has refused an agent's newest, or what was the newest then."""
    sql = "SELECT attempts FROM switch_told WHERE switch = ? AND user_id = ?"
    return int(tx.value(sql, (name, user_id)) or 0)


def refused(tx: Tx, name: str, pause: Pause, why: str, next_at: datetime) -> None:
    """It does not take this of an agent, and is asked again then."""
    tx.run(
        "INSERT INTO switch_told VALUES (?, ?, 0, ?, '', 1, ?, ?) ON CONFLICT (switch, user_id)"
        " DO UPDATE SET attempts = attempts + 1, next_at = excluded.next_at, trouble = excluded.trouble",
        (name, pause.agent_id, pause.extension, clock.micros(next_at), why),
    )


def forget(tx: Tx, name: str, extension: str | None = None) -> None:
    """It has to hear anew of everybody, or of whoever has an extension."""
    sql = "UPDATE switch_told SET seq = 0, said = '', attempts = 0, next_at = 0, trouble = '' WHERE switch = ?"
    if extension is None:
        tx.run(sql, (name,))
    else:
        tx.run(f"{sql} AND extension = ?", (name, extension))


def note(tx: Tx, name: str, extension: str, trouble: str) -> None:
    """What there is to say of an extension there."""
    tx.run(
        "UPDATE switch_told SET trouble = ? WHERE switch = ? AND extension = ? AND seq > 0", (trouble, name, extension)
    )


def availabilities(tx: Tx) -> list[Pause]:
    """Everybody who was ever here or has a telephone, by login."""
    sql = f"SELECT * FROM ({_PEOPLE}) WHERE active = 1 AND (state IS NOT NULL OR extension <> '') ORDER BY login"  # noqa: S608
    return [_pause(tx, row) for row in tx.all(sql)]


def at_extension(tx: Tx, extension: str) -> tuple[bool, str]:
    """Whether calls may ring a telephone, and the reason why not: of the people who share it, whoever is here and has
    changed last counts."""
    sql = (
        f"{_PEOPLE} WHERE u.extension = ? AND u.active = 1 ORDER BY s.state IS NULL, s.state = 'off', since DESC, u.id"
    )
    row = tx.one(f"{sql} LIMIT 1", (extension,))
    return (False, AgentState.OFF) if row is None else _available(row)


def _available(row: Row) -> tuple[bool, str]:
    if not row["active"]:
        return False, AgentState.OFF
    following = AgentState(row["next_state"]) if row["next_state"] else None
    return availability(
        AgentState(row["state"] or AgentState.OFF), row["reason"] or "", following, row["next_reason"] or ""
    )


def _pause(tx: Tx, row: Row) -> Pause:
    sql = "SELECT q.name FROM user_queues m JOIN queues q ON q.id = m.queue_id WHERE m.user_id = ? ORDER BY q.name"
    available, reason = _available(row)
    return Pause(
        agent_id=row["id"],
        login=row["login"],
        extension=row["extension"],
        available=available,
        state=(row["state"] or AgentState.OFF) if row["active"] else AgentState.OFF,
        reason=reason,
        queues=[queue["name"] for queue in tx.all(sql, (row["id"],))],
        at=clock.instant(row["since"]),
        seq=row["seq"],
    )
