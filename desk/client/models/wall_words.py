"""What the wall says in words: spans, levels, standings with their names, alarms, and how old the numbers are."""

from PySide6.QtCore import QObject

from desk.client.models.formats import stopwatch
from desk.client.models.plain import filled, joined
from desk.contract.wall import Alarm, Measure
from desk.queueing.wall import Standing


class WallWords(QObject):
    """The words, in the language in force."""

    def level(self, level: float | None) -> str:
        """A service level; a dash when nobody called."""
        return "–" if level is None else f"{level:.0f}%"

    def standing(self, standing: Standing, name: str = "") -> str:
        """How something stands: the threshold's own name where it has one."""
        if standing is Standing.WELL:
            return ""
        return joined(name) or (self.tr("Alarm") if standing is Standing.ALARM else self.tr("Watch"))

    def measure(self, measure: Measure) -> str:
        """What a threshold watches."""
        return {
            Measure.LONGEST_WAIT: self.tr("Longest wait"),
            Measure.WAITING: self.tr("Calls waiting"),
            Measure.LEVEL_NOW: self.tr("Service level, last 30 min"),
            Measure.LEVEL_TODAY: self.tr("Service level today"),
            Measure.MISSING_60: self.tr("Will miss a target within 60 min"),
            Measure.MISSED: self.tr("Targets missed"),
            Measure.UNASSIGNED: self.tr("Tickets unassigned"),
            Measure.SHORT: self.tr("Agents short"),
        }[measure]

    def value(self, measure: Measure, value: float) -> str:
        """A value with its unit."""
        if measure is Measure.LONGEST_WAIT:
            return stopwatch(value)
        if measure in (Measure.LEVEL_NOW, Measure.LEVEL_TODAY):
            return f"{value:.0f}%"
        return f"{value:,.3g}" if value < 1000 else f"{value:,.0f}"

    def alarm(self, alarm: Alarm) -> str:
        """What is wrong, and from where on it is."""
        value, limit = self.value(alarm.measure, alarm.value), self.value(alarm.measure, alarm.limit)
        said = self.tr("{measure} {value} (limit {limit})")
        return filled(said, measure=self.measure(alarm.measure), value=value, limit=limit)

    def who(self, alarm: Alarm, *, claiming: bool) -> str:
        """Who takes care of it."""
        if claiming:
            return self.tr("You take it …")
        if alarm.claimed_by is None:
            return self.tr("Nobody has it yet")
        return filled(self.tr("{name} takes care of it"), name=alarm.claimed_name)

    def age(self, seconds: float | None, *, old: bool, lost: bool) -> str:
        """How old the numbers are; loud words when they are too old."""
        if seconds is None:
            return self.tr("No numbers yet")
        ago = self.tr("just now") if seconds < 2 else filled(self.tr("{span} ago"), span=self._span(seconds))
        if lost:
            return filled(self.tr("The server does not answer. These numbers are from {ago}."), ago=ago)
        if old:
            return filled(self.tr("Old: these numbers are from {ago}."), ago=ago)
        return filled(self.tr("Counted {ago}"), ago=ago)

    def _span(self, seconds: float) -> str:
        if seconds < 60:
            return filled(self.tr("{count} s"), count=int(seconds))
        if seconds < 3600:
            return filled(self.tr("{minutes} min {seconds} s"), minutes=int(seconds) // 60, seconds=int(seconds) % 60)
        return filled(self.tr("{hours} h {minutes} min"), hours=int(seconds) // 3600, minutes=int(seconds) // 60 % 60)
