"""An agent's shifts around this very moment, made by a lead at a real server."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from desk.client.widgets.controls.toast import Toast
from tests.client.shell_rig import Client
from tests.server.conftest import Site
from tests.server.shift_rig import Roster, at

SEOUL = ZoneInfo("Asia/Seoul")
#: A lead may go past these with a word of why.
SOFT = ["opening_hours", "between_shifts", "overtime", "day_limit", "absent"]
MINUTE = timedelta(minutes=1)

Told = tuple[str, int, int]


def this_minute() -> datetime:
    """Now, in whole minutes."""
    return datetime.now(UTC).replace(second=0, microsecond=0)


def wire(moment: datetime) -> str:
    """An instant as it travels."""
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


class MyRota:
    """Says who works when, in minutes from now."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.roster = Roster(site)
        self.now = this_minute()

    def around(self, login: str, *told: Told, **more: Any) -> dict[str, Any]:
        """A published shift whose stretches are told in minutes from now: (activity, from, to)."""
        segments = self._stretches(told)
        day = (self.now + told[0][1] * MINUTE).astimezone(SEOUL).date()
        draft = {"user_id": self.site.user_id(login), "day": day, "segments": segments, "publish": True}
        answer = self.site.post("/shifts", draft | {"why": "오늘", "allow": SOFT} | more, as_="lead")
        assert answer.status_code == 201, answer.text
        made: dict[str, Any] = answer.json()["data"]
        return made

    def change(self, shift: dict[str, Any], *told: Told) -> None:
        """A lead plans a shift otherwise."""
        body = {"user_id": shift["user_id"], "segments": self._stretches(told), "why": "빈자리", "allow": SOFT}
        answer = self.site.put(f"/shifts/{shift['id']}", body, as_="lead", if_match=shift["version"])
        assert answer.status_code == 200, answer.text

    def _stretches(self, told: Iterable[Told]) -> list[dict[str, str]]:
        return [
            {"activity": what, "start": wire(self.now + first * MINUTE), "end": wire(self.now + last * MINUTE)}
            for what, first, last in told
        ]

    def on(self, login: str, days: int, *told: str, **more: Any) -> dict[str, Any]:
        """A published shift so many days from today, told by the clock on the wall (``work 09:00-12:00``)."""
        day = self.now.astimezone(SEOUL).date() + timedelta(days=days)
        return self.roster.shift(login, day, *told, why="미리", allow=SOFT, **more)


def told(here: Client) -> list[str]:
    """What the toasts say just now."""
    return [toast.words.text() for toast in here.window.findChildren(Toast)]


__all__ = ["MyRota", "Told", "at", "this_minute", "told", "wire"]
