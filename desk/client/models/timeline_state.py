"""How loading of the timeline stands, and where the view is to go when rows are there."""

from dataclasses import dataclass
from enum import Enum

from desk.client.models.timeline_row import Cursor


class Part(Enum):
    """What a request is to fill."""

    WHOLE = "whole"
    OLDER = "older"
    NEWER = "newer"


class Work(Enum):
    """How a request stands."""

    IDLE = "idle"
    LOADING = "loading"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Landing:
    """Where the view should go: to the entry of that key, or to the newest one."""

    key: int | None = None
    flash: bool = False
    """Whether the entry is to catch the eye."""


@dataclass(frozen=True, slots=True)
class Ask:
    """A request for a page, and what the view is to do with it."""

    part: Part
    before: Cursor | None = None
    after: Cursor | None = None
    around: Cursor | None = None
    flash: bool = False
