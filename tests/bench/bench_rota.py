"""Rotas of a week for 50, 550 and 1,000 people: lawful, how near to the bound, after how long, how fair, and their
taking over.

The solver runs in its own process as it does for a server. Whether a rota is lawful says the tests' own checker. The
gap is between what coverage costs (agents short, agents too many, agreed hours that nobody works) and a bound that
holds for any rota at all, whatever people wish; sharing comes after it and changes nothing of it.
"""

import asyncio
import resource
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from statistics import pstdev
from typing import TypeVar

from msgspec.structs import replace

from desk.contract.rota_proposals import ProposalDraft, ProposalState, ProposedShift
from desk.contract.users import Role, UserDraft
from desk.server.admin.rota import Here
from desk.server.rota import process
from desk.server.rota.duties import shares
from desk.server.rota.problem import Best, Failed, Person, Problem, Told
from desk.server.routes import rota_proposals, users
from desk.server.store import proposals
from desk.server.store.db import Database, Tx
from desk.server.store.sessions import Sitting
from tests.bench import report
from tests.server.rota.lawful_rig import flaws
from tests.server.rota.problem_rig import problem

T = TypeVar("T")
#: People, seconds to think, and the largest gap to the bound in percent that is good.
SIZES = ((50, 60, 15.0), (550, 90, 5.0), (1000, 120, 5.0))
#: A lawful rota of 1,000 people on two cores, in seconds.
LAWFUL_WITHIN = 300
#: Milliseconds for which others may have to wait with their own writes.
WAIT = 200.0


def solved(asked: Problem) -> tuple[Best, float, float]:
    """The final rota, when the first lawful one was there, and the seconds of processor time it took in all."""
    began, first, found = time.monotonic(), 0.0, list[Best]()

    async def hear(one: Told) -> None:
        nonlocal first
        if isinstance(one, Failed):
            sys.exit(f"no rota: {one.failure}: {one.words}")
        if isinstance(one, Best):
            wrong = list(flaws(asked, one.shifts))
            if wrong:
                sys.exit(f"not lawful: {wrong[:5]}")
            first = first or time.monotonic() - began
            found.append(one)

    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    asyncio.run(process.converse(asked, hear, asyncio.Event()))
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    busy = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return found[-1], first, busy


def sharing(asked: Problem, duty: str) -> list[Person]:
    """Who has a part in a duty: neither on leave nor wishing for such shifts."""
    late = {choice.pattern for choice in asked.choices if choice.late}
    return [
        person
        for person in asked.people
        if not person.away and (duty != "late" or late.isdisjoint(person.wished_patterns))
    ]


def spread(people: list[Person], carried: dict[int, int], duty: str) -> list[float]:
    """How many of a duty people have more than they should, each beside those who serve the same queues in the same
    patterns."""
    peers, found = defaultdict[tuple[object, ...], list[Person]](list), list[float]()
    for person in people:
        peers[person.queue_ids, person.patterns].append(person)
    for alike in peers.values():
        had = {person.id: float(getattr(person, duty)) for person in alike}
        fair = shares(had, round(sum(carried[one] - had[one] for one in had)))
        found += [carried[one] - had[one] - fair[one] for one in had]
    return found


def told(asked: Problem, best: Best) -> None:
    """Print how evenly late shifts and weekend days are shared."""
    for duty, words in (("late", "late shifts"), ("weekend", "weekend days")):
        people = sharing(asked, duty)
        carried: dict[int, int] = {one.user_id: getattr(one, duty) for one in best.duties}
        past, now = [getattr(person, duty) for person in people], [carried[person.id] for person in people]
        off = spread(people, carried, duty)
        print(
            f"  {words}: {min(past)}…{max(past)} before, {min(now)}…{max(now)} with the rota; against what is fair"
            f" {min(off):+.1f}…{max(off):+.1f}, standard deviation {pstdev(off):.2f}"
        )


def taken_over(shifts: list[ProposedShift], folder: Path) -> tuple[float, list[float]]:
    """Seconds to make a rota drafts, and the milliseconds of each of its transactions."""
    database = Database(folder / "rota.db")
    people = sorted({shift.user_id for shift in shifts})
    ids = database.write(lambda tx: {one: _enrol(tx, one) for one in people})
    moved = [replace(shift, user_id=ids[shift.user_id]) for shift in shifts]
    days = sorted(shift.day for shift in shifts)

    def keep(tx: Tx) -> int:
        made = proposals.make(tx, ProposalDraft(since=days[0], until=days[-1]), proposals.ADMIN)
        return proposals.keep(tx, replace(made, state=ProposalState.DONE), shifts=moved).id

    number, here, taken = database.write(keep), _Timed(database), time.monotonic()
    asyncio.run(rota_proposals.accept(here, None, number))
    taken = time.monotonic() - taken
    database.close()
    return taken, here.times


class _Timed(Here):
    """Measures every write."""

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self.times = list[float]()

    async def writing(self, work: Callable[[Tx], T], sitting: Sitting | None) -> T:
        began = time.perf_counter()
        try:
            return await super().writing(work, sitting)
        finally:
            self.times.append((time.perf_counter() - began) * 1000)


def _enrol(tx: Tx, number: int) -> int:
    draft = UserDraft(login=f"a{number}", name=f"상담원 {number}", role=Role.AGENT, password="correct horse")
    return users.create(tx, draft).id


def main() -> int:
    """Measure and print."""
    shifts = list[ProposedShift]()
    for people, seconds, gap in SIZES:
        asked = replace(problem(people), seconds=float(seconds), effort=None)
        best, first, busy = solved(asked)
        shifts = best.shifts
        name = f"rota of {people} people × 7 days × 30 min"
        assert best.gap is not None
        print(report.count(f"{name}: gap to the bound, hundredths of a percent", best.gap * 10_000, gap * 100))
        most = LAWFUL_WITHIN if people == 1000 else seconds
        print(report.count(f"{name}: first lawful rota after", first, most, "s"))
        covered = 100 * best.covered_hours / best.needed_hours
        print(f"  {len(shifts)} shifts, lawful; {best.seconds:.0f} s and {busy:.0f} s of processor time;")
        print(f"  {covered:.1f}% of {best.needed_hours:,.0f} agent-hours covered, {len(best.unmet)} gaps told")
        told(asked, best)
    with tempfile.TemporaryDirectory() as folder:
        taken, times = taken_over(shifts, Path(folder))
    print(f"  {len(shifts)} shifts became drafts in {taken:.1f} s, {len(times)} transactions")
    print(report.line("taking over a rota: others wait", times, report.Bar(1.0, WAIT)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
