"""Thresholds of the wall, and the alarms that were raised by them."""

from datetime import datetime

import msgspec

from desk.contract.events import AlarmClaimed, AlarmLeft, AlarmOver, AlarmRaised, Event, ThresholdsSet
from desk.contract.wall import Alarm, Measure, Threshold, ThresholdsInForce
from desk.queueing.wall import DEFAULTS
from desk.server.store import clock
from desk.server.store.db import Row, Tx
from desk.server.store.log import projects

_SELECT = "SELECT a.*, u.name AS claimer FROM alarms a LEFT JOIN users u ON u.id = a.claimed_by"
_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(list[Threshold]).decode


@projects(ThresholdsSet)
def thresholds_set(tx: Tx, event: Event, fact: ThresholdsSet) -> None:
    """From now on."""
    tx.run("INSERT INTO thresholds VALUES (?, ?)", (event.seq, _encode(fact.thresholds).decode()))


@projects(AlarmRaised)
def raised(tx: Tx, event: Event, fact: AlarmRaised) -> None:
    """A new alarm."""
    tx.run(
        "INSERT INTO alarms VALUES (?, ?, ?, ?, ?, ?, NULL, NULL, ?)",
        (event.seq, fact.measure, fact.queue_id, fact.value, fact.limit, clock.micros(event.at), event.seq),
    )


@projects(AlarmClaimed)
def claimed(tx: Tx, event: Event, fact: AlarmClaimed) -> None:
    """Somebody takes care of it."""
    sql = "UPDATE alarms SET claimed_by = ?, version = ? WHERE id = ?"
    tx.run(sql, (event.actor_id, event.seq, fact.alarm_id))


@projects(AlarmLeft)
def left(tx: Tx, event: Event, fact: AlarmLeft) -> None:
    """Nobody takes care of it any more."""
    tx.run("UPDATE alarms SET claimed_by = NULL, version = ? WHERE id = ?", (event.seq, fact.alarm_id))


@projects(AlarmOver)
def over(tx: Tx, event: Event, fact: AlarmOver) -> None:
    """All is well."""
    sql = "UPDATE alarms SET over_at = ?, version = ? WHERE id = ?"
    tx.run(sql, (clock.micros(event.at), event.seq, fact.alarm_id))


def thresholds(tx: Tx) -> ThresholdsInForce:
    """Those that count now."""
    row = tx.one("SELECT * FROM thresholds ORDER BY id DESC LIMIT 1")
    if row is None:
        return ThresholdsInForce(thresholds=list(DEFAULTS), version=0)
    return ThresholdsInForce(thresholds=_decode(row["thresholds"]), version=row["id"])


def alarm(tx: Tx, alarm_id: int) -> Alarm | None:
    """An alarm by its id, over or not."""
    row = tx.one(f"{_SELECT} WHERE a.id = ?", (alarm_id,))
    return None if row is None else _alarm(row)


def is_over(tx: Tx, alarm_id: int) -> bool:
    """Whether nothing is wrong any more."""
    return tx.value("SELECT 1 FROM alarms WHERE id = ? AND over_at IS NULL", (alarm_id,)) is None


def ongoing(tx: Tx) -> list[Alarm]:
    """Alarms that are not over, the oldest first."""
    return [_alarm(row) for row in tx.all(f"{_SELECT} WHERE a.over_at IS NULL ORDER BY a.id")]


def forsaken(tx: Tx) -> list[int]:
    """Alarms that are not over, and whoever took care of them is off, or does not work here any more."""
    rows = tx.all(
        "SELECT a.id FROM alarms a JOIN users u ON u.id = a.claimed_by JOIN agent_states s ON s.user_id = u.id"
        " WHERE a.over_at IS NULL AND (s.state = 'off' OR u.active = 0) ORDER BY a.id"
    )
    return [row["id"] for row in rows]


def over_since(tx: Tx, start: datetime) -> set[tuple[Measure, int]]:
    """Measure and queue of the alarms that were over after an instant."""
    rows = tx.all("SELECT measure, queue_id FROM alarms WHERE over_at > ?", (clock.micros(start),))
    return {(Measure(row["measure"]), row["queue_id"]) for row in rows}


def _alarm(row: Row) -> Alarm:
    return Alarm(
        id=row["id"],
        measure=Measure(row["measure"]),
        queue_id=row["queue_id"],
        value=row["value"],
        limit=row["reached"],
        since=clock.instant(row["since"]),
        claimed_by=row["claimed_by"],
        claimed_name=row["claimer"] or "",
        version=row["version"],
    )
