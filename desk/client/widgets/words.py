"""Times, durations and counts in words, as the screen shows them everywhere."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from PySide6.QtCore import QDateTime, QLocale, QObject

ZONE = ZoneInfo("Asia/Seoul")
"""The shop's time, whatever the workstation's clock is set to."""


def stopwatch(seconds: float) -> str:
    """A running time: 0:07, 12:34, 1:02:03."""
    whole = max(0, int(seconds))
    minutes, rest = divmod(whole, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def time_of_day(at: datetime) -> str:
    """An instant as 14:03, in the shop's time."""
    return at.astimezone(ZONE).strftime("%H:%M")


def date_and_time(at: datetime, now: datetime) -> str:
    """An instant as short as it can be told: the time alone today, else with its date in words."""
    local, today = at.astimezone(ZONE), now.astimezone(ZONE).date()
    if local.date() == today:
        return time_of_day(at)
    pattern = "M월 d일 (ddd)" if QLocale().language() == QLocale.Language.Korean else "ddd d MMM"
    day = QLocale().toString(QDateTime(local.replace(tzinfo=None)).date(), pattern)
    return f"{day} {time_of_day(at)}"


class TimeWords(QObject):
    """Spans of time in a few words."""

    def age(self, span: timedelta) -> str:
        """How old something is: "now", "12 s", "3 min", "2 h", "4 days"."""
        seconds = int(span.total_seconds())
        if seconds < 2:
            return self.tr("now")
        if seconds < 60:
            return self.tr("%n s", "seconds, short", seconds)
        if seconds < 3600:
            return self.tr("%n min", "minutes, short", seconds // 60)
        if seconds < 86400:
            return self.tr("%n h", "hours, short", seconds // 3600)
        return self.tr("%n day(s)", "", seconds // 86400)

    def ago(self, span: timedelta) -> str:
        """How long ago something was: "just now", "3 min ago"."""
        if span.total_seconds() < 2:
            return self.tr("just now")
        return self.tr("{span} ago").format(span=self.age(span))

    def until(self, span: timedelta) -> str:
        """How soon something is, or how late: "in 12 min", "3 min late"."""
        if span.total_seconds() < 0:
            return self.tr("{span} late").format(span=self.age(-span))
        return self.tr("in {span}").format(span=self.age(span))
