"""What becomes of a lead's drops and choices: ordered, told with a way back, and card by card where it was refused."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

from desk.client.models.board import BoardModel
from desk.client.models.board_macros import BoardMacros, MacroResult
from desk.client.models.board_moves import Home, Outcome
from desk.client.models.board_targets import MOST, Hand, Kind, Target, change_of
from desk.client.models.clock import Clock
from desk.client.models.desk import Desk
from desk.client.models.macro_words import MacroWords
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
        self._toast: Toast | None = None
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
            self._results.undo.clicked.connect(self.undo)
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
        """Take the last move back."""
        if self._model.moves.undo() is None:
            self._say(self.tr("There is nothing that could still be taken back"), bad=False)
        self._end_toast()

    def forget(self) -> None:
        """Another person sits here."""
        self.runner.stop()
        self._end_toast()

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
        self._model.moves.order(cards, change, where=where, why=why)
        self._board.choose([])

    def _settled(self, outcome: Outcome) -> None:
        if outcome.move is None:
            problem = outcome.problem
            said = words_for(problem) if problem is not None else None
            self._say(said.what if said is not None else self.tr("This computer's disk did not take it."), bad=True)
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

    def _offer_undo(self, outcome: Outcome) -> None:
        move = outcome.move
        assert move is not None
        self._end_toast()
        left = (move.undo_until - self._clock.now()).total_seconds()
        toast = self._toasts.show(
            lambda: self._moved(outcome),
            tone="good",
            icon="check-circle",
            action=lambda: self.tr("Undo"),
            hint="Ctrl+Z",
            seconds=max(1.0, min(float(UNDO_SECONDS), left)),
        )
        toast.acted.connect(lambda: self._undo_move(move))
        self._toast = toast

    def _moved(self, outcome: Outcome) -> str:
        cards, where = self._board.words.cards(len(outcome.done)), outcome.order.where
        if not where:
            return filled(self.tr("Changed: {cards}"), cards=cards)
        return filled(self.tr("{cards} → {where}"), cards=cards, where=where)

    def _undo_move(self, move: Move) -> None:
        self._model.moves.undo(move)

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
        name = self._macro_words.name(macro)
        done = sum(one.done for one in results)
        if done == len(results):
            count = self._board.words.cards(done)
            self._say(filled(self.tr("“{macro}” is done for {cards}"), macro=name, cards=count), bad=False)
            return
        ordered = sorted(results, key=lambda one: one.done)
        lines = [self._macro_line(one) for one in ordered]
        summary = filled(self.tr("{done} done, {refused} not"), done=done, refused=len(results) - done)
        heading = filled(self.tr("“{macro}” was not done for all"), macro=name)
        # What a macro did is taken back remedy by remedy, not here.
        QTimer.singleShot(0, self, lambda: self.results.tell(heading, summary, lines, can_undo=False))

    def _macro_line(self, one: MacroResult) -> ResultLine:
        card = one.card
        if one.done:
            return ResultLine(card.id, card.title, self.tr("Done"), "good")
        if one.needs_input:
            words = self.tr("A step needs something from you: open the ticket to go on")
            return ResultLine(card.id, card.title, words, "warn")
        if one.run is not None:
            words = self._macro_words.summary(one.run.results)
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
