"""May I go now? The question, its answer, the reminder for when it would be better, and the going itself."""

import asyncio
from dataclasses import dataclass
from datetime import datetime, timedelta

from PySide6.QtCore import QObject, Signal

from desk.client.models import tasks
from desk.client.models.agent_state import AgentStateModel
from desk.client.models.clock import Clock
from desk.client.models.my_day import MyDayModel
from desk.client.remote.remote import Remote
from desk.contract.agents import AgentState
from desk.contract.errors import DeskError
from desk.contract.shifts import Activity
from desk.contract.staffing import MayGo, MayGoQuery

#: Minutes of a pause that is not planned.
LENGTHS = {Activity.LUNCH: 60, Activity.BREAK: 15}
MINUTE = timedelta(minutes=1)
#: So old an answer is asked for anew while somebody looks at it.
FRESH = timedelta(seconds=30)
#: A reminder that could not be told for so long, because the program slept, is told no more.
MISSED = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Reminder:
    """When to ask again, for which pause."""

    at: datetime
    pause: Activity


class MayGoModel(QObject):
    """Asks while somebody looks. The server reckons; going needs nobody's leave and is one's own choice."""

    changed = Signal()
    """Another question, an answer, none to be had, or another reminder; carries nothing."""
    due = Signal(object)
    """The time has come that was to be reminded of; carries the `Reminder`."""

    def __init__(self, remote: Remote, state: AgentStateModel, day: MyDayModel, clock: Clock) -> None:
        super().__init__()
        self._remote, self._state, self._day, self._clock = remote, state, day, clock
        self.pause = Activity.LUNCH
        self.answer: MayGo | None = None
        self.error: DeskError | None = None
        self.reminder: Reminder | None = None
        self._asked_at: datetime | None = None
        self._watched = False
        self._asking: asyncio.Task[None] | None = None
        clock.tick.connect(self._tick)
        day.changed.connect(self._again)

    @property
    def asking(self) -> bool:
        """Whether an answer is on its way."""
        return self._asking is not None and not self._asking.done()

    @property
    def minutes(self) -> int:
        """How long the pause is, as planned."""
        planned = self._day.pause(self.pause)
        length = LENGTHS[self.pause] if planned is None else (planned.end - planned.start) // MINUTE
        return min(240, max(5, length))

    def ask(self, pause: Activity) -> None:
        """May I go for lunch, or for a break, now?"""
        if pause is not self.pause:
            self.answer = None
        self.pause, self.error = pause, None
        self._asked_at = self._clock.now()
        if self._asking is not None:
            self._asking.cancel()
        self._asking = tasks.start(self._fetch(pause), name="may I go", owner=self)
        self.changed.emit()

    def watch(self, watched: bool) -> None:
        """Somebody looks at the answer, or nobody does any more."""
        self._watched = watched

    def go(self) -> None:
        """I go."""
        self._state.choose(AgentState.BREAK, self.pause.value if self.pause is Activity.LUNCH else "")
        self.forget_reminder()

    def remind(self) -> None:
        """Tell me when the better time has come."""
        if self.answer is not None and self.answer.better_at is not None:
            self.reminder = Reminder(self.answer.better_at, self.pause)
            self.changed.emit()

    def forget_reminder(self) -> None:
        """I need no reminding."""
        if self.reminder is not None:
            self.reminder = None
            self.changed.emit()

    def forget(self) -> None:
        """Nobody is signed in any more."""
        if self._asking is not None:
            self._asking.cancel()
        self.answer = self.error = self.reminder = self._asked_at = None
        self.changed.emit()

    def handle_error(self, error: DeskError) -> None:
        """There is no answer, and an older one would not be true any more."""
        self.answer, self.error = None, error
        self.changed.emit()

    async def _fetch(self, pause: Activity) -> None:
        answer = await self._remote.api.may_go(MayGoQuery(minutes=self.minutes))
        if pause is self.pause:
            self.answer, self.error = answer, None
            self._asking = None
            self.changed.emit()

    def _again(self) -> None:
        if self._watched:
            self.ask(self.pause)

    def _tick(self) -> None:
        now = self._clock.now()
        if self.reminder is not None and now >= self.reminder.at:
            told, self.reminder = self.reminder, None
            if now < told.at + MISSED:
                self.due.emit(told)
            self.changed.emit()
        if self._watched and self._asked_at is not None and now - self._asked_at >= FRESH and not self.asking:
            self.ask(self.pause)
