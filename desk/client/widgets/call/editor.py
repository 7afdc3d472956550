"""The field the agent writes in: it owns its words, and tells every one of them, half a syllable included."""

from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QApplication, QFrame, QPlainTextEdit, QTextEdit, QWidget

from desk.client.models.templates import blanks
from desk.client.widgets.theme import theme

FEWEST_LINES, MOST_LINES = 3, 9
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Editor(QPlainTextEdit):
    """Plain text. Ctrl+Enter sends, never while a syllable is being composed; `/` at a line's start asks for words."""

    edited = Signal(str)
    """The words changed; carries them as the agent sees them."""
    send_wanted = Signal()
    """Ctrl+Enter; carries nothing."""
    take_back_wanted = Signal()
    """Esc, or Ctrl+Z with nothing to undo; carries nothing."""
    slash_typed = Signal()
    """A slash was written at the start of a line; carries nothing."""
    files_given = Signal(list)
    """Files were dropped or pasted; carries their `Path`s."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preedit = ""
        self._told = ""
        self._fewest, self._most = FEWEST_LINES, MOST_LINES
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(2)
        self.viewport().setAutoFillBackground(False)
        self.textChanged.connect(self._tell)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        theme().changed.connect(self._restyle)
        self._restyle()

    @property
    def composing(self) -> bool:
        """Whether a syllable is being put together."""
        return bool(self._preedit)

    def words(self) -> str:
        """The text as the agent sees it, a syllable still being composed included."""
        text = self.toPlainText()
        if not self._preedit:
            return text
        cursor = self.textCursor()
        before = QTextCursor(self.document())
        before.setPosition(0)
        before.setPosition(cursor.selectionStart(), QTextCursor.MoveMode.KeepAnchor)
        head = before.selectedText().replace("\u2029", "\n")
        return head + self._preedit + text[len(head) :]

    def settle(self) -> None:
        """End the composing of a syllable: it becomes text where it stands."""
        if self._preedit:
            QGuiApplication.inputMethod().commit()
        if self._preedit:
            ending = QInputMethodEvent()
            ending.setCommitString(self._preedit)
            QApplication.sendEvent(self, ending)

    def show_words(self, words: str) -> None:
        """Show another text, with the cursor at its end; only when the agent went elsewhere."""
        self._told = words
        self.setPlainText(words)
        self.moveCursor(QTextCursor.MoveOperation.End)

    def put_in_front(self, words: str) -> None:
        """Put words before what stands here; the cursor stays where the agent writes."""
        self.settle()
        empty = not self.toPlainText()
        cursor = QTextCursor(self.document())
        cursor.insertText(words if empty else f"{words}\n")
        if empty:
            self.moveCursor(QTextCursor.MoveOperation.End)

    def insert_ready_words(self, words: str) -> None:
        """Write words where the cursor is, instead of the slash that called for them; go to their first blank."""
        self.settle()
        cursor = self.textCursor()
        if self._after_slash():
            cursor.deletePreviousChar()
        start = cursor.position()
        cursor.insertText(words)
        found = [blank for blank in blanks(self.toPlainText()) if blank[0] >= start]
        if found:
            cursor.setPosition(found[0][0])
            cursor.setPosition(sum(found[0]), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def set_most_lines(self, lines: int) -> None:
        """Grow no further than this."""
        self._most = lines
        self._fit()

    # Inside

    def _tell(self) -> None:
        words = self.words()
        self._mark_blanks()
        if words != self._told:
            self._told = words
            self.edited.emit(words)

    def _mark_blanks(self) -> None:
        marks: list[QTextEdit.ExtraSelection] = []
        look = QTextCharFormat()
        look.setBackground(theme().tokens.warn_soft)
        look.setForeground(theme().tokens.warn)
        for start, length in blanks(self.toPlainText()):
            mark = QTextEdit.ExtraSelection()
            cursor = QTextCursor(self.document())
            cursor.setPosition(start)
            cursor.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
            # PySide's stubs know these two attributes under no type.
            mark.cursor, mark.format = cursor, look
            marks.append(mark)
        self.setExtraSelections(marks)

    def _after_slash(self) -> bool:
        cursor = self.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock, QTextCursor.MoveMode.KeepAnchor)
        return cursor.selectedText() == "/"

    def _restyle(self) -> None:
        self.setFont(theme().font("body"))
        palette = self.palette()
        palette.setColor(palette.ColorRole.Base, QColor(0, 0, 0, 0))
        palette.setColor(palette.ColorRole.Text, theme().tokens.text)
        palette.setColor(palette.ColorRole.PlaceholderText, theme().tokens.faint)
        self.setPalette(palette)
        self._mark_blanks()
        self._fit()

    def _fit(self) -> None:
        lines = min(max(self._fewest, int(self.document().size().height())), self._most)
        high = lines * self.fontMetrics().lineSpacing() + 8
        if high != self.height():
            self.setFixedHeight(high)

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in _ENTER and held == Qt.KeyboardModifier.ControlModifier:
            if not self.composing:
                self.send_wanted.emit()
            return
        if event.key() == Qt.Key.Key_Escape and not self.composing:
            self.take_back_wanted.emit()
            return
        undo = event.key() == Qt.Key.Key_Z and held == Qt.KeyboardModifier.ControlModifier
        if undo and not self.document().isUndoAvailable() and not self.composing:
            self.take_back_wanted.emit()
            return
        super().keyPressEvent(event)
        if event.text() == "/" and self._after_slash():
            self.slash_typed.emit()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._preedit = event.preeditString()
        super().inputMethodEvent(event)
        self._tell()

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasUrls() or super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        paths = [Path(url.toLocalFile()) for url in source.urls() if url.isLocalFile()]
        if paths:
            self.files_given.emit(paths)
        else:
            super().insertFromMimeData(source)
