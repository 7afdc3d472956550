"""Asks a source for pages: one request for each part at a time, and only the latest answer counts."""

import asyncio
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from desk.client.models import tasks
from desk.client.models.timeline_row import TimelinePage, TimelineSource, TimelineUnavailableError
from desk.client.models.timeline_search import Criteria
from desk.client.models.timeline_state import Ask, Part, Work

PAGE = 100


class TimelineLoader(QObject):
    """Runs the requests of one timeline and hands their pages to `take`."""

    changed = Signal()
    """Fires when loading of any part began, ended or failed."""

    def __init__(self, take: Callable[[Ask, TimelinePage], None], parent: QObject) -> None:
        super().__init__(parent)
        self.source: TimelineSource | None = None
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
            self._finish(ask.part, Work.FAILED)
            if not isinstance(error, TimelineUnavailableError):
                raise
        else:
            if self._finish(ask.part, Work.IDLE):
                self._take(ask, page)

    def _finish(self, part: Part, work: Work) -> bool:
        """End the running request; False when another one has taken its place meanwhile."""
        if self._tasks.get(part) is not asyncio.current_task():
            return False
        del self._tasks[part]
        self._work[part] = work
        self.changed.emit()
        return True
