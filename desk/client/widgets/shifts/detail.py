"""The line below the grid: what is chosen, and the reason that goes with the next edits."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit

from desk.client.models.plain import filled, joined, visible
from desk.client.models.rota import RotaModel
from desk.client.widgets.controls.elided import ElidedLabel, Label
from desk.client.widgets.controls.surface import Surface
from desk.client.widgets.shifts.grid import Grid
from desk.client.widgets.shifts.steering import Steering
from desk.client.widgets.theme import theme
from desk.workforce import law


class Detail(Surface):
    """Says in words what the picture shows of one bar."""

    def __init__(self, grid: Grid, model: RotaModel, steering: Steering) -> None:
        super().__init__()
        self._grid, self._model, self._steering = grid, model, steering
        self.words = ElidedLabel("", "small", "muted")
        self.label = Label("", "small", "muted")
        self.why = QLineEdit()
        self.why.setFixedWidth(theme().scaled(220))
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 3, 8, 3)
        row.setSpacing(8)
        row.addWidget(self.words, 1)
        row.addWidget(self.label)
        row.addWidget(self.why)
        grid.current_changed.connect(self.refresh)
        model.bars_changed.connect(self.refresh)
        self.why.textChanged.connect(self._take)
        self.why.returnPressed.connect(grid.setFocus)
        self.retranslate()

    def refresh(self) -> None:
        """Say what is chosen now."""
        user, bar = self._grid.current_user, self._grid.current_bar()
        if user is None:
            self.words.setText(self.tr("Drag a bar to move it, its end to stretch it; Shift and drag marks a stretch."))
            return
        book, axis = self._model.book, self._grid.axis
        day = axis.day_of(bar.start if bar is not None else self._grid.now()) or (axis.days[0] if axis.days else None)
        hours = ""
        if day is not None:
            minutes = law.week_minutes(book.of(user), day.day, book.absences_of(user))
            most = self._model.rules.limits.week_with_overtime
            hours = filled(
                self.tr("this week {hours} of {most}"),
                hours=self._grid.words.span(minutes),
                most=self._grid.words.span(most),
            )
        name = visible(self._model.name(user))
        said = self._grid.words.bar(name, bar, axis) if bar is not None else name
        self.words.setText(joined(said, hours))

    def retranslate(self) -> None:
        """Put every word in the language in force."""
        self.label.setText(self.tr("Reason"))
        self.why.setAccessibleName(self.tr("Reason for the next changes"))
        self.why.setPlaceholderText(self.tr("Rota adjusted"))
        self.refresh()

    def _take(self, text: str) -> None:
        self._steering.why = text.strip()[:300]

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
