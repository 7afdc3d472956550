"""The remedies of the open customer: what is under way, and what was done before."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk.client.models.clock import Clock
from desk.client.models.remedies import RemediesModel, RemedyRow
from desk.client.widgets.actions.remedy_card import LIVE_STATES, RemedyCard
from desk.client.widgets.call.parts import empty_out

MOST_LIVE, MOST_PAST = 3, 6


class RemediesBox(QWidget):
    """Cards, rebuilt when something changed; ``live`` chooses which."""

    def __init__(self, model: RemediesModel, clock: Clock, *, live: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model, self._clock, self._live = model, clock, live
        self._shown: list[RemedyRow] = []
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
        rows = rows[: MOST_LIVE if self._live else MOST_PAST]
        if rows != self._shown or len(rows) != len(self.cards):
            self._build(rows)

    def _build(self, rows: list[RemedyRow]) -> None:
        had_keyboard = any(button.hasFocus() for card in self.cards for button in card.buttons)
        empty_out(self._column)
        self._shown = rows
        self.cards = [RemedyCard(row, self._model, self._clock) for row in rows]
        for card in self.cards:
            self._column.addWidget(card)
        self.setVisible(bool(rows))
        buttons = [button for card in self.cards for button in card.buttons]
        if had_keyboard and buttons:
            buttons[0].setFocus()

    def _tick(self) -> None:
        if any(card.undo is not None and not self._can_undo(card) for card in self.cards):
            self._build(self._shown)
        for card in self.cards:
            card.tick()

    def _can_undo(self, card: RemedyCard) -> bool:
        return card.row.remedy is not None and self._model.may_undo(card.row.remedy)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._build(self._shown)
        super().changeEvent(event)
