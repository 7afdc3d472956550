"""The line above my shifts: which days, how many of them, and what can be asked for."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from desk.client.models.rota import Span
from desk.client.widgets.controls.button import Button, IconButton
from desk.client.widgets.controls.elided import Label
from desk.client.widgets.controls.segmented import Choice, Segmented
from desk.client.widgets.controls.surface import Surface
from desk.client.widgets.language import language
from desk.client.widgets.shifts.whose import MINE, Whose


class DayHead(Surface):
    """Shows what it is told; what is pressed is told on."""

    moved = Signal(int)
    """To the days before (-1), after (1), or to today (0)."""

    def __init__(self) -> None:
        super().__init__()
        #: Only before whoever has the day of all, too.
        self.whose = Whose(MINE)
        self.whose.hide()
        self.earlier = IconButton("chevron-left", "", self)
        self.today = Button("", "secondary")
        self.later = IconButton("chevron-right", "", self)
        self.title = Label("", "title")
        self.span = Segmented([Choice(one.value, "") for one in Span])
        self.leave = Button("", "secondary", "calendar")
        self.swap = Button("", "secondary", "transfer")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(6)
        row.addWidget(self.whose)
        for widget in (self.earlier, self.today, self.later):
            row.addWidget(widget)
        row.addSpacing(4)
        row.addWidget(self.title)
        row.addSpacing(6)
        row.addWidget(self.span)
        row.addStretch(1)
        row.addWidget(self.leave)
        row.addWidget(self.swap)
        self.earlier.clicked.connect(lambda: self.moved.emit(-1))
        self.later.clicked.connect(lambda: self.moved.emit(1))
        self.today.clicked.connect(lambda: self.moved.emit(0))
        language().changed.connect(self.retranslate)
        self.retranslate()

    def retranslate(self) -> None:
        """Put every word in the language in force."""
        self.earlier.set_label(self.tr("Earlier"), "PgUp")
        self.later.set_label(self.tr("Later"), "PgDown")
        self.today.setText(self.tr("Today"))
        self.today.set_hint("T")
        for span, words in ((Span.DAY, self.tr("Day")), (Span.WEEK, self.tr("Week")), (Span.MONTH, self.tr("Month"))):
            self.span.set_label(span.value, words)
        self.leave.setText(self.tr("Ask for leave"))
        self.swap.setText(self.tr("Swap or give away"))
        self.updateGeometry()
