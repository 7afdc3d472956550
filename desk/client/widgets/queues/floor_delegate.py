"""How a person's line on the floor is painted: state by shape and colour, load as a bar, who asks for help loud."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QStaticText
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTableView

from desk.client.models.floor_rows import COLUMNS, Column, FloorRows
from desk.client.widgets.controls.avatar import draw_presence
from desk.client.widgets.controls.paint import box
from desk.client.widgets.icons import draw_icon
from desk.client.widgets.states import PRESENCE, TONES
from desk.client.widgets.theme import FontRole, Tokens, theme
from desk.contract.floor import AgentFloor

PAD = 10
#: So many words are kept as they were cut and laid out.
MOST = 4_000


class FloorDelegate(QStyledItemDelegate):
    """One line a person. There are two hundred cells on a screen: what is the same for all is asked for once a frame,
    and words are laid out once."""

    row_under_mouse = -1
    #: Whether nobody knows if it still holds: grey.
    old = False

    def __init__(self, rows: FloorRows, table: QTableView) -> None:
        super().__init__(table)
        self._rows, self._chosen = rows, -1
        self._tokens: Tokens = theme().tokens
        self._laid: dict[tuple[str, int, FontRole], QStaticText] = {}
        self._painters: dict[Column, Callable[[QPainter, QRect, AgentFloor, str], None]] = {
            Column.NAME: self._name,
            Column.STATE: self._state,
            Column.LOAD: self._load,
            Column.SINCE: self._since,
            Column.TEAM: self._quiet,
            Column.WORK: self._quiet,
        }
        theme().changed.connect(self._laid.clear)

    def begin(self, chosen: int) -> None:
        """A frame begins; ``chosen`` is the row that is selected, -1 for none."""
        self._tokens, self._chosen = theme().tokens, chosen

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(60, theme().row_height)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        t, row, column = self._tokens, index.row(), COLUMNS[index.column()]
        one = self._rows.people[row]
        # PySide's stubs know the attributes of style options under no type.
        rect: QRect = option.rect
        # The ground of most cells is that of the table.
        if row == self._chosen:
            painter.fillRect(rect, t.selection)
        elif one.asks_help and not self.old:
            painter.fillRect(rect, t.bad_soft)
        if row == self.row_under_mouse:
            painter.fillRect(rect, t.hover)
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, t.border)
        words = self._rows.text(one, column)
        self._painters.get(column, self._plain)(painter, rect.adjusted(PAD, 0, -PAD, 0), one, words)

    def _text(self, painter: QPainter, room: QRect, words: str, colour: QColor, role: FontRole = "body") -> None:
        place = (words, room.width(), role)
        laid = self._laid.get(place)
        painter.setFont(theme().font(role))
        if laid is None:
            if len(self._laid) > MOST:
                self._laid.clear()
            shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room.width())
            laid = self._laid[place] = QStaticText(shown)
            laid.setTextFormat(Qt.TextFormat.PlainText)
        painter.setPen(self._tokens.faint if self.old else colour)
        top = room.top() + (room.height() - laid.size().height()) / 2
        painter.drawStaticText(QPointF(room.left(), top), laid)

    def _name(self, painter: QPainter, room: QRect, one: AgentFloor, words: str) -> None:
        t = self._tokens
        if one.asks_help:
            side = theme().scaled(16)
            draw_icon(painter, "help", QRect(room.left(), room.top(), side, room.height()), t.bad, side)
            room = room.adjusted(side + 6, 0, 0, 0)
        self._text(painter, room, words, t.bad if one.asks_help else t.text, "strong")

    def _state(self, painter: QPainter, room: QRect, one: AgentFloor, words: str) -> None:
        state, radius = one.status.state, theme().scaled(5)
        if not self.old:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            draw_presence(painter, QPointF(room.left() + radius, room.center().y() + 0.5), radius, PRESENCE[state])
        self._text(painter, room.adjusted(2 * radius + 8, 0, 0, 0), words, self._tokens.of(TONES[state]))

    def _load(self, painter: QPainter, room: QRect, one: AgentFloor, words: str) -> None:
        t, look = self._tokens, theme()
        share = one.load / one.capacity if one.capacity else 0.0
        wide, high = room.width() - look.scaled(64), look.scaled(6)
        bar = QRectF(room.left(), room.center().y() - high / 2 + 1, wide, high)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box(painter, bar, t.sunken, None, high / 2)
        if share > 0:
            bar.setWidth(max(float(high), wide * min(1.0, share)))
            tone = t.faint if self.old else t.bad if share > 1 else t.warn if share > 0.85 else t.accent
            box(painter, bar, tone, None, high / 2)
        self._text(painter, room.adjusted(wide + 8, 0, 0, 0), words, t.bad if share > 1 else t.muted, "small")

    def _since(self, painter: QPainter, room: QRect, _one: AgentFloor, words: str) -> None:
        self._text(painter, room, words, self._tokens.text, "mono_digits")

    def _quiet(self, painter: QPainter, room: QRect, _one: AgentFloor, words: str) -> None:
        self._text(painter, room, words, self._tokens.faint if words == "–" else self._tokens.muted)

    def _plain(self, painter: QPainter, room: QRect, _one: AgentFloor, words: str) -> None:
        self._text(painter, room, words, self._tokens.faint if words == "–" else self._tokens.text)
