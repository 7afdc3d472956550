"""The wall on a whole screen: nothing else of the window is seen, nothing has to be touched, the cursor is gone."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from desk.client.models.formats import Formats
from desk.client.models.plain import filled
from desk.client.models.session import Sitting
from desk.client.widgets.controls.elided import Label
from desk.client.widgets.controls.surface import Surface
from desk.client.widgets.floating import take_keyboard
from desk.client.widgets.keys import shown
from desk.client.widgets.panels.panel import Surroundings
from desk.client.widgets.queues.wall_age import AgeChip
from desk.client.widgets.queues.wall_board import WallBoard
from desk.client.widgets.queues.wall_look import Scale
from desk.client.widgets.theme import theme

LOOKER = "screen"
#: So long the way back is shown.
HINT_MS = 6_000


class WallScreen(Surface):
    """Lies over the window, which fills the screen while it does. A call that rings here brings the desk back."""

    def __init__(self, host: QWidget, around: Surroundings, age: AgeChip) -> None:
        super().__init__("window", host)
        self._host, self._around, self._desk = host, around, around.desk
        self._before: QWidget | None = None
        self._was: Qt.WindowState = Qt.WindowState.WindowNoState
        self._formats = Formats(self)
        self.age = age
        self.title, self.clock, self.hint = Label("", "display"), Label("", "display"), Label("", "body", "muted")
        self.board = WallBoard(self._desk, whole=True)
        self._forget = QTimer(self, singleShot=True, interval=HINT_MS)
        self._forget.timeout.connect(self.hint.hide)
        head = QHBoxLayout()
        head.setSpacing(24)
        head.addWidget(self.title)
        head.addWidget(age)
        head.addWidget(self.hint)
        head.addStretch(1)
        head.addWidget(self.clock)
        self._column = QVBoxLayout(self)
        self._column.addLayout(head)
        self._column.addWidget(self.board, 1)
        self.setCursor(Qt.CursorShape.BlankCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        host.installEventFilter(self)
        self._desk.session.changed.connect(self._follow_session)
        self._desk.call.changed.connect(self._follow_call)
        self._desk.wall.ticked.connect(self._say)
        theme().changed.connect(self._fit)
        self.hide()

    def enter(self) -> None:
        """Fill the screen."""
        self._before = QApplication.focusWidget()
        self._was = self._host.windowState()
        self._desk.wall.look(LOOKER, True)
        self._desk.wall.set_whole(True)
        self._host.setWindowState(self._was | Qt.WindowState.WindowFullScreen)
        self.setGeometry(self._host.rect())
        self.show()
        self.raise_()
        take_keyboard(self)
        self._say()
        self.hint.show()
        self._forget.start()
        self.board.refresh()

    def leave(self) -> None:
        """Give the screen back."""
        if not self._desk.wall.whole:
            return
        self.hide()
        self._forget.stop()
        self._host.setWindowState(self._was & ~Qt.WindowState.WindowFullScreen)
        self._desk.wall.look(LOOKER, False)
        self._desk.wall.set_whole(False)
        if self._before is not None and self._before.isVisible():
            take_keyboard(self._before)
        self._before = None

    def _follow_session(self) -> None:
        if self._desk.session.sitting in (Sitting.SIGNED_OUT, Sitting.LOCKED):
            self.leave()

    def _follow_call(self) -> None:
        if self._desk.call.rings or self._desk.call.is_talking:
            self.leave()

    def _fit(self) -> None:
        unit = max(10.0, self.height() / 46)
        scale = Scale(unit)
        self._column.setContentsMargins(scale.px(1.2), scale.px(0.8), scale.px(1.2), scale.px(1))
        self._column.setSpacing(scale.px(0.7))
        for label in (self.title, self.clock):
            label.setFont(scale.font(1.6, bold=True))
        self.hint.setFont(scale.font(0.9))
        self.age.set_scale(scale)

    def _say(self) -> None:
        if not self.isVisible():
            return
        self.title.setText(self.tr("Wall"))
        self.clock.setText(self._formats.time(self._desk.wall.now))
        key = shown(self._around.commands.first_key("wall.full_screen"))
        self.hint.setText(filled(self.tr("Esc or {key} leaves"), key=key) if key else self.tr("Esc leaves"))
        self.setAccessibleName(self.tr("Wall, full screen"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self._host and self.isVisible():
            self.setGeometry(self._host.rect())
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
            return
        super().keyPressEvent(event)
