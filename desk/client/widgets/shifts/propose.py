"""The card that asks the program for a rota: for which days, how far it is, what could not be met, take it or not."""

from datetime import date

from PySide6.QtCore import QDate, QEvent, QLocale, Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QProgressBar, QStackedWidget, QVBoxLayout, QWidget

from desk.client.models.directory import Directory
from desk.client.models.proposals import Proposals
from desk.client.models.rota import RotaModel
from desk.client.models.time_axis import TimeAxis, minute_of
from desk.client.widgets.controls.button import Button
from desk.client.widgets.controls.elided import Label
from desk.client.widgets.controls.segmented import Choice, Segmented
from desk.client.widgets.errors import words_for
from desk.client.widgets.floating import take_keyboard
from desk.client.widgets.popover import Popover
from desk.client.widgets.shifts.propose_unmet import UnmetList, UnmetRow
from desk.client.widgets.shifts.propose_words import ProposeWords
from desk.contract.rota_proposals import Proposal, ProposalState, Unmet

SECONDS = (30, 120, 300)
MOST_UNMET = 5
ASK, THINK, SEE = range(3)


class ProposeCard(Popover):
    """Three faces: asking, thinking, what came of it. It may be closed; the server goes on."""

    def __init__(
        self, host: QWidget, proposals: Proposals, model: RotaModel, axis: TimeAxis, directory: Directory
    ) -> None:
        super().__init__(host, width=430)
        self._proposals, self._model, self._axis, self._directory = proposals, model, axis, directory
        self._words = ProposeWords(self)
        self._days = (date.min, date.min)
        self.heading = Label("", "title")
        self.pages = QStackedWidget()
        self.body.addWidget(self.heading)
        self.body.addWidget(self.pages)
        self.problem = Label("", "body", "bad", wrap=True)
        self.body.addWidget(self.problem)
        for page in (self._asking(), self._thinking(), self._seeing()):
            self.pages.addWidget(page)
        proposals.changed.connect(self.refresh)
        model.people_changed.connect(self._fill)
        self.retranslate()

    def ask(self, anchor: QWidget, days: tuple[date, date]) -> None:
        """Open it for these days."""
        self._days = days
        self._proposals.open()
        self.refresh()
        self.open_at(anchor, keyboard=self.propose if self.pages.currentIndex() == ASK else self.accept)

    # The three faces

    def _asking(self) -> QWidget:
        self.days, self.hint = Label("", "strong"), Label("", "small", "muted", wrap=True)
        self.team = QComboBox()
        self.seconds = Segmented([Choice(str(one), "") for one in SECONDS], str(SECONDS[1]))
        self.propose = Button("", "primary", "play")
        self.propose.clicked.connect(self._propose)
        line = QHBoxLayout()
        line.addWidget(self.seconds)
        line.addStretch(1)
        line.addWidget(self.propose)
        return _column(self.days, self.team, self.hint, line)

    def _thinking(self) -> QWidget:
        self.stage, self.figures = Label("", "strong"), Label("", "small", "muted", wrap=True)
        self.bar = QProgressBar()
        self.bar.setRange(0, 1000)
        self.bar.setTextVisible(False)
        self.cancel = Button("", "secondary", "pause")
        self.cancel.clicked.connect(self._proposals.cancel)
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(self.cancel)
        return _column(self.stage, self.bar, self.figures, line)

    def _seeing(self) -> QWidget:
        self.result, self.more = Label("", "strong", wrap=True), Label("", "small", "muted", wrap=True)
        self.unmet = UnmetList()
        self.accept, self.discard = Button("", "primary", "check"), Button("", "ghost", "trash")
        self.accept.clicked.connect(self._accept)
        self.discard.clicked.connect(self._proposals.discard)
        line = QHBoxLayout()
        line.addWidget(self.discard)
        line.addStretch(1)
        line.addWidget(self.accept)
        return _column(self.result, self.more, self.unmet, line)

    # Showing

    def refresh(self) -> None:
        """Show how it stands."""
        proposals, proposal = self._proposals, self._proposals.proposal
        face = ASK
        if proposal is not None and proposal.state is ProposalState.RUNNING:
            face = THINK
            self._show_thinking(proposal)
        elif proposal is not None and proposal.state not in (ProposalState.ACCEPTED, ProposalState.DISCARDED):
            face = SEE
            self._show_result(proposal)
        self._turn_to(face)
        for button in (self.propose, self.cancel, self.accept, self.discard):
            button.setEnabled(not proposals.is_ordered)
        self.accept.setVisible(proposals.is_usable)
        problem = proposals.problem
        self.problem.setVisible(problem is not None)
        self.problem.setText("" if problem is None else str(words_for(problem)))
        self.days.setText(self._said_days(*self._days))

    def _turn_to(self, face: int) -> None:
        """Another face; the keyboard goes to what is usual there, never to throwing the rota away."""
        turned, had = face != self.pages.currentIndex(), self.isAncestorOf(self.window().focusWidget() or self.window())
        self.pages.setCurrentIndex(face)
        if turned and had:
            take_keyboard((self.propose, self.cancel, self.accept)[face])

    def _show_thinking(self, proposal: Proposal) -> None:
        self.stage.setText(self._words.stage(proposal.stage))
        self.bar.setValue(round(1000 * proposal.progress))
        self.figures.setText(self._words.so_far(proposal))

    def _show_result(self, proposal: Proposal) -> None:
        days = self._said_days(proposal.since, proposal.until)
        self.result.setText(self._words.result(proposal, days))
        self.more.setText(self._words.details(proposal))
        unmet = sorted(proposal.unmet, key=lambda one: -one.short)
        more = len(unmet) - MOST_UNMET
        self.unmet.heading.setText(self.tr("What could not be met, and the cheapest way out"))
        self.unmet.fill([self._unmet_row(one) for one in unmet[:MOST_UNMET]], self._and_more(more))

    def _unmet_row(self, unmet: Unmet) -> UnmetRow:
        start, end = minute_of(unmet.start), minute_of(unmet.end)
        day, axis = self._said_day(self._axis.local(start).date()), self._axis
        when = f"{day} {axis.clock(start)}–{axis.clock(end)} · {self._directory.queue_name(unmet.queue_id)}"
        return UnmetRow(when, self._words.missing(unmet), self._words.way(unmet))

    def _and_more(self, count: int) -> str:
        return self.tr("and %n more", "", count) if count > 0 else ""

    def _said_day(self, day: date) -> str:
        form = self.tr("ddd, MMM d", "a day")
        return QLocale().toString(QDate(day.year, day.month, day.day), form)

    def _said_days(self, first: date, last: date) -> str:
        return self._said_day(first) if first == last else f"{self._said_day(first)} – {self._said_day(last)}"

    def _fill(self) -> None:
        chosen = self.team.currentData(Qt.ItemDataRole.UserRole)
        self.team.clear()
        self.team.addItem(self.tr("Everybody"), None)
        for team in sorted(self._model.teams.values(), key=lambda one: one.name):
            self.team.addItem(team.name, team.id)
        self.team.setCurrentIndex(max(0, self.team.findData(chosen)))

    def _propose(self) -> None:
        team: int | None = self.team.currentData(Qt.ItemDataRole.UserRole)
        self._proposals.propose(*self._days, team, int(self.seconds.value()))

    def _accept(self) -> None:
        self._proposals.accept()
        self.close()

    def retranslate(self) -> None:
        """Put every word in the language in force."""
        self.heading.setText(self.tr("Propose a rota"))
        self.setAccessibleName(self.tr("Propose a rota"))
        self.team.setAccessibleName(self.tr("For whom"))
        self.hint.setText(
            self.tr("It covers the need, keeps the law and shares late hours and weekends. Nothing is published by it.")
        )
        for seconds in SECONDS:
            minutes = seconds // 60
            said = self.tr("%n min", "", minutes) if minutes else self.tr("%n s", "", seconds)
            self.seconds.set_label(str(seconds), said)
        self.propose.setText(self.tr("Propose"))
        self.cancel.setText(self.tr("Stop with the best so far"))
        self.accept.setText(self.tr("Take it as drafts"))
        self.discard.setText(self.tr("Throw it away"))
        self._fill()
        self.refresh()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


def _column(*parts: QWidget | QHBoxLayout) -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(8)
    for part in parts:
        if isinstance(part, QWidget):
            column.addWidget(part)
        else:
            column.addLayout(part)
    return page
