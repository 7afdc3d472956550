"""The line above the board: which columns, which order, how fresh it is, what is chosen, and what can be done."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from desk.client.models.board_columns import Grouping, Order
from desk.client.models.plain import filled
from desk.client.widgets.commands import Commands
from desk.client.widgets.controls.button import Button, IconButton
from desk.client.widgets.controls.elided import Label
from desk.client.widgets.controls.segmented import Choice, Segmented
from desk.client.widgets.controls.surface import Surface
from desk.client.widgets.keys import shown
from desk.client.widgets.queues.board.words import BoardWords


class BoardToolbar(Surface):
    """Shows what it is told; what is pressed is told on."""

    grouped = Signal(str)
    """Other columns are wanted; carries the `Grouping` as a string."""
    ordered = Signal(str)
    """Another order is wanted; carries the `Order` as a string."""

    def __init__(self, commands: Commands, words: BoardWords) -> None:
        super().__init__()
        self._commands, self._words = commands, words
        self.grouping = Segmented([Choice(one.value, "") for one in Grouping])
        self.order = QComboBox()
        for one in Order:
            self.order.addItem("", one.value)
        self.fresh = Label("", "small", "muted")
        self.chosen = Label("", "small_strong", "accent")
        self.find_button = IconButton("search", "", self, size=16)
        self.undo = IconButton("undo", "", self, size=16)
        self.edit = Button("", "secondary", "edit")
        self.move_button = Button("", "primary", "transfer")
        self.rebalance = Button("", "secondary", "merge")
        #: What gives way where there is little room, the first one first.
        self._spare: tuple[QWidget, ...] = (self.undo, self.edit, self.order)
        row = QHBoxLayout(self)
        row.setSizeConstraint(QHBoxLayout.SizeConstraint.SetNoConstraint)
        row.setContentsMargins(16, 8, 12, 8)
        row.setSpacing(8)
        row.addWidget(self.grouping)
        row.addWidget(self.order)
        row.addWidget(self.fresh)
        row.addStretch(1)
        for widget in (self.chosen, self.move_button, self.edit, self.find_button, self.undo, self.rebalance):
            row.addWidget(widget)
        self.grouping.chosen.connect(self.grouped)
        self.order.currentIndexChanged.connect(self._tell_order)
        self.show_chosen(0)
        commands.changed.connect(self.retranslate)
        self.retranslate()

    def _tell_order(self) -> None:
        self.ordered.emit(str(self.order.currentData()))

    def set_choice(self, grouping: Grouping, order: Order) -> None:
        """Show what is in force, without a signal."""
        self.grouping.set_value(grouping.value)
        self.order.blockSignals(True)
        self.order.setCurrentIndex(list(Order).index(order))
        self.order.blockSignals(False)

    def show_chosen(self, count: int) -> None:
        """How many cards are chosen, and what can be done with them."""
        self.chosen.setText(filled(self.tr("{cards} selected"), cards=self._words.cards(count)) if count else "")
        self.chosen.setVisible(count > 0)
        self.move_button.setVisible(count > 0)
        self.edit.setVisible(count > 0)
        self._has_chosen = count > 0
        self.fit()

    def show_fresh(self, words: str, colour: str) -> None:
        """How old what is shown is, or how much is still to come."""
        self.fresh.setText(words)
        self.fresh.set_colour(colour)
        self.fit()

    def minimumSizeHint(self) -> QSize:
        # What does not fit gives way: the line never holds the window open.
        return QSize(0, super().minimumSizeHint().height())

    def fit(self) -> None:
        """Leave out what there is no room for; all of it has keys, too."""
        for widget in self._spare:
            widget.setVisible(widget is not self.edit or self._has_chosen)
        for widget in self._spare:
            if self._wanted() <= self.width():
                return
            widget.setVisible(False)

    def _wanted(self) -> int:
        layout = self.layout()
        assert layout is not None
        parts = [item.widget() for at in range(layout.count()) if (item := layout.itemAt(at)) is not None]
        shown_parts = [part for part in parts if part is not None and not part.isHidden()]
        return sum(part.sizeHint().width() for part in shown_parts) + 8 * len(shown_parts) + 36

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def retranslate(self) -> None:
        """Put every word in the language in force."""
        key = self._commands.first_key
        for grouping, words in (
            (Grouping.AGENT, self.tr("People")),
            (Grouping.QUEUE, self.tr("Queues")),
            (Grouping.STATE, self.tr("States")),
            (Grouping.TEAM, self.tr("Teams")),
        ):
            self.grouping.set_label(grouping.value, words)
        self.grouping.setAccessibleName(self.tr("Columns by"))
        self.order.setAccessibleName(self.tr("Order of cards"))
        for at, words in enumerate((self.tr("Due first"), self.tr("Urgent first"), self.tr("Oldest first"))):
            self.order.setItemText(at, words)
        self.find_button.set_label(self.tr("Find a card"), shown(key("board.find")))
        self.undo.set_label(self.tr("Undo the last move"), shown(key("board.undo")))
        self.edit.setText(self.tr("Change…"))
        self.move_button.setText(self.tr("Move to…"))
        self.move_button.set_hint(shown(key("board.move")))
        self.rebalance.setText(self.tr("Rebalance"))
        self.fit()
