"""One remedy, or one order of it: what, how much, how it stands, and what can be done about it."""

from collections.abc import Callable
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desk.client.models.clock import Clock
from desk.client.models.formats import Formats
from desk.client.models.plain import filled, joined
from desk.client.models.remedies import RemediesModel, RemedyRow, Sending
from desk.client.models.remedy_words import RemedyWords
from desk.client.widgets.actions.words import state_look
from desk.client.widgets.call.customer_rows import Panelet
from desk.client.widgets.call.parts import Icon
from desk.client.widgets.controls.button import Button
from desk.client.widgets.controls.chip import Tag
from desk.client.widgets.controls.elided import ElidedLabel, Label
from desk.client.widgets.errors import words_for
from desk.client.widgets.icons import IconName
from desk.contract.remedies import Remedy, RemedyState

#: These want the agent's eye; the others are history.
LIVE_STATES = frozenset(
    {
        *Sending,
        RemedyState.AWAITING,
        RemedyState.COMMITTED,
        RemedyState.HANDED_OVER,
        RemedyState.UNKNOWN,
    }
)


class RemedyCard(Panelet):
    """Built for one row of the model; only its times change by themselves."""

    def __init__(self, row: RemedyRow, model: RemediesModel, clock: Clock, parent: QWidget | None = None) -> None:
        asked = row.remedy is not None and row.remedy.reconciled
        icon, tone = state_look(row.state, reconciled=asked)
        super().__init__(tone if tone in ("bad", "warn") else "neutral", parent)
        self.row, self._model, self._clock = row, model, clock
        self._words, self._formats = RemedyWords(self), Formats(self)
        self.state = Tag(self._words.state(row.state, reconciled=asked), tone, icon)
        self.undo: Button | None = None
        self.buttons: list[Button] = []
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(6)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 8, 8)
        column.setSpacing(4)
        column.addLayout(self._head())
        for words, colour in self._lines():
            column.addWidget(Label(words, "small", colour, wrap=True))
        self._since = ElidedLabel("", "small", "muted")
        self._buttons.addWidget(self._since, 1)
        self._ways = self._ways_now()
        self._offer()
        column.addLayout(self._buttons)
        self._say_since()

    @property
    def holds(self) -> bool:
        """Whether what it offers to do with the remedy can still be done, and nothing else."""
        return self._ways == self._ways_now()

    def tick(self) -> None:
        """A second has passed."""
        remedy = self.row.remedy
        self._say_since()
        if self.undo is not None and remedy is not None:
            self._count_down(self.undo, remedy)

    # Inside

    def _count_down(self, undo: Button, remedy: Remedy) -> None:
        seconds = self._model.seconds_left(remedy)
        undo.setText(filled(self.tr("Undo ({seconds})"), seconds=_clock_face(seconds)))
        undo.setEnabled(self._model.may_undo(remedy) and not self.row.doing)

    def _say_since(self) -> None:
        row = self.row
        who = self._who(row.remedy) if row.remedy is not None else self._formats.ago(row.at, self._clock.now())
        if who != self._since.text():
            self._since.setText(who)
            words = (words for words, _ in self._lines())
            self.setAccessibleName(joined(self._title(), self.state.text(), *words, who))

    def _ways_now(self) -> tuple[bool, ...]:
        model, remedy = self._model, self.row.remedy
        if remedy is None:
            return ()
        return model.may_undo(remedy), model.may_withdraw(remedy), model.may_reverse(remedy)

    def _head(self) -> QVBoxLayout:
        """What and how much, which is never cut; below it how it stands."""
        first, second, head = QHBoxLayout(), QHBoxLayout(), QVBoxLayout()
        first.setSpacing(8)
        icon = Icon(cast(IconName, self._words.icon(self.row.action)), "neutral", 16)
        first.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        first.addWidget(Label(self._name(), "strong", wrap=True), 1)
        first.addWidget(Label(self._amount(), "mono_digits"), 0, Qt.AlignmentFlag.AlignTop)
        second.addWidget(self.state)
        second.addStretch(1)
        head.setSpacing(4)
        head.addLayout(first)
        head.addLayout(second)
        return head

    def _name(self) -> str:
        name, remedy = self._words.action(self.row.action), self.row.remedy
        if remedy is not None and remedy.reverses is not None:
            return filled(self.tr("Reversal of {action}"), action=name)
        return name

    def _amount(self) -> str:
        return self._words.amount(self.row.remedy.amount) if self.row.remedy is not None else ""

    def _title(self) -> str:
        return joined(self._name(), self._amount())

    def _lines(self) -> list[tuple[str, str]]:
        row = self.row
        lines: list[tuple[str, str]] = []
        if row.problem is not None:
            said = words_for(row.problem)
            lines.append((str(said), "bad"))
        elif row.remedy is not None and row.remedy.prepared:
            lines.append((self.tr("Prepared by the nightly look. The action's key pays it at once."), "text"))
        elif row.remedy is not None and row.remedy.given_up:
            lines.append((self._words.given_up(), "bad"))
        elif meaning := self._words.meaning(row.state):
            lines.append((meaning, "text"))
        if row.remedy is not None:
            lines += self._answer(row.remedy)
        return [(words, colour) for words, colour in lines if words]

    def _who(self, remedy: Remedy) -> str:
        at = self._formats.ago(remedy.requested_at, self._clock.now())
        who = remedy.agent_name or self.tr("By itself")
        if remedy.authority_name and remedy.authority_id != remedy.agent_id:
            who = filled(self.tr("{agent}, approved by {lead}"), agent=who, lead=remedy.authority_name)
        return joined(who, at, remedy.order_number)

    def _answer(self, remedy: Remedy) -> list[tuple[str, str]]:
        found: list[tuple[str, str]] = []
        # Why nobody knows is the machine's to tell, and for those who mend it.
        if remedy.answer and remedy.state is not RemedyState.UNKNOWN:
            declined = remedy.state is RemedyState.DECLINED and remedy.authority_name
            found.append((f"“{remedy.answer}”" if declined else remedy.answer, "text"))
        if remedy.reference:
            found.append((filled(self.tr("No. {number}"), number=remedy.reference), "muted"))
        return found

    def _offer(self) -> None:
        row, model, remedy = self.row, self._model, self.row.remedy
        if row.state is Sending.REFUSED:
            self._button(self.tr("Put away"), lambda: model.let_go(row), "ghost")
            self._button(self.tr("Try again"), lambda: self._again(row))
        elif row.state is Sending.HELD:
            self._button(self.tr("Do not do it"), lambda: model.let_go(row), "ghost")
            self._button(self.tr("Send it now"), lambda: self._again(row))
        elif row.state is Sending.QUEUED:
            self._button(self.tr("Take it back"), lambda: model.let_go(row))
        elif remedy is not None:
            self._offer_remedy(row, remedy)

    def _offer_remedy(self, row: RemedyRow, remedy: Remedy) -> None:
        model, busy = self._model, bool(row.doing)
        undo, withdraw, reverse = self._ways
        if undo:
            self.undo = self._button("", lambda: model.undo(remedy))
            self._count_down(self.undo, remedy)
        elif withdraw:
            self._button(self.tr("Withdraw"), lambda: model.withdraw(remedy)).setEnabled(not busy)
        elif reverse:
            self._button(self.tr("Reverse"), lambda: model.reverse(remedy), "ghost").setEnabled(not busy)
        elif remedy.state is RemedyState.REFUSED and remedy.reverses is None:
            self._button(self.tr("Try again"), lambda: self._again(row))

    def _again(self, row: RemedyRow) -> None:
        """On the situation as it is now; what stands in the way is said beside the action."""
        self._model.send_again(row)

    def _button(self, words: str, act: Callable[[], None], kind: str = "secondary") -> Button:
        button = Button(words, "ghost" if kind == "ghost" else "secondary")
        button.clicked.connect(lambda: act())
        self._buttons.addWidget(button)
        self.buttons.append(button)
        return button


def _clock_face(seconds: int) -> str:
    return f"{seconds // 60}:{seconds % 60:02}"
