"""What a day is marked with: the holiday in the language of the screen, else the site's own word."""

from typing import Protocol

from desk.client.models.directory import in_language


class Marked(Protocol):
    """A day, however it is kept."""

    @property
    def holiday(self) -> str:
        """Its name in Korean, or in the site's words; empty on ordinary days."""
        ...

    @property
    def holiday_en(self) -> str:
        """Its name in English, where there is one."""
        ...

    @property
    def note(self) -> str:
        """Why it is other than its weekday."""
        ...


def holiday_name(day: Marked | None) -> str:
    """The holiday; empty on ordinary days, and while the day is not known."""
    return "" if day is None else in_language({"ko": day.holiday, "en": day.holiday_en}, day.holiday)


def mark_of(day: Marked | None) -> str:
    """The holiday, else what the site says of the day."""
    return "" if day is None else holiday_name(day) or day.note
