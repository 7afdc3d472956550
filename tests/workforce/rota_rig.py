"""Shifts, people and absences told in a few words, on the clock of Seoul."""

from datetime import date, datetime, timedelta
from itertools import count
from zoneinfo import ZoneInfo

from desk.contract.calendar import CalendarDay, Stretch
from desk.contract.shifts import (
    Absence,
    AbsenceKind,
    AbsenceState,
    Activity,
    Segment,
    Shift,
    ShiftState,
    Terms,
    Worker,
)

SEOUL = ZoneInfo("Asia/Seoul")
#: A Monday.
DAY = date(2026, 3, 2)
_ids = count(1)


def at(clock: str, day: date = DAY) -> datetime:
    """09:30 of the day; 26:00 is two in the next morning."""
    hours, minutes = clock.split(":")
    return datetime(day.year, day.month, day.day, tzinfo=SEOUL) + timedelta(hours=int(hours), minutes=int(minutes))


def stretch(clocks: str, day: date = DAY) -> Stretch:
    """09:00-18:00 of the day."""
    start, end = clocks.split("-")
    return Stretch(start=at(start, day), end=at(end, day))


def segments(words: str, day: date = DAY, queue_ids: tuple[int, ...] = ()) -> tuple[Segment, ...]:
    """``09:00-12:00 lunch 12:00-13:00 13:00-18:00``: a word says what the next stretch is for, else it is work."""
    found, activity = list[Segment](), Activity.WORK
    for word in words.split():
        if word[0].isalpha():
            activity = Activity(word)
            continue
        one = stretch(word, day)
        queues = queue_ids if activity is Activity.WORK else ()
        found.append(Segment(activity=activity, start=one.start, end=one.end, queue_ids=queues))
        activity = Activity.WORK
    return tuple(found)


def told(shift: tuple[Segment, ...], zone: str = "Asia/Seoul") -> str:
    """The words of ``segments``."""
    names = {Activity.WORK: ""}
    return " ".join(
        f"{names.get(one.activity, one.activity + ' ')}"
        f"{one.start.astimezone(ZoneInfo(zone)):%H:%M}-{one.end.astimezone(ZoneInfo(zone)):%H:%M}"
        for one in shift
    )


FULL = "09:00-12:00 lunch 12:00-13:00 13:00-18:00"


def shift(
    words: str = FULL,
    day: date = DAY,
    *,
    user_id: int = 1,
    queue_ids: tuple[int, ...] = (),
    overtime: bool = False,
    state: ShiftState = ShiftState.PUBLISHED,
    pattern: str = "",
) -> Shift:
    """A shift of the day."""
    return Shift(
        id=next(_ids),
        user_id=user_id,
        day=day,
        pattern=pattern,
        state=state,
        segments=segments(words, day, queue_ids),
        overtime=overtime,
        why="",
        version=1,
    )


def absence(
    clocks: str,
    day: date = DAY,
    *,
    user_id: int = 1,
    kind: AbsenceKind = AbsenceKind.LEAVE,
    state: AbsenceState = AbsenceState.APPROVED,
) -> Absence:
    """An absence on the day."""
    one = stretch(clocks, day)
    return Absence(
        id=next(_ids),
        user_id=user_id,
        absence_kind=kind,
        start=one.start,
        end=one.end,
        state=state,
        words="",
        answer="",
        version=1,
    )


def worker(user_id: int = 1, queue_ids: tuple[int, ...] = (1,), terms: Terms | None = None) -> Worker:
    """Somebody with queues."""
    return Worker(
        user_id=user_id, name=f"W{user_id}", team_id=None, queue_ids=queue_ids, terms=terms or Terms(), version=1
    )


def calendar_day(day: date = DAY, *, opened: str = "09:00-19:00", late: str = "", holiday: str = "") -> CalendarDay:
    """A day with these hours; none: closed."""
    return CalendarDay(
        day=day,
        start=at("00:00", day),
        end=at("24:00", day),
        open=[stretch(opened, day)] if opened else [],
        lunch=stretch("12:00-13:00", day),
        late=stretch(late, day) if late else None,
        holiday=holiday,
        note="",
        version=0,
    )


def week(words: str = FULL, days: int = 5, day: date = DAY) -> list[Shift]:
    """The same shift on so many days from the day on."""
    return [shift(words, day + timedelta(days=number)) for number in range(days)]
