"""Some of many by name: a list with ticks in a popover, found by typing."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from desk.client.models.plain import visible
from desk.client.widgets.controls.field import SearchField
from desk.client.widgets.popover import Popover
from desk.client.widgets.theme import theme
from desk.queueing.words import folded

Options = Sequence[tuple[str, str]]
"""Values and what they are called."""
SEARCHED_FROM = 9
VALUE = Qt.ItemDataRole.UserRole


class TickList(QListWidget):
    """Space or a click ticks; with ``movable`` rows are dragged, or moved by Alt and an arrow."""

    ticked = Signal()
    """Something was ticked or moved; carries nothing."""

    def __init__(self, *, movable: bool = False) -> None:
        super().__init__()
        self._movable = movable
        self.setFrameShape(QListWidget.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        if movable:
            self.setDragDropMode(QListWidget.DragDropMode.InternalMove)
            self.model().rowsMoved.connect(self.ticked)
        self.itemChanged.connect(self._tell)
        self.itemClicked.connect(self._flip)
        self._before: dict[str, Qt.CheckState] = {}

    def fill(self, options: Options, chosen: Sequence[str]) -> None:
        """Show these, those ticked; nothing is told."""
        self.blockSignals(True)
        self.clear()
        for value, name in options:
            item = QListWidgetItem(visible(name))
            item.setData(VALUE, value)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if value in chosen else Qt.CheckState.Unchecked)
            self.addItem(item)
        self._remember()
        self.blockSignals(False)

    def values(self) -> tuple[str, ...]:
        """What is ticked, in the order of the list."""
        items = [self.item(row) for row in range(self.count())]
        return tuple(str(one.data(VALUE)) for one in items if one.checkState() is Qt.CheckState.Checked)

    def narrow(self, words: str) -> None:
        """Show only what these words are found in."""
        for row in range(self.count()):
            item = self.item(row)
            item.setHidden(folded(words) not in folded(item.text()))

    def _tell(self, _item: QListWidgetItem) -> None:
        self.ticked.emit()

    def _remember(self) -> None:
        items = [self.item(row) for row in range(self.count())]
        self._before = {str(one.data(VALUE)): one.checkState() for one in items}

    def _flip(self, item: QListWidgetItem) -> None:
        """A click on the words ticks as well as one on the box, which Qt has ticked already."""
        if self._before.get(str(item.data(VALUE))) is item.checkState():
            on = item.checkState() is Qt.CheckState.Checked
            item.setCheckState(Qt.CheckState.Unchecked if on else Qt.CheckState.Checked)
        self._remember()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        step = steps.get(Qt.Key(event.key()))
        if self._movable and step is not None and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            at = self.currentRow()
            if 0 <= at + step < self.count():
                item = self.takeItem(at)
                self.insertItem(at + step, item)
                self.setCurrentRow(at + step)
                self.ticked.emit()
            return
        super().keyPressEvent(event)
        self._remember()


class Chooser(Popover):
    """Lives as long as it is open."""

    changed = Signal(tuple)
    """Something was ticked or moved; carries the values that are ticked, in their order."""

    def __init__(self, host: QWidget, options: Options, chosen: Sequence[str], *, movable: bool = False) -> None:
        super().__init__(host, width=280)
        self.search = SearchField(self.tr("Find"))
        self.list = TickList(movable=movable)
        self.list.fill(options, chosen)
        self.list.setAccessibleName(self.tr("To choose from"))
        searched = len(options) >= SEARCHED_FROM and not movable
        self.search.setVisible(searched)
        self.body.addWidget(self.search)
        self.body.addWidget(self.list)
        self.list.setFixedHeight(theme().scaled(min(8, max(2, len(options))) * 30 + 8))
        self.search.searched.connect(self.list.narrow)
        self.list.ticked.connect(lambda: self.changed.emit(self.list.values()))
        self.closed.connect(self.deleteLater)
        self._first: QWidget = self.search if searched else self.list

    def ask_at(self, anchor: QWidget) -> None:
        """Open it beside what it was called from."""
        self.open_at(anchor, keyboard=self._first)
