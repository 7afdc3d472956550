"""Cards in columns: by queue, agent, state or team, and in an order within each; a hundred thousand of them."""

from bisect import bisect_left, insort
from collections.abc import Iterable, Mapping
from enum import StrEnum

from desk.contract.board import Card
from desk.contract.tickets import TicketState
from desk.queueing.staff import rank

#: The column of what belongs to nobody, or to no team.
NOBODY = 0
#: The columns of states, in their order; their ids are 1, 2, 3.
STATES = (TicketState.NEW, TicketState.OPEN, TicketState.PENDING)
#: Ranks are numbers that hold a card's id in their lowest bits: one list of them is a column in its order.
_ID_BITS, _TIME_BITS = 44, 36
_ID_MASK = (1 << _ID_BITS) - 1
_NEVER = (1 << _TIME_BITS) - 1


class Grouping(StrEnum):
    """What a column stands for."""

    AGENT = "agent"
    QUEUE = "queue"
    STATE = "state"
    TEAM = "team"


class Order(StrEnum):
    """What stands on top in a column: what is due first, what is most urgent, or what is oldest."""

    DUE = "due"
    PRIORITY = "priority"
    AGE = "age"


def rank_of(card: Card, order: Order) -> int:
    """Where a card stands among others; the smaller, the higher up."""
    due = _NEVER if card.due is None else card.due
    match order:
        case Order.DUE:
            return due << _ID_BITS | card.id
        case Order.PRIORITY:
            return ((3 - rank(card.priority)) << _TIME_BITS | due) << _ID_BITS | card.id
        case Order.AGE:
            return card.created << _ID_BITS | card.id


class Columns:
    """Which cards stand in which column, in order. Columns are known by the id of their queue, agent or team."""

    def __init__(self, grouping: Grouping, order: Order, teams: Mapping[int, int]) -> None:
        """``teams``: of each agent the team."""
        self.grouping, self.order = grouping, order
        self._teams = teams
        self._ranks: dict[int, list[int]] = {}
        self._places: dict[int, tuple[int, int]] = {}
        #: Columns to which many came at once: they are put in order when somebody looks at them.
        self._loose = set[int]()

    def __len__(self) -> int:
        return len(self._places)

    def column_of(self, card: Card) -> int:
        """The column in which a card belongs."""
        match self.grouping:
            case Grouping.QUEUE:
                return card.queue_id
            case Grouping.AGENT:
                return card.owner_id or NOBODY
            case Grouping.TEAM:
                return self._teams.get(card.owner_id or 0, NOBODY)
            case Grouping.STATE:
                return STATES.index(card.state) + 1 if card.state in STATES else NOBODY

    def put(self, card: Card) -> set[int]:
        """A card as it is now; answers the columns that are other ones for it."""
        place = self.column_of(card), rank_of(card, self.order)
        before = self._places.get(card.id)
        if before == place:
            return {place[0]}
        touched = {place[0]}
        if before is not None:
            touched.add(before[0])
            self._take(*before)
        self._places[card.id] = place
        insort(self._sorted(place[0]), place[1])
        return touched

    def put_many(self, cards: Iterable[Card]) -> set[int]:
        """Many at once, quicker than one by one."""
        touched, new = set[int](), list[Card]()
        for card in cards:
            if card.id in self._places:
                touched |= self.put(card)
            else:
                new.append(card)
        for card in new:
            column, place = self.column_of(card), rank_of(card, self.order)
            self._places[card.id] = column, place
            self._ranks.setdefault(column, []).append(place)
            touched.add(column)
        self._loose |= touched
        return touched

    def drop(self, card_id: int) -> int | None:
        """The card is gone; answers the column it stood in."""
        before = self._places.pop(card_id, None)
        if before is None:
            return None
        self._take(*before)
        return before[0]

    def count(self, column: int) -> int:
        """How many cards stand in a column."""
        return len(self._ranks.get(column, ()))

    def ids(self, column: int, start: int = 0, stop: int | None = None) -> list[int]:
        """The cards of a column from one place to another, from the top."""
        return [one & _ID_MASK for one in self._sorted(column)[start:stop]]

    def at(self, column: int, place: int) -> int | None:
        """The card at a place of a column."""
        ranks = self._sorted(column)
        return ranks[place] & _ID_MASK if 0 <= place < len(ranks) else None

    def place(self, card_id: int) -> tuple[int, int] | None:
        """The column in which a card stands, and at which place."""
        found = self._places.get(card_id)
        return None if found is None else (found[0], bisect_left(self._sorted(found[0]), found[1]))

    def used(self) -> list[int]:
        """The columns in which there is anything."""
        return [column for column, ranks in self._ranks.items() if ranks]

    def _take(self, column: int, place: int) -> None:
        ranks = self._sorted(column)
        del ranks[bisect_left(ranks, place)]

    def _sorted(self, column: int) -> list[int]:
        ranks = self._ranks.setdefault(column, [])
        if column in self._loose:
            self._loose.discard(column)
            ranks.sort()
        return ranks
