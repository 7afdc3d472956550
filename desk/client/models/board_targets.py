"""Where cards can be dropped, what that would do there and where they come from, and why it cannot or should not be."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from zoneinfo import ZoneInfo

from desk.client.models.board import BoardModel
from desk.client.models.board_columns import NOBODY, STATES, Grouping
from desk.client.models.board_floor import Standing
from desk.client.models.board_moves import changed
from desk.client.models.clock import Clock
from desk.contract.board import Card, CardChange
from desk.queueing.places import AGENT, QUEUE, Outcome, Place, Side

SEOUL = ZoneInfo("Asia/Seoul")
#: Tickets of one move, as the server takes them.
MOST = 1000
#: Beyond what somebody can carry by less than this they are not full.
SLIGHT = 0.01


class Kind(Enum):
    """What a target is."""

    AGENT = "agent"
    QUEUE = "queue"
    STATE = "state"
    #: Whoever of the team is chosen next.
    TEAM = "team"
    NOBODY = "nobody"
    SNOOZE = "snooze"
    MACRO = "macro"


class Snooze(Enum):
    """Until when something is put aside."""

    HOUR = "hour"
    AFTERNOON = "afternoon"
    TOMORROW = "tomorrow"
    MONDAY = "monday"


@dataclass(frozen=True, slots=True)
class Target:
    """Where cards can go. ``id``: of the agent, queue, team or macro; of a state its column."""

    kind: Kind
    id: int = 0
    snooze: Snooze | None = None


class Doubt(Enum):
    """What speaks against a drop."""

    #: It lacks a skill: it cannot be dropped here.
    SKILL = "skill"
    #: The rest warns.
    NOT_IN_QUEUE = "not_in_queue"
    NOT_HERE = "not_here"
    FULL = "full"
    #: Nobody is there who would work on it.
    NOBODY_HERE = "nobody_here"
    LATER = "later"


#: What cannot be done all the same.
FORBIDDING = frozenset({Doubt.SKILL})


@dataclass(frozen=True, slots=True)
class Prospect:
    """What a drop would do: the target before and after, how many of the cards would be late there and were where
    they are, their wait; the column that loses the most before and after; and what speaks against it."""

    before: Standing | None = None
    after: Standing | None = None
    cards: int = 0
    late: int = 0
    late_before: int = 0
    wait: float | None = None
    source: Target | None = None
    source_before: Standing | None = None
    source_after: Standing | None = None
    doubts: tuple[Doubt, ...] = ()
    lacking: tuple[str, ...] = ()

    @property
    def forbidden(self) -> bool:
        """Whether it cannot be dropped here."""
        return any(one in FORBIDDING for one in self.doubts)


def until_of(snooze: Snooze, now: datetime) -> datetime:
    """When something that is put aside now comes back."""
    local = now.astimezone(SEOUL).replace(second=0, microsecond=0)
    ten = local.replace(hour=10, minute=0)
    match snooze:
        case Snooze.HOUR:
            return local + timedelta(hours=1)
        case Snooze.AFTERNOON:
            at = local.replace(hour=16, minute=0)
            return at if at > local + timedelta(minutes=30) else at + timedelta(days=1)
        case Snooze.TOMORROW:
            return ten + timedelta(days=1)
        case Snooze.MONDAY:
            return ten + timedelta(days=7 - local.weekday())


def target_of_column(grouping: Grouping, column: int) -> Target:
    """What it means to drop something in a column."""
    match grouping:
        case Grouping.AGENT:
            return Target(Kind.NOBODY) if column == NOBODY else Target(Kind.AGENT, column)
        case Grouping.QUEUE:
            return Target(Kind.QUEUE, column)
        case Grouping.STATE:
            return Target(Kind.STATE, column)
        case Grouping.TEAM:
            return Target(Kind.NOBODY) if column == NOBODY else Target(Kind.TEAM, column)


def change_of(target: Target, now: datetime) -> CardChange | None:
    """What becomes of a card that is dropped there; None where that has to be asked first."""
    match target.kind:
        case Kind.AGENT:
            return CardChange(owner_id=target.id)
        case Kind.NOBODY:
            return CardChange(owner_id=None)
        case Kind.QUEUE:
            return CardChange(queue_id=target.id, owner_id=None)
        case Kind.STATE:
            return CardChange(state=STATES[target.id - 1])
        case Kind.SNOOZE if target.snooze is not None:
            return CardChange(pending_until=until_of(target.snooze, now))
        case _:
            return None


class Hand:
    """Cards in the hand: asks for each target once, and again when the floor has changed."""

    def __init__(self, model: BoardModel, clock: Clock, ids: Iterable[int]) -> None:
        self._model, self._clock = model, clock
        self.cards = [card for card in map(model.card, ids) if card is not None]
        self.held = frozenset(card.id for card in self.cards)
        self._drag = model.floor.begin(card.id for card in self.cards)
        self._skills: dict[str, None] = {}
        for queue_id in {card.queue_id for card in self.cards}:
            self._skills |= dict.fromkeys(sorted(model.floor.skills_of(queue_id)))
        self._known: dict[Target, Prospect] = {}
        self._moving: dict[Target, list[Card]] = {}
        self._revision = self._now_at()

    @property
    def ids(self) -> list[int]:
        """The cards, in the order they were taken."""
        return [card.id for card in self.cards]

    def moving(self, target: Target) -> list[Card]:
        """The cards that a drop would change; in a queue's column nothing of it is moved that stands there."""
        if target not in self._moving:
            self._moving[target] = self._changed_by(target)
        return self._moving[target]

    def known(self, target: Target) -> Prospect | None:
        """What was asked already and still holds."""
        if self._revision != self._now_at():
            self._known.clear()
            self._revision = self._now_at()
        return self._known.get(target)

    def over(self, target: Target) -> Prospect:
        """What letting go here would do."""
        found = self.known(target)
        if found is None:
            found = self._known[target] = self._reckon(target)
        return found

    def _changed_by(self, target: Target) -> list[Card]:
        change = change_of(target, self._clock.now())
        if target.kind is Kind.QUEUE:
            return [card for card in self.cards if card.queue_id != target.id]
        if change is None:
            return self.cards
        return [card for card in self.cards if changed(card, change) != card]

    def _now_at(self) -> int:
        foresight = self._model.floor.foresight
        return -1 if foresight is None else foresight.revision

    def _reckon(self, target: Target) -> Prospect:
        floor, change = self._model.floor, change_of(target, self._clock.now())
        if target.kind is Kind.TEAM:
            standing = floor.team(target.id)
            return Prospect(standing, standing, len(self.cards), doubts=self._team_doubts(standing))
        if change is None or self._drag is None:
            return Prospect(cards=len(self.cards))
        outcome = self._drag.over(change)
        before, after = self._target_sides(target, outcome)
        source = self._source(outcome)
        lacking, doubts = self._doubts(target, change, after)
        return Prospect(
            before,
            after,
            len(self.cards),
            outcome.late,
            outcome.late_before,
            outcome.wait,
            None if source is None else _target_of(source),
            None if source is None else self._standing(source, outcome.effects[source].before),
            None if source is None else self._standing(source, outcome.effects[source].after),
            doubts,
            lacking,
        )

    def _target_sides(self, target: Target, outcome: Outcome) -> tuple[Standing | None, Standing | None]:
        place = _place_of(target)
        if place is None:
            return None, None
        effect = outcome.effects.get(place)
        before = self._standing(place, None)
        return before, before if effect is None else self._standing(place, effect.after)

    def _standing(self, place: Place, side: Side | None) -> Standing | None:
        floor = self._model.floor
        return floor.agent(place.id, side) if place.kind == AGENT else floor.queue(place.id, side)

    @staticmethod
    def _source(outcome: Outcome) -> Place | None:
        """The line that loses the most."""
        losing: Mapping[Place, int] = {
            place: effect.before.cards - effect.after.cards for place, effect in outcome.effects.items()
        }
        found = max(losing, key=lambda place: losing[place], default=None)
        return found if found is not None and losing[found] > 0 else None

    def _doubts(
        self, target: Target, change: CardChange, after: Standing | None
    ) -> tuple[tuple[str, ...], tuple[Doubt, ...]]:
        agent = self._model.floor.agents.get(target.id) if target.kind is Kind.AGENT else None
        found: list[Doubt] = []
        if target.kind is Kind.QUEUE and after is not None and not after.here:
            found.append(Doubt.NOBODY_HERE)
        if isinstance(change.pending_until, datetime) and self._too_late(change.pending_until):
            found.append(Doubt.LATER)
        if agent is None:
            return (), tuple(found)
        lacking = tuple(one for one in self._skills if one not in agent.skills)
        if lacking:
            found.append(Doubt.SKILL)
        if any(card.queue_id not in agent.queue_ids for card in self.cards):
            found.append(Doubt.NOT_IN_QUEUE)
        if not agent.here:
            found.append(Doubt.NOT_HERE)
        if after is not None and after.load > after.capacity + SLIGHT:
            found.append(Doubt.FULL)
        return lacking, tuple(found)

    def _too_late(self, until: datetime) -> bool:
        """Whether something put aside would run out before it comes back."""
        at = until.timestamp()
        return any(card.due is not None and not card.missed and card.due < at for card in self.cards)

    @staticmethod
    def _team_doubts(standing: Standing | None) -> tuple[Doubt, ...]:
        return (Doubt.NOBODY_HERE,) if standing is None or not standing.here else ()


def _place_of(target: Target) -> Place | None:
    if target.kind is Kind.AGENT:
        return Place(AGENT, target.id)
    return Place(QUEUE, target.id) if target.kind is Kind.QUEUE else None


def _target_of(place: Place) -> Target:
    return Target(Kind.AGENT if place.kind == AGENT else Kind.QUEUE, place.id)
