"""What can be done to a bar, in whole minutes: the moves of the workforce rules, for what is drawn and dragged."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from desk.client.models.rota_bars import Bar, pieces_of, segments_of
from desk.client.models.time_axis import moment_of
from desk.contract.shifts import Activity, Segment
from desk.workforce import moves

#: Everything snaps to this, and nothing is shorter.
SNAP = 15
Cut = Callable[[Sequence[Segment]], Sequence[Segment]]


def snapped(minute: float) -> int:
    """The nearest quarter of an hour."""
    return round(minute / SNAP) * SNAP


def moved(bar: Bar, by: int) -> Bar:
    """All of it earlier or later."""
    pieces = tuple(replace(one, start=one.start + by, end=one.end + by) for one in bar.pieces)
    return replace(bar, pieces=pieces, start=bar.start + by, end=bar.end + by)


def begun(bar: Bar, at: int) -> Bar:
    """Begin at another time; pauses come inside."""
    start = moment_of(min(at, bar.end - SNAP))
    return _cut(bar, lambda segments: moves.stretched(segments, start=start))


def ended(bar: Bar, at: int) -> Bar:
    """End at another time; pauses come inside."""
    end = moment_of(max(at, bar.start + SNAP))
    return _cut(bar, lambda segments: moves.stretched(segments, end=end))


def painted(bar: Bar, start: int, end: int, activity: Activity) -> Bar:
    """A stretch of it is for something else; pauses there make way."""
    first, last = moment_of(max(start, bar.start)), moment_of(min(end, bar.end))
    return _cut(bar, lambda segments: moves.assigned(segments, activity, first, last))


def piece_moved(bar: Bar, number: int, by: int) -> Bar:
    """A lunch, a break or anything else within the bar, earlier or later."""
    return _cut(bar, lambda segments: moves.slid(segments, number, by))


def piece_ended(bar: Bar, number: int, at: int) -> Bar:
    """A piece within the bar, shorter or longer."""
    piece = bar.pieces[number]
    end = moment_of(max(piece.start + SNAP, min(at, bar.end)))

    def cut(segments: Sequence[Segment]) -> Sequence[Segment]:
        start: datetime = segments[number].start
        return moves.assigned(moves.cleared(segments, number), piece.activity, start, end, piece.queue_ids)

    return _cut(bar, cut)


def piece_cleared(bar: Bar, number: int) -> Bar:
    """A piece is plain work again."""
    return _cut(bar, lambda segments: moves.cleared(segments, number))


def split(bar: Bar, at: int, hole: int = 60) -> Bar:
    """Two halves with time between them that is not the shift's; the bar as it is where it cannot be split."""
    start, end = moment_of(snapped(at) - hole // 2), moment_of(snapped(at) + hole - hole // 2)
    return _cut(bar, lambda segments: moves.split(segments, start, end))


def closed(bar: Bar) -> Bar:
    """A split one made whole: what lay between is work."""

    def cut(segments: Sequence[Segment]) -> Sequence[Segment]:
        whole: list[Segment] = []
        for one in segments:
            if whole and whole[-1].end < one.start:
                whole.append(Segment(activity=Activity.WORK, start=whole[-1].end, end=one.start))
            whole.append(one)
        return whole

    return _cut(bar, cut)


def has_hole(bar: Bar) -> bool:
    """Whether it is split."""
    return any(one.end < after.start for one, after in zip(bar.pieces, bar.pieces[1:], strict=False))


def _cut(bar: Bar, cut: Cut) -> Bar:
    """The bar after a move; as it is when the move cannot be made."""
    try:
        segments = cut(segments_of(bar.pieces))
    except moves.MoveError:
        return bar
    pieces = pieces_of(segments)
    return replace(bar, pieces=pieces, start=pieces[0].start, end=pieces[-1].end)
