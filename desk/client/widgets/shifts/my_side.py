"""Beside my shifts: my hours and my balance, what is offered and asked for, the next four weeks, my telephone."""

from datetime import timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk.client.models.desk import Desk
from desk.client.models.holidays import holiday_name
from desk.client.models.team_rota import TeamRota
from desk.client.widgets.call.parts import PressRow, Section
from desk.client.widgets.commands import Commands
from desk.client.widgets.controls.elided import Label
from desk.client.widgets.controls.surface import Divider
from desk.client.widgets.language import language
from desk.client.widgets.shifts.balance_card import BalanceCard
from desk.client.widgets.shifts.day_words import DayWords
from desk.client.widgets.shifts.phone_link import PhoneLink
from desk.client.widgets.shifts.requests_box import RequestsBox

AHEAD = timedelta(days=28)


class MySide(QWidget):
    """A column that scrolls."""

    day_wanted = Signal(object)
    """A day of the list was pressed; carries the date."""

    def __init__(self, desk: Desk, team: TeamRota, commands: Commands) -> None:
        super().__init__()
        self._desk, self._words = desk, DayWords(desk.my_day, self)
        self.balance = BalanceCard(desk)
        self.requests = RequestsBox(desk, team, commands)
        self.next = Section()
        self.phone = PhoneLink(desk)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 14, 16)
        column.setSpacing(14)
        parts = (self.balance, self.requests, self.next, self.phone)
        for number, part in enumerate(parts):
            if number:
                column.addWidget(Divider())
            column.addWidget(part)
        column.addStretch(1)
        desk.my_day.changed.connect(self.refresh)
        language().changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show the next weeks, in the language in force."""
        now = self._desk.clock.now()
        coming = [one for one in self._desk.my_day.to_come() if one.start < now + AHEAD]
        self.next.set_words(self.tr("Next four weeks"))
        self.next.set_count(len(coming))
        rows: list[QWidget] = []
        for shift in coming:
            aside = self.tr("overtime") if shift.overtime else ""
            holiday = holiday_name(self._desk.my_day.days.get(shift.day))
            row = PressRow(
                self._words.day(shift.day),
                " · ".join(part for part in (self._words.hours(shift), holiday) if part),
                aside=aside,
                aside_tone="warn",
            )
            row.clicked.connect(lambda _on=False, day=shift.day: self.day_wanted.emit(day))
            rows.append(row)
        self.next.fill(rows or [Label(self.tr("Nothing is planned yet."), "small", "faint")])
