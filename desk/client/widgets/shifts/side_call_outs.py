"""Who could come: for a gap of the day or instead of somebody; legally, and at what cost to fairness."""

from dataclasses import dataclass
from functools import partial
from math import ceil

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QComboBox

from desk.client.models.coverage import CoverageModel
from desk.client.models.helping import Helping
from desk.client.models.plain import filled
from desk.client.models.rota_bars import Bar
from desk.client.models.time_axis import moment_of
from desk.client.widgets.call.parts import PressRow
from desk.client.widgets.controls.button import Button
from desk.client.widgets.errors import words_for
from desk.client.widgets.shifts.grid import Grid
from desk.client.widgets.shifts.side_page import SidePage
from desk.contract.shifts import OfferKind
from desk.contract.staffing import CallOutQuery, Candidate

#: Agents missing that are worth calling somebody for; so many gaps are offered.
SHORT, MOST = 0.5, 6


@dataclass(frozen=True, slots=True)
class Gap:
    """A stretch of the day that is short of agents (of the queue looked at), or a shift that needs somebody else."""

    start: int
    end: int
    short: float
    instead_of: str = ""


def gaps(coverage: CoverageModel, now: float) -> list[Gap]:
    """Stretches to come that are short, the worst first."""
    found: list[Gap] = []
    for cell in coverage.cells:
        if cell.gap < SHORT or cell.end <= now:
            continue
        last = found[-1] if found else None
        if last is not None and last.end == cell.start:
            found[-1] = Gap(last.start, cell.end, max(last.short, cell.gap))
        else:
            found.append(Gap(max(cell.start, _soon(now)), cell.end, cell.gap))
    return sorted((one for one in found if one.end > one.start), key=lambda one: -one.short)[:MOST]


def _soon(now: float) -> int:
    """The next quarter of an hour: nobody can be asked for what is over."""
    return int(now // 15 + 1) * 15


class CallOutsPage(SidePage):
    """Choose the time, see who could come, offer it or roster somebody at once."""

    wanted = Signal(object, int)
    """Somebody shall come at once: carries the `Gap` and the person."""
    offered = Signal()
    """Hours were offered; carries nothing."""

    def __init__(self, helping: Helping, coverage: CoverageModel, grid: Grid) -> None:
        super().__init__()
        self._helping, self._coverage, self._grid = helping, coverage, grid
        self._gaps: list[Gap] = []
        self._own: Gap | None = None
        self.when = QComboBox()
        self.offer = Button("", "primary", "send")
        self.head.addWidget(self.when)
        self.head.addWidget(self.offer)
        self.when.activated.connect(self._ask)
        self.offer.clicked.connect(self._offer)
        helping.candidates_changed.connect(self.refresh)
        self.retranslate()

    def opened(self) -> None:
        """The page has come to the front: what is short now?"""
        self._fill()
        if self._gaps and self._helping.asked is None:
            self._ask(0)

    def ask_instead(self, bar: Bar, name: str) -> None:
        """Who could come instead of somebody?"""
        soon = _soon(self._grid.now())
        self._own = Gap(max(bar.start, soon) if soon < bar.end else bar.start, bar.end, 1.0, name)
        self._fill()
        self._ask(0)

    def refresh(self) -> None:
        """Show who could come."""
        helping = self._helping
        rows = [self._row(one) for one in helping.candidates]
        legal = sum(one.legal for one in helping.candidates)
        self.offer.setVisible(legal > 0)
        self.offer.setText(self.tr("Offer it to %n people", "", legal))
        if helping.error is not None:
            nothing = words_for(helping.error).what
        elif helping.asking_candidates:
            nothing = self.tr("Looking…")
        elif helping.asked is None:
            nothing = self.tr("Nothing is short. Choose a shift to see who could come instead.")
        else:
            nothing = self.tr("Nobody is free then.")
        self.show_rows(rows, nothing)

    def retranslate(self) -> None:
        """Put every word in the language in force."""
        self.when.setAccessibleName(self.tr("When"))
        self._fill()
        self.refresh()

    def _fill(self) -> None:
        self._gaps = gaps(self._coverage, self._grid.now())
        if self._own is not None:
            self._gaps.insert(0, self._own)
        self.when.clear()
        for gap in self._gaps:
            times = self._grid.words.times(self._grid.axis, gap.start, gap.end)
            instead = filled(self.tr("{times} instead of {name}"), times=times, name=gap.instead_of)
            short = filled(self.tr("{times}, {count} short"), times=times, count=ceil(gap.short))
            self.when.addItem(instead if gap.instead_of else short)
        self.when.setVisible(bool(self._gaps))

    def _ask(self, at: int) -> None:
        gap = self._gaps[at]
        self.when.setCurrentIndex(at)
        queue = None if gap.instead_of else self._coverage.queue_id
        self._helping.ask_candidates(CallOutQuery(start=moment_of(gap.start), end=moment_of(gap.end), queue_id=queue))

    def _chosen(self) -> Gap | None:
        at = self.when.currentIndex()
        return self._gaps[at] if 0 <= at < len(self._gaps) else None

    def _row(self, one: Candidate) -> PressRow:
        words = self._grid.words
        fairness = filled(self.tr("{count} duties against the team's mean"), count=f"{one.fairness:+.1f}")
        week = filled(self.tr("week {hours}"), hours=words.span(one.week_minutes))
        rules = ", ".join(words.rule(rule) for rule in one.rules)
        row = PressRow(
            self._grid.model.name(one.user_id),
            " · ".join(part for part in (rules, week, fairness) if part),
            "user" if one.legal else "stop-sale",
            aside=self.tr("possible") if one.legal else self.tr("not allowed"),
            aside_tone="good" if one.legal else "bad",
        )
        row.setEnabled(one.legal)
        row.clicked.connect(partial(self._want, one.user_id))
        return row

    def _want(self, user_id: int) -> None:
        gap = self._chosen()
        if gap is not None:
            self.wanted.emit(gap, user_id)

    def _offer(self) -> None:
        gap = self._chosen()
        legal = tuple(one.user_id for one in self._helping.candidates if one.legal)
        if gap is not None and legal:
            start, end = moment_of(gap.start), moment_of(gap.end)
            now = self._grid.clock.now()
            self._helping.offer(OfferKind.EXTRA_HOURS, start, end, max(1, ceil(gap.short)), now, legal)
            self.offered.emit()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
