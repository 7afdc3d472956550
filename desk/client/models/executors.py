"""The systems that carry remedies out, for leads and administrators: which are off, and what was given up."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QObject, QTimer, Signal

from desk.client.models import tasks
from desk.client.models.session import SessionModel, Sitting
from desk.client.remote.feed import News
from desk.client.remote.remote import Remote
from desk.contract.errors import DeskError
from desk.contract.events import CommandGivenUp, CommandRevived, ExecutorChanged
from desk.contract.executors import Executor
from desk.contract.feed import FeedItem, Gap
from desk.contract.users import Role

LEADS = (Role.LEAD, Role.ADMIN)
TOPIC = "executors"
SETTLE_MS = 80
#: While something is wrong, how much waits meanwhile is looked at so often.
LOOK_MS = 60_000
#: What changes how an executor stands.
HEARD = (ExecutorChanged, CommandGivenUp, CommandRevived)


class Fault(Enum):
    """What is wrong with an executor; the worst first."""

    #: It was turned off: by itself (410), or by an administrator.
    OFF = "off"
    #: Nobody has said where it is, and commands wait for it.
    NOWHERE = "nowhere"
    #: Commands to it were given up.
    DEAD = "dead"


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something about one executor that an administrator must settle."""

    fault: Fault
    executor: Executor


def troubles(executors: list[Executor]) -> list[Trouble]:
    """What must be settled, the worst first."""
    found = [Trouble(fault, one) for one in executors if (fault := _fault(one)) is not None]
    return sorted(found, key=lambda one: list(Fault).index(one.fault))


def _fault(executor: Executor) -> Fault | None:
    if executor.url and not executor.enabled:
        return Fault.OFF
    if not executor.url and executor.waiting:
        return Fault.NOWHERE
    return Fault.DEAD if executor.dead else None


class ExecutorsModel(QObject):
    """Listens while a lead or an administrator sits here; knows nothing for anybody else."""

    changed = Signal()
    """Something is wrong, or is settled; carries nothing."""

    def __init__(self, remote: Remote, session: SessionModel) -> None:
        super().__init__()
        self._remote, self._session = remote, session
        self.troubles: list[Trouble] = []
        self._release: Callable[[], None] | None = None
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settle.timeout.connect(self.refresh)
        self._again = QTimer(self, interval=LOOK_MS)
        self._again.timeout.connect(self.refresh)
        remote.feed.watch(self._hear)
        session.changed.connect(self._follow_session)

    @property
    def may_settle(self) -> bool:
        """Whether whoever sits here can do something about it."""
        user = self._session.user
        return user is not None and user.role is Role.ADMIN

    def refresh(self) -> None:
        """Ask how they are."""
        if self._release is not None and self._session.sitting is Sitting.SIGNED_IN:
            tasks.start(self._fetch(), name="executors", owner=self)

    def stop(self) -> None:
        """Look no more: the program ends."""
        self._settle.stop()
        self._again.stop()

    def handle_error(self, _error: DeskError) -> None:
        """What was last known stays; the next look comes by itself."""

    async def _fetch(self) -> None:
        found = troubles(await self._remote.api.executors())
        if self._release is None:
            return
        if found:
            self._again.start()
        else:
            self._again.stop()
        if found != self.troubles:
            self.troubles = found
            self.changed.emit()

    def _hear(self, news: News) -> None:
        told = isinstance(news, FeedItem) and isinstance(news.event.fact, HEARD)
        if self._release is not None and (told or isinstance(news, Gap)):
            self._settle.start()

    def _follow_session(self) -> None:
        user = self._session.user
        wanted = self._session.sitting is not Sitting.SIGNED_OUT and user is not None and user.role in LEADS
        if wanted and self._release is None and not self._session.asking:
            self._release = self._remote.feed.hold(TOPIC)
            self.refresh()
        elif not wanted and self._release is not None:
            self._release()
            self._release, self.troubles = None, []
            self.stop()
            self.changed.emit()
        elif wanted and self._release is not None and self._session.sitting is Sitting.SIGNED_IN:
            # The screen was covered meanwhile.
            self._settle.start()
