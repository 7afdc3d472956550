"""Shifts as rows of a file: read, and written so that they can be read again.

Columns: ``login``, ``day``, and ``pattern`` or ``start`` and ``end``; besides them ``lunch``, ``overtime`` and
``stretches``, which says all of a shift (``work 09:00-12:00; lunch 12:00-13:00; work 13:00-18:00 @7``; ``@7`` narrows
it to queue 7). Times are those of the clock on the wall; after midnight they go on past 24:00.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from desk.contract.calendar import Hours
from desk.contract.shift_rules import ShiftRules
from desk.contract.shifts import Activity, Segment, Shift
from desk.server.admin import shift_words as words
from desk.server.admin.reading import bad
from desk.server.rules.shifts import plannable, tidy
from desk.workforce import law
from desk.workforce.calendar import instant_at
from desk.workforce.moves import MoveError, Segments, pausing
from desk.workforce.patterns import laid_out

COLUMNS: tuple[str, ...] = ("login", "name", "day", "pattern", "start", "end", "stretches", "overtime", "state")
#: What Korean planners call the columns.
ALIASES = {
    "아이디": "login", "이름": "name", "날짜": "day", "유형": "pattern", "시작": "start", "종료": "end",
    "점심": "lunch", "구간": "stretches", "연장": "overtime", "상태": "state",
}  # fmt: skip
_DAY = re.compile(r"(\d{4})[-./](\d{1,2})[-./](\d{1,2})\.?")
_TIME = re.compile(r"(\d{1,2}):([0-5]\d)")
_STRETCH = re.compile(r"([a-z]+)\s+([\d:]+)\s*[-–]\s*([\d:]+)(?:\s+@(\d[\d,]*))?")
_YES, _NO = ("yes", "1", "true", "예"), ("", "no", "0", "false", "아니오")
#: An odd pause is put on a quarter of an hour.
_QUARTER = 15
_LATEST = 48 * 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A shift as a row wants it."""

    line: int
    login: str
    day: date
    pattern: str
    segments: Segments
    overtime: bool


@dataclass(frozen=True, slots=True)
class Reader:
    """Makes shifts of rows, by the rules in force; ``lunch`` is the site's, in minutes after midnight."""

    rules: ShiftRules
    zone: str
    lunch: Hours | None

    def __call__(self, line: int, values: Mapping[str, str]) -> Wanted:
        """The shift of a row; BadRow with what of it cannot be used."""
        row = {name: str(value).strip() for name, value in values.items()}
        day = _day(row.get("day", ""))
        overtime = row.get("overtime", "").lower()
        if overtime not in (*_YES, *_NO):
            raise bad(words.NO_FLAG, column="overtime", value=overtime)
        return Wanted(
            line=line,
            login=row.get("login", "").lower(),
            day=day,
            pattern=self._known(row.get("pattern", "")),
            segments=tidy(self._segments(row, day)),
            overtime=overtime in _YES,
        )

    def _known(self, code: str) -> str:
        if code and code not in {pattern.code for pattern in self.rules.patterns}:
            known = ", ".join(pattern.code for pattern in self.rules.patterns)
            raise bad(words.NO_PATTERN, column="pattern", value=code, known=known)
        return code

    def _segments(self, row: Mapping[str, str], day: date) -> Segments:
        if row.get("stretches"):
            return self._stretches(row["stretches"], day)
        if row.get("start") or row.get("end"):
            return self._hours(row, day)
        if row.get("pattern"):
            pattern = next(one for one in self.rules.patterns if one.code == row["pattern"])
            try:
                return laid_out(pattern, day, self.zone)
            except MoveError:
                raise bad(words.NO_ROOM, column="pattern", value=pattern.code) from None
        raise bad(words.NOTHING, column="pattern")

    def _stretches(self, written: str, day: date) -> Segments:
        found = tuple(self._stretch(one, day) for one in written.split(";") if one.strip())
        if not found:
            raise bad(words.NO_STRETCH, column="stretches", value=written)
        return found

    def _stretch(self, written: str, day: date) -> Segment:
        match = _STRETCH.fullmatch(written.strip())
        if match is None or match[1] not in list(Activity):
            raise bad(words.NO_STRETCH, column="stretches", value=written)
        start, end = (instant_at(day, _minute("stretches", match[place]), self.zone) for place in (2, 3))
        ids = tuple(int(one) for one in (match[4] or "").split(",") if one)
        return Segment(activity=Activity(match[1]), start=start, end=end, queue_ids=ids)

    def _hours(self, row: Mapping[str, str], day: date) -> Segments:
        """From start to end, with a lunch where one is named or the law asks for rest."""
        start, end = (_minute(name, row.get(name, "")) for name in ("start", "end"))
        end += 24 * 60 if end <= start else 0
        work = [self._piece(Activity.WORK, day, start, end)]
        lunch = self._lunch(row.get("lunch", ""), start, end)
        if lunch is None:
            return tuple(work)
        try:
            return pausing(work, [self._piece(Activity.LUNCH, day, *lunch)])
        except MoveError:
            raise bad(words.NO_HOURS, column="lunch", value=row.get("lunch", "")) from None

    def _piece(self, activity: Activity, day: date, start: int, end: int) -> Segment:
        times = (instant_at(day, minute, self.zone) for minute in (start, end))
        return Segment(activity=activity, start=next(times), end=next(times))

    def _lunch(self, written: str, start: int, end: int) -> tuple[int, int] | None:
        if written:
            first, _, last = written.replace("–", "-").partition("-")
            return _minute("lunch", first), _minute("lunch", last)
        minutes = _rest(end - start, self.rules)
        if not minutes:
            return None
        usual = self.lunch.opens if self.lunch is not None else -1
        middle = (start + end - minutes) // 2 // _QUARTER * _QUARTER
        begins = usual if start < usual and usual + minutes < end else middle
        return begins, begins + minutes


def _rest(length: int, rules: ShiftRules) -> int:
    """The shortest lunch that makes so long a shift legal."""
    for minutes in sorted({law.rest_due(work, rules.limits) for work in range(length + 1)}):
        if law.rest_due(length - minutes, rules.limits) <= minutes:
            return minutes
    return 0


def _day(written: str) -> date:
    match = _DAY.fullmatch(written)
    try:
        day = date(*map(int, match.groups())) if match else None
    except ValueError:
        day = None
    if day is None or not plannable(day):
        raise bad(words.NO_DAY, column="day", value=written)
    return day


def _minute(column: str, written: str) -> int:
    match = _TIME.fullmatch(written.strip())
    minute = int(match[1]) * 60 + int(match[2]) if match else _LATEST + 1
    if minute > _LATEST:
        raise bad(words.NO_TIME, column=column, value=written)
    return minute


def written(shift: Shift, login: str, name: str, zone: str) -> tuple[str, ...]:
    """A shift as a row of ``COLUMNS``."""
    stretches = "; ".join(_told(one, shift.day, zone) for one in shift.segments)
    start, end = _clock(shift.start, shift.day, zone), _clock(shift.end, shift.day, zone)
    overtime = "yes" if shift.overtime else ""
    return login, name, shift.day.isoformat(), shift.pattern, start, end, stretches, overtime, shift.state


def _told(segment: Segment, day: date, zone: str) -> str:
    times = f"{segment.activity} {_clock(segment.start, day, zone)}-{_clock(segment.end, day, zone)}"
    return times + (f" @{','.join(map(str, segment.queue_ids))}" if segment.queue_ids else "")


def _clock(at: datetime, day: date, zone: str) -> str:
    """The time on the wall, counted on past midnight from the day the shift belongs to."""
    local = at.astimezone(ZoneInfo(zone))
    hours = local.hour + 24 * ((local.date() - day) // timedelta(days=1))
    return f"{hours:02}:{local.minute:02}"
