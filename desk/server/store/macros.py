"""Macros and their runs."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from desk.contract.events import Event, MacroRan, MacroSet
from desk.contract.macros import Macro, MacroRun, MacroStep, StepResult
from desk.contract.remedies import Values
from desk.server.store.db import Row, Tx, listed
from desk.server.store.log import projects

_encode = msgspec.json.Encoder(order="deterministic").encode
_names = msgspec.json.Decoder(dict[str, str]).decode
_steps = msgspec.json.Decoder(list[MacroStep]).decode
_results = msgspec.json.Decoder(list[StepResult]).decode
#: Once its macro was changed nobody knows what the steps that are left would be.
_OPEN = (
    "(m.version < r.id AND EXISTS"
    " (SELECT 1 FROM json_each(r.results) WHERE json_extract(value, '$.state') = 'missing'))"
)
_RUNS = f"SELECT r.*, {_OPEN} AS open FROM macro_runs r JOIN macros m ON m.id = r.macro_id"  # noqa: S608 (constant)
_inputs = msgspec.json.Decoder(list[Values]).decode


@projects(MacroSet)
def was_set(tx: Tx, event: Event, fact: MacroSet) -> None:
    """The macro from now on."""
    tx.run(
        "INSERT OR REPLACE INTO macros VALUES (?, ?, ?, ?, ?)",
        (
            fact.macro_id or event.seq,
            _encode(fact.names).decode(),
            _encode(fact.steps).decode(),
            int(fact.active),
            event.seq,
        ),
    )


@projects(MacroRan)
def ran(tx: Tx, event: Event, fact: MacroRan) -> None:
    """The run as far as it has come."""
    tx.run(
        "INSERT OR REPLACE INTO macro_runs VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            fact.run_id or event.seq,
            fact.macro_id,
            event.customer_id,
            event.order_id,
            event.ticket_id,
            event.call_id,
            event.actor_id,
            _encode(fact.results).decode(),
            _encode(fact.inputs).decode(),
            fact.seen_article_id,
            event.seq,
        ),
    )


def macro(tx: Tx, macro_id: int) -> Macro | None:
    """A macro by its id."""
    row = tx.one("SELECT * FROM macros WHERE id = ?", (macro_id,))
    return None if row is None else _macro(row)


def everyone(tx: Tx) -> list[Macro]:
    """Every macro, oldest first."""
    return [_macro(row) for row in tx.all("SELECT * FROM macros ORDER BY id")]


def _macro(row: Row) -> Macro:
    return Macro(
        id=row["id"],
        names=_names(row["names"]),
        steps=_steps(row["steps"]),
        active=bool(row["active"]),
        version=row["version"],
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A run with what only its continuation needs."""

    run: MacroRun
    agent_id: int | None
    call_id: int | None
    inputs: list[Values]
    seen_article_id: int | None


def run(tx: Tx, run_id: int) -> Kept | None:
    """A run by its id."""
    row = tx.one(f"{_RUNS} WHERE r.id = ?", (run_id,))
    return None if row is None else _kept(row)


def runs(
    tx: Tx, customer_ids: Sequence[int], is_open: bool | None, agent_id: int | None, before: int | None, limit: int
) -> list[MacroRun]:
    """Runs of these customers, newest first, older than an id: those that wait (or do not), those of this agent."""
    conditions = ["r.customer_id IN (SELECT value FROM json_each(?))", "r.id < ?"]
    values = list[Any]([listed(customer_ids), before if before is not None else 2**62])
    if is_open is not None:
        conditions.append(_OPEN if is_open else f"NOT {_OPEN}")
    if agent_id is not None:
        conditions.append("r.agent_id = ?")
        values.append(agent_id)
    rows = tx.all(f"{_RUNS} WHERE {' AND '.join(conditions)} ORDER BY r.id DESC LIMIT ?", (*values, limit))
    return [_kept(row).run for row in rows]


def _kept(row: Row) -> Kept:
    results = _results(row["results"])
    shown = MacroRun(
        id=row["id"],
        macro_id=row["macro_id"],
        customer_id=row["customer_id"],
        order_id=row["order_id"],
        ticket_id=row["ticket_id"],
        results=results,
        open=bool(row["open"]),
        version=row["version"],
    )
    return Kept(
        run=shown,
        agent_id=row["agent_id"],
        call_id=row["call_id"],
        inputs=_inputs(row["inputs"]),
        seen_article_id=row["seen_article_id"],
    )
