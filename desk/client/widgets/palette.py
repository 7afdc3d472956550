"""The palette: one field that finds customers, orders, tickets and words, and runs every command, by keyboard alone."""

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListView, QWidget

from desk.client.models.clock import Clock
from desk.client.models.search import SearchModel, SearchState
from desk.client.models.settings import Settings
from desk.client.widgets.commands import Commands
from desk.client.widgets.controls.elided import ElidedLabel, Label
from desk.client.widgets.controls.field import SearchField
from desk.client.widgets.controls.keycap import Keycap
from desk.client.widgets.controls.surface import Divider
from desk.client.widgets.language import language
from desk.client.widgets.overlay import Overlay
from desk.client.widgets.palette_content import PaletteContent
from desk.client.widgets.palette_rows import PaletteDelegate, PaletteRows, Row
from desk.contract.search import Hit, HitKind

_WIDTH, _HEIGHT, _TOP = 680, 480, 64
RECENT = 5


class Palette(Overlay):
    """Opens over the window, gives back the keyboard when it goes."""

    hit_chosen = Signal(object)
    """The agent chose a find; carries the `Hit`."""

    def __init__(
        self, host: QWidget, commands: Commands, search: SearchModel, settings: Settings, clock: Clock
    ) -> None:
        super().__init__(host, width=_WIDTH, height=_HEIGHT, top=_TOP)
        self._commands, self._search, self._settings = commands, search, settings
        self._content = PaletteContent(commands, search, settings, clock)
        self.field = SearchField()
        self.rows = PaletteRows()
        self.list = QListView()
        self.status = ElidedLabel("", "small", "muted")
        self._keys: list[tuple[Keycap, Label]] = []
        self._lay_out()
        self._wire()
        self.retranslate()

    def _lay_out(self) -> None:
        self.field.setFrame(False)
        self.list.setModel(self.rows)
        self.list.setItemDelegate(PaletteDelegate(self.list))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setMouseTracking(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        top = QHBoxLayout()
        top.setContentsMargins(14, 12, 14, 12)
        top.addWidget(self.field)
        foot = QHBoxLayout()
        foot.setContentsMargins(18, 8, 14, 8)
        foot.setSpacing(6)
        foot.addWidget(self.status, 1)
        for keys in ("↑↓", "Enter", "Esc"):
            cap, words = Keycap(keys), Label("", "small", "muted")
            self._keys.append((cap, words))
            foot.addWidget(cap)
            foot.addWidget(words)
            foot.addSpacing(4)
        self.body.addLayout(top)
        self.body.addWidget(Divider())
        self.body.addWidget(self.list, 1)
        self.body.addWidget(Divider())
        self.body.addLayout(foot)

    def _wire(self) -> None:
        self.field.installEventFilter(self)
        self.field.searched.connect(self._look)
        self._search.changed.connect(self._fill)
        self.list.clicked.connect(self._choose)
        language().changed.connect(self.retranslate)

    def retranslate(self) -> None:
        """Put every word in the language in force."""
        self.field.setPlaceholderText(self.tr("Name, number, order, ticket or command…"))
        self.field.setAccessibleName(self.tr("Search or run a command"))
        self.list.setAccessibleName(self.tr("Results"))
        words = (self.tr("Move"), self.tr("Open"), self.tr("Close"))
        for (_cap, label), text in zip(self._keys, words, strict=True):
            label.setText(text)
        self._fill()

    def ask(self, words: str = "") -> None:
        """Open with these words in the field."""
        self.open(self.field)
        self.field.setText(words)
        self.field.selectAll()
        self._look(words)

    def _look(self, words: str) -> None:
        self._search.look_for("" if words.lstrip().startswith(">") else words)
        self._fill()

    def _fill(self) -> None:
        """Show what there is now; the chosen line stays chosen if it is still there."""
        before = self.rows.row(self.list.currentIndex().row())
        words = self.field.words()
        self.rows.show(self._content.rows(words), words.lstrip().removeprefix(">"))
        self.status.setText(self._content.status(words))
        again = -1
        if before is not None and self.rows.query:
            again = next((at for at, row in enumerate(self.rows.rows) if row.target == before.target), -1)
        if again < 0 or self._search.state is SearchState.SEARCHING or before is None:
            again = self.rows.next_choice(-1, 1)
        self._go_to(again)

    def _go_to(self, at: int) -> None:
        self.list.setCurrentIndex(self.rows.index(at) if at >= 0 else QModelIndex())

    def _choose(self, index: QModelIndex) -> None:
        row = self.rows.row(index.row())
        if row is None or not row.can_be_chosen:
            return
        if isinstance(row.target, HitKind):
            self._search.more(row.target)
            return
        self.close()
        self._take(row)

    def _take(self, row: Row) -> None:
        if isinstance(row.target, Hit):
            self._search.remember(row.target)
            self.hit_chosen.emit(row.target)
        elif isinstance(row.target, str):
            recent = [row.target, *(name for name in self._settings.recent_commands if name != row.target)]
            self._settings.recent_commands = recent[:RECENT]
            self._commands.run(row.target)

    def _pressed(self, event: QKeyEvent) -> bool:
        """The keys that move in the list while the keyboard stays in the field."""
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        at = self.list.currentIndex().row()
        if event.key() in steps:
            self._go_to(self.rows.next_choice(at, steps[Qt.Key(event.key())]))
        elif event.key() in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            step = 1 if event.key() == Qt.Key.Key_PageDown else -1
            for _ in range(8):
                at = self.rows.next_choice(at, step)
            self._go_to(at)
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
