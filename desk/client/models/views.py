"""The saved views of whoever sits here, their counts while somebody looks, and saving one."""

import asyncio
from collections.abc import Callable
from datetime import timedelta

from PySide6.QtCore import QObject, QTimer, Signal

from desk.client.models import tasks
from desk.client.models.clock import Clock
from desk.client.models.directory import in_language
from desk.client.models.outbox import Command, OutboxChange, OutboxModel, Pending
from desk.client.remote import queue_commands
from desk.client.remote.feed import News
from desk.client.remote.remote import Remote
from desk.contract.errors import DeskError, Problem
from desk.contract.events import (
    ClocksRanOut,
    ClocksReckoned,
    DuesMoved,
    MoveUndone,
    TicketOpened,
    TicketsMoved,
    ViewDropped,
    ViewSet,
)
from desk.contract.feed import FeedItem, Gap, PresenceList
from desk.contract.views import View, ViewCount, ViewDraft

#: Counts are asked for at most so often, and without any event so often, for time goes by.
COUNT_MS = 1_000
BY_ITSELF = timedelta(minutes=1)
#: What concerns tickets without being of one of them.
_MANY = TicketOpened | TicketsMoved | MoveUndone | ClocksReckoned | ClocksRanOut | DuesMoved


def view_name(view: View) -> str:
    """What a view is called, in the language of the screen."""
    return in_language(view.draft.names, view.draft.name)


class ViewsModel(QObject):
    """``listen`` while somebody looks; nothing is counted for nobody."""

    changed = Signal()
    """Views came, went or are other ones; carries nothing."""
    counted = Signal()
    """The counts are other ones; carries nothing."""
    saved = Signal(object)
    """What was written is kept; carries the `View`."""
    dropped = Signal()
    """A view was thrown away by whoever sits here; carries nothing."""
    not_saved = Signal(object)
    """The server did not take it; carries the `Problem`, or None when it was never sent."""

    withdrawn = Signal()
    """What was on its way was taken back before it was sent; carries nothing."""

    def __init__(self, remote: Remote, outbox: OutboxModel, clock: Clock) -> None:
        super().__init__()
        self._remote, self._outbox, self._clock = remote, outbox, clock
        self.views: list[View] = []
        self.counts: dict[int, ViewCount] = {}
        self.error: DeskError | None = None
        self._saving = self._dropping = ""
        self._counting: asyncio.Task[None] | None = None
        self._fetching: asyncio.Task[None] | None = None
        self._release: Callable[[], None] | None = None
        self._stale = True
        #: The log position that the counts have to include: the server may tell counts of a moment ago.
        self._heard = 0
        self._counted_at = clock.now()
        self._pause = QTimer(self, singleShot=True, interval=COUNT_MS)
        self._pause.timeout.connect(self._count_if_stale)
        clock.tick.connect(self._age)
        remote.feed.watch(self._hear)
        outbox.settled.connect(self._settled)
        outbox.refused.connect(self._refused)
        outbox.not_kept.connect(self._not_kept)
        outbox.recovered.connect(self._withdrawn)

    def listen(self, on: bool) -> None:
        """Count while somebody looks."""
        if on and self._release is None:
            self._release = self._remote.feed.hold("tickets", "site")
            self._stale = True
            self._heard = max(self._heard, self._remote.feed.health.synced_to)
            self.refresh()
        elif not on and self._release is not None:
            self._release()
            self._release = None
            self._pause.stop()

    def refresh(self) -> None:
        """Ask for the views, then count."""
        if self._fetching is not None:
            self._fetching.cancel()
        self._fetching = tasks.start(self._fetch(), name="views", owner=self)

    def stop(self) -> None:
        """Whoever sat here has gone."""
        self.listen(False)
        for task in (self._fetching, self._counting):
            if task is not None:
                task.cancel()
        self._counting = self._fetching = None
        # What is on its way belongs to the one who has gone.
        self._saving = self._dropping = ""
        self.views, self.counts, self.error = [], {}, None
        self.changed.emit()

    def view(self, view_id: int) -> View | None:
        """A view by its id."""
        return next((one for one in self.views if one.id == view_id), None)

    @property
    def is_saving(self) -> bool:
        """Whether something that was written is on its way."""
        return bool(self._saving or self._dropping)

    def save(self, draft: ViewDraft, before: View | None) -> bool:
        """Make a view, or change the one there was; False while another is on its way."""
        if self.is_saving:
            return False
        command = queue_commands.create_view(draft) if before is None else queue_commands.change_view(before, draft)
        self._saving = self._outbox.put(command)
        return True

    def drop(self, view: View) -> bool:
        """Throw a view away; False while another is on its way."""
        if self.is_saving:
            return False
        self._dropping = self._outbox.put(queue_commands.drop_view(view))
        return True

    def handle_error(self, error: DeskError) -> None:
        """What was last known stays; it is tried again with the next change."""
        self.error, self._counting, self._stale = error, None, True
        self.changed.emit()

    # Inside

    async def _fetch(self) -> None:
        views = await self._remote.api.views()
        self.views, self.error = views, None
        self.changed.emit()
        self._soon()

    async def _count(self) -> None:
        self._counted_at = self._clock.now()
        told = await self._remote.api.view_counts()
        counts = {one.view_id: one for one in told.counts}
        self._counting = None
        self._stale = self._stale or told.synced_to < self._heard
        if counts != self.counts:
            self.counts = counts
            self.counted.emit()

    def _soon(self) -> None:
        """Something could have changed: count at once, or a second after the last time."""
        self._stale = True
        if not self._pause.isActive():
            self._count_if_stale()

    def _count_if_stale(self) -> None:
        if self._stale and self._release is not None and self._counting is None:
            self._stale = False
            self._counting = tasks.start(self._count(), name="view counts", owner=self)
            self._pause.start()
        elif self._stale and self._release is not None:
            self._pause.start()

    def _age(self) -> None:
        if self._release is not None and self._clock.since(self._counted_at) >= BY_ITSELF:
            self._soon()

    def _hear(self, news: News) -> None:
        if self._release is None or isinstance(news, PresenceList):
            return
        if isinstance(news, Gap) or isinstance(news.event.fact, ViewSet | ViewDropped):
            self.refresh()
        elif concerns_tickets(news):
            self._heard = max(self._heard, news.event.seq)
            self._soon()

    def _settled(self, change: OutboxChange) -> None:
        key = change.pending.key
        if key == self._dropping:
            self._dropping = ""
            self.refresh()
            self.dropped.emit()
        elif key == self._saving:
            self._saving = ""
            made: object = getattr(change.answer, "data", None)
            if isinstance(made, View):
                if self.view(made.id) is None:
                    self.views = [*self.views, made]
                else:
                    self.views = [made if one.id == made.id else one for one in self.views]
                # Who shows the views has it among them before it is asked to show it.
                self.changed.emit()
                self.saved.emit(made)
            self.refresh()

    def _refused(self, pending: Pending) -> None:
        if pending.key in (self._saving, self._dropping):
            # What was written still stands in the form: it is sent anew from there.
            self._outbox.discard(pending.key)
            self._give_up(pending.problem)

    def _not_kept(self, command: Command) -> None:
        if command.key in (self._saving, self._dropping):
            self._give_up(None)

    def _withdrawn(self, command: Command) -> None:
        """Taken back before it was sent; what was written still stands in the form."""
        if command.key in (self._saving, self._dropping):
            self._saving = self._dropping = ""
            self.withdrawn.emit()

    def _give_up(self, problem: Problem | None) -> None:
        self._saving = self._dropping = ""
        self.not_saved.emit(problem)


def concerns_tickets(news: FeedItem) -> bool:
    """Whether an event says that a ticket is another one now."""
    return news.event.ticket_id is not None or isinstance(news.event.fact, _MANY)
