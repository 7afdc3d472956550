"""Public holidays of Korea by law, substitutes and elections included, in Korean and in English."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import lru_cache

KOREAN, ENGLISH = "ko", "en_US"


def public_holidays(years: Iterable[int], language: str = KOREAN) -> dict[date, str]:
    """The public holidays of the years, as the ``holidays`` package knows them; the site's own list goes over it."""
    return {day: name for year in sorted(set(years)) for day, name in _of_year(year, language)}


@lru_cache(maxsize=64)
def _of_year(year: int, language: str) -> tuple[tuple[date, str], ...]:
    # The package takes half a second to load, and not every start of the server asks for a holiday.
    from holidays.countries.south_korea import SouthKorea  # noqa: PLC0415

    holidays: Callable[..., Mapping[date, str]] = SouthKorea
    # Without a language the names follow the LANG of the machine.
    return tuple(sorted(holidays(years=year, language=language).items()))
