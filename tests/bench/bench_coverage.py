"""``python -m tests.bench.bench_coverage``: coverage and *may I go* on a day of 20 queues and 1,000 people.

The handlers are asked as the pipeline asks them, in this process, and their answers encoded; HTTP comes on top. The
calls of a year and more are counted in the tables, as they would be after as many calls. It is two in the afternoon:
everybody has come, and been away now and then.
"""

import argparse
import asyncio
import math
import random
import tempfile
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
import time_machine

from desk.contract.agents import AgentState
from desk.contract.events import AgentStateChanged, QueueSet, ShiftAssigned, ShiftChanged, UserCreated
from desk.contract.queues import WrapUpCode
from desk.contract.shifts import Activity, Segment
from desk.contract.staffing import CoverageQuery, MayGoQuery, SuggestionQuery
from desk.contract.users import Role
from desk.server.routes import coverage as coverage_routes
from desk.server.routes import may_go as may_go_routes
from desk.server.routes import suggestions as suggestion_routes
from desk.server.routes.handling import Ask, Settings
from desk.server.store import calendars, clock, log, users
from desk.server.store import shifts as shift_store
from desk.server.store.db import Database, Tx
from desk.server.store.sessions import Sitting
from tests.bench import report
from tests.bench.report import Bar

ROUNDS = 200
CHANGES = 40
#: So many different people ask.
ASKING = 100
QUARTER = 15 * 60 * 1_000_000
HOUR = timedelta(hours=1)
#: Calls of all queues in the busiest quarter of an hour.
PEAK = 3000
SEOUL = ZoneInfo("Asia/Seoul")


class Centre:
    """A call centre on disk, and somebody of it who asks."""

    def __init__(self, path: Path, queues: int, people: int) -> None:
        self.chance = random.Random(7)
        self.database = Database(path)
        self.queues, self.people = list[int](), list[int]()
        self.database.write(partial(self._hire, queues=queues, people=people))
        self.today = self.database.read(calendars.today)
        self.database.write(self._roster)
        self.database.write(self._ring)
        self.database.write(self._come)
        self.loop = asyncio.new_event_loop()
        self.sittings = [self._sitting(user_id) for user_id in self.people[:ASKING]]

    def _sitting(self, user_id: int) -> Sitting:
        user, now = self.database.read(lambda tx: users.user(tx, user_id)), clock.now()
        assert user is not None
        return Sitting(
            digest=b"", user=user, started_at=now, expires_at=now + HOUR, active_at=now, locked=False, workstation="",
        )  # fmt: skip

    def _hire(self, tx: Tx, queues: int, people: int) -> None:
        codes = (WrapUpCode(code="done", names={}),)
        for place in range(queues):
            queue = QueueSet(
                queue_id=None, name=f"대기열 {place}", names={}, numbers=(), wrap_up_codes=codes, default_code="done",
                wrap_up_seconds=30,
            )  # fmt: skip
            self.queues.append(log.append(tx, queue).seq)
        for place in range(people):
            own = tuple(sorted(self.chance.sample(self.queues, min(2, queues))))
            fact = UserCreated(login=f"agent{place}", name=f"상담사 {place}", role=Role.AGENT, queue_ids=own)
            self.people.append(log.append(tx, fact).seq)

    def _roster(self, tx: Tx) -> None:
        """Everybody works today and tomorrow, from nine or from ten, lunch and two breaks spread out."""
        for day in (self.today, self.today + timedelta(days=1)):
            midnight = calendars.days(tx, day, day)[0].start
            for user_id in self.people:
                fact = ShiftAssigned(user_id=user_id, day=day, pattern="", published=True, segments=self._day(midnight))
                log.append(tx, fact)

    def _day(self, midnight: datetime) -> tuple[Segment, ...]:
        start = midnight + HOUR * self.chance.choice((9, 10))
        lunch = start + HOUR * 2.5 + timedelta(minutes=15 * self.chance.randrange(6))
        breaks = [start + HOUR * 1.5, start + HOUR * 6 + timedelta(minutes=15 * self.chance.randrange(4))]
        edges = [
            (breaks[0], breaks[0] + HOUR / 4, Activity.BREAK),
            (lunch, lunch + HOUR, Activity.LUNCH),
            (breaks[1], breaks[1] + HOUR / 4, Activity.BREAK),
        ]
        found, at = list[Segment](), start
        for begins, ends, activity in edges:
            found.append(Segment(activity=Activity.WORK, start=at, end=begins))
            found.append(Segment(activity=activity, start=begins, end=ends))
            at = ends
        return (*found, Segment(activity=Activity.WORK, start=at, end=start + HOUR * 9))

    def _come(self, tx: Tx) -> None:
        """Everybody is here since the morning, with a few minutes away in every hour."""
        for user_id in self.people:
            since = tx.now - HOUR * self.chance.uniform(4, 5)
            while since < tx.now:
                log.append(tx, AgentStateChanged(user_id=user_id, state=AgentState.AVAILABLE), at=since)
                away = since + HOUR * self.chance.uniform(0.5, 1)
                if away > tx.now:
                    break
                log.append(tx, AgentStateChanged(user_id=user_id, state=AgentState.AWAY), at=away)
                since = away + HOUR * self.chance.uniform(0.05, 0.2)

    def _ring(self, tx: Tx) -> None:
        """The calls of the last four hundred days, and of today so far."""
        until = clock.micros(tx.now) // QUARTER
        for day in calendars.days(tx, self.today - timedelta(days=400), self.today):
            first = clock.micros(day.open[0].start) // QUARTER
            busy = 1.3 if day.day.weekday() == 0 else 0.7 if day.day.weekday() > 4 else 1.0
            rows = [row for number in range(40) if first + number < until for row in self._quarter(first, number, busy)]
            for row in rows:
                tx.run("INSERT INTO arrivals VALUES (?, ?, ?, ?, ?, ?, ?)", row)

    def _quarter(self, first: int, number: int, busy: float) -> list[tuple[int, ...]]:
        calls = busy * PEAK / len(self.queues) * math.exp(-(((number - 16) / 14) ** 2))
        found = list[tuple[int, ...]]()
        for queue_id in self.queues:
            came = max(0, round(self.chance.gauss(calls, math.sqrt(calls))))
            found.append((queue_id, first + number, came, came, 0, came, came * self.chance.randrange(200, 280)))
        return found

    async def reading(self, work: Callable[[Tx], Any]) -> Any:
        """As the server does it."""
        return self.database.read(work)

    def ask(self, query: Any) -> Ask[Any, Any]:
        """Somebody's request."""
        return Ask(sitting=self.chance.choice(self.sittings), body=None, query=query, settings=Settings(attachments=""))

    def coverage(self, day: date) -> Any:
        """A day's coverage."""
        server: Any = self
        return self.loop.run_until_complete(coverage_routes.coverage(server, self.ask(CoverageQuery(day=day))))

    def may_go(self, day: date, minutes: int) -> Any:
        """Whether one may go, at some time of a day."""
        server: Any = self
        morning = self.database.read(lambda tx: calendars.days(tx, day, day))[0].start
        at = max(morning + HOUR * self.chance.uniform(10, 17), clock.now())
        return self.loop.run_until_complete(may_go_routes.may_go(server, self.ask(MayGoQuery(minutes=minutes, at=at))))

    def suggestions(self, day: date) -> Any:
        """What would help."""
        server: Any = self
        return self.loop.run_until_complete(suggestion_routes.suggestions(server, self.ask(SuggestionQuery(day=day))))

    def move(self, day: date) -> None:
        """A lead moves somebody's shift by half an hour."""

        def work(tx: Tx) -> None:
            (shift,) = shift_store.of_days(tx, day, day, [self.chance.choice(self.people)], drafts=False)
            later = timedelta(minutes=self.chance.choice((-30, 30)))
            segments = tuple(
                msgspec.structs.replace(one, start=one.start + later, end=one.end + later) for one in shift.segments
            )
            fact = ShiftChanged(
                shift_id=shift.id, user_id=shift.user_id, previous_id=shift.user_id, day=day, segments=segments,
                overtime=False, published=True, why="",
            )  # fmt: skip
            log.append(tx, fact)

        self.database.write(work)

    def time(self, work: Callable[[], Any]) -> float:
        """Milliseconds for an answer, encoded."""
        began = time.perf_counter()
        msgspec.json.encode(work())
        return (time.perf_counter() - began) * 1000


def measure(centre: Centre) -> None:
    """Cold, warm, after a change; then may I go."""
    tomorrow = centre.today + timedelta(days=1)
    for name, day in (("today", centre.today), ("tomorrow", tomorrow)):
        ask = partial(centre.coverage, day)
        print(report.line(f"coverage of {name}, for the first time", [centre.time(ask)]), flush=True)
        values = [centre.time(ask) for _ in range(ROUNDS)]
        print(report.line(f"coverage of {name}, {len(centre.queues)} queues", values, Bar(0.95, 50)), flush=True)
    values = list[float]()
    for _ in range(CHANGES):
        centre.move(centre.today)
        values.append(centre.time(lambda: centre.coverage(centre.today)))
    print(report.line("coverage, after a shift has been moved", values, Bar(0.95, 50)), flush=True)
    for name, day in (("today", centre.today), ("tomorrow", tomorrow)):
        for minutes in (15, 60):
            values = [centre.time(partial(centre.may_go, day, minutes)) for _ in range(ROUNDS)]
            print(report.line(f"may I go {name} for {minutes} minutes", values, Bar(0.95, 50)), flush=True)
    values = [centre.time(partial(centre.suggestions, centre.today)) for _ in range(10)]
    print(report.line("what would help today, all queues", values), flush=True)


def main() -> None:
    """Make the centre, and measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--queues", type=int, default=20)
    parser.add_argument("--people", type=int, default=1000)
    given = parser.parse_args()
    print(report.machine())
    two = datetime.now(SEOUL).replace(hour=14, minute=5, second=0)
    with tempfile.TemporaryDirectory(prefix="desk-coverage-") as folder, time_machine.travel(two):
        centre = Centre(Path(folder) / "desk.db", given.queues, given.people)
        measure(centre)
        centre.loop.close()
        centre.database.close()


if __name__ == "__main__":
    main()
