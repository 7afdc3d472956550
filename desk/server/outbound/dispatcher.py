"""The dispatcher: takes what is due, a few at once for each executor, and reports what came of it.

Each executor has a lane of its own: one that is dead or slow delays nobody else. Whatever is under way when the
process dies is due again afterwards and is sent once more, under the same key.
"""

import asyncio
import contextlib
import logging
from collections import Counter
from collections.abc import Awaitable, Callable

from desk.server.outbound.job import Job, Outcome

#: Exchanges at once with one executor.
AT_ONCE = 8
#: Seconds between two looks while nothing happens, and after a report that could not be kept.
IDLE, AFTER_FAILURE = 1.0, 2.0

#: Up to so many jobs of each executor whose time has come, longest due first.
Due = Callable[[int], Awaitable[list[Job]]]
Report = Callable[[Job, Outcome], Awaitable[None]]
Exchange = Callable[[Job], Awaitable[Outcome]]

log = logging.getLogger("desk.server")


class Dispatcher:
    """Runs until cancelled; what it knows is in the database, behind ``due`` and ``report``."""

    def __init__(self, due: Due, report: Report, exchange: Exchange, idle: float = IDLE) -> None:
        self._due, self._report, self._exchange, self._idle = due, report, exchange, idle
        self._busy: dict[int, asyncio.Task[None]] = {}
        self._lanes: Counter[str] = Counter()
        self._freed = asyncio.Event()

    async def run(self) -> None:
        """Work; when cancelled, drop what is under way."""
        try:
            while True:
                self._freed.clear()
                await self._begin_due()
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(self._idle):
                        await self._freed.wait()
        finally:
            tasks = list(self._busy.values())
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def _begin_due(self) -> None:
        # What is under way now may be settled, and yet be due in the snapshot that is read meanwhile.
        before = set(self._busy)
        try:
            jobs = await self._due(2 * AT_ONCE)
        except Exception:
            log.exception("what is due to executors")
            return
        for job in jobs:
            if (
                job.delivery_id not in before
                and job.delivery_id not in self._busy
                and self._lanes[job.executor] < AT_ONCE
            ):
                self._lanes[job.executor] += 1
                name = f"delivery {job.delivery_id}"
                self._busy[job.delivery_id] = asyncio.create_task(self._work(job), name=name)

    async def _work(self, job: Job) -> None:
        try:
            await self._report(job, await self._exchange(job))
        except Exception:
            log.exception("delivery %d to %s", job.delivery_id, job.executor)
            await asyncio.sleep(AFTER_FAILURE)
        finally:
            del self._busy[job.delivery_id]
            self._lanes[job.executor] -= 1
            self._freed.set()
