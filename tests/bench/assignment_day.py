"""A day of work given out to 550 people: by the rule, by round robin, and to whoever has been idle the longest.

Real are the arrivals (calls of a bank in five minutes, every one taken here for a piece of work) and the part that is
hard (surveys of one or two stars). The data says nothing of handle times, nor of how often customers come again on the
same day: those are assumed, below, and the same for everybody. That who knows the customer is quicker is not assumed.
"""

import csv
import math
import os
import random
from collections import deque
from dataclasses import dataclass, field, replace
from heapq import heappop, heappush
from pathlib import Path
from typing import Protocol

from desk.contract.agents import AgentState
from desk.contract.assignment import AssignmentRules
from desk.queueing.assignment import Person, Work, bar, decide

ROOT = Path(__file__).parents[2]
DATA = Path(os.environ.get("DESK_DATA") or ROOT.parent / "shared" / "data")
AGENTS = 550
#: Assumed: seconds that ordinary and hard work take in the middle (log-normal), how much they vary, how much of the
#: work comes from customers of the same day, and after how long these come again at the earliest.
ORDINARY, HARD, SIGMA, AGAIN, LATER = 330.0, 660.0, 0.6, 0.3, 3600.0
HOUR = 3600.0
#: Shifts begin at these hours; four hours, an hour of lunch, four hours.
BEGINS = (7, 8, 9, 10, 11, 12)
QUIET = 20 * 60.0
#: All of it weighs the same, and asks for no skill.
ANY = Work(ticket_id=0, queue_id=1)


@dataclass(slots=True)
class Item:
    """A piece of work: when it came (seconds of the day), how long it takes, whose it is; who did it, and when."""

    number: int
    came: float
    takes: float
    hard: bool
    customer: int
    known: bool
    began: float = math.inf
    by: int = -1
    kept: bool = False


@dataclass(slots=True)
class Agent:
    """Somebody at work: what they have in hand, and until when they are busy with the first of it."""

    number: int
    begins: float
    in_hand: deque[Item] = field(default_factory=lambda: deque[Item]())
    busy: bool = False
    free_since: float = 0.0
    hard: int = 0

    def works(self, at: float) -> bool:
        """Whether they begin something new now."""
        since = at - self.begins
        return 0 <= since < 4 * HOUR or 5 * HOUR <= since < 9 * HOUR

    def takes(self, at: float) -> bool:
        """Whether they still get new work."""
        return self.works(at) and at < self.begins + 9 * HOUR - QUIET


def arrivals(rank: float) -> tuple[str, list[tuple[float, int]]]:
    """A day by how busy it was (0 the calmest, 1 the busiest): its date, and how many came in each five minutes."""
    days = dict[str, list[tuple[float, int]]]()
    with (DATA / "calls" / "bank_calls_5min.csv").open(newline="") as file:
        for row in csv.DictReader(file):
            day, clock = row["start"].split()
            hours, minutes = clock.split(":")
            days.setdefault(day, []).append((int(hours) * HOUR + int(minutes) * 60, int(row["calls"])))
    ordered = sorted(days, key=lambda day: sum(calls for _, calls in days[day]))
    day = ordered[round(rank * (len(ordered) - 1))]
    return day, days[day]


def hard_part() -> float:
    """How many of the surveys have one or two stars."""
    with (DATA / "orders" / "olist_order_reviews_dataset.csv").open(newline="", encoding="utf-8") as file:
        scores = [row["review_score"] for row in csv.DictReader(file)]
    return sum(score in ("1", "2") for score in scores) / len(scores)


def items(rank: float, seed: int = 7) -> tuple[str, list[Item]]:
    """The work of a day."""
    chance, hard = random.Random(seed), hard_part()
    day, counts = arrivals(rank)
    times = sorted(start + chance.random() * 300 for start, calls in counts for _ in range(calls))
    made, early = list[Item](), 0
    for number, came in enumerate(times):
        while made[early].came + LATER < came if early < len(made) else False:
            early += 1
        is_hard, again = chance.random() < hard, early > 0 and chance.random() < AGAIN
        customer = made[chance.randrange(early)].customer if again else number
        takes = chance.lognormvariate(math.log(HARD if is_hard else ORDINARY), SIGMA)
        made.append(Item(number, came, takes, is_hard, customer, again))
    return day, made


class Way(Protocol):
    """A way of giving work out."""

    def give(self, centre: "Centre", item: Item, /) -> Agent | None:
        """Whose a piece of work becomes; None: it waits."""
        ...

    def changed(self, agent: Agent, /) -> None:
        """Somebody has something else in hand, or their day goes on."""
        ...


class Centre:
    """A day as it runs: events in the order of time."""

    def __init__(self, work: list[Item]) -> None:
        self.work = [replace(one) for one in work]
        self.agents = [Agent(number, BEGINS[number % len(BEGINS)] * HOUR) for number in range(AGENTS)]
        self.line = deque[Item]()
        self.last = dict[int, tuple[int, float]]()
        self.now = 0.0
        self._events: list[tuple[float, int, int, int]] = []

    def run(self, way: Way) -> None:
        """The whole day, and the evening until nothing can be begun any more."""
        self._way = way
        for agent in self.agents:
            for hours in (0, 4, 5, 9):
                heappush(self._events, (agent.begins + hours * HOUR, 0, agent.number, 0))
            heappush(self._events, (agent.begins + 9 * HOUR - QUIET, 0, agent.number, 0))
        for one in self.work:
            heappush(self._events, (one.came, 2, one.number, 0))
        while self._events:
            self.now, kind, number, _ = heappop(self._events)
            if kind == 2:
                self.line.append(self.work[number])
            else:
                self._turn(self.agents[number], done=kind == 1)
            while self.line and (found := way.give(self, self.line[0])) is not None:
                found.in_hand.append(self.line.popleft())
                self._begin(found)

    def _turn(self, agent: Agent, *, done: bool) -> None:
        """Somebody has finished something, or their day goes on."""
        if done:
            item = agent.in_hand.popleft()
            agent.busy, agent.free_since = False, self.now
            self.last[item.customer] = agent.number, self.now
        if self.now >= agent.begins + 9 * HOUR:
            # What they leave undone goes back to where it waits.
            left = [one for one in agent.in_hand if one.began == math.inf]
            self.line.extendleft(reversed(left))
            for one in left:
                agent.in_hand.remove(one)
        self._begin(agent)

    def _begin(self, agent: Agent) -> None:
        if not agent.busy and agent.in_hand and agent.works(self.now):
            item = agent.in_hand[0]
            item.began, item.by, agent.busy = self.now, agent.number, True
            agent.hard += item.hard
            item.kept = self.last.get(item.customer, (-1, 0.0))[0] == agent.number
            heappush(self._events, (self.now + item.takes, 1, agent.number, 0))
        self._way.changed(agent)


def run(work: list[Item], way: Way) -> Centre:
    """A whole day by one way of giving out."""
    centre = Centre(work)
    centre.run(way)
    return centre


class RoundRobin:
    """The next in turn who is at work, whatever they have in hand."""

    def __init__(self) -> None:
        self._turn = 0

    def give(self, centre: Centre, _item: Item) -> Agent | None:
        """Whose turn it is."""
        for _ in range(AGENTS):
            self._turn = (self._turn + 1) % AGENTS
            if centre.agents[self._turn].takes(centre.now):
                return centre.agents[self._turn]
        return None

    def changed(self, _agent: Agent) -> None:
        """Nothing has to be known of anybody."""


class LongestIdle:
    """Whoever has had nothing in hand for the longest; else it waits."""

    def __init__(self) -> None:
        self._idle = dict[int, Agent]()

    def give(self, centre: Centre, _item: Item) -> Agent | None:
        """Whose turn it is."""
        idle = (one for one in self._idle.values() if one.takes(centre.now))
        return min(idle, key=lambda one: (one.free_since, one.number), default=None)

    def changed(self, agent: Agent) -> None:
        """Somebody has something in hand, or nothing any more."""
        if agent.in_hand:
            self._idle.pop(agent.number, None)
        else:
            self._idle[agent.number] = agent


class ByRule:
    """The product's rule, asked with people as they stand. Who could have no work at all is not even named to it."""

    def __init__(self, rules: AssignmentRules) -> None:
        self.rules = rules
        self.people = dict[int, Person]()
        self.got = [0] * AGENTS
        self._with_room = set[int]()

    def give(self, centre: Centre, item: Item) -> Agent | None:
        """Whom the rule chooses."""
        known = centre.last.get(item.customer)
        if not self._with_room and known is None:
            return None
        work = Work(ticket_id=item.number, queue_id=1, hard=item.hard, knows={} if known is None else {known[0]: 0})
        asked = self._with_room if known is None else self._with_room | {known[0]}
        people = [self.people[one] for one in asked if centre.agents[one].takes(centre.now)]
        given = decide(work, people, self.rules)
        if given is None:
            return None
        self.got[given.user_id] += item.hard
        # Who is free the longest is who got something the longest ago.
        self.people[given.user_id] = self.people[given.user_id]._replace(free_seconds=-int(centre.now))
        return centre.agents[given.user_id]

    def changed(self, agent: Agent) -> None:
        """Somebody has something else in hand."""
        before = self.people.get(agent.number)
        now = Person(
            user_id=agent.number,
            state=AgentState.AVAILABLE,
            queue_ids=frozenset({1}),
            capacity=self.rules.capacity,
            load=float(len(agent.in_hand)),
            free_seconds=0 if before is None else before.free_seconds,
            hard=self.got[agent.number],
            hard_week=self.got[agent.number],
            ahead=len(agent.in_hand) - agent.busy,
        )
        self.people[agent.number] = now
        if bar(now, ANY, self.rules) is None:
            self._with_room.add(agent.number)
        else:
            self._with_room.discard(agent.number)
