"""One field over a list: whatever is typed narrows the list, arrows move in it, Enter chooses. Over the window."""

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListView, QVBoxLayout, QWidget

from desk.client.widgets.controls.elided import ElidedLabel, Label
from desk.client.widgets.controls.field import SearchField
from desk.client.widgets.controls.keycap import Keycap
from desk.client.widgets.controls.surface import Divider
from desk.client.widgets.overlay import Overlay
from desk.client.widgets.palette_rows import PaletteDelegate, PaletteRows, Row


class Picker(Overlay):
    """Whoever makes one says which rows there are for which words."""

    chosen = Signal(object)
    """A row was chosen; carries its target."""

    def __init__(self, host: QWidget, *, width: int = 760, height: int = 520, top: int = 56) -> None:
        super().__init__(host, width=width, height=height, top=top)
        self.field = SearchField()
        self.rows = PaletteRows()
        self.list = QListView()
        #: What is asked; nothing stands there where the field says it all.
        self.heading = ElidedLabel("", "strong", "text")
        self.status = ElidedLabel("", "small", "muted")
        self._hints: list[Label] = []
        self._lay_out()
        self.heading.hide()
        self.field.installEventFilter(self)
        self.field.searched.connect(self.look)
        self.list.clicked.connect(self._choose)

    def _lay_out(self) -> None:
        self.field.setFrame(False)
        self.list.setModel(self.rows)
        self.list.setItemDelegate(PaletteDelegate(self.list))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setMouseTracking(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        top, foot = QVBoxLayout(), QHBoxLayout()
        top.setContentsMargins(14, 12, 14, 12)
        top.setSpacing(4)
        self.heading.setContentsMargins(4, 0, 4, 0)
        top.addWidget(self.heading)
        top.addWidget(self.field)
        foot.setContentsMargins(18, 8, 14, 8)
        foot.setSpacing(6)
        foot.addWidget(self.status, 1)
        for keys in ("↑↓", "Enter", "Esc"):
            label = Label("", "small", "muted")
            self._hints.append(label)
            foot.addWidget(Keycap(keys))
            foot.addWidget(label)
            foot.addSpacing(4)
        self.body.addLayout(top)
        self.body.addWidget(Divider())
        self.body.addWidget(self.list, 1)
        self.body.addWidget(Divider())
        self.body.addLayout(foot)

    def ask_with(self, heading: str, hint: str) -> None:
        """Open, with nothing typed yet."""
        self.say(heading, hint)
        self.open(self.field)
        self.field.setText("")
        self.look("")

    def say(self, heading: str, hint: str) -> None:
        """Ask in these words."""
        self.heading.setText(heading)
        self.heading.show()
        self.say_keys(self.tr("Move"), self.tr("Choose"), self.tr("Close"))
        self.setAccessibleName(heading)
        self.field.setAccessibleName(heading)
        self.field.setPlaceholderText(hint)
        self.list.setAccessibleName(heading)

    def say_keys(self, *words: str) -> None:
        """What the arrows, Enter and Escape do."""
        for label, said in zip(self._hints, words, strict=True):
            label.setText(said)

    def rows_for(self, words: str) -> list[Row]:
        """The rows for what is typed."""
        raise NotImplementedError

    def look(self, words: str) -> None:
        """Something else is typed: begin at the first row."""
        self.list.setCurrentIndex(QModelIndex())
        self.fill()

    def fill(self) -> None:
        """Show the rows of now; the chosen one stays chosen."""
        words = self.field.words()
        before = self.rows.row(self.list.currentIndex().row())
        scrolled = self.list.verticalScrollBar().value()
        self.rows.show(self.rows_for(words), words)
        again = -1
        if before is not None:
            again = next((n for n, row in enumerate(self.rows.rows) if row.target == before.target), -1)
        self.go_to(again if again >= 0 else self.rows.next_choice(-1, 1))
        if again >= 0:
            self.list.verticalScrollBar().setValue(scrolled)

    def take(self, row: Row) -> None:
        """A row was chosen."""
        self.close()
        self.chosen.emit(row.target)

    def go_to(self, at: int) -> None:
        """Put the mark at a row; -1: nowhere."""
        self.list.setCurrentIndex(self.rows.index(at) if at >= 0 else QModelIndex())

    def _choose(self, index: QModelIndex) -> None:
        row = self.rows.row(index.row())
        if row is not None and row.can_be_chosen:
            self.take(row)

    def _pressed(self, event: QKeyEvent) -> bool:
        """The keys that move in the list while the keyboard stays in the field."""
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
        at, by = self.list.currentIndex().row(), steps.get(Qt.Key(event.key()), 0)
        if by:
            for _ in range(abs(by)):
                at = self.rows.next_choice(at, 1 if by > 0 else -1)
            self.go_to(at)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self.list.currentIndex())
        elif event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            return False
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._pressed(event)
        return super().eventFilter(watched, event)
