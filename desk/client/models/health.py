"""How the connection is: whether the data on screen is complete, how old it is, and what still waits to be sent."""

from PySide6.QtCore import QObject, Signal

from desk.client.models.clock import Clock
from desk.client.models.outbox import OutboxModel
from desk.client.remote.feed import Health, Link
from desk.client.remote.remote import Remote

__all__ = ["HealthModel", "Link"]

#: From this age on the data counts as old although nobody has said that the line is down.
OLD = 40.0


class HealthModel(QObject):
    """The state of the one live feed, and of the outbox behind it."""

    changed = Signal()
    """The link changed, or a count, or the age moved on by a step that shows; carries nothing."""

    def __init__(self, remote: Remote, outbox: OutboxModel, clock: Clock) -> None:
        super().__init__()
        self._remote, self._outbox = remote, outbox
        self._last: tuple[object, ...] = ()
        remote.feed.watch_health(self._hear)
        outbox.changed.connect(self._look)
        clock.tick.connect(self._look)

    @property
    def link(self) -> Link:
        """How the feed stands."""
        return self._remote.feed.health.link

    @property
    def age(self) -> float | None:
        """Seconds since the data was last known to be complete; None when it never was."""
        return self._remote.feed.health.age

    @property
    def shown_age(self) -> int | None:
        """The age worth showing: nothing while the feed is live and its heartbeat comes as it should."""
        age = self.age
        if age is None or (self.link is Link.LIVE and age < OLD):
            return None
        return int(age)

    @property
    def latency(self) -> float | None:
        """Seconds the server took to answer of late; None before the first answer."""
        return self._remote.feed.health.latency

    @property
    def position(self) -> int:
        """The log's number up to which the screen is complete."""
        return self._remote.feed.health.synced_to

    @property
    def server(self) -> str:
        """The server's address."""
        return self._remote.http.site.address

    @property
    def waiting(self) -> int:
        """Commands that are still to be carried out."""
        return self._outbox.moving

    @property
    def stuck(self) -> int:
        """Commands that wait for the agent."""
        return self._outbox.stuck

    @property
    def disk_refused(self) -> bool:
        """Whether words are on screen that this workstation's disk did not take."""
        return self._remote.drafts.disk_refused

    def _hear(self, _health: Health) -> None:
        self._look()

    def _look(self) -> None:
        now = (self.link, self.shown_age, self.waiting, self.stuck, self.disk_refused)
        if now != self._last:
            self._last = now
            self.changed.emit()
