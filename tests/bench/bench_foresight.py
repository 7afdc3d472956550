"""``python -m tests.bench.bench_foresight``: a floor of 200 agents, 20 queues and 100,000 cards, looked ahead on.

In processor time: what runs beside it on this machine is not in it. One of a drag's hovers lies between two others, as
when a hand with cards goes over the board; the first of each drag reckons what the cards leave behind.
"""

import random
import time
from datetime import UTC, datetime

from msgspec.structs import replace

from desk.contract.board import AgentPace, Card, CardChange, Pace, QueuePace
from desk.contract.service import Priority
from desk.contract.tickets import TicketState
from desk.queueing.foresight import Drag, Foresight
from desk.queueing.rebalance import Knowledge, outlook, proposed
from tests.bench import report
from tests.bench.report import Bar

AGENTS, QUEUES, CARDS = 200, 20, 100_000
#: Cards in the hand, and what is held to; hundreds are told without a bar.
HANDS = ((1, Bar(0.99, 2)), (20, Bar(0.99, 2)), (100, None), (500, None))
NOW, HOUR = 1_800_000_000, 3600


def pace(chance: random.Random) -> Pace:
    """Everybody in three queues; most are here, and most leave some time today."""
    served = {
        queue_id: [(NOW + day * 24 * HOUR - 3 * HOUR, NOW + day * 24 * HOUR + 7 * HOUR) for day in range(8)]
        for queue_id in range(1, QUEUES + 1)
    }
    people = [
        AgentPace(
            user_id=1000 + number, name=f"상담사 {number}", team_id=None, skills=(), capacity=8.0, other_load=0.0,
            queue_ids=tuple(sorted(chance.sample(range(1, QUEUES + 1), 3))), here=chance.random() < 0.8,
            until=datetime.fromtimestamp(NOW + chance.randrange(HOUR, 6 * HOUR), UTC),
        )
        for number in range(AGENTS)
    ]  # fmt: skip
    queues = [
        QueuePace(queue_id=queue_id, handle=300.0 + queue_id * 10, closed_last_hour=0, here=0, served_left=0)
        for queue_id in served
    ]
    return Pace(queues=queues, agents=people, served=served, synced_to=0)


def card(chance: random.Random, number: int) -> Card:
    """Half of them have an owner, most a due."""
    return Card(
        number, number, "늦은 소포", TicketState.OPEN, chance.randint(1, QUEUES),
        None if chance.random() < 0.5 else 1000 + chance.randrange(AGENTS), None, "",
        chance.choices(list(Priority), [1, 8, 2, 1])[0], (), NOW - chance.randrange(90_000), NOW,
        NOW + chance.randrange(-HOUR, 6 * 24 * HOUR) if chance.random() < 0.9 else None, None, False, None, 1.0,
    )  # fmt: skip


def spent(began: float) -> float:
    """Milliseconds of processor time since."""
    return (time.process_time() - began) * 1000


def hovers(floor: Foresight, chance: random.Random, cards: int) -> tuple[list[float], list[float]]:
    """Five drags over 80 targets each: the first hover of each, and all others."""
    first, others = list[float](), list[float]()
    for _ in range(5):
        drag = Drag(floor, chance.sample(range(1, CARDS + 1), cards))
        targets = [CardChange(owner_id=1000 + chance.randrange(AGENTS)) for _ in range(60)]
        targets += [CardChange(queue_id=chance.randint(1, QUEUES), owner_id=None) for _ in range(20)]
        chance.shuffle(targets)
        for number, target in enumerate(targets):
            began = time.process_time()
            drag.over(target)
            (others if number else first).append(spent(began))
    return first, others


def main() -> None:
    """Measure and print."""
    print(report.machine())
    chance = random.Random(7)
    told, cards = pace(chance), [card(chance, number) for number in range(1, CARDS + 1)]
    began = time.process_time()
    floor = Foresight(told, NOW)
    floor.put(*cards)
    outlook(floor)
    print(report.count(f"{CARDS:,} cards put in line, and every line seen", spent(began), 1000, "ms"))
    for hand, bar in HANDS:
        first, others = hovers(floor, chance, hand)
        print(report.line(f"{hand} in the hand over one more target", others, bar))
        print(report.line("  the first target of a drag", first))
    changes = list[float]()
    for _ in range(2000):
        changed = card(chance, chance.randint(1, CARDS))
        began = time.process_time()
        floor.put(changed)
        changes.append(spent(began))
    print(report.line("a card changes", changes, Bar(0.99, 0.2)))
    for capacity in (8.0, 400.0):
        rebalanced(told, cards, capacity)


def rebalanced(told: Pace, cards: list[Card], capacity: float) -> None:
    """A proposal on a floor where one in ten people has nothing yet, and the others hundreds of cards each."""
    people = [replace(one, capacity=capacity) for one in told.agents]
    floor = Foresight(replace(told, agents=people), NOW)
    floor.put(*(one for one in cards if one.owner_id is not None and one.owner_id % 10))
    before, began = outlook(floor), time.process_time()
    moves = proposed(floor, Knowledge(), most=100)
    name = f"a proposal of {len(moves)} moves: {before.missed:,} late before, {outlook(floor, moves).missed:,} after"
    print(report.count(name, spent(began), 3000, "ms"))


if __name__ == "__main__":
    main()
