"""The call bar: my state, the call, what waits, the connection, the search; on top of every view."""

from functools import partial

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from desk.client.models.desk import Desk
from desk.client.models.may_go import Reminder
from desk.client.widgets.bar_buttons import BadgeButton, HealthPill, SearchButton, UserButton
from desk.client.widgets.call_strip import CallStrip
from desk.client.widgets.callback_form import CallbackForm
from desk.client.widgets.commands import Commands
from desk.client.widgets.controls.surface import Surface
from desk.client.widgets.follow_ups_popover import CALLBACKS, MISSED, FollowUpsPopover
from desk.client.widgets.health_popover import HealthPopover
from desk.client.widgets.keys import shown
from desk.client.widgets.language import language
from desk.client.widgets.rail import HEAD
from desk.client.widgets.shifts.day_popover import DayPopover
from desk.client.widgets.shifts.now_next import NowNext
from desk.client.widgets.state_button import StateButton, StateMenu
from desk.client.widgets.theme import theme
from desk.client.widgets.user_menu import UserMenu
from desk.client.widgets.wrap_up import WrapUpPanel
from desk.contract.agents import AgentState
from desk.contract.calls import Call
from desk.contract.shifts import Activity


class CallBar(Surface):
    """Binds the commands of state and call; its popovers float over `host`."""

    def __init__(self, host: QWidget, desk: Desk, commands: Commands) -> None:
        super().__init__("surface")
        self._desk, self._commands = desk, commands
        self.state = StateButton(desk.state, desk.clock)
        self.strip = CallStrip(desk, commands)
        self.day = NowNext(desk)
        self.callbacks = BadgeButton("call-back", "warn")
        self.missed = BadgeButton("phone-missed", "bad")
        self.health = HealthPill(desk.health)
        self.search = SearchButton()
        self.user = UserButton(desk)
        self.state_menu = StateMenu(host, desk.state, commands)
        self.wrap_up = WrapUpPanel(host, desk, commands)
        self.callback_form = CallbackForm(host, desk)
        self.follow_ups = FollowUpsPopover(host, desk)
        self.my_day = DayPopover(host, desk, commands)
        self.health_details = HealthPopover(host, desk, commands)
        self.user_menu = UserMenu(host, desk, commands)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 1)
        row.setSpacing(10)
        row.addWidget(self.state)
        row.addSpacing(6)
        # First the caller gets what is needed, then my day what it can use.
        row.addWidget(self.strip)
        row.addStretch(1)
        row.addWidget(self.day, 100)
        for widget in (self.callbacks, self.missed, self.health, self.search, self.user):
            row.addWidget(widget)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._wire()
        self._bind()
        self.refresh()

    def _wire(self) -> None:
        menu = self.state_menu
        self.state.clicked.connect(lambda: menu.toggle_at(self.state, keyboard=self._first_choice()))
        self.strip.next_state_asked.connect(lambda: menu.toggle_at(self.state, keyboard=self._first_choice()))
        self.strip.wrap_up_asked.connect(self._wrap_up)
        self.day.clicked.connect(lambda: self.my_day.show_day(self.day))
        self._desk.may_go.due.connect(self._remind)
        self.callbacks.clicked.connect(lambda: self.follow_ups.show_list(CALLBACKS, self.callbacks))
        self.missed.clicked.connect(lambda: self.follow_ups.show_list(MISSED, self.missed))
        self.health.clicked.connect(lambda: self.health_details.toggle_at(self.health))
        self.search.clicked.connect(lambda: self._commands.run("palette.open"))
        self.user.clicked.connect(lambda: self.user_menu.toggle_at(self.user, keyboard=self.user_menu.rows["lock"]))
        self.follow_ups.promise.clicked.connect(self._promise)
        self._desk.call.ended.connect(self._call_ended)
        self.wrap_up.closed.connect(lambda: self.strip.offer_finish(True))
        self._desk.call.changed.connect(self._call_changed)
        for signal in (self._desk.follow_ups.changed, self._commands.changed, self._desk.clock.tick):
            signal.connect(self.refresh)
        language().changed.connect(self.refresh)

    def _bind(self) -> None:
        bind, state = self._commands.bind, self._desk.state
        bind("state.available", lambda: state.choose(AgentState.AVAILABLE))
        bind("state.break", lambda: state.choose(AgentState.BREAK))
        bind("state.on_shift", lambda: state.choose(AgentState.ON_SHIFT))
        bind("state.away", self._choose_reason)
        bind("call.wrap_up", self._wrap_up, lambda: self._desk.call.is_wrapping_up or self._desk.call.is_talking)
        bind("call.extend", self._desk.call.extend, lambda: self._desk.call.is_wrapping_up)
        bind("call.callback", self._promise)
        bind("call.missed", lambda: self.follow_ups.show_list(MISSED, self.missed))
        bind("call.callbacks", lambda: self.follow_ups.show_list(CALLBACKS, self.callbacks))
        bind("day.open", lambda: self.my_day.show_day(self._day_anchor()))
        bind("day.lunch", lambda: self.my_day.ask(Activity.LUNCH, self._day_anchor()))
        bind("day.rest", lambda: self.my_day.ask(Activity.BREAK, self._day_anchor()))
        bind("health.open", lambda: self.health_details.toggle_at(self.health))
        for number in range(1, 10):
            bind(f"call.code_{number}", partial(self._mark, number), partial(self._has_code, number))

    def refresh(self) -> None:
        """Show the counts and words of now, in the language in force."""
        self.setAccessibleName(self.tr("Call bar"))
        due = len(self._desk.follow_ups.due())
        self.callbacks.show_count(due, self.tr("Call-backs that are due"))
        missed = shown(self._commands.first_key("call.missed"))
        self.missed.show_count(len(self._desk.follow_ups.missed), self.tr("Missed calls"), missed)
        self.day.set_keys(shown(self._commands.first_key("day.open")))
        self.search.set_words(self.tr("Search"), shown(self._commands.first_key("palette.open")))

    def _first_choice(self) -> QWidget:
        return self.state_menu.rows[AgentState.AVAILABLE]

    def _day_anchor(self) -> QWidget:
        """Where my day opens; whoever is in no rota has no strip."""
        return self.day if self.day.isVisible() else self.state

    def _remind(self, reminder: Reminder) -> None:
        self.my_day.remind(reminder, self._day_anchor())

    def _choose_reason(self) -> None:
        first = next(iter(self.state_menu.reasons.values()))
        self.state_menu.open_at(self.state, keyboard=first)

    def _promise(self) -> None:
        self.follow_ups.close()
        self.callback_form.ask(self.callbacks)

    def _wrap_up(self) -> None:
        """The first press shows the codes, the next one finishes."""
        if self.wrap_up.isVisible() and self._desk.call.is_wrapping_up:
            self._desk.call.finish()
        else:
            self._show_codes()

    def _show_codes(self) -> None:
        self.wrap_up.open_at(self.strip)
        self.strip.offer_finish(False)

    def _mark(self, number: int) -> None:
        self._desk.call.mark(self._desk.call.codes[number - 1].code)

    def _has_code(self, number: int) -> bool:
        return self._desk.call.call is not None and len(self._desk.call.codes) >= number

    def _call_ended(self, _call: Call) -> None:
        self._show_codes()

    def _call_changed(self) -> None:
        if self._desk.call.call is None and self.wrap_up.isVisible():
            self.wrap_up.close()

    def sizeHint(self) -> QSize:
        return QSize(800, theme().scaled(HEAD))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme().tokens.border)
        painter.end()
