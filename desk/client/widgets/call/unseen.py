"""What a colleague or the customer said while the agent was writing, right above the words that do not know it."""

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desk.client.models.entry_words import EntryWords
from desk.client.models.formats import Formats
from desk.client.models.plain import joined, visible
from desk.client.models.sight import Sight
from desk.client.widgets.call.customer_rows import Panelet
from desk.client.widgets.call.parts import Icon, empty_out
from desk.client.widgets.controls.button import Button
from desk.client.widgets.controls.elided import Label
from desk.client.widgets.theme import theme
from desk.contract.events import ArticleAdded, Event

SHOWN = 3
LONGEST = 160
#: So much of the window's height, at normal text size, for each message that is shown; the history holds them all.
ROOM_EACH = 235


class UnseenStrip(Panelet):
    """The newest of what was not seen, and the button that says: seen."""

    seen = Signal()
    """The agent has read it and goes on writing; carries nothing."""

    def __init__(self, sight: Sight, words: EntryWords, parent: QWidget | None = None) -> None:
        super().__init__("warn", parent)
        self._sight, self._words = sight, words
        self._formats = Formats(self)
        self.title = Label("", "strong", "text", wrap=True)
        self.button = Button("", "secondary", "check")
        self.button.clicked.connect(self.seen)
        self._list = QVBoxLayout()
        self._list.setSpacing(4)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(Icon("alert", "warn", 16))
        top.addWidget(self.title, 1)
        top.addWidget(self.button)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 6, 8, 8)
        column.setSpacing(6)
        column.addLayout(top)
        column.addLayout(self._list)
        sight.changed.connect(self.show_all)
        theme().changed.connect(self.show_all)
        self.show_all()

    def show_all(self) -> None:
        """Show what has not been seen; nothing takes no room."""
        unseen = self._sight.unseen
        self.setVisible(bool(unseen))
        empty_out(self._list)
        if not unseen:
            return
        self.title.setText(self.tr("%n new message(s) came while you were writing", "", len(unseen)))
        self.button.setText(self.tr("Seen"))
        fitting = int(self.window().height() / theme().font_scale / ROOM_EACH)
        for event in unseen[-max(1, min(SHOWN, fitting)) :]:
            if isinstance(event.fact, ArticleAdded):
                self._list.addLayout(self._line(event, event.fact))
        self.setAccessibleName(self.title.text())

    def _line(self, event: Event, fact: ArticleAdded) -> QHBoxLayout:
        body = visible(" ".join(fact.body.split()))
        most = int(LONGEST / theme().font_scale ** 2)
        short = body if len(body) <= most else f"{body[:most]}…"
        who = fact.external_author or event.actor
        row = QHBoxLayout()
        row.setSpacing(8)
        head = Label(joined(who, self._words.article_title(fact.article_kind)), "small_strong", "muted")
        row.addWidget(head)
        row.addWidget(Label(short, "body", "text", wrap=True), 1)
        row.addWidget(Label(self._formats.time(event.at), "small", "muted"))
        return row

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.show_all()
        super().changeEvent(event)
