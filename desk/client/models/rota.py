"""The rota as a lead sees it: the shifts of some days, people and teams, kept current by the live feed."""

import asyncio
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, QTimer, Signal

from desk.client.models import tasks
from desk.client.models.outbox import OutboxModel
from desk.client.models.plain import visible
from desk.client.models.rota_bars import Bar, Hatch, bar_of, hatch_of
from desk.client.models.rota_book import TOLD, RotaBook
from desk.client.models.rota_edits import RotaEdits
from desk.client.models.time_axis import DaySpan
from desk.client.remote import shift_commands
from desk.client.remote.feed import News
from desk.client.remote.remote import Remote
from desk.contract.calendar import CalendarDay, CalendarQuery, CalendarVersion
from desk.contract.errors import DeskError
from desk.contract.events import CalendarSet, Event, ShiftRulesSet, TeamSet, TermsSet, UserChanged
from desk.contract.feed import FeedItem, Gap
from desk.contract.shift_rules import ShiftRules
from desk.contract.shifts import PublishDraft, Rota, RotaQuery, Team, Worker

TOPICS = ("shifts", "rota", "floor")
#: After these, people, teams or the calendar are asked for anew.
AROUND = CalendarSet | ShiftRulesSet | TeamSet | TermsSet | UserChanged
#: The server answers for so many days of everybody at once.
DAYS_AT_ONCE = 7
SETTLE_MS = 150
#: A taken-over proposal comes as thousands of events: what they change is told together.
GATHER_MS = 30
_A_DAY = timedelta(days=1)


class Span(StrEnum):
    """How many days are shown."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


def days_of(day: date, span: Span) -> tuple[date, date]:
    """The first and the last day of a span that a day lies in; weeks begin on Monday."""
    match span:
        case Span.DAY:
            return day, day
        case Span.WEEK:
            monday = day - timedelta(days=day.weekday())
            return monday, monday + 6 * _A_DAY
        case Span.MONTH:
            first = day.replace(day=1)
            return first, (first + 31 * _A_DAY).replace(day=1) - _A_DAY


class RotaModel(QObject):
    """Shifts by person. Nothing is asked or heard before `open`."""

    days_changed = Signal()
    """Other days are shown, or the calendar is another one: the axis begins anew; carries nothing."""
    people_changed = Signal()
    """People, teams or rules are other ones; carries nothing."""
    bars_changed = Signal(object)
    """Somebody's bars are other ones; carries their ids as a frozenset, None for everybody's."""
    state_changed = Signal()
    """Loading began or ended, or nobody answered; carries nothing."""

    def __init__(self, remote: Remote, outbox: OutboxModel) -> None:
        super().__init__()
        self._remote, self._outbox = remote, outbox
        self.book = RotaBook()
        self.edits = RotaEdits(outbox, self.book)
        self.span, self.day = Span.DAY, date.min
        self.zone = ZoneInfo("Asia/Seoul")
        self.days: tuple[DaySpan, ...] = ()
        self.calendar: list[CalendarDay] = []
        self.workers: dict[int, Worker] = {}
        self.teams: dict[int, Team] = {}
        self.rules = ShiftRules()
        self.loading = False
        self.error: DeskError | None = None
        self.synced_to = 0
        self._bars: dict[int, tuple[Bar, ...]] = {}
        self._hatches: dict[int, tuple[Hatch, ...]] = {}
        self._heard: list[Event] = []
        self._release: Callable[[], None] | None = None
        self._fetching: asyncio.Task[None] | None = None
        self._unwatch: Callable[[], None] | None = None
        self._again = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._again.timeout.connect(self.refresh)
        self._touched: set[int] = set()
        self._gather = QTimer(self, singleShot=True, interval=GATHER_MS)
        self._gather.timeout.connect(self._tell_touched)
        self.edits.changed.connect(self._repaint)

    # What others ask

    def open(self, day: date, span: Span) -> None:
        """Show the days of a span; what is not known of them is fetched."""
        self.day, self.span = day, span
        if self._release is None:
            self._release = self._remote.feed.hold(*TOPICS)
            self._unwatch = self._remote.feed.watch(self._hear)
        self.refresh()

    def refresh(self) -> None:
        """Ask for everything that is shown."""
        if self._release is None:
            return
        if self._fetching is not None:
            self._fetching.cancel()
        self.loading = True
        self.state_changed.emit()
        self._fetching = tasks.start(self._fetch(), name="rota", owner=self)

    def learn(self, user_id: int) -> None:
        """Ask for the weeks around that the rules about one person look at."""
        if self._release is not None:
            tasks.start(self._learn(user_id), name="a person's weeks", owner=self)

    def close(self) -> None:
        """Hear no more: nobody looks, or another person sits here."""
        self._again.stop()
        self._gather.stop()
        if self._release is not None and self._unwatch is not None:
            self._release()
            self._unwatch()
            self._release = self._unwatch = None
        if self._fetching is not None:
            self._fetching.cancel()
        self.book.clear()
        self.edits.forget()
        self._repaint(None)

    @property
    def bounds(self) -> tuple[date, date]:
        """The first and the last day shown."""
        return days_of(self.day, self.span)

    def bars(self, user_id: int) -> tuple[Bar, ...]:
        """A person's shifts as they are drawn, what is pending on top, earliest first."""
        found = self._bars.get(user_id)
        if found is None:
            pairs = self.edits.shown(user_id, self.book.of(user_id))
            found = self._bars[user_id] = tuple(bar_of(shift, pending=pending) for shift, pending in pairs)
        return found

    def bar(self, key: int) -> Bar | None:
        """The bar of a shift; None when there is none any more."""
        shift = self.book.shifts.get(key)
        bars = () if shift is None else self.bars(shift.user_id)
        return next((one for one in bars if one.key == key), None)

    def hatches(self, user_id: int) -> tuple[Hatch, ...]:
        """A person's absences as they are drawn."""
        found = self._hatches.get(user_id)
        if found is None:
            found = self._hatches[user_id] = tuple(hatch_of(one) for one in self.book.absences_of(user_id))
        return found

    def away(self, user_id: int) -> list[tuple[int, int]]:
        """From when to when, in minutes, somebody is not there; leave that is only asked for is not counted."""
        return [(one.start, one.end) for one in self.hatches(user_id) if not one.asked]

    def team_of(self, user_id: int) -> Team | None:
        """The team somebody is in."""
        worker = self.workers.get(user_id)
        return None if worker is None or worker.team_id is None else self.teams.get(worker.team_id)

    def name(self, user_id: int) -> str:
        """What somebody is called, harmless to show; empty when that is not known."""
        worker = self.workers.get(user_id)
        return "" if worker is None else visible(worker.name)

    def drafts(self) -> int:
        """How many shifts of the days shown are not published yet."""
        first, last = self.bounds
        return sum(one.state == "draft" and first <= one.day <= last for one in self.book.shifts.values())

    def publish(self, why: str) -> None:
        """The drafts of the days shown hold from now on."""
        first, last = self.bounds
        self._outbox.put(shift_commands.publish_rota(PublishDraft(since=first, until=last, why=why)))

    # What was fetched

    def take_people(self, workers: Iterable[Worker], teams: Iterable[Team], rules: ShiftRules) -> None:
        """Who there is, and by which rules."""
        self.workers = {one.user_id: one for one in workers}
        self.teams = {one.id: one for one in teams}
        self.rules = rules
        self.people_changed.emit()

    def take_days(self, days: list[CalendarDay], versions: list[CalendarVersion]) -> None:
        """What the site's days are."""
        self.calendar = days
        if versions:
            self.zone = ZoneInfo(versions[-1].calendar.zone)
        first, last = self.bounds
        self.days = tuple(DaySpan.of(one) for one in days if first <= one.day <= last)
        self.days_changed.emit()

    def take_rota(self, rota: Rota, *, only: int | None = None) -> None:
        """The shifts of some days, everybody's or one person's, as they were at ``synced_to``, and what came since."""
        self.book.take(rota, self.zone, only=only)
        if only is None:
            self.synced_to = rota.synced_to
        for event in self._heard:
            if event.seq > rota.synced_to:
                self.book.apply(event)
        self._repaint(None if only is None else frozenset({only}))

    def handle_error(self, error: DeskError) -> None:
        """What was last known stays."""
        self.error, self.loading = error, False
        self.state_changed.emit()

    # Inside

    async def _fetch(self) -> None:
        api, (first, last) = self._remote.api, self.bounds
        self._heard.clear()
        around = CalendarQuery(since=first - _A_DAY, until=last + _A_DAY)
        versions, days = await api.calendars(), await api.calendar_days(around)
        rules = (await api.shift_rules()).rules
        workers, teams = await api.workers(), await api.teams()
        self.take_people(workers, teams, rules)
        self.take_days(days, versions)
        # Whoever works past midnight is still here the day after.
        since = first - _A_DAY
        while since <= last:
            until = min(last, since + (DAYS_AT_ONCE - 1) * _A_DAY)
            self.take_rota(await api.rota(RotaQuery(since=since, until=until, drafts=True)))
            since = until + _A_DAY
        self.error, self.loading = None, False
        self.state_changed.emit()

    async def _learn(self, user_id: int) -> None:
        first, last = days_of(self.day, Span.WEEK)
        around = RotaQuery(since=first - 7 * _A_DAY, until=last + 7 * _A_DAY, user_id=user_id, drafts=True)
        rota = await self._remote.api.rota(around)
        if rota.synced_to >= self.synced_to:
            self.take_rota(rota, only=user_id)

    def _hear(self, news: News) -> None:
        if isinstance(news, Gap):
            self._again.start()
        elif isinstance(news, FeedItem):
            event = news.event
            if isinstance(event.fact, TOLD):
                self._heard.append(event)
                if event.seq > self.synced_to:
                    self._touch(self.book.apply(event))
            elif isinstance(event.fact, AROUND):
                self._again.start()

    def _touch(self, users: set[int]) -> None:
        """Their bars are other ones from now on; it is told in a moment."""
        for user in users:
            self._bars.pop(user, None)
            self._hatches.pop(user, None)
        self._touched |= users
        if not self._gather.isActive():
            self._gather.start()

    def _tell_touched(self) -> None:
        users, self._touched = frozenset(self._touched), set()
        self.bars_changed.emit(users)

    def _repaint(self, users: frozenset[int] | None) -> None:
        if users is None:
            self._bars.clear()
            self._hatches.clear()
        for user in users or ():
            self._bars.pop(user, None)
            self._hatches.pop(user, None)
        self.bars_changed.emit(users)
