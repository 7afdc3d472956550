"""Time in slots: what every slot needs, who is there, and what it costs to be short.

A slot is the longest stretch of time that all beginnings and ends are multiples of. Who is rostered for a whole slot
counts in it. People are told apart by the queues they serve: a *group* has the same queues.
"""

from collections.abc import Iterable, Iterator
from math import floor, gcd

from desk.contract.base import Id
from desk.server.rota.problem import Choice, Problem, Span

#: No slot is shorter (minutes): who begins in the middle of one counts from the next.
SHORTEST = 5
#: Agents short cost the more, the more are short already: parts of the need, and the price of each agent in it.
SHORT = ((0.05, 20), (0.15, 40), (1.0, 80))
#: Agents too many, likewise; beyond these parts each costs the last price.
OVER, FAR_OVER = ((0.10, 1), (0.40, 2)), 4
#: A slot of contracted time that nobody works.
IDLE = 8


class Grid:
    """The slots of a problem, its queues and its groups."""

    def __init__(self, problem: Problem) -> None:
        self.minutes = max(SHORTEST, gcd(problem.interval, *_edges(problem.choices)))
        self.queues: list[Id] = sorted({demand.queue_id for demand in problem.demands})
        places = {queue: place for place, queue in enumerate(self.queues)}
        #: By slot: agents needed by queue.
        self.need: dict[int, dict[int, int]] = {}
        for demand in problem.demands:
            for slot in self.slots([(demand.start, demand.start + problem.interval)]):
                of_slot = self.need.setdefault(slot, {})
                place = places[demand.queue_id]
                of_slot[place] = max(of_slot.get(place, 0), demand.agents)
        self.groups: list[tuple[int, ...]] = sorted(
            {self._places(person.queue_ids, places) for person in problem.people}
        )
        numbers = {group: number for number, group in enumerate(self.groups)}
        self.group_of: dict[Id, int] = {
            person.id: numbers[self._places(person.queue_ids, places)] for person in problem.people
        }
        self._known: dict[tuple[Span, ...], tuple[int, ...]] = {}

    @staticmethod
    def _places(queue_ids: Iterable[Id], places: dict[Id, int]) -> tuple[int, ...]:
        return tuple(sorted(places[queue] for queue in queue_ids if queue in places))

    def slots(self, spans: Iterable[Span]) -> Iterator[int]:
        """The slots that lie wholly within the spans."""
        for start, end in spans:
            yield from range(-(-start // self.minutes), end // self.minutes)

    def needed(self, spans: tuple[Span, ...]) -> tuple[int, ...]:
        """Those of the slots in which anything is needed."""
        found = self._known.get(spans)
        if found is None:
            found = self._known[spans] = tuple(slot for slot in self.slots(spans) if slot in self.need)
        return found

    @property
    def needed_slots(self) -> int:
        """Agents times slots that are needed altogether."""
        return sum(sum(of_slot.values()) for of_slot in self.need.values())


def steps(need: int, prices: tuple[tuple[float, int], ...]) -> list[tuple[int, int]]:
    """Widths in agents and prices of what a queue's slot may be short or over; the widths grow with the need, so that
    one agent short of two is dearer than one of a hundred."""
    found, used = list[tuple[int, int]](), 0
    for part, price in prices:
        until = floor(part * need)
        if until > used:
            found.append((until - used, price))
            used = until
    return found


def _edges(choices: Iterable[Choice]) -> Iterator[int]:
    for choice in choices:
        for start, end in choice.stretches:
            yield start
            yield end
        for rest in choice.rests:
            yield rest.minutes
            yield from rest.starts
