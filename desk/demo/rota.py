"""The invented shop's rota: teams, shifts of four weeks, who is away, what is swapped and offered, who is here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from msgspec.structs import replace

from desk.contract.agents import AgentState
from desk.contract.calendar import Hours, SpecialDay
from desk.contract.events import (
    AbsenceAsked,
    AgentStateChanged,
    CalendarSet,
    OfferMade,
    ShiftAssigned,
    ShiftRulesSet,
    SwapAccepted,
    SwapOffered,
    TeamSet,
    TermsSet,
    UserCreated,
)
from desk.contract.shift_rules import Rest, ShiftPattern
from desk.contract.shifts import AbsenceKind, AbsenceState, Activity, OfferKind, Terms
from desk.demo.people import CREWS, LEADS, Colleague, crowd
from desk.server.store import absences, calendars, log, queues, shift_rules, shifts, users
from desk.server.store.db import Tx
from desk.workforce.calendar import DAY, instant_at, monday
from desk.workforce.moves import Segments, assigned
from desk.workforce.patterns import laid_out

ZONE = "Asia/Seoul"
#: In this many days the shop sells on the air until midnight; whoever stays for it may not come early the day after.
SHOW = 2
EVENING = ShiftPattern(
    code="evening",
    names={"ko": "방송 저녁 근무", "en": "Evening show"},
    hours=[Hours(opens=15 * 60, closes=24 * 60)],
    lunch=Rest(minutes=60, earliest=120, latest=270),
    breaks=[Rest(minutes=15, earliest=60, latest=105), Rest(minutes=15, earliest=360, latest=450)],
)
#: So many weeks of the past are kept.
BEFORE = 3
#: Minutes after a shift's start at which lunches begin, in turn; and the breaks before and after them.
LUNCHES = (120, 150, 180, 210, 240, 270)
BREAKS = ((60, 75, 90, 105), (360, 375, 390, 405, 420))
#: Was there yesterday, is off today, and has left work behind.
GONE = "desk05"
#: Days off after today, where the story asks for them: see `swaps`.
OFF = {
    "jieun": (2, 5, 6),
    "sora": (3, 4),
    "yerin": (3, 4),
    "minho": (5, 6),
    "taeyang": (1, 2),
    "donghyun": (5, 6),
    GONE: (0, 1),
}
LATE = ("yerin", "minho", "taeyang")
PART = {"desk07": "mornings", "desk18": "mornings", "desk19": "afternoons", "desk25": "split"}
#: The team that all goes to lunch at noon today: a lead may want to change that.
HUNGRY = 1


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody with their place in the rota."""

    id: int
    login: str
    crew: int
    place: int

    def is_off(self, day: date, today: date) -> bool:
        """Two days a week, each person's own; they are counted from today, so that the story fits any weekday."""
        first = self.place * 5 % 6 + 1
        return (day - today).days % 7 in OFF.get(self.login, (first, (first + 1) % 7))

    def pattern(self, day: date, today: date) -> str:
        """The shift this person works in a week: early or late in turn, but for those of the story and part-timers."""
        week = (monday(day) - monday(today)).days // 7 + 2
        late = (self.place + week) % 8 in (2, 5, 7) if self.login not in OFF else self.login in LATE
        return PART.get(self.login, "late" if late else "early")


def hire(tx: Tx) -> None:
    """The further colleagues; the passwords of those who may sign in are somebody else's task."""
    ids = {queue.name: queue.id for queue in queues.everyone(tx)}
    for number, crew in enumerate(CREWS):
        for one in crowd(number):
            _made(tx, one, [ids[name] for name in crew.queues])
    for one in LEADS:
        _made(tx, one, list(ids.values()))


def _made(tx: Tx, one: Colleague, queue_ids: Sequence[int]) -> None:
    fact = UserCreated(
        login=one.login, name=one.name, role=one.role, queue_ids=tuple(queue_ids), extension=one.extension
    )
    log.append(tx, fact)


def members(tx: Tx) -> list[Member]:
    """Everybody who is rostered, team by team, its lead first."""
    found = list[Member]()
    for number, crew in enumerate(CREWS):
        logins = [crew.lead, *crew.known, *(one.login for one in crowd(number))]
        for login in logins:
            user = users.by_login(tx, login)
            assert user is not None
            found.append(Member(user.id, login, number, len(found)))
    return found


def plan(tx: Tx, now: datetime) -> None:
    """Teams, terms and shifts: the last weeks, this one and the next published, drafts for one team after that."""
    today, people = now.date(), members(tx)
    for number, crew in enumerate(CREWS):
        of_crew = [one for one in people if one.crew == number]
        own = tuple(one.id for one in of_crew)
        log.append(tx, TeamSet(team_id=None, name=crew.name, lead_ids=own[:1], member_ids=own))
    for one in people:
        wished = (5, 6) if one.place % 4 == 0 else ((one.place % 7),)
        log.append(tx, TermsSet(user_id=one.id, terms=Terms(wished_days_off=wished, wished_patterns=("early",))))
    _rules(tx, today)
    first, drafts = monday(today) - BEFORE * 7 * DAY, monday(today) + 14 * DAY
    for number in range(7 * (BEFORE + 3)):
        day = first + number * DAY
        for one in people:
            if day < drafts or one.crew == 0:
                _shift(tx, one, day, today, published=day < drafts)


def _rules(tx: Tx, today: date) -> None:
    """The site's own, and what the evening on the air needs."""
    rules = shift_rules.in_force(tx).rules
    log.append(tx, ShiftRulesSet(rules=replace(rules, patterns=[*rules.patterns, EVENING])))
    calendar = calendars.newest(tx).calendar
    show = SpecialDay(day=today + SHOW * DAY, name="라이브 방송", hours=[Hours(opens=9 * 60, closes=24 * 60)])
    log.append(tx, CalendarSet(calendar=replace(calendar, since=today, special=[*calendar.special, show])))


def _shift(tx: Tx, one: Member, day: date, today: date, *, published: bool) -> None:
    if one.is_off(day, today):
        return
    usual = one.pattern(day, today)
    on_air = day == today + SHOW * DAY and one.is_off(day + DAY, today) and usual in ("early", "late")
    code = EVENING.code if on_air else usual
    fact = ShiftAssigned(
        user_id=one.id, day=day, pattern=code, segments=_laid(tx, one, code, day, today), published=published
    )
    log.append(tx, fact)


def _laid(tx: Tx, one: Member, code: str, day: date, today: date) -> Segments:
    """The pattern with this person's lunch and breaks, staggered over the team and from day to day."""
    pattern = next(known for known in shift_rules.in_force(tx).rules.patterns if known.code == code)
    turn = one.place * 5 + (day - today).days + 5
    lunch = None
    if pattern.lunch is not None:
        lunch = LUNCHES[turn % len(LUNCHES)]
        if day == today and one.crew == HUNGRY:
            lunch = 12 * 60 - pattern.hours[0].opens
        elif day == today and one.login == "jieun":
            lunch = 180
    breaks = [BREAKS[0][1 + turn % 3 if code == "late" else turn % 4], BREAKS[1][turn % 5]]
    if one.login == "minho" and day == today:
        breaks[0] = 60
    laid = laid_out(pattern, day, ZONE, lunch_at=lunch, breaks_at=breaks if pattern.lunch is not None else ())
    if one.login == "taeyang" and day == today:
        return assigned(laid, Activity.TRAINING, instant_at(day, 11 * 60, ZONE), instant_at(day, 12 * 60, ZONE))
    return laid


def ask(tx: Tx, now: datetime) -> None:
    """Who is away or would like to be, what is swapped, what is offered."""
    today = now.date()
    ids = {one.login: one.id for one in members(tx)}
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    for login, kind, first, days, words, approved in (
        ("desk03", AbsenceKind.SICK, 0, 1, "몸살", True),
        ("desk14", AbsenceKind.LEAVE, 1, 3, "제주 여행", True),
        ("desk22", AbsenceKind.FAMILY, 0, 2, "동생 결혼식", True),
        ("minho", AbsenceKind.LEAVE, 8, 2, "부모님 생신", False),
        ("desk10", AbsenceKind.LEAVE, 9, 1, "", False),
    ):
        start = midnight + timedelta(days=first)
        fact = AbsenceAsked(
            user_id=ids[login], absence_kind=kind, start=start, end=start + timedelta(days=days), words=words,
            approved=approved,
        )  # fmt: skip
        log.append(tx, fact, at=now - timedelta(hours=20))
    _swaps(tx, ids, today, now)
    evening = midnight.replace(hour=18)
    offer = OfferMade(
        offer_kind=OfferKind.EXTRA_HOURS, start=evening, end=evening + timedelta(hours=1), seats=2,
        until=now + timedelta(minutes=22), user_ids=(), words="저녁 방송 예고로 문의가 늘어요",
    )  # fmt: skip
    log.append(tx, offer, at=now - timedelta(minutes=8))


def _swaps(tx: Tx, ids: dict[str, int], today: date, now: datetime) -> None:
    """Two are open: the evening on the air, after which the agent could not come at nine, and an ordinary late shift.
    A third is taken and waits for the lead."""
    for login, after, words in (
        ("sora", SHOW, "그날 저녁 가족 모임이 있어요"),
        ("yerin", 5, "병원 예약이 있어요"),
        ("taeyang", 4, "이사 날이에요"),
    ):
        day = today + after * DAY
        (shift,) = shifts.of_days(tx, day, day, [ids[login]], drafts=False)
        fact = SwapOffered(from_id=ids[login], shift_id=shift.id, words=words)
        offered = log.append(tx, fact, at=now - timedelta(hours=3))
        if login == "taeyang":
            taken = SwapAccepted(swap_id=offered.seq, from_id=ids[login], to_id=ids["sora"])
            log.append(tx, taken, at=now - timedelta(hours=1))


def arrive(tx: Tx, now: datetime) -> None:
    """Who is here, and at what: most as planned, some not."""
    today, people = now.date(), members(tx)
    away = {one.user_id for one in absences.between(tx, now, now) if one.state is AbsenceState.APPROVED}
    on_shift = {one.user_id: one for one in shifts.of_days(tx, today, today, drafts=False)}
    odd = iter(ODD)
    for number, one in enumerate(people):
        shift = on_shift.get(one.id)
        known = any(one.login in crew.known or one.login == "donghyun" for crew in CREWS)
        if known or one.id in away or shift is None or not shift.start <= now < shift.end:
            continue
        segment = next(part for part in shift.segments if part.start <= now < part.end)
        working = segment.activity is Activity.WORK
        state, since, reason = AgentState.AVAILABLE if working else AgentState.BREAK, segment.start, ""
        if working and one.crew and number % 4 == 0:
            state, minutes, reason = next(odd, (state, 10, ""))
            since = now - timedelta(minutes=minutes)
        log.append(tx, AgentStateChanged(user_id=one.id, state=state, reason=reason), at=since)


#: Where some are who should be on calls: state, minutes since, the reason they gave.
ODD = ((AgentState.OFF, 900, ""), (AgentState.BREAK, 34, ""), (AgentState.AWAY, 12, "팀장 면담"))
