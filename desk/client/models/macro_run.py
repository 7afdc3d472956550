"""A macro on the open customer: seen as a whole before it runs, run step by step, asked for what is missing."""

from dataclasses import dataclass, replace
from enum import Enum

from PySide6.QtCore import QObject, Signal

from desk.actions import ACTIONS
from desk.actions import macro as whole
from desk.actions.action import Case, Field
from desk.actions.judge import judge
from desk.client.models import tasks
from desk.client.models.actions import TRIES, ActionsModel
from desk.client.models.board_macros import CLICK
from desk.client.models.composer import Composer
from desk.client.models.macros import MacrosModel
from desk.client.models.outbox import Command, OutboxChange, OutboxModel, Pending, Status
from desk.client.models.session import SessionModel
from desk.client.models.ticket import TicketModel
from desk.client.remote import commands
from desk.client.remote.feed import Health, Link
from desk.client.remote.remote import Remote
from desk.contract.errors import DeskError, ErrorCode, Problem
from desk.contract.macros import Macro, MacroInput, MacroPreview, MacroRun, MacroRunDraft, MacroRunQuery, StepState
from desk.contract.remedies import Preview, Values

RUNS = frozenset({"run_macro", "continue_macro"})


class Phase(Enum):
    """Where the macro that is looked at stands."""

    #: It is seen as a whole; nothing has happened.
    LOOKING = "looking"
    SENDING = "sending"
    #: Nobody answers: it waits on this workstation, and nothing has happened.
    QUEUED = "queued"
    #: It was sent, and no answer came; it is sent again and happens once.
    UNSURE = "unsure"
    #: It lay too long to be sent unasked.
    HELD = "held"
    #: A step waits for what only the agent can know.
    ASKING = "asking"
    REFUSED = "refused"
    OVER = "over"


_SENT = {
    Status.SENDING: Phase.SENDING,
    Status.UNKNOWN: Phase.UNSURE,
    Status.HELD: Phase.HELD,
    Status.REFUSED: Phase.REFUSED,
}


@dataclass(frozen=True, slots=True)
class _Click:
    macro: Macro
    draft: MacroRunDraft
    preview: MacroPreview
    tries: int = 1


class MacroRunModel(QObject):
    """One macro at a time; runs that nobody looks at any more are told when they have an outcome."""

    changed = Signal()
    """Another macro is looked at, or it stands differently; carries nothing."""
    told = Signal(object)
    """A run that nobody looks at has come to an end, or to a missing field, or was left in the middle and is found
    with its customer; carries the `MacroRun`."""

    def __init__(
        self,
        remote: Remote,
        macros: MacrosModel,
        actions: ActionsModel,
        tickets: TicketModel,
        composer: Composer,
        outbox: OutboxModel,
        session: SessionModel,
    ) -> None:
        super().__init__()
        self._remote = remote
        self.macros, self._actions, self._tickets = macros, actions, tickets
        self._composer, self._outbox, self._session = composer, outbox, session
        self.macro: Macro | None = None
        #: How far the macro that is looked at has come; None before it has begun.
        self.run: MacroRun | None = None
        #: The latest run of each macro on the open customer.
        self.runs: dict[int, MacroRun] = {}
        self.problem: Problem | None = None
        self._key = ""
        self._clicks: dict[str, _Click] = {}
        self._customer_id: int | None = None
        self._seen: list[tuple[str, str]] = []
        #: Runs that were left in the middle, before the program was closed perhaps, and are not told yet.
        self._left: list[MacroRun] = []
        self._looked = True
        remote.feed.watch_health(self._follow_link)
        actions.changed.connect(self._follow)
        macros.changed.connect(self._tell_left)
        macros.changed.connect(self.changed)
        outbox.ask_first(self._take_refusal)
        outbox.changed.connect(self._follow_outbox)
        outbox.settled.connect(self._settled)
        outbox.refused.connect(self._refused)
        outbox.not_kept.connect(self._not_kept)

    # What is known

    @property
    def offered(self) -> list[Macro]:
        """What can be run on the open customer."""
        return self.macros.offered if self._actions.situation is not None else []

    @property
    def phase(self) -> Phase:
        """Where the macro that is looked at stands."""
        entry = self._outbox.find(self._key) if self._key else None
        if self._key and (entry is None or entry.status is Status.WAITING):
            return Phase.QUEUED if self._actions.is_offline else Phase.SENDING
        if entry is not None:
            return _SENT.get(entry.status, Phase.SENDING)
        if self.run is None:
            return Phase.REFUSED if self.problem is not None else Phase.LOOKING
        return Phase.ASKING if self.run.open else Phase.OVER

    @property
    def preview(self) -> MacroPreview | None:
        """What the macro that is looked at would do; None while nothing is known of the customer."""
        return None if self.macro is None else self.preview_of(self.macro)

    def preview_of(self, macro: Macro) -> MacroPreview | None:
        """What a macro would do for the open customer as everything stands."""
        case, user = self._case(), self._session.user
        if case is None:
            return None
        name = user.name if user is not None else ""
        return whole.preview(macro.steps, case, [], agent=name, has_ticket=self._tickets.current is not None)

    def pending_of(self, macro: Macro) -> Pending | None:
        """A run of a macro on the open customer that the server has not decided, or has refused."""
        for entry in self._outbox.entries:
            path = entry.command.path if entry.command is not None else {}
            begun = self.runs.get(macro.id)
            goes_on = begun is not None and path.get("run_id") == begun.id
            if entry.lane == f"customer:{self._customer_id}" and (path.get("macro_id") == macro.id or goes_on):
                return entry
        return None

    @property
    def asked_at(self) -> int | None:
        """The step that waits for the agent."""
        results = self.run.results if self.run is not None else []
        return next((at for at, one in enumerate(results) if one.state is StepState.MISSING), None)

    @property
    def asked(self) -> list[Field]:
        """What it waits for."""
        at = self.asked_at
        if at is None or self.run is None or self.macro is None:
            return []
        action = ACTIONS.get(self.macro.steps[at].action or "")
        lacking = self.run.results[at].missing
        return [field for field in action.fields if field.name in lacking] if action is not None else []

    def try_out(self, values: Values) -> Preview | None:
        """The dry run of the step that waits, filled in like this."""
        at, case = self.asked_at, self._case()
        if at is None or self.macro is None or case is None:
            return None
        step = self.macro.steps[at]
        return judge(ACTIONS[step.action or ""], case, whole.form_of(step, case, values))

    # What the agent does

    def choose(self, macro: Macro) -> None:
        """Look at a macro; one that waits for something goes on where it was."""
        kept = self.runs.get(macro.id)
        self.macro, self.run = macro, kept if kept is not None and kept.open else None
        entry = self.pending_of(macro)
        self._key, self.problem = ("", None) if entry is None else (entry.key, entry.problem)
        self.changed.emit()

    def leave(self) -> None:
        """Nobody looks at it any more; what was begun goes on, and is told."""
        self.macro, self.run, self.problem, self._key = None, None, None, ""
        self.changed.emit()

    def start(self) -> bool:
        """Run it; False when nothing is known, or it is under way."""
        preview, order = self.preview, self._actions.order
        situation = self._actions.situation
        if (
            self.macro is None
            or preview is None
            or situation is None
            or self.phase not in (Phase.LOOKING, Phase.REFUSED)
        ):
            return False
        if self._key:
            self._outbox.discard(self._key)
        ticket = self._tickets.current
        seen = self._composer.sight.seen if ticket is not None and self._composer.sight.ticket_id == ticket.id else None
        draft = MacroRunDraft(
            customer_id=situation.customer_id,
            order_id=order.id if order is not None else None,
            ticket_id=ticket.id if ticket is not None else None,
            call_id=self._actions.call_id,
            seen_article_id=seen,
        )
        self._put(_Click(self.macro, draft, preview))
        return True

    def fill(self, values: Values) -> bool:
        """Go on with what was missing."""
        return self._go_on(MacroInput(values=values))

    def skip(self) -> bool:
        """Leave the step that waits out."""
        return self._go_on(MacroInput(skip=True))

    def send_anyway(self) -> None:
        """It lay for long, and still holds."""
        if self.phase is Phase.HELD:
            self._outbox.retry(self._key)

    def let_go(self) -> None:
        """Do not run it after all: what was never sent is taken back."""
        if self.phase is Phase.QUEUED:
            self._outbox.withdraw(self._key)
        elif self.phase in (Phase.HELD, Phase.REFUSED) and self._key:
            self._outbox.discard(self._key)
        self._key, self.problem = "", None
        self.changed.emit()

    def handle_error(self, _error: DeskError) -> None:
        """What was left in the middle is looked for again when the server is back."""
        self._looked = False

    # Inside

    def _case(self) -> Case | None:
        """The case on screen; what a macro does belongs to the ticket, too."""
        case, ticket = self._actions.case, self._tickets.current
        run_in = self.run.ticket_id if self.run is not None else ticket.id if ticket is not None else None
        return None if case is None else replace(case, ticket_id=run_in)

    def _put(self, click: _Click) -> None:
        key = self._outbox.put(commands.run_macro(click.macro.id, click.draft, self._actions.version))
        self._clicks[key] = click
        if self.macro is not None and self.macro.id == click.macro.id:
            self._key, self.problem = key, None
        self.changed.emit()

    def _go_on(self, given: MacroInput) -> bool:
        if self.run is None or self.phase not in (Phase.ASKING, Phase.REFUSED) or not self.run.open:
            return False
        if self._key:
            self._outbox.discard(self._key)
        self.problem = None
        self._key = self._outbox.put(commands.continue_macro(self.run, given))
        self.changed.emit()
        return True

    def _follow(self) -> None:
        """Another customer is open: the runs are about nobody any more."""
        if self._actions.customer_id != self._customer_id:
            self._customer_id = self._actions.customer_id
            self.runs.clear()
            self._left.clear()
            self.leave()
            self._look()
        self.macros.on_screen = self._actions.case
        self._tell_left()
        self.changed.emit()

    def _follow_link(self, health: Health) -> None:
        if health.link is Link.LIVE and not self._looked:
            self._look()

    def _look(self) -> None:
        """Look for what was left in the middle with this customer: it is still mine to finish."""
        self._looked = True
        if self._customer_id is not None:
            tasks.start(self._find(self._customer_id), name="open macro runs", owner=self)

    async def _find(self, customer_id: int) -> None:
        page = await self._remote.api.macro_runs(MacroRunQuery(customer_id=customer_id, open=True, mine=True))
        if customer_id != self._customer_id:
            return
        for run in reversed(page.data):
            if run.macro_id not in self.runs or self.runs[run.macro_id].version < run.version:
                self.runs[run.macro_id] = run
                self._left = [*(one for one in self._left if one.macro_id != run.macro_id), run]
        self._tell_left()
        self.changed.emit()

    def _tell_left(self) -> None:
        """As soon as it is known what these macros are."""
        offered = {one.id for one in self.offered}
        told = [one for one in self._left if one.macro_id in offered]
        self._left = [one for one in self._left if one.macro_id not in offered]
        for run in told:
            if self.runs.get(run.macro_id) == run:
                self.told.emit(run)

    def _follow_outbox(self) -> None:
        seen = [(one.key, one.status.value) for one in self._outbox.entries if one.endpoint in RUNS]
        if seen != self._seen:
            self._seen = seen
            self.changed.emit()

    def _settled(self, change: OutboxChange) -> None:
        run: object = getattr(change.answer, "data", None)
        if not isinstance(run, MacroRun):
            return
        mine = change.pending.key == self._key
        self._clicks.pop(change.pending.key, None)
        known = self.runs.get(run.macro_id)
        # Of a record that was merged into this one, a run is known by its number.
        if run.customer_id == self._customer_id or (known is not None and known.id == run.id):
            self.runs[run.macro_id] = run
            self._actions.refresh()
        if mine:
            self._key, self.run = "", run
        elif change.pending.command is None or not change.pending.command.click.startswith(CLICK):
            self.told.emit(run)
        self.changed.emit()

    def _refused(self, pending: Pending) -> None:
        if pending.key == self._key:
            self.problem = pending.problem
            self.changed.emit()
        if pending.endpoint in RUNS and pending.lane == f"customer:{self._customer_id}":
            self._actions.refresh()

    def _not_kept(self, command: Command) -> None:
        self._clicks.pop(command.key, None)
        if command.key == self._key:
            self._key = ""
            self.changed.emit()

    def _take_refusal(self, pending: Pending) -> bool:
        """Something else about the customer had changed: look again, and run it when it would do the same."""
        click, problem = self._clicks.pop(pending.key, None), pending.problem
        stale = problem is not None and problem.code is ErrorCode.STALE
        if click is None or not stale or click.tries >= TRIES or click.draft.customer_id != self._customer_id:
            return False
        tasks.start(self._try_again(pending, click), name="look at the macro again", owner=self)
        return True

    async def _try_again(self, pending: Pending, click: _Click) -> None:
        await self._actions.look_again()
        here = self._customer_id == click.draft.customer_id and self._actions.error is None
        if not here or self.preview_of(click.macro) != click.preview:
            self._outbox.refused.emit(pending)
            return
        self._outbox.discard(pending.key)
        self._put(_Click(click.macro, click.draft, click.preview, click.tries + 1))
