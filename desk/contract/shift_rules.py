"""What shifts are made by: patterns, service targets, and the limits of the labour law and of the site."""

from enum import StrEnum
from typing import Annotated

from msgspec import Meta

from desk.contract.base import Answer, Id, Line, Request, Seq
from desk.contract.calendar import Hours, Minute

Share = Annotated[float, Meta(ge=0, le=1)]
Code = Annotated[str, Meta(min_length=1, max_length=40, pattern="^[a-z0-9_]+$")]


class Rest(Request, frozen=True, kw_only=True):
    """A pause of ``minutes`` that begins between ``earliest`` and ``latest``, in minutes after the shift's start."""

    minutes: Annotated[int, Meta(ge=5, le=240)]
    earliest: Minute
    latest: Minute


class ShiftPattern(Request, frozen=True, kw_only=True):
    """A kind of shift: its hours (two stretches for a split one), its lunch and its breaks.

    Lunch is unpaid and not working time; breaks are paid.
    """

    code: Code
    names: dict[str, Line]
    hours: Annotated[list[Hours], Meta(min_length=1, max_length=3)]
    lunch: Rest | None = None
    breaks: Annotated[list[Rest], Meta(max_length=6)] = []


class Model(StrEnum):
    """How agents needed are reckoned: ``erlang_a`` knows that people hang up, ``erlang_c`` does not."""

    ERLANG_A = "erlang_a"
    ERLANG_C = "erlang_c"


class ServiceTarget(Request, frozen=True, kw_only=True):
    """What a queue is held to: ``level`` of all arrivals answered within ``seconds``.

    ``patience``: the mean time in seconds after which a caller hangs up. ``handle``: the mean handle time to begin
    with, until the log has its own. ``shrinkage``: the share of rostered time that is lost.
    """

    level: Share = 0.8
    seconds: Annotated[int, Meta(ge=0, le=3600)] = 20
    patience: Annotated[int, Meta(ge=1, le=7200)] = 120
    max_occupancy: Annotated[float, Meta(gt=0, le=1)] = 0.85
    max_abandon: Share | None = None
    shrinkage: Annotated[float, Meta(ge=0, lt=0.9)] = 0.2
    handle: Annotated[int, Meta(ge=1, le=7200)] = 240
    model: Model = Model.ERLANG_A


class LabourLimits(Request, frozen=True, kw_only=True):
    """Korean labour law as this site reads it (Labour Standards Act, articles 50, 53, 54, 55), all in minutes but
    ``days_in_a_row``; ``between_shifts`` is the site's own rule. A week begins on Monday."""

    week: Annotated[int, Meta(ge=60, le=10_080)] = 40 * 60
    week_with_overtime: Annotated[int, Meta(ge=60, le=10_080)] = 52 * 60
    day: Annotated[int, Meta(ge=60, le=1440)] = 8 * 60
    #: At least so much rest in work of four hours, and of eight.
    rest_in_four_hours: Annotated[int, Meta(ge=0, le=240)] = 30
    rest_in_eight_hours: Annotated[int, Meta(ge=0, le=240)] = 60
    between_shifts: Annotated[int, Meta(ge=0, le=1440)] = 11 * 60
    days_in_a_row: Annotated[int, Meta(ge=1, le=14)] = 6


class ShiftRules(Request, frozen=True, kw_only=True):
    """All of it. ``targets`` are by queue id; ``target`` is for the others. ``interval`` is 15 or 30 minutes."""

    patterns: Annotated[list[ShiftPattern], Meta(max_length=60)] = []
    target: ServiceTarget = ServiceTarget()
    targets: dict[Id, ServiceTarget] = {}
    limits: LabourLimits = LabourLimits()
    interval: Annotated[int, Meta(ge=15, le=30, multiple_of=15)] = 30
    #: Days between the publishing of a rota and its first day, at least.
    notice_days: Annotated[int, Meta(ge=0, le=60)] = 7
    #: A call longer than this counts as a hard one, in seconds.
    hard_call: Annotated[int, Meta(ge=60, le=7200)] = 900


class ShiftRulesInForce(Answer, frozen=True, kw_only=True):
    """The rules and the seq of the event that set them, 0 for those that come with the program."""

    rules: ShiftRules
    version: Seq
