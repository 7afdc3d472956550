"""Labels in plain text that follow the theme: Label (may wrap) and ElidedLabel (one line, cut with …)."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from desk.client.models.plain import visible
from desk.client.widgets.controls.tip import set_tip
from desk.client.widgets.theme import FontRole, blend, theme


class Label(QLabel):
    """Words in one role of the type scale and one token colour; always plain text."""

    def __init__(
        self,
        text: str = "",
        role: FontRole = "body",
        colour: str = "text",
        parent: QWidget | None = None,
        *,
        wrap: bool = False,
    ) -> None:
        super().__init__(parent)
        self._role: FontRole = role
        self._colour = colour
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        self.setText(text)
        self._restyle()
        theme().changed.connect(self._restyle)

    def setText(self, text: str) -> None:
        """Show the text; characters that would turn or hide others are written out."""
        self._words = visible(text)
        super().setText(self._words)

    def text(self) -> str:
        """The words that are shown, as they are joined to others."""
        return self._words

    def set_colour(self, colour: str) -> None:
        """Wear the token of that name, as in "muted" or "bad"."""
        if colour != self._colour:
            self._colour = colour
            self._restyle()

    def set_role(self, role: FontRole) -> None:
        """Take another place in the type scale."""
        self._role = role
        self._restyle()

    def _restyle(self) -> None:
        self.setFont(theme().font(self._role))
        t, palette = theme().tokens, QPalette()
        colour = t.named(self._colour)
        palette.setColor(QPalette.ColorRole.WindowText, colour)
        palette.setColor(QPalette.ColorGroup.Disabled, QPalette.ColorRole.WindowText, blend(colour, t.surface, 0.5))
        self.setPalette(palette)


class ElidedLabel(Label):
    """One line that gives way: what does not fit is cut with … and stands in the tool tip."""

    def __init__(
        self,
        text: str = "",
        role: FontRole = "body",
        colour: str = "text",
        parent: QWidget | None = None,
        *,
        mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
    ) -> None:
        super().__init__(text, role, colour, parent)
        self._mode = mode
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def setText(self, text: str) -> None:
        """Show the text on one line: line breaks become spaces."""
        super().setText(text.replace("\n", " "))
        self._tell()

    def is_cut(self) -> bool:
        """Whether a part of the text does not fit now."""
        return QFontMetrics(self.font()).horizontalAdvance(self.text()) > self.contentsRect().width()

    def minimumSizeHint(self) -> QSize:
        metrics = QFontMetrics(self.font())
        return QSize(metrics.horizontalAdvance("…") * 2, metrics.height())

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self.font())
        return QSize(metrics.horizontalAdvance(self.text()) + 1, metrics.height())

    def _tell(self) -> None:
        set_tip(self, self.text() if self.is_cut() else "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tell()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        room = self.contentsRect()
        shown = painter.fontMetrics().elidedText(self.text(), self._mode, room.width())
        painter.drawText(room, self.alignment() | Qt.TextFlag.TextSingleLine, shown)
        painter.end()
