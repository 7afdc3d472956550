"""What the server is asked for anew whenever the live feed tells that it changed, for whoever sits here."""

import asyncio
import time
from collections.abc import Callable
from typing import ClassVar

from PySide6.QtCore import QObject, QTimer, Signal

from desk.client.models import tasks
from desk.client.models.health import Link
from desk.client.models.session import SessionModel, Sitting
from desk.client.remote.feed import Health, News
from desk.client.remote.remote import Remote
from desk.contract.errors import DeskError
from desk.contract.events import FactBase
from desk.contract.feed import FeedItem, Gap
from desk.contract.users import Role

LEADS = (Role.LEAD, Role.ADMIN)
SETTLE_MS = 80


class Told(QObject):
    """Whoever inherits says what is listened to, how it is fetched, and how it is forgotten."""

    changed = Signal()
    """More is known, or it is known to be old; carries nothing."""

    #: What changes it.
    FACTS: ClassVar[tuple[type[FactBase], ...]] = ()
    #: Two looks are at least so far apart, in milliseconds.
    APART: ClassVar[int] = 200

    def __init__(self, remote: Remote, session: SessionModel) -> None:
        super().__init__()
        self._remote, self._session = remote, session
        self.loaded = False
        self.error: DeskError | None = None
        self._release: Callable[[], None] | None = None
        self._topics: tuple[str, ...] = ()
        self._whose: int | None = None
        self._asked_at = -1e9
        self._lost = False
        #: Something happened while the server was being asked.
        self._again = False
        #: Something happened while the screen was covered: then nothing is told.
        self._missed = False
        self._fetching: asyncio.Task[None] | None = None
        self._soon = QTimer(self, singleShot=True)
        self._soon.timeout.connect(self.refresh)
        remote.feed.watch(self._hear)
        remote.feed.watch_health(self._follow_link)
        session.changed.connect(self.follow)

    # What whoever inherits says

    def topics(self) -> tuple[str, ...]:
        """What is listened to by whoever sits here; nothing more than what is one's own."""
        return ()

    def wanted(self) -> bool:
        """Whether somebody needs it now."""
        return True

    async def fetch(self) -> None:
        """Ask the server, and take the answer."""
        raise NotImplementedError

    def forget(self) -> None:
        """Another person sits here, or nobody."""
        raise NotImplementedError

    # What others ask

    @property
    def me(self) -> int:
        """Who sits here; 0 for nobody."""
        user = self._session.user
        return 0 if user is None else user.id

    @property
    def leads(self) -> bool:
        """Whether whoever sits here is a lead or an administrator."""
        user = self._session.user
        return self._session.sitting is not Sitting.SIGNED_OUT and user is not None and user.role in LEADS

    def refresh(self) -> None:
        """Ask the server now, or once more when it has answered."""
        self._missed = self._session.sitting is not Sitting.SIGNED_IN
        if self._release is None or self._missed:
            return
        self._soon.stop()
        if self._fetching is not None and not self._fetching.done():
            self._again = True
            return
        self._again = False
        self._asked_at = time.monotonic()
        self._fetching = tasks.start(self._fetch(), name=type(self).__name__, owner=self)

    def stop(self) -> None:
        """Look no more: the program ends."""
        self._soon.stop()
        self._drop()

    def handle_error(self, error: DeskError) -> None:
        """What was last known stays, and that it may be old is said."""
        self.error = error
        self._missed = self._session.sitting is not Sitting.SIGNED_IN
        self.changed.emit()
        self._once_more()

    def follow(self) -> None:
        """Listen for whoever sits here, as far as somebody needs it."""
        sits = self._session.sitting is not Sitting.SIGNED_OUT and self._session.user is not None
        whose = self.me if sits else None
        if whose != self._whose:
            self._let_go()
            self._whose, self.loaded, self.error = whose, False, None
            self.forget()
            self.changed.emit()
        if self._session.asking:
            return
        if whose is None or not self.wanted():
            self._let_go()
        elif self._release is None or self.topics() != self._topics:
            before, self._topics = self._release, self.topics()
            self._release = self._remote.feed.hold(*self._topics)
            if before is not None:
                before()
            self.refresh()
        elif self._missed or (not self.loaded and self._fetching is None):
            self.refresh()

    # Inside

    def look_soon(self) -> None:
        """Ask when things have settled, and not too often."""
        if self._release is not None and not self._soon.isActive():
            since = (time.monotonic() - self._asked_at) * 1000
            self._soon.start(max(SETTLE_MS, round(self.APART - since)))

    async def _fetch(self) -> None:
        await self.fetch()
        self.loaded, self.error = True, None
        self.changed.emit()
        self._once_more()

    def _once_more(self) -> None:
        if self._again:
            self._again = False
            self._soon.start(max(SETTLE_MS, self.APART))

    def _drop(self) -> None:
        if self._fetching is not None:
            self._fetching.cancel()
            self._fetching = None

    def _let_go(self) -> None:
        self._soon.stop()
        self._drop()
        if self._release is not None:
            self._release()
            self._release = None

    def _hear(self, news: News) -> None:
        if isinstance(news, Gap) or (isinstance(news, FeedItem) and isinstance(news.event.fact, self.FACTS)):
            self.look_soon()

    def _follow_link(self, health: Health) -> None:
        if health.link.lost:
            self._lost = True
        elif health.link is Link.LIVE and self._lost:
            self._lost = False
            self.look_soon()
