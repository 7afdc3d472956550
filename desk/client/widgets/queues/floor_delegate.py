"""How a person's line on the floor is painted: state by shape and colour, load as a bar, who asks for help loud."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desk.client.models.floor_rows import COLUMNS, Column
from desk.client.widgets.controls.avatar import draw_presence
from desk.client.widgets.controls.paint import box, text_width
from desk.client.widgets.icons import draw_icon
from desk.client.widgets.states import PRESENCE, TONES
from desk.client.widgets.theme import theme
from desk.contract.agents import AgentState
from desk.contract.floor import AgentFloor

PAD = 10


class FloorDelegate(QStyledItemDelegate):
    """One line a person."""

    row_under_mouse = -1
    #: Whether nobody knows if it still holds: grey.
    old = False

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(60, theme().row_height)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        one: object = index.data(Qt.ItemDataRole.UserRole)
        if not isinstance(one, AgentFloor):
            return
        t, column = theme().tokens, COLUMNS[index.column()]
        # PySide's stubs know the attributes of style options under no type.
        rect: QRect = option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(rect, t.selection if chosen else t.bad_soft if one.asks_help and not self.old else t.surface)
        if index.row() == self.row_under_mouse:
            painter.fillRect(rect, t.hover)
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), t.border)
        room = rect.adjusted(PAD, 0, -PAD, 0)
        words = str(index.data() or "")
        if column is Column.NAME:
            self._name(painter, room, one, words)
        elif column is Column.STATE:
            self._state(painter, room, one.status.state, words)
        elif column is Column.LOAD:
            self._load(painter, room, one, words)
        else:
            self._plain(painter, room, words, column)
        painter.restore()

    def _text(self, painter: QPainter, room: QRect, words: str) -> None:
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)

    def _name(self, painter: QPainter, room: QRect, one: AgentFloor, words: str) -> None:
        t = theme().tokens
        if one.asks_help:
            side = theme().scaled(16)
            draw_icon(painter, "help", QRect(room.left(), room.top(), side, room.height()), t.bad, side)
            room = room.adjusted(side + 6, 0, 0, 0)
        painter.setFont(theme().font("strong"))
        painter.setPen(t.faint if self.old else t.bad if one.asks_help else t.text)
        self._text(painter, room, words)

    def _state(self, painter: QPainter, room: QRect, state: AgentState, words: str) -> None:
        t, radius = theme().tokens, theme().scaled(5)
        if not self.old:
            draw_presence(painter, QPointF(room.left() + radius, room.center().y() + 0.5), radius, PRESENCE[state])
        painter.setFont(theme().font("body"))
        painter.setPen(t.faint if self.old else t.of(TONES[state]))
        self._text(painter, room.adjusted(2 * radius + 8, 0, 0, 0), words)

    def _load(self, painter: QPainter, room: QRect, one: AgentFloor, words: str) -> None:
        t, look = theme().tokens, theme()
        share = one.load / one.capacity if one.capacity else 0.0
        wide, high = room.width() - look.scaled(64), look.scaled(6)
        bar = QRectF(room.left(), room.center().y() - high / 2 + 1, wide, high)
        box(painter, bar, t.sunken, None, high / 2)
        if share > 0:
            inner = QRectF(bar)
            inner.setWidth(max(float(high), wide * min(1.0, share)))
            tone = t.faint if self.old else t.bad if share > 1 else t.warn if share > 0.85 else t.accent
            box(painter, inner, tone, None, high / 2)
        painter.setFont(look.font("small"))
        painter.setPen(t.bad if share > 1 and not self.old else t.muted)
        self._text(painter, room.adjusted(wide + 8, 0, 0, 0), words)

    def _plain(self, painter: QPainter, room: QRect, words: str, column: Column) -> None:
        t = theme().tokens
        font = QFont(theme().font("mono_digits" if column is Column.SINCE else "body"))
        painter.setFont(font)
        quiet = self.old or words == "–" or column in (Column.TEAM, Column.WORK)
        painter.setPen(t.faint if words == "–" or self.old else t.muted if quiet else t.text)
        self._text(painter, room, words)


def width_of(words: str) -> int:
    """How wide a column is that holds these words."""
    return text_width(theme().font("strong"), words) + 2 * PAD
