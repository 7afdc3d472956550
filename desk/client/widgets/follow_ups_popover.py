"""Who is still owed a call: open missed calls to take care of, and my call-backs to make."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desk.client.models.desk import Desk
from desk.client.models.plain import filled
from desk.client.widgets.call.parts import PressRow
from desk.client.widgets.controls.button import Button, IconButton
from desk.client.widgets.controls.empty import EmptyState
from desk.client.widgets.controls.segmented import Choice, Segmented
from desk.client.widgets.controls.surface import Divider
from desk.client.widgets.follow_up_words import FollowUpWords, opening_of
from desk.client.widgets.icons import IconName
from desk.client.widgets.language import language
from desk.client.widgets.popover import Popover
from desk.client.widgets.scroll import ClearScroll
from desk.client.widgets.theme import Tone, theme
from desk.contract.calls import Call, Callback

MISSED, CALLBACKS = "missed", "callbacks"
_WIDTH, _LEAST, _MOST = 440, 200, 400


class Line(QWidget):
    """One person who waits: a name, when, and what can be done."""

    opened = Signal()
    """The agent wants to see this person; carries nothing."""

    def __init__(self, name: str, below: str, icon: IconName, tone: Tone) -> None:
        super().__init__()
        self.name = PressRow(name, below, icon, tone=tone)
        self.name.clicked.connect(self.opened)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 4, 4, 4)
        self.row.setSpacing(6)
        self.row.addWidget(self.name, 1)

    def add_button(self, words: str, act: Callable[[], None], *, pending: bool = False) -> Button:
        """Offer something to do; while it is pending it cannot be done again."""
        button = Button(words)
        button.setEnabled(not pending)
        button.clicked.connect(lambda: act())
        self.row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        return button


class FollowUpsPopover(Popover):
    """Two short lists behind one switch; the count of each stands on it."""

    def __init__(self, host: QWidget, desk: Desk) -> None:
        super().__init__(host, width=_WIDTH)
        self._desk = desk
        self._words = FollowUpWords(desk, self)
        self._settling: int | None = None
        self.switch = Segmented(
            (Choice(MISSED, "-", "phone-missed", "bad"), Choice(CALLBACKS, "-", "call-back", "accent")), MISSED
        )
        self.promise = Button("", "ghost", "plus")
        self.refresh_button = IconButton("refresh", "-")
        self._scroll = ClearScroll()
        head = QHBoxLayout()
        head.addWidget(self.switch)
        head.addStretch(1)
        head.addWidget(self.promise)
        head.addWidget(self.refresh_button)
        self.body.addLayout(head)
        self.body.addWidget(Divider())
        self.body.addWidget(self._scroll)
        self.switch.chosen.connect(self._switched)
        self.refresh_button.clicked.connect(desk.follow_ups.refresh)
        desk.follow_ups.changed.connect(self.refresh)
        language().changed.connect(self.refresh)
        self.refresh()

    def show_list(self, which: str, anchor: QWidget) -> None:
        """Open at one of the lists."""
        self.switch.set_value(which)
        self._settling = None
        self._desk.follow_ups.refresh()
        self.open_at(anchor, keyboard=self.promise)
        self.refresh()

    def refresh(self) -> None:
        """Show the lists as they are, in the language in force."""
        model = self._desk.follow_ups
        self.setAccessibleName(self.tr("Missed calls and call-backs"))
        self._scroll.setAccessibleName(self.tr("Missed calls and call-backs"))
        plus = "+" if model.more_missed else ""
        self.switch.set_label(MISSED, filled(self.tr("Missed {count}"), count=f"{len(model.missed)}{plus}"))
        self.switch.set_label(CALLBACKS, filled(self.tr("Call-backs {count}"), count=len(model.callbacks)))
        self.promise.setText(self.tr("Call-back"))
        self.refresh_button.set_label(self.tr("Look again"))
        if self.isVisible():
            shown = self._list()
            self._scroll.show_content(shown)
            look = theme()
            wanted = shown.sizeHint().height()
            self._scroll.setFixedHeight(max(look.scaled(_LEAST), min(wanted, look.scaled(_MOST))))
            self.place()

    def _switched(self, _value: str) -> None:
        self.refresh()

    def _list(self) -> QWidget:
        lines = self._missed() if self.switch.value() == MISSED else self._callbacks()
        if not lines:
            return self._empty()
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for at, line in enumerate(lines):
            if at:
                column.addWidget(Divider())
            column.addWidget(line)
        column.addStretch(1)
        return box

    def _empty(self) -> QWidget:
        if self.switch.value() == MISSED:
            return EmptyState("phone", self.tr("No missed call"), self.tr("Everybody who rang was answered."))
        return EmptyState("call-back", self.tr("No call-back owed"), self.tr("What you promise stands here."))

    def _missed(self) -> list[Line]:
        lines: list[Line] = []
        for call in self._desk.follow_ups.missed:
            line = Line(*self._words.call(call), "phone-missed", "bad")
            line.opened.connect(partial(self._open, call))
            pending = self._desk.follow_ups.is_pending(call.id)
            words = self.tr("Claiming…") if pending else self.tr("I take it")
            line.add_button(words, partial(self._desk.follow_ups.claim, call), pending=pending)
            lines.append(line)
        return lines

    def _callbacks(self) -> list[Line]:
        lines: list[Line] = []
        now = self._desk.clock.now()
        for callback in self._desk.follow_ups.callbacks:
            tone: Tone = "warn" if callback.due_at <= now else "accent"
            line = Line(*self._words.callback(callback), "call-back", tone)
            line.opened.connect(partial(self._open, callback))
            self._offer_outcomes(line, callback)
            lines.append(line)
        return lines

    def _offer_outcomes(self, line: Line, callback: Callback) -> None:
        """First "done", then what came of it."""
        model = self._desk.follow_ups
        if model.is_pending(callback.id):
            line.add_button(self.tr("Saving…"), lambda: None, pending=True)
        elif self._settling == callback.id:
            for outcome, words in (("reached", self.tr("Reached")), ("no_answer", self.tr("No answer"))):
                line.add_button(words, partial(self._settle, callback, outcome))
        else:
            line.add_button(self.tr("Done"), partial(self._begin_settling, callback))

    def _begin_settling(self, callback: Callback) -> None:
        self._settling = callback.id
        self.refresh()

    def _settle(self, callback: Callback, outcome: str) -> None:
        self._settling = None
        self._desk.follow_ups.settle(callback, outcome)

    def _open(self, one: Call | Callback) -> None:
        self.close()
        self._desk.navigation.open(opening_of(one))
