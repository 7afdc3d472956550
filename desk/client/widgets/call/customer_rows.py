"""The rows of the customer's column: promises, remarks, orders, related people, merged records."""

from datetime import datetime

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desk.client.models.plain import joined
from desk.client.widgets.call.parts import Icon
from desk.client.widgets.call.promise_words import ICONS, PromiseWords
from desk.client.widgets.controls.button import Button, IconButton
from desk.client.widgets.controls.chip import Tag
from desk.client.widgets.controls.elided import ElidedLabel, Label
from desk.client.widgets.controls.paint import box, smooth
from desk.client.widgets.icons import IconName
from desk.client.widgets.theme import Tone, blend, theme
from desk.contract.customers import Merge, OpenPromise, Remark, RemarkKind

REMARK_LOOKS: dict[RemarkKind, tuple[IconName, Tone]] = {
    RemarkKind.RISK: ("alert", "warn"),
    RemarkKind.KINDNESS: ("heart", "good"),
    RemarkKind.INFO: ("info", "info"),
}


class Panelet(QWidget):
    """A small box in the soft colour of a tone."""

    def __init__(self, tone: Tone = "neutral", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tone: Tone = tone
        theme().changed.connect(self.update)

    def set_tone(self, tone: Tone) -> None:
        """Wear another tone."""
        self._tone = tone
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        t, painter = theme().tokens, smooth(self)
        if self._tone == "neutral":
            box(painter, self.rect(), None, t.border)
        else:
            box(painter, self.rect(), t.soft(self._tone), blend(t.of(self._tone), t.soft(self._tone), 0.22))
        painter.end()


class PromiseRow(Panelet):
    """One promise: what, by when, and how it stands."""

    def __init__(self, promise: OpenPromise, words: PromiseWords, now: datetime, parent: QWidget | None = None) -> None:
        stand, tone = words.stand(promise, now)
        super().__init__(tone if tone in ("bad", "warn") else "neutral", parent)
        what = ElidedLabel(words.what(promise), "strong")
        due = ElidedLabel(words.due(promise, now), "small", "muted")
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(Icon(ICONS[promise.kind], tone, 16))
        head.addWidget(what, 1)
        head.addWidget(Tag(stand, tone))
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 7, 8, 8)
        column.setSpacing(2)
        column.addLayout(head)
        column.addWidget(due)
        self.setAccessibleName(joined(what.text(), stand, due.text()))


class RemarkRow(Panelet):
    """A standing note with the way to let go of it."""

    removed = Signal(object)
    """The note no longer holds; carries the `Remark`."""

    def __init__(self, remark: Remark, parent: QWidget | None = None) -> None:
        icon, tone = REMARK_LOOKS[remark.kind]
        super().__init__(tone, parent)
        text = Label(remark.text, "body", "text", wrap=True)
        author = Label(remark.author, "small", "muted")
        remove = IconButton("x", self.tr("This note no longer holds"), size=12)
        remove.clicked.connect(lambda: self.removed.emit(remark))
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(text)
        if remark.author:
            words.addWidget(author)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 6, 2, 7)
        row.setSpacing(8)
        top = Qt.AlignmentFlag.AlignTop
        row.addWidget(Icon(icon, tone, 16), 0, top)
        row.addLayout(words, 1)
        row.addWidget(remove, 0, top)
        self.setAccessibleName(text.text())


class MergeRow(QWidget):
    """A record that counts as this one, and the way to part them again."""

    undone = Signal(object)
    """They are two people after all; carries the `Merge`."""

    def __init__(self, merge: Merge, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        name = ElidedLabel(merge.name, "strong")
        by = ElidedLabel(words, "small", "muted")
        undo = Button(self.tr("Undo"), "ghost", "undo")
        undo.clicked.connect(lambda: self.undone.emit(merge))
        lines = QVBoxLayout()
        lines.setSpacing(1)
        lines.addWidget(name)
        lines.addWidget(by)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(Icon("merge", "neutral", 16))
        row.addLayout(lines, 1)
        row.addWidget(undo)

    def sizeHint(self) -> QSize:
        return QSize(160, theme().scaled(38))
