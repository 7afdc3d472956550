"""What a ticket's field is compared with: one editor for each kind of value."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QDate, QDateTime, Qt, QTime, Signal
from PySide6.QtWidgets import QComboBox, QDateTimeEdit, QHBoxLayout, QLineEdit, QSpinBox, QWidget

from desk.client.models.customer import CustomerFinder
from desk.client.models.customer_names import CustomerNames
from desk.client.models.formats import SEOUL
from desk.client.models.plain import filled, joined
from desk.client.widgets.controls.button import Button
from desk.client.widgets.controls.chip import FilterChip
from desk.client.widgets.queues.chooser import Chooser, Options
from desk.client.widgets.queues.customer_chooser import CustomerChooser
from desk.contract.views import Field, Op
from desk.queueing.filters import CODES

#: What a minute editor counts in, the largest first.
UNITS = (1440, 60, 1)
#: Fields whose values are chosen from a list by name.
PICKED = frozenset({Field.QUEUE, Field.OWNER, Field.TEAM})


class ValueEditor(QWidget):
    """``values()`` are as the contract has them; they may not make sense yet."""

    changed = Signal()
    """The values are other ones; carries nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(6)

    def values(self) -> tuple[str, ...]:
        """What is filled in."""
        return ()

    def set_values(self, values: Sequence[str]) -> None:
        """Fill in something."""

    def name(self, name: str) -> None:
        """Name the editor for whoever cannot see where it stands."""
        self.setAccessibleName(name)


class CodeEditor(ValueEditor):
    """A few codes, all visible: chips."""

    def __init__(self, options: Options) -> None:
        super().__init__()
        self.chips = {value: FilterChip(name) for value, name in options}
        for chip in self.chips.values():
            chip.toggled.connect(self.changed)
            self.row.addWidget(chip)
        self.row.addStretch(1)

    def values(self) -> tuple[str, ...]:
        return tuple(value for value, chip in self.chips.items() if chip.isChecked())

    def set_values(self, values: Sequence[str]) -> None:
        for value, chip in self.chips.items():
            chip.setChecked(value in values)


@dataclass(frozen=True, slots=True)
class Choices:
    """What there is to choose from: the few or many values of a field by name, and everybody who is a customer."""

    options: Callable[[Field], Options]
    customers: CustomerNames
    finder: CustomerFinder


class NamedEditor(ValueEditor):
    """Some of many by name, chosen in what opens; the first names stand on its button."""

    def __init__(self) -> None:
        super().__init__()
        self._values = tuple[str, ...]()
        self.button = Button("", "secondary", "chevron-down")
        self.button.clicked.connect(self._open)
        self.row.addWidget(self.button)
        self.row.addStretch(1)
        self._say()

    def values(self) -> tuple[str, ...]:
        return self._values

    def set_values(self, values: Sequence[str]) -> None:
        self._values = tuple(values)
        self._say()

    def name(self, name: str) -> None:
        super().name(name)
        self.button.setAccessibleName(joined(name, self.button.text()))

    def names(self) -> list[str]:
        """What the values are called."""
        raise NotImplementedError

    def _open(self) -> None:
        raise NotImplementedError

    def _take(self, values: tuple[str, ...]) -> None:
        self.set_values(values)
        self.changed.emit()

    def _say(self) -> None:
        said = self.names()
        words = joined(*said[:3], by=", ") if said else self.tr("Choose…")
        if len(said) > 3:
            words = filled(self.tr("{names} and {count} more"), names=words, count=len(said) - 3)
        self.button.setText(words)


class PickedEditor(NamedEditor):
    """From a list with ticks."""

    def __init__(self, options: Callable[[], Options]) -> None:
        self._options = options
        super().__init__()

    def names(self) -> list[str]:
        names = dict(self._options())
        return [names.get(value, f"#{value}") for value in self._values]

    def _open(self) -> None:
        chooser = Chooser(self.window(), self._options(), self._values)
        chooser.changed.connect(self._take)
        chooser.ask_at(self.button)


class CustomerEditor(NamedEditor):
    """From everybody who is a customer, found by name or number."""

    def __init__(self, customers: CustomerNames, finder: CustomerFinder) -> None:
        self._customers, self._finder = customers, finder
        super().__init__()
        customers.changed.connect(self._say)

    def names(self) -> list[str]:
        return [self._customers.name(value) for value in self._values]

    def _open(self) -> None:
        chooser = CustomerChooser(self.window(), self._customers, self._finder, self._values)
        chooser.changed.connect(self._take)
        chooser.ask_at(self.button)


class TypedEditor(ValueEditor):
    """Words or numbers, several with commas between them."""

    def __init__(self, *, several: bool) -> None:
        super().__init__()
        self._several = several
        self.edit = QLineEdit()
        self.edit.setMaxLength(300)
        self.edit.setPlaceholderText(self.tr("several with commas") if several else "")
        self.edit.textChanged.connect(self.changed)
        self.setFocusProxy(self.edit)
        self.row.addWidget(self.edit, 1)

    def values(self) -> tuple[str, ...]:
        parts = self.edit.text().split(",") if self._several else [self.edit.text()]
        return tuple(dict.fromkeys(part.strip().removeprefix("#") for part in parts if part.strip()))

    def set_values(self, values: Sequence[str]) -> None:
        self.edit.setText(", ".join(values))

    def name(self, name: str) -> None:
        self.edit.setAccessibleName(name)


class MinutesEditor(ValueEditor):
    """A length of time in the unit one thinks in."""

    def __init__(self) -> None:
        super().__init__()
        self.number, self.unit = QSpinBox(), QComboBox()
        self.number.setRange(1, 9999)
        self.number.setFixedWidth(96)
        names = (self.tr("days"), self.tr("hours"), self.tr("minutes"))
        for minutes, name in zip(UNITS, names, strict=True):
            self.unit.addItem(name, minutes)
        self.set_values(("60",))
        self.number.valueChanged.connect(self.changed)
        self.unit.activated.connect(self.changed)
        self.row.addWidget(self.number)
        self.row.addWidget(self.unit)
        self.row.addStretch(1)

    def values(self) -> tuple[str, ...]:
        return (str(self.number.value() * int(self.unit.currentData())),)

    def set_values(self, values: Sequence[str]) -> None:
        minutes = int(values[0]) if values and values[0].isdecimal() else 60
        unit = next(one for one in UNITS if minutes % one == 0)
        self.unit.setCurrentIndex(UNITS.index(unit))
        self.number.setValue(minutes // unit)

    def name(self, name: str) -> None:
        self.number.setAccessibleName(name)
        self.unit.setAccessibleName(self.tr("Unit of time"))


class MomentEditor(ValueEditor):
    """A day and a time in Seoul."""

    def __init__(self) -> None:
        super().__init__()
        self.edit = QDateTimeEdit()
        self.edit.setCalendarPopup(True)
        self.edit.setDisplayFormat("yyyy-MM-dd HH:mm")
        now = datetime.now(SEOUL)
        self.edit.setDateTime(_shown(now.replace(minute=0)))
        self.edit.dateTimeChanged.connect(self.changed)
        self.row.addWidget(self.edit)
        self.row.addStretch(1)

    def values(self) -> tuple[str, ...]:
        local = self.edit.dateTime().toString(Qt.DateFormat.ISODate)
        return (datetime.fromisoformat(local).replace(tzinfo=SEOUL).isoformat(),)

    def set_values(self, values: Sequence[str]) -> None:
        try:
            at = datetime.fromisoformat(values[0]).astimezone(SEOUL)
        except (ValueError, IndexError):
            return
        self.edit.setDateTime(_shown(at))

    def name(self, name: str) -> None:
        self.edit.setAccessibleName(name)


def _shown(at: datetime) -> QDateTime:
    return QDateTime(QDate(at.year, at.month, at.day), QTime(at.hour, at.minute))


def editor_for(field: Field, op: Op, choices: Choices) -> ValueEditor:
    """The editor for the values of a field compared so."""
    if op in (Op.IS_SET, Op.NOT_SET):
        return ValueEditor()
    if op in (Op.WITHIN, Op.OLDER):
        return MinutesEditor()
    if op in (Op.BEFORE, Op.AFTER):
        return MomentEditor()
    if field in CODES:
        return CodeEditor(choices.options(field))
    if field in PICKED:
        return PickedEditor(lambda: choices.options(field))
    if field is Field.CUSTOMER:
        return CustomerEditor(choices.customers, choices.finder)
    return TypedEditor(several=op is not Op.CONTAINS)
