"""Reads the keyboard for the commands, before any widget sees a key and after the input method has."""

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QKeySequenceEdit,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from desk.client.widgets.commands import Commands
from desk.client.widgets.keys import chord_of, is_single

CAPTURES = "desk_captures_keys"
"""A widget with this property set gets every key itself, as the field that records a new shortcut must."""

_WRITERS = (QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox)


def is_writing(widget: QWidget | None) -> bool:
    """Whether keys make characters in this widget."""
    if isinstance(widget, QComboBox):
        return widget.isEditable()
    if isinstance(widget, QLineEdit | QPlainTextEdit | QTextEdit):
        return not widget.isReadOnly()
    return isinstance(widget, _WRITERS)


class Keyboard(QObject):
    """Watches one window's key presses and runs commands."""

    def __init__(self, window: QWidget, commands: Commands) -> None:
        super().__init__(window)
        self._commands = commands
        self._composing = False
        window.winId()  # makes the native window, which sees a key before its widgets do
        self._handle = window.windowHandle()
        self._handle.installEventFilter(self)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow)
        self._follow(None, QApplication.focusWidget())

    @property
    def composing(self) -> bool:
        """Whether a syllable is being put together just now."""
        return self._composing

    def _follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        """Listen to the input method at whichever widget is written in."""
        self._composing = False
        if new is not None:
            new.installEventFilter(self)

    def _wait(self, event: QKeyEvent) -> bool:
        """Let a key that ends a syllable come again after it; whether it does.

        An input method ends the syllable before it hands the key back. Qt's ibus plugin, though, may learn of the
        key first: it reads the answer when that is there already, while the words still wait for their turn. They
        would fall to wherever the key leads. What comes again comes from here, not from the platform.
        """
        if not (self._composing and event.spontaneous()):
            return False
        QCoreApplication.postEvent(self._handle, event.clone())
        return True

    def _press(self, event: QKeyEvent) -> bool:
        focused = QApplication.focusWidget()
        if focused is not None and (isinstance(focused, QKeySequenceEdit) or focused.property(CAPTURES)):
            return False
        chord = chord_of(event)
        writing = self._composing or is_writing(focused)
        if not self._commands.holder(chord) or (writing and is_single(chord)):
            return False
        if self._composing:
            QGuiApplication.inputMethod().commit()
        return self._commands.press(chord, writing=writing, held=event.isAutoRepeat())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QInputMethodEvent):
            self._composing = bool(event.preeditString())
        elif watched is self._handle and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._wait(event) or self._press(event)
        return super().eventFilter(watched, event)
