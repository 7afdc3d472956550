"""The lock screen: it covers everything, and asks for the password. Behind it feed and outbox go on."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from shiboken6 import isValid

from desk.client.models.plain import filled
from desk.client.widgets.brand import BrandPane
from desk.client.widgets.controls.avatar import Avatar
from desk.client.widgets.controls.banner import Banner
from desk.client.widgets.controls.button import Button
from desk.client.widgets.controls.elided import ElidedLabel, Label
from desk.client.widgets.controls.field import LineField
from desk.client.widgets.floating import step_inside, take_keyboard
from desk.client.widgets.language import language
from desk.client.widgets.sign_in import WIDE, CapsWatch

_WIDTH = 320


class LockScreen(QWidget):
    """Lies over its host and grows with it. What is behind it cannot be seen, clicked or typed into."""

    unlock_asked = Signal(str)
    """The agent gave the password; carries it."""
    sign_out_asked = Signal()
    """Another agent wants the workstation; carries nothing."""

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self._host = host
        self._wait = 0
        self._name = ""
        #: So much is owed that nobody else has, as whoever wanted to leave was told.
        self.owed = 0
        self._before: QWidget | None = None
        self.setAutoFillBackground(True)
        self.pane = BrandPane()
        self.face = Avatar("", 64)
        self.name = Label("", "title")
        self.why = Label("", "body", "muted", wrap=True)
        self.problem = Banner("", "bad")
        self.problem.hide()
        self.debt = Banner("", "warn", "transfer")
        self.debt.hide()
        self.password = LineField("-")
        self.password.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.button = Button("-", "primary")
        self.leave = Button("-", "ghost")
        self.news = ElidedLabel("", "small", "faint")
        self._countdown = QTimer(self)
        self._countdown.setInterval(1000)
        self._lay_out()
        self._wire()
        self.retranslate()
        self.hide()

    def _lay_out(self) -> None:
        centre = Qt.AlignmentFlag.AlignHCenter
        box = QWidget()
        box.setFixedWidth(_WIDTH)
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.face, 0, centre)
        for label in (self.name, self.why, self.news):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(self.name)
        column.addWidget(self.why)
        column.addSpacing(4)
        for widget in (self.problem, self.debt, self.password, self.button, self.leave):
            column.addWidget(widget)
        side = QVBoxLayout()
        side.addStretch(2)
        side.addWidget(box, 0, centre)
        side.addStretch(3)
        side.addWidget(self.news)
        side.addSpacing(12)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.pane, 9)
        row.addLayout(side, 11)

    def _wire(self) -> None:
        self._caps = CapsWatch(self.password.edit)
        self._caps.noticed.connect(self._show_caps)
        self._countdown.timeout.connect(self._count)
        self.password.edit.returnPressed.connect(self.submit)
        self.password.changed.connect(self._settle)
        self.button.clicked.connect(self.submit)
        self.leave.clicked.connect(self.sign_out_asked)
        self._host.installEventFilter(self)
        language().changed.connect(self.retranslate)

    def retranslate(self) -> None:
        """Put every word in the language in force."""
        self.why.setText(self.tr("The screen is locked. Calls and what you sent go on."))
        self.password.set_label(self.tr("Password"))
        self.setAccessibleName(self.tr("Locked"))
        self._say_debt()
        self._say_button()

    def cover(self, name: str) -> None:
        """Cover the host; the keyboard goes to the password, a syllable being composed is kept where it was."""
        self._name = name
        self.face.set_name(name)
        self.name.setText(name)
        self.problem.hide()
        self.show_owed(0)
        self.set_leaving(False)
        self.password.edit.clear()
        if not self.isVisible():
            self._before = QApplication.focusWidget()
        self.setGeometry(self._host.rect())
        self.show()
        self.raise_()
        take_keyboard(self.password.edit)

    def uncover(self) -> None:
        """Show again what is behind."""
        self.show_owed(0)
        self.password.edit.clear()
        self.set_busy(False)
        self.hide()
        before, self._before = self._before, None
        if before is not None and isValid(before) and before.isVisible():
            take_keyboard(before)

    def set_busy(self, busy: bool) -> None:
        """The server is being asked."""
        self.password.setEnabled(not busy)
        self.button.setEnabled(not busy and not self._wait)

    def set_leaving(self, asking: bool) -> None:
        """Whoever is signed in wants to leave, and the server is asked what they owe."""
        self.leave.setEnabled(not asking)

    def show_owed(self, count: int) -> None:
        """Say how much is owed that nobody else has, without a name: whoever leaves all the same presses again."""
        self.owed = count
        self.debt.setVisible(count > 0)
        self._say_debt()
        if count:
            take_keyboard(self.password.edit)

    def show_problem(self, words: str, *, wait: int = 0) -> None:
        """Say why it stays locked; `wait` seconds must pass before the next try."""
        self._wait = wait
        self.set_busy(False)
        self.problem.set_text(words)
        self.problem.show()
        if wait:
            self._countdown.start()
        self._say_button()
        self.password.edit.selectAll()
        take_keyboard(self.password.edit)

    def show_news(self, words: str) -> None:
        """Say at the bottom what waits, without a name or a number: anybody may read it."""
        self.news.setText(words)

    def _say_debt(self) -> None:
        self.leave.setText(self.tr("Sign out all the same") if self.owed else self.tr("Sign out"))
        self.debt.set_text(self.tr("%n thing(s) you owe have nobody else. Unlock to hand them over.", "", self.owed))

    def _say_button(self) -> None:
        if self._wait:
            clock = f"{self._wait // 60}:{self._wait % 60:02}"
            self.button.setText(filled(self.tr("Try again in {time}"), time=clock))
        else:
            self.button.setText(self.tr("Unlock"))
        self.button.setEnabled(not self._wait)

    def _count(self) -> None:
        self._wait = max(0, self._wait - 1)
        if not self._wait:
            self._countdown.stop()
            self.problem.hide()
        self._say_button()

    def _settle(self, _text: str) -> None:
        self.problem.setVisible(bool(self._wait))

    def _show_caps(self, on: bool) -> None:
        self.password.set_hint(self.tr("Caps Lock is on.") if on else "")

    def submit(self) -> None:
        """Ask to be let back in with what stands in the field."""
        if self.password.text() and not self._wait:
            self.set_busy(True)
            self.unlock_asked.emit(self.password.text())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self._host:
            self.setGeometry(self._host.rect())
        return super().eventFilter(watched, event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab stays on the lock screen."""
        step_inside(self, forward=forward)
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.pane.setVisible(self.width() >= WIDE)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Nothing: Qt fills the ground."""
