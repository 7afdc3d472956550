"""One possible caller at a glance: who, what is owed, what to be careful about, when we last spoke."""

from datetime import datetime

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desk.client.models.entry_words import EntryWords
from desk.client.models.formats import Formats
from desk.client.models.plain import joined
from desk.client.widgets.call.customer_rows import REMARK_LOOKS
from desk.client.widgets.call.parts import Icon
from desk.client.widgets.call.promise_words import ICONS, PromiseWords
from desk.client.widgets.controls.avatar import Avatar
from desk.client.widgets.controls.chip import Tag
from desk.client.widgets.controls.elided import ElidedLabel, Label
from desk.client.widgets.people import TIER_ICONS, TIER_TONES
from desk.contract.customers import CallerBrief, OpenPromise, Remark, RemarkKind

MOST_PROMISES, MOST_REMARKS = 3, 2


class CallerWords(QObject):
    """The words about a caller."""

    def __init__(self, words: EntryWords, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._formats = Formats(self)

    def last_contact(self, caller: CallerBrief, now: datetime) -> str:
        """When and how we last had to do with each other."""
        if caller.last_contact_at is None:
            return self.tr("No contact yet")
        how = {
            "call:answered": self.tr("call, answered"),
            "call:missed": self.tr("call, not answered"),
            "article:reply": self.tr("our reply"),
            "article:message": self.tr("a message from them"),
        }.get(caller.last_contact, "")
        return joined(self._formats.ago(caller.last_contact_at, now), how)

    def tickets(self, caller: CallerBrief) -> str:
        """How many pieces of work are open."""
        return self.tr("%n open ticket(s)", "", caller.open_tickets)


class CallerLines(QWidget):
    """The lines of one caller on the ring card."""

    def __init__(self, caller: CallerBrief, words: EntryWords, now: datetime, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._promises, said = PromiseWords(words, self), CallerWords(words, self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._add_head(caller, words)
        for promise in caller.promises[:MOST_PROMISES]:
            self._add_promise(promise, now)
        remarks = sorted(caller.remarks, key=lambda one: one.kind is not RemarkKind.RISK)
        for remark in remarks[:MOST_REMARKS]:
            self._add_remark(remark)
        foot = [said.last_contact(caller, now)]
        if caller.open_tickets:
            foot.append(said.tickets(caller))
        self._column.addWidget(Label(joined(*foot), "small", "muted", wrap=True))

    def _add_head(self, caller: CallerBrief, words: EntryWords) -> None:
        who = caller.customer
        first = QHBoxLayout()
        first.setSpacing(8)
        first.addWidget(ElidedLabel(who.name, "title"), 1)
        first.addWidget(Tag(words.tier(who.tier), TIER_TONES[who.tier], TIER_ICONS[who.tier]))
        second = QHBoxLayout()
        second.setSpacing(6)
        second.addWidget(Label(who.number, "small", "muted"))
        if caller.verified:
            second.addWidget(Icon("check-circle", "good", 14))
        second.addStretch(1)
        names = QVBoxLayout()
        names.setSpacing(1)
        names.addLayout(first)
        names.addLayout(second)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(Avatar(who.name, 40))
        head.addLayout(names, 1)
        self._column.addLayout(head)

    def _add_promise(self, promise: OpenPromise, now: datetime) -> None:
        stand, tone = self._promises.stand(promise, now)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(Icon(ICONS[promise.kind], tone, 16))
        line.addWidget(ElidedLabel(self._promises.what(promise), "strong"), 1)
        line.addWidget(Tag(stand, tone))
        self._column.addLayout(line)

    def _add_remark(self, remark: Remark) -> None:
        icon, tone = REMARK_LOOKS[remark.kind]
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(Icon(icon, tone, 16), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(Label(remark.text, "body", "text", wrap=True), 1)
        self._column.addLayout(row)
