"""The nightly look: broken deliveries that nobody has compensated, by the very rule behind the agent's button.

What the table lets it pay by itself is committed in nobody's name; the rest is prepared: it waits without hurry for
a lead's decision, and any agent may do it. A second look, an agent and a lead never pay the same promise twice.
"""

import logging
import sqlite3
from dataclasses import dataclass, field
from datetime import timedelta

from desk.actions import late_delivery
from desk.actions.action import Case
from desk.actions.judge import judge
from desk.contract.events import CompensationLooked, Refs, RemedyRequested
from desk.contract.remedies import Effect
from desk.server.routes.handling import SWEEPS, Sweep
from desk.server.routes.remedies import commit
from desk.server.rules import nightly as rules
from desk.server.rules.nightly import Look, Verdict
from desk.server.store import clock, compensation_looks, log, promises, remedy_rules, situations
from desk.server.store.db import Row, Tx

#: Promises looked at in one transaction: others want to write, too.
BATCH = 50
_log = logging.getLogger("desk.server")


@dataclass
class _Done:
    """What one batch came to."""

    paid: int = 0
    amount: int = 0
    prepared: int = 0
    failed: list[int] = field(default_factory=lambda: list[int]())


def _due(tx: Tx) -> bool:
    row = compensation_looks.latest(tx)
    last = None if row is None else Look(row["day"], bool(row["finished"]))
    return rules.is_due(tx.now, last) and bool(remedy_rules.in_force(tx).rules.compensation)


def _look(tx: Tx) -> None:
    """One batch, and a record of it."""
    day, row = rules.today(tx.now), compensation_looks.latest(tx)
    first, before = (clock.micros(at) for at in rules.span(tx.now))
    after = (first, 0)
    if row is not None and row["day"] == day and row["until_due"] is not None:
        after = (row["until_due"], row["until_id"])
    broken, done = promises.uncompensated(tx, after, before, BATCH), _Done()
    for one in broken:
        try:
            with tx.savepoint():
                _one(tx, one, done)
        except sqlite3.OperationalError:
            raise
        except Exception:
            _log.exception("the nightly look at promise %s", one["id"])
            done.failed.append(one["id"])
    fact = CompensationLooked(
        day=day,
        until=(clock.instant(broken[-1]["due_at"]), broken[-1]["id"]) if broken else None,
        finished=len(broken) < BATCH,
        looked=len(broken),
        paid=done.paid,
        amount=done.amount,
        prepared=done.prepared,
        failed=tuple(done.failed),
    )
    log.append(tx, fact)


def _one(tx: Tx, promise: Row, done: _Done) -> None:
    """Judge one broken promise as if the button were pressed; pay, prepare, or leave it."""
    here = situations.situation(tx, promise["customer_id"], None, promise["order_id"])
    order = next((one for one in here.orders if one.id == promise["order_id"]), None) if here else None
    if here is None or order is None or order.promise_id != promise["id"]:
        return
    action, case = late_delivery.ACTION, Case(here, order)
    preview = judge(action, case, action.defaults(case))
    decided = rules.verdict(case, preview)
    if decided is Verdict.LEAVE or preview.effect is None:
        return
    refs = Refs(customer_id=here.customer_id, order_id=order.id)
    event = log.append(tx, _request(case, preview.effect, awaits=decided is Verdict.PREPARE), refs)
    if decided is Verdict.PREPARE:
        done.prepared += 1
        return
    commit(tx, event.seq, None, refs, preview.effect, timedelta(seconds=preview.undo_seconds))
    done.paid += 1
    done.amount += preview.effect.amount


def _request(case: Case, effect: Effect, *, awaits: bool) -> RemedyRequested:
    assert case.order is not None
    action = late_delivery.ACTION
    return RemedyRequested(
        action=action.name,
        purse=action.purse,
        amount=effect.amount,
        values=action.defaults(case),
        told=effect.told,
        rules_version=case.situation.rules_version,
        awaits=awaits,
        promise_id=case.order.promise_id,
        promised=effect.promise,
    )


SWEEPS.append(Sweep("nightly look", _due, lambda tx, _settings: _look(tx)))
