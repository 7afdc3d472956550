"""Macros: several steps (actions, ticket changes, written words) bundled by a lead and run as one."""

from enum import StrEnum
from typing import Annotated

from msgspec import Meta

from desk.contract.base import Answer, Id, Line, PageQuery, Request, Seq, Text, Won
from desk.contract.errors import ErrorCode, Obstacle
from desk.contract.remedies import ActionName, FieldName, Preview, Values
from desk.contract.tickets import ArticleKind, TicketState

MAX_STEPS = 20


class StepKind(StrEnum):
    """What a step does."""

    ACTION = "action"
    TICKET = "ticket"
    ARTICLE = "article"


class MacroStep(Request, frozen=True, kw_only=True):
    """One step: an action with what is known of its form, a change of the ticket, or words on it.

    A ticket step without a ticket opens one in ``queue_id``. ``go_on``: the next step runs even if this one is
    refused; otherwise the macro stops there. ``body`` may hold ``{customer}``, ``{agent}``, ``{order}``, ``{today}``.
    """

    kind: StepKind
    action: ActionName | None = None
    values: Values = {}
    ask_approval: bool = True
    state: TicketState | None = None
    queue_id: Id | None = None
    article_kind: ArticleKind = ArticleKind.NOTE
    body: Text = ""
    go_on: bool = False


class MacroDraft(Request, frozen=True, kw_only=True):
    """A macro, made or changed as a whole; ``names`` by language."""

    names: dict[Annotated[str, Meta(min_length=2, max_length=2)], Line]
    steps: Annotated[list[MacroStep], Meta(min_length=1, max_length=MAX_STEPS)]
    active: bool = True


class Macro(Answer, frozen=True, kw_only=True):
    """A macro as it is now."""

    id: Id
    names: dict[str, str]
    steps: list[MacroStep]
    active: bool
    version: Seq


class MacroRunDraft(Request, frozen=True, kw_only=True):
    """Run a macro on a case; ``inputs`` hold, step by step, what the agent has filled in beyond the macro."""

    customer_id: Id
    order_id: Id | None = None
    ticket_id: Id | None = None
    call_id: Id | None = None
    inputs: Annotated[list[Values], Meta(max_length=MAX_STEPS)] = []
    #: For a reply: the newest article of the ticket that the agent has seen.
    seen_article_id: Id | None = None


class MacroInput(Request, frozen=True, kw_only=True):
    """What was missing in the step that waits; the rest of the macro runs with it."""

    values: Values = {}
    #: Leave the step that waits out.
    skip: bool = False


class StepState(StrEnum):
    """What became of a step; ``missing`` waits for the agent, ``waiting`` has not begun."""

    DONE = "done"
    AWAITING = "awaiting"
    REFUSED = "refused"
    SKIPPED = "skipped"
    MISSING = "missing"
    WAITING = "waiting"


class StepResult(Answer, frozen=True, kw_only=True):
    """One step of a run: what it made, what it lacks, or why it was refused."""

    state: StepState
    remedy_id: Id | None = None
    ticket_id: Id | None = None
    article_id: Id | None = None
    missing: list[FieldName] = []
    code: ErrorCode | None = None
    detail: str = ""
    obstacle: Obstacle | None = None


class MacroRun(Answer, frozen=True, kw_only=True):
    """A macro that was run: every step with its result.

    ``open`` while a step waits for the agent; no longer when the macro was changed since it began.
    """

    id: Id
    macro_id: Id
    customer_id: Id
    order_id: Id | None
    ticket_id: Id | None
    results: list[StepResult]
    open: bool
    version: Seq


class MacroRunQuery(PageQuery, frozen=True, kw_only=True):
    """A customer's runs, newest first; ``open`` ones wait for whoever ran them, ``mine`` are those of the asker."""

    customer_id: Id
    open: bool | None = None
    mine: bool = False


class StepPreview(Answer, frozen=True, kw_only=True):
    """What a step would do once those before it are done: an action's dry run, the words that would be written, what
    is missing, or what stands in its way. ``skipped``: a step before it would be refused, and the macro end there."""

    kind: StepKind
    preview: Preview | None = None
    words: str = ""
    missing: list[FieldName] = []
    obstacle: Obstacle | None = None
    skipped: bool = False


class MacroPreview(Answer, frozen=True, kw_only=True):
    """The dry run of the whole; ``amount`` is the sum of what its actions cost."""

    steps: list[StepPreview]
    amount: Won
    needs_approval: bool
