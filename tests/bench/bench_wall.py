"""``python -m tests.bench.bench_wall``: the wall and the floor of 20 queues and 550 people, with 100,000 open tickets.

Behind them lie 300,000 tickets that are done and a million calls, in the tables as they would be. The handlers are
asked as the pipeline asks them, in this process, and their answers encoded; HTTP comes on top. ``counted`` is a wall
that is made anew, as once a second; ``told`` one that was made already in this second, as for all other screens.
"""

import argparse
import tempfile
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from desk.server.routes import alarms as alarm_routes
from desk.server.routes import floor as floor_routes
from desk.server.routes import forecasts
from desk.server.routes import wall as wall_routes
from desk.server.store import calendars, clock
from desk.server.store.db import Tx
from tests.bench import report
from tests.bench.bench_coverage import Centre
from tests.bench.report import Bar

ROUNDS = 100
OPEN, CLOSED, CALLS = 100_000, 300_000, 1_000_000
#: Conversations of an ordinary day, and callers who wait just now.
A_DAY, WAITING = 30_000, 60
SECOND = 1_000_000
_CALL = "INSERT INTO calls VALUES (?, ?, 'in', ?, ?, ?, NULL, '[]', ?, ?, ?, ?, '', ?, NULL, ?, NULL, NULL, 0, 1, ?)"
_TICKET = (
    "INSERT INTO tickets (id, title, state, queue_id, owner_id, created_at, changed_at, article_count, source,"
    " external_id, version, due_at, missed) VALUES (?, '문의', ?, ?, ?, ?, ?, 1, '', '', 1, ?, ?)"
)


class Floor(Centre):
    """The centre of the coverage bench, with what the wall counts besides."""

    def fill(self, tx: Tx, opened: int, closed: int, calls: int) -> None:
        """Tickets and calls."""
        now, base = clock.micros(tx.now), 10_000_000
        for row in self._tickets(base, now, opened, closed):
            tx.run(_TICKET, row)
        for row in self._calls(base, now, calls):
            tx.run(_CALL, row)
        tx.run(
            "INSERT OR REPLACE INTO loads (user_id, queue_id, tickets) SELECT owner_id, queue_id, count(*) FROM tickets"
            " WHERE owner_id IS NOT NULL AND state IN ('new', 'open') GROUP BY owner_id, queue_id"
        )
        tx.run(
            "INSERT OR REPLACE INTO queue_work SELECT queue_id, count(*), sum(owner_id IS NULL AND state IN ('new',"
            " 'open')) FROM tickets WHERE state <> 'closed' GROUP BY queue_id"
        )
        start = clock.micros(calendars.days(tx, self.today, self.today)[0].start)
        tx.run(
            "INSERT INTO in_time SELECT queue_id, started_at / 900000000, id FROM calls WHERE started_at >= ?"
            " AND answered_at - started_at <= 20000000",
            (start,),
        )
        tx.run(
            "INSERT INTO callbacks SELECT id + 50000000, '+8210', NULL, id, ?, started_at + 3600000000, '', NULL, '', 1"
            " FROM calls WHERE started_at >= ? AND id % 60 = 0",
            (self.people[0], start),
        )

    def _tickets(self, base: int, now: int, opened: int, closed: int) -> Iterator[tuple[Any, ...]]:
        for number in range(opened + closed):
            is_open = number < opened
            state = self.chance.choice(("new", "open", "open", "pending")) if is_open else "closed"
            owner = self.chance.choice(self.people) if not is_open or self.chance.random() < 0.8 else None
            due = now + self.chance.randrange(-3600, 48 * 3600) * SECOND if is_open else None
            at = now - self.chance.randrange(0, 90 * 86400) * SECOND
            missed = int(is_open and self.chance.random() < 0.05)
            yield base + number, state, self.chance.choice(self.queues), owner, at, at, due, missed

    def _calls(self, base: int, now: int, calls: int) -> Iterator[tuple[Any, ...]]:
        step = 86400 * SECOND // A_DAY
        for number in range(calls):
            place, at = base + number, now - (calls - number) * step
            waits = number >= calls - WAITING
            answered = None if waits or self.chance.random() < 0.05 else at + self.chance.randrange(2, 40) * SECOND
            ended = None if waits else (answered or at) + 240 * SECOND
            state = "ringing" if waits else "missed" if answered is None else "ended"
            agent = None if answered is None else self.chance.choice(self.people)
            code = None if answered is None else "done"
            yield (
                place, f"b{place}", state, f"+8210{place % 10**8:08}", self.chance.choice(self.queues), agent, at,
                answered, ended, place, code, ended,
            )  # fmt: skip

    def at(self, seconds: int, work: Any) -> Any:
        """What a handler answers so many seconds from now."""

        def later(tx: Tx) -> Any:
            tx.now += timedelta(seconds=seconds)
            return work(tx)

        return self.database.read(later)


def measure(centre: Floor) -> None:
    """Made anew, told again, looked at for alarms; then the floor."""
    for queue_id in centre.database.read(lambda tx: forecasts.unknown(tx, centre.today)):
        centre.database.read(partial(forecasts.expected, queue_id=queue_id, day=centre.today))
    ask = centre.ask(None)
    wall, floor = partial(wall_routes.wall, _ask=ask), partial(floor_routes.floor, _ask=ask)
    tell(centre, "wall, for the first time", [partial(centre.at, 0, wall)])
    tell(centre, "wall, counted", [partial(centre.at, number, wall) for number in range(1, ROUNDS)], 20)
    centre.time(told := partial(centre.at, ROUNDS, wall))
    tell(centre, "wall, told", [told] * ROUNDS, 2)
    tell(centre, "looking for alarms", [partial(centre.at, 5 * one, alarm_routes.look) for one in range(1, ROUNDS)])
    name = f"floor of {len(centre.people)}, counted"
    tell(centre, name, [partial(centre.at, number, floor) for number in range(1, ROUNDS)], 50)


def tell(centre: Floor, name: str, answers: list[Callable[[], Any]], most: float | None = None) -> None:
    """What the answers cost, held to a p95 of so many milliseconds."""
    cost = report.Clock()
    for answer in answers:
        with cost:
            centre.time(answer)
    cost.tell(name, None if most is None else Bar(0.95, most))


def main() -> None:
    """Make the centre, and measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=550)
    parser.add_argument("--part", type=float, default=1.0, help="of all tickets and calls, for a quick look")
    given = parser.parse_args()
    print(report.machine())
    # Busy hours: three in the afternoon.
    real = datetime.now(clock.SEOUL)
    clock.set_ahead(real.replace(hour=15, minute=5) - real)
    with tempfile.TemporaryDirectory(prefix="desk-wall-") as folder:
        centre = Floor(Path(folder) / "desk.db", 20, given.people)
        counts = (int(given.part * one) for one in (OPEN, CLOSED, CALLS))
        centre.database.write(lambda tx: centre.fill(tx, *counts))
        measure(centre)
        centre.loop.close()
        centre.database.close()


if __name__ == "__main__":
    main()
