"""Who gets a piece of work, and why: a choice among people as they stand, which can be made again from its reason.

Who cannot have it is left out first (``bar`` says why); also who has not begun what they got before: in the line it
goes to whoever comes free first, in somebody's hands it waits for them alone. Who knows the customer may have a little
more before them, or nobody would find whom they know on a busy day. Of the others decides the first of these that
tells them apart:

1. *Knows the customer*: who helped them last, within the rules' days, and carries (in proportion) hardly more than who
   would have it otherwise. First, because no other criterion saves the customer from telling everything again; but not
   at any price: who waits long for a known voice has waited long.
2. *Fair share*, where the work is hard: fewest hard pieces today, then this week. Before load, or the quickest would
   get the hardest for being quick; ordinary work evens loads out again.
3. *Least load* in proportion to what each can carry. Before time, or who has just closed ten easy ones would wait
   behind who sits on seven.
4. *Longest free*: since the last work came.
5. The smaller id, so that the same standings give the same choice.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from heapq import nsmallest
from typing import NamedTuple

from msgspec.structs import replace

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


class Fairness(NamedTuple):
    """By what people are compared who do not know the customer: the smaller comes first.

    Hard work (today, this week), load by capacity, seconds free (negative), id.
    """

    hard: tuple[int, int]
    load: float
    free: int
    user_id: Id


class Person(NamedTuple):
    """Somebody who works in queues, as they stand.

    ``state`` is null for who was never here, ``leaves_in`` (seconds until the shift ends) where nobody knows. ``load``
    and ``capacity`` are in units of ordinary tickets; ``hard`` pieces of hard work today, ``hard_week`` this week;
    ``ahead`` of theirs they have not begun yet.
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
    ahead: int = 0

    def with_(self, work: "Work") -> "Person":
        """The same person after getting this work."""
        hard = int(work.hard)
        return self._replace(
            load=self.load + work.weight,
            free_seconds=0,
            hard=self.hard + hard,
            hard_week=self.hard_week + hard,
            ahead=self.ahead + 1,
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
    if person.ahead >= rules.ahead + (rules.ahead_known if _knows(work.knows.get(person.user_id), rules) else 0):
        return Barred.NOT_BEGUN
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
    fairest, second = nsmallest(2, (_fairness(one) for one in ranked))
    if _comes_first(first.knows_days, _fairness(first), fairest, rules):
        return first, AssignmentCode.KNOWS_CUSTOMER
    if fairest.hard != second.hard:
        return first, AssignmentCode.FAIR_SHARE
    return first, AssignmentCode.LEAST_LOAD if fairest.load != second.load else AssignmentCode.LONGEST_FREE


def best(standings: Sequence[Standing], rules: AssignmentRules) -> list[Standing]:
    """The ``KEPT`` who come first, in their order."""
    by_id = {one.user_id: one for one in standings}
    known = {one.user_id: one.knows_days for one in standings if one.knows_days is not None}
    return [by_id[user_id] for user_id in _ranked(known, [_fairness(one) for one in standings], rules)]


def decide(work: Work, people: Iterable[Person], rules: AssignmentRules, version: int = 0) -> Given | None:
    """Who gets the work, with the reason to keep; None when nobody can have it now. ``version`` is of the rules."""
    able, barred = asked(work, people, rules)
    by_id = {one.user_id: one for one in able}
    ranked = _ranked(work.knows, [_stands(one, work) for one in able], rules)
    kept = [_standing(by_id[user_id], work) for user_id in ranked]
    chosen = choose(kept, rules)
    if chosen is None:
        return None
    reason = AssignmentReason(
        code=chosen[1], rules_version=version, standings=tuple(kept), barred=barred, waited=work.waited
    )
    return Given(work, chosen[0].user_id, reason)


def holds(given: Given, person: Person, rules: AssignmentRules) -> bool:
    """Whether somebody who was chosen a moment ago still can have the work, and carries no more than was looked at."""
    seen = given.reason.standings[0]
    now = _standing(person, given.work)
    return (
        given.work.queue_id in person.queue_ids
        and bar(person, given.work, rules) is None
        and now.load <= seen.load
        and (now.hard, now.hard_week) <= (seen.hard, seen.hard_week)
        and now.capacity == seen.capacity
    )


class Giving:
    """People who are given one piece of work after the other: what somebody got counts for the next."""

    def __init__(self, people: Iterable[Person], rules: AssignmentRules, version: int = 0) -> None:
        self._people = {person.user_id: person for person in people}
        self._rules, self._version = rules, version
        self._for_known = replace(rules, ahead=rules.ahead + rules.ahead_known)
        self._of_queue = defaultdict[Id, list[Id]](list)
        for person in self._people.values():
            for queue_id in person.queue_ids:
                self._of_queue[queue_id].append(person.user_id)

    def could(self, queue_id: Id, weight: float, skills: frozenset[str]) -> bool:
        """Whether anybody could have work like this if they knew the customer. Once nobody could, nobody can later,
        either."""
        work = Work(ticket_id=0, queue_id=queue_id, weight=weight, skills=skills)
        return any(bar(person, work, self._for_known) is None for person in self._of(queue_id))

    def give(self, work: Work) -> Given | None:
        """Give it to whom the rule chooses; None when nobody can have it."""
        given = decide(work, self._of(work.queue_id), self._rules, self._version)
        if given is not None:
            self._people[given.user_id] = self._people[given.user_id].with_(work)
        return given

    def _of(self, queue_id: Id) -> Iterator[Person]:
        return (self._people[user_id] for user_id in self._of_queue[queue_id])


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


def _fairness(one: Standing) -> Fairness:
    return _compared((one.hard, one.hard_week), one.load, one.capacity, one.free_seconds, one.user_id)


def _stands(one: Person, work: Work) -> Fairness:
    """What the standing of this person would say, without making one of everybody."""
    hard = (one.hard, one.hard_week) if work.hard else (0, 0)
    return _compared(hard, round(one.load, _PLACES), one.capacity, one.free_seconds, one.user_id)


def _compared(hard: tuple[int, int], load: float, capacity: float, free: int, user_id: Id) -> Fairness:
    return Fairness(hard, round(load / capacity, _PLACES) if capacity else math.inf, -free, user_id)


def _ranked(knows: Mapping[Id, int], among: Sequence[Fairness], rules: AssignmentRules) -> list[Id]:
    """The ``KEPT`` who come first: who knows the customer and is about as free as the fairest, then by fairness. The
    fairest is always among them, for the others were measured by them."""
    fair = nsmallest(KEPT, among)
    known = [one for one in among if one.user_id in knows] if knows else []
    near = sorted((knows[one.user_id], one) for one in known if _comes_first(knows[one.user_id], one, fair[0], rules))
    first = [one.user_id for _, one in near[: KEPT - 1]]
    return [*first, *(one.user_id for one in fair if one.user_id not in first)][:KEPT]


def _comes_first(days: int | None, one: Fairness, fairest: Fairness, rules: AssignmentRules) -> bool:
    """Whether somebody knows the customer, and will get to it about as soon as the fairest would."""
    return _knows(days, rules) and one.load <= fairest.load + rules.continuity_margin


def _knows(days: int | None, rules: AssignmentRules) -> bool:
    """Whether somebody who helped the customer so many days ago still knows them."""
    return days is not None and days <= rules.continuity_days
