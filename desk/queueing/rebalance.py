"""Which cards had better be somebody else's: the fewest moves after which fewer targets are missed.

Cards go from people whose line will miss targets, or who carry more than they can, to people who are here, have room,
work in the card's queue, can do what it asks for, and stay. What its owner is in the middle of stays with them. Of hard
cards everybody gets their share. The same floor always gives the same proposal.

What holds of a proposal, and of every part of it: nobody's line and no queue misses more targets than without it, and
no card comes where it will be late. For it is asked of everybody who gets cards with all of them taken and as if
nothing were taken off anybody: with fewer cards taken, and others relieved, all of it can only be done sooner. Nobody
both gives and gets.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from desk.contract.board import AgentPace, Card, CardChange, Outlook
from desk.contract.service import AssignmentCode
from desk.contract.tickets import TicketState
from desk.queueing.foresight import Foresight
from desk.queueing.places import AGENT, QUEUE, Place, Shift

#: Of a line so many cards that could go are looked at for the next one to be moved.
LOOKED_AT = 60
#: So many people are tried for a card, and of so many cards in all it may turn out that nobody can have them: on a
#: floor that nothing can help the search ends soon.
TRIED, STUCK = 8, 40
#: Out of every line.
_AWAY = CardChange(state=TicketState.PENDING)
_NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Knowledge:
    """What a board does not show of cards and queues. ``begun``: cards that their owner is in the middle of;
    ``skills`` by card and ``queue_skills`` by queue; ``hard`` cards, and ``carried``, how many hard ones people had
    today; ``quiet``: seconds before the end of a shift in which nobody gets work."""

    begun: Collection[int] = frozenset()
    skills: Mapping[int, frozenset[str]] = field(default_factory=lambda: dict[int, frozenset[str]]())
    queue_skills: Mapping[int, frozenset[str]] = field(default_factory=lambda: dict[int, frozenset[str]]())
    hard: Collection[int] = frozenset()
    carried: Mapping[int, int] = field(default_factory=lambda: dict[int, int]())
    quiet: float = 0.0


@dataclass(frozen=True, slots=True)
class Handing:
    """A card, whose it is, whose it had better be, and why theirs."""

    card: Card
    from_id: int
    to_id: int
    why: AssignmentCode


def outlook(floor: Foresight, moves: Sequence[Handing] = ()) -> Outlook:
    """What is to come, with these moves."""
    shifts = _together(floor, moves)
    missed, waits = 0, [0.0]
    for place in sorted({*floor.places(), *shifts}):
        side = floor.after(place, shifts)[0] if shifts else floor.side(place)
        missed += side.missed
        waits.append(side.wait or 0.0)
    loads = [0.0]
    here = [one for one in floor.staff.agents.values() if one.here and one.capacity > 0]
    if here:
        loads = [floor.load(Place(AGENT, one.user_id), shifts) / one.capacity for one in here]
    return Outlook(missed=missed, longest_wait=int(max(waits)), most_loaded=max(loads), least_loaded=min(loads))


def proposed(
    floor: Foresight,
    knowledge: Knowledge,
    *,
    most: int,
    queue_id: int | None = None,
    among: Collection[int] | None = None,
) -> list[Handing]:
    """At most so many moves, of cards of one queue or of all, among these people or all."""
    return _Search(floor, knowledge, most, queue_id, among).found()


def _together(floor: Foresight, moves: Sequence[Handing]) -> dict[Place, Shift]:
    """All of them, and the queues that those who give and get help with."""
    found = dict[Place, Shift]()
    for one in moves:
        for place, shift in floor.shifts([one.card.id], CardChange(owner_id=one.to_id)).items():
            _add(found, place, shift)
    for place in list(found):
        agent = floor.staff.agents.get(place.id)
        for queue in agent.queue_ids if agent else ():
            found.setdefault(Place(QUEUE, queue), Shift())
    for shift in found.values():
        shift.gone.sort()
        shift.come.sort()
    return found


def _add(found: dict[Place, Shift], place: Place, more: Shift) -> None:
    known = found.setdefault(place, Shift())
    known.gone += more.gone
    known.come += more.come
    known.load += more.load
    known.work += more.work


class _Search:
    """One search: who gives, who may get, and what was decided so far."""

    def __init__(
        self, floor: Foresight, knowledge: Knowledge, most: int, queue_id: int | None, among: Collection[int] | None
    ) -> None:
        self._floor, self._knowledge = floor, knowledge
        self._most, self._queue_id = most, queue_id
        agents = floor.staff.agents.values()
        self._agents = [one for one in agents if among is None or one.user_id in among]
        self._givers = [one for one in self._agents if self._need(one, {}) > (0, 0.0)]
        self._givers.sort(key=lambda one: (*(-part for part in self._need(one, {})), one.user_id))
        giving = {one.user_id for one in self._givers}
        free = (one for one in self._agents if one.here and one.user_id not in giving)
        self._takers = [one for one in free if floor.load(Place(AGENT, one.user_id), {}) < one.capacity]
        self._moves: list[Handing] = []
        #: What those who get cards have got so far, as if nobody had given them.
        self._got: dict[Place, Shift] = {}
        self._carried = dict(knowledge.carried)
        self._stuck = 0

    def found(self) -> list[Handing]:
        """The moves, giver by giver, those first that are worst off."""
        for giver in self._givers:
            if self._stuck < STUCK and self._takers:
                self._relieve(giver)
        return self._moves

    def _need(self, agent: AgentPace, shifts: Mapping[Place, Shift]) -> tuple[int, float]:
        """How many targets their line misses, and what they carry beyond what they can."""
        side, _ = self._floor.after(Place(AGENT, agent.user_id), shifts)
        beyond = side.load - side.capacity if agent.here else 0.0
        return side.missed, max(0.0, round(beyond, 6))

    def _relieve(self, giver: AgentPace) -> None:
        place = Place(AGENT, giver.user_id)
        gone, stuck = Shift(), set[int]()
        while len(self._moves) < self._most and self._stuck < STUCK:
            need = self._need(giver, {place: gone})
            if need == (0, 0.0):
                return
            card = self._next(giver, place, gone, stuck, need)
            if card is None:
                return
            taker, why = self._taker(card, giver)
            if taker is None:
                stuck.add(card.id)
                self._stuck += 1
                continue
            self._move(Handing(card, giver.user_id, taker.user_id, why), gone)

    def _next(
        self, giver: AgentPace, place: Place, gone: Shift, stuck: Collection[int], need: tuple[int, float]
    ) -> Card | None:
        """The card whose going saves most; of those that save the same the last in line, who waits longest."""
        left = {entry.card_id for entry in gone.gone} | set(stuck)
        best: tuple[tuple[int, float], Card] | None = None
        looked = 0
        for card in self._floor.in_line(place):
            if card.id in left or not self._may_go(card, giver):
                continue
            if not any(self._can(one, card, giver) for one in self._takers):
                continue
            looked += 1
            if looked > LOOKED_AT:
                break
            after = self._need(giver, {place: self._with(gone, card)})
            if after < need and (best is None or after <= best[0]):
                best = after, card
        return None if best is None else best[1]

    def _may_go(self, card: Card, giver: AgentPace) -> bool:
        if self._queue_id is not None and card.queue_id != self._queue_id:
            return False
        # Who is not here is not in the middle of anything.
        return not giver.here or card.id not in self._knowledge.begun

    def _with(self, gone: Shift, card: Card) -> Shift:
        (more,) = self._floor.shifts([card.id], _AWAY).values()
        return Shift(sorted([*gone.gone, *more.gone]), [], gone.load + more.load, gone.work + more.work)

    def _taker(self, card: Card, giver: AgentPace) -> tuple[AgentPace | None, AssignmentCode]:
        """Who gets it: of those with room the one with the fewest hard ones, if it is one, and the least load."""
        able = [one for one in self._takers if self._can(one, card, giver)]
        hard = card.id in self._knowledge.hard

        def key(one: AgentPace) -> tuple[int, float, int]:
            load = self._floor.load(Place(AGENT, one.user_id), self._got) / one.capacity
            return (self._carried.get(one.user_id, 0) if hard else 0, round(load, 6), one.user_id)

        for one in sorted(able, key=key)[:TRIED]:
            if self._is_harmless(card, one):
                alone = AssignmentCode.FAIR_SHARE if hard else AssignmentCode.LEAST_LOAD
                return one, AssignmentCode.ONLY_ONE if len(able) == 1 else alone
        return None, AssignmentCode.LEAST_LOAD

    def _can(self, one: AgentPace, card: Card, giver: AgentPace) -> bool:
        knowledge, staff = self._knowledge, self._floor.staff
        if one.user_id == giver.user_id or card.queue_id not in one.queue_ids:
            return False
        asked = knowledge.skills.get(card.id, _NONE) | knowledge.queue_skills.get(card.queue_id, _NONE)
        if not asked <= set(one.skills):
            return False
        if one.until is not None and one.until.timestamp() - staff.now < max(knowledge.quiet, 1.0):
            return False
        weight = staff.weight(card.queue_id, card.weight)
        return round(self._floor.load(Place(AGENT, one.user_id), self._got) + weight - one.capacity, 6) <= 0

    def _is_harmless(self, card: Card, taker: AgentPace) -> bool:
        """Whether it is in time there, and neither their line nor what waits in their queues misses more for it."""
        place = Place(AGENT, taker.user_id)
        shifts = self._got | {place: self._joined(card, taker)}
        side, late = self._floor.after(place, shifts)
        if late or side.missed > self._floor.side(place).missed:
            return False
        queues = [Place(QUEUE, queue_id) for queue_id in taker.queue_ids]
        return all(self._floor.after(one, shifts)[0].missed <= self._floor.side(one).missed for one in queues)

    def _joined(self, card: Card, taker: AgentPace) -> Shift:
        place = Place(AGENT, taker.user_id)
        more = self._floor.shifts([card.id], CardChange(owner_id=taker.user_id))[place]
        got = self._got.get(place, Shift())
        return Shift([], sorted([*got.come, *more.come]), got.load + more.load, got.work + more.work)

    def _move(self, one: Handing, gone: Shift) -> None:
        self._moves.append(one)
        after = self._with(gone, one.card)
        gone.gone, gone.load, gone.work = after.gone, after.load, after.work
        taker = self._floor.staff.agents[one.to_id]
        self._got[Place(AGENT, one.to_id)] = self._joined(one.card, taker)
        if one.card.id in self._knowledge.hard:
            self._carried[one.to_id] = self._carried.get(one.to_id, 0) + 1
