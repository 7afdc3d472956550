"""Asking for leave: what kind, from when to when, a word to the lead; and what it does."""

from datetime import date, datetime, time, timedelta

from PySide6.QtCore import QDate, QTime
from PySide6.QtWidgets import QComboBox, QDateEdit, QGridLayout, QHBoxLayout, QTimeEdit, QWidget

from desk.client.models.desk import Desk
from desk.client.models.plain import filled
from desk.client.widgets.controls.button import Button, IconButton
from desk.client.widgets.controls.elided import ElidedLabel, Label
from desk.client.widgets.controls.field import LineField
from desk.client.widgets.controls.switch import Switch
from desk.client.widgets.language import language
from desk.client.widgets.popover import Popover
from desk.client.widgets.shifts.day_words import DayWords
from desk.contract.shifts import AbsenceDraft, AbsenceKind

_DAY = timedelta(days=1)
OPENS, NOON, CLOSES = time(9, 0), time(13, 0), time(18, 0)


class LeaveForm(Popover):
    """Opened by the agent; it closes when the leave is asked for. A lead decides."""

    def __init__(self, host: QWidget, desk: Desk) -> None:
        super().__init__(host, width=380, sticky=True)
        self._desk, self._words = desk, DayWords(desk.my_day, self)
        self.title = ElidedLabel("", "title")
        self.close_button = IconButton("x", "-")
        self.kind = QComboBox()
        for kind in AbsenceKind:
            self.kind.addItem("", kind.value)
        self.whole = Switch("")
        self.first, self.last = QDateEdit(), QDateEdit()
        self.from_time, self.to_time = QTimeEdit(), QTimeEdit()
        self.labels = [Label("", "small_strong", "muted") for _ in range(3)]
        self.effect = Label("", "small", "muted", wrap=True)
        self.words = LineField("-")
        self.ask_button = Button("", "primary", "send")
        self._lay_out()
        self._wire()
        self.retranslate()

    def _lay_out(self) -> None:
        for editor in (self.first, self.last):
            editor.setCalendarPopup(True)
            editor.setDisplayFormat("yyyy-MM-dd")
        for clock in (self.from_time, self.to_time):
            clock.setDisplayFormat("HH:mm")
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.close_button)
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(1, 2)
        grid.addWidget(self.labels[0], 0, 0)
        grid.addWidget(self.kind, 1, 0)
        grid.addWidget(self.whole, 1, 1)
        grid.addWidget(self.labels[1], 2, 0)
        grid.addWidget(self.first, 3, 0)
        grid.addWidget(self.from_time, 3, 1)
        grid.addWidget(self.labels[2], 4, 0)
        grid.addWidget(self.last, 5, 0)
        grid.addWidget(self.to_time, 5, 1)
        self.body.setSpacing(12)
        self.body.addLayout(head)
        self.body.addLayout(grid)
        self.body.addWidget(self.words)
        self.body.addWidget(self.effect)
        self.body.addWidget(self.ask_button)

    def _wire(self) -> None:
        self.close_button.clicked.connect(self.close)
        self.kind.currentIndexChanged.connect(self._kind_chosen)
        self.whole.toggled.connect(self._fit)
        self.first.dateChanged.connect(self._first_moved)
        for signal in (self.last.dateChanged, self.from_time.timeChanged, self.to_time.timeChanged):
            signal.connect(self._say_effect)
        self.ask_button.clicked.connect(self._ask)
        language().changed.connect(self.retranslate)

    def ask(self, anchor: QWidget, day: date) -> None:
        """Open for a day, or for today where that is over."""
        day = max(day, self._desk.my_day.today)
        self.words.set_text("")
        self.whole.setChecked(True)
        self.kind.setCurrentIndex(0)
        for editor in (self.first, self.last):
            editor.setDate(QDate(day.year, day.month, day.day))
        self._fit()
        self.open_at(anchor, keyboard=self.kind)

    def span(self) -> tuple[datetime, datetime]:
        """From when to when, on the site's wall."""
        zone = self._desk.my_day.zone
        first, last = _date(self.first.date()), _date(self.last.date())
        if self.whole.isChecked():
            return datetime.combine(first, time(), zone), datetime.combine(last + _DAY, time(), zone)
        return (
            datetime.combine(first, _time(self.from_time.time()), zone),
            datetime.combine(last, _time(self.to_time.time()), zone),
        )

    def _kind_chosen(self) -> None:
        """Half a day has hours: the afternoon of the shift, else of any day."""
        if self.kind.currentData() == AbsenceKind.HALF_DAY:
            self.whole.setChecked(False)
            shifts = self._desk.my_day.on(_date(self.first.date()))
            zone = self._desk.my_day.zone
            end = shifts[-1].end.astimezone(zone).time() if shifts else CLOSES
            self.from_time.setTime(QTime(NOON.hour, NOON.minute))
            self.to_time.setTime(QTime(end.hour, end.minute))
            self.last.setDate(self.first.date())
        self._fit()

    def _first_moved(self) -> None:
        if self.last.date() < self.first.date():
            self.last.setDate(self.first.date())
        self._say_effect()

    def _fit(self) -> None:
        for clock, at in ((self.from_time, OPENS), (self.to_time, CLOSES)):
            clock.setVisible(not self.whole.isChecked())
            if self.whole.isChecked():
                clock.setTime(QTime(at.hour, at.minute))
        self._say_effect()

    def _say_effect(self) -> None:
        """Which shifts it touches."""
        start, end = self.span()
        wrong = end <= start or end <= self._desk.clock.now()
        self.ask_button.setEnabled(not wrong)
        if wrong:
            self.effect.set_colour("bad")
            self.effect.setText(self.tr("It must end after it begins, and not in the past."))
            return
        touched = [one for one in self._desk.my_day.shifts if one.start < end and start < one.end]
        days = ", ".join(dict.fromkeys(self._words.day(one.day) for one in touched[:6]))
        parts = [
            filled(self.tr("%n of my shifts lie in it: {days}.", "", len(touched)), days=days)
            if touched
            else self.tr("No shift of mine that is known lies in it.")
        ]
        parts.append(self.tr("My lead decides; until then the shifts stay as they are."))
        self.effect.set_colour("muted")
        self.effect.setText(" ".join(parts))

    def _ask(self) -> None:
        start, end = self.span()
        kind = AbsenceKind(self.kind.currentData())
        draft = AbsenceDraft(absence_kind=kind, start=start, end=end, words=self.words.text().strip())
        self._desk.my_requests.ask_absence(draft)
        self.close()

    def retranslate(self) -> None:
        """Put every word in the language in force."""
        self.setAccessibleName(self.tr("Ask for leave"))
        self.title.setText(self.tr("Ask for leave"))
        self.close_button.set_label(self.tr("Close"), "Esc")
        for at, kind in enumerate(AbsenceKind):
            self.kind.setItemText(at, self._words.shifts.absence(kind))
        for label, words in zip(self.labels, (self.tr("Kind"), self.tr("From"), self.tr("To")), strict=True):
            label.setText(words)
        self.kind.setAccessibleName(self.tr("Kind"))
        self.whole.setText(self.tr("Whole days"))
        for editor, words in (
            (self.first, self.tr("From")),
            (self.last, self.tr("To")),
            (self.from_time, self.tr("From, time")),
            (self.to_time, self.tr("To, time")),
        ):
            editor.setAccessibleName(words)
            editor.lineEdit().setAccessibleName(words)
        self.words.set_label(self.tr("A word to my lead"))
        self.ask_button.setText(self.tr("Ask for it"))
        self._say_effect()


def _date(day: QDate) -> date:
    return date(day.year(), day.month(), day.day())


def _time(at: QTime) -> time:
    return time(at.hour(), at.minute())
