"""What stands in the pictures of my shifts: the rows of a day and a week, the cells of a month, in words too."""

from datetime import date, timedelta

from PySide6.QtCore import QDate, QLocale, QObject

from desk.client.models.clock import Clock
from desk.client.models.holidays import mark_of
from desk.client.models.my_day import MyDayModel
from desk.client.models.plain import filled
from desk.client.models.rota import Span, days_of
from desk.client.models.rota_bars import bar_of, hatch_of
from desk.client.models.team_rota import TeamRota
from desk.client.models.time_axis import DaySpan
from desk.client.widgets.shifts.day_words import DayWords
from desk.client.widgets.shifts.month_picture import Cell
from desk.client.widgets.shifts.rows_picture import Row
from desk.contract.calendar import CalendarDay
from desk.contract.shifts import Absence, AbsenceState, Shift
from desk.workforce import law

_A_DAY = timedelta(days=1)


class MyRows(QObject):
    """Makes them of what the models know, in the language in force."""

    def __init__(self, model: MyDayModel, team: TeamRota, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model, self._team, self._clock = model, team, clock
        self._words = DayWords(model, self)

    def week(self, day: date) -> list[Row]:
        """The days of a week, a row each."""
        first, last = days_of(day, Span.WEEK)
        days = [first + n * _A_DAY for n in range((last - first).days + 1)]
        return [self._day_row(known) for one in days if (known := self._model.days.get(one)) is not None]

    def day(self, day: date) -> list[Row]:
        """Me, and those of my team who work on a day, earliest first."""
        known = self._model.days.get(day)
        if known is None:
            return []
        mine, span, me = self._model.on(day), DaySpan.of(known), self._model.me
        rows = [self._person(me, self.tr("Me"), mine, span, strong=True)]
        return rows + [
            self._person(one.user_id, one.name, shifts, span, strong=False) for one, shifts in self._team.people(day)
        ]

    def note(self, day: date, span: Span) -> str:
        """Below the rows: who is here after me, or what the week comes to."""
        if span is Span.WEEK:
            first, last = days_of(day, Span.WEEK)
            shifts = [one for one in self._model.shifts if first <= one.day <= last]
            minutes = sum(law.worked(one, self._absences()) for one in shifts)
            return filled(self.tr("Planned in this week: {hours}"), hours=self._words.shifts.span(minutes))
        return self._after_me(day)

    def cell(self, day: date) -> Cell:
        """A day of the month."""
        shifts, known = self._model.on(day), self._model.days.get(day)
        away = [one for one in self._absences() if self._touches(one, known)]
        late = known is not None and known.late is not None and any(one.end > known.late.start for one in shifts)
        absence = away[0] if away else None
        return Cell(
            day,
            tuple(self._words.hours(one) for one in shifts),
            "call_note" if late else "accent",
            mark_of(known),
            "" if absence is None else self._words.shifts.absence(absence.absence_kind),
            absence is not None and absence.state is AbsenceState.ASKED,
            any(one.overtime for one in shifts),
            self._said(day, shifts, known),
            red=known is not None and bool(known.holiday),
        )

    # Inside

    def _day_row(self, known: CalendarDay) -> Row:
        day, shifts = known.day, self._model.on(known.day)
        name = QLocale().toString(QDate(day.year, day.month, day.day), self.tr("ddd d", "day of a week"))
        minutes = sum(law.worked(one, self._absences()) for one in shifts)
        below = mark_of(known) or (self._words.shifts.span(minutes) if shifts else self.tr("free"))
        red = bool(known.holiday) or day.weekday() == 6
        return Row(
            day.toordinal(),
            name,
            below,
            DaySpan.of(known),
            tuple(bar_of(one) for one in shifts),
            tuple(hatch_of(one) for one in self._absences() if self._touches(one, known)),
            strong=day == self._model.today,
            red=red,
            said=self._said(day, shifts, known),
        )

    def _person(self, user_id: int, name: str, shifts: list[Shift], span: DaySpan, *, strong: bool) -> Row:
        hours = ", ".join(self._words.hours(one) for one in shifts)
        below = hours or self.tr("free")
        book = self._model.book if strong else self._team.book
        hatches = tuple(
            hatch_of(one)
            for one in book.absences_of(user_id)
            if one.start.timestamp() < span.end * 60 and one.end.timestamp() > span.start * 60
        )
        bars = tuple(bar_of(one) for one in shifts)
        return Row(user_id, name, below, span, bars, hatches, strong=strong, said=f"{name}, {below}")

    def _after_me(self, day: date) -> str:
        """Who covers when I have gone."""
        mine = self._model.on(day)
        if not mine or not self._team.loaded:
            return ""
        end = mine[-1].end
        staying = [(one, shifts[-1].end) for one, shifts in self._team.people(day) if shifts[-1].end > end]
        if not staying:
            return self.tr("Nobody of my team works longer than I do.")
        staying.sort(key=lambda pair: pair[1], reverse=True)
        names = ", ".join(f"{one.name} ({self._words.clock(until)})" for one, until in staying[:5])
        more = "" if len(staying) <= 5 else " " + self.tr("and %n more", "", len(staying) - 5)
        return filled(self.tr("Here after me: {names}"), names=names) + more

    def _absences(self) -> list[Absence]:
        return self._model.book.absences_of(self._model.me)

    @staticmethod
    def _touches(absence: Absence, day: CalendarDay | None) -> bool:
        return day is not None and absence.start < day.end and absence.end > day.start

    def _said(self, day: date, shifts: list[Shift], known: CalendarDay | None) -> str:
        parts = [self._words.day(day), *(self._words.hours(one) for one in shifts)]
        if not shifts:
            parts.append(self.tr("free"))
        parts += [mark] if (mark := mark_of(known)) else []
        away = [one for one in self._absences() if self._touches(one, known)]
        parts += [self._words.shifts.absence(one.absence_kind) for one in away]
        return ", ".join(parts)
