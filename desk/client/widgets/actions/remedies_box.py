"""The remedies of the open customer: what is under way, and what was done before."""

from itertools import pairwise

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk.client.models.clock import Clock
from desk.client.models.remedies import RemediesModel, RemedyRow
from desk.client.widgets.actions.remedy_card import LIVE_STATES, RemedyCard
from desk.client.widgets.call.parts import let_go

MOST_LIVE, MOST_PAST = 3, 6


class RemediesBox(QWidget):
    """Cards, each built anew when what it tells changed; ``live`` chooses which."""

    def __init__(self, model: RemediesModel, clock: Clock, *, live: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model, self._clock, self._live = model, clock, live
        self.cards: list[RemedyCard] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        model.changed.connect(self.refresh)
        clock.tick.connect(self._tick)
        self.refresh()

    def refresh(self) -> None:
        """Show what there is now."""
        rows = [one for one in self._model.rows if (one.state in LIVE_STATES) is self._live]
        self._build(rows[: MOST_LIVE if self._live else MOST_PAST])

    def _build(self, rows: list[RemedyRow], *, anew: bool = False) -> None:
        """A card that still tells what there is stays."""
        kept = [] if anew else [card for card in self.cards if card.row in rows and card.holds]
        if [card.row for card in kept] == rows and len(kept) == len(self.cards):
            return
        had_keyboard = any(button.hasFocus() for card in self.cards for button in card.buttons)
        for card in self.cards:
            if card not in kept:
                let_go(self._column, card)
        known = [card.row for card in kept]
        self.cards = [
            kept[known.index(row)] if row in known else RemedyCard(row, self._model, self._clock) for row in rows
        ]
        for place, card in enumerate(self.cards):
            self._column.insertWidget(place, card)
        self.setVisible(bool(rows))
        self._order_keyboard(had_keyboard)

    def _order_keyboard(self, had_keyboard: bool) -> None:
        """Tab goes downwards, whichever card was built last."""
        buttons = [button for card in self.cards for button in card.buttons]
        for above, below in pairwise(buttons):
            self.setTabOrder(above, below)
        if had_keyboard and buttons and not any(button.hasFocus() for button in buttons):
            buttons[0].setFocus()

    def _tick(self) -> None:
        if not all(card.holds for card in self.cards):
            self._build([card.row for card in self.cards])
        for card in self.cards:
            card.tick()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._build([card.row for card in self.cards], anew=True)
        super().changeEvent(event)
