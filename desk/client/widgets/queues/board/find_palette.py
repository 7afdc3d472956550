"""Finds a card by number, title, customer or tag, and brings the board to it."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QWidget

from desk.client.models.board_find import CardFinder
from desk.client.models.clock import Clock
from desk.client.models.plain import filled, joined
from desk.client.widgets.palette_rows import Row
from desk.client.widgets.picker import Picker
from desk.client.widgets.queues.board.words import BoardWords


class FindPalette(Picker):
    """The rows are cards; the target of a row is the card's id."""

    def __init__(self, host: QWidget, finder: CardFinder, words: BoardWords, clock: Clock) -> None:
        super().__init__(host)
        self.finder, self._words, self._clock = finder, words, clock
        finder.changed.connect(self._found)
        self.field.searched.connect(finder.look_for)
        self.closed.connect(finder.stop)

    def ask(self) -> None:
        """Which card?"""
        self.finder.stop()
        self.ask_with(*self._asked())

    def _asked(self) -> tuple[str, str]:
        return self.tr("Find a card"), self.tr("Number, title, customer, tag…")

    def rows_for(self, words: str) -> list[Row]:
        now = self._clock.now().timestamp()
        return [
            Row(
                kind="hit",
                title=f"#{card.id} {card.title}",
                detail=joined(
                    card.customer,
                    self._words.agent(card.owner_id) if card.owner_id is not None else "",
                    self._words.floor.queue_name(card.queue_id),
                    self._words.clock(card, now).words,
                    " ".join(f"#{tag}" for tag in card.tags),
                ),
                icon="ticket",
                target=card.id,
            )
            for card in self.finder.cards()
        ]

    def _found(self) -> None:
        if not self.isVisible():
            return
        count = len(self.finder.found)
        if self.finder.searching:
            self.status.setText(self.tr("Searching…"))
        elif self.field.words():
            self.status.setText(filled(self.tr("{count} found"), count=f"{count:,}"))
        else:
            self.status.setText("")
        self.fill()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange and self.isVisible():
            self.say(*self._asked())
            self._found()
        super().changeEvent(event)
