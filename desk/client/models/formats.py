"""Dates, money and durations as a person reads them, in the language of the screen and the shop's time zone."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from PySide6.QtCore import QDate, QLocale, QObject

from desk.client.models.plain import filled

SEOUL = ZoneInfo("Asia/Seoul")


def stopwatch(seconds: float) -> str:
    """A running time: 0:07, 12:34, 1:02:03."""
    whole = max(0, int(seconds))
    minutes, rest = divmod(whole, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


class Formats(QObject):
    """Formats that follow the language; make one where you need it, it holds nothing."""

    def won(self, amount: int) -> str:
        """``128,000원`` / ``₩128,000``."""
        return filled(self.tr("₩{amount}"), amount=f"{amount:,}")

    def day(self, at: datetime | date) -> str:
        """``11월 22일(일)`` / ``Sun, Nov 22``; with the year when it is another one."""
        local = at.astimezone(SEOUL).date() if isinstance(at, datetime) else at
        this_year = datetime.now(SEOUL).year == local.year
        form = self.tr("ddd, MMM d", "day of this year") if this_year else self.tr("MMM d, yyyy", "day with year")
        return QLocale().toString(QDate(local.year, local.month, local.day), form)

    def time(self, at: datetime) -> str:
        """``14:03``."""
        return f"{at.astimezone(SEOUL):%H:%M}"

    def day_and_time(self, at: datetime) -> str:
        """Day, then time; today only the time."""
        local = at.astimezone(SEOUL)
        if local.date() == datetime.now(SEOUL).date():
            return filled(self.tr("today {time}"), time=self.time(at))
        return f"{self.day(at)} {self.time(at)}"

    def duration(self, length: timedelta) -> str:
        """``3분 12초`` / ``3 min 12 s``."""
        minutes, seconds = divmod(max(0, round(length.total_seconds())), 60)
        if minutes >= 60:
            return filled(self.tr("{hours} h {minutes} min"), hours=minutes // 60, minutes=minutes % 60)
        if minutes:
            return filled(self.tr("{minutes} min {seconds} s"), minutes=minutes, seconds=seconds)
        return filled(self.tr("{seconds} s"), seconds=seconds)

    def ago(self, at: datetime, now: datetime) -> str:
        """How long ago: ``방금``, ``5분 전``, ``3일 전``."""
        minutes = int((now - at).total_seconds() // 60)
        if minutes < 1:
            return self.tr("just now")
        if minutes < 60:
            return self.tr("%n min ago", "", minutes)
        if minutes < 60 * 24:
            return self.tr("%n h ago", "", minutes // 60)
        days = (now.astimezone(SEOUL).date() - at.astimezone(SEOUL).date()).days
        return self.tr("yesterday") if days == 1 else self.tr("%n days ago", "", days)
