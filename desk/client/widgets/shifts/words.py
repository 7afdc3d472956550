"""The words of the shift views: activities, absences, rules, mismatches, times; in the language in force."""

from PySide6.QtCore import QDate, QLocale, QObject

from desk.client.models.directory import in_language
from desk.client.models.plain import filled
from desk.client.models.rota_bars import Bar, Hatch
from desk.client.models.time_axis import DaySpan, TimeAxis
from desk.client.widgets.shifts.rule_words import RuleWords
from desk.contract.agents import AgentState
from desk.contract.shift_rules import ShiftPattern
from desk.contract.shifts import AbsenceKind, Activity
from desk.contract.staffing import Mismatch


class ShiftWords(QObject):
    """Make one where you need it; the words of rules are in ``RuleWords``."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        rules = RuleWords(self)
        self.rule, self.breach, self.span = rules.rule, rules.breach, rules.span

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

    def pattern(self, pattern: ShiftPattern | None) -> str:
        """What a kind of shift is called; empty when it has none."""
        return "" if pattern is None else in_language(pattern.names, pattern.code)

    def day(self, day: DaySpan, *, long: bool = False) -> str:
        """``22일(일)``, or with the month."""
        form = self.tr("ddd, MMM d", "day with month") if long else self.tr("ddd d", "day in a ruler")
        return QLocale().toString(QDate(day.day.year, day.day.month, day.day.day), form)

    def stretch(self, axis: TimeAxis, start: int, end: int) -> str:
        """``11월 23일(월) 09:00–18:00``, or from a day to another."""
        form = self.tr("ddd, MMM d", "day with month")
        first, last = axis.local(start), axis.local(end)
        begins = QLocale().toString(QDate(first.year, first.month, first.day), form)
        if first.date() == last.date():
            return f"{begins} {first:%H:%M}–{last:%H:%M}"
        ends = QLocale().toString(QDate(last.year, last.month, last.day), form)
        return f"{begins} {first:%H:%M} – {ends} {last:%H:%M}"

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
        return filled(self.tr("{absence} (asked for)"), absence=said) if hatch.asked else said
