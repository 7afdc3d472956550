"""What stands to the left of the coverage strip: which queue, how it stands, what the lines mean, the table."""

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desk.client.models.coverage import CoverageModel
from desk.client.models.directory import Directory
from desk.client.widgets.controls.button import IconButton
from desk.client.widgets.controls.elided import ElidedLabel
from desk.client.widgets.controls.paint import smooth, text_width
from desk.client.widgets.controls.surface import Surface
from desk.client.widgets.shifts.strip import CoverageStrip
from desk.client.widgets.shifts.strip_words import StripWords
from desk.client.widgets.theme import blend, theme


class Legend(QWidget):
    """Which colour is what, on one line."""

    def __init__(self) -> None:
        super().__init__()
        self._names: tuple[str, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_words(self, *names: str) -> None:
        """Needed, rostered, here."""
        self._names = names
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(100, theme().scaled(16))

    def paintEvent(self, event: QPaintEvent) -> None:
        t, painter = theme().tokens, smooth(self)
        font, x = theme().font("small"), 0
        painter.setFont(font)
        for name, colour, thick in zip(
            self._names, (t.text, blend(t.accent, t.surface, 0.4), t.good), (2, 9, 3), strict=False
        ):
            middle = self.height() // 2
            painter.fillRect(QRect(x, middle - thick // 2, 8, thick), colour)
            painter.setPen(t.muted)
            wide = text_width(font, name)
            painter.drawText(QRect(x + 12, 0, wide + 4, self.height()), Qt.AlignmentFlag.AlignVCenter, name)
            x += wide + 20
        painter.end()


class StripSide(Surface):
    """As wide as the names below it."""

    table_wanted = Signal(bool)
    """The table instead of the picture, or back; carries whether."""

    def __init__(self, model: CoverageModel, strip: CoverageStrip, directory: Directory) -> None:
        super().__init__()
        self._model, self._strip, self._directory = model, strip, directory
        self._words = StripWords(self)
        self.queue = QComboBox()
        self.table = IconButton("sort", "", self, size=15)
        self.table.setCheckable(True)
        self.figures, self.verdict = ElidedLabel("", "small", "muted"), ElidedLabel("", "strong")
        self.legend = Legend()
        top = QHBoxLayout()
        top.setSpacing(2)
        top.addWidget(self.queue, 1)
        top.addWidget(self.table)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 6, 6, 6)
        column.setSpacing(3)
        column.addLayout(top)
        column.addWidget(self.verdict)
        column.addWidget(self.figures)
        column.addStretch(1)
        column.addWidget(self.legend)
        self.queue.activated.connect(self._choose)
        self.table.toggled.connect(self.table_wanted)
        model.changed.connect(self.refresh)
        directory.changed.connect(self._fill)
        self._ids: list[int | None] = []
        self.retranslate()

    def refresh(self) -> None:
        """Say how it stands now."""
        if [one for one in self._ids if one is not None] != self._model.queue_ids:
            self._fill()
        cell = self._model.at(self._strip.now())
        if cell is None:
            self.figures.setText("")
            self.verdict.setText("")
            return
        said, verdict = self._words.moment(cell)
        self.figures.setText(said)
        self.verdict.setText(verdict)
        missing = cell.needed - (cell.rostered if cell.here is None else cell.here)
        self.verdict.set_colour("bad" if missing > 0.05 else "good")

    def retranslate(self) -> None:
        """Put every word in the language in force."""
        self.queue.setAccessibleName(self.tr("Queue"))
        self.table.set_label(self.tr("Show as a table"))
        self.legend.set_words(
            self._words.heading("needed"), self._words.heading("rostered"), self._words.heading("here")
        )
        self._fill()
        self.refresh()

    def _fill(self) -> None:
        self._ids = [None, *self._model.queue_ids]
        self.queue.clear()
        for one in self._ids:
            self.queue.addItem(self.tr("All queues") if one is None else self._directory.queue_name(one))
        if self._model.queue_id in self._ids:
            self.queue.setCurrentIndex(self._ids.index(self._model.queue_id))

    def _choose(self, at: int) -> None:
        self._model.show_queue(self._ids[at])

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
