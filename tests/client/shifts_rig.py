"""An invented centre: people in teams, a day of shifts with a gap at lunch, and what is needed; of any size."""

import random
from collections.abc import AsyncGenerator, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from PySide6.QtWidgets import QWidget

from desk.client.models import tasks
from desk.client.models.desk import Desk
from desk.client.models.rota import Span, days_of
from desk.client.models.settings import Settings
from desk.client.remote.http import Site
from desk.client.remote.keyring_box import KeyringBox
from desk.client.remote.remote import Remote
from desk.client.remote.settings_store import SettingsStore
from desk.client.widgets.commands import Commands
from desk.client.widgets.controls.toast import Toasts
from desk.client.widgets.panels.panel import Surroundings
from desk.client.widgets.shifts.lead_day import LeadDay
from desk.contract.agents import AgentState, AgentStatus
from desk.contract.calendar import CalendarDay, CalendarVersion, Hours, SiteCalendar, Stretch
from desk.contract.queues import Queue
from desk.contract.shift_rules import Rest, ShiftPattern, ShiftRules
from desk.contract.shifts import (
    Absence,
    AbsenceKind,
    AbsenceState,
    Activity,
    Rota,
    Segment,
    Shift,
    ShiftState,
    Team,
    Terms,
    Worker,
)
from desk.contract.staffing import Coverage, Interval, QueueCoverage
from tests.client.remote.remote_rig import MemoryKeyring, places

SEOUL = ZoneInfo("Asia/Seoul")
TODAY = date(2026, 11, 23)
QUEUES = (("배송", "Delivery"), ("반품·교환", "Returns"), ("일반 문의", "General"))
TEAMS = ("아침 1팀", "아침 2팀", "저녁팀", "주말팀", "해외 주문팀", "VIP팀", "기술 문의팀", "야간팀")
FAMILY = "김이박최정강조윤장임한오서신권황안송류홍"
GIVEN = ("민지", "서준", "지은", "도윤", "하늘", "서아", "예준", "수빈", "지호", "은우", "다온", "유나", "시우", "채원")
HALF_HOUR = timedelta(minutes=30)
#: What share of a queue's people is needed, half an hour after half an hour from nine on.
SHAPE = (
    *(0.42, 0.5, 0.6, 0.68, 0.7, 0.66, 0.56, 0.52, 0.55, 0.62),
    *(0.68, 0.68, 0.62, 0.56, 0.5, 0.5, 0.46, 0.4, 0.3, 0.2),
)


def at(day: date, hour: float) -> datetime:
    """An instant of a day at the site, by the clock on the wall."""
    midnight = datetime(day.year, day.month, day.day, tzinfo=SEOUL)
    return (midnight + timedelta(hours=hour)).astimezone(UTC)


def names() -> Iterator[str]:
    """Invented names, none twice for a while."""
    chance = random.Random(3)
    while True:
        yield chance.choice(FAMILY) + chance.choice(GIVEN)


def calendar_day(day: date) -> CalendarDay:
    """Open from nine to seven, lunch from twelve to half past one, late from six on."""
    return CalendarDay(
        day=day,
        start=at(day, 0),
        end=at(day + timedelta(days=1), 0),
        open=[Stretch(start=at(day, 9), end=at(day, 19))],
        lunch=Stretch(start=at(day, 12), end=at(day, 13.5)),
        late=Stretch(start=at(day, 18), end=at(day, 19)),
        holiday="",
        note="",
        version=0,
    )


def version() -> CalendarVersion:
    """The calendar behind it."""
    hours = [[Hours(opens=540, closes=1140)]] * 7
    return CalendarVersion(calendar=SiteCalendar(since=date(2020, 1, 1), weekly=hours), version=0)


def rules() -> ShiftRules:
    """Two kinds of shift."""
    lunch = Rest(minutes=60, earliest=150, latest=300)
    return ShiftRules(
        patterns=[
            ShiftPattern(
                code="early", names={"ko": "오전", "en": "Early"}, hours=[Hours(opens=540, closes=1080)], lunch=lunch
            ),
            ShiftPattern(
                code="late", names={"ko": "오후", "en": "Late"}, hours=[Hours(opens=600, closes=1140)], lunch=lunch
            ),
        ]
    )


def segments(day: date, begins: float, lunch: float, pause: float, chance: random.Random) -> tuple[Segment, ...]:
    """Nine hours with lunch, a break, and now and then something else."""
    ends = begins + 9
    cuts = [(lunch, lunch + 1, Activity.LUNCH), (pause, pause + 0.25, Activity.BREAK)]
    if chance.random() < 0.22:
        kind = chance.choice((Activity.TRAINING, Activity.MEETING, Activity.OFFICE, Activity.RECOVERY))
        cuts.append((begins + 1, begins + 2, kind))
    found, now = list[Segment](), begins
    for start, end, kind in sorted(cuts):
        if start > now:
            found.append(Segment(activity=Activity.WORK, start=at(day, now), end=at(day, start)))
        found.append(Segment(activity=kind, start=at(day, start), end=at(day, end)))
        now = end
    found.append(Segment(activity=Activity.WORK, start=at(day, now), end=at(day, ends)))
    return tuple(found)


def is_on_calls(shift: Shift, start: datetime) -> bool:
    """Whether somebody answers calls for the whole of half an hour."""
    parts = (one for one in shift.segments if one.activity is Activity.WORK)
    return any(one.start <= start and one.end >= start + HALF_HOUR for one in parts)


class Centre:
    """So many people, and their shifts on these days; the same for the same size."""

    def __init__(self, people: int, first: date = TODAY, last: date = TODAY) -> None:
        self.first, self.last = first, last
        chance = random.Random(11)
        named = names()
        teams = TEAMS[: max(2, min(len(TEAMS), people // 12))]
        self.workers = [
            Worker(
                user_id=100 + n,
                name=next(named),
                team_id=1 + n % len(teams),
                queue_ids=(501 + n % 3,) if n % 4 else (501 + n % 3, 501 + (n + 1) % 3),
                terms=Terms(),
                version=1,
            )
            for n in range(people)
        ]
        self.teams = [
            Team(
                id=1 + n,
                name=name,
                lead_ids=(),
                member_ids=tuple(one.user_id for one in self.workers if one.team_id == 1 + n),
                version=1,
            )
            for n, name in enumerate(teams)
        ]
        self.shifts: list[Shift] = []
        self.absences: list[Absence] = []
        day = first
        while day <= last:
            self._roster(day, chance)
            day += timedelta(days=1)

    def _roster(self, day: date, chance: random.Random) -> None:
        for n, worker in enumerate(self.workers):
            if chance.random() < 0.18:
                if chance.random() < 0.4:
                    self._away(day, worker, chance)
                continue
            begins = 9.0 if n % 5 < 3 else 10.0
            lunch = chance.choice((12, 12, 12.5, 12, 13))
            pause = begins + chance.choice((6, 6.5, 7))
            self.shifts.append(
                Shift(
                    id=10_000 + len(self.shifts),
                    user_id=worker.user_id,
                    day=day,
                    pattern="early" if begins == 9 else "late",
                    state=ShiftState.DRAFT if chance.random() < 0.06 else ShiftState.PUBLISHED,
                    segments=segments(day, begins, lunch, pause, chance),
                    overtime=chance.random() < 0.04,
                    why="",
                    version=10,
                )
            )

    def _away(self, day: date, worker: Worker, chance: random.Random) -> None:
        self.absences.append(
            Absence(
                id=90_000 + len(self.absences),
                user_id=worker.user_id,
                absence_kind=chance.choice((AbsenceKind.LEAVE, AbsenceKind.SICK)),
                start=at(day, 9),
                end=at(day, 18),
                state=AbsenceState.APPROVED if chance.random() < 0.7 else AbsenceState.ASKED,
                words="",
                answer="",
                version=1,
            )
        )

    def rota(self) -> Rota:
        """All of it as the server would answer."""
        return Rota(since=self.first, until=self.last, shifts=self.shifts, absences=self.absences, synced_to=10)

    def days(self) -> list[CalendarDay]:
        """The calendar of these days."""
        count = (self.last - self.first).days + 1
        return [calendar_day(self.first + timedelta(days=n)) for n in range(count)]

    def coverage(self, day: date, now: datetime) -> Coverage:
        """What is needed has two humps; what is there follows the shifts."""
        queues: list[QueueCoverage] = []
        for number, queue_id in enumerate(501 + n for n in range(3)):
            mine = [one for one in self.workers if one.queue_ids[0] == queue_id]
            ids = {one.user_id for one in mine}
            shifts = [one for one in self.shifts if one.user_id in ids and one.day == day]
            lines = [self._interval(day, 9 + n / 2, shifts, len(mine), number, now) for n in range(20)]
            queues.append(QueueCoverage(queue_id=queue_id, intervals=lines))
        return Coverage(day=day, minutes=30, queues=queues, synced_to=10)

    def _interval(
        self, day: date, hour: float, shifts: list[Shift], people: int, number: int, now: datetime
    ) -> Interval:
        start = at(day, hour)
        there = sum(is_on_calls(shift, start) for shift in shifts)
        needed = round(people * SHAPE[int((hour - 9) * 2)] * (1 + 0.06 * number))
        past = start + HALF_HOUR <= now
        running = start <= now < start + HALF_HOUR
        calls = needed * 5.2
        return Interval(
            start=start,
            forecast=calls,
            planned=calls * 0.95,
            seen=round(calls * 1.07) if past else round(calls * 0.4) if running else None,
            handle=240,
            needed=needed,
            needed_c=needed + 1,
            rostered=float(there),
            here=there * 0.94 if past or running else None,
            service_level=min(0.99, 0.8 * there / max(1, needed)),
            lunch=12 <= hour < 13.5,
            late=hour >= 18,
        )

    def statuses(self) -> list[AgentStatus]:
        """What everybody does just now."""
        chance = random.Random(5)
        states = (AgentState.AVAILABLE, AgentState.IN_CALL, AgentState.IN_CALL, AgentState.WRAP_UP, AgentState.BREAK)
        here = {one.user_id for one in self.shifts if one.day == self.first}
        return [
            AgentStatus(
                user_id=one.user_id,
                name=one.name,
                state=chance.choice(states) if one.user_id in here else AgentState.OFF,
                reason="",
                since=at(self.first, 10),
                next_state=None,
                next_reason="",
                call_id=None,
                wrap_up_until=None,
                version=1,
            )
            for one in self.workers
        ]


def lead_day(home: Path, now: datetime) -> LeadDay:
    """A lead's day that asks nobody: what it shows is put into its models."""
    where = places(home)
    settings = Settings(SettingsStore(where.config / "settings.json", where.policy))
    remote = Remote(Site(address="http://127.0.0.1:1"), where, settings.store, KeyringBox(MemoryKeyring()))
    desk = Desk(remote, settings)
    desk.clock.learn(now)
    desk.directory.queues = {
        501 + n: Queue(
            id=501 + n,
            name=ko,
            names={"ko": ko, "en": en},
            numbers=[],
            wrap_up_codes=[],
            default_code="x",
            wrap_up_seconds=60,
            version=1,
        )
        for n, (ko, en) in enumerate(QUEUES)
    }
    shelf = QWidget()
    made = LeadDay(Surroundings(desk, Commands(), Toasts(shelf)))
    _kept.append((desk, shelf))
    return made


_kept: list[object] = []


@asynccontextmanager
async def quiet_day(home: Path, now: datetime, people: int) -> AsyncGenerator[LeadDay]:
    """A lead's day with so many people, filled and looked at by nobody."""
    view = lead_day(home, now)
    fill(view, Centre(people), now)
    try:
        yield view
    finally:
        view.stop()
        await tasks.finish()


def fill(view: LeadDay, centre: Centre, now: datetime, span: Span = Span.DAY) -> None:
    """Put a centre into the models, as the fetch would."""
    view.model.day, view.model.span = centre.first, span
    first, last = days_of(centre.first, span)
    view.model.take_people(centre.workers, centre.teams, rules())
    view.model.take_days([calendar_day(first + timedelta(days=n)) for n in range((last - first).days + 1)], [version()])
    view.model.take_rota(centre.rota())
    for day in view.model.days:
        if day.day in {one.day for one in centre.shifts}:
            view.coverage.take(centre.coverage(day.day, now))
    view.adherence.take(centre.statuses())
