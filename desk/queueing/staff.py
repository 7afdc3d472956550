"""Who is here to work, until when, and in whose served time: what foresight makes of the pace of queues and people."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from desk.contract.board import AgentPace, Pace, QueuePace
from desk.contract.service import Priority
from desk.queueing.hours import Served, joined
from desk.queueing.lines import Crew

_NORMAL, _HIGH, _URGENT = Priority.NORMAL, Priority.HIGH, Priority.URGENT
_Span = tuple[int, int]


class Staff:
    """Queues and people as a ``Pace`` tells of them, at an instant.

    A queue's axis is its served time; a person's that of all their queues together, or of the site for those who have
    none. Who is not here is reckoned with again when their queues are next opened, for their own cards alone. At the
    end of a shift work rests until the next opening.
    """

    def __init__(self, pace: Pace, now: float) -> None:
        self.pace = pace
        self.now = now
        self.queues: dict[int, QueuePace] = {one.queue_id: one for one in pace.queues}
        self.agents: dict[int, AgentPace] = {one.user_id: one for one in pace.agents}
        self.handles: dict[int, float] = {one.queue_id: one.handle for one in pace.queues}
        self.members = defaultdict[int, list[AgentPace]](list)
        for agent in pace.agents:
            for queue_id in agent.queue_ids if agent.here else ():
                self.members[queue_id].append(agent)
        self._axes: dict[tuple[int, ...], Served] = {}
        self._served: dict[tuple[_Span, ...], Served] = {}

    def queue_axis(self, queue_id: int) -> Served:
        """The served time of a queue."""
        return self._axis((queue_id,))

    def agent_axis(self, user_id: int) -> Served:
        """The served time of somebody's queues."""
        agent = self.agents.get(user_id)
        return self._axis(agent.queue_ids if agent else ())

    def _axis(self, queue_ids: tuple[int, ...]) -> Served:
        if queue_ids not in self._axes:
            served = self.pace.served
            some: Iterable[list[_Span]] = [served.get(one, []) for one in queue_ids] or served.values()
            spans = tuple(joined(span for stretches in some for span in stretches))
            # Mostly all are served at the same hours, and their lines then have one axis.
            self._axes[queue_ids] = self._served.setdefault(spans, Served(spans))
        return self._axes[queue_ids]

    def urgency(self, priority: Priority, queue_id: int) -> int:
        """Where a card stands in a line: the smaller, the sooner; its own priority goes before its queue's."""
        queue = self.queues.get(queue_id)
        return -(_RANKS * rank(priority) + (rank(queue.priority) if queue else 0))

    def weight(self, queue_id: int, otherwise: float) -> float:
        """What a card of this queue weighs."""
        queue = self.queues.get(queue_id)
        return otherwise if queue is None else queue.weight

    def alone(self, user_id: int) -> Crew:
        """Somebody and their own cards."""
        axis = self.agent_axis(user_id)
        agent = self.agents.get(user_id)
        if agent is None or not agent.here:
            return Crew([(_opening(axis, self.now), 1.0)])
        return Crew(self._present(agent, axis, 0.0, 1.0))

    def together(self, queue_id: int, busy: Mapping[int, float], shares: Mapping[int, float]) -> Crew | None:
        """Those who are here, on what waits in a queue: each when done with their own cards (``busy`` seconds), and
        then with a share of their time. None: nobody is here."""
        members = self.members.get(queue_id)
        if not members:
            return None
        axis = self.queue_axis(queue_id)
        changes = list[tuple[float, float]]()
        for agent in members:
            changes += self._present(agent, axis, busy.get(agent.user_id, 0.0), shares[agent.user_id])
        return Crew(changes)

    def _present(self, agent: AgentPace, axis: Served, busy: float, share: float) -> list[tuple[float, float]]:
        begins = axis.until(int(self.now)) + busy
        until = int(self.now) if agent.until is None else int(agent.until.timestamp())
        if until <= self.now:
            # Nobody knows for how long; or they have stayed on.
            return [(begins, share)]
        leaves, comes = axis.until(until), _opening(axis, until)
        if begins >= leaves:
            return [(begins + comes - leaves, share)]
        return [(begins, share), (leaves, -share), (comes, share)]

    def wait(self, axis: Served, start: float | None) -> float | None:
        """Seconds by the clock until an instant of an axis; None when that is not to be seen."""
        if start is None:
            return None
        now = int(self.now)
        amount = start - axis.until(now)
        if amount == float("inf"):
            return None
        at = axis.after(now, int(amount))
        # What is used up at the very end of a day goes on in the next.
        at = None if at is None else axis.next_from(at) or at
        return None if at is None else max(0.0, at - self.now)


def rank(priority: Priority) -> int:
    """The more urgent, the higher. Not by a table: enums are slow to look up, and this is asked of every card."""
    if priority is _NORMAL:
        return 1
    return 2 if priority is _HIGH else 3 if priority is _URGENT else 0


_RANKS = len(Priority)


def _opening(axis: Served, at: float) -> float:
    """Where the axis stands when it is opened next after an instant at which it is closed, or will be."""
    for start, end in axis.stretches:
        if start <= at < end:
            return axis.until(end)
    return axis.until(int(at))
