"""The rules of shifts: seen by everybody, set by administrators."""

from desk.contract.events import ShiftRulesSet
from desk.contract.shift_rules import ShiftRules, ShiftRulesInForce
from desk.server.routes.handling import Ask, handles, unprocessable
from desk.server.rules.shift_rules import mistakes
from desk.server.store import log
from desk.server.store import shift_rules as store
from desk.server.store.db import Tx


@handles("shift_rules")
def shift_rules(tx: Tx, _ask: Ask[None, None]) -> ShiftRulesInForce:
    """The rules that count now."""
    return store.in_force(tx)


@handles("set_shift_rules")
def set_shift_rules(tx: Tx, ask: Ask[ShiftRules, None]) -> ShiftRulesInForce:
    """From now on; shifts that are there stay as they are."""
    ask.unchanged(store.in_force(tx).version)
    for pointer, words in mistakes(ask.body):
        raise unprocessable(pointer, words)
    log.append(tx, ShiftRulesSet(rules=ask.body))
    return store.in_force(tx)
