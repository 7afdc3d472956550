"""The one clock of the program: a beat a second, and the time as the server has it."""

from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QObject, Qt, QTimer, Signal

_NOTHING = timedelta(0)


class Clock(QObject):
    """Everything that counts seconds on screen listens to this one timer."""

    tick = Signal()
    """A second has begun; carries nothing."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ahead = _NOTHING
        self._known = False
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._beat)
        self._arm()

    def now(self) -> datetime:
        """The time in UTC, by the server's clock as far as it is known."""
        return datetime.now(UTC) + self._ahead

    def since(self, moment: datetime) -> timedelta:
        """How long ago a moment was; never less than nothing, so that a wrong clock shows no nonsense."""
        return max(_NOTHING, self.now() - moment)

    def left(self, until: datetime) -> timedelta:
        """How long it still is until a moment; less than nothing when it has passed."""
        return until - self.now()

    def learn(self, server_time: datetime) -> None:
        """The server wrote this time just now. What came by the quickest way is nearest to the truth."""
        ahead = server_time - datetime.now(UTC)
        if not self._known or ahead > self._ahead:
            self._ahead, self._known = ahead, True

    def stop(self) -> None:
        """Beat no more: the program ends."""
        self._timer.stop()

    def _beat(self) -> None:
        self._arm()
        self.tick.emit()

    def _arm(self) -> None:
        """Aim at the next whole second each time: a timer that only repeats drifts."""
        self._timer.start(1000 - self.now().microsecond // 1000 + 1)
