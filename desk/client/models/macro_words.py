"""Macros in words: their names, what each step does or did, and how a run ended."""

from PySide6.QtCore import QObject

from desk.client.models.directory import Directory, in_language
from desk.client.models.formats import Formats
from desk.client.models.plain import filled
from desk.client.models.remedy_words import RemedyWords
from desk.client.models.timeline_row import RowTone
from desk.contract.macros import Macro, MacroStep, StepKind, StepPreview, StepResult, StepState
from desk.contract.tickets import ArticleKind, TicketState

#: Icon and tone of each state: no two share both, and none is told by its colour alone.
STEP_LOOKS: dict[StepState, tuple[str, RowTone]] = {
    StepState.DONE: ("check-circle", "good"),
    StepState.AWAITING: ("approve", "warn"),
    StepState.REFUSED: ("x-circle", "bad"),
    StepState.SKIPPED: ("minus", "none"),
    StepState.MISSING: ("edit", "info"),
    StepState.WAITING: ("clock", "none"),
}


class MacroWords(QObject):
    """Speaks the language in force each time it is asked."""

    def __init__(self, directory: Directory | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._directory = directory
        self._remedies, self._formats = RemedyWords(self), Formats(self)

    def name(self, macro: Macro) -> str:
        """What a macro is called."""
        return in_language(macro.names, "")

    def step(self, step: MacroStep) -> str:
        """What a step is."""
        if step.kind is StepKind.ACTION:
            return self._remedies.action(step.action or "")
        if step.kind is StepKind.TICKET:
            return self.ticket(step)
        return self.article(step.article_kind)

    def article(self, kind: ArticleKind) -> str:
        """What words are written as."""
        return {
            ArticleKind.REPLY: self.tr("Reply"),
            ArticleKind.NOTE: self.tr("Note"),
            ArticleKind.CALL_NOTE: self.tr("Call note"),
            ArticleKind.MESSAGE: self.tr("Message"),
        }[kind]

    def ticket(self, step: MacroStep) -> str:
        """What becomes of the ticket."""
        queue = self._directory.queue_name(step.queue_id) if self._directory is not None else ""
        state = self.state(step.state)
        if queue and state:
            return filled(self.tr("Ticket: {queue}, {state}"), queue=queue, state=state)
        if queue:
            return filled(self.tr("Ticket: {queue}"), queue=queue)
        return filled(self.tr("Ticket: {state}"), state=state) if state else self.tr("Ticket")

    def state(self, state: TicketState | None) -> str:
        """A ticket's state; empty where it is left as it is."""
        if state is None:
            return ""
        return {
            TicketState.NEW: self.tr("new"),
            TicketState.OPEN: self.tr("open"),
            TicketState.PENDING: self.tr("pending"),
            TicketState.CLOSED: self.tr("closed"),
        }[state]

    def icon(self, step: MacroStep) -> str:
        """The icon of a step."""
        if step.kind is StepKind.ACTION:
            return self._remedies.icon(step.action or "")
        if step.kind is StepKind.TICKET:
            return "ticket"
        return "reply" if step.article_kind is ArticleKind.REPLY else "note"

    def steps(self, macro: Macro) -> str:
        """All its steps in a line."""
        return " → ".join(self.step(one) for one in macro.steps)

    def became(self, state: StepState) -> str:
        """What became of a step, in a word or two."""
        return {
            StepState.DONE: self.tr("Done"),
            StepState.AWAITING: self.tr("Awaits approval"),
            StepState.REFUSED: self.tr("Not done"),
            StepState.SKIPPED: self.tr("Left out"),
            StepState.MISSING: self.tr("Needs you"),
            StepState.WAITING: self.tr("Not begun"),
        }[state]

    def foreseen(self, step: MacroStep, told: StepPreview) -> tuple[str, str]:
        """What a step would do or say, or why not; and the colour of the words."""
        effect = told.preview.effect if told.preview is not None else None
        if told.skipped:
            return self.tr("Would not be run: a step before it stops here."), "faint"
        if told.obstacle is not None:
            return self._remedies.obstacle(told.obstacle), "bad"
        if told.missing:
            return filled(self.tr("Asks you for: {fields}"), fields=self.fields(step, told.missing)), "accent"
        if told.preview is not None and told.preview.obstacle is not None:
            return self._remedies.obstacle(told.preview.obstacle), "bad"
        if told.preview is not None and told.preview.needs_approval:
            if not step.ask_approval:
                return self.tr("Over your limit: would not be done."), "bad"
            return self.tr("Over your limit: asks a lead"), "warn"
        return effect.told if effect is not None else told.words, "muted"

    def fields(self, step: MacroStep, names: list[str]) -> str:
        """Fields of an action, by what they are called."""
        return ", ".join(self._remedies.field(step.action or "", name) for name in names)

    def summary(self, results: list[StepResult]) -> str:
        """How a run stands, in numbers; what there is none of is not said."""
        counted = {state: sum(one.state is state for one in results) for state in StepState}
        return " · ".join(f"{self.became(state)} {count}" for state, count in counted.items() if count)
