"""Spans of time as the screen shows them: running clocks, ages, and how soon something is due."""

from datetime import timedelta

from PySide6.QtCore import QObject

from desk.client.models.formats import stopwatch
from desk.client.models.plain import filled

__all__ = ["TimeWords", "stopwatch"]


class TimeWords(QObject):
    """Spans of time in a few words."""

    def age(self, span: timedelta) -> str:
        """How long a span is: "12 s", "3 min", "2 h", "4 days"."""
        return self.seconds(int(span.total_seconds()))

    def seconds(self, seconds: int) -> str:
        """The same, for a number of seconds."""
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
        return filled(self.tr("{span} ago"), span=self.age(span))

    def ago_seconds(self, seconds: float) -> str:
        """The same, for a number of seconds."""
        return self.ago(timedelta(seconds=seconds))

    def until(self, span: timedelta) -> str:
        """How soon something is, or how late: "in 12 min", "3 min late"."""
        if span.total_seconds() < 0:
            return filled(self.tr("{span} late"), span=self.age(-span))
        return filled(self.tr("in {span}"), span=self.age(span))
