"""What the site calls its queues, wrap-up codes and people, and its ready words; in the language of the screen."""

import asyncio

from PySide6.QtCore import QLocale, QObject, Signal

from desk.client.models import tasks
from desk.client.models.colleagues import Colleagues
from desk.client.remote.feed import News
from desk.client.remote.remote import Remote
from desk.contract.errors import DeskError
from desk.contract.events import QueueSet, TemplateSet
from desk.contract.feed import FeedItem, Gap
from desk.contract.queues import Queue
from desk.contract.tickets import ArticleKind, Template


def in_language(names: dict[str, str], fallback: str) -> str:
    """The name in the language of the screen, else any there is, else the fallback."""
    return names.get(QLocale().name()[:2]) or fallback or next(iter(names.values()), "")


class Directory(QObject):
    """Queues and templates, as the server last told them."""

    changed = Signal()
    """A queue or a template is another one now; carries nothing."""

    def __init__(self, remote: Remote) -> None:
        super().__init__()
        self._cache = remote.cache
        self.colleagues = Colleagues(remote)
        self.queues: dict[int, Queue] = {}
        self.templates: list[Template] = []
        self._fetching: asyncio.Task[None] | None = None
        remote.feed.watch(self._hear)
        remote.feed.hold("site")

    def refresh(self) -> None:
        """Ask the server for both."""
        # An older answer must not come after a newer one.
        if self._fetching is not None:
            self._fetching.cancel()
        self._fetching = tasks.start(self._fetch(), name="directory", owner=self)

    def handle_error(self, _error: DeskError) -> None:
        """What was last known stays."""

    def queue_name(self, queue_id: int | None) -> str:
        """A queue's name; empty when it is not known."""
        queue = self.queues.get(queue_id or 0)
        return "" if queue is None else in_language(queue.names, queue.name)

    def code_name(self, code: str) -> str:
        """What a wrap-up code is called; the code itself when no queue has it."""
        for queue in self.queues.values():
            for known in queue.wrap_up_codes:
                if known.code == code:
                    return in_language(known.names, code)
        return code

    def templates_for(self, kind: ArticleKind) -> list[Template]:
        """The ready words for replies, notes or call notes, by name."""
        return sorted((one for one in self.templates if one.kind == kind), key=lambda one: one.name)

    async def _fetch(self) -> None:
        queues = await self._cache.queues()
        templates = await self._cache.templates()
        self.queues = {queue.id: queue for queue in queues.data}
        self.templates = templates.data
        self.changed.emit()

    def _hear(self, news: News) -> None:
        if isinstance(news, Gap) or (
            isinstance(news, FeedItem) and isinstance(news.event.fact, QueueSet | TemplateSet)
        ):
            self.refresh()
