"""What waits for my word, and what I asked for: offers with their countdown, swaps, leave."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desk.client.models.desk import Desk
from desk.client.models.team_rota import TeamRota
from desk.client.widgets.call.parts import Section
from desk.client.widgets.commands import Commands
from desk.client.widgets.controls.button import Button
from desk.client.widgets.controls.chip import Tag
from desk.client.widgets.controls.elided import ElidedLabel, Label
from desk.client.widgets.keys import shown
from desk.client.widgets.language import language
from desk.client.widgets.shifts.request_words import ABSENCE_TONES, SWAP_TONES, RequestWords
from desk.contract.shifts import Absence, AbsenceState, Offer, Swap, SwapState

UNDECIDED = (SwapState.OFFERED, SwapState.ACCEPTED)
#: So much of what is over is still listed.
OVER = 3


class Item(QWidget):
    """One thing: a line of what, a line of how it stands, and what can be done about it."""

    def __init__(self, title: str, detail: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = ElidedLabel(title, "strong")
        self.detail = Label(detail, "small", "muted", wrap=True)
        self.tag = Tag("")
        self.tag.hide()
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(6)
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(self.title, 1)
        head.addWidget(self.tag, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 6)
        column.setSpacing(3)
        self.refused = Label("", "small", "bad", wrap=True)
        self.refused.hide()
        column.addLayout(head)
        column.addWidget(self.detail)
        column.addWidget(self.refused)
        column.addLayout(self.buttons)
        self.setAccessibleName(title)
        self.setAccessibleDescription(detail)

    def refuse(self, why: str) -> None:
        """Say why the server said no."""
        self.refused.setText(why)
        self.refused.setVisible(bool(why))
        self.setAccessibleDescription(" · ".join(part for part in (self.detail.text(), why) if part))

    def add(self, button: Button, act: Callable[[], None], *, pending: bool = False) -> None:
        """Offer something to do."""
        button.setEnabled(not pending)
        button.clicked.connect(lambda: act())
        if self.buttons.count() == 0:
            self.buttons.addStretch(1)
        self.buttons.insertWidget(self.buttons.count() - 1, button)


class RequestsBox(QWidget):
    """Two sections; a section with nothing in it is not there."""

    leave_asked = Signal()
    """The agent wants to ask for leave; carries nothing."""

    def __init__(self, desk: Desk, team: TeamRota, commands: Commands, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self.model, self._commands = desk, desk.my_requests, commands
        self._words = RequestWords(desk, self)
        self.waiting, self.mine = Section(), Section("plus")
        self.mine.acted.connect(self.leave_asked)
        self._countdowns: list[tuple[Offer, Item]] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addWidget(self.waiting)
        column.addWidget(self.mine)
        for signal in (self.model.changed, desk.my_day.changed, team.changed, language().changed):
            signal.connect(self.refresh)
        desk.clock.tick.connect(self._count_down)
        self.refresh()

    def refresh(self) -> None:
        """Show both lists, in the language in force."""
        self._countdowns.clear()
        waiting = [self._offer(one) for one in self.model.offers] + [self._for_me(one) for one in self.model.for_me]
        swaps = self.model.my_swaps
        kept = [one for one in swaps if one.state in UNDECIDED] + [one for one in swaps if one.state not in UNDECIDED][
            :OVER
        ]
        mine = [self._my_swap(one) for one in kept] + [self._absence(one) for one in self.model.absences]
        self.waiting.set_words(self.tr("Offered to me"))
        self.waiting.set_count(len(waiting))
        self.waiting.setVisible(bool(waiting))
        self.waiting.fill(waiting)
        self.mine.set_words(self.tr("What I asked for"), self.tr("Ask for leave"))
        self.mine.fill(mine or [Label(self.tr("Nothing is open."), "small", "faint")])

    def _offer(self, offer: Offer) -> Item:
        item = Item(self._words.offer(offer), self._words.offer_stands(offer, self._desk.clock.now()))
        if self._desk.my_day.me in offer.taken:
            item.tag.setText(self.tr("mine"))
            item.tag.set_tone("good")
            item.tag.show()
            return item
        first = not self._countdowns
        self._countdowns.append((offer, item))
        pending = self.model.is_pending("take_offer", offer.id)
        hint = shown(self._commands.first_key("day.take")) if first else ""
        take = Button(self.tr("Taking…") if pending else self.tr("Take it"), "primary", "check", hint)
        item.add(take, partial(self.model.take, offer), pending=pending)
        self._say_refused(item, offer.id, "take_offer")
        return item

    def _for_me(self, swap: Swap) -> Item:
        item = Item(self._words.swap(swap), self._words.swap_who(swap))
        pending = self.model.is_pending("accept_swap", swap.id) or self.model.is_pending("decline_swap", swap.id)
        item.add(Button(self.tr("Accept"), "primary", "check"), partial(self.model.accept, swap), pending=pending)
        if swap.to_id is not None:
            item.add(Button(self.tr("Decline"), "ghost"), partial(self.model.decline, swap), pending=pending)
        self._say_refused(item, swap.id, "accept_swap", "decline_swap")
        return item

    def _my_swap(self, swap: Swap) -> Item:
        detail = " · ".join(part for part in (self._words.swap_who(swap), swap.answer or swap.words) if part)
        item = Item(self._words.swap(swap), detail)
        item.tag.setText(self._words.swap_state(swap))
        item.tag.set_tone(SWAP_TONES[swap.state])
        item.tag.show()
        if swap.state in UNDECIDED and swap.from_id == self._desk.my_day.me:
            pending = self.model.is_pending("withdraw_swap", swap.id)
            item.add(self._back(), partial(self.model.withdraw_swap, swap), pending=pending)
            self._say_refused(item, swap.id, "withdraw_swap")
        return item

    def _absence(self, absence: Absence) -> Item:
        item = Item(self._words.absence(absence), absence.answer or absence.words)
        item.detail.setVisible(bool(item.detail.text()))
        item.tag.setText(self._words.absence_state(absence))
        item.tag.set_tone(ABSENCE_TONES[absence.state])
        item.tag.show()
        if absence.state in (AbsenceState.ASKED, AbsenceState.APPROVED) and absence.end > self._desk.clock.now():
            pending = self.model.is_pending("withdraw_absence", absence.id)
            item.add(self._back(), partial(self.model.withdraw_absence, absence), pending=pending)
        return item

    def _say_refused(self, item: Item, record: int, *endpoints: str) -> None:
        refused = self.model.refusal(record, *endpoints)
        item.refuse("" if refused is None else self._words.refused(refused))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.model.watch(True)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.model.watch(False)

    def _back(self) -> Button:
        return Button(self.tr("Take back"), "ghost", "undo")

    def _count_down(self) -> None:
        now = self._desk.clock.now()
        if any(offer.until <= now for offer, _ in self._countdowns):
            self.refresh()
        for offer, item in self._countdowns:
            item.detail.setText(self._words.offer_stands(offer, now))
