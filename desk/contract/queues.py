"""Queues, their wrap-up codes, and where calls for them arrive."""

from typing import Annotated

from msgspec import Meta

from desk.contract.base import Answer, Id, Line, Name, Request, Seq
from desk.contract.service import Priority, ServiceTargets, Skill


class WrapUpCode(Answer, frozen=True, kw_only=True):
    """How a call ended, in the words of its queue."""

    code: str
    names: dict[str, str]


class Queue(Answer, frozen=True, kw_only=True):
    """A line of work; ``numbers`` are the called numbers that lead to it, in E.164.

    Whoever works in it has all of its ``skills``. Work of a more urgent ``priority`` is given out first. A ticket of it
    weighs ``weight`` against what an agent can carry. ``assigns``: its work is given out by rule; else people take it.
    """

    id: Id
    name: str
    names: dict[str, str]
    numbers: list[str]
    wrap_up_codes: list[WrapUpCode]
    default_code: str
    wrap_up_seconds: int
    version: Seq
    skills: list[str] = []
    priority: Priority = Priority.NORMAL
    targets: ServiceTargets = ServiceTargets()
    weight: float = 1.0
    assigns: bool = False


class WrapUpCodeDraft(Request, frozen=True, kw_only=True):
    """A wrap-up code to offer."""

    code: Annotated[str, Meta(min_length=1, max_length=40, pattern="^[a-z0-9_]+$")]
    names: dict[str, Line]


class QueueDraft(Request, frozen=True, kw_only=True):
    """A new queue, or the whole of a changed one."""

    name: Name
    wrap_up_codes: Annotated[list[WrapUpCodeDraft], Meta(min_length=1, max_length=30)]
    default_code: Annotated[str, Meta(min_length=1, max_length=40)]
    names: dict[str, Line] = {}
    numbers: list[Annotated[str, Meta(max_length=40)]] = []
    wrap_up_seconds: Annotated[int, Meta(ge=0, le=3600)] = 60
    skills: Annotated[list[Skill], Meta(max_length=20)] = []
    priority: Priority = Priority.NORMAL
    targets: ServiceTargets = ServiceTargets()
    weight: Annotated[float, Meta(ge=0, le=100)] = 1.0
    assigns: bool = False
