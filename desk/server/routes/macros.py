"""Macros: written by leads, previewed as a whole, run step by step; nothing fails in silence."""

from dataclasses import dataclass

import msgspec

from desk.actions import ACTIONS
from desk.actions import macro as whole
from desk.actions.action import Case
from desk.contract.base import Page
from desk.contract.errors import ErrorCode, Refusal
from desk.contract.events import MacroRan, MacroSet, Refs
from desk.contract.macros import (
    Macro,
    MacroDraft,
    MacroInput,
    MacroPreview,
    MacroRun,
    MacroRunDraft,
    MacroRunQuery,
    MacroStep,
    StepKind,
    StepResult,
    StepState,
)
from desk.contract.remedies import RemedyDraft, RemedyState, Situation, Values
from desk.contract.service import AssignmentCode, AssignmentReason
from desk.contract.tickets import ArticleDraft, TicketChange, TicketDraft
from desk.server.routes import articles, paging, remedies, tickets
from desk.server.routes.handling import Ask, found, handles, unprocessable
from desk.server.rules import macros as rules
from desk.server.rules.remedies import barred
from desk.server.store import log, people, situations
from desk.server.store import macros as store
from desk.server.store import tickets as ticket_store
from desk.server.store.db import Tx

NOTHING: Values = {}


@handles("macros")
def macros(tx: Tx, _ask: Ask[None, None]) -> list[Macro]:
    """Every macro."""
    return store.everyone(tx)


@handles("create_macro")
def create_macro(tx: Tx, ask: Ask[MacroDraft, None]) -> Macro:
    """Make a macro."""
    return put(tx, ask.body, None)


@handles("change_macro")
def change_macro(tx: Tx, ask: Ask[MacroDraft, None]) -> Macro:
    """Change a macro; the whole of it is sent."""
    now = found(store.macro(tx, ask.id("macro_id")), "macro")
    ask.unchanged(now.version)
    return put(tx, ask.body, now.id)


def put(tx: Tx, draft: MacroDraft, macro_id: int | None) -> Macro:
    """Write a macro down, a new one without an id."""
    for pointer, words in rules.mistakes(draft.steps):
        raise unprocessable(pointer, words)
    fact = MacroSet(names=draft.names, steps=tuple(draft.steps), active=draft.active, macro_id=macro_id)
    event = log.append(tx, fact)
    return found(store.macro(tx, macro_id or event.seq), "macro")


@handles("preview_macro", writes=False)
def preview_macro(tx: Tx, ask: Ask[MacroRunDraft, None]) -> MacroPreview:
    """What every step would do, from the situation as it is."""
    macro = found(store.macro(tx, ask.id("macro_id")), "macro")
    case, has_ticket = _case(tx, ask, ask.body.customer_id, ask.body.order_id), ask.body.ticket_id is not None
    return whole.preview(macro.steps, case, ask.body.inputs, agent=ask.me.user.name, has_ticket=has_ticket)


def _case(tx: Tx, ask: Ask[MacroRunDraft, None], customer_id: int, order_id: int | None) -> Case:
    here: Situation | None = situations.situation(tx, customer_id, ask.me.user, order_id)
    if here is None:
        raise unprocessable("/customer_id", "no such customer")
    order = next((one for one in here.orders if one.id == order_id), None)
    if order_id is not None and order is None:
        raise unprocessable("/order_id", "not an order of this customer")
    return Case(here, order, ask.body.ticket_id, ask.body.call_id)


def _input(inputs: list[Values], at: int) -> Values:
    return inputs[at] if at < len(inputs) else NOTHING


@handles("run_macro")
def run_macro(tx: Tx, ask: Ask[MacroRunDraft, None]) -> MacroRun:
    """Run it until its end, its first refusal without ``go_on``, or a field that only the agent can know."""
    macro = found(store.macro(tx, ask.id("macro_id")), "macro")
    if not macro.active:
        raise Refusal(ErrorCode.CONFLICT, "this macro is out of use")
    ask.unchanged(_case(tx, ask, ask.body.customer_id, ask.body.order_id).situation.version)
    return _Run(tx, ask, macro, [StepResult(state=StepState.WAITING) for _ in macro.steps]).go(None)


@handles("continue_macro")
def continue_macro(tx: Tx, ask: Ask[MacroInput, None]) -> MacroRun:
    """Fill in what was missing, or leave the step out, and go on."""
    kept = found(store.run(tx, ask.id("run_id")), "run")
    ask.unchanged(kept.run.version)
    if not kept.run.open:
        raise Refusal(ErrorCode.CONFLICT, "nothing is missing in this run, or its macro was changed since: run it anew")
    if kept.agent_id != ask.me.user.id:
        raise Refusal(ErrorCode.FORBIDDEN, "somebody else's run")
    macro = found(store.macro(tx, kept.run.macro_id), "macro")
    at = next(place for place, one in enumerate(kept.run.results) if one.state is StepState.MISSING)
    inputs = [_input(kept.inputs, place) for place in range(len(kept.run.results))]
    inputs[at] = {**inputs[at], **ask.body.values}
    results = list(kept.run.results)
    results[at] = StepResult(state=StepState.SKIPPED if ask.body.skip else StepState.WAITING)
    draft = MacroRunDraft(
        customer_id=kept.run.customer_id,
        order_id=kept.run.order_id,
        ticket_id=kept.run.ticket_id,
        call_id=kept.call_id,
        inputs=inputs,
        seen_article_id=kept.seen_article_id,
    )
    return _Run(tx, ask.asking(draft, key=ask.key), macro, results).go(kept.run.id)


@handles("macro_runs")
def macro_runs(tx: Tx, ask: Ask[None, MacroRunQuery]) -> Page[MacroRun]:
    """A customer's runs, newest first."""
    query = ask.query
    root = people.root(tx, query.customer_id)
    ids = people.members(tx, root) if root is not None else []
    after = paging.decode(query.after)
    mine = ask.me.user.id if query.mine else None
    rows = store.runs(tx, ids, query.open, mine, after[1] if after else None, query.size + 1)
    return paging.page("macro_runs", query, rows, lambda one: (0, one.id), head=tx.head)


@handles("macro_run")
def macro_run(tx: Tx, ask: Ask[None, None]) -> MacroRun:
    """A run and what became of its steps."""
    return found(store.run(tx, ask.id("run_id")), "run").run


@dataclass(slots=True)
class _Run:
    """One run in one transaction; every step in a savepoint of its own."""

    tx: Tx
    ask: Ask[MacroRunDraft, None]
    macro: Macro
    results: list[StepResult]

    def go(self, run_id: int | None) -> MacroRun:
        draft = self.ask.body
        for at, step in enumerate(self.macro.steps):
            if self.results[at].state is not StepState.WAITING:
                continue
            self.results[at] = self._step(at, step)
            if self.results[at].state is StepState.MISSING:
                break
            if self.results[at].state is StepState.REFUSED and not step.go_on:
                self._skip_after(at)
                break
        fact = MacroRan(
            macro_id=self.macro.id,
            name=self.macro.names.get("ko", ""),
            names=self.macro.names,
            results=tuple(self.results),
            inputs=tuple(draft.inputs),
            run_id=run_id,
            seen_article_id=draft.seen_article_id,
        )
        refs = Refs(
            customer_id=draft.customer_id, order_id=draft.order_id, ticket_id=self._ticket(), call_id=draft.call_id
        )
        event = log.append(self.tx, fact, refs)
        return found(store.run(self.tx, run_id or event.seq), "run").run

    @property
    def _name(self) -> str:
        return self.macro.names.get("ko") or next(iter(self.macro.names.values()))

    def _skip_after(self, at: int) -> None:
        for place in range(at + 1, len(self.results)):
            self.results[place] = StepResult(state=StepState.SKIPPED)

    def _ticket(self) -> int | None:
        made = [one.ticket_id for one in self.results if one.ticket_id is not None]
        return made[-1] if made else self.ask.body.ticket_id

    def _step(self, at: int, step: MacroStep) -> StepResult:
        try:
            with self.tx.savepoint():
                match step.kind:
                    case StepKind.ACTION:
                        return self._act(at, step)
                    case StepKind.TICKET:
                        return self._change(step)
                    case StepKind.ARTICLE:
                        return self._write(step)
        except Refusal as refusal:
            told = refusal.problem
            return StepResult(state=StepState.REFUSED, code=told.code, detail=told.detail, obstacle=told.obstacle)

    def _act(self, at: int, step: MacroStep) -> StepResult:
        draft, action = self.ask.body, ACTIONS[step.action or ""]
        case = _case(self.tx, self.ask, draft.customer_id, draft.order_id)
        form = whole.form_of(step, case, _input(draft.inputs, at))
        if missing := whole.missing(action, form):
            return StepResult(state=StepState.MISSING, missing=missing)
        body = RemedyDraft(
            action=action.name,
            customer_id=draft.customer_id,
            order_id=draft.order_id,
            ticket_id=self._ticket(),
            call_id=draft.call_id,
            values=form,
            ask_approval=step.ask_approval,
        )
        one = remedies.order_remedy(self.tx, self.ask.asking(body, key=f"{self.ask.key}#{at}"))
        state = StepState.AWAITING if one.state is RemedyState.AWAITING else StepState.DONE
        return StepResult(state=state, remedy_id=one.id)

    def _change(self, step: MacroStep) -> StepResult:
        ticket_id = self._ticket()
        if ticket_id is None:
            if step.queue_id is None:
                raise barred(whole.NO_TICKET)
            draft = self.ask.body
            opened = TicketDraft(
                title=self._name, queue_id=step.queue_id, customer_id=draft.customer_id, order_id=draft.order_id
            )
            ticket_id = tickets.open_ticket(self.tx, self.ask.asking(opened)).id
        change = TicketChange(
            state=step.state if step.state is not None else msgspec.UNSET,
            queue_id=step.queue_id if step.queue_id is not None else msgspec.UNSET,
        )
        now = found(ticket_store.ticket(self.tx, ticket_id), "ticket")
        because = AssignmentReason(code=AssignmentCode.MOVED, words=self._name)
        tickets.change(self.tx, self.ask.me, now, now.version, change, because=because)
        return StepResult(state=StepState.DONE, ticket_id=ticket_id)

    def _write(self, step: MacroStep) -> StepResult:
        ticket_id = self._ticket()
        if ticket_id is None:
            raise barred(whole.NO_TICKET)
        case = _case(self.tx, self.ask, self.ask.body.customer_id, self.ask.body.order_id)
        words = whole.written(step.body, whole.variables(case, self.ask.me.user.name))
        draft = ArticleDraft(
            kind=step.article_kind,
            body=words,
            call_id=self.ask.body.call_id,
            seen_article_id=self.ask.body.seen_article_id,
        )
        path = {"ticket_id": str(ticket_id)}
        made = articles.add_article(self.tx, self.ask.asking(draft, path=path))
        return StepResult(state=StepState.DONE, ticket_id=ticket_id, article_id=made.id)
