"""The words of the shift views: activities, absences, rules, mismatches, times; in the language in force."""

from PySide6.QtCore import QDate, QLocale, QObject

from desk.client.models.directory import in_language
from desk.client.models.rota_bars import Bar, Hatch
from desk.client.models.time_axis import DaySpan, TimeAxis
from desk.contract.agents import AgentState
from desk.contract.shift_rules import ShiftPattern
from desk.contract.shifts import AbsenceKind, Activity, RuleBreach
from desk.contract.staffing import Mismatch


class ShiftWords(QObject):
    """Make one where you need it; it holds nothing."""

    def activity(self, activity: Activity) -> str:
        """What a stretch is for."""
        return {
            Activity.WORK: self.tr("Calls"),
            Activity.LUNCH: self.tr("Lunch"),
            Activity.BREAK: self.tr("Break"),
            Activity.TRAINING: self.tr("Training"),
            Activity.MEETING: self.tr("Meeting"),
            Activity.OFFICE: self.tr("Office work"),
            Activity.RECOVERY: self.tr("Recovery"),
        }[activity]

    def absence(self, kind: AbsenceKind | None) -> str:
        """Why somebody is not there; colleagues only learn that they are not."""
        if kind is None:
            return self.tr("Absent")
        return {
            AbsenceKind.LEAVE: self.tr("Leave"),
            AbsenceKind.HALF_DAY: self.tr("Half a day off"),
            AbsenceKind.SICK: self.tr("Sick"),
            AbsenceKind.FAMILY: self.tr("Family leave"),
            AbsenceKind.TRAINING: self.tr("Training outside"),
            AbsenceKind.OTHER: self.tr("Other absence"),
        }[kind]

    def state(self, state: AgentState) -> str:
        """What somebody does just now."""
        return {
            AgentState.OFF: self.tr("not signed in"),
            AgentState.ON_SHIFT: self.tr("on shift, no calls"),
            AgentState.AVAILABLE: self.tr("ready"),
            AgentState.IN_CALL: self.tr("on the phone"),
            AgentState.WRAP_UP: self.tr("wrapping up"),
            AgentState.BREAK: self.tr("on a break"),
            AgentState.AWAY: self.tr("away"),
        }[state]

    def mismatch(self, mismatch: Mismatch) -> str:
        """How what somebody does differs from what was planned."""
        return {
            Mismatch.NOT_HERE: self.tr("Not here"),
            Mismatch.NOT_ON_CALLS: self.tr("Not on calls"),
            Mismatch.STILL_ON_BREAK: self.tr("Still on break"),
            Mismatch.WORKS_THROUGH_BREAK: self.tr("Works through a break"),
            Mismatch.WORKS_UNPLANNED: self.tr("Works unplanned"),
        }[mismatch]

    def rule(self, rule: str) -> str:
        """A rule's name; its own where this version does not know it."""
        return {
            "week_limit": self.tr("Longest week"),
            "overtime": self.tr("Week without overtime"),
            "rest": self.tr("Rest within work"),
            "weekly_rest": self.tr("Days in a row"),
            "day_limit": self.tr("Longest day"),
            "between_shifts": self.tr("Rest between shifts"),
            "overlap": self.tr("Already works then"),
            "absent": self.tr("On leave then"),
            "skill": self.tr("Does not work for this queue"),
            "opening_hours": self.tr("Outside opening hours"),
            "pattern": self.tr("Another kind of shift was agreed"),
        }.get(rule, rule)

    def breach(self, breach: RuleBreach) -> str:
        """A rule and by how much it is broken, as in "Rest between shifts: 9 h of 11 h"."""
        name = self.rule(breach.rule)
        if breach.rule == "weekly_rest":
            value, limit = self.tr("%n days", "", breach.value), self.tr("%n days", "", breach.limit)
        elif breach.limit:
            value, limit = self.span(breach.value), self.span(breach.limit)
        elif breach.rule in ("skill", "pattern"):
            return name
        else:
            return self.tr("{rule}: {value}").format(rule=name, value=self.span(breach.value))
        if breach.rule in ("rest", "between_shifts"):
            return self.tr("{rule}: {value}, at least {limit}").format(rule=name, value=value, limit=limit)
        return self.tr("{rule}: {value}, at most {limit}").format(rule=name, value=value, limit=limit)

    def pattern(self, pattern: ShiftPattern | None) -> str:
        """What a kind of shift is called; empty when it has none."""
        return "" if pattern is None else in_language(pattern.names, pattern.code)

    def span(self, minutes: int) -> str:
        """``45분``, ``1시간 30분``."""
        hours, rest = divmod(max(0, minutes), 60)
        if not hours:
            return self.tr("{minutes} min").format(minutes=rest)
        if not rest:
            return self.tr("{hours} h").format(hours=hours)
        return self.tr("{hours} h {minutes} min").format(hours=hours, minutes=rest)

    def day(self, day: DaySpan, *, long: bool = False) -> str:
        """``22일(일)``, or with the month."""
        form = self.tr("ddd, MMM d", "day with month") if long else self.tr("ddd d", "day in a ruler")
        return QLocale().toString(QDate(day.day.year, day.day.month, day.day.day), form)

    def times(self, axis: TimeAxis, start: int, end: int) -> str:
        """``09:00–18:00``; the day too where it is another one."""
        return f"{axis.clock(start)}–{axis.clock(end)}"

    def bar(self, name: str, bar: Bar, axis: TimeAxis) -> str:
        """A bar in one sentence, as it is read out."""
        stretches = [
            f"{self.activity(piece.activity)} {self.times(axis, piece.start, piece.end)}"
            for piece in bar.pieces
            if piece.activity is not Activity.WORK
        ]
        return ", ".join((name, self.times(axis, bar.start, bar.end), *stretches, *self.marks(bar)))

    def marks(self, bar: Bar) -> list[str]:
        """What is particular about a bar."""
        marks = (
            (self.tr("not published"), bar.draft),
            (self.tr("overtime"), bar.overtime),
            (self.tr("being saved"), bar.pending),
        )
        return [words for words, on in marks if on]

    def hatch(self, hatch: Hatch) -> str:
        """An absence in a word or two."""
        said = self.absence(hatch.kind)
        return self.tr("{absence} (asked for)").format(absence=said) if hatch.asked else said
