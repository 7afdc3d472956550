"""What is known of shifts: every event applied to yesterday's state comes to the same as a fresh fetch."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from msgspec.structs import replace

from desk.client.models.rota_book import RotaBook
from desk.contract.events import (
    AbsenceAsked,
    AbsenceDecided,
    AbsenceWithdrawn,
    Event,
    Fact,
    RotaPublished,
    ShiftAssigned,
    ShiftCancelled,
    ShiftChanged,
)
from desk.contract.shifts import AbsenceKind, Activity, Rota, Segment, ShiftState

DAY = date(2026, 11, 23)
SEOUL = ZoneInfo("Asia/Seoul")
NINE = datetime(2026, 11, 23, 0, 0, tzinfo=UTC)


def work(hour: float) -> tuple[Segment, ...]:
    """Four hours from so many hours after nine."""
    start = NINE + timedelta(hours=hour)
    return (Segment(activity=Activity.WORK, start=start, end=start + timedelta(hours=4)),)


def told(seq: int, fact: Fact) -> Event:
    """An event of the log."""
    return Event(seq=seq, at=NINE, recorded_at=NINE, actor_id=1, actor="", fact=fact)


@pytest.fixture
def book() -> RotaBook:
    """A draft of one person."""
    book = RotaBook()
    book.apply(told(10, ShiftAssigned(user_id=7, day=DAY, pattern="early", segments=work(0))))
    return book


def test_a_new_shift_is_its_person_s_and_has_the_number_of_its_event(book: RotaBook) -> None:
    (shift,) = book.of(7)
    assert (shift.id, shift.version, shift.state, shift.pattern) == (10, 10, ShiftState.DRAFT, "early")


def test_a_shift_given_to_somebody_else_concerns_both_and_keeps_its_kind(book: RotaBook) -> None:
    fact = ShiftChanged(
        shift_id=10, user_id=8, previous_id=7, day=DAY, segments=work(1), overtime=False, published=False, why="교환"
    )
    assert book.apply(told(11, fact)) == {7, 8}
    assert book.of(7) == []
    (shift,) = book.of(8)
    assert (shift.segments, shift.version, shift.pattern) == (work(1), 11, "early")


def test_a_changed_shift_keeps_what_its_person_worked_beyond_it_and_takes_a_new_pattern(book: RotaBook) -> None:
    late = NINE + timedelta(hours=4, minutes=20)
    (shift,) = book.of(7)
    book.put(replace(shift, late_until=late))
    fact = ShiftChanged(
        shift_id=10, user_id=7, previous_id=7, day=DAY, segments=work(1), overtime=False, published=True, why="x",
        pattern="late",
    )  # fmt: skip
    book.apply(told(11, fact))
    (shift,) = book.of(7)
    assert (shift.late_until, shift.pattern) == (late, "late")
    book.apply(told(12, replace(fact, user_id=8, pattern=None)))
    (shift,) = book.of(8)
    assert (shift.late_until, shift.pattern) == (None, "late")


def test_a_published_shift_holds_and_a_cancelled_one_is_gone(book: RotaBook) -> None:
    book.apply(told(11, RotaPublished(since=DAY, until=DAY, shift_ids=(10, 99), user_ids=(7,))))
    assert book.of(7)[0].state is ShiftState.PUBLISHED
    gone = ShiftCancelled(shift_id=10, user_id=7, day=DAY, published=True, why="병가")
    assert book.apply(told(12, gone)) == {7}
    assert book.of(7) == []
    assert book.apply(told(12, gone)) == set()


def test_leave_waits_until_it_is_decided_and_is_gone_when_it_is_declined_or_withdrawn(book: RotaBook) -> None:
    end = NINE + timedelta(hours=9)
    for seq in (20, 21, 22):
        book.apply(told(seq, AbsenceAsked(user_id=7, absence_kind=AbsenceKind.LEAVE, start=NINE, end=end)))
    book.apply(told(30, AbsenceDecided(absence_id=20, user_id=7, approved=True)))
    book.apply(told(31, AbsenceDecided(absence_id=21, user_id=7, approved=False)))
    book.apply(told(32, AbsenceWithdrawn(absence_id=22, user_id=7)))
    assert [(one.id, one.state) for one in book.absences_of(7)] == [(20, "approved")]


def test_a_fetch_of_some_days_replaces_those_days_and_nothing_else(book: RotaBook) -> None:
    later = DAY + timedelta(days=7)
    book.apply(told(11, ShiftAssigned(user_id=7, day=later, pattern="", segments=work(168))))
    book.take(Rota(since=DAY, until=DAY, shifts=[], absences=[], synced_to=12), SEOUL)
    assert [one.id for one in book.of(7)] == [11]
    book.take(Rota(since=DAY, until=later, shifts=[], absences=[], synced_to=12), SEOUL, only=8)
    assert [one.id for one in book.of(7)] == [11]


def test_leave_that_was_withdrawn_while_nobody_listened_is_gone_with_the_next_fetch(book: RotaBook) -> None:
    days = [NINE - timedelta(hours=9), NINE + timedelta(hours=15)]
    for seq, start in enumerate(days, start=20):
        fact = AbsenceAsked(
            user_id=7, absence_kind=AbsenceKind.SICK, start=start, end=start + timedelta(hours=24), approved=True
        )
        book.apply(told(seq, fact))
    known = list(book.absences.values())
    fetched = Rota(since=DAY, until=DAY, shifts=[], absences=[known[0]], synced_to=30)
    for only in (8, 7, None):
        book.take(fetched, SEOUL, only=only)
        assert book.absences_of(7) == known
    book.take(replace(fetched, absences=[]), SEOUL, only=8)
    assert book.absences_of(7) == known
    book.take(replace(fetched, absences=[]), SEOUL)
    assert book.absences_of(7) == known[1:], "the day after was not asked for"
