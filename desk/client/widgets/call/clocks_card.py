"""What was promised about a ticket, clock by clock: running, resting, kept or missed."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from desk.client.models.clock import Clock
from desk.client.models.formats import Formats
from desk.client.models.plain import filled, joined
from desk.client.models.queue_words import QueueWords, urgency
from desk.client.models.ticket_clocks import TicketClocks
from desk.client.widgets.call.parts import Icon, empty_out
from desk.client.widgets.controls.elided import Label
from desk.client.widgets.errors import words_for
from desk.client.widgets.icons import IconName
from desk.client.widgets.language import language
from desk.client.widgets.popover import Popover
from desk.client.widgets.queues.looks import DUE_LOOK
from desk.client.widgets.theme import Tone
from desk.contract.service import ServiceClock


class ClocksCard(Popover):
    """Lives as long as it is open."""

    def __init__(self, model: TicketClocks, clock: Clock, host: QWidget) -> None:
        super().__init__(host, width=340)
        self._model, self._clock = model, clock
        self._words, self._formats = QueueWords(self), Formats(self)
        self.closed.connect(self.deleteLater)
        model.changed.connect(self.refresh)
        language().changed.connect(self.refresh)
        clock.tick.connect(self._age)
        self.refresh()

    def _age(self) -> None:
        if self._clock.now().second % 15 == 0:
            self.refresh()

    def refresh(self) -> None:
        """Say what is known, in the language in force."""
        empty_out(self.body)
        heading = Label(self.tr("What was promised"), "strong")
        self.setAccessibleName(heading.text())
        self.body.addWidget(heading)
        if not self._model.clocks:
            self.body.addWidget(Label(self._nothing(), "small", "muted", wrap=True))
        for one in self._model.clocks:
            tone, shape, words = self._told(one)
            row = QHBoxLayout()
            row.setSpacing(8)
            row.addWidget(Icon(shape, tone, 15))
            row.addWidget(Label(self._words.clock(one.clock), "small_strong"))
            row.addStretch(1)
            row.addWidget(Label(words, "small", "muted" if tone == "neutral" else tone))
            self.body.addLayout(row)

    def _nothing(self) -> str:
        if self._model.known:
            return self.tr("This queue has promised no times.")
        return self.tr("Looking…") if self._model.error is None else str(words_for(self._model.error))

    def _told(self, one: ServiceClock) -> tuple[Tone, IconName, str]:
        now = self._clock.now()
        if one.stopped_at is not None:
            at = self._formats.day_and_time(one.stopped_at)
            late = one.missed_at is not None
            words = self.tr("too late, {time}") if late else self.tr("kept, {time}")
            return ("bad", "alert", filled(words, time=at)) if late else ("good", "check", filled(words, time=at))
        if one.due_at is None:
            return "neutral", "pause", self.tr("rests")
        missed = one.missed_at is not None
        tone, shape = DUE_LOOK[urgency(one.due_at, now, missed=missed)]
        left = self._words.due(one.due_at, now, missed=missed)
        return tone, shape or "clock", joined(left, self._formats.day_and_time(one.due_at))
