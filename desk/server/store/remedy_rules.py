"""The rules of remedies: the newest counts, all are kept."""

import msgspec

from desk.contract.events import Event, RemedyRulesSet
from desk.contract.remedy_rules import RemedyRules, RulesInForce
from desk.server.store.db import Tx
from desk.server.store.log import projects

_encode = msgspec.json.Encoder(order="deterministic").encode
_decode = msgspec.json.Decoder(RemedyRules).decode
#: Before anybody has set any: nobody may decide anything alone.
NONE = RulesInForce(rules=RemedyRules(roles={}), version=0)


@projects(RemedyRulesSet)
def rules_set(tx: Tx, event: Event, fact: RemedyRulesSet) -> None:
    """From now on."""
    tx.run("INSERT INTO remedy_rules VALUES (?, ?)", (event.seq, _encode(fact.rules).decode()))


def in_force(tx: Tx) -> RulesInForce:
    """The rules that count now."""
    row = tx.one("SELECT * FROM remedy_rules ORDER BY id DESC LIMIT 1")
    return NONE if row is None else RulesInForce(rules=_decode(row["rules"]), version=row["id"])


def of(tx: Tx, version: int) -> RulesInForce | None:
    """The rules of a version; None when there is none such."""
    row = tx.one("SELECT * FROM remedy_rules WHERE id = ?", (version,))
    return None if row is None else RulesInForce(rules=_decode(row["rules"]), version=row["id"])


def versions(tx: Tx) -> list[int]:
    """Every version there was, oldest first."""
    return [row["id"] for row in tx.all("SELECT id FROM remedy_rules ORDER BY id")]
