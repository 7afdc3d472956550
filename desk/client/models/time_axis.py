"""The axis of the shift views: which stretch of time lies where, from a quarter of an hour to a month."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, Signal

from desk.contract.calendar import CalendarDay

#: Pixels a minute at the closest: a quarter of an hour is a good hand wide.
CLOSEST = 9.0
#: So far apart two labels stand at least, in pixels.
APART = 52
STEPS = (15, 30, 60, 120, 180, 360, 720)
#: Times on the wall are asked for with every frame: so many are remembered.
MOST_CLOCKS = 5_000
_DAY = 24 * 60


def minute_of(moment: datetime) -> int:
    """Whole minutes since 1970: the unit of everything that is drawn over time."""
    return int(moment.timestamp() // 60)


def moment_of(minute: float) -> datetime:
    """The instant of a minute, in UTC."""
    return datetime.fromtimestamp(round(minute * 60), UTC)


@dataclass(frozen=True, slots=True)
class DaySpan:
    """A day of the site in minutes: from where to where, open hours, lunch, late hours."""

    day: date
    start: int
    end: int
    open: tuple[tuple[int, int], ...] = ()
    lunch: tuple[int, int] | None = None
    late: tuple[int, int] | None = None
    holiday: str = ""
    holiday_en: str = ""
    note: str = ""

    @classmethod
    def of(cls, day: CalendarDay) -> "DaySpan":
        """The same as the contract has it."""
        lunch, late = day.lunch, day.late
        return cls(
            day.day,
            minute_of(day.start),
            minute_of(day.end),
            tuple((minute_of(one.start), minute_of(one.end)) for one in day.open),
            None if lunch is None else (minute_of(lunch.start), minute_of(lunch.end)),
            None if late is None else (minute_of(late.start), minute_of(late.end)),
            day.holiday,
            day.holiday_en,
            day.note,
        )


@dataclass(frozen=True, slots=True)
class Tick:
    """A line across the views; ``major`` ones have words."""

    minute: int
    words: str
    major: bool
    day: date | None = None


class TimeAxis(QObject):
    """Shared by everything that stands over the same time; minutes to pixels and back."""

    changed = Signal()
    """Another stretch, another scale, or scrolled; carries nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.days: tuple[DaySpan, ...] = ()
        self.zone = ZoneInfo("Asia/Seoul")
        self.first = self.last = 0
        self.scale = 1.0
        self.offset = 0.0
        self.width = 800
        self._starts: list[int] = []
        self._clocks: dict[float, str] = {}
        self._clocks_of = self.zone
        #: What is kept in view whatever the width, until somebody zooms or scrolls.
        self._kept: tuple[float, float] | None = None

    # What lies where

    def x(self, minute: float) -> float:
        """Where a minute stands, in pixels from the left edge of the view."""
        return (minute - self.first) * self.scale - self.offset

    def minute(self, x: float) -> float:
        """Which minute stands there."""
        return (x + self.offset) / self.scale + self.first

    @property
    def seen(self) -> tuple[int, int]:
        """The first and the last minute in view."""
        return int(self.minute(0)), int(self.minute(self.width)) + 1

    @property
    def content(self) -> int:
        """How wide all of it is, in pixels."""
        return round((self.last - self.first) * self.scale)

    def day_of(self, minute: float) -> DaySpan | None:
        """The day a minute lies in."""
        at = bisect_right(self._starts, minute) - 1
        return self.days[at] if 0 <= at < len(self.days) and minute < self.days[at].end else None

    def local(self, minute: float) -> datetime:
        """The time on the wall."""
        return moment_of(minute).astimezone(self.zone)

    def clock(self, minute: float) -> str:
        """``09:15``, on the wall."""
        known = self._clocks.get(minute)
        if known is None:
            if len(self._clocks) > MOST_CLOCKS or self._clocks_of is not self.zone:
                self._clocks.clear()
                self._clocks_of = self.zone
            local = self.local(minute)
            known = self._clocks[minute] = f"{local.hour:02}:{local.minute:02}"
        return known

    def ticks(self) -> Iterator[Tick]:
        """The lines in view, days first where days are all there is room for."""
        step = next((step for step in STEPS if step * self.scale >= APART), _DAY)
        fine = next((one for one in STEPS if one * self.scale >= APART / 4 and step % one == 0), step)
        left, right = self.seen
        for day in self.days:
            if day.end < left or day.start > right:
                continue
            yield Tick(day.start, "", True, day.day)
            if step >= _DAY:
                continue
            end = day.end if day is not self.days[-1] else self.last
            first = day.start + max(1, (left - day.start) // fine) * fine
            for minute in range(first, min(end, right + step), fine):
                major = (minute - day.start) % step == 0
                yield Tick(minute, self.clock(minute) if major else "", major)

    # Changing it

    def show_days(self, days: tuple[DaySpan, ...], last: int = 0) -> None:
        """Span these days, and go on to minute ``last`` where somebody works past midnight."""
        if not days:
            return
        self.days = days
        self._starts = [day.start for day in days]
        self.first, self.last = days[0].start, max(days[-1].end, last)
        self._settle()

    def resize(self, width: int) -> None:
        """So many pixels are in view."""
        if width != self.width and width > 0:
            self.width = width
            if self._kept is not None:
                self.fit(*self._kept)
            else:
                self._settle()

    def fit(self, first: float, last: float) -> None:
        """Have a stretch in view, as large as it goes."""
        self.scale = self.width / max(1.0, last - first)
        self.offset = (first - self.first) * self.scale
        self._kept = (first, last)
        self._settle()

    def fit_open_hours(self) -> None:
        """A single day: its open hours with an hour around them. Several: all of them."""
        stretches = [stretch for day in self.days for stretch in day.open]
        if len(self.days) == 1 and stretches:
            self.fit(min(one[0] for one in stretches) - 60, max(one[1] for one in stretches) + 60)
        else:
            self.fit(self.first, self.last)

    def zoom(self, factor: float, x: float) -> bool:
        """Closer or farther, what stands at ``x`` staying there; False when it goes no farther."""
        held, before, self._kept = self.minute(x), self.scale, None
        self.scale *= factor
        self._bound()
        self.offset = (held - self.first) * self.scale - x
        self._settle()
        return abs(self.scale - before) > 1e-9

    def scroll_to(self, offset: float) -> None:
        """Begin so many pixels from the first minute."""
        if round(offset) != round(self.offset):
            self.offset, self._kept = offset, None
            self._settle()

    def show_minute(self, minute: float, margin: int = 40) -> None:
        """Scroll as little as needed to have a minute in view."""
        x = self.x(minute)
        if x < margin:
            self.scroll_to(self.offset + x - margin)
        elif x > self.width - margin:
            self.scroll_to(self.offset + x - self.width + margin)

    def _bound(self) -> None:
        least = self.width / max(1, self.last - self.first)
        self.scale = min(CLOSEST, max(least, self.scale))

    def _settle(self) -> None:
        self._bound()
        self.offset = max(0.0, min(self.offset, self.content - self.width))
        self.changed.emit()
