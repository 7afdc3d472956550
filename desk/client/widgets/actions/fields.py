"""One editor for each kind of field an action can ask for; a form needs nothing else."""

from collections.abc import Callable
from datetime import datetime, timedelta

from PySide6.QtCore import QDate, QDateTime, QEvent, QObject, Qt, QTime, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QDateTimeEdit, QVBoxLayout, QWidget

from desk.actions.action import Field, FieldKind
from desk.actions.judge import instant
from desk.client.models.formats import SEOUL
from desk.client.models.remedy_words import said
from desk.client.widgets.controls.elided import Label
from desk.client.widgets.controls.field import LineField, TextField

Value = int | str | None


def grouped(text: str) -> str:
    """Digits with a comma every three; everything else falls away."""
    digits = "".join(sign for sign in text if sign.isdecimal() and sign.isascii())[:12]
    return f"{int(digits):,}" if digits else ""


class FieldEditor(QWidget):
    """A labelled editor. `value()` is None while nothing is filled in."""

    changed = Signal()
    """The value is another one; carries nothing."""
    accepted = Signal()
    """Ctrl+Enter in a text of several lines; carries nothing."""

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)

    def value(self) -> Value:
        """What is filled in."""
        raise NotImplementedError

    def set_value(self, value: Value) -> None:
        """Fill in something."""
        raise NotImplementedError

    def editor(self) -> QWidget:
        """Where the keyboard goes."""
        raise NotImplementedError

    def retranslate(self) -> None:
        """Put every word in the language in force; what is filled in stays."""
        raise NotImplementedError

    def _title(self) -> str:
        return said(self.field.title)


class MoneyEditor(FieldEditor):
    """Whole won, with a comma every three digits as they are typed."""

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self.line = LineField(self._title())
        self.line.edit.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.line.edit.textEdited.connect(self._group)
        self._column.addWidget(self.line)

    def value(self) -> Value:
        digits = self.line.text().replace(",", "")
        return int(digits) if digits else None

    def set_value(self, value: Value) -> None:
        self.line.set_text(grouped(str(value or "")))

    def editor(self) -> QWidget:
        return self.line.edit

    def retranslate(self) -> None:
        self.line.set_label(self._title())

    def _group(self, text: str) -> None:
        edit = self.line.edit
        behind = sum(sign.isdecimal() for sign in text[edit.cursorPosition() :])
        edit.setText(grouped(text))
        place = len(edit.text())
        while behind and place:
            place -= 1
            behind -= edit.text()[place].isdecimal()
        edit.setCursorPosition(place)
        self.changed.emit()


class LineEditor(FieldEditor):
    """One line of text."""

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self.line = LineField(self._title())
        self.line.edit.setMaxLength(field.most)
        self.line.changed.connect(self.changed)
        self._column.addWidget(self.line)

    def value(self) -> Value:
        return self.line.text().strip() or None

    def set_value(self, value: Value) -> None:
        self.line.set_text(str(value or ""))

    def editor(self) -> QWidget:
        return self.line.edit

    def retranslate(self) -> None:
        self.line.set_label(self._title())


class TextEditor(FieldEditor):
    """Several lines of text; Enter begins a new one, Ctrl+Enter is done."""

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self.text = TextField(self._title(), lines=3)
        self.text.changed.connect(self.changed)
        self.text.edit.installEventFilter(self)
        self._column.addWidget(self.text)

    def value(self) -> Value:
        return self.text.text().strip() or None

    def set_value(self, value: Value) -> None:
        self.text.set_text(str(value or ""))

    def editor(self) -> QWidget:
        return self.text.edit

    def retranslate(self) -> None:
        self.text.set_label(self._title())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            if control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.accepted.emit()
                return True
        return super().eventFilter(watched, event)


class ChoiceEditor(FieldEditor):
    """One of a few; nothing is chosen beforehand where nothing tells it."""

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self.combo = QComboBox()
        for choice in field.choices:
            self.combo.addItem("", choice.code)
        self.label = Label("", "small_strong", "muted")
        self._column.addWidget(self.label)
        self._column.addWidget(self.combo)
        self.set_value(None)
        self.retranslate()
        self.combo.currentIndexChanged.connect(self.changed)

    def value(self) -> Value:
        chosen: object = self.combo.currentData()
        return chosen if isinstance(chosen, str) else None

    def set_value(self, value: Value) -> None:
        self.combo.setCurrentIndex(self.combo.findData(value) if value is not None else -1)

    def editor(self) -> QWidget:
        return self.combo

    def retranslate(self) -> None:
        self.label.setText(self._title())
        self.combo.setAccessibleName(self._title())
        self.combo.setPlaceholderText(self.tr("Choose…"))
        for place, choice in enumerate(self.field.choices):
            self.combo.setItemText(place, said(choice.title))


class InstantEditor(FieldEditor):
    """A day and a time in the shop's zone."""

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self.edit = QDateTimeEdit()
        self.edit.setCalendarPopup(True)
        self.edit.setDisplayFormat("yyyy-MM-dd HH:mm")
        self.set_value(None)
        self.edit.dateTimeChanged.connect(self.changed)
        self.label = Label("", "small_strong", "muted")
        self._column.addWidget(self.label)
        self._column.addWidget(self.edit)
        self.retranslate()

    def value(self) -> Value:
        day, time = self.edit.date(), self.edit.time()
        return datetime(day.year(), day.month(), day.day(), time.hour(), time.minute(), tzinfo=SEOUL).isoformat()

    def set_value(self, value: Value) -> None:
        at = instant(str(value)) if value else None
        at = (at or datetime.now(SEOUL) + timedelta(hours=1)).astimezone(SEOUL)
        self.edit.setDateTime(QDateTime(QDate(at.year, at.month, at.day), QTime(at.hour, at.minute)))

    def editor(self) -> QWidget:
        return self.edit

    def retranslate(self) -> None:
        self.label.setText(self._title())
        self.edit.setAccessibleName(self._title())


_EDITORS: dict[FieldKind, Callable[[Field], FieldEditor]] = {
    FieldKind.MONEY: MoneyEditor,
    FieldKind.LINE: LineEditor,
    FieldKind.TEXT: TextEditor,
    FieldKind.CHOICE: ChoiceEditor,
    FieldKind.INSTANT: InstantEditor,
}


def editor_for(field: Field) -> FieldEditor:
    """The editor of a field, by its kind."""
    return _EDITORS[field.kind](field)
