"""Finds cards by number, title, customer and tag while one types, among a hundred thousand, a slice at a time."""

import time
from collections.abc import Iterator

from PySide6.QtCore import QObject, QTimer, Signal

from desk.client.models.board import BoardModel
from desk.client.models.matching import score, settled
from desk.contract.board import Card

SLICE_MS, SLICE_SECONDS, SLICE_CARDS = 5, 0.006, 400
#: Nobody looks through more.
MOST = 60


def text_of(card: Card) -> str:
    """What a card is found by."""
    return f"#{card.id} {card.title} {card.customer} {' '.join(card.tags)}"


class CardFinder(QObject):
    """One search at a time; a new one ends the one before."""

    changed = Signal()
    """More was found, or the search is over; carries nothing."""

    def __init__(self, model: BoardModel) -> None:
        super().__init__(model)
        self._model = model
        self.found: list[tuple[int, int]] = []
        self.searching = False
        self._cards: Iterator[Card] = iter(())
        self._query = ""
        self._plain: list[str] = []
        self._slice = QTimer(self, singleShot=True, interval=SLICE_MS)
        self._slice.timeout.connect(self._work)

    def look_for(self, query: str) -> None:
        """Begin anew; nothing is found for nothing."""
        self._query = settled(query).lower()
        # Words of plain letters are looked for as they are before anything dearer is done.
        self._plain = [
            word for word in self._query.split() if word.isalnum() and not any("ㄱ" <= s <= "ㅣ" for s in word)
        ]
        self.found = []
        self._cards = iter(list(self._model.book.cards.values()) if self._query else [])
        self.searching = bool(self._query)
        if self.searching:
            self._slice.start()
        else:
            self._slice.stop()
        self.changed.emit()

    def stop(self) -> None:
        """Nobody looks any more."""
        self.look_for("")

    def _work(self) -> None:
        end = time.perf_counter() + SLICE_SECONDS
        while self.searching and time.perf_counter() < end:
            self._some()
        self.found.sort(key=lambda one: (-one[0], one[1]))
        del self.found[10 * MOST :]
        if self.searching:
            self._slice.start()
        self.changed.emit()

    def _some(self) -> None:
        for _ in range(SLICE_CARDS):
            card = next(self._cards, None)
            if card is None:
                self.searching = False
                return
            text = text_of(card)
            low = text.lower()
            if all(word in low for word in self._plain):
                points = score(self._query, text)
                if points:
                    self.found.append((points, card.id))

    def cards(self) -> list[Card]:
        """The best of what was found."""
        some = (self._model.card(card_id) for _, card_id in self.found)
        return [card for card, _ in zip((one for one in some if one is not None), range(MOST), strict=False)]
