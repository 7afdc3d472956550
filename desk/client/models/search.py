"""One search over everything, as somebody types."""

import asyncio
from enum import Enum

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal

from desk.client.models import tasks
from desk.client.models.matching import settled
from desk.client.remote.remote import Remote
from desk.contract.errors import DeskError
from desk.contract.search import Hit, HitGroup, HitKind, SearchAnswer, SearchQuery

#: A Korean syllable takes about three key presses: look when it is likely to be whole.
PAUSE_MS = 140
FIRST_LIMIT, MOST = 5, 50
RECENT = 6
_LONGEST = 120


class SearchState(Enum):
    """How the search stands."""

    IDLE = "idle"
    SEARCHING = "searching"
    FOUND = "found"
    FAILED = "failed"


class SearchModel(QObject):
    """The latest words win: whatever is still under way for older words is given up."""

    changed = Signal()
    """State, answer or error changed; carries nothing."""

    def __init__(self, remote: Remote) -> None:
        super().__init__()
        self._api = remote.api
        self._task: asyncio.Task[None] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self._begin)
        self.query = ""
        self.state = SearchState.IDLE
        self.answer: SearchAnswer | None = None
        self.error: DeskError | None = None
        #: What was opened from the search, newest first; never on disk, for it names people.
        self.recent: list[Hit] = []

    def look_for(self, words: str) -> None:
        """Search for these words after a short pause; empty words end the search."""
        query = settled(words)[:_LONGEST]
        if query == self.query:
            return
        self.query = query
        self.stop()
        if query:
            self.state = SearchState.SEARCHING
            self._timer.start()
        else:
            self.state, self.answer, self.error = SearchState.IDLE, None, None
        self.changed.emit()

    def more(self, kind: HitKind) -> None:
        """Show as many finds of one kind as the server gives at once."""
        if self.query:
            self.stop()
            query = SearchQuery(q=self.query, kind=kind, limit=MOST)
            self._task = tasks.start(self._grow(query), name="search: more", owner=self)

    def can_grow(self, kind: HitKind) -> bool:
        """Whether more finds of a kind can be asked for than are shown."""
        group = self._group(kind)
        return group is not None and len(group.hits) < min(group.total, MOST)

    def remember(self, hit: Hit) -> None:
        """This find was opened."""
        others = [one for one in self.recent if (one.kind, one.id) != (hit.kind, hit.id)]
        self.recent = [hit, *others][:RECENT]

    def forget(self) -> None:
        """Another person signed in: nothing of the last one stays."""
        self.stop()
        self.recent.clear()
        self.query, self.state, self.answer, self.error = "", SearchState.IDLE, None, None
        self.changed.emit()

    def handle_error(self, error: DeskError) -> None:
        """The search was refused, or nobody answered."""
        self.state, self.error, self.answer = SearchState.FAILED, error, None
        self.changed.emit()

    def stop(self) -> None:
        """Give up what is under way."""
        self._timer.stop()
        if self._task is not None:
            self._task.cancel()
            self._task = None

    def _begin(self) -> None:
        query = SearchQuery(q=self.query, limit=FIRST_LIMIT)
        self._task = tasks.start(self._search(query), name="search", owner=self)

    async def _search(self, query: SearchQuery) -> None:
        self._show(await self._api.search(query))

    async def _grow(self, query: SearchQuery) -> None:
        grown = {group.kind: group for group in (await self._api.search(query)).groups}
        if self.answer is not None:
            groups = [grown.get(group.kind, group) for group in self.answer.groups]
            self._show(msgspec.structs.replace(self.answer, groups=groups))

    def _show(self, answer: SearchAnswer) -> None:
        self.state, self.answer, self.error = SearchState.FOUND, answer, None
        self.changed.emit()

    def _group(self, kind: HitKind) -> HitGroup | None:
        groups = self.answer.groups if self.answer is not None else []
        return next((group for group in groups if group.kind is kind), None)
