"""``desk admin rota``: a rota is thought out here and now, and taken over if wished."""

import asyncio
import signal
import threading
from argparse import Namespace
from collections.abc import Callable
from types import FrameType
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from desk.contract.rota_proposals import Proposal, ProposalDraft, ProposalFailure, ProposalState, Unmet
from desk.server.admin import rota_words as words
from desk.server.admin.console import Console, Progress
from desk.server.admin.words import Failure
from desk.server.rota import problem
from desk.server.rota.problem import Best
from desk.server.routes import rota_proposals
from desk.server.routes.handling import Settings
from desk.server.routes.rota_work import Job
from desk.server.store import calendars, proposals, queues, teams
from desk.server.store.db import Database, Tx
from desk.server.store.sessions import Sitting

T = TypeVar("T")
SHORTEST, LONGEST = 5, 900
#: Gaps that are told.
MOST_TOLD = 40


class Here:
    """The database, as handlers of several transactions use it, without a server around it."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.settings = Settings(attachments="")
        self.end_feeds: Callable[[int, str, bytes], None] = _no_feeds

    async def hashing(self, work: Callable[[], T]) -> T:
        """In a thread."""
        return await asyncio.to_thread(work)

    async def reading(self, work: Callable[[Tx], T]) -> T:
        """On a snapshot."""
        run: Callable[[Callable[[Tx], T]], T] = self.database.read
        return await asyncio.get_running_loop().run_in_executor(self.database.read_pool, run, work)

    async def writing(self, work: Callable[[Tx], T], sitting: Sitting | None) -> T:
        """In a write transaction, in nobody's name."""
        run: Callable[[Callable[[Tx], T]], T] = self.database.write
        return await asyncio.get_running_loop().run_in_executor(self.database.write_pool, run, work)


def _no_feeds(_user_id: int, _code: str, _keep: bytes) -> None:
    """There are none to end."""


def propose(database: Database, console: Console, arguments: Namespace) -> int:
    """Think out a rota and say what it is like; 1 when there is none."""
    if not SHORTEST <= arguments.seconds <= LONGEST:
        raise Failure(words.SECONDS, status=2)
    draft = ProposalDraft(
        since=arguments.since,
        until=arguments.until,
        team_id=_team(database, arguments.team),
        seconds=arguments.seconds,
    )
    made = database.write(lambda tx: rota_proposals.propose(tx, draft, proposals.ADMIN))
    found = asyncio.run(_think(database, console, made.id))
    if found.state is ProposalState.FAILED:
        raise Failure(words.FAILURES[found.failure or ProposalFailure.BROKE_OFF], words=found.words)
    tell(database, console, found)
    if not arguments.accept:
        console.note(words.NOT_ACCEPTED)
        return 0
    done = asyncio.run(rota_proposals.accept(Here(database), None, found.id)).data
    console.say(words.ACCEPTED, count=database.read(lambda tx: proposals.taken(tx, done.id)))
    return 0


def _team(database: Database, name: str | None) -> int | None:
    if name is None:
        return None

    def work(tx: Tx) -> tuple[int | None, str]:
        return teams.by_name(tx, name), ", ".join(team.name for team in teams.everyone(tx))

    found, known = database.read(work)
    if found is None:
        raise Failure(words.NO_TEAM, name=name, known=known)
    return found


async def _think(database: Database, console: Console, proposal_id: int) -> Proposal:
    """Work at the proposal; Ctrl-C ends it with the best so far."""
    bar, shifts = Progress(console, words.PROGRESS), 0

    def heard(told: problem.Progress | Best) -> None:
        nonlocal shifts
        if isinstance(told, Best):
            shifts = len(told.shifts)
        else:
            bar.show(shifts, told.part, stage=console.text(words.STAGES[told.stage]))

    job = Job(Here(database), proposal_id, heard)
    with _interrupted(lambda: _stop(database, console, job, proposal_id)):
        await job.run()
    bar.close()
    found = database.read(lambda tx: proposals.proposal(tx, proposal_id))
    assert found is not None
    if found.state is ProposalState.CANCELLED and not found.agents:
        return replace(found, state=ProposalState.FAILED, failure=ProposalFailure.INTERRUPTED)
    return found


def _stop(database: Database, console: Console, job: Job, proposal_id: int) -> None:
    console.note(words.STOPPING)

    def work(tx: Tx) -> None:
        found = proposals.proposal(tx, proposal_id)
        if found is not None and found.state is ProposalState.RUNNING:
            proposals.keep(tx, replace(found, state=ProposalState.CANCELLED))

    database.write(work)
    job.stop()


class _interrupted:  # noqa: N801 (used like a function)
    """While it holds, Ctrl-C calls ``act`` on the running loop instead of ending everything."""

    def __init__(self, act: Callable[[], None]) -> None:
        self._act = act
        self._before: Any = None

    def __enter__(self) -> None:
        loop = asyncio.get_running_loop()

        def hear(_number: int, _frame: FrameType | None) -> None:
            loop.call_soon_threadsafe(self._act)

        if threading.current_thread() is threading.main_thread():
            self._before = signal.signal(signal.SIGINT, hear)

    def __exit__(self, *_: object) -> None:
        if self._before is not None:
            signal.signal(signal.SIGINT, self._before)


def tell(database: Database, console: Console, found: Proposal) -> None:
    """What a proposal is like, and what it could not meet."""
    count = len(database.read(lambda tx: proposals.shifts(tx, found.id)))
    console.say(
        words.FOUND,
        id=found.id,
        shifts=count,
        people=found.agents,
        since=found.since,
        until=found.until,
        seconds=found.seconds,
    )
    part = 100 * found.covered_hours / found.needed_hours if found.needed_hours else 100.0
    console.say(words.COVERED, covered=found.covered_hours, needed=found.needed_hours, percent=part)
    if found.gap is not None:
        console.say(words.NEAR, gap=100 * found.gap)
    console.say(words.WISHES, percent=100 * found.wishes_met)
    broken = sorted({one.rule for one in found.breaches})
    console.say(words.BREAKS if broken else words.LAWFUL, rules=", ".join(broken))
    if not found.unmet:
        # A solver that broke off has not told what is missing.
        if found.covered_hours >= found.needed_hours:
            console.say(words.ALL_MET)
        return
    console.say(words.UNMET)
    for line in database.read(lambda tx: [_gap(tx, console, one) for one in found.unmet[:MOST_TOLD]]):
        console.line("  " + line)
    if len(found.unmet) > MOST_TOLD:
        console.line("  " + console.text(words.MORE_UNMET, count=len(found.unmet) - MOST_TOLD))


def _gap(tx: Tx, console: Console, one: Unmet) -> str:
    zone = ZoneInfo(calendars.zone(tx, one.start.date()))
    queue = queues.queue(tx, one.queue_id)
    start = one.start.astimezone(zone)
    return console.text(
        words.GAP,
        day=start.date(),
        start=f"{start:%H:%M}",
        end=f"{one.end.astimezone(zone):%H:%M}",
        queue=queue.name if queue else one.queue_id,
        short=one.short,
        way=console.text(words.WAYS[one.way_out], amount=one.amount),
    )
