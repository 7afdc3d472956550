"""The switchboard: tells every telephone system the newest of every agent, each at its own pace.

Nothing waits in a queue: what a switch has to hear is what differs from what it has taken, and that is in the
database. So a change overtakes those before it, and after any crash the rest is told.
"""

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable

from desk.server.outbound.telling import Address, Line, Lines, Round, Work

#: Seconds between two looks while nothing happens, and after a round that could not be kept.
IDLE, AFTER_FAILURE = 1.0, 2.0

Due = Callable[[], Awaitable[list[Work]]]
Report = Callable[[Address, Round], Awaitable[None]]

log = logging.getLogger("desk.server")


class Switchboard:
    """Runs until cancelled; one round at a time with each switch, so that an agent's news keep their order."""

    def __init__(self, due: Due, report: Report, lines: Lines, idle: float = IDLE) -> None:
        self._due, self._report, self._make, self._idle = due, report, lines, idle
        self._lines: dict[str, Line] = {}
        self._busy: dict[str, asyncio.Task[None]] = {}
        self._woken = asyncio.Event()

    def wake(self) -> None:
        """There may be news. Call it on the loop's thread."""
        self._woken.set()

    async def run(self) -> None:
        """Work; when cancelled, drop what is under way and hang up."""
        try:
            while True:
                self._woken.clear()
                await self._begin()
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(self._idle):
                        await self._woken.wait()
        finally:
            tasks = list(self._busy.values())
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            for line in self._lines.values():
                await line.close()

    async def _begin(self) -> None:
        # What is under way now may be kept, and yet be due in the snapshot that is read meanwhile.
        before = set(self._busy)
        try:
            works = await self._due()
        except Exception:
            log.exception("what is due to telephone systems")
            return
        on = {work.address.name for work in works}
        for name in set(self._lines) - on - set(self._busy):
            await self._hang_up(name)
        for work in works:
            name = work.address.name
            if name not in before and name not in self._busy and not work.rests:
                self._busy[name] = asyncio.create_task(self._work(work), name=f"switch {name}")

    async def _work(self, work: Work) -> None:
        name, news = work.address.name, False
        try:
            line = await self._line(work)
            done = await line.tell(work.tellings, work.orders)
            if news := done.news:
                await self._report(work.address, done)
        except Exception:
            log.exception("telling switch %s", name)
            # What came of the round is lost, and what this session heard with it: another one begins with everything.
            await self._hang_up(name)
            await asyncio.sleep(AFTER_FAILURE)
        finally:
            del self._busy[name]
            if news:
                self.wake()

    async def _line(self, work: Work) -> Line:
        name = work.address.name
        line = self._lines.get(name)
        if line is not None and line.address != work.address:
            await self._hang_up(name)
            line = None
        if line is None:
            line = self._lines[name] = self._make(work.address, self.wake)
        return line

    async def _hang_up(self, name: str) -> None:
        line = self._lines.pop(name, None)
        if line is not None:
            await line.close()
