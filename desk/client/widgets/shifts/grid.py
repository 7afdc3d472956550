"""The grid with mouse, keyboard, tool tips and screen reader."""

from html import escape

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QToolTip

from desk.client.models.adherence import AdherenceModel
from desk.client.models.clock import Clock
from desk.client.models.plain import visible
from desk.client.models.rota import RotaModel
from desk.client.models.rota_rows import RotaRows
from desk.client.models.time_axis import TimeAxis
from desk.client.models.what_if import WhatIf
from desk.client.widgets.shifts.accessible import make_accessible
from desk.client.widgets.shifts.reading import GridReading


class Grid(GridReading):
    """The whole grid."""

    def __init__(
        self,
        model: RotaModel,
        rows: RotaRows,
        axis: TimeAxis,
        adherence: AdherenceModel,
        clock: Clock,
        what_if: WhatIf,
    ) -> None:
        make_accessible()
        super().__init__(model, rows, axis, adherence, clock, what_if)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def tip(self, point: QPoint) -> list[str]:
        """What there is to know of what lies at a point, a line each."""
        row = self.row_at(point)
        if row is None or row.user_id is None:
            return []
        user, words = row.user_id, self.words
        lines = [visible(self.model.name(user))]
        if point.x() < self.left:
            lines.append(words.state(self.adherence.state(user)))
            amiss = self.adherence.mismatch(user)
            if amiss is not None:
                lines.append(f"{words.mismatch(amiss.mismatch)} · {words.span(amiss.minutes)}")
            return lines
        bar, minute = self.bar_at(point), self.minute_at(point)
        lines += [words.hatch(one) for one in self.model.hatches(user) if one.start <= minute < one.end]
        if bar is None:
            return lines if len(lines) > 1 else []
        pattern = next((one for one in self.model.rules.patterns if one.code == bar.pattern), None)
        lines.append(
            " · ".join(part for part in (words.times(self.axis, bar.start, bar.end), words.pattern(pattern)) if part)
        )
        number = bar.at(minute)
        if number is not None:
            piece = bar.pieces[number]
            lines.append(f"{words.activity(piece.activity)} {words.times(self.axis, piece.start, piece.end)}")
        return lines + words.marks(bar)

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            lines = [] if self.drag is not None else self.tip(event.pos())
            text = "<br>".join(escape(line) for line in lines)
            QToolTip.showText(event.globalPos(), f"<span>{text}</span>" if text else "", self)
            return True
        return super().viewportEvent(event)
