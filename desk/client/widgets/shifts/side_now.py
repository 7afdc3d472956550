"""Who matters now: people who do other than planned, those whom callers miss first."""

from functools import partial

from PySide6.QtCore import QEvent

from desk.client.models.adherence import AdherenceModel, Amiss
from desk.client.widgets.call.parts import PressRow
from desk.client.widgets.shifts.grid import Grid
from desk.client.widgets.shifts.side_page import SidePage

MOST = 60


class NowPage(SidePage):
    """A press shows the person in the grid."""

    def __init__(self, adherence: AdherenceModel, grid: Grid) -> None:
        super().__init__()
        self._adherence, self._grid = adherence, grid
        self._shown: list[Amiss] | None = None
        adherence.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show who it is now."""
        if self._shown == self._adherence.amiss and self._shown is not None:
            return
        self._shown = list(self._adherence.amiss)
        rows = [self._row(one) for one in self._shown[:MOST]]
        self.show_rows(rows, self.tr("Everybody does what was planned."))

    def _row(self, one: Amiss) -> PressRow:
        words, model = self._grid.words, self._grid.model
        team = model.team_of(one.user_id)
        state = words.state(self._adherence.state(one.user_id))
        detail = " · ".join(part for part in (words.mismatch(one.mismatch), state, team.name if team else "") if part)
        row = PressRow(
            model.name(one.user_id),
            detail,
            "alert" if one.priority > 0 else "clock",
            aside=words.span(one.minutes),
            aside_tone="bad" if one.priority > 0 else "warn" if one.grave else "neutral",
            tone="bad" if one.priority > 0 else "warn" if one.grave else "neutral",
        )
        row.clicked.connect(partial(self._go, one.user_id))
        return row

    def _go(self, user_id: int) -> None:
        now = self._grid.now()
        bars = self._grid.model.bars(user_id)
        near = min(bars, key=lambda bar: abs((bar.start + bar.end) / 2 - now), default=None)
        self._grid.choose(user_id, None if near is None else near.key)
        self._grid.show_row(user_id)
        self._grid.axis.show_minute(now)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._shown = None
            self.refresh()
        super().changeEvent(event)
