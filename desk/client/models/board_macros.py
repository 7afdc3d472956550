"""A macro for the customers of many cards, one after the other, with what became of each."""

import asyncio
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from desk.client.models import tasks
from desk.client.models.outbox import Command, OutboxChange, OutboxModel, Pending
from desk.client.remote import commands
from desk.client.remote.command import new_key
from desk.client.remote.remote import Remote
from desk.contract.board import Card
from desk.contract.errors import DeskError, Problem, Refusal
from desk.contract.macros import Macro, MacroRun, MacroRunDraft, StepKind, StepState

#: Marks the clicks of these runs: they are told together, and not one by one.
CLICK = "board:"


@dataclass(frozen=True, slots=True)
class MacroResult:
    """What became of a card: the run, or the problem for which there is none; both null: it has no customer, was never
    sent, or the same customer has had it already with the card ``had_with``."""

    card: Card
    run: MacroRun | None = None
    problem: Problem | None = None
    had_with: int | None = None

    @property
    def needs_input(self) -> bool:
        """Whether a step waits for what only a person can know: it goes on with the customer open."""
        return self.run is not None and any(one.state is StepState.MISSING for one in self.run.results)

    @property
    def done(self) -> bool:
        """Whether no step was refused or waits."""
        return self.run is not None and not any(
            one.state in (StepState.MISSING, StepState.REFUSED) for one in self.run.results
        )


class BoardMacros(QObject):
    """One macro at a time."""

    finished = Signal(object, object)
    """All have an outcome; carries the `Macro` and the list of `MacroResult`."""
    progress = Signal()
    """One more card has an outcome; carries nothing: ``done`` of ``count`` have."""

    def __init__(self, remote: Remote, outbox: OutboxModel) -> None:
        super().__init__()
        self._remote, self._outbox = remote, outbox
        self._answers: dict[str, asyncio.Future[MacroRun | Problem | None]] = {}
        self._task: asyncio.Task[None] | None = None
        self.done = self.count = 0
        outbox.settled.connect(self._settled)
        outbox.not_kept.connect(self._not_kept)
        outbox.recovered.connect(self._not_kept)
        outbox.ask_first(self._take_refusal)

    @property
    def running(self) -> bool:
        """Whether a macro is on its way."""
        return self._task is not None and not self._task.done()

    def start(self, macro: Macro, cards: Iterable[Card]) -> bool:
        """Run it for each card's customer; False while another one runs."""
        if self.running:
            return False
        chosen = list(cards)
        self.done, self.count = 0, len(chosen)
        self._task = tasks.start(self._run(macro, chosen), name="board: macro", owner=self)
        return True

    def stop(self) -> None:
        """Begin no further one."""
        if self._task is not None:
            self._task.cancel()

    async def _run(self, macro: Macro, cards: list[Card]) -> None:
        results, had = list[MacroResult](), dict[int | None, int]()
        for card in cards:
            result = await self._tried(macro, card, had)
            results.append(result)
            if _gives(macro, result):
                had[card.customer_id] = card.id
            self.done = len(results)
            self.progress.emit()
        self.finished.emit(macro, results)

    async def _tried(self, macro: Macro, card: Card, had: Mapping[int | None, int]) -> MacroResult:
        if card.customer_id in had:
            # Nobody is given money or goods twice because two cards are theirs.
            return MacroResult(card, had_with=had[card.customer_id])
        try:
            return await self._one(macro, card)
        except Refusal as refusal:
            return MacroResult(card, problem=refusal.problem)
        except DeskError:
            return MacroResult(card)

    async def _one(self, macro: Macro, card: Card) -> MacroResult:
        if card.customer_id is None:
            return MacroResult(card)
        api = self._remote.api
        ticket = await api.ticket(card.id)
        situation = await api.situation(card.customer_id)
        draft = MacroRunDraft(
            customer_id=card.customer_id,
            order_id=ticket.order_id,
            ticket_id=card.id,
            seen_article_id=ticket.last_article_id,
        )
        command = commands.run_macro(macro.id, draft, situation.version, click=CLICK + new_key())
        answer = self._answers[command.key] = asyncio.get_running_loop().create_future()
        self._outbox.put(command)
        try:
            got = await answer
        finally:
            self._answers.pop(command.key, None)
        return MacroResult(card, got) if isinstance(got, MacroRun) else MacroResult(card, problem=got)

    def _answer(self, key: str, answer: MacroRun | Problem | None) -> bool:
        waiting = self._answers.get(key)
        if waiting is None or waiting.done():
            return False
        waiting.set_result(answer)
        return True

    def _settled(self, change: OutboxChange) -> None:
        run: object = getattr(change.answer, "data", None)
        self._answer(change.pending.key, run if isinstance(run, MacroRun) else None)

    def _not_kept(self, command: Command) -> None:
        """It was never sent: the disk did not take it, or somebody took it back."""
        self._answer(command.key, None)

    def _take_refusal(self, pending: Pending) -> bool:
        if not self._answer(pending.key, pending.problem):
            return False
        self._outbox.discard(pending.key)
        return True


def _gives(macro: Macro, result: MacroResult) -> bool:
    """Whether a remedy was carried out, or waits to be."""
    if result.run is None:
        return False
    states = zip(macro.steps, result.run.results, strict=False)
    return any(
        step.kind is StepKind.ACTION and one.state in (StepState.DONE, StepState.AWAITING) for step, one in states
    )
