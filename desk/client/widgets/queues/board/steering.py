"""What becomes of a lead's drops and choices: ordered, told with a way back, and card by card where it was refused."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

from desk.client.models.board import BoardModel
from desk.client.models.board_macros import BoardMacros, MacroResult
from desk.client.models.board_moves import Home, Outcome
from desk.client.models.board_targets import MOST, Hand, Kind, Target, change_of
from desk.client.models.clock import Clock
from desk.client.models.desk import Desk
from desk.client.models.macro_words import MacroWords
from desk.client.models.outbox import NotKept
from desk.client.models.plain import filled
from desk.client.widgets.controls.toast import Toast, Toasts
from desk.client.widgets.errors import words_for
from desk.client.widgets.floating import take_keyboard
from desk.client.widgets.queues.board.board import Board
from desk.client.widgets.queues.board.bulk_sheet import BulkSheet
from desk.client.widgets.queues.board.move_palette import MovePalette
from desk.client.widgets.queues.board.results import ResultLine, ResultSheet
from desk.contract.board import UNDO_SECONDS, Card, CardChange, Move
from desk.contract.macros import Macro

REFUSED_SECONDS = 10.0


class BoardSteering(QObject):
    """Between the board, which shows, and the moves, which order."""

    opened = Signal(int)
    """A card shall be opened; carries its id."""

    def __init__(self, board: Board, model: BoardModel, desk: Desk, toasts: Toasts) -> None:
        super().__init__(board)
        self._board, self._model, self._desk, self._toasts = board, model, desk, toasts
        self._clock: Clock = desk.clock
        self.runner = BoardMacros(desk.remote, desk.outbox)
        self._macro_words = MacroWords(desk.directory, self)
        self._palette: MovePalette | None = None
        self._sheet: BulkSheet | None = None
        self._results: ResultSheet | None = None
        #: What offers the way back.
        self._toast: Toast | None = None
        #: Tells the results anew, in the language in force.
        self._tell_again: Callable[[], None] = lambda: None
        #: The move that the results tell of.
        self._told: Move | None = None
        board.macros = self.macros
        board.dropped.connect(self.drop)
        model.moves.settled.connect(self._settled)
        self.runner.finished.connect(self._macro_over)

    def macros(self) -> dict[int, str]:
        """The macros that can be run here, by name."""
        return {one.id: self._macro_words.name(one) for one in self._desk.macros.offered}

    # What can be done

    @property
    def palette(self) -> MovePalette:
        """Where to, by keyboard; made when it is first wanted."""
        if self._palette is None:
            self._palette = MovePalette(self._board.window(), self._model.floor, self._board.words)
            self._palette.chosen.connect(self._palette_chosen)
        return self._palette

    @property
    def results(self) -> ResultSheet:
        """What became of many."""
        if self._results is None:
            self._results = ResultSheet(self._board.window())
            self._results.opened.connect(self.opened)
            self._results.undo.clicked.connect(self._undo_told)
        return self._results

    @property
    def sheet(self) -> BulkSheet:
        """Any attribute of many."""
        if self._sheet is None:
            self._sheet = BulkSheet(self._board.window(), self._model.floor, self._board.words, self._clock)
            self._sheet.ordered.connect(self._edit)
        return self._sheet

    def ask_where(self) -> None:
        """Where shall the chosen cards go?"""
        picked = self._board.picked()
        if picked:
            self._model.floor.at_now()
            self.palette.ask(Hand(self._model, self._clock, picked), self.macros())

    def ask_change(self) -> None:
        """What shall become of the chosen cards?"""
        cards = [card for card in map(self._model.card, self._board.picked()) if card is not None]
        if cards:
            self.sheet.ask(cards)

    def drop(self, hand: Hand, target: Target) -> None:
        """Cards shall go there."""
        cards = hand.moving(target)
        if not cards:
            return
        prospect = hand.over(target)
        if prospect.forbidden:
            told = " · ".join(self._board.words.doubt(one, prospect.lacking) for one in prospect.doubts)
            name = self._board.words.target(target)
            self._say(filled(self.tr("{name} cannot take it: {why}"), name=name, why=told), bad=True)
        elif target.kind is Kind.TEAM:
            self.palette.ask(hand, {}, team=target.id)
        elif target.kind is Kind.MACRO:
            self._run_macro(target.id, cards)
        else:
            change = change_of(target, self._clock.now())
            if change is not None:
                self._order(cards, change, self._board.words.target(target))

    def undo(self) -> None:
        """Take the last move back; one that is still to be sent first of all."""
        if not self._model.moves.withdraw() and self._model.moves.undo() is None:
            self._say_too_late()
        self._end_toast()

    def forget(self) -> None:
        """Another person sits here."""
        self.runner.stop()
        self._end_toast()
        self._tell_again = lambda: None

    def retranslate(self) -> None:
        """Say what still stands there in the language in force."""
        if self._results is not None and self._results.isVisible():
            self._tell_again()

    # Inside

    def _palette_chosen(self, target: Target) -> None:
        hand = self.palette.hand
        take_keyboard(self._board)
        if hand is not None:
            self.drop(hand, target)

    def _edit(self, cards: Sequence[Card], change: CardChange, why: str) -> None:
        self._order(cards, change, "", why)

    def _order(self, cards: Sequence[Card], change: CardChange, where: str, why: str = "") -> None:
        if len(cards) > MOST:
            words = self.tr("At most {most} cards at once; these are {count}")
            self._say(filled(words, most=f"{MOST:,}", count=f"{len(cards):,}"), bad=True)
            return
        free = [card for card in cards if not self._model.moves.is_sent(card.id)]
        if len(free) < len(cards):
            words = self.tr("Still being sent, so left as they are: {cards}")
            self._say(filled(words, cards=self._board.words.cards(len(cards) - len(free))), bad=True)
        if free:
            self._model.moves.order(free, change, where=where, why=why)
        self._board.choose([])

    def _settled(self, outcome: Outcome) -> None:
        if outcome.move is None:
            self._say(self._why_not(outcome), bad=True)
            return
        done, refused = outcome.done, outcome.refused
        if refused and len(outcome.order.before) > 1:
            self._tell_results(outcome)
        elif refused:
            one = refused[0]
            why = self._board.words.home(Home(one.code, one.winner, self._clock.now()))
            self._say(filled(self.tr("#{number} stays: {why}"), number=one.ticket_id, why=why), bad=True)
        elif outcome.order.undoes is not None:
            self._say(filled(self.tr("Taken back: {cards}"), cards=self._board.words.cards(len(done))), bad=False)
        elif done:
            self._offer_undo(outcome)

    def _why_not(self, outcome: Outcome) -> str:
        """Why none of an order came to be."""
        if outcome.held:
            return self.tr("It waited too long for the server and was not sent: please look at it anew.")
        why = words_for(NotKept("") if outcome.problem is None else outcome.problem).what
        if outcome.order.undoes is not None:
            return filled(self.tr("It could not be taken back: {why}"), why=why)
        return why

    def _offer_undo(self, outcome: Outcome) -> None:
        move = outcome.move
        assert move is not None
        self._end_toast()
        left = (move.undo_until - self._clock.now()).total_seconds()
        toast = self._toasts.show(
            lambda: self._done_words(outcome),
            tone="good",
            icon="check-circle",
            action=lambda: self.tr("Undo"),
            hint="Ctrl+Z",
            seconds=max(1.0, min(float(UNDO_SECONDS), left)),
        )
        toast.acted.connect(lambda: self._undo_move(move))
        self._toast = toast

    def _done_words(self, outcome: Outcome) -> str:
        cards = self._board.words.cards(len(outcome.done))
        if not outcome.order.where:
            return filled(self.tr("Changed: {cards}"), cards=cards)
        return filled(self.tr("{cards} → {where}"), cards=cards, where=outcome.order.where)

    def _undo_move(self, move: Move) -> None:
        if self._model.moves.undo(move) is None:
            self._say_too_late()

    def _undo_told(self) -> None:
        """Take back what the results tell of, whatever was moved since."""
        if self._told is not None:
            self._undo_move(self._told)

    def _say_too_late(self) -> None:
        self._say(self.tr("There is nothing that could still be taken back"), bad=False)

    def _end_toast(self) -> None:
        toast, self._toast = self._toast, None
        if toast is not None and isValid(toast):
            toast.finish()

    def _tell_results(self, outcome: Outcome) -> None:
        words, now = self._board.words, self._clock.now()
        lines = [
            ResultLine(one.ticket_id, self._title(one.ticket_id), words.home(Home(one.code, one.winner, now)), "bad")
            for one in outcome.refused
        ]
        told = self.tr("Taken back") if outcome.order.undoes is not None else outcome.order.where or self.tr("Changed")
        lines += [ResultLine(one.ticket_id, self._title(one.ticket_id), told, "good") for one in outcome.done]
        summary = filled(
            self.tr("{done} done, {refused} refused"),
            done=f"{len(outcome.done):,}",
            refused=f"{len(outcome.refused):,}",
        )
        can_undo = bool(outcome.done) and outcome.order.undoes is None
        self._told, self._tell_again = outcome.move, partial(self._tell_results, outcome)
        self.results.tell(self.tr("Not all of it was done"), summary, lines, can_undo=can_undo)

    def _title(self, card_id: int) -> str:
        card = self._model.card(card_id)
        return "" if card is None else card.title

    # Macros

    def _run_macro(self, macro_id: int, cards: Sequence[Card]) -> None:
        macro = next((one for one in self._desk.macros.offered if one.id == macro_id), None)
        if macro is None:
            return
        if not self.runner.start(macro, cards):
            self._say(self.tr("Another macro is still running"), bad=True)
            return
        name, count = self._macro_words.name(macro), self._board.words.cards(len(cards))
        self._say(filled(self.tr("“{macro}” runs for {cards}…"), macro=name, cards=count), bad=False)

    def _macro_over(self, macro: Macro, results: "list[MacroResult]") -> None:
        done = sum(one.done for one in results)
        if done == len(results):
            name, count = self._macro_words.name(macro), self._board.words.cards(done)
            self._say(filled(self.tr("“{macro}” is done for {cards}"), macro=name, cards=count), bad=False)
            return
        self._tell_again = partial(self._tell_macro, macro, results)
        QTimer.singleShot(0, self, self._tell_again)

    def _tell_macro(self, macro: Macro, results: "list[MacroResult]") -> None:
        done = sum(one.done for one in results)
        ordered = sorted(results, key=lambda one: one.done)
        lines = [self._macro_line(one) for one in ordered]
        summary = filled(self.tr("{done} done, {refused} not"), done=done, refused=len(results) - done)
        heading = filled(self.tr("“{macro}” was not done for all"), macro=self._macro_words.name(macro))
        # What a macro did is taken back remedy by remedy, not here.
        self.results.tell(heading, summary, lines, can_undo=False)

    def _macro_line(self, one: MacroResult) -> ResultLine:
        card = one.card
        if one.done:
            return ResultLine(card.id, card.title, self.tr("Done"), "good")
        if one.needs_input:
            words = self.tr("A step needs something from you: open the ticket to go on")
            return ResultLine(card.id, card.title, words, "warn")
        if one.run is not None:
            words = self._macro_words.summary(one.run.results)
        elif one.had_with is not None:
            said = filled(self.tr("Left out: this customer has had it with #{number}"), number=one.had_with)
            return ResultLine(card.id, card.title, said, "warn")
        elif card.customer_id is None:
            words = self.tr("It has no customer")
        else:
            words = words_for(one.problem).what if one.problem is not None else self.tr("The server cannot be reached.")
        return ResultLine(card.id, card.title, words, "bad")

    def _say(self, words: str, *, bad: bool) -> None:
        self._toasts.show(
            words,
            tone="bad" if bad else "neutral",
            icon="x-circle" if bad else "info",
            seconds=REFUSED_SECONDS if bad else 5.0,
        )
