"""Laid-out text: a block of wrapped lines that can be folded, marked and selected."""

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QTextCharFormat, QTextLayout, QTextOption

from desk.client.models.plain import stretch, visible, visible_spans
from desk.client.models.timeline_row import Span

FOLDED_LINES = 6
# What is laid out at most: the first for six lines of any width, the second so that a pasted log does not
# freeze the window. The whole text can still be copied.
_FOLDED_LENGTH, _UNFOLDED_LENGTH = 2_000, 30_000
_LINE_END = "\u2028"


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the block's text with its own background."""

    start: int
    length: int
    colour: QColor


class TextBlock:
    """Plain text wrapped to a width; folded to some lines unless `lines` is None."""

    def __init__(self, text: str, font: QFont, width: int, lines: int | None, hits: tuple[Span, ...] = ()) -> None:
        limit = _UNFOLDED_LENGTH if lines is None else _FOLDED_LENGTH
        self.hits = visible_spans(text[:limit], hits)
        shown = visible(text[:limit]).rstrip()
        self.cut = len(text) > limit
        metrics = QFontMetrics(font)
        self.pitch = round(metrics.height() * 1.3)
        self._layout = QTextLayout(shown.replace("\n", _LINE_END), font)
        self._layout.setCacheEnabled(True)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        option.setTabStopDistance(metrics.horizontalAdvance("    "))
        self._layout.setTextOption(option)
        # One line more than the fold is shown as it is: hiding a single line saves nothing.
        laid = self._lay_lines(width, None if lines is None else lines + 2)
        self.folded = lines is not None and (laid > lines + 1 or self.cut)
        shown_lines = lines if lines is not None and self.folded else laid
        self.lines = min(laid, shown_lines)
        self.height = self.lines * self.pitch
        self.width = min(width, self._natural_width())

    def _lay_lines(self, width: int, most: int | None) -> int:
        layout, count = self._layout, 0
        layout.beginLayout()
        while most is None or count < most:
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(width)
            line.setPosition(QPointF(0, count * self.pitch + (self.pitch - line.height()) / 2))
            count += 1
        layout.endLayout()
        return count

    def _natural_width(self) -> int:
        widths = (self._layout.lineAt(index).naturalTextWidth() for index in range(self.lines))
        return int(max(widths, default=0.0)) + 1

    def draw(self, painter: QPainter, x: int, y: int, colour: QColor, marks: Iterable[Mark] = ()) -> None:
        """Paint the lines that are not folded away, with marks behind the letters."""
        formats: list[QTextLayout.FormatRange] = []
        for mark in marks:
            chosen = QTextLayout.FormatRange()
            chosen.start, chosen.length = mark.start, mark.length
            style = QTextCharFormat()
            style.setBackground(mark.colour)
            style.setForeground(colour)
            chosen.format = style
            formats.append(chosen)
        painter.setPen(colour)
        clip = QRectF(x - 2, y, 100_000, self.height)
        if self.folded:
            painter.save()
            painter.setClipRect(clip, Qt.ClipOperation.IntersectClip)
        self._layout.draw(painter, QPointF(x, y), formats, clip)
        if self.folded:
            painter.restore()

    def position_at(self, x: float, y: float) -> int:
        """The position in the text nearest to a point of the block, counted as Qt does."""
        index = min(max(int(y // self.pitch), 0), max(self.lines - 1, 0))
        if not self.lines:
            return 0
        return self._layout.lineAt(index).xToCursor(x)

    def end(self) -> int:
        """The position behind the last letter that is shown."""
        if not self.lines:
            return 0
        line = self._layout.lineAt(self.lines - 1)
        return line.textStart() + line.textLength()

    def part(self, start: int, end: int) -> str:
        """The text between two positions, counted as Qt does."""
        return stretch(self._layout.text(), start, end).replace(_LINE_END, "\n")
