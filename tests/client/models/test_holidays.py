"""A holiday is named in the language of the screen; where only the site has named it, in the site's words."""

from collections.abc import Iterator
from datetime import date

import msgspec
import pytest
from PySide6.QtCore import QLocale

from desk.client.models.holidays import holiday_name, mark_of
from desk.client.models.time_axis import DaySpan
from desk.contract.calendar import CalendarDay
from tests.client.shifts_rig import calendar_day

PLAIN = calendar_day(date(2026, 9, 25))
CHUSEOK = msgspec.structs.replace(PLAIN, holiday="추석", holiday_en="Chuseok")
FOUNDING = msgspec.structs.replace(PLAIN, holiday="창립기념일")
ON_AIR = msgspec.structs.replace(PLAIN, note="라이브 방송")


@pytest.fixture(autouse=True)
def _locale() -> Iterator[None]:
    before = QLocale()
    yield
    QLocale.setDefault(before)


@pytest.mark.parametrize(
    ("day", "korean", "english"),
    [
        (CHUSEOK, "추석", "Chuseok"),
        (FOUNDING, "창립기념일", "창립기념일"),
        (ON_AIR, "라이브 방송", "라이브 방송"),
        (PLAIN, "", ""),
    ],
    ids=["of the law", "of the site", "no holiday, but other than ever", "ordinary"],
)
def test_a_day_is_marked_in_the_language_of_the_screen(day: CalendarDay, korean: str, english: str) -> None:
    for name, expected in (("ko_KR", korean), ("en_US", english)):
        QLocale.setDefault(QLocale(name))
        assert mark_of(day) == mark_of(DaySpan.of(day)) == expected


def test_what_the_site_says_of_a_day_is_no_holiday() -> None:
    assert holiday_name(ON_AIR) == holiday_name(None) == ""
