"""The one window: the sign-in screen first, then the work, over both the lock, the toasts and the crash sheet."""

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QPaintEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desk.client.models.settings import Settings
from desk.client.widgets.commands import Commands
from desk.client.widgets.icons import app_icon
from desk.client.widgets.keyboard import Keyboard
from desk.client.widgets.look import LookKeeper
from desk.client.widgets.sign_in import SignInScreen

SMALLEST = (1024, 640)
USUAL = (1360, 820)


class Window(QWidget):
    """Painted before anything slow is loaded; what needs the models comes in by `desk.client.widgets.conduct`."""

    painted = Signal()
    """The window has been painted for the first time; carries nothing."""
    closing = Signal()
    """The agent closes the window; it has hidden itself, and the program may end in peace. Carries nothing."""
    touched = Signal()
    """A key or the mouse was used; carries nothing."""

    def __init__(self, settings: Settings, look: LookKeeper, commands: Commands) -> None:
        super().__init__()
        self._settings = settings
        self.commands = commands
        self.setWindowTitle("Desk")
        self.setWindowIcon(app_icon())
        self.setMinimumSize(*SMALLEST)
        self.stack = QStackedWidget()
        self.sign_in = SignInScreen()
        self.stack.addWidget(self.sign_in)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.stack)
        self._was_painted = False
        self.sign_in.form.set_values(
            settings.server, settings.last_login, settings.remember, server_fixed=settings.is_fixed("server")
        )
        self.sign_in.form.focus()
        self.sign_in.language_button.clicked.connect(look.switch_language)
        self.sign_in.look_button.clicked.connect(look.switch_theme)
        look.bind(commands)
        commands.bind("quit", self._quit)
        commands.set_own_keys(settings.keys)
        self._restore()
        self.keyboard = Keyboard(self, commands)
        self.windowHandle().installEventFilter(self)

    def _restore(self) -> None:
        """Where the window stood last time, if that is still on a screen."""
        kept = self._settings.window
        self.resize(QSize(*USUAL).boundedTo(self.screen().availableSize()))
        if len(kept) == 4:
            place = QRect(*kept)
            if any(screen.availableGeometry().intersects(place) for screen in QGuiApplication.screens()):
                self.setGeometry(place)

    def _quit(self) -> None:
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        place = self.normalGeometry()
        self._settings.window = [place.x(), place.y(), place.width(), place.height()]
        self.hide()
        event.ignore()
        self.closing.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove):
            self.touched.emit()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            self.painted.emit()
