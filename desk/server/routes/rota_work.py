"""The server's own work at proposals: one after the other it puts the problem together, lets the solver think and keeps
what comes of it.

Everything stands in the database: whoever asks, cancels or looks need not know where the solver runs.
"""

import asyncio
import contextlib
import logging
from collections.abc import Callable, Sequence
from functools import partial

from msgspec.structs import replace

from desk.contract.rota_proposals import Proposal, ProposalFailure, ProposalState, ProposedShift
from desk.contract.shifts import RuleBreach, Shift, ShiftState
from desk.server.rota import process
from desk.server.rota.problem import Best, Failed, Problem, Progress, Stage, Told
from desk.server.routes import rota_problems, ruling
from desk.server.routes.handling import Answering
from desk.server.routes.ruling import Change
from desk.server.store import proposals
from desk.server.store.db import Tx

log = logging.getLogger("desk.server")
#: Seconds between two looks for work or a cancel, and between two savings of how far it is; so long after the last one
#: it is said that somebody still works, whatever the solver says.
LOOK, SAVE, ALIVE = 1.0, 1.0, 5.0
#: Seconds between two savings of a whole rota.
SAVE_ROTA = 5.0
#: People judged in one go.
AT_ONCE = 50
#: Breaches that are told; there should be none.
MOST_TOLD = 200


async def work(server: Answering) -> None:
    """For ever: begin with what waits; those nobody works at any more have failed."""
    await _bury(server, starting=True)
    while True:
        try:
            waiting: int | None = await server.reading(proposals.waiting)
            if waiting is not None:
                await Job(server, waiting).run()
                continue
            await _bury(server, starting=False)
        except Exception:
            log.exception("proposing a rota")
        await asyncio.sleep(LOOK)


async def _bury(server: Answering, *, starting: bool) -> None:
    def bury(tx: Tx) -> None:
        for one in proposals.orphans(tx, starting=starting):
            proposals.fail(tx, one, ProposalFailure.INTERRUPTED, "the server was stopped while it worked at this")

    if await server.reading(lambda tx: bool(proposals.orphans(tx, starting=starting))):
        await server.writing(bury, None)


class Job:
    """The work at one proposal, from its beginning to its end."""

    def __init__(
        self, server: Answering, proposal_id: int, heard: Callable[[Progress | Best], None] | None = None
    ) -> None:
        """``heard`` is told all that the solver says on its way."""
        self._server = server
        self._id = proposal_id
        self._heard = heard
        self._stop = asyncio.Event()
        self._began = asyncio.get_running_loop().time()
        self._saved = self._saved_rota = 0.0
        self._stands = Progress(Stage.BUILDING, 0.0, 0.0)
        self._rota: Best | None = None
        self._failed: Failed | None = None

    async def run(self) -> None:
        """To the end; whatever goes wrong is kept as its failure."""
        watching = asyncio.create_task(self._watch())
        try:
            await self._say(self._stands)
            draft = await self._server.reading(lambda tx: proposals.draft(tx, self._id))
            problem: Problem = await rota_problems.problem(self._server, draft)
            await process.converse(problem, self._hear, self._stop)
        except Exception as error:
            log.exception("proposing a rota")
            self._failed = Failed(ProposalFailure.BROKE_OFF, f"{type(error).__name__}: {error}")
        finally:
            watching.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await watching
        await self._end()

    def stop(self) -> None:
        """End soon, with the best so far."""
        self._stop.set()

    async def _watch(self) -> None:
        """Until somebody cancels it; a solver that thinks for long says nothing, and is alive all the same."""
        while not self._stop.is_set():
            await asyncio.sleep(LOOK)
            found: Proposal | None = await self._server.reading(lambda tx: proposals.proposal(tx, self._id))
            if found is None or found.state is not ProposalState.RUNNING:
                self._stop.set()
            elif self._now - self._saved >= ALIVE:
                await self._say(self._stands)

    async def _hear(self, told: Told) -> None:
        if self._heard is not None and not isinstance(told, Failed):
            self._heard(told)
        match told:
            case Progress():
                self._stands = told
                if self._now - self._saved >= SAVE:
                    await self._say(told)
            case Best():
                self._rota = told
                if not told.final and self._now - self._saved_rota >= SAVE_ROTA:
                    self._saved_rota = self._now
                    await self._keep(ProposalState.RUNNING)
            case Failed():
                self._failed = told

    @property
    def _now(self) -> float:
        return asyncio.get_running_loop().time()

    async def _say(self, told: Progress) -> None:
        self._saved = self._now
        seconds = round(self._now - self._began, 1)

        def save(tx: Tx) -> None:
            found = proposals.proposal(tx, self._id)
            if found is not None:
                proposals.keep(tx, replace(found, stage=told.stage, progress=told.part, seconds=seconds))

        await self._server.writing(save, None)

    async def _end(self) -> None:
        if self._rota is None:
            failed = self._failed
            await self._server.writing(lambda tx: self._fail(tx, failed), None)
            return
        await self._say(Progress(Stage.CHECKING, 0.97, self._rota.seconds))
        breaches = await judged(self._server, self._rota.shifts)
        await self._keep(ProposalState.DONE, breaches)

    def _fail(self, tx: Tx, failed: Failed | None) -> None:
        found = proposals.proposal(tx, self._id)
        if found is not None and found.state is ProposalState.RUNNING:
            failure = failed or Failed(ProposalFailure.BROKE_OFF, "the solver said nothing")
            proposals.fail(tx, found, failure.failure, failure.words)

    async def _keep(self, state: ProposalState, breaches: Sequence[RuleBreach] = ()) -> None:
        rota, seconds = self._rota, round(self._now - self._began, 1)
        assert rota is not None
        words = self._failed.words if self._failed else ""

        def save(tx: Tx) -> None:
            found = proposals.proposal(tx, self._id)
            if found is None or found.state not in (ProposalState.RUNNING, ProposalState.CANCELLED):
                return
            if proposals.taken(tx, self._id):
                return  # somebody took over what was there
            now = replace(
                found,
                state=state if found.state is ProposalState.RUNNING else found.state,
                progress=1.0 if rota.final else found.progress,
                seconds=seconds,
                gap=rota.gap,
                needed_hours=rota.needed_hours,
                covered_hours=rota.covered_hours,
                agents=rota.agents,
                breaches=list(breaches),
                unmet=rota.unmet,
                duties=rota.duties,
                wishes_met=rota.wishes_met,
                words=words,
            )
            proposals.keep(tx, now, shifts=rota.shifts)

        await self._server.writing(save, None)


async def judged(server: Answering, shifts: Sequence[ProposedShift]) -> list[RuleBreach]:
    """The rules that the shifts would break as things stand now: the server's own, beside all that is planned."""
    by_person = dict[int, list[ProposedShift]]()
    for shift in shifts:
        by_person.setdefault(shift.user_id, []).append(shift)
    people, found = sorted(by_person), list[RuleBreach]()
    for first in range(0, len(people), AT_ONCE):
        changes = [changed(user_id, by_person[user_id]) for user_id in people[first : first + AT_ONCE]]
        found += await server.reading(partial(ruling.breaches, changes=changes, drafts=True))
    return found[:MOST_TOLD]


def changed(user_id: int, own: Sequence[ProposedShift]) -> Change:
    """What the shifts would change for a person."""
    return Change(user_id=user_id, come=tuple(_draft(number, one) for number, one in enumerate(own)))


def _draft(number: int, shift: ProposedShift) -> Shift:
    """As a shift would be; its id is nobody's."""
    return Shift(
        id=-number,
        user_id=shift.user_id,
        day=shift.day,
        pattern=shift.pattern,
        state=ShiftState.DRAFT,
        segments=shift.segments,
        overtime=False,
        why="",
        version=0,
    )
