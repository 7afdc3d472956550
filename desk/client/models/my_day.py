"""My own planned day: what I am planned for now, what comes next, and how what I do differs from it."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, QTimer, Signal

from desk.client.models import tasks
from desk.client.models.agent_state import AgentStateModel
from desk.client.models.clock import Clock
from desk.client.models.rota_book import TOLD, RotaBook
from desk.client.models.session import SessionModel, Sitting
from desk.client.remote.feed import News
from desk.client.remote.remote import Remote
from desk.contract.calendar import CalendarDay, CalendarQuery
from desk.contract.errors import DeskError
from desk.contract.events import CalendarSet, Event, RotaPublished, ShiftRulesSet
from desk.contract.feed import FeedItem, Gap
from desk.contract.shift_rules import ShiftRules
from desk.contract.shifts import AbsenceState, Activity, RotaQuery, Segment, Shift
from desk.contract.staffing import Mismatch
from desk.workforce import adherence
from desk.workforce.calendar import monday

TOPIC = "shifts"
A_DAY = timedelta(days=1)
#: Known of me at any time: from the week before this one to so many days from now.
AHEAD = 35
SETTLE_MS = 150
#: Who comes a little early and takes calls at once does nothing that needs a word.
EARLY = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Place:
    """Where I stand in my plan.

    ``shift``: the one I am in, else the next. ``now``: what is planned now, None outside of a shift and in the hole of
    a split one. ``next``: what follows; None when the shift ends after this.
    """

    shift: Shift
    now: Segment | None
    next: Segment | None

    @property
    def inside(self) -> bool:
        """Whether the shift has begun."""
        return self.now is not None or (self.next is not None and self.next.start > self.shift.start)

    @property
    def turns_at(self) -> datetime:
        """When something else begins, or the shift ends."""
        return self.shift.end if self.next is None else self.next.start


def joined(segments: Iterable[Segment]) -> list[Segment]:
    """Stretches for the same activity that touch, as one, whatever their queues."""
    found = list[Segment]()
    for one in segments:
        if found and (found[-1].activity, found[-1].end) == (one.activity, one.start):
            found[-1] = Segment(activity=one.activity, start=found[-1].start, end=one.end)
        else:
            found.append(one)
    return found


def place_at(shifts: Iterable[Shift], now: datetime) -> Place | None:
    """Where one stands in one's shifts; None when no more are known."""
    shift = min((one for one in shifts if one.end > now), key=lambda one: one.start, default=None)
    if shift is None:
        return None
    parts = joined(shift.segments)
    current = next((one for one in parts if one.start <= now < one.end), None)
    return Place(shift, current, next((one for one in parts if one.start > now), None))


class MyDayModel(QObject):
    """My shifts of these weeks, kept current by the live feed; what was last known stays when nobody answers."""

    changed = Signal()
    """My shifts, absences or the calendar are other ones; carries nothing."""

    def __init__(self, remote: Remote, session: SessionModel, state: AgentStateModel, clock: Clock) -> None:
        super().__init__()
        self._remote, self._session, self._state, self._clock = remote, session, state, clock
        self.book = RotaBook()
        self.zone = ZoneInfo("Asia/Seoul")
        self.days: dict[date, CalendarDay] = {}
        self.rules = ShiftRules()
        self.loaded = False
        self.error: DeskError | None = None
        self.synced_to = 0
        self._heard: list[Event] = []
        self._looked_at: tuple[date, date] | None = None
        self._today = date.min
        self._fetching: asyncio.Task[None] | None = None
        self._again = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._again.timeout.connect(self.refresh)
        remote.feed.hold(TOPIC)
        remote.feed.watch(self._hear)
        clock.tick.connect(self._turn)

    # What others ask

    @property
    def me(self) -> int:
        """My id; 0 while nobody sits here."""
        user = self._session.user
        return 0 if user is None else user.id

    @property
    def today(self) -> date:
        """The day it is at the site."""
        return self._clock.now().astimezone(self.zone).date()

    @property
    def shifts(self) -> list[Shift]:
        """Mine, earliest first."""
        return self.book.of(self.me)

    def on(self, day: date) -> list[Shift]:
        """My shifts of a day."""
        return [one for one in self.shifts if one.day == day]

    def to_come(self) -> list[Shift]:
        """My shifts that have not begun."""
        now = self._clock.now()
        return [one for one in self.shifts if one.start > now]

    def place(self) -> Place | None:
        """Where I stand in my plan just now."""
        return place_at(self.shifts, self._clock.now())

    def away(self, at: datetime) -> bool:
        """Whether I am on approved leave."""
        absences = self.book.absences_of(self.me)
        return any(one.state is AbsenceState.APPROVED and one.start <= at < one.end for one in absences)

    def mismatch(self) -> Mismatch | None:
        """How what I do differs from my plan; None for whom no shift of today is known."""
        now, status = self._clock.now(), self._state.status
        near = [one for one in self.shifts if one.start - EARLY <= now < one.end + A_DAY / 2]
        if status is None or not near or self._state.pending is not None:
            return None
        segments = [part for one in near for part in one.segments]
        away = self.away(now)
        found = adherence.deviation(status.user_id, segments, status.state, status.since, now, away=away)
        if found is None or (found.mismatch is Mismatch.WORKS_UNPLANNED and now < segments[0].start):
            return None
        return found.mismatch

    def pause(self, activity: Activity) -> Segment | None:
        """My next planned lunch or break of the shift I am in, or the one that runs."""
        found = self.place()
        now = self._clock.now()
        parts = [] if found is None else joined(found.shift.segments)
        return next((one for one in parts if one.activity is activity and one.end > now), None)

    def look_at(self, since: date, until: date) -> None:
        """Some days are looked at: what lies outside of these weeks is fetched."""
        first, last = self._known
        self._looked_at = None if first <= since and until <= last else (since, until)
        if self._looked_at is not None:
            self.refresh()

    def refresh(self) -> None:
        """Ask the server for all of it."""
        if self._session.sitting is Sitting.SIGNED_IN and self.me:
            if self._fetching is not None:
                self._fetching.cancel()
            self._fetching = tasks.start(self._fetch(self.me), name="my shifts", owner=self)

    def forget(self) -> None:
        """Nobody is signed in any more."""
        self.stop()
        self.book.clear()
        self.loaded, self.error, self._looked_at, self.synced_to = False, None, None, 0
        self.changed.emit()

    def stop(self) -> None:
        """Look no more: the program ends."""
        self._again.stop()
        if self._fetching is not None:
            self._fetching.cancel()

    def handle_error(self, error: DeskError) -> None:
        """What was last known stays."""
        self.error = error
        self.changed.emit()

    # Inside

    @property
    def _known(self) -> tuple[date, date]:
        return monday(self.today) - 7 * A_DAY, self.today + AHEAD * A_DAY

    async def _fetch(self, me: int) -> None:
        api = self._remote.api
        self._heard.clear()
        versions = await api.calendars()
        if versions:
            self.zone = ZoneInfo(versions[-1].calendar.zone)
        self.rules = (await api.shift_rules()).rules
        self._today = self.today
        for since, until in filter(None, (self._known, self._looked_at)):
            for day in await api.calendar_days(CalendarQuery(since=since, until=until)):
                self.days[day.day] = day
            rota = await api.rota(RotaQuery(since=since, until=until, user_id=me))
            if me != self.me:
                return
            self.book.take(rota, self.zone)
            self.synced_to = rota.synced_to
        for event in self._heard:
            if event.seq > self.synced_to:
                self.book.apply(event)
        self.loaded, self.error = True, None
        self.changed.emit()

    def _hear(self, news: News) -> None:
        if isinstance(news, Gap):
            self._again.start()
        elif isinstance(news, FeedItem):
            self._learn(news.event)

    def _learn(self, event: Event) -> None:
        fact = event.fact
        published = isinstance(fact, RotaPublished) and self.me in fact.user_ids
        if published or isinstance(fact, CalendarSet | ShiftRulesSet):
            self._again.start()
        elif isinstance(fact, TOLD) and self._concerns_me(event):
            self._heard.append(event)
            if event.seq > self.synced_to:
                self.book.apply(event)
                self.changed.emit()

    def _concerns_me(self, event: Event) -> bool:
        """Mine, or a shift that was mine and goes to somebody else."""
        fact = event.fact
        known = getattr(fact, "shift_id", 0) in self.book.shifts
        return known or getattr(fact, "user_id", 0) == self.me

    def _turn(self) -> None:
        """At midnight other weeks are near."""
        if self.loaded and self.today != self._today:
            self._today = self.today
            self.refresh()
