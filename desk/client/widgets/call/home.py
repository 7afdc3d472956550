"""What the call view shows while nobody is open: what waits for me, my tickets, whom I spoke with, how to begin."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desk.client.models.desk import Desk
from desk.client.models.entry_words import EntryWords
from desk.client.models.formats import Formats
from desk.client.models.my_work import MyWork
from desk.client.models.navigation import Opening
from desk.client.models.plain import joined
from desk.client.models.session import Sitting
from desk.client.widgets.call.parts import empty_out
from desk.client.widgets.call.ticket_strip import STATE_TONES
from desk.client.widgets.call.work_card import Line, WorkCard
from desk.client.widgets.commands import Commands
from desk.client.widgets.controls.button import Button
from desk.client.widgets.controls.elided import Label
from desk.client.widgets.controls.keycap import Keycap
from desk.client.widgets.follow_up_words import FollowUpWords, opening_of
from desk.client.widgets.icons import IconName
from desk.client.widgets.keys import shown
from desk.client.widgets.language import language
from desk.client.widgets.scroll import ClearScroll
from desk.client.widgets.theme import theme
from desk.contract.agents import AgentState
from desk.contract.calls import Call, Callback, Direction
from desk.contract.tickets import Ticket

WIDEST = 1080
#: How many rows of each list are shown, and in a high window.
MOST, MORE = 4, 8
HIGH = 800
EVERY_SECONDS = 15
KEYS = ("palette.open", "state.break", "call.callback", "lock", "keys.show")


class Home(ClearScroll):
    """Alive while it is looked at; it asks for nothing otherwise."""

    def __init__(self, desk: Desk, commands: Commands) -> None:
        super().__init__()
        self._desk, self._commands = desk, commands
        self._work = MyWork(desk.remote, desk.session, self)
        self._words, self._entries, self._formats = FollowUpWords(desk, self), EntryWords(self), Formats(self)
        self._beats = 0
        self.title = Label("", "display")
        self.hint = Label("", "body", "muted", wrap=True)
        self.ready = Button("", "primary", "headset")
        self.seek = Button("", "secondary", "search")
        self.missed, self.callbacks, self.tickets, self.calls = WorkCard(), WorkCard(), WorkCard(), WorkCard()
        self.keys = QHBoxLayout()
        self._lay_out()
        self._wire()
        self._say()

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(self.title)
        words.addWidget(self.hint)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addLayout(words, 1)
        head.addWidget(self.seek, 0, Qt.AlignmentFlag.AlignBottom)
        head.addWidget(self.ready, 0, Qt.AlignmentFlag.AlignBottom)
        grid = QGridLayout()
        grid.setSpacing(16)
        for at, card in enumerate((self.missed, self.callbacks, self.tickets, self.calls)):
            grid.addWidget(card, at // 2, at % 2)
            grid.setColumnStretch(at % 2, 1)
        self.keys.setSpacing(6)
        column = QVBoxLayout()
        column.setSpacing(20)
        column.addLayout(head)
        column.addLayout(grid)
        column.addLayout(self.keys)
        column.addStretch(1)
        self._inner = QWidget()
        self._inner.setLayout(column)
        column.setContentsMargins(0, 0, 0, 0)
        box = QWidget()
        whole = QHBoxLayout(box)
        whole.setContentsMargins(32, 28, 32, 24)
        whole.addStretch(1)
        whole.addWidget(self._inner, 1000)
        whole.addStretch(1)
        self.show_content(box)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._fit()

    def _wire(self) -> None:
        desk, run = self._desk, self._commands.run
        self.ready.clicked.connect(lambda: run("state.available"))
        self.seek.clicked.connect(lambda: run("palette.open"))
        self.missed.all_wanted.connect(lambda: run("call.missed"))
        self.callbacks.all_wanted.connect(lambda: run("call.callbacks"))
        self.tickets.all_wanted.connect(lambda: desk.navigation.show_panel("tickets"))
        for signal in (desk.state.changed, self._commands.changed):
            signal.connect(self._say)
        for signal in (desk.follow_ups.changed, self._work.changed, desk.call.changed):
            signal.connect(self.refresh)
        desk.session.changed.connect(self._follow_session)
        desk.clock.tick.connect(self._tick)
        language().changed.connect(self._say)
        theme().changed.connect(self._fit)

    # Showing

    def refresh(self) -> None:
        """Show the lists as they are, in the language in force; while nobody looks, later."""
        if not self.isVisible():
            return
        most = MORE if self.height() >= theme().scaled(HIGH) else MOST
        ups, work = self._desk.follow_ups, self._work
        self.missed.fill([self._missed(call) for call in ups.missed[:most]], _count(ups.missed, more=ups.more_missed))
        self.callbacks.fill([self._callback(one) for one in ups.callbacks[:most]], _count(ups.callbacks))
        self.tickets.fill([self._ticket(one) for one in work.tickets[:most]], _count(work.tickets))
        self.calls.fill([self._call(one) for one in work.calls[:most]])

    def _missed(self, call: Call) -> Line:
        title, detail = self._words.call(call)
        pending = self._desk.follow_ups.is_pending(call.id)
        return Line(
            id=call.id, title=title, detail=detail, icon="phone-missed", tone="bad",
            offer=self.tr("Claiming…") if pending else self.tr("I take it"), pending=pending,
            open=partial(self._open, opening_of(call)), act=partial(self._desk.follow_ups.claim, call),
        )  # fmt: skip

    def _callback(self, callback: Callback) -> Line:
        title, detail = self._words.callback(callback)
        late = callback.due_at <= self._desk.clock.now()
        return Line(
            id=callback.id, title=title, detail=detail, icon="call-back", tone="warn" if late else "accent",
            aside=self.tr("overdue") if late else "", aside_tone="warn",
            open=partial(self._open, opening_of(callback)),
        )  # fmt: skip

    def _ticket(self, ticket: Ticket) -> Line:
        ago = self._formats.ago(ticket.changed_at, self._desk.clock.now())
        return Line(
            id=ticket.id, title=joined(f"#{ticket.id}", ticket.title, by=" "), icon="ticket",
            detail=joined(ticket.customer_name, ago),
            aside=self._entries.ticket_state(ticket.state), aside_tone=STATE_TONES[ticket.state],
            open=partial(self._open, Opening(customer_id=ticket.customer_id, ticket_id=ticket.id)),
        )  # fmt: skip

    def _call(self, call: Call) -> Line:
        title, detail = self._words.call(call)
        icon: IconName = "phone-out" if call.direction is Direction.OUT else "phone-in"
        return Line(
            id=call.id, title=title, detail=detail, icon=icon, open=partial(self._open, opening_of(call))
        )  # fmt: skip

    def _open(self, opening: Opening) -> None:
        self._desk.navigation.open(opening)

    def _say(self) -> None:
        """Every word in the language in force, and my state as it is."""
        commands = self._commands
        self.setAccessibleName(self.tr("Overview"))
        title, hint = self._greeting()
        self.title.setText(title)
        self.hint.setText(hint)
        self.ready.setText(self.tr("Take calls"))
        self.ready.set_hint(shown(commands.first_key("state.available")))
        waits = self._desk.state.status is not None and not self._desk.state.is_busy
        self.ready.setVisible(waits and self._desk.state.state is not AgentState.AVAILABLE)
        self.seek.setText(self.tr("Find a customer"))
        self.seek.set_hint(shown(commands.first_key("palette.open")))
        whole = self.tr("Show all")
        self.missed.set_words(
            self.tr("Missed calls"), self.tr("Everybody who rang was answered."), whole, self._key("call.missed")
        )
        self.callbacks.set_words(
            self.tr("My call-backs"), self.tr("You owe nobody a call."), whole, self._key("call.callbacks")
        )
        self.tickets.set_words(
            self.tr("My open tickets"), self.tr("None is yours. Take one in the tickets view."), whole,
            self._key("view.tickets"),
        )  # fmt: skip
        self.calls.set_words(self.tr("Last calls"), self.tr("Whom you speak with stands here afterwards."))
        self._say_keys()
        self.refresh()

    def _key(self, command: str) -> str:
        return shown(self._commands.first_key(command)) if command in self._commands.table else ""

    def _greeting(self) -> tuple[str, str]:
        """How I stand, and what happens next."""
        state = self._desk.state.state
        if state is AgentState.IN_CALL:
            return self.tr("You are in a call"), self.tr("The call goes on; the bar above shows with whom.")
        if state is AgentState.WRAP_UP:
            return self.tr("The call is over"), self.tr("Wrap it up in the bar above.")
        if state is AgentState.AVAILABLE:
            return self.tr("Ready for the next call"), self.tr("Whoever calls appears here when you pick up.")
        return self.tr("You take no calls now"), self.tr("Until you are ready, calls go to your colleagues.")

    def _say_keys(self) -> None:
        empty_out(self.keys)
        for command in KEYS:
            keys = self._key(command)
            if keys:
                self.keys.addWidget(Keycap(keys))
                self.keys.addWidget(Label(self._commands.title(command), "small", "muted"))
                self.keys.addSpacing(12)
        self.keys.addStretch(1)

    def _fit(self) -> None:
        self._inner.setMaximumWidth(theme().scaled(WIDEST))

    # What happens

    def _follow_session(self) -> None:
        if self._desk.session.sitting is Sitting.SIGNED_OUT:
            self._work.forget()
        elif self.isVisible():
            self._work.refresh()

    def _tick(self) -> None:
        """Ages grow while nothing else happens."""
        self._beats = (self._beats + 1) % EVERY_SECONDS
        if self._beats == 0:
            self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._work.watch(True)
        self.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._work.watch(False)


def _count(found: Sequence[object], *, more: bool = False) -> str:
    """How many; nothing for none."""
    return f"{len(found)}{'+' if more else ''}" if found else ""
