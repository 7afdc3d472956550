"""Reply, note, call note: what each looks like, so that nobody ever takes one for another."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk.client.widgets.controls.paint import smooth
from desk.client.widgets.icons import IconName, draw_icon
from desk.client.widgets.theme import Tone, blend, theme
from desk.contract.tickets import ArticleKind

SHIFT = 40
_TAIL = 8


@dataclass(frozen=True, slots=True)
class Mode:
    """The look of a kind: colour, icon, and how far it stands off the left and the right edge."""

    tone: Tone
    icon: IconName
    left: int
    right: int


MODES: dict[ArticleKind, Mode] = {
    ArticleKind.REPLY: Mode("reply", "reply", SHIFT, 0),
    ArticleKind.NOTE: Mode("note", "note", 0, SHIFT),
    ArticleKind.CALL_NOTE: Mode("call_note", "call-note", 0, 0),
}


class ModeFrame(QWidget):
    """The box around the editor: a speech bubble for a reply, a dashed slip for a note, a banded card for a call."""

    def __init__(self, editor: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kind = ArticleKind.REPLY
        self._editor = editor
        self.body = QVBoxLayout(self)
        self.body.setSpacing(4)
        self.body.addWidget(editor)
        self.set_kind(self.kind)
        theme().changed.connect(self.update)

    def set_kind(self, kind: ArticleKind) -> None:
        """Wear the look of this kind."""
        self.kind = kind
        mode = MODES[kind]
        inner = 38 if kind is ArticleKind.CALL_NOTE else 12
        self.body.setContentsMargins(mode.left + inner, 8, mode.right + (_TAIL if mode.right == 0 else 0) + 10, 8)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, mode = smooth(self), MODES[self.kind]
        room = QRectF(self.rect()).adjusted(mode.left + 1, 1, -mode.right - _TAIL - 1, -1)
        if self.kind is ArticleKind.REPLY:
            self._paint_bubble(painter, room)
        elif self.kind is ArticleKind.NOTE:
            self._paint_slip(painter, room)
        else:
            self._paint_card(painter, room.adjusted(0, 0, _TAIL, 0))
        painter.end()

    def _pen(self, width: float = 1.5) -> QPen:
        t, tone = theme().tokens, MODES[self.kind].tone
        strong = self._editor.hasFocus()
        return QPen(t.of(tone) if strong else blend(t.of(tone), t.soft(tone), 0.55), width)

    def _paint_bubble(self, painter: QPainter, room: QRectF) -> None:
        shape = QPainterPath()
        shape.addRoundedRect(room, 12, 12)
        tail = QPainterPath()
        tail.moveTo(room.right() - 12, room.bottom() - 22)
        tail.lineTo(room.right() + _TAIL, room.bottom() - 6)
        tail.lineTo(room.right() - 12, room.bottom() - 4)
        tail.closeSubpath()
        painter.setPen(self._pen())
        painter.setBrush(blend(theme().tokens.reply_soft, theme().tokens.surface, 0.35))
        painter.drawPath(shape.united(tail))

    def _paint_slip(self, painter: QPainter, room: QRectF) -> None:
        pen = self._pen()
        pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(theme().tokens.note_soft)
        painter.drawRoundedRect(room, 3, 3)

    def _paint_card(self, painter: QPainter, room: QRectF) -> None:
        t = theme().tokens
        shape = QPainterPath()
        shape.addRoundedRect(room, 8, 8)
        painter.setPen(self._pen())
        painter.setBrush(blend(t.call_note_soft, t.surface, 0.6))
        painter.drawPath(shape)
        painter.save()
        painter.setClipPath(shape)
        painter.fillRect(QRectF(room.left(), room.top(), 28, room.height()), t.call_note)
        painter.restore()
        band = QRectF(room.left(), room.top() + 8, 28, 20).toRect()
        draw_icon(painter, "phone", band, t.on_accent, theme().scaled(16))
