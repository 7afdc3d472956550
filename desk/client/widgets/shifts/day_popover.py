"""My day at a glance, below the strip: today's shift, what comes, and whether I may go now."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desk.client.models.desk import Desk
from desk.client.models.may_go import Reminder
from desk.client.models.my_day import Place, joined
from desk.client.models.plain import filled
from desk.client.widgets.call.parts import empty_out
from desk.client.widgets.commands import Commands
from desk.client.widgets.controls.button import Button
from desk.client.widgets.controls.elided import ElidedLabel, Label
from desk.client.widgets.controls.surface import Divider
from desk.client.widgets.keys import shown
from desk.client.widgets.language import language
from desk.client.widgets.popover import Popover
from desk.client.widgets.shifts.day_bar import DayBar
from desk.client.widgets.shifts.day_words import DayWords
from desk.client.widgets.shifts.go_card import GoCard
from desk.contract.shifts import Activity, Segment

#: So many of the next changes are listed.
NEXT = 4


class DayPopover(Popover):
    """Opened by the agent, so it takes the keyboard; it asks the server only when it is asked to."""

    def __init__(self, host: QWidget, desk: Desk, commands: Commands) -> None:
        super().__init__(host, width=400)
        self._desk, self._commands = desk, commands
        self._words = DayWords(desk.my_day, self)
        self.title = ElidedLabel("", "title")
        self.differs = Label("", "body", "warn", wrap=True)
        self.bar = DayBar()
        self._list = QVBoxLayout()
        self._list.setSpacing(2)
        self.lunch = Button("", "secondary", "coffee")
        self.rest = Button("", "secondary", "timer")
        self.card = GoCard(desk)
        self.whole = Button("", "ghost", "calendar-clock")
        self.over = Button("", "ghost", "transfer")
        self._lay_out()
        self._wire()
        self.refresh()

    def _lay_out(self) -> None:
        ask, foot = QHBoxLayout(), QHBoxLayout()
        ask.setSpacing(8)
        ask.addWidget(self.lunch, 1)
        ask.addWidget(self.rest, 1)
        foot.addWidget(self.whole)
        foot.addStretch(1)
        foot.addWidget(self.over)
        self.body.setSpacing(10)
        self.body.addWidget(self.title)
        self.body.addWidget(self.differs)
        self.body.addWidget(self.bar)
        self.body.addLayout(self._list)
        self.body.addLayout(ask)
        self.body.addWidget(self.card)
        self.body.addWidget(Divider())
        self.body.addLayout(foot)
        self.card.hide()

    def _wire(self) -> None:
        run = self._commands.run
        self.lunch.clicked.connect(lambda: self._ask(Activity.LUNCH))
        self.rest.clicked.connect(lambda: self._ask(Activity.BREAK))
        self.card.done.connect(self.close)
        self.whole.clicked.connect(lambda: (self.close(), run("view.shifts")))
        self.over.clicked.connect(lambda: (self.close(), run("day.hand_over")))
        self.closed.connect(lambda: self._desk.may_go.watch(False))
        for signal in (self._desk.my_day.changed, self._desk.state.changed, self._desk.clock.tick):
            signal.connect(self._refresh_if_seen)
        language().changed.connect(self.refresh)
        self._commands.changed.connect(self.refresh)

    def show_day(self, anchor: QWidget) -> None:
        """My day, without a question."""
        if self.isVisible() and not self.card.isVisible():
            self.close()
            return
        self.card.hide()
        self.refresh()
        self.open_at(anchor, keyboard=self.lunch)

    def ask(self, pause: Activity, anchor: QWidget) -> None:
        """May I go now?"""
        self.refresh()
        if not self.isVisible():
            self.open_at(anchor, keyboard=self.lunch if pause is Activity.LUNCH else self.rest)
        self._ask(pause)

    def remind(self, reminder: Reminder, anchor: QWidget) -> None:
        """The better time has come: ask again, and leave the keyboard where it is."""
        self.refresh()
        self.open_at(anchor)
        self._ask(reminder.pause)

    def _ask(self, pause: Activity) -> None:
        self._desk.may_go.ask(pause)
        self._desk.may_go.watch(True)
        self.card.show()
        self.place()

    def _refresh_if_seen(self) -> None:
        if self.isVisible():
            self.refresh()

    def refresh(self) -> None:
        """Show my day as it is, in the language in force."""
        model, now = self._desk.my_day, self._desk.clock.now()
        place = model.place()
        self.setAccessibleName(self.tr("My day"))
        self._say_buttons()
        mismatch = model.mismatch()
        self.differs.setVisible(mismatch is not None)
        if mismatch is not None:
            self.differs.setText(self._words.differs(mismatch, place))
        day = None if place is None else model.days.get(place.shift.day)
        self.bar.setVisible(day is not None)
        if place is None:
            self.title.setText(self.tr("No shift is planned for you"))
            empty_out(self._list)
            return
        shift = place.shift
        today = shift.day == model.today or place.inside
        head = self.tr("Today {hours}") if today else self.tr("Next shift {day}, {hours}")
        self.title.setText(filled(head, day=self._words.day(shift.day), hours=self._words.hours(shift)))
        if day is not None:
            self.bar.show_shift(shift, day, now)
        self._fill(place)

    def _say_buttons(self) -> None:
        keys = self._commands.first_key
        self.lunch.setText(self.tr("Lunch now?"))
        self.rest.setText(self.tr("Break now?"))
        self.lunch.set_hint(shown(keys("day.lunch")))
        self.rest.set_hint(shown(keys("day.rest")))
        self.whole.setText(self.tr("My shifts"))
        self.over.setText(self.tr("Hand over"))
        self.card.refresh()

    def _fill(self, place: Place) -> None:
        """What comes next, one line each; the end of the shift last."""
        now = self._desk.clock.now()
        coming = [one for one in joined(place.shift.segments) if one.start > now]
        lines = [self._line(one) for one in coming if one.activity is not Activity.WORK][:NEXT]
        lines.append((self._words.clock(place.shift.end), self.tr("Shift ends"), ""))
        empty_out(self._list)
        for time, what, span in lines:
            row = QHBoxLayout()
            row.setSpacing(10)
            digits = Label(time, "mono_digits", "muted")
            row.addWidget(digits)
            row.addWidget(Label(what, "body"))
            row.addWidget(Label(span, "small", "faint"))
            row.addStretch(1)
            self._list.addLayout(row)

    def _line(self, one: Segment) -> tuple[str, str, str]:
        minutes = int((one.end - one.start).total_seconds() // 60)
        words = self._words
        return words.clock(one.start), words.shifts.activity(one.activity), words.shifts.span(minutes)
