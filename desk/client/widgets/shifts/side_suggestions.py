"""What would help the day: said in a sentence, with what it does, and done with a press."""

from functools import partial

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout

from desk.client.models.directory import Directory
from desk.client.models.helping import Helping
from desk.client.models.plain import filled
from desk.client.models.time_axis import minute_of
from desk.client.widgets.controls.button import Button
from desk.client.widgets.controls.card import Card
from desk.client.widgets.controls.elided import Label
from desk.client.widgets.errors import words_for
from desk.client.widgets.icons import IconName
from desk.client.widgets.shifts.grid import Grid
from desk.client.widgets.shifts.side_page import SidePage
from desk.client.widgets.shifts.strip_words import figure
from desk.contract.staffing import Suggestion

ICONS: dict[str, IconName] = {
    "back_on_calls": "headset",
    "move_break": "coffee",
    "extra_hours": "user-plus",
    "early_leave": "logout",
    "training": "template",
}
MOST_NAMES = 4


class SuggestionsPage(SidePage):
    """A card each."""

    wanted = Signal(object)
    """It shall be done; carries the `Suggestion`."""
    asked = Signal()
    """Look once more; carries nothing."""

    def __init__(self, helping: Helping, grid: Grid, directory: Directory) -> None:
        super().__init__()
        self._helping, self._grid, self._directory = helping, grid, directory
        self.again = Button("", "secondary", "refresh")
        self.again.clicked.connect(self.asked)
        self.head.addWidget(self.again)
        helping.suggestions_changed.connect(self.refresh)
        self.retranslate()

    def refresh(self) -> None:
        """Show what would help."""
        helping = self._helping
        self.again.setEnabled(not helping.asking_suggestions)
        nothing = self.tr("Nothing would help better than what is planned.")
        if helping.error is not None:
            nothing = words_for(helping.error).what
        elif helping.asking_suggestions:
            nothing = self.tr("Looking…")
        self.show_rows([self._card(one) for one in helping.suggestions], nothing)

    def retranslate(self) -> None:
        """Put every word in the language in force."""
        self.again.setText(self.tr("Look again"))
        self.refresh()

    def _card(self, one: Suggestion) -> Card:
        card = Card(self._title(one), "warn" if one.gap_before > 0 else "good")
        names = [self._grid.model.name(user) for user in one.user_ids[:MOST_NAMES]]
        if names:
            more = len(one.user_ids) - len(names)
            said = ", ".join(names)
            if more:
                said = filled(self.tr("%n more: {names}", "", more), names=said)
            card.body.addWidget(Label(said, "small", "text", wrap=True))
        start, end = minute_of(one.start), minute_of(one.end)
        times = self._grid.words.times(self._grid.axis, start, end)
        where = " · ".join(part for part in (self._directory.queue_name(one.queue_id), times) if part)
        card.body.addWidget(Label(where, "small", "muted", wrap=True))
        card.body.addWidget(Label(self._effect(one), "small_strong", "good", wrap=True))
        do = Button(self._do(one), "secondary", ICONS.get(one.kind, "check"))
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(do)
        card.body.addLayout(row)
        do.clicked.connect(partial(self.wanted.emit, one))
        return card

    def _title(self, one: Suggestion) -> str:
        match one.kind:
            case "back_on_calls":
                return self.tr("Back to calls from training or office work")
            case "move_break":
                return self.tr("Move a break")
            case "extra_hours":
                return self.tr("Offer extra hours to %n people", "", one.people)
            case "early_leave":
                return self.tr("Offer to leave early to %n people", "", one.people)
            case "training":
                return self.tr("Time for training for %n people", "", one.people)
            case _:
                return one.kind

    def _effect(self, one: Suggestion) -> str:
        if one.gap_before > 0:
            return filled(
                self.tr("Short of {before} → {after} agent-hours"),
                before=figure(one.gap_before),
                after=figure(max(0.0, one.gap_after)),
            )
        return filled(
            self.tr("Spare {before} → {after} agent-hours"),
            before=figure(-one.gap_before),
            after=figure(max(0.0, -one.gap_after)),
        )

    def _do(self, one: Suggestion) -> str:
        return self.tr("Offer it") if one.kind in ("extra_hours", "early_leave") else self.tr("Do it")

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
