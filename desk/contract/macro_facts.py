"""Facts about macros: written, run."""

from desk.contract.base import Id
from desk.contract.facts import FactBase
from desk.contract.macros import MacroStep, StepResult
from desk.contract.remedies import Values


class MacroSet(FactBase, tag="macro.set", frozen=True, kw_only=True):
    """A macro as it is from now on; without an id the event's seq is its id."""

    names: dict[str, str]
    steps: tuple[MacroStep, ...]
    active: bool
    macro_id: Id | None = None


class MacroRan(FactBase, tag="macro.ran", frozen=True, kw_only=True):
    """A run as far as it has come; the first such event's seq is the run's id. ``names`` by language are the macro's
    of that moment; older events have the Korean ``name`` only."""

    macro_id: Id
    name: str
    names: dict[str, str] = {}
    results: tuple[StepResult, ...]
    inputs: tuple[Values, ...]
    run_id: Id | None = None
    seen_article_id: Id | None = None
