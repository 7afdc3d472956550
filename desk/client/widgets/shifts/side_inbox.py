"""What waits for a lead's word: swaps that somebody took, leave that somebody asked for."""

from functools import partial

import msgspec
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QHBoxLayout

from desk.client.models.lead_inbox import LeadInbox
from desk.client.models.plain import filled
from desk.client.models.rota_bars import bar_of
from desk.client.models.time_axis import minute_of
from desk.client.models.what_if import WhatIf
from desk.client.widgets.controls.button import Button
from desk.client.widgets.controls.card import Card
from desk.client.widgets.controls.elided import Label
from desk.client.widgets.shifts.asking import AskWhy
from desk.client.widgets.shifts.grid import Grid
from desk.client.widgets.shifts.side_page import SidePage
from desk.contract.shifts import Absence, Shift, Swap


class InboxPage(SidePage):
    """A card each: who, what, which rules stand against it, yes or no."""

    def __init__(self, inbox: LeadInbox, grid: Grid, what_if: WhatIf) -> None:
        super().__init__()
        self._inbox, self._grid, self._what_if = inbox, grid, what_if
        inbox.changed.connect(self.refresh)
        grid.model.people_changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show what waits."""
        cards = [*(self._absence(one) for one in self._inbox.absences), *(self._swap(one) for one in self._inbox.swaps)]
        self.show_rows(cards, self.tr("Nothing waits for your word."))

    def _absence(self, absence: Absence) -> Card:
        words, model, axis = self._grid.words, self._grid.model, self._grid.axis
        title = f"{model.name(absence.user_id)} · {words.absence(absence.absence_kind)}"
        lines = [(words.stretch(axis, minute_of(absence.start), minute_of(absence.end)), "text")]
        if absence.words:
            lines.append((f"“{absence.words}”", "muted"))
        missed = [one for one in model.book.of(absence.user_id) if one.start < absence.end and one.end > absence.start]
        lines += [(filled(self.tr("Shift {times} falls away"), times=self._times(one)), "warn") for one in missed[:3]]
        return self._card(title, lines, absence)

    def _swap(self, swap: Swap) -> Card:
        model = self._grid.model
        shift = self._inbox.shifts.get(swap.shift_id)
        other = self._inbox.shifts.get(swap.other_shift_id or 0)
        giver, taker = model.name(swap.from_id), model.name(swap.to_id or 0)
        lines: list[tuple[str, str]] = []
        if shift is not None:
            lines.append((filled(self.tr("{name} works {times}"), name=taker, times=self._times(shift)), "text"))
            lines += self._breaches(shift, swap.to_id, swap.other_shift_id)
        if other is not None:
            lines.append((filled(self.tr("{name} works {times}"), name=giver, times=self._times(other)), "text"))
            lines += self._breaches(other, swap.from_id, swap.shift_id)
        if swap.words:
            lines.append((f"“{swap.words}”", "muted"))
        return self._card(f"{giver} ⇄ {taker}" if other is not None else f"{giver} → {taker}", lines, swap)

    def _breaches(self, shift: Shift, user_id: int | None, without: int | None) -> list[tuple[str, str]]:
        if user_id is None:
            return []
        after = msgspec.structs.replace(shift, user_id=user_id)
        found = self._what_if.breaches(after, without=without)
        return [(self._grid.words.breach(one), "bad" if one.hard else "warn") for one in found]

    def _times(self, shift: Shift) -> str:
        bar = bar_of(shift)
        return self._grid.words.stretch(self._grid.axis, bar.start, bar.end)

    def _card(self, title: str, lines: list[tuple[str, str]], record: Swap | Absence) -> Card:
        card = Card(title, "accent")
        for text, colour in lines:
            card.body.addWidget(Label(text, "small", colour, wrap=True))
        yes, no = Button(self.tr("Approve"), "primary", "check", tone="good"), Button(self.tr("Decline"), "ghost")
        pending = self._inbox.is_pending(record.id)
        for button in (yes, no):
            button.setEnabled(not pending)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(no)
        row.addWidget(yes)
        card.body.addLayout(row)
        yes.clicked.connect(partial(self._inbox.decide, record, approve=True))
        no.clicked.connect(lambda: self._ask_decline(no, title, record))
        return card

    def _ask_decline(self, anchor: Button, title: str, record: Swap | Absence) -> None:
        card = AskWhy(
            self.window(),
            filled(self.tr("Decline: {what}"), what=title),
            [],
            (self.tr("What you tell them"), self.tr("Decline"), self.tr("Not now")),
            lambda words: self._inbox.decide(record, approve=False, words=words),
            danger=True,
            needed=False,
        )
        card.ask(anchor)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.refresh()
        super().changeEvent(event)
