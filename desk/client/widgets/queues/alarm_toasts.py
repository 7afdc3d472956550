"""Calls leads to alarms while they look elsewhere: the oldest that nobody has one by one, the others as a count."""

from functools import partial

from PySide6.QtCore import QObject

from desk.client.models.desk import Desk
from desk.client.models.plain import filled, joined
from desk.client.models.wall_words import WallWords
from desk.client.widgets.commands import Commands
from desk.client.widgets.controls.toast import Toast, Toasts
from desk.client.widgets.keys import shown
from desk.contract.wall import Alarm

# So many are told one by one.
MOST = 2


class AlarmToasts(QObject):
    """A toast stays until somebody has the alarm, it is over, or it is closed; the wall says the same by itself."""

    def __init__(self, desk: Desk, commands: Commands, toasts: Toasts, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._commands, self._toasts = desk, commands, toasts
        self._words = WallWords(self)
        self.shown: dict[int, Toast] = {}
        self.others: Toast | None = None
        self._closed: set[int] = set()
        self._others_closed = False
        self._more = 0
        for signal in (desk.wall.changed, desk.directory.changed, commands.changed):
            signal.connect(self.follow)
        desk.wall.beaten.connect(self._tell_beaten)

    def follow(self) -> None:
        """Tell what is to be told now."""
        wall = self._desk.wall
        self._closed &= {one.id for one in wall.unclaimed}
        calls = [] if wall.watched or not wall.leads else [one for one in wall.unclaimed if one.id not in self._closed]
        first = {one.id: one for one in calls[:MOST]}
        for alarm_id in self.shown.keys() - first.keys():
            self.shown.pop(alarm_id).finish()
        for alarm_id, alarm in first.items():
            if alarm_id not in self.shown:
                self.shown[alarm_id] = self._made(alarm)
        self._tell_others(len(calls) - len(first))
        self._toasts.say()

    # Inside

    def _made(self, alarm: Alarm) -> Toast:
        toast = self._toasts.show(
            partial(self._said, alarm),
            tone="bad",
            icon="alert",
            action=lambda: self.tr("I take it"),
            hint=partial(self._key, alarm),
            seconds=0,
        )
        toast.acted.connect(partial(self._desk.wall.claim, alarm))
        toast.finished.connect(partial(self._gone, alarm.id))
        return toast

    def _said(self, alarm: Alarm) -> str:
        return joined(self._desk.directory.queue_name(alarm.queue_id), self._words.alarm(alarm))

    def _key(self, alarm: Alarm) -> str:
        """The key takes the oldest."""
        oldest = self._desk.wall.unclaimed[:1] == [alarm]
        return shown(self._commands.first_key("wall.claim")) if oldest else ""

    def _gone(self, alarm_id: int) -> None:
        if self.shown.pop(alarm_id, None) is not None:
            self._closed.add(alarm_id)
            self.follow()

    def _tell_others(self, more: int) -> None:
        self._more = more
        if not more:
            self._others_closed = False
            others, self.others = self.others, None
            if others is not None:
                others.finish()
        elif self.others is None and not self._others_closed:
            self.others = self._toasts.show(
                lambda: self.tr("%n more alarm(s) that nobody has", "", self._more),
                tone="bad",
                icon="alert",
                action=lambda: self.tr("Show the wall"),
                seconds=0,
            )
            self.others.acted.connect(lambda: self._commands.run("wall.show"))
            self.others.finished.connect(self._others_gone)

    def _tell_beaten(self, name: str) -> None:
        if not self._desk.wall.watched:
            self._toasts.show(lambda: filled(self.tr("{name} has taken that alarm already."), name=name), icon="info")

    def _others_gone(self) -> None:
        if self.others is not None:
            self.others, self._others_closed = None, True
