"""What the dispatcher is given to do, and what comes of it."""

from dataclasses import dataclass

from desk.contract.remedies import ExecutorAnswer


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A command to send, or (``asks``) one to ask after; ``secrets`` are all that sign just now."""

    delivery_id: int
    executor: str
    url: str
    secrets: tuple[str, ...]
    key: str
    body: bytes
    asks: bool


@dataclass(frozen=True, slots=True)
class Answered:
    """The executor said something that makes sense, about this very command."""

    answer: ExecutorAnswer


@dataclass(frozen=True, slots=True)
class NeverSeen:
    """The executor was asked and knows nothing of the command."""


@dataclass(frozen=True, slots=True)
class Later:
    """Nobody decided; ``after`` are the seconds the executor wants to be left alone."""

    why: str
    after: float | None = None


@dataclass(frozen=True, slots=True)
class Gone:
    """The executor wants no commands any more (410)."""

    why: str


Outcome = Answered | NeverSeen | Later | Gone
