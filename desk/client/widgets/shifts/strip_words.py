"""What the coverage strip says in words: its tool tip, its table, its figures of the moment."""

from PySide6.QtCore import QObject

from desk.client.models.coverage import Cell
from desk.client.models.plain import filled
from desk.client.models.time_axis import TimeAxis


def figure(value: float) -> str:
    """Agents, with a tenth where several queues share one."""
    return f"{value:,.0f}" if abs(value - round(value)) < 0.05 else f"{value:,.1f}"


class StripWords(QObject):
    """Make one where you need it; it holds nothing."""

    def heading(self, column: str) -> str:
        """What a column of the table is called."""
        return {
            "time": self.tr("Time"),
            "needed": self.tr("Needed"),
            "rostered": self.tr("Rostered"),
            "gap": self.tr("Missing"),
            "here": self.tr("Here"),
            "calls": self.tr("Calls"),
            "level": self.tr("Service level"),
        }[column]

    def column(self, column: str, cell: Cell, axis: TimeAxis) -> str:
        """A column of an interval."""
        match column:
            case "time":
                return f"{axis.clock(cell.start)}–{axis.clock(cell.end)}"
            case "needed":
                return figure(cell.needed)
            case "rostered":
                return figure(cell.rostered)
            case "gap":
                return figure(cell.gap) if cell.gap > 0.05 else "–"
            case "here":
                return "–" if cell.here is None else figure(cell.here)
            case "calls":
                seen = "" if cell.seen is None else f"{cell.seen:,} / "
                return f"{seen}{cell.forecast:,.0f}"
            case _:
                return f"{cell.level:.0%}"

    def tip(self, cell: Cell, axis: TimeAxis) -> str:
        """Everything about an interval, a line each."""
        lines = [self.column("time", cell, axis) + self._marks(cell)]
        lines.append(
            filled(
                self.tr("Calls expected {forecast} (first {planned})"),
                forecast=f"{cell.forecast:,.0f}",
                planned=f"{cell.planned:,.0f}",
            )
        )
        if cell.seen is not None:
            lines.append(filled(self.tr("Calls that came {seen}"), seen=f"{cell.seen:,}"))
        lines.append(
            filled(
                self.tr("Needed {needed} (Erlang C {needed_c})"),
                needed=figure(cell.needed),
                needed_c=figure(cell.needed_c),
            )
        )
        lines.append(filled(self.tr("Rostered {rostered}"), rostered=figure(cell.rostered)))
        if cell.here is not None:
            lines.append(filled(self.tr("Here {here}"), here=figure(cell.here)))
        if cell.gap > 0.05:
            lines.append(filled(self.tr("Missing {gap}"), gap=figure(cell.gap)))
        lines.append(filled(self.tr("Answered in time, of all calls: {level}"), level=f"{cell.level:.0%}"))
        return "\n".join(lines)

    def _marks(self, cell: Cell) -> str:
        marks = [words for words, on in ((self.tr("lunch"), cell.lunch), (self.tr("late hours"), cell.late)) if on]
        return f" · {' · '.join(marks)}" if marks else ""

    def moment(self, cell: Cell) -> tuple[str, str]:
        """The figures of an interval as a line, and what they come to."""
        said = filled(
            self.tr("Needed {needed} · rostered {rostered}"), needed=figure(cell.needed), rostered=figure(cell.rostered)
        )
        there = cell.rostered if cell.here is None else cell.here
        missing = cell.needed - there
        if missing > 0.05:
            return said, filled(self.tr("{count} missing"), count=figure(missing))
        return said, filled(self.tr("{count} spare"), count=figure(-missing))
