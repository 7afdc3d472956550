"""What a board knows of the cards: taken from answers, and which to ask for again, heard from events.

An event says that a card changed, never how. Whoever keeps the book gathers what it heard for a moment, asks for those
cards and lets it take the answer. An answer is a snapshot of the whole log up to its ``synced_to``: of two answers
about a card the one from further on counts, in whatever order they come, so that the book ends as the server is
whatever was lost, doubled or late, as long as every event is heard at last or the whole is read again (``gap``).
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from desk.contract.board import Card, Cards
from desk.contract.events import (
    CalendarSet,
    ClocksRanOut,
    ClocksReckoned,
    CustomerChanged,
    DuesMoved,
    Event,
    MoveUndone,
    QueueSet,
    TicketMerged,
    TicketOpened,
    TicketsMoved,
)
from desk.contract.tickets import TicketState

#: Cards to ask for at once: their ids fit into an address.
ASKED = 500


@dataclass(frozen=True, slots=True)
class Changes:
    """What an answer made other: cards that are new or different, and ids of those that are gone."""

    cards: list[Card] = field(default_factory=lambda: list[Card]())
    gone: list[int] = field(default_factory=lambda: list[int]())


class BoardBook:
    """Open cards by id. Reading the whole: ``begin``, then ``take_page`` until it answers None."""

    def __init__(self) -> None:
        self.cards: dict[int, Card] = {}
        #: Whether the whole has to be read (again).
        self.to_read = True
        #: How far an answer about a card was from; of cards that are gone, too, until the whole is read again.
        self._known_at: dict[int, int] = {}
        #: Heard of, and at which seq last.
        self._wanted: dict[int, int] = {}
        self._reading_since: int | None = None

    def clear(self) -> None:
        """Nothing is known any more."""
        self.cards.clear()
        self._known_at.clear()
        self._wanted.clear()
        self._reading_since = None
        self.to_read = True

    def heed(self, event: Event) -> None:
        """Hear what happened: of ``tickets``, and of ``site`` and ``shifts`` for what changes every due."""
        fact = event.fact
        match fact:
            case QueueSet() | CalendarSet():
                self.to_read = True
            case TicketsMoved() | MoveUndone():
                pass  # every change in it is told by itself
            case TicketOpened():
                self._want(event.seq, event.seq)
            case ClocksReckoned(ticket_ids=ids) | ClocksRanOut(ticket_ids=ids) | DuesMoved(ticket_ids=ids):
                for one in ids:
                    self._want(one, event.seq)
            case CustomerChanged():
                for card in self.cards.values():
                    if card.customer_id == event.customer_id:
                        self._want(card.id, event.seq)
            case _:
                if event.ticket_id is not None:
                    self._want(event.ticket_id, event.seq)
                if isinstance(fact, TicketMerged):
                    self._want(fact.into_id, event.seq)

    def gap(self) -> None:
        """Something was not heard: the whole has to be read again, also if it is just being read."""
        self.to_read = True

    def wanted(self, most: int = ASKED) -> list[int]:
        """The cards to ask for, those first that were heard of first; they stay until ``take`` is given an answer."""
        return [card_id for card_id, _ in zip(self._wanted, range(most), strict=False)]

    def take(self, answer: Cards, asked: Iterable[int] = ()) -> Changes:
        """An answer about cards, of which ``asked`` were asked for: one that did not come does not exist."""
        changes = Changes()
        for card in answer.cards:
            self._put(card, answer.synced_to, changes)
        came = {card.id for card in answer.cards}
        for card_id in asked:
            if card_id not in came:
                self._remove(card_id, answer.synced_to, changes)
            if self._wanted.get(card_id, answer.synced_to + 1) <= answer.synced_to:
                del self._wanted[card_id]
        return changes

    def begin(self) -> int:
        """Read the whole from its first page; answers what to ask for cards after."""
        self.to_read = False
        self._reading_since = None
        return 0

    def take_page(self, page: Cards) -> tuple[Changes, int | None]:
        """A page of the whole, and after which id the next one goes on; None when it was the last.

        With the last one all is gone that no page had and that no answer since the first one told of.
        """
        if self._reading_since is None:
            self._reading_since = page.synced_to
        changes = self.take(page)
        if page.more and page.cards:
            return changes, page.cards[-1].id
        for card_id in [one for one in self.cards if self._known_at[one] < self._reading_since]:
            self._remove(card_id, page.synced_to, changes)
        for card_id in self._known_at.keys() - self.cards.keys():
            if self._known_at[card_id] < page.synced_to:
                del self._known_at[card_id]
        return changes, None

    def _want(self, card_id: int, seq: int) -> None:
        if seq > self._known_at.get(card_id, 0):
            self._wanted[card_id] = seq

    def _put(self, card: Card, at: int, changes: Changes) -> None:
        if at < self._known_at.get(card.id, 0):
            return
        if card.state is TicketState.CLOSED:
            self._remove(card.id, at, changes)
            return
        self._known_at[card.id] = at
        if self.cards.get(card.id) != card:
            self.cards[card.id] = card
            changes.cards.append(card)

    def _remove(self, card_id: int, at: int, changes: Changes) -> None:
        if at < self._known_at.get(card_id, 0):
            return
        self._known_at[card_id] = at
        if self.cards.pop(card_id, None) is not None:
            changes.gone.append(card_id)
