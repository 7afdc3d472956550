"""A call centre with a rota: patterns in force, and words to say who works when."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import httpx

from desk.contract.calendar import Hours
from desk.contract.shift_rules import Rest, ShiftPattern, ShiftRules
from tests.server.conftest import Site

SEOUL = ZoneInfo("Asia/Seoul")
#: A Monday far enough away for every notice, in a week without holidays.
MONDAY = date(2027, 6, 14)
LUNCH = Rest(minutes=60, earliest=150, latest=300)
RULES = ShiftRules(
    patterns=[
        ShiftPattern(
            code="early", names={"ko": "조기", "en": "Early"}, hours=[Hours(opens=540, closes=1080)], lunch=LUNCH
        ),
        ShiftPattern(
            code="late", names={"ko": "후기", "en": "Late"}, hours=[Hours(opens=600, closes=1140)], lunch=LUNCH
        ),
    ]
)


def at(day: date, clock: str) -> str:
    """An instant by the clock on the wall in Seoul, such as ``09:30``; hours past 24 are the next day's."""
    hours, minutes = clock.split(":")
    midnight = datetime(day.year, day.month, day.day, tzinfo=SEOUL)
    instant = (midnight + timedelta(hours=int(hours), minutes=int(minutes))).astimezone(UTC)
    return instant.isoformat().replace("+00:00", "Z")


def stretches(day: date, *told: str) -> list[dict[str, Any]]:
    """Stretches told as ``work 09:00-12:00``."""
    found = list[dict[str, Any]]()
    for one in told:
        activity, times = one.split()
        start, end = times.split("-")
        found.append({"activity": activity, "start": at(day, start), "end": at(day, end)})
    return found


#: An early shift with its lunch, and a late one.
EARLY = ("work 09:00-12:00", "lunch 12:00-13:00", "work 13:00-18:00")
LATE = ("work 10:00-13:00", "lunch 13:00-14:00", "work 14:00-19:00")


class Roster:
    """What leads and agents do about shifts, in requests to the real server."""

    def __init__(self, site: Site) -> None:
        self.site = site
        set_rules = site.put("/shift-rules", RULES, as_="admin", if_match=0)
        assert set_rules.status_code == 200, set_rules.text

    def id(self, login: str) -> int:
        """A person's id."""
        return self.site.user_id(login)

    def assign(
        self, login: str, day: date, *told: str, as_: str = "lead", publish: bool = False, **more: Any
    ) -> httpx.Response:
        """A lead makes a shift; an early one unless told otherwise."""
        draft = {
            "user_id": self.id(login),
            "day": day,
            "segments": stretches(day, *(told or EARLY)),
            "publish": publish,
        }
        return self.site.post("/shifts", draft | more, as_=as_)

    def shift(self, login: str, day: date, *told: str, publish: bool = True, **more: Any) -> dict[str, Any]:
        """A shift that is there: published, unless told otherwise."""
        answer = self.assign(login, day, *told, publish=publish, **more)
        assert answer.status_code == 201, answer.text
        made: dict[str, Any] = answer.json()["data"]
        return made

    def change(self, shift: dict[str, Any], *told: str, as_: str = "lead", **more: Any) -> httpx.Response:
        """A lead changes a shift that was seen as ``shift``."""
        segments = stretches(date.fromisoformat(shift["day"]), *told) if told else shift["segments"]
        body = {"user_id": shift["user_id"], "segments": segments, "why": "회의"} | more
        return self.site.put(f"/shifts/{shift['id']}", body, as_=as_, if_match=shift["version"])

    def rota(self, since: date, days: int = 1, as_: str = "agent", **query: Any) -> dict[str, Any]:
        """The rota of some days."""
        until = since + timedelta(days=days - 1)
        answer = self.site.get("/rota", as_=as_, params={"since": str(since), "until": str(until)} | query)
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        return found

    def seen(self, shift_id: int, as_: str = "lead") -> dict[str, Any]:
        """A shift as it is."""
        found: dict[str, Any] = self.site.get(f"/shifts/{shift_id}", as_=as_).json()
        return found

    def head(self) -> int:
        """How long the log is."""
        return self.site.read(lambda tx: tx.head)


def rules_of(answer: httpx.Response) -> set[str]:
    """The rules that a refusal names."""
    assert (answer.status_code, answer.json()["code"]) == (409, "rule_broken"), answer.text
    return {breach["rule"] for breach in answer.json()["breaches"]}
