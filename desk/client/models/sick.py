"""Somebody has fallen ill: all that is on them, who could take each, and one order that settles it."""

import asyncio
from datetime import datetime, time, timedelta

from PySide6.QtCore import Signal

from desk.client.models import tasks
from desk.client.models.clock import Clock
from desk.client.models.my_day import MyDayModel
from desk.client.models.outbox import OutboxChange, OutboxModel
from desk.client.models.owed import OwedModel
from desk.client.remote import queue_commands
from desk.client.remote.remote import Remote
from desk.contract.agents import AgentStatus
from desk.contract.floor import SickAnswer, SickCall, SickPreview, SickQuery
from desk.contract.hand_overs import HandOverItem, OwedItem
from desk.contract.shifts import Shift

#: The longest that can be said at once, in days.
LONGEST = 7
_A_DAY = timedelta(days=1)


class SickModel(OwedModel):
    """One person at a time. What nobody is chosen for goes back to its queue."""

    people_changed = Signal()
    """Who can be chosen is known; carries nothing."""
    done = Signal()
    """The sick call is with the server; carries nothing."""

    def __init__(self, remote: Remote, outbox: OutboxModel, day: MyDayModel, clock: Clock) -> None:
        super().__init__(remote, outbox, day, clock)
        self.user_id = 0
        self.until: datetime = self.ends()[0]
        self.preview: SickPreview | None = None
        self.shifts: list[Shift] = []
        self.answer: SickAnswer | None = None
        #: Everybody who works here, by name.
        self.people: list[AgentStatus] = []
        self._looking: asyncio.Task[None] | None = None

    @property
    def items(self) -> list[OwedItem]:
        return [] if self.preview is None else self.preview.items

    @property
    def owner(self) -> int:
        return self.user_id

    @property
    def back_at(self) -> datetime | None:
        return self.until

    @property
    def known(self) -> bool:
        return self.preview is not None

    @property
    def name(self) -> str:
        """Who is ill."""
        if self.preview is not None:
            return self.preview.name
        return next((one.name for one in self.people if one.user_id == self.user_id), "")

    def ends(self) -> list[datetime]:
        """The ends of today and of the days after it, on the site's wall."""
        zone = self._day.zone
        today = self._clock.now().astimezone(zone).date()
        return [datetime.combine(today + days * _A_DAY, time(), zone) for days in range(1, LONGEST + 1)]

    def ask_people(self) -> None:
        """Learn who works here, whether they are here now or not."""
        tasks.start(self._fetch_people(), name="people", owner=self)

    def choose(self, user_id: int, until: datetime | None = None) -> None:
        """This person is ill, until then."""
        self.user_id, self.until = user_id, until or self.ends()[0]
        self.preview, self.answer, self.shifts, self.error = None, None, [], None
        self.fates.clear()
        self.results.clear()
        self.refresh()
        self.changed.emit()

    def refresh(self) -> None:
        if self._looking is not None:
            self._looking.cancel()
            self._looking = None
        if self.user_id and self.answer is None:
            self._looking = tasks.start(self._look(self.user_id, self.until), name="sick preview", owner=self)

    def send(self, words: str = "") -> None:
        """They are ill from now on, and everything goes where it was said."""
        if self.preview is None or self.sending:
            return
        items = [
            HandOverItem(owed=one.owed, id=one.id, version=one.version, to_id=fate.to_id, keep_until=fate.keep_until)
            for one in self.items
            for fate in (self.fate(one),)
        ]
        self.results.clear()
        self.problem = None
        call = SickCall(until=self.until, items=items, words=words)
        self._key = self._outbox.put(queue_commands.sick_call(self.user_id, call))
        self.changed.emit()

    def forget(self) -> None:
        self.user_id, self.preview, self.answer, self.shifts, self.people = 0, None, None, [], []
        super().forget()

    # Inside

    async def _look(self, user_id: int, until: datetime) -> None:
        preview = await self._remote.api.sick_preview(user_id, SickQuery(until=until))
        shifts = [await self._remote.api.shift(one) for one in preview.shift_ids]
        if (user_id, until) == (self.user_id, self.until):
            self.preview, self.shifts, self.error = preview, shifts, None
            self._forget_gone()
            self.changed.emit()

    async def _fetch_people(self) -> None:
        everybody = [one.status for one in await self._remote.api.floor()]
        self.people = sorted(everybody, key=lambda one: one.name)
        self.people_changed.emit()

    def _settled(self, change: OutboxChange) -> None:
        said: object = getattr(change.answer, "data", None)
        if change.pending.key == self._key and isinstance(said, SickAnswer):
            self._key, self.answer = "", said
            self.results = {(one.owed, one.id): one for one in said.results}
            self.changed.emit()
            self.done.emit()
