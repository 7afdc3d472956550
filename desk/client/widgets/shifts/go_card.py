"""The answer to "may I go now?": a verdict in words, what it does to the next hour, when it would be better."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desk.client.models.desk import Desk
from desk.client.models.plain import filled
from desk.client.widgets.controls.banner import Banner
from desk.client.widgets.controls.button import Button
from desk.client.widgets.controls.elided import Label
from desk.client.widgets.errors import words_for
from desk.client.widgets.shifts.day_words import VERDICT_ICONS, VERDICT_TONES, DayWords
from desk.client.widgets.shifts.effect_chart import EffectChart
from desk.contract.agents import AgentState
from desk.contract.errors import DeskError, Unreachable
from desk.contract.shifts import Activity
from desk.contract.staffing import MayGo, Verdict


class GoCard(QWidget):
    """Shows what the model knows; going is the agent's own choice whatever the answer."""

    done = Signal()
    """The agent goes, or wants to be reminded; carries nothing."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self.model = desk, desk.may_go
        self._words = DayWords(desk.my_day, self)
        self.verdict = Banner("", "info")
        self.effect = Label("", "small", "muted", wrap=True)
        self.chart = EffectChart(self._words.clock)
        self.planned = Label("", "small", "muted", wrap=True)
        self.go = Button("", "primary", "coffee")
        self.remind = Button("", "secondary", "bell")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.go)
        row.addWidget(self.remind)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for widget in (self.verdict, self.effect, self.chart, self.planned):
            column.addWidget(widget)
        column.addLayout(row)
        column.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.go.clicked.connect(self._go)
        self.remind.clicked.connect(self._remind)
        self.model.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show the answer, that it is on its way, or that there is none; in the language in force."""
        answer, error = self.model.answer, self.model.error
        for widget in (self.effect, self.chart, self.planned, self.remind):
            widget.setVisible(answer is not None)
        lunch = self.model.pause is Activity.LUNCH
        self.go.setText(self.tr("Go to lunch") if lunch else self.tr("Take a break"))
        resting = self._desk.state.state is AgentState.BREAK
        self.go.setVisible((answer is not None or error is not None) and not resting)
        if answer is not None:
            self._show(answer)
        elif error is not None:
            self._show_no_answer(error)
        else:
            self.verdict.set_tone("info", "timer")
            self.verdict.set_text(self.tr("Looking at the next hour…"))
        self._say_reminder()

    def _show(self, answer: MayGo) -> None:
        now, place = self._desk.clock.now(), self._desk.my_day.place()
        if place is None or not place.inside:
            self._show_off_shift()
            return
        self.verdict.set_tone(VERDICT_TONES[answer.verdict], VERDICT_ICONS[answer.verdict])
        self.verdict.set_text(self._words.verdict(answer.verdict, self.model.pause))
        self.effect.setText(self._words.effect(answer))
        self.chart.show_effect(answer.effect)
        # Where nobody is needed there is nothing to compare.
        self.chart.setVisible(any(one.needed or one.with_me for one in answer.effect))
        planned = self._words.planned(answer, self.model.pause, now)
        self.planned.setText(planned)
        self.planned.setVisible(bool(planned))
        well = answer.verdict in (Verdict.YES, Verdict.TIGHT)
        self.go.set_kind("primary" if well else "secondary")
        better = answer.better_at
        self.remind.setVisible(better is not None)
        if better is not None:
            self.remind.set_kind("secondary" if well else "primary")
            self.remind.setText(filled(self.tr("Better at {time}: remind me"), time=self._words.clock(better)))

    def _show_off_shift(self) -> None:
        """Whoever is not planned is missed by nobody, and needs no picture of it."""
        self.verdict.set_tone("info", "calendar-clock")
        self.verdict.set_text(self.tr("No shift of yours is planned now, so nobody will miss you."))
        for widget in (self.effect, self.chart, self.planned, self.remind):
            widget.hide()
        self.go.set_kind("secondary")

    def _show_no_answer(self, error: DeskError) -> None:
        """What is not known is not guessed; one's own plan is known all the same."""
        self.verdict.set_tone("warn", "wifi-off")
        if isinstance(error, Unreachable):
            said = self.tr("No connection: how many are there now is not known.")
        else:
            said = words_for(error).what
        planned = self._desk.my_day.pause(self.model.pause)
        if planned is not None:
            said += " " + filled(self.tr("By your plan it begins at {time}."), time=self._words.clock(planned.start))
        self.verdict.set_text(said)
        self.go.set_kind("secondary")

    def _say_reminder(self) -> None:
        reminder, answer = self.model.reminder, self.model.answer
        if reminder is not None and answer is not None and reminder.at == answer.better_at:
            self.remind.setText(filled(self.tr("You will be reminded at {time}"), time=self._words.clock(reminder.at)))
            self.remind.setEnabled(False)
        else:
            self.remind.setEnabled(True)

    def _go(self) -> None:
        self.model.go()
        self.done.emit()

    def _remind(self) -> None:
        self.model.remind()
        self.done.emit()
