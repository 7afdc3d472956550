"""What is wrong with a macro."""

from collections.abc import Iterator

from desk.actions import ACTIONS
from desk.actions.judge import fits
from desk.contract.macros import MacroStep, StepKind


def mistakes(steps: list[MacroStep]) -> Iterator[tuple[str, str]]:
    """JSON pointers and what is wrong there."""
    for at, step in enumerate(steps):
        where = f"/steps/{at}"
        if step.kind is StepKind.ACTION:
            if step.action not in ACTIONS:
                yield f"{where}/action", f"no such action; there are {', '.join(ACTIONS)}"
            else:
                known = {field.name: field for field in ACTIONS[step.action].fields}
                for name, value in step.values.items():
                    if name not in known:
                        yield f"{where}/values/{name}", "the action has no such field"
                    elif not fits(known[name], value):
                        yield f"{where}/values/{name}", "the field can not be filled in like this"
        elif step.kind is StepKind.ARTICLE and not step.body.strip():
            yield f"{where}/body", "nothing to write"
        elif step.kind is StepKind.TICKET and step.state is None and step.queue_id is None:
            yield where, "nothing to change"
