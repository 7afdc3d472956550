"""The lead's day as a whole: the line of choices, coverage over the grid, and the panel beside them."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QEvent, QLocale, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from desk.client.models.adherence import AdherenceModel
from desk.client.models.coverage import Cell, CoverageModel, CoverageTable
from desk.client.models.helping import Helping
from desk.client.models.proposals import Proposals
from desk.client.models.rota import RotaModel, Span
from desk.client.models.rota_bars import Bar
from desk.client.models.rota_rows import Grouping, RotaRows
from desk.client.models.time_axis import TimeAxis
from desk.client.models.what_if import Prospect, WhatIf, ghost_of
from desk.client.widgets.controls.surface import Divider
from desk.client.widgets.floating import take_keyboard
from desk.client.widgets.keyboard import is_writing
from desk.client.widgets.shifts.commands import AT_BAR
from desk.client.widgets.shifts.deeds import Deeds
from desk.client.widgets.shifts.detail import Detail
from desk.client.widgets.shifts.grid import Grid
from desk.client.widgets.shifts.printing import Printing
from desk.client.widgets.shifts.propose import ProposeCard
from desk.client.widgets.shifts.side import Side
from desk.client.widgets.shifts.steering import Steering
from desk.client.widgets.shifts.strip import CoverageStrip
from desk.client.widgets.shifts.strip_side import StripSide
from desk.client.widgets.shifts.strip_words import StripWords
from desk.client.widgets.shifts.toolbar import Toolbar
from desk.client.widgets.theme import theme

if TYPE_CHECKING:
    # The panels import this file.
    from desk.client.widgets.panels.panel import Surroundings

_A_DAY = timedelta(days=1)


class LeadDay(QWidget):
    """Everything a lead sees and steers of the shifts."""

    def __init__(self, around: "Surroundings") -> None:
        super().__init__()
        desk = around.desk
        self._around = around
        self.model = RotaModel(desk.remote, desk.outbox)
        self.coverage = CoverageModel(desk.remote)
        self.what_if = WhatIf(self.model, self.coverage)
        self.adherence = AdherenceModel(desk.remote, self.model, self.coverage, self.what_if, desk.clock)
        self.axis, self.rows = TimeAxis(), RotaRows(self.model)
        self._words = StripWords(self)
        self.toolbar = Toolbar(around.commands)
        self.strip = CoverageStrip(self.coverage, self.axis, desk.clock)
        self.strip_side = StripSide(self.coverage, self.strip, desk.directory)
        self.grid = Grid(self.model, self.rows, self.axis, self.adherence, desk.clock, self.what_if)
        self.steering = Steering(self.grid, self.model, self.what_if, around.toasts)
        self.detail = Detail(self.grid, self.model, self.steering)
        self.inbox = desk.lead_inbox
        self.helping = Helping(desk.remote, desk.outbox)
        self.proposals = Proposals(desk.remote, desk.outbox)
        self.side = Side(self.grid, self.adherence, self.coverage, self.helping, desk)
        self.deeds = Deeds(self.side, self.steering, self.model, self.helping, desk.clock, around.toasts)
        self.printing = Printing(self, self.model, self.coverage, self.rows, self.axis, desk.clock, around.toasts)
        self._proposing: ProposeCard | None = None
        self.table_model = CoverageTable(self.coverage, self._words.heading, self._column)
        self.table = QTableView()
        self.pictures = QStackedWidget()
        self._lay_out()
        self._wire()
        self._show_steps()
        self.retranslate()

    def _lay_out(self) -> None:
        self.table.setModel(self.table_model)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.verticalHeader().hide()
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.table.horizontalHeader().setHighlightSections(False)
        self.table.setShowGrid(False)
        self.table.setTabKeyNavigation(False)
        self.table.setFrameShape(QTableView.Shape.NoFrame)
        self.pictures.addWidget(self.strip)
        self.pictures.addWidget(self.table)
        above = QHBoxLayout()
        above.setSpacing(0)
        self.strip_side.setFixedWidth(self.grid.left - 1)
        above.addWidget(self.strip_side)
        above.addWidget(Divider(Qt.Orientation.Vertical))
        above.addWidget(self.pictures, 1)
        self._gutter = QWidget()
        above.addWidget(self._gutter)
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addLayout(above)
        left.addWidget(Divider())
        left.addWidget(self.grid, 1)
        left.addWidget(Divider())
        left.addWidget(self.detail)
        work = QHBoxLayout()
        work.setSpacing(0)
        work.addLayout(left, 1)
        self._edge = Divider(Qt.Orientation.Vertical)
        work.addWidget(self._edge)
        work.addWidget(self.side)
        self._show_side(False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.toolbar)
        whole.addWidget(Divider())
        whole.addLayout(work, 1)
        self._fit()

    def _wire(self) -> None:
        bar, model = self.toolbar, self.model
        bar.moved.connect(self.step)
        bar.undo.clicked.connect(self.steering.undo)
        bar.redo.clicked.connect(self.steering.redo)
        bar.publish.clicked.connect(lambda: self.deeds.ask_publish(bar.publish, self.today()))
        bar.propose.clicked.connect(self._ask_proposal)
        bar.print.clicked.connect(self.printing.ask)
        bar.side.toggled.connect(self._show_side)
        self.steering.call_out_wanted.connect(self._call_out)
        self.side.suggestions_wanted.connect(lambda: self.helping.ask_suggestions(max(self.today(), model.bounds[0])))
        self.inbox.changed.connect(self._count_waiting)
        model.edits.steps_changed.connect(self._show_steps)
        self.grid.drag_changed.connect(self._show_effect)
        bar.span.chosen.connect(self._show_span)
        bar.grouping.chosen.connect(self._group)
        bar.search.searched.connect(self.rows.set_query)
        bar.now.toggled.connect(self._narrow)
        self.strip_side.table_wanted.connect(self._show_table)
        model.days_changed.connect(self._days_changed)
        model.bars_changed.connect(self._bars_changed)
        self.adherence.changed.connect(self._narrow)
        self.grid.farther_wanted.connect(self._farther)
        self.grid.closer_wanted.connect(self._closer)
        self._around.desk.directory.changed.connect(self._name_queues)
        theme().changed.connect(self._fit)

    # What is shown

    def show_days(self, day: date, span: Span) -> None:
        """Look at a span of days."""
        self.toolbar.span.set_value(span.value)
        self.model.open(day, span)
        self.adherence.refresh()
        self._say_days()

    def today(self) -> date:
        """The day it is at the site."""
        return self._around.desk.clock.now().astimezone(self.model.zone).date()

    def shown(self) -> None:
        """The view has come to the front."""
        if self.model.day == date.min:
            self.show_days(self.today(), Span.DAY)
            self.inbox.watch(True)
        if not is_writing(self.window().focusWidget()):
            take_keyboard(self.grid)

    def stop(self) -> None:
        """Nobody looks any more, or another person sits here."""
        self.model.close()
        self.coverage.stop()
        self.adherence.stop()
        self.inbox.watch(False)
        self.helping.forget()
        self.proposals.forget()
        self.model.day = date.min

    def may(self, name: str, *, anywhere: bool = False) -> bool:
        """Whether a command of the table makes sense now; ``anywhere``: the keyboard need not be at the grid."""
        if name in AT_BAR:
            return (anywhere or self.grid.hasFocus()) and self.grid.current_bar() is not None
        if name in ("undo", "redo"):
            return self.model.edits.can_undo if name == "undo" else self.model.edits.can_redo
        return True

    def step(self, by: int) -> None:
        """To the days before (-1), after (1), or to today (0)."""
        model = self.model
        if by == 0:
            self.show_days(self.today(), model.span)
            return
        first, last = model.bounds
        self.show_days(last + _A_DAY if by > 0 else first - _A_DAY, model.span)

    def _show_span(self, span: str) -> None:
        self.show_days(self.model.day, Span(span))

    def _group(self, how: str) -> None:
        self.rows.set_grouping(Grouping(how))

    def _show_table(self, on: bool) -> None:
        self.pictures.setCurrentIndex(int(on))
        self._fit()

    def _farther(self, minute: float) -> None:
        spans = list(Span)
        at = spans.index(self.model.span)
        if at + 1 < len(spans):
            self.show_days(self.axis.local(minute).date(), spans[at + 1])

    def _closer(self, minute: float) -> None:
        spans = list(Span)
        at = spans.index(self.model.span)
        if at:
            self.show_days(self.axis.local(minute).date(), spans[at - 1])

    def _days_changed(self) -> None:
        self.axis.zone = self.model.zone
        if tuple(day.day for day in self.axis.days) != tuple(day.day for day in self.model.days):
            self.axis.show_days(self.model.days)
            self.axis.fit_open_hours()
            self.coverage.show_days([day.day for day in self.model.days])
        else:
            self.axis.show_days(self.model.days, self.axis.last)
        self._say_days()

    def _bars_changed(self, users: object) -> None:
        self.toolbar.show_drafts(self.model.drafts())
        if users is None and self.axis.days:
            end = self.axis.days[-1].end
            bars = (bar for user in self.model.workers for bar in self.model.bars(user))
            self.axis.show_days(self.axis.days, max((bar.end for bar in bars if bar.start < end), default=end))
        self.coverage.soon()

    def _show_steps(self) -> None:
        edits = self.model.edits
        self.toolbar.show_steps(undo=edits.can_undo, redo=edits.can_redo)

    def _show_effect(self, prospect: Prospect | None) -> None:
        self.strip.show_ghost(ghost_of(None if prospect is None else prospect.effect, self.coverage))

    def _show_side(self, on: bool) -> None:
        self.side.setVisible(on)
        self._edge.setVisible(on)

    def _call_out(self, bar: Bar) -> None:
        self.toolbar.side.setChecked(True)
        self.side.ask_instead(bar)

    def _count_waiting(self) -> None:
        self.toolbar.show_waiting(self.inbox.waiting)

    def _ask_proposal(self) -> None:
        if self._proposing is None:
            desk = self._around.desk
            self._proposing = ProposeCard(self.window(), self.proposals, self.model, self.axis, desk.directory)
        self._proposing.ask(self.toolbar.propose, self.model.bounds)

    def _narrow(self) -> None:
        amiss = self.adherence.amiss
        self.toolbar.now.set_count(len(amiss))
        self.rows.set_only([one.user_id for one in amiss] if self.toolbar.now.isChecked() else None)

    # Words and sizes

    def _column(self, column: str, cell: Cell) -> str:
        return self._words.column(column, cell, self.axis)

    def _name_queues(self) -> None:
        directory = self._around.desk.directory
        self.rows.queue_names = {one: directory.queue_name(one) for one in directory.queues}
        self.rows.build()

    def _say_days(self) -> None:
        first, last = self.model.bounds
        if first == date.min:
            return
        locale = QLocale()
        whole, short = self.tr("ddd, MMM d", "a day"), self.tr("MMM d", "a day in a stretch")
        if first == last:
            said = locale.toString(QDate(first.year, first.month, first.day), whole)
        elif self.model.span is Span.MONTH:
            said = locale.toString(QDate(first.year, first.month, 1), self.tr("MMMM yyyy", "a month"))
        else:
            ends = (locale.toString(QDate(one.year, one.month, one.day), short) for one in (first, last))
            said = "–".join(ends)
        self.toolbar.show_title(said)

    def retranslate(self) -> None:
        """Put every word in the language in force."""
        self.rows.rest_name = self.tr("Without a group")
        self.grid.setAccessibleName(self.tr("Shifts"))
        self.table.setAccessibleName(self.tr("Needed and rostered agents, as a table"))
        self.table_model.refresh()
        self._name_queues()
        self._say_days()
        self.toolbar.show_drafts(self.model.drafts())

    def _fit(self) -> None:
        self.strip_side.setFixedWidth(self.grid.left - 1)
        shows_table = self.pictures.currentWidget() is self.table
        self.pictures.setFixedHeight(self.strip.minimumHeight() * (2 if shows_table else 1))
        self._gutter.setFixedWidth(self.grid.verticalScrollBar().sizeHint().width())

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
