"""The call view: the customer, everything that happened, what is being written, and what is owed."""

from functools import partial

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QPlainTextEdit, QStackedWidget, QVBoxLayout

from desk.client.models.call_view import CallView
from desk.client.models.customer import CustomerFinder
from desk.client.models.navigation import Opening
from desk.client.models.plain import filled, joined
from desk.client.models.session import Sitting
from desk.client.widgets.actions.box import KEYS
from desk.client.widgets.actions.macro_commands import MacroCommands
from desk.client.widgets.call.composer import ComposerPanel
from desk.client.widgets.call.customer_panel import CustomerPanel
from desk.client.widgets.call.home import Home
from desk.client.widgets.call.merged_banner import MergedBanner
from desk.client.widgets.call.ring_card import RingCard
from desk.client.widgets.call.side import SideColumn
from desk.client.widgets.call.stranger import StrangerPanel
from desk.client.widgets.controls.banner import Banner
from desk.client.widgets.controls.button import IconButton
from desk.client.widgets.controls.surface import Divider, Surface
from desk.client.widgets.controls.toast import Toasts
from desk.client.widgets.language import language
from desk.client.widgets.panels.panel import Panel, Surroundings
from desk.client.widgets.theme import theme
from desk.client.widgets.timeline.commands import bind_timeline
from desk.client.widgets.timeline.panel import Timeline
from desk.client.widgets.window import Window
from desk.contract.calls import Call
from desk.contract.macros import MacroRun, StepState
from desk.contract.tickets import ArticleKind

CUSTOMER_WIDTH, SIDE_WIDTH = 288, 312
NOBODY, STRANGER, WORK = range(3)
TOLD_SECONDS = 12.0
ROOM_FOR_SIDE = 1180


class CallPanel(Panel):
    """Whoever rings is shown here when the agent picks up, unless he is in the middle of words to somebody else."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self._around, desk = around, around.desk
        self.view = CallView(desk.remote, desk.outbox, desk.session, desk.directory, desk.macros, desk.call, desk.clock)
        self._waiting_id: int | None = None
        self._side_wanted = True
        #: Asked for in a window too small for everything.
        self._side_asked = False
        self._touched = False
        self._met = 0
        # The call of a stranger that the agent has left alone for now, to look at somebody or to finish words.
        self._passed_by = 0
        self.customer = CustomerPanel(self.view, CustomerFinder(desk.remote))
        self.timeline = Timeline(self.view.stream.model)
        # What can be taken back is offered right above where it was written, and covers nothing of it.
        self.composer = ComposerPanel(self.view, Toasts(self.timeline))
        self.side = SideColumn(self.view, around.commands)
        self.unfold = IconButton("chevron-left", "", size=16)
        self.waiting = Banner("", "info", "phone-in")
        self.merged = MergedBanner(self.view.customer, around.commands)
        self.stranger = StrangerPanel(self.view, CustomerFinder(desk.remote))
        self.nobody = Home(desk, around.commands)
        self.pages = QStackedWidget()
        self.ring_card: RingCard | None = None
        self._lay_out()
        self._listen()
        self._bind()
        self._say()
        self.view.start()
        self._show_page()

    # What the window calls

    def open(self, opening: Opening) -> bool:
        """Show a customer, at a ticket, an order or an event of the history."""
        if opening.customer_id is None:
            return False
        self._waiting_id = None
        self._passed_by = self.view.stranger.id if self.view.stranger is not None else 0
        self.view.open(opening.customer_id, opening.ticket_id)
        if opening.seq is not None:
            self.view.stream.go_to(opening.seq, opening.at)
        elif opening.order_id is not None:
            self.view.stream.go_to_order(opening.order_id)
        self._show_page()
        return True

    def shown(self) -> None:
        """The view has come to the front."""
        self._make_ring_card()
        window = self.window()
        if isinstance(window, Window) and not self._touched:
            self._touched = True
            window.touched.connect(self.view.presence.active)

    # Building

    def _lay_out(self) -> None:
        middle = QVBoxLayout()
        middle.setSpacing(0)
        middle.setContentsMargins(0, 0, 0, 0)
        middle.addWidget(self.timeline, 1)
        middle.addWidget(Divider())
        middle.addWidget(self.composer)
        work = Surface()
        row = QHBoxLayout(work)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.customer)
        row.addWidget(Divider(Qt.Orientation.Vertical))
        row.addLayout(middle, 1)
        row.addWidget(Divider(Qt.Orientation.Vertical))
        row.addWidget(self.side)
        row.addWidget(self.unfold, 0, Qt.AlignmentFlag.AlignTop)
        for page in (self.nobody, self.stranger, work):
            self.pages.addWidget(page)
        above = QVBoxLayout()
        above.setContentsMargins(12, 8, 12, 8)
        above.setSpacing(6)
        above.addWidget(self.waiting)
        above.addWidget(self.merged)
        self._above = Surface()
        self._above.setLayout(above)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._above)
        whole.addWidget(self.pages, 1)
        self._above.hide()

    def _listen(self) -> None:
        desk, view = self._around.desk, self.view
        view.changed.connect(self._show_page)
        view.customer.changed.connect(self._show_waiting)
        view.macros.told.connect(self._tell_macro)
        desk.call.answered.connect(self._answered)
        desk.call.rang.connect(self._make_ring_card)
        desk.call.changed.connect(self._meet)
        desk.session.changed.connect(self._follow_session)
        self.waiting.acted.connect(self._open_waiting)
        self.customer.wanted.connect(self._open_at_once)
        self.timeline.view.ticket_requested.connect(view.choose_ticket)
        self.composer.left.connect(self.timeline.view.setFocus)
        self.side.left.connect(self.composer.write)
        self.side.offers.refused.connect(self._say_refused)
        self.timeline.view.current_changed.connect(self._follow_row)
        self.side.folded.connect(lambda: self._want_side(False))
        self.unfold.clicked.connect(lambda: self._want_side(True))
        language().changed.connect(view.stream.retranslate)
        theme().changed.connect(self._fit)

    def _bind(self) -> None:
        bind, composer = self._around.commands.bind, self.composer
        bind("write.reply", lambda: composer.set_mode(ArticleKind.REPLY), self._has_customer)
        bind("write.note", lambda: composer.set_mode(ArticleKind.NOTE), self._has_customer)
        bind("call.note", lambda: composer.set_mode(ArticleKind.CALL_NOTE), self._has_customer)
        bind("write.template", composer.pick_template, self._has_customer)
        bind("write.file", composer.pick_file, self._has_customer)
        bind("ticket.new", composer.strip.new_ticket, self._has_customer)
        bind("ticket.choose", composer.strip.open_menu, self._has_customer)
        bind("customer.close", self._put_away, self._can_put_away)
        bind("customer.search", self.timeline.focus_search, self._has_customer)
        bind("customer.remark", self.customer.add_remark, self._has_customer)
        bind("customer.merge", self.customer.merge, self._has_customer)
        bind("customer.survivor", self.view.follow_merge, lambda: self.view.customer.survivor is not None)
        bind("call.caller", self._show_caller, self._has_caller)
        for number in range(1, KEYS + 1):
            bind(f"action.{number}", partial(self._act, number), partial(self._may_act, number))
        bind("action.list", self._go_to_actions, self._has_customer)
        bind("action.macro", self._go_to_macros, self._has_macros)
        bind("action.undo", self._undo, self._has_customer)
        bind("action.month", self._show_month, self._has_customer)
        bind_timeline(self._around.commands, self.timeline)
        self._macros = MacroCommands(self._around.commands, self._around.desk.macros, self._run_macro, self._has_macros)

    # Actions

    def _may_act(self, number: int) -> bool:
        here = self.isVisible() and self.pages.currentIndex() == WORK
        return here and self.side.offers.can_press(number)

    def _act(self, number: int) -> None:
        """What is done must be seen: a column that was folded away comes back."""
        self._bring_side()
        self.side.offers.press(number)

    def _go_to_actions(self) -> None:
        self._bring_side()
        self.side.offers.take_keyboard()

    def _has_macros(self) -> bool:
        return self._has_customer() and bool(self.side.macros.offered)

    def _go_to_macros(self) -> None:
        self._bring_side()
        self.side.macros.take_keyboard()

    def _run_macro(self, macro_id: int) -> None:
        self._around.desk.navigation.show_panel("call")
        self._bring_side()
        self.side.macros.choose(macro_id)

    def _tell_macro(self, run: MacroRun) -> None:
        """A run that nobody looks at any more has an outcome, or needs something."""
        macro = next((one for one in self._around.desk.macros.macros if one.id == run.macro_id), None)
        name = self.side.macros.words.name(macro) if macro is not None else ""
        words = joined(name, self.side.macros.words.summary(run.results), by=": ")
        here = run.open and run.customer_id in self.view.customer.ids
        toast = self._around.toasts.show(
            words,
            tone="good" if all(one.state is StepState.DONE for one in run.results) else "warn",
            icon="play",
            action=self.tr("Go on") if here else "",
            seconds=TOLD_SECONDS,
        )
        toast.acted.connect(partial(self._run_macro, run.macro_id))

    def _undo(self) -> None:
        if not self.view.remedies.undo_last():
            self._say_refused(self.tr("There is nothing that can still be undone."))

    def _show_month(self) -> None:
        self._bring_side()
        self.side.show_month()

    def _say_refused(self, words: str) -> None:
        self._around.toasts.show(words, tone="warn", icon="info")

    def _follow_row(self) -> None:
        """The order that is read about is the one the actions are about."""
        row = self.timeline.view.current_row()
        if row is not None and row.order_id is not None and self.timeline.view.hasFocus():
            self.view.actions.choose_order(row.order_id)

    def _has_customer(self) -> bool:
        return self.view.customer_id is not None

    def _can_put_away(self) -> bool:
        return self._has_customer() and self.view.call is None

    def _put_away(self) -> None:
        """Nobody is open any more; words that were begun stay where they are kept."""
        self.composer.editor.settle()
        self.view.open(None)
        self._show_page()

    def _has_caller(self) -> bool:
        aside = self._waiting_id is not None or self.view.stranger is not None
        return aside or bool(self._around.desk.call.rings)

    def _open_at_once(self, customer_id: int) -> None:
        self._offer(customer_id, at_once=True)

    def _make_ring_card(self, _ring: object = None) -> None:
        if self.ring_card is None and self.window() is not self:
            self.ring_card = RingCard(self.view, self.window())
            self.ring_card.wanted.connect(self._open_at_once)

    # Calls

    def _show_caller(self) -> None:
        if self._waiting_id is not None or self.view.stranger is not None:
            self._open_waiting()
        elif self.ring_card is not None:
            self.ring_card.open_caller()

    def _answered(self, call: Call) -> None:
        """I picked up: the customer comes, but never between two keystrokes to somebody else."""
        if call.customer_id is not None:
            self._offer(call.customer_id)
        else:
            self._around.desk.navigation.show_panel("call")
            self._show_page()

    def _meet(self) -> None:
        """My call got its customer by somebody naming the caller, or I came back to it."""
        call = self._around.desk.call.call
        if call is None:
            self._met = 0
            self._wait_for(None)
        elif call.customer_id is not None and self._met != call.id:
            self._met = call.id
            self._offer(call.customer_id)
        else:
            self._say_waiting()

    def _offer(self, customer_id: int, *, at_once: bool = False) -> None:
        if customer_id == self.view.customer_id:
            self._wait_for(None)
        elif self._is_writing() and not at_once:
            self._wait_for(customer_id)
        else:
            self._wait_for(None)
            self._around.desk.navigation.open(Opening(customer_id=customer_id))

    def _is_writing(self) -> bool:
        """Whether the agent is in the middle of words: to the customer who is open, or in any other field."""
        focused = QApplication.focusWidget()
        if isinstance(focused, QLineEdit):
            return bool(focused.text())
        if isinstance(focused, QPlainTextEdit):
            return not focused.isReadOnly() and bool(focused.toPlainText() or self.composer.is_writing)
        return False

    def _wait_for(self, customer_id: int | None) -> None:
        self._waiting_id = customer_id
        self._show_page()

    def _open_waiting(self) -> None:
        if self.view.stranger is not None:
            self._passed_by = 0
            self.composer.editor.settle()
            self.pages.setCurrentIndex(STRANGER)
            self._show_waiting()
        elif self._waiting_id is not None:
            self._offer(self._waiting_id, at_once=True)
            self.composer.write()

    # Showing

    def _show_page(self) -> None:
        stranger = self.view.stranger
        if stranger is not None and stranger.id != self._passed_by and self._is_writing():
            self._passed_by = stranger.id
        if stranger is not None and stranger.id != self._passed_by:
            self.pages.setCurrentIndex(STRANGER)
        else:
            self.pages.setCurrentIndex(NOBODY if self.view.customer_id is None else WORK)
        self._show_waiting()

    def _show_waiting(self) -> None:
        """Somebody is on the line who is not on screen, or the record is another's now: say so, and offer the way."""
        aside = self.view.stranger is not None and self.pages.currentIndex() != STRANGER
        waiting = aside or self._waiting_id is not None
        merged = self.view.customer.survivor is not None and self.pages.currentIndex() == WORK
        self.waiting.setVisible(waiting)
        self.merged.setVisible(merged)
        self._above.setVisible(waiting or merged)
        self._say_waiting()

    def _follow_session(self) -> None:
        if self._around.desk.session.sitting is Sitting.SIGNED_OUT:
            self.view.forget()
        elif self._around.desk.session.sitting is Sitting.SIGNED_IN:
            self.view.start()

    def _want_side(self, wanted: bool) -> None:
        self._side_wanted = self._side_asked = wanted
        self._fit()

    def _bring_side(self) -> None:
        """In a small window the actions take the place of the customer's column for as long as they are wanted."""
        if not self.side.isVisible():
            self._want_side(True)

    def _fit(self) -> None:
        """Large text takes room from the columns, never from the words in the middle."""
        look = theme()
        self.customer.setFixedWidth(max(CUSTOMER_WIDTH, min(look.scaled(CUSTOMER_WIDTH), self.width() * 3 // 10)))
        self.side.setFixedWidth(look.scaled(SIDE_WIDTH))
        small = self.width() < look.scaled(ROOM_FOR_SIDE)
        show = self._side_wanted and (not small or self._side_asked)
        self.side.setVisible(show)
        self.customer.setVisible(not (small and show))
        self.unfold.setVisible(not show)

    def _say_waiting(self) -> None:
        calls = self._around.desk.call
        over = calls.is_wrapping_up
        if self.view.stranger is not None:
            unknown = self.tr("Somebody unknown is on the line. What you write here stays.")
            rang_off = self.tr("The call with somebody unknown is over. What you write here stays.")
            self.waiting.set_text(rang_off if over else unknown)
            self.waiting.set_action(self.tr("Who called?") if over else self.tr("Who is calling?"))
            return
        name = calls.caller.customer.name if calls.caller is not None else self.tr("The caller")
        talking = self.tr("{name} is on the line. What you write here stays.")
        ended = self.tr("The call with {name} is over. What you write here stays.")
        self.waiting.set_text(filled(ended if over else talking, name=name))
        self.waiting.set_action(self.tr("Show the customer"))

    def _say(self) -> None:
        self.setAccessibleName(self.tr("Call"))
        self.unfold.set_label(self.tr("Show actions and promises"))
        self._say_waiting()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
        super().changeEvent(event)
