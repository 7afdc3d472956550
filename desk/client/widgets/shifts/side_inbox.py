"""What waits for a lead's word: work left behind, leave that is asked for, swaps that somebody took."""

from datetime import datetime
from functools import partial

from PySide6.QtCore import QDate, QEvent, QLocale
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from desk.client.models.desk import Desk
from desk.client.models.plain import filled, visible
from desk.client.models.rota_bars import bar_of
from desk.client.widgets.controls.button import Button
from desk.client.widgets.controls.card import Card
from desk.client.widgets.controls.elided import ElidedLabel, Label
from desk.client.widgets.shifts.asking import AskWhy
from desk.client.widgets.shifts.grid import Grid
from desk.client.widgets.shifts.left_sheet import LeftSheet
from desk.client.widgets.shifts.owed_words import OwedWords
from desk.client.widgets.shifts.request_words import RequestWords
from desk.client.widgets.shifts.side_page import SidePage
from desk.contract.hand_overs import LeftWork, OwedItem
from desk.contract.shifts import Absence, Shift, Swap

#: So many things left behind are named on the card; the sheet has them all.
MOST_LEFT = 3
Line = tuple[str, str]


class InboxPage(SidePage):
    """A card each: who, what, which rules stand against it, yes or no."""

    def __init__(self, desk: Desk, grid: Grid) -> None:
        super().__init__()
        self._desk, self._inbox, self._grid = desk, desk.lead_inbox, grid
        self._owed, self._requests = OwedWords(desk.my_day, self), RequestWords(desk, self)
        self.sheet: LeftSheet | None = None
        self._inbox.changed.connect(self.refresh)
        grid.model.people_changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show what waits."""
        inbox = self._inbox
        cards = [self._left(one) for one in inbox.left]
        cards += [self._absence(one) for one in inbox.absences]
        cards += [self._swap(one) for one in inbox.swaps]
        self.show_rows(cards, self.tr("Nothing waits for your word."))

    # Work left behind

    def _left(self, left: LeftWork) -> Card:
        count = self.tr("%n left behind", "things", len(left.items))
        card = Card(f"{visible(left.name)} · {count}", "warn")
        now = self._desk.clock.now()
        day = QLocale().toString(QDate(left.day.year, left.day.month, left.day.day), self.tr("ddd, MMM d", "a day"))
        card.body.addWidget(Label(filled(self.tr("Since the end of {day}"), day=day), "small", "muted"))
        for item in left.items[:MOST_LEFT]:
            card.body.addLayout(self._item(item, now))
        more = len(left.items) - MOST_LEFT
        if more > 0:
            card.body.addWidget(Label(self.tr("and %n more", "", more), "small", "muted"))
        give = Button(self.tr("Find new owners"), "primary", "transfer")
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(give)
        card.body.addLayout(row)
        give.clicked.connect(partial(self.open_left, left))
        return card

    def _item(self, item: OwedItem, now: datetime) -> QVBoxLayout:
        overdue = item.due_at is not None and item.due_at < now
        pair = QVBoxLayout()
        pair.setSpacing(0)
        pair.addWidget(ElidedLabel(self._owed.title(item), "small_strong", "text"))
        pair.addWidget(ElidedLabel(self._owed.owed(item, now), "small", "bad" if overdue else "muted"))
        return pair

    def open_left(self, left: LeftWork) -> None:
        """Show all that somebody left, and who could take it."""
        if self.sheet is None:
            self.sheet = LeftSheet(self.window(), self._desk)
        self.sheet.ask(left)

    # Leave and swaps

    def _absence(self, absence: Absence) -> Card:
        title = f"{self._grid.model.name(absence.user_id)} · {self._grid.words.absence(absence.absence_kind)}"
        lines = [(self._requests.span(absence.start, absence.end), "text")]
        if absence.words:
            lines.append((f"“{absence.words}”", "muted"))
        missed = self._inbox.missed.get(absence.id, ())
        lines += [(filled(self.tr("Shift {times} falls away"), times=self._times(one)), "warn") for one in missed[:3]]
        return self._card(title, lines, absence)

    def _swap(self, swap: Swap) -> Card:
        name = self._grid.model.name
        giver, taker = name(swap.from_id), name(swap.to_id or 0)
        lines = self._sides(swap)
        if swap.words:
            lines.append((f"“{swap.words}”", "muted"))
        return self._card(f"{giver} {'→' if swap.other_shift_id is None else '⇄'} {taker}", lines, swap)

    def _sides(self, swap: Swap) -> list[Line]:
        """Who would work when, and which rules that breaks; nothing is said before it was looked at."""
        case = self._inbox.cases.get(swap.id)
        if case is None:
            return [(self.tr("Looking at the rules…"), "muted")]
        if not case.sides:
            return [(self.tr("The rules could not be looked at; they are asked again with your yes."), "warn")]
        lines = list[Line]()
        for side in case.sides:
            who = filled(
                self.tr("{name} works {times}"),
                name=self._grid.model.name(side.user_id),
                times=self._times(side.takes),
            )
            lines.append((who, "text"))
            lines += [(self._grid.words.breach(one), "bad" if one.hard else "warn") for one in side.breaches]
        return lines

    def _times(self, shift: Shift) -> str:
        bar = bar_of(shift)
        return self._grid.words.stretch(self._grid.axis, bar.start, bar.end)

    def _card(self, title: str, lines: list[Line], record: Swap | Absence) -> Card:
        card = Card(title, "accent")
        for text, colour in lines:
            card.body.addWidget(Label(text, "small", colour, wrap=True))
        if isinstance(record, Swap) and not self._inbox.may_decide(record):
            card.body.addWidget(Label(self.tr("It is yours: another lead decides."), "small", "muted", wrap=True))
            return card
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
