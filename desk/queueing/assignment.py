"""Who gets a piece of work, and why: a choice among people as they stand, which can be made again from its reason.

Who cannot have it is left out first (``bar`` says why). Of the others decides the first of these that tells them apart:

1. *Knows the customer*: who helped them last, within the rules' days. First, because no other criterion saves the
   customer from telling everything again, and because room was asked for already: it overloads nobody.
2. *Fair share*, where the work is hard: fewest hard pieces today, then this week. Before load, or the quickest would
   get the hardest for being quick; ordinary work evens loads out again.
3. *Least load* in proportion to what each can carry. Before time, or who has just closed ten easy ones would wait
   behind who sits on seven.
4. *Longest free*: since the last work came.
5. The smaller id, so that the same standings give the same choice.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from heapq import nsmallest
from typing import NamedTuple

from desk.contract.agents import AgentState
from desk.contract.assignment import AssignmentRules
from desk.contract.base import Id
from desk.contract.service import AssignmentCode, AssignmentReason, Barred, Priority, Standing

#: As many standings as a reason keeps.
KEPT = 10
#: Whoever leads can do this, by their role: work that only they may decide.
LEAD_SKILL = "lead"
_AT_WORK = (AgentState.AVAILABLE, AgentState.ON_SHIFT, AgentState.WRAP_UP, AgentState.IN_CALL)
_AWAY = (AgentState.BREAK, AgentState.AWAY)
_RANKS = {priority: rank for rank, priority in enumerate(reversed(Priority))}
#: Sums of weights differ in the last places of a float without being different.
_PLACES = 6
#: Days since they helped, hard work, load by capacity, free seconds (negative), id: the smaller comes first.
Criteria = tuple[float, tuple[int, int], float, int, Id]


class Person(NamedTuple):
    """Somebody who works in queues, as they stand.

    ``state`` is null for who was never here, ``leaves_in`` (seconds until the shift ends) where nobody knows. ``load``
    and ``capacity`` are in units of ordinary tickets; ``hard`` pieces of hard work today, ``hard_week`` this week.
    """

    user_id: Id
    state: AgentState | None
    queue_ids: frozenset[Id]
    skills: frozenset[str] = frozenset()
    capacity: float = 8.0
    load: float = 0.0
    free_seconds: int = 0
    leaves_in: float | None = None
    hard: int = 0
    hard_week: int = 0

    def with_(self, work: "Work") -> "Person":
        """The same person after getting this work."""
        hard = int(work.hard)
        return self._replace(
            load=self.load + work.weight,
            free_seconds=0,
            hard=self.hard + hard,
            hard_week=self.hard_week + hard,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """A piece of work to give out.

    ``skills`` are its queue's and its own, ``weight`` in units of ordinary tickets; ``knows`` says in how many days
    back who helped the customer; ``had`` are those it was with before, and who did nothing with it or gave it back.
    """

    ticket_id: Id
    queue_id: Id
    weight: float = 1.0
    skills: frozenset[str] = frozenset()
    hard: bool = False
    knows: Mapping[Id, int] = field(default_factory=lambda: dict[Id, int]())
    had: frozenset[Id] = frozenset()
    waited: int = 0


@dataclass(frozen=True, slots=True)
class Given:
    """A piece of work, who gets it, and why."""

    work: Work
    user_id: Id
    reason: AssignmentReason


def line_key(
    priority: Priority, queue_priority: Priority, due_at: datetime | None, created_at: datetime, ticket_id: Id
) -> tuple[int, int, float, float, Id]:
    """The order in which waiting work has its turn: the more urgent, of the more urgent queue, due sooner, older."""
    due = float("inf") if due_at is None else due_at.timestamp()
    return _RANKS[priority], _RANKS[queue_priority], due, created_at.timestamp(), ticket_id


def bar(person: Person, work: Work, rules: AssignmentRules) -> Barred | None:
    """Why somebody cannot have the work; what lasts longest comes first. None when they can, whoever had it before."""
    if not work.skills <= person.skills:
        return Barred.SKILL
    if person.state not in _AT_WORK:
        return Barred.ON_BREAK if person.state in _AWAY else Barred.NOT_HERE
    if person.leaves_in is not None and person.leaves_in < rules.quiet_minutes * 60:
        return Barred.LEAVES_SOON
    if person.state is AgentState.IN_CALL and rules.spare_callers:
        return Barred.IN_CALL
    if person.capacity <= 0 or round(person.load + work.weight - person.capacity, _PLACES) > 0:
        return Barred.FULL
    return None


def asked(work: Work, people: Iterable[Person], rules: AssignmentRules) -> tuple[list[Person], dict[Barred, int]]:
    """Everybody of the queue who can have the work, and how many cannot, and why.

    Who had it before is asked only when nobody else can.
    """
    able, again, barred = list[Person](), list[Person](), dict[Barred, int]()
    for person in people:
        if work.queue_id not in person.queue_ids:
            continue
        cause = bar(person, work, rules)
        if cause is not None:
            barred[cause] = barred.get(cause, 0) + 1
        else:
            (again if person.user_id in work.had else able).append(person)
    if able and again:
        barred[Barred.HAD_IT] = len(again)
    return able or again, barred


def choose(standings: Sequence[Standing], rules: AssignmentRules) -> tuple[Standing, AssignmentCode] | None:
    """Who of them gets it, and by which criterion; None among nobody. The ``KEPT`` best give the same answer as all."""
    ranked = best(standings, rules)
    if not ranked:
        return None
    first = ranked[0]
    if len(ranked) == 1:
        return first, AssignmentCode.ONLY_ONE
    days, hard, load, _, _ = _criteria(first, rules)
    if days <= rules.continuity_days:
        return first, AssignmentCode.KNOWS_CUSTOMER
    _, other_hard, other_load, _, _ = _criteria(ranked[1], rules)
    if hard != other_hard:
        return first, AssignmentCode.FAIR_SHARE
    return first, AssignmentCode.LEAST_LOAD if load != other_load else AssignmentCode.LONGEST_FREE


def best(standings: Sequence[Standing], rules: AssignmentRules) -> list[Standing]:
    """The ``KEPT`` who come first, in their order."""
    return nsmallest(KEPT, standings, key=lambda one: _criteria(one, rules))


def decide(work: Work, people: Iterable[Person], rules: AssignmentRules, version: int = 0) -> Given | None:
    """Who gets the work, with the reason to keep; None when nobody can have it now. ``version`` is of the rules."""
    able, barred = asked(work, people, rules)
    kept = [_standing(one, work) for one in nsmallest(KEPT, able, key=lambda one: _stands(one, work, rules))]
    chosen = choose(kept, rules)
    if chosen is None:
        return None
    reason = AssignmentReason(
        code=chosen[1], rules_version=version, standings=tuple(kept), barred=barred, waited=work.waited
    )
    return Given(work, chosen[0].user_id, reason)


class Giving:
    """People who are given one piece of work after the other: what somebody got counts for the next."""

    def __init__(self, people: Iterable[Person], rules: AssignmentRules, version: int = 0) -> None:
        self._people = {person.user_id: person for person in people}
        self._rules, self._version = rules, version

    def could(self, queue_id: Id, weight: float, skills: frozenset[str]) -> bool:
        """Whether anybody can have work like this. Once nobody can, nobody can later, either."""
        work = Work(ticket_id=0, queue_id=queue_id, weight=weight, skills=skills)
        return any(
            queue_id in person.queue_ids and bar(person, work, self._rules) is None for person in self._people.values()
        )

    def give(self, work: Work) -> Given | None:
        """Give it to whom the rule chooses; None when nobody can have it."""
        given = decide(work, self._people.values(), self._rules, self._version)
        if given is not None:
            self._people[given.user_id] = self._people[given.user_id].with_(work)
        return given


def _standing(person: Person, work: Work) -> Standing:
    return Standing(
        user_id=person.user_id,
        load=round(person.load, _PLACES),
        capacity=person.capacity,
        free_seconds=person.free_seconds,
        knows_days=work.knows.get(person.user_id),
        hard=person.hard if work.hard else 0,
        hard_week=person.hard_week if work.hard else 0,
    )


def _criteria(one: Standing, rules: AssignmentRules) -> Criteria:
    hard = (one.hard, one.hard_week)
    return _compared(one.knows_days, hard, one.load, one.capacity, one.free_seconds, one.user_id, rules)


def _stands(one: Person, work: Work, rules: AssignmentRules) -> Criteria:
    """What the standing of this person would say, without making one of everybody."""
    hard = (one.hard, one.hard_week) if work.hard else (0, 0)
    days, load = work.knows.get(one.user_id), round(one.load, _PLACES)
    return _compared(days, hard, load, one.capacity, one.free_seconds, one.user_id, rules)


def _compared(
    days: int | None,
    hard: tuple[int, int],
    load: float,
    capacity: float,
    free: int,
    user_id: Id,
    rules: AssignmentRules,
) -> Criteria:
    known = math.inf if days is None or days > rules.continuity_days else float(days)
    return known, hard, round(load / capacity, _PLACES) if capacity else math.inf, -free, user_id
