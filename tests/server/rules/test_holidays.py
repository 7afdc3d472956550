"""Public holidays of Korea: substitutes, temporary ones, elections, in Korean on every machine."""

import subprocess
import sys
from datetime import date

import pytest

from desk.server.rules.holidays import ENGLISH, public_holidays


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2025, 1, 27), "임시공휴일"),
        (date(2025, 10, 8), "추석 대체 휴일"),
        (date(2026, 5, 1), "노동절"),
        (date(2026, 6, 3), "지방선거일"),
        (date(2026, 7, 17), "제헌절"),
        (date(2027, 7, 19), "제헌절 대체 휴일"),
    ],
)
def test_the_holidays_by_law_are_known_by_their_korean_names(day: date, name: str) -> None:
    assert public_holidays([day.year])[day] == name


def test_they_have_english_names_too() -> None:
    english = public_holidays([2026], ENGLISH)
    assert (english[date(2026, 9, 25)], english[date(2026, 10, 9)]) == ("Chuseok", "Hangul Day")
    assert english.keys() == public_holidays([2026]).keys()


def test_several_years_are_given_together() -> None:
    assert {day.year for day in public_holidays([2027, 2026, 2026])} == {2026, 2027}


def test_what_the_machine_speaks_does_not_change_the_names(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "en_US")
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    assert public_holidays([2031])[date(2031, 3, 1)] == "삼일절"


def test_neither_the_workforce_package_nor_the_start_of_the_server_waits_for_it() -> None:
    loaded = "import sys, desk.server.rules.holidays, desk.workforce.calendar; sys.exit('holidays' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", loaded], check=False).returncode == 0
