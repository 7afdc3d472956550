"""Below the ticket's line: what is due, how urgent it is, its tags, why it is here, and merging it."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QAction, QColor
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QWidget

from desk.client.models.call_view import CallView
from desk.client.models.explanation import ExplanationModel
from desk.client.models.plain import joined
from desk.client.models.queue_words import QueueWords, urgency
from desk.client.models.ticket_clocks import TicketClocks
from desk.client.widgets.call.clocks_card import ClocksCard
from desk.client.widgets.call.merge_ticket_form import MergeTicketForm
from desk.client.widgets.call.tags_form import TagsForm
from desk.client.widgets.controls.button import Button, IconButton
from desk.client.widgets.controls.tip import set_tip
from desk.client.widgets.language import language
from desk.client.widgets.queues.explanation_card import ExplanationCard
from desk.client.widgets.queues.looks import DUE_LOOK, PRIORITIES
from desk.client.widgets.theme import Tone, theme
from desk.contract.service import Priority
from desk.contract.tickets import Ticket, TicketState

SHOWN_TAGS = 3


class QuietButton(Button):
    """A small button of words that may be cut; the whole stands in its tool tip."""

    def __init__(self) -> None:
        super().__init__("", "ghost")
        self._words_tone: Tone = "neutral"
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def set_tone(self, tone: Tone) -> None:
        """Speak in this tone."""
        if tone != self._words_tone:
            self._words_tone = tone
            self.update()

    def colours(self) -> tuple[QColor | None, QColor | None, QColor]:
        fill, line, words = super().colours()
        return (
            (fill, line, words) if self._words_tone == "neutral" else (fill, line, theme().tokens.of(self._words_tone))
        )

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().control_height, theme().control_height)

    def show_words(self, words: str, name: str) -> None:
        """Show these words; ``name`` says what they are."""
        if words != self.text():
            self.setText(words)
        self.setAccessibleName(joined(name, words))
        set_tip(self, joined(name, words))


class TicketFacts(QWidget):
    """One line as high as any, so that it never moves the composer below it."""

    def __init__(self, view: CallView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self._words = QueueWords(self)
        self.clocks = TicketClocks(view.remote, view.tickets)
        self._explanation = ExplanationModel(view.remote, self)
        self.due, self.priority = QuietButton(), QuietButton()
        self.tags, self.why = QuietButton(), QuietButton()
        self.merge = IconButton("merge", "", size=16)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        for button in (self.due, self.priority, self.tags, self.why):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.merge)
        self.due.clicked.connect(self._show_clocks)
        self.priority.clicked.connect(self.choose_priority)
        self.tags.clicked.connect(self.write_tags)
        self.why.clicked.connect(self.explain)
        self.merge.clicked.connect(self.ask_merge)
        for source in (view.tickets.changed, view.composer.changed):
            source.connect(self.show_all)
        self.clocks.changed.connect(self._say_due)
        view.clock.tick.connect(self._age)
        language().changed.connect(self.show_all)
        theme().changed.connect(self._fit)
        self._fit()
        self.show_all()

    @property
    def ticket(self) -> Ticket | None:
        """The ticket the words go to; None for one that is yet to be made."""
        target = self._view.composer.target
        return next((one for one in self._view.tickets.tickets if one.id == target), None)

    @property
    def others(self) -> list[Ticket]:
        """The customer's other tickets that it could be the same as."""
        ticket = self.ticket
        return [one for one in self._view.tickets.open if ticket is not None and one.id != ticket.id]

    def show_all(self) -> None:
        """Show the ticket as it stands."""
        ticket = self.ticket
        there = ticket is not None
        for button in (self.due, self.priority, self.tags, self.why, self.merge):
            button.setVisible(there)
        if ticket is None:
            return
        self.clocks.refresh()
        shape = PRIORITIES[ticket.priority][1]
        self.priority.set_icon(shape or "minus")
        self.priority.show_words(self._words.priority(ticket.priority), self.tr("Priority"))
        more = len(ticket.tags) - SHOWN_TAGS
        tags = joined(*ticket.tags[:SHOWN_TAGS], f"+{more}" if more > 0 else "", by=", ")
        self.tags.set_icon("bookmark")
        self.tags.show_words(tags or self.tr("Tags"), self.tr("Tags"))
        reason = self._words.reason(ticket.assigned)
        self.why.setVisible(bool(reason))
        self.why.set_icon("help")
        self.why.show_words(_short(reason), self.tr("Why is it here?"))
        closed = ticket.state is TicketState.CLOSED
        self.merge.setVisible(not closed and bool(self.others))
        self.merge.set_label(self.tr("Merge into another ticket"))
        for button in (self.priority, self.tags):
            button.setEnabled(not closed)
        self._say_due()

    # What one can do

    def choose_priority(self) -> None:
        """How urgent it is."""
        ticket = self.ticket
        if ticket is None:
            return
        menu = QMenu(self)
        for one in reversed(Priority):
            action = QAction(self._words.priority(one), menu)
            action.setCheckable(True)
            action.setChecked(one is ticket.priority)
            action.triggered.connect(lambda _checked=False, one=one: self._view.tickets.set_priority(one))
            menu.addAction(action)
        menu.popup(self.priority.mapToGlobal(self.priority.rect().bottomLeft()))

    def write_tags(self) -> None:
        """Its tags, with commas between them."""
        if self.ticket is not None:
            TagsForm(self._view.tickets, self.window()).ask_at(self.tags)

    def explain(self) -> None:
        """Why it is here."""
        ticket = self.ticket
        if ticket is not None:
            self._explanation.ask(ticket.id)
            card = ExplanationCard(self._explanation, self._view.directory, ticket.owner_name, self.window())
            card.ask_at(self.why)

    def ask_merge(self) -> None:
        """It is the same piece of work as another one of this customer."""
        ticket = self.ticket
        if ticket is not None and self.others:
            MergeTicketForm(self._view.tickets, ticket, self.others, self.window()).ask_at(self.merge)

    # Inside

    def _show_clocks(self) -> None:
        self.clocks.refresh()
        ClocksCard(self.clocks, self._view.clock, self.window()).open_at(self.due)

    def _say_due(self) -> None:
        ticket = self.ticket
        if ticket is None:
            return
        now = self._view.clock.now()
        words = self._words.ticket_due(ticket, now)
        look, shape = DUE_LOOK[urgency(ticket.due_at, now, missed=ticket.missed)]
        self.due.setVisible(bool(words) or bool(self.clocks.clocks))
        self.due.set_icon(shape or "clock")
        self.due.set_tone(look)
        rests = self.tr("put aside") if ticket.state is TicketState.PENDING else self.tr("nothing is due")
        self.due.show_words(words or rests, self.tr("Due"))

    def _age(self) -> None:
        if self.isVisible() and self._view.clock.now().second % 15 == 0:
            self._say_due()

    def _fit(self) -> None:
        self.setFixedHeight(theme().control_height)


def _short(text: str, most: int = 40) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"
