"""Public holidays that are known without being told: Korea's, by the Act on Public Holidays."""

from datetime import date
from functools import cache

#: Whose clock shows this zone keeps these holidays; of other countries the site says itself.
KOREA = "Asia/Seoul"


def public(day: date, zone: str) -> str:
    """What Korea calls the day if it is a public holiday there; empty on other days and in other time zones."""
    return _of_year(day.year).get(day, "") if zone == KOREA else ""


@cache
def _of_year(year: int) -> dict[date, str]:
    # Half a second that a server which has just started does not have.
    from holidays.countries.south_korea import SouthKorea  # noqa: PLC0415

    return {day: str(name) for day, name in SouthKorea(years=year, language="ko").items() if day.year == year}
