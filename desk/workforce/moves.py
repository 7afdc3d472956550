"""What a lead does to a shift with the mouse: move, stretch, split, assign, give away; the shift as it would be."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from msgspec.structs import replace

from desk.contract.base import Id
from desk.contract.shifts import Activity, Segment, Shift, ShiftChange
from desk.workforce.calendar import day_at

PAUSES = frozenset({Activity.LUNCH, Activity.BREAK})
#: A pause that has to make way keeps so far from the shift's ends, where it would be no rest.
MARGIN = timedelta(minutes=15)
LONGEST = timedelta(hours=24)
HOLES = 2

Segments = tuple[Segment, ...]
_Time = tuple[datetime, datetime]


class Why(StrEnum):
    """Why a move cannot be made."""

    #: It ends before it begins.
    EMPTY = "empty"
    #: It reaches beyond the shift, or over its hole.
    OUTSIDE = "outside"
    #: A pause at the shift's beginning or end is no rest.
    AT_EDGE = "at_edge"
    #: The pauses no longer fit into what is left.
    NO_ROOM = "no_room"
    #: Longer than a day.
    TOO_LONG = "too_long"
    #: More holes than a shift may have.
    TOO_SPLIT = "too_split"
    #: Work itself does not move within a shift.
    NOT_MOVABLE = "not_movable"


class MoveError(ValueError):
    """A move that cannot be made, and why."""

    def __init__(self, why: Why) -> None:
        """``why`` is for the words on screen."""
        super().__init__(why.value)
        self.why = why


def moved(segments: Sequence[Segment], minutes: int) -> Segments:
    """The whole shift earlier (negative) or later."""
    by = timedelta(minutes=minutes)
    return _tidy(replace(one, start=one.start + by, end=one.end + by) for one in segments)


def stretched(segments: Sequence[Segment], *, start: datetime | None = None, end: datetime | None = None) -> Segments:
    """Another beginning, or end, or both. What is added is work; pauses that would lie outside come inside."""
    plan = _Plan.of(segments)
    first, last = start or plan.start, end or plan.end
    _whole(first, last)
    spans = [(max(begins, first), min(ends, last)) for begins, ends in plan.spans]
    spans = [span for span in spans if span[0] < span[1]]
    if not spans:
        raise MoveError(Why.EMPTY)
    grown = list[Segment]()
    if first < plan.start:
        spans[0] = first, spans[0][1]
        grown.append(replace(_work_like(segments, 0), start=first, end=plan.start))
    if last > plan.end:
        spans[-1] = spans[-1][0], last
        grown.append(replace(_work_like(segments, len(segments) - 1), start=plan.end, end=last))
    return _Plan(spans, [*grown, *plan.others], plan.pauses).laid()


def split(segments: Sequence[Segment], start: datetime, end: datetime) -> Segments:
    """A hole from ``start`` to ``end``; a pause that it touches is taken in the hole."""
    plan = _Plan.of(segments)
    if end <= start:
        raise MoveError(Why.EMPTY)
    if start <= plan.start or end >= plan.end:
        raise MoveError(Why.OUTSIDE)
    spans = [
        span
        for begins, ends in plan.spans
        for span in ((begins, min(ends, start)), (max(begins, end), ends))
        if span[0] < span[1]
    ]
    if len(spans) - 1 > HOLES:
        raise MoveError(Why.TOO_SPLIT)
    kept = [one for one in plan.pauses if one.end <= start or one.start >= end]
    return _Plan(spans, plan.others, kept).laid()


def assigned(
    segments: Sequence[Segment], activity: Activity, start: datetime, end: datetime, queue_ids: tuple[Id, ...] = ()
) -> Segments:
    """Something else from ``start`` to ``end``; pauses there make way to the nearest time, or, where there is none,
    stay and interrupt it. Work leaves them alone. A lunch takes the place of the one there was."""
    plan = _Plan.of(segments)
    if activity is Activity.LUNCH:
        plan = _Plan(plan.spans, plan.others, [one for one in plan.pauses if one.activity is not Activity.LUNCH])
    return plan.with_new(Segment(activity=activity, start=start, end=end, queue_ids=queue_ids))


def slid(segments: Sequence[Segment], number: int, minutes: int) -> Segments:
    """One lunch, break, training … earlier or later within the shift; where it was is work."""
    old, by = segments[number], timedelta(minutes=minutes)
    rest = cleared(segments, number)
    return _Plan.of(rest).with_new(replace(old, start=old.start + by, end=old.end + by))


def cleared(segments: Sequence[Segment], number: int) -> Segments:
    """One lunch, break, training … taken away; it is work then."""
    if segments[number].activity is Activity.WORK:
        raise MoveError(Why.NOT_MOVABLE)
    return _tidy([*segments[:number], _work_like(segments, number), *segments[number + 1 :]])


def pausing(segments: Sequence[Segment], pauses: Sequence[Segment]) -> Segments:
    """With these pauses instead of its own; one that is in the way of those before it comes at the nearest time."""
    plan = _Plan.of(segments)
    return _Plan(plan.spans, plan.others, list(pauses)).laid()


def changed(shift: Shift, segments: Segments, zone: str, *, user_id: Id | None = None) -> Shift:
    """The shift as it would be, for what it does to coverage and rules: on the day it then begins on, and perhaps
    somebody else's."""
    return replace(
        shift,
        segments=segments,
        day=day_at(segments[0].start, zone),
        user_id=shift.user_id if user_id is None else user_id,
    )


def change_of(after: Shift, why: str, allow: Iterable[str] = ()) -> ShiftChange:
    """What is sent to the server so that the shift becomes ``after``."""
    return ShiftChange(
        user_id=after.user_id, segments=after.segments, why=why, overtime=after.overtime, allow=tuple(allow)
    )


@dataclass(frozen=True, slots=True)
class _Plan:
    """A shift taken apart: when it is on, what it is for besides plain work, its pauses."""

    spans: list[_Time]
    #: Later ones lie over earlier ones; work goes on below the pauses.
    others: list[Segment]
    pauses: list[Segment]

    @classmethod
    def of(cls, segments: Sequence[Segment]) -> "_Plan":
        spans = list[_Time]()
        for one in segments:
            if spans and spans[-1][1] == one.start:
                spans[-1] = spans[-1][0], one.end
            else:
                spans.append((one.start, one.end))
        pauses = [one for one in segments if one.activity in PAUSES]
        others = [_work_like(segments, i) if one.activity in PAUSES else one for i, one in enumerate(segments)]
        return cls(spans, others, pauses)

    @property
    def start(self) -> datetime:
        return self.spans[0][0]

    @property
    def end(self) -> datetime:
        return self.spans[-1][1]

    def with_new(self, new: Segment) -> Segments:
        """One more stretch, over what was there."""
        if new.end <= new.start:
            raise MoveError(Why.EMPTY)
        if not any(_within(new, *span) for span in self.spans):
            raise MoveError(Why.OUTSIDE)
        if new.activity not in PAUSES:
            avoid = None if new.activity is Activity.WORK else new
            return _Plan(self.spans, [*self.others, new], self.pauses).laid(avoid)
        if new.start <= self.start or new.end >= self.end:
            raise MoveError(Why.AT_EDGE)
        return _Plan(self.spans, self.others, [new, *self.pauses]).laid()

    def laid(self, avoid: Segment | None = None) -> Segments:
        """Put together within the spans, over it all the pauses, of which the first go before the others."""
        taken = list[Segment]()
        for one in self.pauses:
            taken.append(_placed(one, self.spans, taken, avoid))
        painted = list[Segment]()
        for one in [*self.others, *taken]:
            painted = _over(painted, one, self.spans)
        found = _tidy(painted)
        _whole(found[0].start, found[-1].end)
        return found


def _work_like(segments: Sequence[Segment], number: int) -> Segment:
    """Work in the place of a stretch, for the queues of the work before it, else after it."""
    near = [*reversed(segments[: number + 1]), *segments[number:]]
    queue_ids = next((one.queue_ids for one in near if one.activity is Activity.WORK), ())
    return replace(segments[number], activity=Activity.WORK, queue_ids=queue_ids)


def _within(one: Segment, start: datetime, end: datetime) -> bool:
    return start <= one.start and one.end <= end


def _whole(start: datetime, end: datetime) -> None:
    if end <= start:
        raise MoveError(Why.EMPTY)
    if end - start > LONGEST:
        raise MoveError(Why.TOO_LONG)


def _placed(one: Segment, spans: list[_Time], taken: list[Segment], avoid: Segment | None) -> Segment:
    """The pause where it is, else at the nearest time; off ``avoid`` if that can be, else on it."""
    for blocked in ([*taken, avoid], taken) if avoid is not None else (taken,):
        found = one if _free(one, spans, blocked) else _nearest(one, spans, blocked)
        if found is not None:
            return found
    raise MoveError(Why.NO_ROOM)


def _free(one: Segment, spans: list[_Time], blocked: Sequence[Segment]) -> bool:
    """Whether a pause can be where it is: in a span, with work on both sides, and on nothing that is in the way."""
    inside = one.start > spans[0][0] and one.end < spans[-1][1] and any(_within(one, *span) for span in spans)
    return inside and all(one.start >= other.end or one.end <= other.start for other in blocked)


def _nearest(one: Segment, spans: list[_Time], blocked: Sequence[Segment]) -> Segment | None:
    """The pause next to what is in the way, or as near to an end of the shift as it may be."""
    length = one.end - one.start
    first, last = spans[0][0] + MARGIN, spans[-1][1] - MARGIN - length
    edges = [first, last, *(edge for span in spans for edge in (span[0], span[1] - length))]
    edges += [edge for other in blocked for edge in (other.start - length, other.end)]
    places = [replace(one, start=edge, end=edge + length) for edge in edges if first <= edge <= last]
    free = [place for place in places if _free(place, spans, blocked)]
    return min(free, key=lambda place: (abs(place.start - one.start), place.start < one.start), default=None)


def _over(painted: list[Segment], one: Segment, spans: list[_Time]) -> list[Segment]:
    """One stretch, as far as it lies in the spans, over the others."""
    for start, end in spans:
        begins, ends = max(one.start, start), min(one.end, end)
        if begins < ends:
            cut = [part for other in painted for part in _less(other, begins, ends)]
            painted = sorted([*cut, replace(one, start=begins, end=ends)], key=lambda part: part.start)
    return painted


def _less(one: Segment, start: datetime, end: datetime) -> list[Segment]:
    """What of a stretch lies before and after."""
    before = replace(one, end=min(one.end, start))
    after = replace(one, start=max(one.start, end))
    return [part for part in (before, after) if part.start < part.end]


def _tidy(segments: Iterable[Segment]) -> Segments:
    """In UTC, those that say the same joined."""
    found = list[Segment]()
    for one in segments:
        last = found[-1] if found else None
        if last and (last.end, last.activity, last.queue_ids) == (one.start, one.activity, one.queue_ids):
            found[-1] = replace(last, end=one.end.astimezone(UTC))
        else:
            found.append(replace(one, start=one.start.astimezone(UTC), end=one.end.astimezone(UTC)))
    return tuple(found)
