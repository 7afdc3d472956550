"""The whole story of a question for approval: what is asked, why it waits, for whom, and what others received."""

from typing import cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desk.client.models.approvals import Story
from desk.client.models.clock import Clock
from desk.client.models.formats import Formats
from desk.client.models.plain import filled, joined
from desk.client.models.remedy_words import RemedyWords
from desk.client.widgets.actions.story_words import StoryWords
from desk.client.widgets.actions.words import state_look
from desk.client.widgets.call.customer_rows import Panelet
from desk.client.widgets.call.parts import Icon
from desk.client.widgets.controls.button import Button
from desk.client.widgets.controls.chip import Tag
from desk.client.widgets.controls.elided import ElidedLabel, Label
from desk.client.widgets.errors import words_for
from desk.client.widgets.icons import IconName
from desk.client.widgets.people import PeopleWords
from desk.contract.remedies import Remedy, RemedyState

MOST = 6


class StoryView(QWidget):
    """Built for one story; built anew when more is known."""

    customer_wanted = Signal()
    """The lead wants to see the customer himself; carries nothing."""

    def __init__(self, story: Story, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._story, self._clock = story, clock
        self._words, self._remedies, self._formats = StoryWords(self), RemedyWords(self), Formats(self)
        self._people = PeopleWords(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(24, 20, 24, 20)
        self._column.setSpacing(16)
        self._head()
        self._question()
        self._customer()
        self._before()
        self._column.addStretch(1)

    def _head(self) -> None:
        asked = self._story.remedy
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(Icon(cast(IconName, self._remedies.icon(asked.action)), "accent", 24))
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(Label(self._remedies.action(asked.action), "title"))
        ago = self._formats.ago(asked.requested_at, self._clock.now())
        by = asked.agent_name or self.tr("Prepared overnight")
        names.addWidget(Label(joined(by, ago), "small", "muted"))
        row.addLayout(names, 1)
        row.addWidget(Label(self._remedies.amount(asked.amount), "display"))
        self._column.addLayout(row)
        if asked.state is not RemedyState.AWAITING:
            icon, tone = state_look(asked.state)
            self._column.addWidget(Tag(joined(self._remedies.state(asked.state), asked.authority_name), tone, icon))

    def _question(self) -> None:
        asked, lines = self._story.remedy, list[tuple[str, str]]()
        if asked.reason:
            lines.append((f"“{asked.reason}”", "text"))
        lines.append((self._words.why(self._story), "warn"))
        lines.append(self._words.outcome(self._story))
        found = self._story.precedent
        lines.append((self._remedies.precedent(found) if found is not None else "", "muted"))
        if self._story.error is not None:
            lines.append((str(words_for(self._story.error)), "bad"))
        box = Panelet("neutral")
        column = QVBoxLayout(box)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(6)
        for words, colour in lines:
            if words:
                column.addWidget(Label(words, "body", colour, wrap=True))
        told = filled(self.tr("The customer would be told: {words}"), words=asked.told)
        column.addWidget(Label(told, "small", "muted", wrap=True))
        self._column.addWidget(box)

    def _customer(self) -> None:
        asked, here = self._story.remedy, self._story.situation
        part = self._part(self.tr("Customer"))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(Label(asked.customer_name, "strong"))
        if here is not None:
            row.addWidget(Tag(self._people.tier(here.tier), "accent"))
        row.addStretch(1)
        see = Button(self.tr("See the whole history"), "ghost", "external")
        see.clicked.connect(self.customer_wanted)
        row.addWidget(see)
        part.addLayout(row)
        order = self._story.order
        if order is None:
            return
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(ElidedLabel(self._words.order(order), "body"))
        promise = self._words.promise(order)
        words.addWidget(ElidedLabel(joined(order.number, promise), "small", "muted"))
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(Icon("bag", "neutral", 16), 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(words, 1)
        part.addLayout(line)

    def _before(self) -> None:
        others = self._story.others[:MOST]
        part = self._part(self.tr("What the customer received before"))
        if self._story.situation is None:
            part.addWidget(Label(self.tr("Looking…"), "body", "faint"))
        elif not others:
            part.addWidget(Label(self.tr("Nothing so far."), "body", "muted"))
        for remedy in others:
            part.addLayout(self._line(remedy))

    def _part(self, heading: str) -> QVBoxLayout:
        part = QVBoxLayout()
        part.setSpacing(6)
        part.addWidget(Label(heading, "small_strong", "muted"))
        self._column.addLayout(part)
        return part

    def _line(self, remedy: Remedy) -> QHBoxLayout:
        icon, tone = state_look(remedy.state, reconciled=remedy.reconciled)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(Icon(icon, tone, 16))
        row.addWidget(ElidedLabel(self._remedies.line(remedy), "body"), 1)
        at = self._formats.ago(remedy.requested_at, self._clock.now())
        state = self._remedies.state(remedy.state, reconciled=remedy.reconciled)
        row.addWidget(Label(joined(state, remedy.agent_name, at), "small", "muted"))
        return row
