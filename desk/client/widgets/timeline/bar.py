"""Above the timeline: search and its hits, filter chips, the way to another day or to how it looked then."""

from datetime import datetime

from PySide6.QtCore import QDateTime, QEvent, QLocale, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QDateTimeEdit, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desk.client.models.timeline import TimelineModel
from desk.client.models.timeline_row import Cursor, Kind
from desk.client.widgets.controls.button import Button, IconButton
from desk.client.widgets.controls.chip import FilterChip
from desk.client.widgets.controls.elided import Label
from desk.client.widgets.controls.field import SearchField
from desk.client.widgets.controls.paint import box, smooth
from desk.client.widgets.theme import theme
from desk.client.widgets.timeline.wrap import WrapRow

_TYPING_MS = 250
_FILTERS: tuple[frozenset[Kind], ...] = (
    frozenset({"call"}),
    frozenset({"reply", "message"}),
    frozenset({"note", "call_note"}),
    frozenset({"order", "delivery", "payment"}),
    frozenset({"promise"}),
    frozenset({"remedy"}),
    frozenset({"survey"}),
    frozenset({"change"}),
)


class TimelineBar(QWidget):
    """What of the history is shown."""

    older_hit_wanted = Signal()
    """The reader wants the next hit back in time."""
    newer_hit_wanted = Signal()
    """The reader wants the next hit forward in time."""
    left = Signal()
    """The reader is done with searching and wants the rows."""

    def __init__(self, model: TimelineModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.search = SearchField()
        self.search.installEventFilter(self)
        self.found = Label("", "small", "muted")
        self.older = IconButton("chevron-up", "", size=16)
        self.newer = IconButton("chevron-down", "", size=16)
        self.when = IconButton("calendar-clock", "", size=16)
        self.chips = [FilterChip("") for _ in _FILTERS]
        self.popup = WhenPopup(model, self)
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._lay_out()
        self._listen()
        self._say()
        self._show_criteria()

    def _lay_out(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(4)
        first.addWidget(self.search, 1)
        for widget in (self.found, self.older, self.newer, self.when):
            first.addWidget(widget)
        second = WrapRow()
        for chip in self.chips:
            second.add(chip)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 12, 10)
        column.setSpacing(8)
        column.addLayout(first)
        column.addWidget(second)

    def _listen(self) -> None:
        self.search.searched.connect(self._typed)
        self._typing.timeout.connect(self._search_now)
        self.older.clicked.connect(self.older_hit_wanted)
        self.newer.clicked.connect(self.newer_hit_wanted)
        self.when.clicked.connect(self._open_popup)
        for chip in self.chips:
            chip.toggled.connect(self._filter)
        # What was being typed was meant for the customer before.
        self._model.opened.connect(self._typing.stop)
        self._model.criteria_changed.connect(self._show_criteria)
        self._model.total_changed.connect(self._show_criteria)

    def _typed(self, _words: str) -> None:
        self._typing.start()

    def _search_now(self) -> None:
        self._typing.stop()
        self._model.set_query(self.search.words())

    def _filter(self) -> None:
        chosen = [kinds for chip, kinds in zip(self.chips, _FILTERS, strict=True) if chip.isChecked()]
        self._model.set_kinds(frozenset[Kind]().union(*chosen))

    def _show_criteria(self) -> None:
        criteria = self._model.criteria
        for chip, kinds in zip(self.chips, _FILTERS, strict=True):
            chip.blockSignals(True)
            chip.setChecked(kinds <= criteria.kinds)
            chip.blockSignals(False)
        if not self._typing.isActive() and self.search.words().strip() != criteria.query:
            self.search.setText(criteria.query)
            self._typing.stop()
        for widget in (self.found, self.older, self.newer):
            widget.setVisible(bool(criteria.query))
        total = self._model.total
        self.found.setText("" if total is None else self.tr("%n found", "", total))
        self.older.setEnabled(total != 0)
        self.newer.setEnabled(total != 0)

    def _open_popup(self) -> None:
        self.popup.open_under(self.when)

    def _say(self) -> None:
        self.search.setPlaceholderText(self.tr("Search in this history"))
        self.search.setAccessibleName(self.tr("Search in this history"))
        self.older.set_label(self.tr("Older hit"), "Ctrl+G")
        self.newer.set_label(self.tr("Newer hit"), "Ctrl+Shift+G")
        self.when.set_label(self.tr("Go to a day, or see it as it was then"))
        names = (
            self.tr("Calls"),
            self.tr("Messages"),
            self.tr("Notes"),
            self.tr("Orders"),
            self.tr("Promises"),
            self.tr("Remedies"),
            self.tr("Surveys"),
            self.tr("Changes"),
        )
        for chip, name in zip(self.chips, names, strict=True):
            chip.setText(name)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.search and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            match event.key():
                case Qt.Key.Key_Return | Qt.Key.Key_Enter if self._typing.isActive():
                    self._search_now()
                case Qt.Key.Key_F3 | Qt.Key.Key_Return | Qt.Key.Key_Enter:
                    (self.newer_hit_wanted if back else self.older_hit_wanted).emit()
                case Qt.Key.Key_Down:
                    self.left.emit()
                case _:
                    return super().eventFilter(watched, event)
            return True
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
            self._show_criteria()

    def paintEvent(self, event: QPaintEvent) -> None:
        t = theme().tokens
        with smooth(self) as painter:
            painter.fillRect(self.rect(), t.surface)
            painter.fillRect(0, self.height() - 1, self.width(), 1, t.border)


class WhenPopup(QFrame):
    """A moment, and what to do with it: go there, or look from there."""

    def __init__(self, model: TimelineModel, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._model = model
        self.moment = QDateTimeEdit()
        self.moment.setDisplayFormat("yyyy-MM-dd HH:mm")
        self.go = Button("", "secondary", "arrow-up")
        self.look = Button("", "secondary", "history")
        self.go.clicked.connect(self._go)
        self.look.clicked.connect(self._look)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(8)
        for widget in (self.moment, self.go, self.look):
            column.addWidget(widget)

    def open_under(self, button: QWidget) -> None:
        """Show it below a button, with the moment the history is seen from, or now."""
        as_of = self._model.criteria.as_of
        moment = as_of if isinstance(as_of, datetime) else datetime.now(self._model.zone)
        shown = moment.astimezone(self._model.zone).replace(tzinfo=None)
        self.moment.setDateTime(QDateTime.fromString(shown.isoformat(timespec="minutes"), Qt.DateFormat.ISODate))
        self.moment.setLocale(QLocale())
        self.moment.setAccessibleName(self.tr("Moment"))
        self.go.setText(self.tr("Go to this moment"))
        self.look.setText(self.tr("See it as it was then"))
        self.adjustSize()
        corner = button.mapToGlobal(QPoint(button.width() - self.width(), button.height() + 4))
        self.move(corner)
        self.show()
        self.moment.setFocus()

    def chosen(self) -> datetime:
        """The moment in the field, in the centre's time."""
        text = self.moment.dateTime().toString("yyyy-MM-ddTHH:mm")
        return datetime.fromisoformat(text).replace(tzinfo=self._model.zone)

    def _go(self) -> None:
        self.hide()
        self._model.go_to(Cursor(self.chosen()))

    def _look(self) -> None:
        self.hide()
        self._model.set_as_of(self.chosen())

    def paintEvent(self, event: QPaintEvent) -> None:
        with smooth(self) as painter:
            box(painter, self.rect(), theme().tokens.raised, theme().tokens.border, 8)
