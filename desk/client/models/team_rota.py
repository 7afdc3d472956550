"""The shifts of those I work with: my team's, or everybody's of a day where there is no team."""

import asyncio
from datetime import date, timedelta

from PySide6.QtCore import QObject, QTimer, Signal

from desk.client.models import tasks
from desk.client.models.my_day import MyDayModel
from desk.client.models.rota_book import TOLD, RotaBook
from desk.client.remote.feed import News
from desk.client.remote.remote import Remote
from desk.contract.errors import DeskError
from desk.contract.events import Event, RotaPublished
from desk.contract.feed import FeedItem, Gap
from desk.contract.shifts import RotaQuery, Shift, Worker

SETTLE_MS = 200
A_DAY = timedelta(days=1)
#: The server answers for so many days: of a team, of everybody.
TEAM_DAYS, ALL_DAYS = 31, 7


class TeamRota(QObject):
    """Asked for when somebody looks, and kept current while they do."""

    changed = Signal()
    """Somebody's shifts are other ones, or they are here now; carries nothing."""

    def __init__(self, remote: Remote, day: MyDayModel) -> None:
        super().__init__()
        self._remote, self._day = remote, day
        self.book = RotaBook()
        self.workers: dict[int, Worker] = {}
        self.since = self.until = date.min
        self.loaded = False
        self.error: DeskError | None = None
        self._synced_to = 0
        self._heard: list[Event] = []
        self._fetching: asyncio.Task[None] | None = None
        self._again = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._again.timeout.connect(self.refresh)
        remote.feed.watch(self._hear)

    def show_days(self, since: date, until: date) -> None:
        """Look at these days, both included."""
        if (since, until) != (self.since, self.until) or not self.loaded:
            self.since, self.until, self.loaded = since, until, False
            self.refresh()

    def refresh(self) -> None:
        """Ask for what is looked at."""
        if self.since != date.min and self._day.me:
            if self._fetching is not None:
                self._fetching.cancel()
            self._fetching = tasks.start(self._fetch(), name="my team's shifts", owner=self)

    def forget(self) -> None:
        """Another person sits here, or nobody."""
        self.stop()
        self.book.clear()
        self.workers.clear()
        self.since, self.until, self.loaded = date.min, date.min, False

    def stop(self) -> None:
        """Look no more: the program ends."""
        self._again.stop()
        if self._fetching is not None:
            self._fetching.cancel()

    def people(self, day: date) -> list[tuple[Worker, list[Shift]]]:
        """My team-mates who work on a day, earliest first; whoever ends last comes last."""
        found = [(one, [shift for shift in self.book.of(one.user_id) if shift.day == day]) for one in self.mates()]
        return sorted(
            ((one, shifts) for one, shifts in found if shifts),
            key=lambda pair: (pair[1][0].start, pair[1][-1].end, pair[0].name),
        )

    def mates(self) -> list[Worker]:
        """Those of my team, without me; without a team those who serve a queue of mine."""
        me = self.workers.get(self._day.me)
        if me is None:
            return []
        others = (one for one in self.workers.values() if one.user_id != me.user_id)
        if me.team_id is not None:
            return [one for one in others if one.team_id == me.team_id]
        return [one for one in others if set(one.queue_ids) & set(me.queue_ids)]

    def name(self, user_id: int | None) -> str:
        """What somebody is called; empty when that is not known."""
        worker = self.workers.get(user_id or 0)
        return "" if worker is None else worker.name

    def handle_error(self, error: DeskError) -> None:
        """What was last known stays."""
        self.error = error
        self.changed.emit()

    async def _fetch(self) -> None:
        api = self._remote.api
        self._heard.clear()
        if not self.workers:
            self.workers = {one.user_id: one for one in await api.workers()}
        me = self.workers.get(self._day.me)
        team = None if me is None else me.team_id
        step, since = ALL_DAYS if team is None else TEAM_DAYS, self.since
        while since <= self.until:
            until = min(self.until, since + (step - 1) * A_DAY)
            rota = await api.rota(RotaQuery(since=since, until=until, team_id=team))
            self.book.take(rota, self._day.zone)
            self._synced_to = rota.synced_to
            since = until + A_DAY
        for event in self._heard:
            if event.seq > self._synced_to:
                self.book.apply(event)
        self.loaded, self.error = True, None
        self.changed.emit()

    def _hear(self, news: News) -> None:
        if self.since == date.min:
            return
        if isinstance(news, Gap) or (isinstance(news, FeedItem) and isinstance(news.event.fact, RotaPublished)):
            self._again.start()
        elif isinstance(news, FeedItem) and isinstance(news.event.fact, TOLD):
            self._heard.append(news.event)
            if news.event.seq > self._synced_to:
                self.book.apply(news.event)
                self.changed.emit()
