"""The promise of a call-back: when, by whom, about what; made in the call or for any number."""

from datetime import datetime, time, timedelta

from PySide6.QtCore import QDate, QTime
from PySide6.QtWidgets import QComboBox, QDateEdit, QHBoxLayout, QTimeEdit, QVBoxLayout, QWidget

from desk.client.models.desk import Desk
from desk.client.models.formats import SEOUL, Formats
from desk.client.models.plain import filled, joined
from desk.client.widgets.controls.button import Button, IconButton
from desk.client.widgets.controls.elided import ElidedLabel, Label
from desk.client.widgets.controls.field import LineField, TextField
from desk.client.widgets.language import language
from desk.client.widgets.people import PeopleWords
from desk.client.widgets.popover import Popover
from desk.contract.calls import CallbackDraft

EVENING, MORNING = time(17, 0), time(10, 0)


def quick_times(now: datetime) -> dict[str, datetime]:
    """The times one press away, in the shop's time: what has passed today is offered for tomorrow."""
    local = now.astimezone(SEOUL)
    soon = (local + timedelta(minutes=30)).replace(second=0, microsecond=0)
    evening = datetime.combine(local.date(), EVENING, SEOUL)
    morning = datetime.combine(local.date() + timedelta(days=1), MORNING, SEOUL)
    return {
        "soon": soon,
        "evening": evening if evening > local + timedelta(minutes=5) else evening + timedelta(days=1),
        "morning": morning,
    }


class CallbackForm(Popover):
    """Opened by the agent, so it takes the keyboard; it closes when the promise is ordered."""

    def __init__(self, host: QWidget, desk: Desk) -> None:
        super().__init__(host, width=380, sticky=True)
        self._desk = desk
        self._people, self._formats = PeopleWords(), Formats()
        self.title = ElidedLabel("", "title")
        self.close_button = IconButton("x", "-")
        self.who = Label("", "body", "muted", wrap=True)
        self.number = LineField("-", "010-")
        self.quick = {name: Button("", "secondary") for name in ("soon", "evening", "morning")}
        self.day, self.hour = QDateEdit(), QTimeEdit()
        self.day.setCalendarPopup(True)
        self.hour.setDisplayFormat("HH:mm")
        self.day.setDisplayFormat("yyyy-MM-dd")
        self.owner = QComboBox()
        self.owner_label = Label("", "small_strong", "muted")
        self.when_label = Label("", "small_strong", "muted")
        self.words = TextField("-", lines=2)
        self.promise = Button("", "primary", "call-back")
        self._lay_out()
        self._wire()
        self.retranslate()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.close_button)
        quick = QHBoxLayout()
        quick.setSpacing(6)
        for button in self.quick.values():
            quick.addWidget(button, 1)
        when = QHBoxLayout()
        when.setSpacing(6)
        when.addWidget(self.day, 3)
        when.addWidget(self.hour, 2)
        owner = QVBoxLayout()
        owner.setSpacing(4)
        owner.addWidget(self.owner_label)
        owner.addWidget(self.owner)
        self.body.setSpacing(12)
        self.body.addLayout(head)
        self.body.addWidget(self.who)
        self.body.addWidget(self.number)
        at = QVBoxLayout()
        at.setSpacing(6)
        at.addWidget(self.when_label)
        at.addLayout(quick)
        at.addLayout(when)
        self.body.addLayout(at)
        self.body.addLayout(owner)
        self.body.addWidget(self.words)
        self.body.addWidget(self.promise)

    def _wire(self) -> None:
        self.close_button.clicked.connect(self.close)
        for name, button in self.quick.items():
            button.clicked.connect(lambda _checked=False, name=name: self._take_time(name))
        self.promise.clicked.connect(self._promise)
        self._desk.follow_ups.changed.connect(self._fill_owners)
        language().changed.connect(self.retranslate)

    def retranslate(self) -> None:
        """Put every word in the language in force."""
        self.setAccessibleName(self.tr("Call-back"))
        self.title.setText(self.tr("Promise a call-back"))
        self.close_button.set_label(self.tr("Close"), "Esc")
        self.number.set_label(self.tr("Number"))
        self._say_when()
        for editor, name in ((self.day, self.tr("Day")), (self.hour, self.tr("Time"))):
            editor.setAccessibleName(name)
            editor.lineEdit().setAccessibleName(name)
        self.owner_label.setText(self.tr("Who rings back"))
        self.owner.setAccessibleName(self.tr("Who rings back"))
        self.words.set_label(self.tr("About what"))
        self.promise.setText(self.tr("Promise"))
        if self.number.error():
            self._ask_number()
        self._fill_owners()
        self._say_quick()

    def ask(self, anchor: QWidget) -> None:
        """Open for the caller of my call, else for a number to be given."""
        call = self._desk.call.call
        self.number.setVisible(call is None)
        self.number.set_text("")
        self.number.set_error("")
        self.who.setVisible(call is not None)
        if call is not None:
            name, number = self._people.caller(call), self._people.number(call)
            self.who.setText(name if name == number else joined(name, number))
        self.words.set_text("")
        self._say_quick()
        self._take_time("soon")
        self._desk.follow_ups.ask_colleagues()
        self._fill_owners()
        self.open_at(anchor, keyboard=self.number.edit if call is None else self.quick["soon"])

    def due_at(self) -> datetime:
        """The time chosen, in the shop's time."""
        day, hour = self.day.date(), self.hour.time()
        return datetime(day.year(), day.month(), day.day(), hour.hour(), hour.minute(), tzinfo=SEOUL)

    def _say_quick(self) -> None:
        times = quick_times(self._desk.clock.now())
        evening = times["evening"]
        today = evening.date() == self._desk.clock.now().astimezone(SEOUL).date()
        self.quick["soon"].setText(self.tr("In 30 min"))
        at = self._formats.time(evening)
        self.quick["evening"].setText(at if today else filled(self.tr("Tomorrow {time}"), time=at))
        self.quick["morning"].setText(filled(self.tr("Tomorrow {time}"), time=self._formats.time(times["morning"])))

    def _take_time(self, name: str) -> None:
        chosen = quick_times(self._desk.clock.now())[name]
        self.day.setDate(QDate(chosen.year, chosen.month, chosen.day))
        self.hour.setTime(QTime(chosen.hour, chosen.minute))
        self._say_when()

    def _fill_owners(self) -> None:
        """Myself first, then who is here."""
        me, chosen = self._desk.session.user, self.owner.currentData()
        self.owner.clear()
        if me is not None:
            self.owner.addItem(filled(self.tr("{name} (me)"), name=me.name), me.id)
        for colleague in self._desk.follow_ups.colleagues:
            if me is None or colleague.user_id != me.id:
                self.owner.addItem(colleague.name, colleague.user_id)
        self.owner.setCurrentIndex(max(0, self.owner.findData(chosen)))

    def _promise(self) -> None:
        call = self._desk.call.call
        if call is None and not any(sign.isdigit() for sign in self.number.text()):
            self._ask_number()
            return
        if self.due_at() <= self._desk.clock.now():
            self._say_when(passed=True)
            return
        self._desk.follow_ups.promise(
            CallbackDraft(
                due_at=self.due_at(),
                number=None if call is not None else self.number.text().strip(),
                customer_id=call.customer_id if call is not None else None,
                call_id=call.id if call is not None else None,
                owner_id=self.owner.currentData(),
                words=self.words.text().strip(),
            )
        )
        self.close()

    def _ask_number(self) -> None:
        self.number.set_error(self.tr("Please give the number to ring."))

    def _say_when(self, *, passed: bool = False) -> None:
        self.when_label.setText(self.tr("This time has passed") if passed else self.tr("When"))
        self.when_label.set_colour("bad" if passed else "muted")
