"""What I may decide alone, and what I have decided this month."""

from PySide6.QtCore import QObject, QTimer, Signal

from desk.client.models import tasks
from desk.client.models.remedy_overlay import REMEDY_FACTS
from desk.client.models.session import SessionModel, Sitting
from desk.client.remote.feed import News
from desk.client.remote.remote import Remote
from desk.contract.errors import DeskError
from desk.contract.feed import FeedItem
from desk.contract.remedies import AuthorityMonth

SETTLE_MS = 300


class AuthorityModel(QObject):
    """Asks while somebody looks; what it knows stays when nobody answers."""

    changed = Signal()
    """The month is another, or could not be had; carries nothing."""

    def __init__(self, remote: Remote, session: SessionModel) -> None:
        super().__init__()
        self._remote, self._session = remote, session
        self.month: AuthorityMonth | None = None
        self.error: DeskError | None = None
        self._watched = False
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settle.timeout.connect(self.refresh)
        remote.feed.watch(self._hear)
        session.changed.connect(self._follow_session)

    def watch(self, watched: bool) -> None:
        """Somebody looks at it, or nobody does any more."""
        self._watched = watched
        if watched:
            self.refresh()
        else:
            self._settle.stop()

    def refresh(self) -> None:
        """Ask the server."""
        tasks.start(self._fetch(), name="authority", owner=self)

    def handle_error(self, error: DeskError) -> None:
        """It could not be had."""
        self.error = error
        self.changed.emit()

    async def _fetch(self) -> None:
        self.month, self.error = await self._remote.api.authority(), None
        self.changed.emit()

    def _hear(self, news: News) -> None:
        me = self._session.user
        if not self._watched or me is None or not isinstance(news, FeedItem):
            return
        if news.event.actor_id == me.id and isinstance(news.event.fact, REMEDY_FACTS):
            self._settle.start()

    def _follow_session(self) -> None:
        if self._session.sitting is Sitting.SIGNED_OUT and self.month is not None:
            self.month = None
            self.changed.emit()
