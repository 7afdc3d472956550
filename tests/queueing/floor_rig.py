"""A floor to look ahead on: cards and people made up in few words, and its day played card by card."""

from collections import defaultdict
from datetime import UTC, datetime
from random import Random

from desk.contract.board import AgentPace, Card, Pace, QueuePace
from desk.contract.service import Priority
from desk.contract.tickets import TicketState
from desk.queueing.foresight import Foresight
from desk.queueing.places import AGENT, QUEUE, Place

HOUR = 3600
#: Nine in the morning of some day.
NINE = 1_800_000_000
#: From nine to seven, this day and seven days more.
DAYS = [(NINE + day * 24 * HOUR, NINE + day * 24 * HOUR + 10 * HOUR) for day in range(8)]
NOW = NINE + HOUR


def agent(user_id: int, *queue_ids: int, here: bool = True, until: int | None = None, capacity: float = 8) -> AgentPace:
    """Somebody who works in these queues."""
    return AgentPace(
        user_id=user_id, name=f"상담사 {user_id}", team_id=None, queue_ids=queue_ids, skills=(), capacity=capacity,
        other_load=0.0, here=here, until=None if until is None else datetime.fromtimestamp(until, UTC),
    )  # fmt: skip


def pace(handles: dict[int, float], *agents: AgentPace) -> Pace:
    """Queues by what their cards take, and people."""
    queues = [
        QueuePace(queue_id=queue_id, handle=handle, closed_last_hour=0, here=0, served_left=0)
        for queue_id, handle in handles.items()
    ]
    return Pace(queues=queues, agents=list(agents), served=dict.fromkeys(handles, DAYS), synced_to=0)


def card(
    number: int,
    queue_id: int = 1,
    owner_id: int | None = None,
    due: int | None = None,
    priority: Priority = Priority.NORMAL,
    state: TicketState = TicketState.OPEN,
    version: int = 1,
    tags: tuple[str, ...] = (),
) -> Card:
    """A card; of two alike the one with the smaller number is the older."""
    return Card(
        number, version, "늦은 소포", state, queue_id, owner_id, None, "", priority, tags, NINE + number, NINE, due,
        None, False, None, 1.0,
    )  # fmt: skip


def random_card(chance: Random, number: int, agents: int, queues: int) -> Card:
    """A card of any kind."""
    states = [TicketState.NEW, TicketState.OPEN, TicketState.OPEN, TicketState.PENDING, TicketState.CLOSED]
    return card(
        number,
        queue_id=chance.randint(1, queues),
        owner_id=100 + chance.randint(1, agents) if chance.random() < 0.5 else None,
        due=NOW + chance.randrange(-2 * HOUR, 30 * HOUR) if chance.random() < 0.8 else None,
        priority=chance.choice(list(Priority)),
        state=chance.choice(states),
    )


def random_pace(chance: Random, agents: int, queues: int) -> Pace:
    """People of whom some are away, and some leave soon."""
    people = [
        agent(
            100 + number,
            *sorted(chance.sample(range(1, queues + 1), chance.randint(1, queues))),
            here=chance.random() < 0.8,
            until=NOW + chance.randrange(HOUR, 12 * HOUR) if chance.random() < 0.5 else None,
        )
        for number in range(1, agents + 1)
    ]
    return pace({queue_id: 60.0 * chance.randint(1, 20) for queue_id in range(1, queues + 1)}, *people)


def played(foresight: Foresight, chance: Random) -> dict[int, tuple[float, float]]:
    """The day card by card: when each is begun and done, in served seconds from now. Everybody does their own cards
    and then, one after the other, the first of a queue of theirs in which any waits."""
    staff = foresight.staff
    waiting = {
        queue_id: foresight.in_line(Place(QUEUE, queue_id)) for queue_id in staff.queues
    }  # fmt: skip
    free, done = defaultdict[int, float](float), dict[int, tuple[float, float]]()
    here = [one for one in staff.agents.values() if one.here]
    for one in here:
        for own in foresight.in_line(Place(AGENT, one.user_id)):
            begun = free[one.user_id]
            free[one.user_id] += staff.handles[own.queue_id]
            done[own.id] = begun, free[one.user_id]
    while True:
        able = [one for one in here if any(waiting[queue_id] for queue_id in one.queue_ids)]
        if not able:
            return done
        one = min(able, key=lambda agent: (free[agent.user_id], agent.user_id))
        queue_id = chance.choice([queue_id for queue_id in one.queue_ids if waiting[queue_id]])
        begun = free[one.user_id]
        free[one.user_id] += staff.handles[queue_id]
        done[waiting[queue_id].pop(0).id] = begun, free[one.user_id]
