"""What a move does to whoever gets the cards and to whoever had them: load, wait and missed targets, before the drop.

The model: everybody works on their own cards, one after the other, in the order of the line (the most urgent, then
what is due first, then the oldest), each for as long as a card of its queue takes. Who has none left helps with what
waits in their queues, with an equal share of their time for each that has any. Only who is here works, and only in
served time. A card is too late when it is not done by its due; a due beyond the served stretches that are known is met.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from math import inf
from typing import NamedTuple

from desk.contract.board import Card, CardChange, Pace
from desk.contract.tickets import TicketState
from desk.queueing.hours import Served
from desk.queueing.lines import Crew, Entry, Line, Look
from desk.queueing.places import AGENT, QUEUE, Effect, Outcome, Place, Shift, Side, Spot, spot_after, spot_of, target_of
from desk.queueing.staff import Staff

#: Seconds for a card of a queue of which no pace is known.
HANDLE = 480.0
Shifts = Mapping[Place, Shift]


class _Placed(NamedTuple):
    card: Card
    place: Place
    entry: Entry
    weight: float


class Foresight:
    """All lines of a floor, kept as cards change; built once and then asked at every step of a drag."""

    def __init__(self, pace: Pace, now: float) -> None:
        """``now`` in seconds since 1970."""
        self.staff = Staff(pace, now)
        #: Goes up with everything that changes an answer.
        self.revision = 0
        self._placed: dict[int, _Placed] = {}
        #: What is put aside stands in no line until somebody opens it.
        self._aside: dict[int, Card] = {}
        self._lines: dict[Place, Line] = {}
        self._loads = defaultdict[Place, float](float)
        self._crews: dict[Place, Crew | None] = {}
        self._sides: dict[Place, Side] = {}
        self._busy: dict[int, float] = {}

    def at(self, now: float) -> None:
        """It is later now."""
        self.staff.now = now
        self._forget()

    def paced(self, pace: Pace) -> bool:
        """The pace from now on; False when hours, what queues weigh, or people's queues have changed, and all has to
        be built anew."""
        before, after = self.staff, Staff(pace, self.staff.now)
        if _frame(before.pace) != _frame(pace):
            return False
        after.handles = before.handles | after.handles
        self.staff = after
        self._busy.clear()
        self._forget()
        return True

    def put(self, *cards: Card) -> None:
        """Cards as they are now; in tens of thousands they are quicker before anything was asked."""
        for card in cards:
            self._take(card.id)
            spot = spot_of(card)
            if spot is not None:
                self._add(card, spot)
            elif card.state is TicketState.PENDING:
                self._aside[card.id] = card
        self.revision += 1

    def drop(self, card_id: int) -> None:
        """The card is no longer there."""
        self._take(card_id)
        self.revision += 1

    def card(self, card_id: int) -> Card | None:
        """A card that is not closed, by its id."""
        known = self._placed.get(card_id)
        return self._aside.get(card_id) if known is None else known.card

    def in_line(self, place: Place) -> list[Card]:
        """The cards of a line in the order in which they will be worked on."""
        line = self._lines.get(place)
        return [] if line is None else [self._placed[entry.card_id].card for entry in line.entries()]

    def places(self) -> list[Place]:
        """The lines in which there is anything."""
        return sorted((place for place, line in self._lines.items() if len(line)))

    def side(self, place: Place) -> Side:
        """A line as it stands."""
        if place not in self._sides:
            self._sides[place] = self._side(place, _STILL, {})[0]
        return self._sides[place]

    def shifts(self, card_ids: Iterable[int], change: CardChange) -> dict[Place, Shift]:
        """What goes from which lines and comes to which when these cards are changed so; what stays where it is goes
        and comes back."""
        found = defaultdict[Place, Shift](Shift)
        for card_id in card_ids:
            known = self._placed.get(card_id)
            if known is not None:
                before = found[known.place]
                before.gone.append(known.entry)
                before.load -= known.weight
                before.work -= self.staff.handles[known.card.queue_id]
            card = self.card(card_id)
            spot = None if card is None else spot_after(card, change)
            if card is not None and spot is not None:
                after = found[spot.place]
                after.come.append(self._entry(card, spot))
                after.load += self.staff.weight(spot.queue_id, card.weight)
                after.work += self.staff.handles.setdefault(spot.queue_id, HANDLE)
        for one in found.values():
            one.gone.sort()
            one.come.sort()
        return dict(found)

    def outcome(self, shifts: Shifts, left: "Left | None" = None) -> Outcome:
        """What these would do. ``left``: what is known of the lines that these cards leave, and learned here."""
        left = left or Left()
        effects, waits, late, late_before = dict[Place, Effect](), list[float | None](), 0, 0
        helped, toggles = self._helped(shifts), self._toggles(shifts)
        for place, shift in shifts.items():
            same = not shift.come and (place.kind == AGENT or not (toggles or place.id in helped))
            side = left.sides.get(place) if same else None
            if side is None:
                side, look = self._side(place, shift, shifts)
                late += look.late
                if shift.come:
                    waits.append(self.staff.wait(self.axis_of(place), max(look.starts, default=None)))
                if same:
                    left.sides[place] = side
            effects[place] = Effect(self.side(place), side)
            late_before += self._late_before(place, shift, left)
        seen = [one for one in waits if one is not None]
        return Outcome(effects, max(seen, default=None) if len(seen) == len(waits) else None, late, late_before)

    def after(self, place: Place, shifts: Shifts) -> tuple[Side, int]:
        """A line with these, and how many of the cards that come to it are too late there."""
        side, look = self._side(place, shifts.get(place, _STILL), shifts)
        return side, look.late

    def load(self, place: Place, shifts: Shifts) -> float:
        """What the cards of a line weigh with these; of an agent with calls and call-backs."""
        return self._load(place) + shifts.get(place, _STILL).load

    # How a line stands

    def _side(self, place: Place, shift: Shift, shifts: Shifts) -> tuple[Side, Look]:
        line = self._lines.get(place) or Line()
        crew, axis = self._crew(place, shifts), self.axis_of(place)
        if crew is None:
            # Nobody is here: what is late already is told, and nothing else can be said.
            now = axis.until(int(self.staff.now))
            missed = line.late_before(now) - sum(one.limit < now for one in shift.gone)
            late = sum(one.limit < now for one in shift.come)
            look = Look(len(line) - len(shift.gone) + len(shift.come), missed + late, None, (), late)
        else:
            look = line.look(crew, self.staff.handles, shift.gone, shift.come)
        load, capacity = self._load(place) + shift.load, self._capacity(place, shifts)
        return Side(look.cards, load, capacity, self.staff.wait(axis, look.last), look.missed), look

    def _late_before(self, place: Place, shift: Shift, left: "Left") -> int:
        """How many of those that go would be too late where they are."""
        if place in left.late:
            return left.late[place]
        line, crew = self._lines.get(place), self._crew(place, {})
        if line is None:
            late = 0
        elif crew is None:
            now = self.axis_of(place).until(int(self.staff.now))
            late = sum(one.limit < now for one in shift.gone)
        else:
            # As if they had gone and come back: that leaves the line as it is.
            late = line.look(crew, self.staff.handles, shift.gone, shift.gone).late
        left.late[place] = late
        return late

    def axis_of(self, place: Place) -> Served:
        """The served time in which a line is worked."""
        staff = self.staff
        return staff.queue_axis(place.id) if place.kind == QUEUE else staff.agent_axis(place.id)

    def _load(self, place: Place) -> float:
        agent = self.staff.agents.get(place.id) if place.kind == AGENT else None
        return self._loads[place] + (agent.other_load if agent else 0.0)

    def _capacity(self, place: Place, shifts: Shifts) -> float:
        if place.kind == AGENT:
            agent = self.staff.agents.get(place.id)
            return agent.capacity if agent else 0.0
        room = 0.0
        for agent in self.staff.members.get(place.id, ()):
            own = Place(AGENT, agent.user_id)
            room += max(0.0, agent.capacity - self._load(own) - shifts.get(own, _STILL).load)
        return room

    def _helped(self, shifts: Shifts) -> set[int]:
        """The queues of those to whom cards come: they will be there later."""
        known = self.staff.agents
        coming = (place.id for place, one in shifts.items() if one.come and place.kind == AGENT)
        return {queue_id for user_id in coming if user_id in known for queue_id in known[user_id].queue_ids}

    def _crew(self, place: Place, shifts: Shifts) -> Crew | None:
        staff = self.staff
        if place.kind == AGENT:
            if place not in self._crews:
                self._crews[place] = staff.alone(place.id)
            return self._crews[place]
        members = staff.members.get(place.id, ())
        if shifts and (self._toggles(shifts) or any(Place(AGENT, agent.user_id) in shifts for agent in members)):
            return self._together(place.id, shifts)
        if place not in self._crews:
            self._crews[place] = self._together(place.id, {})
        return self._crews[place]

    def _together(self, queue_id: int, shifts: Shifts) -> Crew | None:
        busy, shares = dict[int, float](), dict[int, float]()
        for agent in self.staff.members.get(queue_id, ()):
            user_id = agent.user_id
            more = shifts.get(Place(AGENT, user_id), _STILL).work
            busy[user_id] = max(0.0, self._work(user_id) + more)
            others = sum(one != queue_id and self._waits(one, shifts) for one in agent.queue_ids)
            shares[user_id] = 1.0 / (1 + others)
        return self.staff.together(queue_id, busy, shares)

    def _waits(self, queue_id: int, shifts: Shifts) -> bool:
        """Whether anything waits in a queue."""
        place = Place(QUEUE, queue_id)
        line, shift = self._lines.get(place), shifts.get(place, _STILL)
        return (0 if line is None else len(line)) + len(shift.come) - len(shift.gone) > 0

    def _toggles(self, shifts: Shifts) -> bool:
        """Whether a queue is emptied, or was empty before: who helps there has more or less time for others."""
        queues = [place.id for place in shifts if place.kind == QUEUE]
        return any(self._waits(one, {}) != self._waits(one, shifts) for one in queues)

    def _work(self, user_id: int) -> float:
        """Seconds of their own cards."""
        if user_id not in self._busy:
            line = self._lines.get(Place(AGENT, user_id))
            self._busy[user_id] = 0.0 if line is None else line.work(self.staff.handles)
        return self._busy[user_id]

    # Cards that come and go

    def _entry(self, card: Card, spot: Spot) -> Entry:
        due = inf if card.due is None else card.due
        axis = self.axis_of(spot.place)
        known = due < axis.stretches[-1][1] if axis.stretches else False
        limit = axis.until(int(due)) if known else inf
        urgency = self.staff.urgency(spot.priority, spot.queue_id)
        return Entry(urgency, due, card.created, card.id, limit, spot.queue_id)

    def _add(self, card: Card, spot: Spot) -> None:
        self.staff.handles.setdefault(card.queue_id, HANDLE)
        place, entry = spot.place, self._entry(card, spot)
        weight = self.staff.weight(card.queue_id, card.weight)
        line = self._lines.setdefault(place, Line())
        line.add(entry)
        self._placed[card.id] = _Placed(card, place, entry, weight)
        self._loads[place] += weight
        self._stale(place, emptied=len(line) == 1)

    def _take(self, card_id: int) -> None:
        self._aside.pop(card_id, None)
        known = self._placed.get(card_id)
        if known is None:
            return
        line = self._lines[known.place]
        line.drop(known.entry)
        del self._placed[known.card.id]
        self._loads[known.place] -= known.weight
        self._stale(known.place, emptied=len(line) == 0)

    def _stale(self, place: Place, *, emptied: bool) -> None:
        """A line has changed: what is known of it, and of the queues that its owner helps with, holds no longer."""
        if not self._sides and not self._crews and not self._busy:
            return
        self._sides.pop(place, None)
        if place.kind == AGENT:
            self._busy.pop(place.id, None)
            agent = self.staff.agents.get(place.id)
            for queue_id in agent.queue_ids if agent and agent.here else ():
                self._crews.pop(Place(QUEUE, queue_id), None)
                self._sides.pop(Place(QUEUE, queue_id), None)
        elif emptied:
            # Whoever helps here has more or less time for their other queues.
            self._forget()

    def _forget(self) -> None:
        self.revision += 1
        self._crews.clear()
        self._sides.clear()


_STILL = Shift()


def _frame(pace: Pace) -> tuple[object, ...]:
    """What entries are made with."""
    return (
        pace.served,
        {one.queue_id: (one.priority, one.weight) for one in pace.queues},
        {one.user_id: one.queue_ids for one in pace.agents},
    )


class Left:
    """What cards leave behind, wherever they go: the lines without them, and how many of them were too late there."""

    def __init__(self, late: dict[Place, int] | None = None) -> None:
        self.sides: dict[Place, Side] = {}
        self.late: dict[Place, int] = {} if late is None else late


class Drag:
    """Cards in the hand over one target after the other: what they leave behind is reckoned once, and what they are
    in a line as often as there are lines of another kind."""

    def __init__(self, foresight: Foresight, card_ids: Iterable[int]) -> None:
        self._foresight = foresight
        self._card_ids = tuple(card_ids)
        self._begin()

    def _begin(self) -> None:
        self._revision = self._foresight.revision
        self._left = Left()
        self._gone = self._foresight.shifts(self._card_ids, CardChange(state=TicketState.CLOSED))
        self._come: dict[Hashable, Shift] = {}

    def over(self, change: CardChange) -> Outcome:
        """What letting go here would do."""
        if self._foresight.revision != self._revision:
            self._begin()
        target = target_of(change)
        if target is None:
            # Lines differ from change to change by what comes back; only what they were before is always the same.
            shifts = self._foresight.shifts(self._card_ids, change)
            return self._foresight.outcome(shifts, Left(self._left.late))
        kind = (self._foresight.axis_of(target), change.queue_id, change.priority)
        if kind not in self._come:
            there = self._foresight.shifts(self._card_ids, change).get(target, Shift())
            left = self._gone.get(target, Shift())
            self._come[kind] = Shift([], there.come, there.load - left.load, there.work - left.work)
        come, left = self._come[kind], self._gone.get(target, Shift())
        there = Shift(left.gone, come.come, left.load + come.load, left.work + come.work)
        return self._foresight.outcome(self._gone | {target: there}, self._left)
