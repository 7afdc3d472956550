"""A call centre with a queue, a rota and weeks of calls behind it, at a time of the tests' choosing."""

from collections.abc import Generator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from typing import Any

import msgspec
import time_machine

from desk.contract.calls import Direction
from desk.contract.events import CallAnswered, CallEnded, CallRang, CallWrappedUp, Refs
from desk.contract.shift_rules import ServiceTarget
from desk.contract.staffing import Coverage, Interval
from desk.server.store import log
from desk.server.store.db import Tx
from tests.server.conftest import Site
from tests.server.routes.conftest import Floor
from tests.server.shift_rig import MONDAY, RULES, SEOUL, Roster


def wall(day: date, clock: str) -> datetime:
    """An instant by the clock on the wall in Seoul."""
    hours, minutes = (int(part) for part in clock.split(":"))
    return datetime(day.year, day.month, day.day, hours, minutes, tzinfo=SEOUL).astimezone(UTC)


class Centre(Floor, Roster):
    """Its floor and its rota. Whoever moves the clock signs everybody in anew: sessions do not outlast it."""

    def __init__(self, site: Site) -> None:
        Floor.__init__(self, site)
        Roster.__init__(self, site)

    def on_shift(self, login: str, day: date, *told: str, publish: bool = True, **more: Any) -> dict[str, Any]:
        """Somebody's shift, however late it is said."""
        return self.shift(login, day, *told, publish=publish, why="오늘", **more)

    @contextmanager
    def clock_at(self, day: date, clock: str) -> Generator[None]:
        """The clock stands there."""
        with time_machine.travel(wall(day, clock), tick=False):
            self.site.forget_sessions()
            yield
        self.site.forget_sessions()

    def target(self, **fields: Any) -> None:
        """What every queue is held to."""
        rules = msgspec.structs.replace(RULES, target=ServiceTarget(**fields))
        version = self.site.get("/shift-rules").json()["version"]
        assert self.site.put("/shift-rules", rules, as_="admin", if_match=version).status_code == 200

    def weeks(self, count: int, calls: int, *, until: date = MONDAY) -> None:
        """So many weeks before a day, each day with so many calls of four minutes an hour, from nine to seven."""

        def work(tx: Tx) -> None:
            for number in range(count * 7, 0, -1):
                for hour in range(9, 19):
                    for place in range(calls):
                        begin = wall(until - timedelta(days=number), f"{hour}:00") + timedelta(hours=place / calls)
                        self.called(tx, begin, timedelta(minutes=4))

        self.site.write(work)

    def called(self, tx: Tx, at: datetime, talk: timedelta, agent: str = "agent") -> int:
        """A call that rang, was answered at once and wrapped up at its end."""
        fact = CallRang(
            external_id=f"h{tx.head}", direction=Direction.IN, number="+821023456789", raw_number="", called="",
            queue_id=self.queue_id,
        )  # fmt: skip
        call_id = log.append(tx, fact, at=at).seq
        refs, agent_id = Refs(call_id=call_id), tx.value("SELECT id FROM users WHERE login = ?", (agent,))
        log.append(tx, CallAnswered(agent_id=agent_id), refs, at=at)
        log.append(tx, CallEnded(cause="normalClearing", missed=False, agent_id=agent_id), refs, at=at + talk)
        log.append(tx, CallWrappedUp(code="other", agent_id=agent_id), refs, at=at + talk)
        return call_id

    def coverage(self, day: date, as_: str = "agent", **query: Any) -> Coverage:
        """A day's coverage."""
        answer = self.site.get("/coverage", as_=as_, params={"day": str(day)} | query)
        assert answer.status_code == 200, answer.text
        return msgspec.json.decode(answer.content, type=Coverage)

    def interval(self, day: date, clock: str, **more: Any) -> Interval:
        """One interval of the queue."""
        (queue,) = self.coverage(day, **more).queues
        return next(one for one in queue.intervals if one.start == wall(day, clock))
