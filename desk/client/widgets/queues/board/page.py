"""The board as a page of the queues view: the line of choices, the columns, and what opens over or beside them."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desk.client.models.board import BoardModel
from desk.client.models.board_columns import NOBODY, Grouping, Order
from desk.client.models.board_find import CardFinder
from desk.client.models.board_rebalance import BoardRebalance
from desk.client.models.floor_requests import WhisperTo
from desk.client.models.navigation import Opening
from desk.client.models.plain import filled, joined
from desk.client.widgets.controls.empty import EmptyState
from desk.client.widgets.controls.surface import Divider
from desk.client.widgets.controls.toast import Toasts
from desk.client.widgets.errors import words_for
from desk.client.widgets.floating import take_keyboard
from desk.client.widgets.keyboard import is_writing
from desk.client.widgets.palette import Palette
from desk.client.widgets.queues.board.board import Board
from desk.client.widgets.queues.board.commands import BOARD_DEEDS, deeds_of
from desk.client.widgets.queues.board.find_palette import FindPalette
from desk.client.widgets.queues.board.menus import card_menu, column_menu
from desk.client.widgets.queues.board.rebalance_panel import RebalancePanel
from desk.client.widgets.queues.board.steering import BoardSteering
from desk.client.widgets.queues.board.toolbar import BoardToolbar
from desk.client.widgets.queues.page import Page

if TYPE_CHECKING:
    # The panels import this file.
    from desk.client.widgets.panels.panel import Surroundings

#: From this age on what is shown is called old.
OLD_SECONDS = 5


class BoardPage(Page):
    """Everything a lead sees and steers of the cards."""

    sick_call_wanted = Signal(int)
    """Somebody has called in sick; carries their id."""
    whisper_wanted = Signal(int)
    """A word to somebody; carries their id."""

    def __init__(self, around: "Surroundings") -> None:
        super().__init__()
        desk = around.desk
        self._around = around
        self.model = BoardModel(desk)
        self.board = Board(self.model, desk.clock)
        # At the bottom, where nothing is written; and here, where a screen reader finds them.
        self.toasts = Toasts(self)
        self.steering = BoardSteering(self.board, self.model, desk, self.toasts)
        self.toolbar = BoardToolbar(around.commands, self.board.words)
        self.rebalance = BoardRebalance(desk.remote, self.model)
        self.side = RebalancePanel(self.rebalance, self.model, self.board.words)
        self.finder = CardFinder(self.model)
        self._find: FindPalette | None = None
        self.empty = EmptyState("inbox", "")
        self.pages = QStackedWidget()
        self._lay_out()
        self._wire()
        self._bind()
        self._take_settings()
        self.retranslate()

    def _lay_out(self) -> None:
        self.pages.addWidget(self.board)
        self.pages.addWidget(self.empty)
        work = QHBoxLayout()
        work.setSpacing(0)
        work.addWidget(self.pages, 1)
        work.addWidget(self.side)
        self.side.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.toolbar)
        column.addWidget(Divider())
        column.addLayout(work, 1)

    def _wire(self) -> None:
        bar, board, model = self.toolbar, self.board, self.model
        bar.grouped.connect(self._group)
        bar.ordered.connect(self._order)
        bar.find_button.clicked.connect(self.ask_find)
        bar.undo.clicked.connect(self.steering.undo)
        bar.edit.clicked.connect(self.steering.ask_change)
        bar.move_button.clicked.connect(self.steering.ask_where)
        bar.rebalance.clicked.connect(self.ask_rebalance)
        board.chosen_changed.connect(lambda: bar.show_chosen(len(board.chosen)))
        board.opened.connect(self.open_card)
        board.column_menu_wanted.connect(self._open_column_menu)
        board.card_menu_wanted.connect(self._open_card_menu)
        board.folded_changed.connect(self._keep_folded)
        self.steering.opened.connect(self.open_card)
        self.rebalance.changed.connect(self._show_proposal)
        self.side.closed.connect(self._close_side)
        self.sick_call_wanted.connect(self._around.desk.floor_asked.sick)
        self.whisper_wanted.connect(self._whisper_to)
        self.side.accepted.connect(self._close_side)
        self.steering.runner.progress.connect(self._say_fresh)
        model.loading_changed.connect(self._say_fresh)
        model.cards_changed.connect(self._show_page)
        self.empty.acted.connect(model.open)
        self._around.desk.clock.tick.connect(self._say_fresh)
        self._around.desk.directory.changed.connect(board.rebuild)

    def _bind(self) -> None:
        commands = self._around.commands
        deeds = deeds_of(self)
        for name in BOARD_DEEDS:
            commands.bind(f"board.{name}", deeds[name], partial(self._may, name))

    def _may(self, name: str) -> bool:
        """Only in front, and not while somebody writes; in the palette one writes to find a command."""
        focus = self.window().focusWidget()
        if not self.isVisible() or (is_writing(focus) and not _is_in_palette(focus)):
            return False
        if name in ("move", "edit"):
            return bool(self.board.picked())
        if name in ("all", "fold", "column"):
            return self.board.current_column is not None
        return True

    # What the page is asked for

    def shown(self) -> None:
        """The page has come to the front: read and listen; the keyboard goes to the columns."""
        if not self._around.desk.directory.queues:
            self._around.desk.directory.refresh()
        if not self._around.desk.macros.loaded:
            self._around.desk.macros.refresh()
        self.model.open()
        take_keyboard(self.board)
        self._say_fresh()

    def hidden(self) -> None:
        """Listen no longer; what is known is brought up to date when it is shown again."""
        self.board.cancel_drag()
        self.model.close()

    def stop(self) -> None:
        """Whoever sat here has gone."""
        self.board.cancel_drag()
        self.board.forget()
        self.steering.forget()
        self.rebalance.forget()
        self.side.hide()
        self.finder.stop()
        self.model.forget()
        self.board.rebuild()

    # What a lead does

    def arrange(self, grouping: Grouping, order: Order) -> None:
        """Other columns, or another order; remembered."""
        settings = self._around.desk.settings
        settings.board_columns, settings.board_order = grouping.value, order.value
        if grouping is not self.model.columns.grouping:
            self.board.cancel_drag()
            self._end_proposal()
            self.board.current_column = None
            self.board.standings.clear()
            self.board.horizontalScrollBar().setValue(0)
        self.model.arrange(grouping, order)
        self.toolbar.set_choice(grouping, order)
        self.board.rebuild()
        take_keyboard(self.board)

    def _group(self, how: str) -> None:
        self.arrange(Grouping(how), self.model.columns.order)

    def _order(self, how: str) -> None:
        self.arrange(self.model.columns.grouping, Order(how))

    def ask_find(self) -> None:
        """Which card?"""
        if self._find is None:
            self._find = FindPalette(self.window(), self.finder, self.board.words, self._around.desk.clock)
            self._find.chosen.connect(self._found)
        self._find.ask()

    @property
    def find_palette(self) -> FindPalette | None:
        """Where cards are found, once it was asked for."""
        return self._find

    def ask_rebalance(self) -> None:
        """Who had better have what? Of the column's queue or team, where there is one; of all otherwise."""
        column, grouping = self.board.current_column, self.model.columns.grouping
        self.side.show()
        self.rebalance.ask(
            queue_id=column if grouping is Grouping.QUEUE and column else None,
            team_id=column if grouping is Grouping.TEAM and column else None,
        )

    def open_card(self, card_id: int) -> None:
        """Show a ticket with its customer."""
        card = self.model.card(card_id)
        if card is not None and card.customer_id is not None:
            self._around.desk.navigation.open(Opening(customer_id=card.customer_id, ticket_id=card_id))
        elif card is not None:
            words = self.tr("#{number} has no customer yet: there is no history to open.")
            self.toasts.show(filled(words, number=card_id), icon="info")

    def ask_column(self) -> None:
        """What can be done with the column where the keyboard is?"""
        column = self.board.current_column
        if column is not None:
            place = self.board.rect_of(column).topLeft() + QPoint(12, self.board.top)
            self._open_column_menu(column, self.board.viewport().mapToGlobal(place))

    def _whisper_to(self, user_id: int) -> None:
        wish = WhisperTo(user_id, self.model.floor.agent_name(user_id))
        self._around.desk.floor_asked.whisper.emit(wish)

    def call_sick(self, user_id: int) -> None:
        """Somebody has called in sick."""
        self.sick_call_wanted.emit(user_id)

    # Inside

    def _found(self, card_id: int) -> None:
        take_keyboard(self.board)
        self.board.go_to(card_id)

    def _show_proposal(self) -> None:
        """The columns that a proposal is about, with arrows between them."""
        proposal = self.rebalance.proposal
        if proposal is None or not proposal.moves:
            self.board.arrows.show(())
            if self.board.only is not None:
                self.board.show_only(None)
            return
        if self.model.columns.grouping is not Grouping.AGENT:
            self.model.arrange(Grouping.AGENT, self.model.columns.order)
            self.toolbar.set_choice(Grouping.AGENT, self.model.columns.order)
        self.board.cancel_drag()
        ends = [end for one in proposal.moves for end in (one.from_id or NOBODY, one.to_id)]
        about = frozenset(ends)
        if self.board.only != about:
            self.board.show_only(about)
        self.board.arrows.show(self.rebalance.moves())

    def _end_proposal(self) -> None:
        self.side.hide()
        if self.rebalance.proposal is not None or self.rebalance.asking:
            self.rebalance.forget()

    def _close_side(self) -> None:
        """Back to the columns that were there before the proposal."""
        self._end_proposal()
        settings = self._around.desk.settings
        if self.model.columns.grouping.value != settings.board_columns:
            self.arrange(Grouping(settings.board_columns), Order(settings.board_order))
        take_keyboard(self.board)

    def _open_column_menu(self, column: int, at: QPoint) -> None:
        column_menu(self, column).open_at(at)

    def _open_card_menu(self, at: QPoint) -> None:
        card_menu(self).open_at(at)

    def _take_settings(self) -> None:
        settings = self._around.desk.settings
        grouping, order = Grouping(settings.board_columns), Order(settings.board_order)
        for kept in settings.board_folded:
            kind, _, column = kept.partition(":")
            if kind in set(Grouping) and column.isdecimal():
                self.board.folded.add((Grouping(kind), int(column)))
        self.model.arrange(grouping, order)
        self.toolbar.set_choice(grouping, order)

    def _keep_folded(self) -> None:
        kept = [f"{grouping.value}:{column}" for grouping, column in sorted(self.board.folded)]
        self._around.desk.settings.board_folded = kept

    def _show_page(self) -> None:
        nothing = self.model.loaded and not self.model.book.cards
        failed = self.model.error is not None and not self.model.book.cards
        self.pages.setCurrentIndex(int(nothing or failed))
        if failed and self.model.error is not None:
            said = words_for(self.model.error)
            self.empty.set_words(said.what, said.advice, self.tr("Try again"))
        elif nothing:
            self.empty.set_words(self.tr("No open tickets"), self.tr("New ones come by themselves."))

    def _say_fresh(self) -> None:
        """How much has been read, and how old it is."""
        if not self.isVisible():
            return
        model, bar = self.model, self.toolbar
        age = self._around.desk.remote.feed.health.age
        if not model.loaded:
            words = filled(
                self.tr("{count} of {total} read…"), count=f"{len(model.book.cards):,}", total=f"{model.total:,}"
            )
            bar.show_fresh(words, "muted")
        elif not model.live or (age is not None and age > OLD_SECONDS and model.error is not None):
            words = filled(self.tr("{span} old"), span=self.board.words.span(age or 0))
            bar.show_fresh(words, "bad")
        else:
            count = filled(self.tr("{count} open, live"), count=f"{len(model.book.cards):,}")
            waiting = model.moves.waiting
            sent = filled(self.tr("{count} being sent"), count=waiting) if waiting else ""
            bar.show_fresh(joined(count, sent, self._running()), "muted")
        self._show_page()

    def _running(self) -> str:
        """How far a macro has come; empty when none runs."""
        runner = self.steering.runner
        if not runner.running:
            return ""
        return filled(self.tr("macro: {done} of {count}"), done=f"{runner.done:,}", count=f"{runner.count:,}")

    def retranslate(self) -> None:
        """Put every word in the language in force."""
        self.board.setAccessibleName(self.tr("Board"))
        self.toolbar.show_chosen(len(self.board.chosen))
        self._say_fresh()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.toolbar.retranslate()
            self.steering.retranslate()
            self.retranslate()
        super().changeEvent(event)


def _is_in_palette(widget: QWidget | None) -> bool:
    while widget is not None and not isinstance(widget, Palette):
        widget = widget.parentWidget()
    return widget is not None
