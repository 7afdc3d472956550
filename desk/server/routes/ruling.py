"""What the rules say to a change of shifts, asked and answered in the transaction that makes it."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from desk.contract.errors import ErrorCode, Refusal
from desk.contract.shift_rules import ShiftRules
from desk.contract.shifts import RuleBreach, Shift, Worker
from desk.server.routes.handling import unprocessable
from desk.server.store import absences, calendars, shift_rules, shifts, terms
from desk.server.store.db import Tx
from desk.workforce import law


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What becomes of one person's shifts: those of the ids in ``gone`` are no more as they were, ``come`` are new or
    as they will be."""

    user_id: int
    gone: frozenset[int] = frozenset()
    come: tuple[Shift, ...] = ()


def somebody(tx: Tx, user_id: int, pointer: str = "/user_id") -> Worker:
    """A person who can be rostered; Refusal when there is none such."""
    worker = terms.worker(tx, user_id)
    if worker is None:
        raise unprocessable(pointer, "nobody who can be rostered")
    return worker


def breaches(tx: Tx, change: Change, *, drafts: bool) -> list[RuleBreach]:
    """The rules that the change would break, or break worse. ``drafts``: what is not published counts, too."""
    if not change.come:
        return []
    rules = shift_rules.in_force(tx).rules
    since, until = _reach([one.day for one in change.come], rules)
    before = shifts.of_days(tx, since, until, [change.user_id], drafts=drafts)
    known = {one.id for one in before}
    missing = (shifts.shift(tx, shift_id) for shift_id in change.gone - known)
    # A change may take a shift from far away.
    before += [one for one in missing if one is not None and one.user_id == change.user_id]
    after = [one for one in before if one.id not in change.gone] + list(change.come)
    old = [one for one in before if one.id in change.gone]
    return law.worse(_broken(tx, change.user_id, before, old, rules), _broken(tx, change.user_id, after, change.come, rules))


def _reach(days: Sequence[date], rules: ShiftRules) -> tuple[date, date]:
    """The days whose shifts the rules look at."""
    reach = timedelta(days=7 + rules.limits.days_in_a_row)
    return min(days) - reach, max(days) + reach


def _broken(
    tx: Tx, user_id: int, own: Sequence[Shift], touched: Sequence[Shift], rules: ShiftRules
) -> list[RuleBreach]:
    """All rules that a person's shifts break; the rules of single shifts are asked for ``touched`` only."""
    if not own:
        return []
    worker = terms.worker(tx, user_id)
    start, end = min(one.start for one in own), max(one.end for one in own)
    away = absences.between(tx, start, end, [user_id])
    agreed = None if worker is None else worker.terms.week_minutes
    found = law.breaches(own, rules.limits, away, agreed=agreed)
    for one in touched:
        around = timedelta(days=1)
        days = {day.day: day for day in calendars.days(tx, one.day - around, one.day + around)}
        found += law.opening(one, days) + (law.skill(one, worker) if worker is not None else [])
    return found


def obey(found: Iterable[RuleBreach], allow: Collection[str] = (), why: str = "") -> tuple[str, ...]:
    """The site's rules that a lead goes past; Refusal naming every rule in the way, or when there is no word of why."""
    barred, allowed = list[RuleBreach](), set[str]()
    for breach in found:
        if breach.hard or breach.rule not in allow:
            barred.append(breach)
        else:
            allowed.add(breach.rule)
    if barred:
        raise Refusal(ErrorCode.RULE_BROKEN, ", ".join(sorted({one.rule for one in barred})), breaches=barred)
    if allowed and not why.strip():
        raise unprocessable("/why", "say why the rule is gone past")
    return tuple(sorted(allowed))
