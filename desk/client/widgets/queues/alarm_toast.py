"""Calls leads to alarms while they look elsewhere: one toast, for the oldest that nobody has, and a count of others."""

from functools import partial

from PySide6.QtCore import QObject

from desk.client.models.desk import Desk
from desk.client.models.plain import filled, joined
from desk.client.models.wall_words import WallWords
from desk.client.widgets.announce import announce
from desk.client.widgets.commands import Commands
from desk.client.widgets.controls.toast import Toast, Toasts
from desk.client.widgets.keys import shown
from desk.contract.wall import Alarm


class AlarmToast(QObject):
    """It stays until somebody has them all, they are over, or it is closed; the wall says the same by itself."""

    def __init__(self, desk: Desk, commands: Commands, toasts: Toasts, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._commands, self._toasts = desk, commands, toasts
        self._words = WallWords(self)
        self.toast: Toast | None = None
        self._calls: list[Alarm] = []
        #: What was called for when somebody closed the toast.
        self._closed: set[int] = set()
        for signal in (desk.wall.changed, desk.directory.changed, commands.changed):
            signal.connect(self.follow)
        desk.wall.beaten.connect(self._tell_beaten)

    def follow(self) -> None:
        """Call for those that nobody has now."""
        wall = self._desk.wall
        self._closed &= {one.id for one in wall.unclaimed}
        known = {one.id for one in self._calls}
        self._calls = [] if wall.watched or not wall.leads else self._open()
        if not self._calls:
            self._end()
        elif self.toast is None:
            self._show()
        else:
            self._toasts.say()
            if not known >= {one.id for one in self._calls}:
                announce(self.toast, self.toast.accessibleName(), urgent=True)

    # Inside

    def _open(self) -> list[Alarm]:
        return [one for one in self._desk.wall.unclaimed if one.id not in self._closed]

    def _show(self) -> None:
        self.toast = toast = self._toasts.show(
            self._said,
            tone="bad",
            icon="alert",
            action=lambda: self.tr("I take it"),
            hint=lambda: shown(self._commands.first_key("wall.claim")),
            seconds=0,
        )
        toast.acted.connect(self._claim)
        toast.finished.connect(partial(self._gone, toast))

    def _end(self) -> None:
        toast, self.toast = self.toast, None
        if toast is not None:
            toast.finish()

    def _said(self) -> str:
        if not self._calls:
            return ""
        first, others = self._calls[0], len(self._calls) - 1
        more = self.tr("%n more", "alarms that nobody has", others) if others else ""
        return joined(self._desk.directory.queue_name(first.queue_id), self._words.alarm(first), more)

    def _claim(self) -> None:
        # This toast ends with the press: for those that are left there is another one.
        self.toast = None
        self._desk.wall.claim(self._calls[0])

    def _gone(self, toast: Toast) -> None:
        if self.toast is toast:
            self.toast = None
            self._closed |= {one.id for one in self._calls}
            self.follow()

    def _tell_beaten(self, name: str) -> None:
        if not self._desk.wall.watched:
            self._toasts.show(lambda: filled(self.tr("{name} has taken that alarm already."), name=name), icon="info")
