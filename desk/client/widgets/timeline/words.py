"""The words of the timeline that are not an entry's own: kinds, days, times."""

from datetime import date, datetime, timedelta

from PySide6.QtCore import QDate, QLocale, QObject

from desk.client.models.plain import filled
from desk.client.models.timeline_row import Kind


class TimelineWords(QObject):
    """Speaks the language in force each time it is asked."""

    def kind(self, kind: Kind) -> str:
        """What an entry of that kind is called."""
        names: dict[Kind, str] = {
            "call": self.tr("Call"),
            "reply": self.tr("Reply"),
            "message": self.tr("Message"),
            "note": self.tr("Note"),
            "call_note": self.tr("Call note"),
            "order": self.tr("Order"),
            "promise": self.tr("Promise"),
            "delivery": self.tr("Delivery"),
            "payment": self.tr("Payment"),
            "survey": self.tr("Survey"),
            "change": self.tr("Change"),
            "remedy": self.tr("Remedy"),
        }
        return names[kind]

    def day(self, day: date, today: date) -> str:
        """A day in full, as a header has it; today and yesterday by name too."""
        full = self.full_date(day)
        if day == today:
            return filled(self.tr("Today · {date}"), date=full)
        if day == today - timedelta(days=1):
            return filled(self.tr("Yesterday · {date}"), date=full)
        return full

    def full_date(self, day: date) -> str:
        """A day with year, month and day of the week."""
        # The form is translated, the names of months and days are Qt's.
        return QLocale().toString(QDate(day.year, day.month, day.day), self.tr("dddd, d MMMM yyyy"))

    def short_date(self, day: date, today: date) -> str:
        """A day in little room; the year only when it is not this one."""
        form = self.tr("d MMM") if day.year == today.year else self.tr("d MMM yyyy")
        return QLocale().toString(QDate(day.year, day.month, day.day), form)

    def more(self) -> str:
        """What unfolds a long entry."""
        return self.tr("Show more")

    def less(self) -> str:
        """What folds it again."""
        return self.tr("Show less")

    def time(self, moment: datetime) -> str:
        """The time of day, to the minute."""
        return moment.strftime("%H:%M")

    def exact(self, moment: datetime) -> str:
        """Day and time to the second."""
        return f"{self.full_date(moment.date())} {moment.strftime('%H:%M:%S')}"
