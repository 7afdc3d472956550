"""Shifts as an iCalendar, read back by another program's parser."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from desk.contract.shifts import Activity, Segment, Shift, ShiftState
from desk.server.rules import ics
from tests.server.phone_rig import phone_shows

NOON = datetime(2027, 6, 14, 3, tzinfo=UTC)
HOUR = timedelta(hours=1)


def shift(*stretches: tuple[Activity, int, int], **more: Any) -> Shift:
    """A shift with stretches in hours from noon."""
    segments = tuple(
        Segment(activity=kind, start=NOON + since * HOUR, end=NOON + until * HOUR) for kind, since, until in stretches
    )
    plain = Shift(
        id=7,
        user_id=3,
        day=date(2027, 6, 14),
        pattern="early",
        state=ShiftState.PUBLISHED,
        segments=segments,
        overtime=False,
        why="",
        version=41,
    )
    return replace(plain, **more)


def read(one: Shift, name: str = "조기", lang: str = "ko") -> list[Any]:
    """The events that a phone sees."""
    written = ics.written(ics.entries(one, name, lang, "Asia/Seoul"), ics.TITLES[lang], NOON)
    return phone_shows(written)


def test_a_shift_is_an_event_at_its_time_with_what_is_in_it() -> None:
    (event,) = read(shift((Activity.WORK, -3, 0), (Activity.LUNCH, 0, 1), (Activity.WORK, 1, 6)))
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (NOON - 3 * HOUR, NOON + 6 * HOUR)
    assert (event["uid"], event["sequence"], event["status"], event["summary"]) == ("shift-7@desk", 41, "CONFIRMED",
                                                                                    "조기")  # fmt: skip
    assert event["description"] == "09:00–12:00 상담\n12:00–13:00 점심\n13:00–18:00 상담"


def test_a_split_shift_leaves_the_hours_between_free() -> None:
    morning, evening = read(shift((Activity.WORK, -3, 0), (Activity.WORK, 4, 7)))
    assert (morning["uid"], evening["uid"]) == ("shift-7@desk", "shift-7-2@desk")
    assert (morning.decoded("dtend"), evening.decoded("dtstart")) == (NOON, NOON + 4 * HOUR)


def test_a_cancelled_shift_says_so() -> None:
    (event,) = read(shift((Activity.WORK, 0, 3), state=ShiftState.CANCELLED))
    assert event["status"] == "CANCELLED"


@pytest.mark.parametrize(
    ("more", "lang", "title"),
    [
        ({}, "ko", "근무"),
        ({}, "en", "Shift"),
        ({"overtime": True}, "ko", "연장 근무"),
        ({"overtime": True}, "en", "Overtime"),
    ],
)
def test_a_shift_without_a_pattern_is_called_what_it_is(more: dict[str, Any], lang: str, title: str) -> None:
    (event,) = read(shift((Activity.WORK, 0, 3), **more), "", lang)
    assert event["summary"] == title


@given(st.text(st.characters(exclude_categories=["Cs"])), st.integers(0, 2**53))
def test_whatever_a_pattern_is_called_no_line_is_too_long_and_nothing_breaks_out(name: str, version: int) -> None:
    one = shift((Activity.WORK, 0, 3), version=version)
    written = ics.written(ics.entries(one, name, "ko", "Asia/Seoul"), "근무", NOON)
    assert all(len(line) <= 75 for line in written.split(b"\r\n"))
    assert written.count(b"\r\n") == written.count(b"\n") == written.count(b"\r")
    assert written.count(b"BEGIN:VEVENT") == 1 or "BEGIN:VEVENT" in name
    assert written.decode().startswith("BEGIN:VCALENDAR\r\n")
    (event,) = phone_shows(written)
    kept = "".join(sign for sign in name.replace("\r\n", "\n").replace("\r", "\n") if sign >= " " or sign == "\n")
    assert str(event["summary"]) == (kept.replace("\x7f", "") or ("근무" if not name else ""))
    assert event["sequence"] <= 2**31 - 1
