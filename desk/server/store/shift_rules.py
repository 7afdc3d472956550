"""The rules of shifts: the newest count, all are kept."""

from functools import lru_cache

import msgspec

from desk.contract.events import Event, ShiftRulesSet
from desk.contract.shift_rules import ShiftRules, ShiftRulesInForce
from desk.server.store.db import Row, Tx
from desk.server.store.log import projects

_encode = msgspec.json.Encoder().encode
#: Before anybody has set any: the law's limits, and no patterns.
FIRST = ShiftRulesInForce(rules=ShiftRules(), version=0)


@projects(ShiftRulesSet)
def rules_set(tx: Tx, event: Event, fact: ShiftRulesSet) -> None:
    """From now on."""
    tx.run("INSERT INTO shift_rules VALUES (?, ?)", (event.seq, _encode(fact.rules).decode()))


def in_force(tx: Tx) -> ShiftRulesInForce:
    """The rules that count now."""
    row = tx.one("SELECT * FROM shift_rules ORDER BY id DESC LIMIT 1")
    return FIRST if row is None else _version(row)


def of(tx: Tx, version: int) -> ShiftRulesInForce | None:
    """The rules of a version; None when there is none such."""
    row = tx.one("SELECT * FROM shift_rules WHERE id = ?", (version,))
    return None if row is None else _version(row)


def versions(tx: Tx) -> list[int]:
    """Every version there was, oldest first."""
    return [row["id"] for row in tx.all("SELECT id FROM shift_rules ORDER BY id")]


def _version(row: Row) -> ShiftRulesInForce:
    return ShiftRulesInForce(rules=_decoded(row["rules"]), version=row["id"])


@lru_cache(maxsize=8)
def _decoded(written: str) -> ShiftRules:
    return msgspec.json.decode(written, type=ShiftRules)
