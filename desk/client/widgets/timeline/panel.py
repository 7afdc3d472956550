"""The timeline and what is around it: search and filters, the banner of another time, pins, rows."""

from datetime import datetime

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk.client.models.plain import filled
from desk.client.models.timeline import TimelineModel
from desk.client.widgets.controls.banner import Banner
from desk.client.widgets.controls.surface import Surface
from desk.client.widgets.timeline.bar import TimelineBar
from desk.client.widgets.timeline.pins import PinnedStrip
from desk.client.widgets.timeline.view import TimelineView
from desk.client.widgets.timeline.words import TimelineWords

LEAST_HISTORY = 24


class Timeline(QWidget):
    """One customer's history. Connect to the signals of `view`; give the model a source to show something."""

    def __init__(self, model: TimelineModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = model
        self._words = TimelineWords(self)
        self.bar = TimelineBar(model)
        self.past = Banner("", "info", "history", " ")
        self.pins = PinnedStrip(model)
        self.view = TimelineView(model)
        # In a low window with large text a line of history is enough; what is being written needs the rest.
        self.view.setMinimumHeight(LEAST_HISTORY)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._around = Surface()
        around = QVBoxLayout(self._around)
        around.setContentsMargins(12, 8, 12, 4)
        around.addWidget(self.past)
        column.addWidget(self.bar)
        column.addWidget(self.pins)
        column.addWidget(self._around)
        column.addWidget(self.view, 1)
        self.bar.older_hit_wanted.connect(self.view.older_hit)
        self.bar.newer_hit_wanted.connect(self.view.newer_hit)
        self.bar.left.connect(self.focus_rows)
        self.past.acted.connect(lambda: model.set_as_of(None))
        model.criteria_changed.connect(self._show_past)
        model.landed.connect(self._show_past)
        self._show_past()

    def focus_search(self) -> None:
        """Put the keyboard into the search field."""
        self.bar.search.setFocus()
        self.bar.search.selectAll()

    def focus_rows(self) -> None:
        """Put the keyboard to the rows, at the newest one that is seen unless one is current."""
        self.view.setFocus(Qt.FocusReason.TabFocusReason)

    def _show_past(self) -> None:
        as_of = self.model.criteria.as_of
        self._around.setVisible(as_of is not None)
        moment = as_of if isinstance(as_of, datetime) else self._moment_of(as_of)
        if moment is not None:
            said = self._words.exact(moment.astimezone(self.model.zone))
            self.past.set_text(filled(self.tr("You see the history as it was on {moment}."), moment=said))
        else:
            self.past.set_text(self.tr("You see the history as it was earlier."))
        self.past.set_action(self.tr("Back to now"))

    def _moment_of(self, key: int | None) -> datetime | None:
        index = None if key is None else self.model.index_of(key)
        return None if index is None else self.model.row(index).at

    def hasHeightForWidth(self) -> bool:
        # The history gives way to what stands around it. A layout takes the height that goes with a width for the
        # least there may be, and would squeeze the others.
        return False

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._show_past()
