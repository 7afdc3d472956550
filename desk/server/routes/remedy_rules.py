"""The rules of remedies: read by everybody, set by administrators, effective with the next click."""

from desk.contract.events import RemedyRulesSet
from desk.contract.remedy_rules import RemedyRules, RulesInForce
from desk.server.routes.handling import Ask, handles, unprocessable
from desk.server.rules.remedy_rules import mistakes
from desk.server.store import log
from desk.server.store import remedy_rules as store
from desk.server.store.db import Tx


@handles("remedy_rules")
def remedy_rules(tx: Tx, _ask: Ask[None, None]) -> RulesInForce:
    """The rules that count now."""
    return store.in_force(tx)


@handles("set_remedy_rules")
def set_remedy_rules(tx: Tx, ask: Ask[RemedyRules, None]) -> RulesInForce:
    """From now on; what was decided keeps the version it was decided under."""
    ask.unchanged(store.in_force(tx).version)
    for pointer, words in mistakes(ask.body):
        raise unprocessable(pointer, words)
    log.append(tx, RemedyRulesSet(rules=ask.body))
    return store.in_force(tx)
