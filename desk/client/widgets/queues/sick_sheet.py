"""A sick call: who is ill until when, all that is on them with who could take each, and one button that settles it."""

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from desk.client.models.desk import Desk
from desk.client.models.formats import Formats
from desk.client.models.plain import filled, joined
from desk.client.widgets.controls.button import Button
from desk.client.widgets.controls.elided import Label
from desk.client.widgets.shifts.owed_sheet import OwedSheet

_DAY = timedelta(days=1)


class SickSheet(OwedSheet):
    """What nobody is chosen for goes back to its queue; the result stands item by item."""

    def __init__(self, host: QWidget, desk: Desk) -> None:
        self._formats = Formats()
        self.sick = desk.sick
        self.person, self.until = QComboBox(), QComboBox()
        self.shifts = Label("", "small", "muted", wrap=True)
        self.do_it = Button("", "danger", "check")
        super().__init__(host, desk, desk.sick)
        # Its own button does it all, also where nothing is owed.
        self.foot.removeWidget(self.send)
        self.send.hide()
        self.foot.addWidget(self.do_it, 0, Qt.AlignmentFlag.AlignBottom)
        top = QHBoxLayout()
        top.setContentsMargins(20, 10, 16, 6)
        top.setSpacing(10)
        top.addWidget(self.person)
        top.addWidget(self.until)
        top.addWidget(self.shifts, 1)
        self.body.insertLayout(2, top)
        self.person.currentIndexChanged.connect(self._chosen)
        self.until.currentIndexChanged.connect(self._chosen)
        self.do_it.clicked.connect(self.submit)
        for names in (self.sick.people_changed, desk.directory.colleagues.changed):
            names.connect(self._fill_people)
        self.retranslate()

    def ask(self, user_id: int = 0) -> None:
        """Open for somebody, or for whom is still to be chosen."""
        self.sick.choose(user_id)
        self._fill_until()
        self.sick.ask_people()
        self.desk.directory.colleagues.want()
        self._fill_people()
        self.begin()
        if not user_id:
            self.open(self.person)

    def submit(self) -> None:
        """They are ill: all of it happens."""
        if self.do_it.isEnabled():
            self.sick.send(self.note.text().strip())

    def say(self) -> None:
        """Whose, until when, which shifts, and how much has an heir."""
        model, answer = self.sick, self.sick.answer
        self.title.setText(filled(self.tr("{name} is ill"), name=model.name) if model.name else self._ill())
        if answer is not None:
            failed = sum(one.code is not None for one in answer.results)
            said = self.tr("Done. %n thing(s) could not be moved.", "", failed) if failed else self.tr("Done.")
            self.below.setText(said)
        elif model.preview is not None:
            back = self.tr("%n thing(s) go back to their queue unless somebody is chosen.", "", self.still)
            self.below.setText(back if self.still else self.tr("Everything has somebody."))
        else:
            self.below.setText(self.tr("Everything on them goes to others in one step."))
        self._say_shifts()
        self.do_it.setText(self._button())
        self.do_it.setEnabled(model.preview is not None and answer is None and not model.sending)
        self.send.hide()
        self.note.setVisible(answer is None)
        for box in (self.person, self.until):
            box.setEnabled(answer is None and not model.sending)

    def nothing(self) -> tuple[str, str]:
        """Nothing is owed: the shifts are all there is."""
        if not self.sick.user_id:
            return self.tr("Who is ill?"), self.tr("Choose somebody above.")
        return self.tr("Nothing is owed."), self.tr("Only the shifts are concerned.")

    # Inside

    def _ill(self) -> str:
        return self.tr("Sick call")

    def _button(self) -> str:
        if self.sick.sending:
            return self.tr("Sending…")
        return self.tr("Done") if self.sick.answer is not None else self.tr("Put on sick leave")

    def _say_shifts(self) -> None:
        spans = [
            joined(
                self._formats.day(one.start), f"{self._formats.time(one.start)}–{self._formats.time(one.end)}", by=" "
            )
            for one in self.sick.shifts
        ]
        if spans:
            self.shifts.setText(filled(self.tr("Misses: {shifts}"), shifts=", ".join(spans)))
        else:
            self.shifts.setText(self.tr("No shift is concerned.") if self.sick.preview is not None else "")

    def _fill_people(self) -> None:
        self.person.blockSignals(True)
        self.person.clear()
        self.person.addItem(self.tr("Who is ill?"), 0)
        for user_id, name in self.desk.directory.colleagues.told_apart(self.sick.people).items():
            self.person.addItem(name, user_id)
        self.person.setCurrentIndex(max(0, self.person.findData(self.sick.user_id)))
        self.person.blockSignals(False)
        self.say()

    def _fill_until(self) -> None:
        ends = self.sick.ends()
        self.until.blockSignals(True)
        self.until.clear()
        for place, end in enumerate(ends):
            day = self._formats.day((end - _DAY).date())
            self.until.addItem(self.tr("until tonight") if not place else filled(self.tr("until {day}"), day=day), end)
        self.until.setCurrentIndex(ends.index(self.sick.until) if self.sick.until in ends else 0)
        self.until.blockSignals(False)

    def _chosen(self) -> None:
        user_id, until = self.person.currentData(), self.until.currentData()
        if user_id != self.sick.user_id or until != self.sick.until:
            self.sick.choose(int(user_id or 0), until)

    def retranslate(self) -> None:
        """Put every word in the language in force."""
        self.setAccessibleName(self._ill())
        self.person.setAccessibleName(self.tr("Who is ill"))
        self.until.setAccessibleName(self.tr("Until when"))
        self._fill_until()
        self._fill_people()
        super().retranslate()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter at a choice opens it: nobody is put on sick leave by choosing a name."""
        for choice in (self.person, self.until):
            if choice.hasFocus() and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                choice.showPopup()
                return
        super().keyPressEvent(event)
