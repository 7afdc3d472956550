"""Thresholds: for every queue or for one alone, from where on a measure is a warning, and an alarm."""

from functools import partial

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QGridLayout, QHBoxLayout, QLineEdit, QWidget

from desk.client.models.desk import Desk
from desk.client.models.plain import filled, joined
from desk.client.models.threshold_draft import Limit, ThresholdDraft
from desk.client.models.wall_words import WallWords
from desk.client.widgets.controls.banner import Banner
from desk.client.widgets.controls.button import Button, IconButton
from desk.client.widgets.controls.elided import Label
from desk.client.widgets.controls.surface import Divider
from desk.client.widgets.controls.switch import Switch
from desk.client.widgets.errors import words_for
from desk.client.widgets.overlay import Overlay
from desk.client.widgets.theme import theme
from desk.contract.errors import ErrorCode, Problem
from desk.contract.wall import BAD_WHEN_LOW, Measure, ThresholdsInForce
from desk.queueing.wall import DEFAULTS

USUAL = {one.measure: Limit(one.warn, one.alarm) for one in DEFAULTS}
MOST = 1_000_000


class LimitRow:
    """The widgets of one measure."""

    def __init__(self, measure: Measure) -> None:
        self.measure = measure
        self.own = Switch("")
        self.warn, self.alarm, self.name = QDoubleSpinBox(), QDoubleSpinBox(), QLineEdit()
        self.name.setMaxLength(200)
        percent = measure in BAD_WHEN_LOW
        for spin in (self.warn, self.alarm):
            spin.setDecimals(1 if measure is Measure.SHORT else 0)
            spin.setRange(0, 100 if percent else MOST)
            spin.setFixedWidth(theme().scaled(110))

    @property
    def editors(self) -> tuple[QWidget, ...]:
        """What can be changed while it counts."""
        return self.warn, self.alarm, self.name

    def show_limit(self, limit: Limit | None, *, own: bool) -> None:
        """Show what counts, and whether that is this queue's own."""
        shown = limit or USUAL[self.measure]
        for widget in (self.own, *self.editors):
            widget.blockSignals(True)
        self.own.setChecked(own)
        self.warn.setValue(shown.warn)
        self.alarm.setValue(shown.alarm)
        self.name.setText(shown.name)
        for widget in (self.own, *self.editors):
            widget.blockSignals(False)
        for editor in self.editors:
            editor.setEnabled(own)

    def limit(self) -> Limit:
        """What was chosen."""
        return Limit(self.warn.value(), self.alarm.value(), self.name.text().strip())


class ThresholdsSheet(Overlay):
    """A lead changes a copy; it counts for everybody when it is saved."""

    def __init__(self, host: QWidget, desk: Desk) -> None:
        super().__init__(host, width=760, height=560)
        self._desk, self._words = desk, WallWords(self)
        self._seen: ThresholdsInForce | None = None
        # Whether what is written here comes from what is in force, or is written anew.
        self._begins = True
        self._refusal: Problem | None = None
        self.draft = ThresholdDraft([])
        self.title, self.close_button = Label("", "title"), IconButton("x", "-")
        self.below = Label("", "small", "muted", wrap=True)
        self.scope = QComboBox()
        self.heads = [Label("", "small_strong", "muted") for _ in range(5)]
        self.rows = {measure: LimitRow(measure) for measure in Measure}
        self.labels = {measure: Label("", "body") for measure in Measure}
        self.problem = Banner("", "bad")
        self.save = Button("", "primary", "check")
        self._lay_out()
        self._wire()
        self._say()

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setContentsMargins(20, 12, 20, 12)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(4, 1)
        for column, label in enumerate(self.heads):
            grid.addWidget(label, 0, column)
        for place, (measure, row) in enumerate(self.rows.items(), start=1):
            for column, widget in enumerate((row.own, self.labels[measure], row.warn, row.alarm, row.name)):
                grid.addWidget(widget, place, column)
        foot = QHBoxLayout()
        foot.setContentsMargins(20, 10, 16, 14)
        foot.setSpacing(8)
        foot.addWidget(self.problem, 1)
        foot.addStretch(1)
        foot.addWidget(self.save)
        self.put_head(self.title, self.close_button, below=self.below, beside=self.scope)
        self.body.addWidget(Divider())
        self.body.addLayout(grid)
        self.body.addStretch(1)
        self.body.addWidget(Divider())
        self.body.addLayout(foot)

    def _wire(self) -> None:
        self.close_button.clicked.connect(self.close)
        self.scope.currentIndexChanged.connect(self._show_scope)
        self.save.clicked.connect(self._save)
        for row in self.rows.values():
            row.own.toggled.connect(partial(self._own, row))
            for spin in (row.warn, row.alarm):
                spin.valueChanged.connect(partial(self._changed, row))
            row.name.textChanged.connect(partial(self._changed, row))
        self._desk.wall.saved.connect(self.close)
        self._desk.wall.not_saved.connect(self._refused)
        self._desk.wall.changed.connect(self._follow)
        self._desk.directory.changed.connect(self._fill_scopes)

    def ask(self) -> None:
        """Open on what is in force."""
        self._seen, self._begins, self._refusal = None, True, None
        self.problem.hide()
        self._fill_scopes()
        self._follow()
        if self._seen is None:
            self._desk.wall.refresh()
        self.open(self.scope)

    @property
    def queue_id(self) -> int | None:
        """Whose thresholds are shown; None for every queue's."""
        found: object = self.scope.currentData()
        return found if isinstance(found, int) and found else None

    def _follow(self) -> None:
        """What is in force has come; a copy that is being worked on stays."""
        known = self._desk.wall.thresholds
        if self._seen is None and known is not None:
            self._seen = known
            if self._begins:
                self.draft = ThresholdDraft(known.thresholds)
                self._show_scope()
        self._say_save()

    def _refused(self, problem: Problem) -> None:
        """What is written here stays, and can be put in place of what another lead has set meanwhile."""
        self._seen, self._begins, self._refusal = None, False, problem
        self._say_refusal()
        self._follow()

    def _say_refusal(self) -> None:
        if self._refusal is None:
            return
        meanwhile = self.tr("Another lead has set thresholds meanwhile. Save again to put yours in their place.")
        stale = self._refusal.code is ErrorCode.STALE
        self.problem.set_text(meanwhile if stale else str(words_for(self._refusal)))
        self.problem.show()

    def _fill_scopes(self) -> None:
        chosen = self.queue_id
        self.scope.blockSignals(True)
        self.scope.clear()
        self.scope.addItem(self.tr("Every queue"), 0)
        for queue_id in self._desk.directory.queues:
            self.scope.addItem(joined(self._desk.directory.queue_name(queue_id)), queue_id)
        self.scope.setCurrentIndex(max(0, self.scope.findData(chosen or 0)))
        self.scope.blockSignals(False)

    def _show_scope(self) -> None:
        for measure, row in self.rows.items():
            own = self.draft.limit(self.queue_id, measure)
            row.show_limit(self.draft.in_force(self.queue_id, measure), own=own is not None)
        self._say()

    def _own(self, row: LimitRow, own: bool) -> None:
        self.draft.put(self.queue_id, row.measure, row.limit() if own else None)
        self._show_scope()

    def _changed(self, row: LimitRow, _value: object = None) -> None:
        if row.own.isChecked():
            self.draft.put(self.queue_id, row.measure, row.limit())
        self._say_save()

    def _save(self) -> None:
        wrong, self._refusal = self.draft.wrong(), None
        if wrong is not None:
            queue = self._desk.directory.queue_name(wrong[0]) or self.tr("Every queue")
            said = self.tr("{queue}, {measure}: the alarm must not come before the warning.")
            self.problem.set_text(filled(said, queue=queue, measure=self._words.measure(wrong[1])))
        elif self._seen is not None:
            self._desk.wall.set_thresholds(self._seen, self.draft.thresholds())
        self.problem.setVisible(wrong is not None)
        self._say_save()

    def _say_save(self) -> None:
        setting = self._desk.wall.setting
        self.save.setText(self.tr("Sending…") if setting else self.tr("Save"))
        self.save.setEnabled(self._seen is not None and not setting)

    def _say(self) -> None:
        every = self.queue_id is None
        self.title.setText(self.tr("Thresholds"))
        self.below.setText(self.tr("Effective for everybody at once. Alarms only come while a queue is served."))
        self.close_button.set_label(self.tr("Close"), "Esc")
        self.scope.setAccessibleName(self.tr("For which queue"))
        heads = (
            self.tr("Watched") if every else self.tr("Its own"),
            self.tr("Measure"),
            self.tr("Watch from"),
            self.tr("Alarm from"),
            self.tr("What it is called"),
        )
        for label, words in zip(self.heads, heads, strict=True):
            label.setText(words)
        for measure, row in self.rows.items():
            name = self._words.measure(measure)
            self.labels[measure].setText(name)
            self._name_row(row, name, heads)
        self._say_save()

    def _name_row(self, row: LimitRow, name: str, heads: tuple[str, ...]) -> None:
        for widget, head in zip((row.own, row.warn, row.alarm, row.name), (heads[0], *heads[2:]), strict=True):
            widget.setAccessibleName(f"{name}: {head}")
        row.name.setPlaceholderText(self.tr("Alarm"))
        percent, seconds = row.measure in BAD_WHEN_LOW, row.measure is Measure.LONGEST_WAIT
        suffix = self.tr(" %") if percent else self.tr(" s") if seconds else ""
        for spin in (row.warn, row.alarm):
            spin.setSuffix(suffix)
            spin.setPrefix("< " if percent else "≥ ")

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._fill_scopes()
            self._show_scope()
            self._say_refusal()
        super().changeEvent(event)
