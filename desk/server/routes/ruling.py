"""What the rules say to a change of shifts, asked and answered in the transaction that makes it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from desk.contract.calendar import CalendarDay
from desk.contract.errors import ErrorCode, Refusal
from desk.contract.shift_rules import ShiftRules
from desk.contract.shifts import Absence, RuleBreach, Shift, Worker
from desk.server.routes.handling import unprocessable
from desk.server.store import absences, calendars, shift_rules, shifts, terms
from desk.server.store.db import Tx
from desk.workforce import law
from desk.workforce.calendar import DAY


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


def breaches(tx: Tx, changes: Sequence[Change], *, drafts: bool) -> list[RuleBreach]:
    """The rules that these changes would break, or break worse, each person's by itself. ``drafts``: what is not
    published counts, too."""
    touched = [one for change in changes for one in change.come]
    if not touched:
        return []
    rules = shift_rules.in_force(tx).rules
    first, last = min(one.day for one in touched), max(one.day for one in touched)
    reach, people = timedelta(days=7 + rules.limits.days_in_a_row), [change.user_id for change in changes]
    before = _by_person(shifts.of_days(tx, first - reach, last + reach, people, drafts=drafts))
    days = calendars.days(tx, first - DAY, last + DAY)
    away = _by_person(absences.between(tx, days[0].start - reach, days[-1].end + reach, people))
    workers = {one.user_id: one for one in terms.workers(tx, people)}
    found = list[RuleBreach]()
    for change in changes:
        judge = _Judge(rules, {one.day: one for one in days}, workers.get(change.user_id), away[change.user_id])
        own = before[change.user_id]
        after = [one for one in own if one.id not in change.gone] + list(change.come)
        had = judge(own, [one for one in own if one.id in change.gone])
        found += law.worse(had, judge(after, change.come))
    return found


@dataclass(frozen=True, slots=True)
class _Judge:
    """The rules as they are for one person."""

    rules: ShiftRules
    days: Mapping[date, CalendarDay]
    worker: Worker | None
    away: Sequence[Absence]

    def __call__(self, own: Sequence[Shift], touched: Iterable[Shift]) -> list[RuleBreach]:
        """All that the person's shifts break; the rules of single shifts are asked for ``touched`` only."""
        agreed = None if self.worker is None else self.worker.terms.week_minutes
        found = law.breaches(own, self.rules.limits, self.away, agreed=agreed)
        for one in touched:
            found += law.opening(one, self.days)
            found += law.skill(one, self.worker) if self.worker is not None else []
        return found


P = TypeVar("P", Shift, Absence)


def _by_person(found: Iterable[P]) -> defaultdict[int, list[P]]:
    sorted_out = defaultdict[int, list[P]](list)
    for one in found:
        sorted_out[one.user_id].append(one)
    return sorted_out


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
