"""Where administrators set queues up: skills, hours, urgency, targets, weight, and giving work out by rule."""

from msgspec.structs import replace
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from desk.client.models import week_hours
from desk.client.models.directory import Directory
from desk.client.models.queue_setup import QueueSetUp, draft_of, fits, words_of
from desk.client.models.queue_words import QueueWords
from desk.client.widgets.controls.field import LineField
from desk.client.widgets.controls.switch import Switch
from desk.client.widgets.settings.page import SettingRow
from desk.client.widgets.settings.setup_page import SetUpPage, number, share
from desk.contract.calendar import Hours
from desk.contract.queues import Queue, QueueDraft
from desk.contract.service import ClockKind, Priority, Skill

#: Targets a queue can have; nought is none.
TARGETS = ("first_answer", "next_answer", "resolution", "callback")
MOST_MINUTES = 60 * 24 * 90
#: What is offered where a queue gets hours of its own.
USUAL = [[Hours(opens=540, closes=1080)] if day < 5 else [] for day in range(7)]


class QueuesSetUpPage(SetUpPage):
    """One queue at a time."""

    def __init__(self, model: QueueSetUp, directory: Directory) -> None:
        super().__init__(model)
        self._directory, self._words = directory, QueueWords(self)
        self._queue: Queue | None = None
        self.which, self.priority = QComboBox(), QComboBox()
        self.skills, self.weight, self.assigns, self.pauses = LineField(""), share(100), Switch(), Switch()
        self.targets = {name: number(MOST_MINUTES) for name in TARGETS}
        self.own_hours = Switch()
        self.days = [LineField("", "09:00-12:00, 13:00-18:00") for _ in range(7)]
        self.rows = [SettingRow(one) for one in (self.priority, self.weight, self.assigns)]
        self.target_rows = [SettingRow(one) for one in (*self.targets.values(), self.pauses)]
        self.hours_row = SettingRow(self.own_hours)
        for one in Priority:
            self.priority.addItem("", one)
        self._lay_out()
        self.which.activated.connect(self._chosen)
        self.own_hours.toggled.connect(self._show_days)
        directory.changed.connect(self._list)
        self.begin()
        self._list()

    def _lay_out(self) -> None:
        head = self.add_card()
        head.body.setSpacing(10)
        head.body.addWidget(self.which)
        head.body.addWidget(self.skills)
        self.add_card(*self.rows)
        self.add_card(*self.target_rows)
        self._week = QWidget()
        column = QVBoxLayout(self._week)
        column.setContentsMargins(0, 4, 0, 8)
        column.setSpacing(6)
        for day in self.days:
            column.addWidget(day)
        self.add_card(self.hours_row, self._week)
        self.add_foot()

    def show_queue(self, queue: Queue) -> None:
        """Write this one."""
        self._queue = queue
        self.skills.set_text(", ".join(queue.skills))
        self.skills.set_error("")
        self.priority.setCurrentIndex(self.priority.findData(queue.priority))
        self.weight.setValue(queue.weight)
        self.assigns.setChecked(queue.assigns)
        for name, field in self.targets.items():
            field.setValue(getattr(queue.targets, name) or 0)
        self.pauses.setChecked(bool(queue.targets.pauses))
        hours = queue.targets.hours
        self.own_hours.setChecked(hours is not None)
        for line, day in zip(self.days, hours or USUAL, strict=True):
            line.set_text(week_hours.written(day))
            line.set_error("")
        self._show_days()
        self.say_state("")
        self.keep_shown()

    def written(self) -> object:
        lines, switches = (self.skills, *self.days), (self.assigns, self.pauses, self.own_hours)
        return (
            self.priority.currentData(),
            self.weight.value(),
            *(one.value() for one in self.targets.values()),
            *(one.text() for one in lines),
            *(one.isChecked() for one in switches),
        )

    def draft(self) -> QueueDraft | None:
        """The queue as it is written; None when something does not make sense, which is said at its place."""
        if self._queue is None:
            return None
        skills = list(words_of(self.skills.text()))
        bad = next((one for one in skills if not fits(one, Skill)), None)
        said = self.tr("Small letters, digits and _ only, such as english, gift_wrap.")
        self.skills.set_error(said if bad is not None else "")
        week = [week_hours.read(field.text()) for field in self.days] if self.own_hours.isChecked() else None
        for field, day in zip(self.days, week or USUAL, strict=True):
            field.set_error("" if day is not None else self.tr("Write it like 09:00-12:00, 13:00-18:00."))
        if bad is not None or (week is not None and None in week):
            return None
        minutes = {name: field.value() or None for name, field in self.targets.items()}
        hours = None if week is None else [day for day in week if day is not None]
        pauses = ("pending",) if self.pauses.isChecked() else ()
        return replace(
            draft_of(self._queue),
            skills=skills,
            priority=Priority(self.priority.currentData()),
            weight=self.weight.value(),
            assigns=self.assigns.isChecked(),
            targets=replace(self._queue.targets, hours=hours, pauses=pauses, **minutes),
        )

    def put(self) -> None:
        draft = self.draft()
        if draft is not None and self._queue is not None:
            self.say_saving(self.model.change_queue(self._queue, draft))

    def retranslate(self) -> None:
        self.title.setText(self.tr("Queues"))
        self.which.setAccessibleName(self.tr("Queue"))
        self.save.setText(self.tr("Save"))
        self.skills.set_label(self.tr("Skills that its work asks for"))
        self.skills.set_hint(self.tr("With commas between them; empty: everybody of the queue can do it."))
        for at, one in enumerate(Priority):
            self.priority.setItemText(at, self._words.priority(one))
        priority, weight, assigns = self.rows
        priority.set_words(self.tr("Urgency"), self.tr("Work of a more urgent queue is given out first."))
        weight.set_words(self.tr("Weight"), self.tr("How much of what somebody can carry a ticket takes."))
        assigns.set_words(self.tr("Give work out by rule"), self.tr("Otherwise people take it themselves."))
        for row, kind in zip(self.target_rows, map(ClockKind, TARGETS), strict=False):
            self._name_target(row, kind)
        self.target_rows[-1].set_words(
            self.tr("The resolution rests while put aside"), self.tr("While one waits for the customer.")
        )
        self.hours_row.set_words(
            self.tr("Hours of its own"), self.tr("Otherwise it is served whenever the centre is open, lunch included.")
        )
        for day, field in enumerate(self.days, start=1):
            field.set_label(QLocale().dayName(day, QLocale.FormatType.LongFormat))

    def _name_target(self, row: SettingRow, kind: ClockKind) -> None:
        row.set_words(self._words.clock(kind), self.tr("In minutes that the queue is served; none at 0."))
        field = self.targets[str(kind)]
        field.setSuffix(self.tr(" min"))
        field.setSpecialValueText(self.tr("none"))

    def _list(self) -> None:
        queues = self._directory.queues
        self.which.blockSignals(True)
        self.which.clear()
        for queue_id in queues:
            self.which.addItem(self._directory.queue_name(queue_id), queue_id)
        self.which.blockSignals(False)
        wanted = self._queue.id if self._queue is not None and self._queue.id in queues else next(iter(queues), None)
        if wanted is not None:
            self.which.setCurrentIndex(self.which.findData(wanted))
            if self._queue is None or queues[wanted].version != self._queue.version:
                self._follow(queues[wanted])

    def _follow(self, queue: Queue) -> None:
        """Another version of the one that is shown, or the first one of all."""
        same = self._queue is not None and self._queue.id == queue.id
        self._queue = queue
        if not (same and self.is_being_written()):
            told = self.state.text()
            self.show_queue(queue)
            self.say_state(told)

    def _chosen(self) -> None:
        self.show_queue(self._directory.queues[int(self.which.currentData())])

    def _show_days(self) -> None:
        self._week.setVisible(self.own_hours.isChecked())
