"""The rules by which work is given out: the newest count, all are kept."""

from functools import lru_cache

import msgspec

from desk.contract.assignment import AssignmentRules, AssignmentRulesInForce
from desk.contract.events import AssignmentRulesSet, Event
from desk.server.store.db import Tx
from desk.server.store.log import projects

_encode = msgspec.json.Encoder().encode
#: Before anybody has set any. Choices are made again by them: with another reach or margin of continuity, choices that
#: are in logs already would look wrong.
FIRST = AssignmentRulesInForce(rules=AssignmentRules(), version=0)


@projects(AssignmentRulesSet)
def rules_set(tx: Tx, event: Event, fact: AssignmentRulesSet) -> None:
    """From now on."""
    tx.run("INSERT INTO assignment_rules VALUES (?, ?)", (event.seq, _encode(fact.rules).decode()))


def in_force(tx: Tx) -> AssignmentRulesInForce:
    """The rules that count now."""
    row = tx.one("SELECT * FROM assignment_rules ORDER BY id DESC LIMIT 1")
    return FIRST if row is None else AssignmentRulesInForce(rules=_decoded(row["rules"]), version=row["id"])


def of(tx: Tx, version: int) -> AssignmentRules:
    """The rules of a version."""
    written: str | None = tx.value("SELECT rules FROM assignment_rules WHERE id = ?", (version,))
    return FIRST.rules if written is None else _decoded(written)


@lru_cache(maxsize=8)
def _decoded(written: str) -> AssignmentRules:
    return msgspec.json.decode(written, type=AssignmentRules)
