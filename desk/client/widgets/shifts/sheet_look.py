"""Paper: A4 across, its margins, the light colours, and writing with Pretendard in points."""

from PySide6.QtCore import QIODevice, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPageLayout, QPageSize, QPainter, QPdfWriter
from PySide6.QtWidgets import QApplication

from desk.client.widgets.theme import FAMILY, Tokens, blend
from desk.contract.shifts import Activity

#: A4 across, in points; everything is drawn in them.
WIDTH, HEIGHT, MARGIN = 842.0, 595.0, 30.0
RESOLUTION = 1200
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTRE = Qt.AlignmentFlag.AlignCenter
#: Type is measured in these parts of a point, for Qt knows whole pixels only.
_FINE = 100
_TOKENS = {
    Activity.WORK: "accent",
    Activity.LUNCH: "muted",
    Activity.BREAK: "muted",
    Activity.TRAINING: "call_note",
    Activity.MEETING: "note",
    Activity.OFFICE: "muted",
    Activity.RECOVERY: "good",
}


def writer_of(file: QIODevice, title: str) -> QPdfWriter:
    """A PDF of A4 pages across in ``file``."""
    writer = QPdfWriter(file)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageOrientation(QPageLayout.Orientation.Landscape)
    writer.setPageMargins(writer.pageLayout().margins() * 0)
    writer.setResolution(RESOLUTION)
    writer.setTitle(title)
    writer.setCreator(QApplication.applicationName())
    return writer


class Paper:
    """Draws in points; colours are the light ones whatever the screen wears."""

    def __init__(self, painter: QPainter) -> None:
        self.painter = painter
        self.t = Tokens.load("light")
        self.hair = blend(self.t.border, self.t.surface, 0.7)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(RESOLUTION / 72, RESOLUTION / 72)

    def fill(self, activity: Activity) -> QColor:
        """What a stretch of a shift is filled with."""
        return blend(self.t.named(_TOKENS[activity]), self.t.surface, 0.26 if activity is Activity.WORK else 0.34)

    def text(
        self,
        place: QRectF,
        words: str,
        size: float,
        colour: QColor | None = None,
        *,
        bold: bool = False,
        align: Qt.AlignmentFlag = LEFT,
    ) -> float:
        """Write into a place, cut short with an ellipsis where it is too narrow; answers how wide it came out."""
        font = QFont(FAMILY)
        font.setPixelSize(round(size * _FINE))
        font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        metrics = QFontMetricsF(font)
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, place.width() * _FINE)
        painter = self.painter
        painter.save()
        painter.scale(1 / _FINE, 1 / _FINE)
        painter.setFont(font)
        painter.setPen(colour or self.t.text)
        big = QRectF(place.x() * _FINE, place.y() * _FINE, place.width() * _FINE, place.height() * _FINE)
        painter.drawText(big, align | Qt.TextFlag.TextSingleLine, shown)
        painter.restore()
        return metrics.horizontalAdvance(shown) / _FINE

    def line(self, x1: float, y1: float, x2: float, y2: float, colour: QColor | None = None, wide: float = 0.5) -> None:
        """A straight line; one of the hair's width unless told."""
        half = wide / 2
        across = abs(x2 - x1) > abs(y2 - y1)
        rect = QRectF(x1, y1 - half, x2 - x1, wide) if across else QRectF(x1 - half, y1, wide, y2 - y1)
        self.painter.fillRect(rect, colour or self.hair)
