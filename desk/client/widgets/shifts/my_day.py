"""My shifts: a day with those who work beside me, a week, a month; my hours, my balance, what I ask for."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QEvent, QLocale, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desk.client.models.rota import Span, days_of
from desk.client.models.time_axis import minute_of
from desk.client.widgets.controls.elided import Label
from desk.client.widgets.controls.surface import Divider, Surface
from desk.client.widgets.floating import take_keyboard
from desk.client.widgets.keyboard import is_writing
from desk.client.widgets.keys import chord_of
from desk.client.widgets.scroll import ClearScroll
from desk.client.widgets.shifts.day_head import DayHead
from desk.client.widgets.shifts.leave_form import LeaveForm
from desk.client.widgets.shifts.month_picture import MonthPicture
from desk.client.widgets.shifts.my_rows import MyRows
from desk.client.widgets.shifts.my_side import MySide
from desk.client.widgets.shifts.rows_picture import RowsPicture
from desk.client.widgets.shifts.swap_sheet import SwapSheet
from desk.client.widgets.theme import theme

if TYPE_CHECKING:
    # The panels import this file.
    from desk.client.widgets.panels.panel import Surroundings

SIDE = 324
_A_DAY = timedelta(days=1)


class MyDay(QWidget):
    """What I work when, and what I may ask for."""

    def __init__(self, around: "Surroundings") -> None:
        super().__init__()
        self._around, self._desk = around, around.desk
        self.model, self.requests = around.desk.my_day, around.desk.my_requests
        self.team = around.desk.team_rota
        self.day, self.span = self.model.today, Span.WEEK
        self._making = MyRows(self.model, self.team, around.desk.clock, self)
        self.head = DayHead()
        self.rows, self.month = RowsPicture(), MonthPicture(self._making.cell)
        self.note = Label("", "small", "muted", wrap=True)
        self.side = MySide(around.desk, self.team, around.commands)
        self.pages, self.left, self.right = QStackedWidget(), ClearScroll(), ClearScroll()
        self.leave: LeaveForm | None = None
        self.swap: SwapSheet | None = None
        self._lay_out()
        self._wire()
        self._say()
        around.desk.at_end(self._close_sheet)

    def _lay_out(self) -> None:
        page = Surface()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.rows)
        self.note.setContentsMargins(14, 10, 14, 10)
        column.addWidget(self.note)
        column.addStretch(1)
        self.left.show_content(page)
        self.pages.addWidget(self.left)
        self.pages.addWidget(self.month)
        work = Surface()
        row = QHBoxLayout(work)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.pages, 1)
        row.addWidget(Divider(Qt.Orientation.Vertical))
        self.right.setFixedWidth(theme().scaled(SIDE))
        self.right.show_content(self.side)
        row.addWidget(self.right)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.head)
        whole.addWidget(Divider())
        whole.addWidget(work, 1)

    def _wire(self) -> None:
        self.head.moved.connect(self.step)
        self.head.span.chosen.connect(self._span_chosen)
        self.head.leave.clicked.connect(self.ask_leave)
        self.head.swap.clicked.connect(self.ask_swap)
        self.side.requests.leave_asked.connect(self.ask_leave)
        self.side.day_wanted.connect(self._open_day)
        self.rows.walked.connect(self._row_walked)
        self.rows.paged.connect(self.step)
        self.rows.opened.connect(self._row_opened)
        self.month.walked.connect(self.show_day)
        self.month.opened.connect(self._open_day)
        for signal in (self.model.changed, self.team.changed):
            signal.connect(self.refresh)
        self._desk.clock.tick.connect(self._tick)

    # What others ask

    def shown(self) -> None:
        """The view has come to the front."""
        self.requests.weigh()
        self.show_day(self.day)
        if not is_writing(self.window().focusWidget()):
            take_keyboard(self._picture())

    def show_day(self, day: date, span: Span | None = None) -> None:
        """Other days, or more or fewer of them."""
        self.day, self.span = day, span or self.span
        self.head.span.set_value(self.span.value)
        first, last = days_of(self.day, self.span)
        self.model.look_at(first - 7 * _A_DAY if self.span is Span.MONTH else first, last + 7 * _A_DAY)
        if self.span is Span.DAY:
            self.team.show_days(self.day - _A_DAY, self.day + _A_DAY)
        had = self.rows.hasFocus() or self.month.hasFocus()
        self.refresh()
        if had:
            take_keyboard(self._picture())

    def show_span(self, span: Span) -> None:
        """A day, a week, a month."""
        self.show_day(self.day, span)

    def step(self, by: int) -> None:
        """Earlier, later, or today."""
        if by == 0:
            self.show_day(self.model.today)
        elif self.span is Span.MONTH:
            first, last = days_of(self.day, Span.MONTH)
            self.show_day(last + _A_DAY if by > 0 else first - _A_DAY)
        else:
            self.show_day(self.day + by * (_A_DAY if self.span is Span.DAY else 7 * _A_DAY))

    def ask_leave(self) -> None:
        """Open the form for the day that is looked at."""
        if self.leave is None:
            self.leave = LeaveForm(self.window(), self._desk)
        self.leave.ask(self.head.leave, self.day)

    def ask_swap(self) -> None:
        """Open the sheet for my shift of the day that is looked at."""
        if self.swap is None:
            self.swap = SwapSheet(self.window(), self._desk, self.team)
            self.swap.closed.connect(lambda: self.show_day(self.day))
        shifts = self.model.on(self.day)
        self.swap.ask(shifts[0] if shifts else None)

    def refresh(self) -> None:
        """Show what is known, in the language in force."""
        month = self.span is Span.MONTH
        self.pages.setCurrentIndex(1 if month else 0)
        self.head.title.setText(self._title())
        if month:
            self.month.show_month(self.day, self.model.today)
            return
        now = minute_of(self._desk.clock.now())
        if self.span is Span.WEEK:
            self.rows.show_rows(self._making.week(self.day), now, self.day.toordinal())
        else:
            self.rows.show_rows(self._making.day(self.day), now, self.rows.current)
        self.note.setText(self._making.note(self.day, self.span))
        self.note.setVisible(bool(self.note.text()))

    # Inside

    def _close_sheet(self) -> None:
        """The program ends: once the window goes, it is too late to ask for the days behind the sheet."""
        if self.swap is not None:
            self.swap.close()

    def _picture(self) -> QWidget:
        return self.month if self.span is Span.MONTH else self.rows

    def _title(self) -> str:
        first, last = days_of(self.day, self.span)

        def said(day: date, form: str) -> str:
            return QLocale().toString(QDate(day.year, day.month, day.day), form)

        if self.span is Span.MONTH:
            return said(first, self.tr("MMMM yyyy"))
        if self.span is Span.DAY:
            return said(first, self.tr("ddd, MMM d"))
        short = self.tr("MMM d")
        return f"{said(first, short)} – {said(last, short)}"

    def _span_chosen(self, value: str) -> None:
        self.show_span(Span(value))

    def _open_day(self, day: date) -> None:
        self.show_day(day, Span.DAY)

    def _row_walked(self, key: int) -> None:
        if self.span is Span.WEEK:
            self.day = date.fromordinal(key)

    def _row_opened(self, key: int) -> None:
        if self.span is Span.WEEK:
            self.show_day(date.fromordinal(key), Span.DAY)

    def _tick(self) -> None:
        if self.isVisible() and self._desk.clock.now().second == 0:
            self.refresh()

    def _say(self) -> None:
        self.setAccessibleName(self.tr("My shifts"))
        self.rows.setAccessibleName(self.tr("My shifts"))
        self.month.setAccessibleName(self.tr("My month"))
        self.left.setAccessibleName(self.tr("My shifts"))
        self.right.setAccessibleName(self.tr("My hours and what I asked for"))
        self.refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match chord_of(event):
            case "D":
                self.show_span(Span.DAY)
            case "W":
                self.show_span(Span.WEEK)
            case "M":
                self.show_span(Span.MONTH)
            case "T":
                self.step(0)
            case "PgUp":
                self.step(-1)
            case "PgDown":
                self.step(1)
            case "S":
                self.ask_swap()
            case "L":
                self.ask_leave()
            case _:
                super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
        super().changeEvent(event)
