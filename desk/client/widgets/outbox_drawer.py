"""The outbox drawer: everything ordered and not yet settled, with what can be done about what is stuck."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desk.client.models.clock import Clock
from desk.client.models.outbox import STUCK, OutboxModel, Pending, Status
from desk.client.widgets.controls.button import Button, IconButton
from desk.client.widgets.controls.card import Card
from desk.client.widgets.controls.chip import Tag
from desk.client.widgets.controls.elided import ElidedLabel, Label
from desk.client.widgets.controls.empty import EmptyState
from desk.client.widgets.controls.surface import Divider
from desk.client.widgets.errors import words_for
from desk.client.widgets.language import language
from desk.client.widgets.order_words import STATUS_TONES, OrderWords
from desk.client.widgets.overlay import Overlay
from desk.client.widgets.scroll import ClearScroll
from desk.client.widgets.words import TimeWords

_WIDTH, _HEIGHT = 620, 520


class OutboxDrawer(Overlay):
    """Refused and unknown results are never dropped: they stay here until somebody decides."""

    def __init__(self, host: QWidget, outbox: OutboxModel, clock: Clock) -> None:
        super().__init__(host, width=_WIDTH, height=_HEIGHT)
        self._outbox, self._clock = outbox, clock
        self._words, self._times = OrderWords(), TimeWords()
        self.title = Label("", "title")
        self.count = ElidedLabel("", "body", "muted")
        self.close_button = IconButton("x", "-")
        self.close_button.clicked.connect(self.close)
        head = QHBoxLayout()
        head.setContentsMargins(24, 16, 14, 12)
        head.setSpacing(10)
        head.addWidget(self.title)
        head.addWidget(self.count, 1)
        head.addWidget(self.close_button)
        self._scroll = ClearScroll()
        self.body.addLayout(head)
        self.body.addWidget(Divider())
        self.body.addWidget(self._scroll, 1)
        outbox.changed.connect(self.refresh)
        language().changed.connect(self.refresh)
        self.refresh()

    def show_all(self) -> None:
        """Open over the window."""
        self.open(self.close_button)
        self.refresh()

    def refresh(self) -> None:
        """Show everything there is, in the language in force; what waits for the agent first."""
        self.title.setText(self.tr("Outbox"))
        self.close_button.set_label(self.tr("Close"), "Esc")
        self._scroll.setAccessibleName(self.tr("Outbox"))
        entries = self._outbox.entries
        self.count.setText(str(len(entries)) if entries else "")
        if not self.isVisible():
            return
        if not entries:
            self._scroll.show_content(
                EmptyState(
                    "check-circle", self.tr("Everything is sent"), self.tr("What you do while offline waits here.")
                )
            )
            return
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(10)
        for entry in sorted(entries, key=lambda one: one.status not in STUCK):
            column.addWidget(self._card(entry))
        column.addStretch(1)
        self._scroll.show_content(box)

    def _card(self, entry: Pending) -> Card:
        card = Card(self._words.what(entry.endpoint), STATUS_TONES.get(entry.status, "neutral"))
        card.header.addWidget(Tag(self._words.status(entry.status), STATUS_TONES.get(entry.status, "neutral")))
        since = self._times.ago(self._clock.since(entry.created_at))
        tries = self.tr("%n attempt(s)", "", entry.tries) if entry.tries else ""
        quote = _quote(entry)
        if quote:
            card.body.addWidget(ElidedLabel(quote))
        why = str(words_for(entry.problem)) if entry.problem is not None else self._words.explanation(entry)
        card.body.addWidget(Label(why, "body", "text" if entry.status in STUCK else "muted", wrap=True))
        foot = QHBoxLayout()
        foot.setSpacing(6)
        foot.addWidget(ElidedLabel(" · ".join(filter(None, (since, tries))), "small", "faint"), 1)
        for button in self._buttons(entry):
            foot.addWidget(button)
        card.body.addLayout(foot)
        return card

    def _buttons(self, entry: Pending) -> list[Button]:
        outbox, offers = self._outbox, list[tuple[str, Callable[[str], None]]]()
        if entry.status is Status.HELD:
            offers.append((self.tr("Send all the same"), outbox.retry))
        if entry.status in (Status.UNKNOWN, Status.WAITING):
            offers.append((self.tr("Send now"), outbox.retry))
        if entry.status is Status.UNKNOWN or (entry.status is Status.WAITING and not entry.tries):
            offers.append((self.tr("Take back"), outbox.withdraw))
        if entry.status in (Status.REFUSED, Status.HELD) and _quote(entry):
            offers.append((self.tr("Recover the words"), outbox.recover))
        if entry.status in STUCK:
            offers.append((self.tr("Discard"), outbox.discard))
        buttons: list[Button] = []
        for words, act in offers:
            button = Button(words, "danger" if act == outbox.discard else "secondary")
            button.clicked.connect(partial(_act, act, entry.key))
            buttons.append(button)
        return buttons


def _act(act: Callable[[str], None], key: str, _checked: bool = False) -> None:
    act(key)


def _quote(entry: Pending) -> str:
    """The agent's own words in a command, so that one can tell which it is."""
    body = entry.command.body if entry.command is not None else None
    return str(getattr(body, "body", "") or getattr(body, "words", "") or getattr(body, "text", ""))
