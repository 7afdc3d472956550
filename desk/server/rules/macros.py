"""What is wrong with a macro, and the words its steps write."""

from collections.abc import Iterator, Mapping

from desk.actions import ACTIONS
from desk.contract.macros import MacroStep, StepKind

#: What a step's words may name.
VARIABLES = ("customer", "agent", "order", "today")


def mistakes(steps: list[MacroStep]) -> Iterator[tuple[str, str]]:
    """JSON pointers and what is wrong there."""
    for at, step in enumerate(steps):
        where = f"/steps/{at}"
        if step.kind is StepKind.ACTION:
            if step.action not in ACTIONS:
                yield f"{where}/action", f"no such action; there are {', '.join(ACTIONS)}"
            else:
                known = {field.name for field in ACTIONS[step.action].fields}
                for name in sorted(set(step.values) - known):
                    yield f"{where}/values/{name}", "the action has no such field"
        elif step.kind is StepKind.ARTICLE and not step.body.strip():
            yield f"{where}/body", "nothing to write"
        elif step.kind is StepKind.TICKET and step.state is None and step.queue_id is None:
            yield where, "nothing to change"


def written(body: str, values: Mapping[str, str]) -> str:
    """The words of a step with its variables filled in; what is not known here stays empty."""
    for name in VARIABLES:
        body = body.replace(f"{{{name}}}", values.get(name, ""))
    return body
