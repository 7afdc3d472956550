"""The sign-in screen: server, login, password, and in clear words why it did not work."""

from dataclasses import dataclass, field

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desk import __version__
from desk.client.models.plain import filled
from desk.client.widgets.brand import BrandPane, Mark
from desk.client.widgets.controls.banner import Banner
from desk.client.widgets.controls.button import Button, IconButton
from desk.client.widgets.controls.elided import ElidedLabel, Label
from desk.client.widgets.controls.field import LineField
from desk.client.widgets.controls.switch import Switch
from desk.client.widgets.floating import take_keyboard
from desk.client.widgets.language import language
from desk.client.widgets.theme import Tone

_FORM_WIDTH = 372
WIDE = 980


@dataclass(frozen=True, slots=True, kw_only=True)
class Credentials:
    """What the agent gave; ``take_over`` ends the session this person has elsewhere."""

    server: str
    login: str
    password: str = field(repr=False)
    remember: bool
    take_over: bool = False


class CapsWatch(QObject):
    """Tells from what a password field is given whether Caps Lock is on."""

    noticed = Signal(bool)
    """A letter showed whether Caps Lock is on; carries that."""

    def __init__(self, field: QLineEdit) -> None:
        super().__init__(field)
        self._on = False
        field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            letter = event.text()
            if event.key() == Qt.Key.Key_CapsLock and self._on:
                self._tell(False)
            elif len(letter) == 1 and letter.isascii() and letter.isalpha():
                shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
                self._tell(letter.isupper() != shifted)
        return super().eventFilter(watched, event)

    def _tell(self, on: bool) -> None:
        if on != self._on:
            self._on = on
            self.noticed.emit(on)


class SignInForm(QWidget):
    """The fields and the button."""

    asked = Signal(object)
    """The agent wants in; carries `Credentials`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wait = 0
        self._busy = False
        self._writing: QLineEdit | None = None
        self._offers_take_over = False
        self.mark = Mark(44)
        self.title = Label("", "display")
        self.subtitle = Label("", "body", "muted", wrap=True)
        self.problem = Banner("", "bad")
        self.problem.hide()
        self.server = LineField("-", "https://")
        self.login = LineField("-")
        self.password = LineField("-")
        self.password.edit.setEchoMode(QLineEdit.EchoMode.Password)
        hints = Qt.InputMethodHint.ImhNoAutoUppercase | Qt.InputMethodHint.ImhNoPredictiveText
        for one in (self.server.edit, self.login.edit):
            one.setInputMethodHints(hints | Qt.InputMethodHint.ImhPreferLatin)
            # Latin letters whatever 한/영 says; and no key waits for the input method while the next overtakes it.
            one.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.remember = Switch("-")
        self.button = Button("-", "primary")
        self._countdown = QTimer(self)
        self._countdown.setInterval(1000)
        self._lay_out()
        self._wire()
        self.retranslate()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addWidget(self.mark)
        column.addSpacing(2)
        titles = QVBoxLayout()
        titles.setSpacing(4)
        titles.addWidget(self.title)
        titles.addWidget(self.subtitle)
        column.addLayout(titles)
        column.addSpacing(2)
        for widget in (self.problem, self.server, self.login, self.password, self.remember, self.button):
            column.addWidget(widget)

    def _wire(self) -> None:
        self._caps = CapsWatch(self.password.edit)
        self._caps.noticed.connect(self._show_caps)
        self._countdown.timeout.connect(self._count)
        self.button.clicked.connect(lambda: self.submit())
        self.problem.acted.connect(lambda: self.submit(take_over=True))
        for one in (self.server, self.login, self.password):
            one.edit.returnPressed.connect(self._go_on)
            one.changed.connect(self._settle)
        language().changed.connect(self.retranslate)

    def retranslate(self) -> None:
        """Put every word in the language in force."""
        self.title.setText(self.tr("Sign in"))
        self.subtitle.setText(self.tr("Your shift begins when you are in."))
        self.server.set_label(self.tr("Server"))
        self.login.set_label(self.tr("Login"))
        self.password.set_label(self.tr("Password"))
        self.remember.setText(self.tr("Stay signed in on this computer"))
        if any(one.error() for one in (self.server, self.login, self.password)):
            self._complaints()
        self._say_take_over()
        self._say_button()

    def set_values(self, server: str, login: str, remember: bool, *, server_fixed: bool = False) -> None:
        """Fill in what is known; a server fixed by policy cannot be changed here."""
        self.server.set_text(server)
        self.server.edit.setReadOnly(server_fixed)
        self.server.set_hint(self.tr("Set by your administrator.") if server_fixed else "")
        self.login.set_text(login)
        self.remember.setChecked(remember)

    def set_busy(self, busy: bool) -> None:
        """Show that the server is being asked; the fields keep what they hold."""
        if busy and not self._busy:
            self._writing = self._focused()
        self._busy = busy
        for widget in (self.server, self.login, self.password, self.remember):
            widget.setEnabled(not busy)
        self._say_button()
        if busy:
            self.problem.hide()
        elif self._writing is not None:
            # A field that was disabled has lost the keyboard.
            take_keyboard(self._writing)
            self._writing = None

    def show_problem(
        self, words: str, tone: Tone = "bad", *, wait: int = 0, take_over: bool = False, password: bool = False
    ) -> None:
        """Say why it did not work; `wait` seconds must pass, or the session elsewhere can be taken over."""
        self.set_busy(False)
        self._wait, self._offers_take_over = wait, take_over
        self.problem.set_text(words)
        self.problem.set_tone(tone)
        self._say_take_over()
        self.problem.show()
        if wait:
            self._countdown.start()
        self._say_button()
        if password:
            self.password.edit.selectAll()
            self.focus()

    def focus(self) -> None:
        """Put the keyboard where the next word belongs."""
        for one in (self.server, self.login, self.password):
            if not one.text():
                take_keyboard(one.edit)
                return
        take_keyboard(self.password.edit)

    def _focused(self) -> QLineEdit | None:
        edits = (self.server.edit, self.login.edit, self.password.edit)
        return next((edit for edit in edits if edit.hasFocus()), None)

    def clear_password(self) -> None:
        """Forget the password, once it has served or the screen is left."""
        self.password.edit.clear()

    def _say_take_over(self) -> None:
        self.problem.set_action(self.tr("Sign in here") if self._offers_take_over else "")

    def _say_button(self) -> None:
        if self._wait:
            words = filled(self.tr("Try again in {time}"), time=f"{self._wait // 60}:{self._wait % 60:02}")
        else:
            words = self.tr("Signing in…") if self._busy else self.tr("Sign in")
        self.button.setText(words)
        self.button.setEnabled(not self._busy and not self._wait)

    def _count(self) -> None:
        self._wait = max(0, self._wait - 1)
        if not self._wait:
            self._countdown.stop()
            self.problem.hide()
        self._say_button()

    def _settle(self, _text: str) -> None:
        """The agent puts something right: old complaints go, but a wait stays."""
        if not self._wait and self.problem.isVisible():
            self.problem.hide()
        for one in (self.server, self.login, self.password):
            if one.error():
                one.set_error("")

    def _show_caps(self, on: bool) -> None:
        self.password.set_hint(self.tr("Caps Lock is on.") if on else "")

    def _go_on(self) -> None:
        """Enter goes to the first empty field, and signs in when there is none."""
        if all(one.text() for one in (self.server, self.login, self.password)):
            self.submit()
        else:
            self.focus()

    def _complaints(self) -> bool:
        missing = self.tr("Please fill this in.")
        for one in (self.server, self.login, self.password):
            one.set_error("" if one.text().strip() else missing)
        if not self.login.text().isascii():
            self.login.set_error(self.tr("Logins are in Latin letters: switch the keyboard with 한/영."))
        return any(one.error() for one in (self.server, self.login, self.password))

    def submit(self, *, take_over: bool = False) -> None:
        """Ask to be let in with what stands in the fields, unless something is missing or must be waited for."""
        if self._busy or self._wait or self._complaints():
            return
        self.set_busy(True)
        self.asked.emit(self._given(take_over=take_over))

    def ask_again(self) -> None:
        """Say once more what was asked while nobody was there to hear it."""
        if self._busy:
            self.asked.emit(self._given())

    def _given(self, *, take_over: bool = False) -> Credentials:
        return Credentials(
            server=self.server.text().strip(),
            login=self.login.text().strip(),
            password=self.password.text(),
            remember=self.remember.isChecked(),
            take_over=take_over,
        )


class SignInScreen(QWidget):
    """The form, beside it the painted pane where there is room, below it what one may want before signing in."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pane = BrandPane()
        self.form = SignInForm()
        self.language_button = Button("", "ghost", "globe")
        self.look_button = IconButton("moon", "-")
        self.version = ElidedLabel(f"Desk {__version__}", "small", "faint")
        foot = QHBoxLayout()
        foot.setContentsMargins(24, 0, 16, 12)
        foot.addWidget(self.version, 1)
        foot.addWidget(self.language_button)
        foot.addWidget(self.look_button)
        side = QVBoxLayout()
        side.addStretch(2)
        side.addWidget(self.form, 0, Qt.AlignmentFlag.AlignHCenter)
        side.addStretch(3)
        side.addLayout(foot)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.pane, 9)
        row.addLayout(side, 11)
        self.form.setFixedWidth(_FORM_WIDTH)
        self.retranslate()
        language().changed.connect(self.retranslate)

    def retranslate(self) -> None:
        """Put every word in the language in force."""
        self.language_button.setText("English" if language().code == "ko" else "한국어")
        self.look_button.set_label(self.tr("Light or dark"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.pane.setVisible(self.width() >= WIDE)
