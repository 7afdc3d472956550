"""Asks a source for pages: one request for each part at a time, and only the latest answer counts."""

import asyncio
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from desk.client.models import tasks
from desk.client.models.timeline_row import TimelinePage, TimelineSource
from desk.client.models.timeline_search import Criteria
from desk.client.models.timeline_state import Ask, Part, Work
from desk.contract.errors import DeskError

PAGE = 100


class TimelineLoader(QObject):
    """Runs the requests of one timeline and hands their pages to `take`."""

    changed = Signal()
    """Fires when loading of any part began, ended or failed."""

    def __init__(self, take: Callable[[Ask, TimelinePage], None], parent: QObject) -> None:
        super().__init__(parent)
        self.source: TimelineSource | None = None
        self.error: DeskError | None = None
        """Why the last request that failed did so; None for a fault of the program."""
        self._take = take
        self._work = dict.fromkeys(Part, Work.IDLE)
        self._asked: dict[Part, tuple[Ask, Criteria]] = {}
        self._tasks: dict[Part, asyncio.Task[None]] = {}

    @property
    def busy(self) -> bool:
        """Whether any page is under way."""
        return bool(self._tasks)

    def work(self, part: Part) -> Work:
        """How loading of a part stands."""
        return self._work[part]

    def idle(self, part: Part) -> bool:
        """Whether nothing is under way (nor failed) for a part or for the whole."""
        return self._work[part] is Work.IDLE and self._work[Part.WHOLE] is Work.IDLE

    def ask(self, ask: Ask, criteria: Criteria) -> None:
        """Ask for a page; one for the whole ends every other request."""
        for part in Part if ask.part is Part.WHOLE else (ask.part,):
            if (task := self._tasks.pop(part, None)) is not None:
                task.cancel()
            self._work[part] = Work.IDLE
        if self.source is not None:
            # A new object for each request: its identity tells the latest one from those before.
            ask = replace(ask)
            self._asked[ask.part] = ask, criteria
            self._work[ask.part] = Work.LOADING
            fetching = self._fetch(self.source, ask, criteria)
            self._tasks[ask.part] = tasks.start(fetching, name=f"timeline {ask.part.value}", owner=self)
        self.changed.emit()

    def retry(self) -> None:
        """Ask again for everything that could not be had."""
        for part, work in list(self._work.items()):
            if work is Work.FAILED:
                self.ask(*self._asked[part])

    async def _fetch(self, source: TimelineSource, ask: Ask, criteria: Criteria) -> None:
        try:
            page = await source.page(
                before=ask.before,
                after=ask.after,
                around=ask.around,
                size=PAGE,
                kinds=criteria.kinds,
                query=criteria.query,
                as_of=criteria.as_of,
            )
        except asyncio.CancelledError:
            raise
        except Exception as error:
            self.error = error if isinstance(error, DeskError) else None
            self._finish(ask, Work.FAILED)
            if self.error is None:
                raise
        else:
            if self._finish(ask, Work.IDLE):
                self._take(ask, page)

    def _finish(self, ask: Ask, work: Work) -> bool:
        """End a request; False when another one has taken its place meanwhile."""
        if ask.part not in self._tasks or self._asked[ask.part][0] is not ask:
            return False
        del self._tasks[ask.part]
        self._work[ask.part] = work
        self.changed.emit()
        return True
