"""Fields to write in: LineField and TextField (with a label and a line for errors) and SearchField."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAction, QInputMethodEvent, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from desk.client.widgets.controls.elided import Label
from desk.client.widgets.controls.paint import box, focus_ring, smooth
from desk.client.widgets.icons import icon
from desk.client.widgets.theme import theme

ERROR_PROPERTY = "desk_error"
"""The style paints the border of an editor in the tone "bad" while this property of it is true."""


class FieldFrame(QWidget):
    """A rounded box around an editor that shows the focus ring while the editor has the keyboard."""

    def __init__(self, editor: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.editor = editor
        self._tone_line = False
        inner = QVBoxLayout(self)
        inner.setContentsMargins(8, 6, 4, 6)
        inner.addWidget(editor)
        self.setFocusProxy(editor)
        editor.installEventFilter(self)
        theme().changed.connect(self.update)

    def set_error(self, wrong: bool) -> None:
        """Paint the border as wrong, or as usual."""
        self._tone_line = wrong
        self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut, QEvent.Type.EnabledChange):
            self.update()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        t, painter = theme().tokens, smooth(self)
        fill = t.surface if self.editor.isEnabled() else t.sunken
        box(painter, self.rect(), fill, t.bad if self._tone_line else t.border_strong)
        if self.editor.hasFocus():
            focus_ring(painter, self.rect())
        painter.end()


class _Field(QWidget):
    """A label above, an editor, and below it a hint or what is wrong."""

    def __init__(self, label: str, hint: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.label = Label(label, "small_strong", "muted")
        self.message = Label(hint, "small", "faint", wrap=True)
        self._hint = hint
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._column.addWidget(self.label)
        self._column.addWidget(self.message)
        self.label.setVisible(bool(label))
        self.message.setVisible(bool(hint))

    def set_label(self, label: str) -> None:
        """Show other words above the editor; they are also its accessible name."""
        self.label.setText(label)
        self.label.setVisible(bool(label))
        self._editor().setAccessibleName(label)

    def set_hint(self, hint: str) -> None:
        """Show a hint below the editor while nothing is wrong."""
        self._hint = hint
        if not self.error():
            self.message.setText(hint)
            self.message.setVisible(bool(hint))

    def error(self) -> str:
        """What is said to be wrong; empty when nothing is."""
        return self.message.text() if self._editor().property(ERROR_PROPERTY) else ""

    def set_error(self, words: str) -> None:
        """Say in clear words what is wrong and how to put it right; empty when all is well."""
        editor = self._editor()
        editor.setProperty(ERROR_PROPERTY, bool(words))
        editor.setAccessibleDescription(words or self._hint)
        self.message.set_colour("bad" if words else "faint")
        self.message.setText(words or self._hint)
        self.message.setVisible(bool(words or self._hint))
        editor.update()

    def _take(self, editor: QWidget, shown: QWidget) -> None:
        self._column.insertWidget(1, shown)
        self.setFocusProxy(editor)
        editor.setAccessibleName(self.label.text())
        editor.setAccessibleDescription(self._hint)

    def _editor(self) -> QWidget:
        raise NotImplementedError


class LineField(_Field):
    """One line to write."""

    changed = Signal(str)
    """The text changed, by the agent or by the program; carries the text."""

    def __init__(self, label: str = "", placeholder: str = "", hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(label, hint, parent)
        self.edit = QLineEdit()
        self.edit.setPlaceholderText(placeholder)
        self.edit.textChanged.connect(self.changed)
        self._take(self.edit, self.edit)

    def text(self) -> str:
        """What stands in the field."""
        return self.edit.text()

    def set_text(self, text: str) -> None:
        """Write something into the field."""
        self.edit.setText(text)

    def _editor(self) -> QWidget:
        return self.edit


class TextField(_Field):
    """Several lines to write, in plain text."""

    changed = Signal()
    """The text changed; carries nothing, because the text may be long."""

    def __init__(
        self,
        label: str = "",
        placeholder: str = "",
        hint: str = "",
        parent: QWidget | None = None,
        *,
        lines: int = 4,
    ) -> None:
        super().__init__(label, hint, parent)
        self._lines = lines
        self.edit = QPlainTextEdit()
        self.edit.setFrameShape(QFrame.Shape.NoFrame)
        self.edit.setPlaceholderText(placeholder)
        self.edit.setTabChangesFocus(True)
        self.edit.textChanged.connect(self.changed)
        self.frame = FieldFrame(self.edit)
        self._take(self.edit, self.frame)
        self._restyle()
        theme().changed.connect(self._restyle)

    def text(self) -> str:
        """What stands in the field."""
        return self.edit.toPlainText()

    def set_text(self, text: str) -> None:
        """Write something into the field."""
        self.edit.setPlainText(text)

    def set_error(self, words: str) -> None:
        """Say in clear words what is wrong; empty when all is well."""
        super().set_error(words)
        self.frame.set_error(bool(words))

    def _editor(self) -> QWidget:
        return self.edit

    def _restyle(self) -> None:
        self.edit.setFixedHeight(self._lines * self.edit.fontMetrics().lineSpacing() + 8)


class SearchField(QLineEdit):
    """A line to search with: Escape empties it."""

    searched = Signal(str)
    """The words as the agent sees them, a Hangul syllable still being composed included."""

    def __init__(self, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # The icon brings its own margin; the usual one of a field is too much beside it.
        self.setTextMargins(-6, 0, -2, 0)
        self._composed = ""
        self._last = ""
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self._glass = QAction(self)
        self._wipe = QAction(self.tr("Clear"), self)
        self._wipe.triggered.connect(self.clear)
        self.addAction(self._glass, QLineEdit.ActionPosition.LeadingPosition)
        self.addAction(self._wipe, QLineEdit.ActionPosition.TrailingPosition)
        self.textChanged.connect(self._tell)
        self._wipe.setVisible(False)
        self._restyle()
        theme().changed.connect(self._restyle)

    def words(self) -> str:
        """The words as the agent sees them now."""
        at = self.cursorPosition()
        return self.text()[:at] + self._composed + self.text()[at:]

    def _tell(self) -> None:
        self._wipe.setVisible(bool(self.text()))
        if self.words() != self._last:
            self._last = self.words()
            self.searched.emit(self._last)

    def _restyle(self) -> None:
        self._glass.setIcon(icon("search", "faint"))
        self._wipe.setIcon(icon("x", "muted", 14))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._wipe.setText(self.tr("Clear"))
        super().changeEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._composed = event.preeditString()
        super().inputMethodEvent(event)
        self._tell()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            return
        super().keyPressEvent(event)
