"""Shifts and absences as bars over time, in whole minutes: what the grid paints, and cuts, and moves."""

from collections.abc import Iterable
from dataclasses import dataclass

from desk.client.models.time_axis import minute_of, moment_of
from desk.contract.shifts import Absence, AbsenceKind, AbsenceState, Activity, Segment, Shift, ShiftState


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a bar."""

    activity: Activity
    start: int
    end: int
    queue_ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Bar:
    """A shift as it is drawn. ``key`` is the shift's id, negative for one that only waits in the outbox."""

    key: int
    user_id: int
    start: int
    end: int
    pieces: tuple[Piece, ...]
    pattern: str = ""
    draft: bool = False
    overtime: bool = False
    pending: bool = False

    def at(self, minute: float) -> int | None:
        """Which piece lies there."""
        return next((n for n, one in enumerate(self.pieces) if one.start <= minute < one.end), None)


@dataclass(frozen=True, slots=True)
class Hatch:
    """Time in which somebody is not there."""

    key: int
    start: int
    end: int
    kind: AbsenceKind | None
    asked: bool


def pieces_of(segments: Iterable[Segment]) -> tuple[Piece, ...]:
    """Segments in minutes."""
    return tuple(Piece(one.activity, minute_of(one.start), minute_of(one.end), one.queue_ids) for one in segments)


def segments_of(pieces: Iterable[Piece]) -> tuple[Segment, ...]:
    """Pieces as the contract has them; neighbours of one kind become one."""
    joined: list[Piece] = []
    for one in pieces:
        last = joined[-1] if joined else None
        if last is not None and (last.activity, last.queue_ids, last.end) == (one.activity, one.queue_ids, one.start):
            joined[-1] = Piece(one.activity, last.start, one.end, one.queue_ids)
        elif one.end > one.start:
            joined.append(one)
    return tuple(
        Segment(activity=one.activity, start=moment_of(one.start), end=moment_of(one.end), queue_ids=one.queue_ids)
        for one in joined
    )


def bar_of(shift: Shift, *, key: int | None = None, pending: bool = False) -> Bar:
    """A shift as a bar."""
    pieces = pieces_of(shift.segments)
    return Bar(
        shift.id if key is None else key,
        shift.user_id,
        pieces[0].start,
        pieces[-1].end,
        pieces,
        shift.pattern,
        shift.state is ShiftState.DRAFT,
        shift.overtime,
        pending,
    )


def hatch_of(absence: Absence) -> Hatch:
    """An absence as a hatched stretch."""
    asked = absence.state is AbsenceState.ASKED
    return Hatch(absence.id, minute_of(absence.start), minute_of(absence.end), absence.absence_kind, asked)
