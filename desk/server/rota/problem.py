"""What the solver is asked and what it answers: lines of JSON between two processes.

Times are whole minutes since ``Problem.origin``, so that days of 23 and 25 hours need no thought here.
"""

from datetime import date, datetime
from enum import StrEnum

import msgspec

from desk.contract.base import Id
from desk.contract.rota_proposals import ProposalFailure, ProposedShift, Unmet
from desk.contract.shift_rules import LabourLimits, ServiceTarget
from desk.contract.shifts import Activity, Duties

#: From a minute to a minute.
Span = tuple[int, int]


class RestWindow(msgspec.Struct, frozen=True):
    """A lunch or break that begins at one of ``starts``."""

    activity: Activity
    minutes: int
    starts: tuple[int, ...]


class Choice(msgspec.Struct, frozen=True):
    """A pattern on a day: its stretches, its rests, and its minutes of working time. ``late``: it reaches into the
    late hours."""

    day: int
    pattern: str
    stretches: tuple[Span, ...]
    rests: tuple[RestWindow, ...]
    minutes: int
    late: bool

    @property
    def start(self) -> int:
        """When it begins."""
        return self.stretches[0][0]

    @property
    def end(self) -> int:
        """When it ends."""
        return self.stretches[-1][1]


class RotaDay(msgspec.Struct, frozen=True):
    """A day of the period, which the choices name by its place in the list; ``span`` is midnight to midnight."""

    day: date
    span: Span
    holiday: bool = False

    @property
    def weekend(self) -> bool:
        """Saturday or Sunday."""
        return self.day.weekday() >= 5


class Demand(msgspec.Struct, frozen=True):
    """A queue's interval: ``agents`` to roster, and the calls and mean handle time (seconds) they are for."""

    queue_id: Id
    start: int
    agents: int
    calls: float = 0.0
    handle: float = 240.0


class Fixed(msgspec.Struct, frozen=True):
    """A shift that somebody has already, in the period or around it; ``on_calls`` are its stretches of work."""

    day: date
    start: int
    end: int
    minutes: int
    on_calls: tuple[Span, ...] = ()


class Person(msgspec.Struct, frozen=True):
    """Somebody to be rostered, and what they have carried so far. ``patterns`` empty: any; ``away``: approved
    absences; ``fixed`` must reach a week and ``days_in_a_row`` beyond the period."""

    id: Id
    queue_ids: tuple[Id, ...]
    week_minutes: int = 40 * 60
    patterns: tuple[str, ...] = ()
    wished_patterns: tuple[str, ...] = ()
    wished_days_off: tuple[int, ...] = ()
    away: tuple[Span, ...] = ()
    fixed: tuple[Fixed, ...] = ()
    late: int = 0
    weekend: int = 0
    holiday: int = 0
    hard_calls: int = 0


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """All of it. ``interval`` is the length of a demand in minutes, ``seconds`` the time there is.

    ``effort`` limits the work too, however busy the machine is: about seconds of a core with nothing else to do.
    """

    origin: datetime
    interval: int
    days: tuple[RotaDay, ...]
    choices: tuple[Choice, ...]
    demands: tuple[Demand, ...]
    people: tuple[Person, ...]
    limits: LabourLimits = LabourLimits()
    target: ServiceTarget = ServiceTarget()
    targets: dict[Id, ServiceTarget] = {}
    seconds: float = 120.0
    effort: float | None = None
    workers: int = 2


class Stage(StrEnum):
    """What the solver is at."""

    BUILDING = "building"
    COUNTS = "counts"
    PEOPLE = "people"
    BREAKS = "breaks"
    CHECKING = "checking"


class Progress(msgspec.Struct, frozen=True, tag="progress"):
    """How far it is (0…1) after so many seconds."""

    stage: Stage
    part: float
    seconds: float
    gap: float | None = None


class Best(msgspec.Struct, frozen=True, kw_only=True, tag="best"):
    """The best whole rota so far; the last line when ``final``. ``gap`` is how far its coverage is from the bound."""

    shifts: list[ProposedShift]
    gap: float | None
    seconds: float
    needed_hours: float
    covered_hours: float
    agents: int
    wishes_met: float
    duties: list[Duties]
    unmet: list[Unmet]
    final: bool = False


class Failed(msgspec.Struct, frozen=True, tag="failed"):
    """There will be no rota."""

    failure: ProposalFailure
    words: str = ""


Told = Progress | Best | Failed
