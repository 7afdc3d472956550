"""What the floor says of a person in words."""

from datetime import datetime

from PySide6.QtCore import QObject

from desk.client.models.formats import Formats, stopwatch
from desk.client.models.plain import filled, joined
from desk.contract.agents import AgentState
from desk.contract.floor import AgentFloor


class FloorWords(QObject):
    """The words, in the language in force."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._formats = Formats(self)

    def title(self, column: str) -> str:
        """The head of a column, by its name."""
        return {
            "NAME": self.tr("Name"),
            "TEAM": self.tr("Team"),
            "STATE": self.tr("State"),
            "SINCE": self.tr("Since"),
            "WORK": self.tr("Works on"),
            "LOAD": self.tr("Load"),
            "CALLS": self.tr("Calls today"),
            "LAST_BREAK": self.tr("Last break"),
            "SHIFT_ENDS": self.tr("Shift ends"),
        }[column]

    def since(self, one: AgentFloor, now: datetime) -> str:
        """A running clock of the state."""
        return stopwatch((now - one.status.since).total_seconds())

    def work(self, one: AgentFloor) -> str:
        """A call, tickets, or nothing."""
        call = self.tr("Call") if one.status.call_id is not None else ""
        tickets = self.tr("%n ticket(s)", "", len(one.ticket_ids)) if one.ticket_ids else ""
        return joined(call, tickets) or "–"

    def load(self, one: AgentFloor) -> str:
        """What they carry of what they can."""
        return f"{one.load:.3g} / {one.capacity:.3g}"

    def calls(self, one: AgentFloor) -> str:
        """Calls of today, and how many of them were hard."""
        if not one.hard_calls_today:
            return f"{one.calls_today}"
        return filled(self.tr("{calls} ({hard} hard)"), calls=one.calls_today, hard=one.hard_calls_today)

    def last_break(self, one: AgentFloor, now: datetime) -> str:
        """How long ago the last break was."""
        if one.status.state in (AgentState.BREAK, AgentState.OFF):
            return "–"
        return self.tr("none today") if one.last_break is None else self._formats.ago(one.last_break, now)

    def shift_ends(self, one: AgentFloor) -> str:
        """When they go home."""
        return "–" if one.shift_ends is None else self._formats.time(one.shift_ends)

    def asks_help(self) -> str:
        """Said beside a name."""
        return self.tr("asks for help")
