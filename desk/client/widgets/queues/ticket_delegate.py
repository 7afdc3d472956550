"""How a line of a list of tickets is painted: states and priorities as tags, the clock with its shape, groups."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QHelpEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QToolTip

from desk.client.models.clock import Clock
from desk.client.models.queue_words import urgency
from desk.client.models.ticket_lines import Head
from desk.client.models.ticket_list import TicketListModel
from desk.client.widgets.call.ticket_strip import STATE_TONES
from desk.client.widgets.controls.paint import box, text_width
from desk.client.widgets.controls.tip import tip_words
from desk.client.widgets.icons import IconName, draw_icon
from desk.client.widgets.queues.looks import DUE_LOOK, PRIORITIES
from desk.client.widgets.theme import Tone, theme
from desk.contract.service import Priority
from desk.contract.tickets import Ticket
from desk.contract.views import Column

_PAD = 10
_END = Qt.TextElideMode.ElideRight
_LINE = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
Index = QModelIndex | QPersistentModelIndex


class TicketDelegate(QStyledItemDelegate):
    """One line a ticket, one line a group."""

    row_under_mouse = -1

    #: So many cut words are remembered.
    _MOST = 4_000

    def __init__(self, model: TicketListModel, clock: Clock, parent: QTableView) -> None:
        super().__init__(parent)
        self._model, self._clock, self._view = model, clock, parent
        self._cut: dict[tuple[str, int, bool], str] = {}
        theme().changed.connect(self._cut.clear)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(60, theme().row_height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.row()
        line, t = self._model.lines[row], theme().tokens
        # PySide's stubs know the attributes of style options under no type.
        rect: QRect = option.rect
        # The ground of most cells is that of the table.
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, t.selection)
        elif not isinstance(line, Ticket):
            painter.fillRect(rect, t.sunken)
        if row == self.row_under_mouse:
            painter.fillRect(rect, t.hover)
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, t.border)
        if isinstance(line, Ticket):
            self._paint_cell(painter, rect.adjusted(_PAD, 0, -_PAD, 0), line, index.column())
        else:
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint_head(painter, rect, line if isinstance(line, Head) else None, index.sibling(row, 0))
            painter.restore()

    def _paint_head(self, painter: QPainter, rect: QRect, head: Head | None, index: Index) -> None:
        """These words run through all cells of their line; each cell paints its part of them."""
        t = theme().tokens
        left = self._view.columnViewportPosition(0)
        room = QRect(left + _PAD, rect.top(), self._view.viewport().width() - 2 * _PAD, rect.height())
        painter.setClipRect(rect)
        if head is not None:
            side = theme().scaled(14)
            shape: IconName = "chevron-right" if head.block.folded else "chevron-down"
            draw_icon(painter, shape, QRect(room.left(), room.top(), side, room.height()), t.muted, side)
            room.setLeft(room.left() + side + 6)
        painter.setFont(theme().font("strong" if head is not None else "small"))
        painter.setPen(t.text if head is not None else t.faint)
        painter.drawText(room, _LINE, str(index.data() or ""))

    def _paint_cell(self, painter: QPainter, room: QRect, ticket: Ticket, at: int) -> None:
        t, column = theme().tokens, self._model.columns[at]
        words = self._model.said(ticket, at)
        match column:
            case Column.STATE:
                self._paint_tag(painter, room, words, STATE_TONES[ticket.state], None)
            case Column.PRIORITY:
                tone, shape = PRIORITIES[ticket.priority]
                if ticket.priority is Priority.NORMAL:
                    self._paint_words(painter, room, words, t.muted)
                else:
                    self._paint_tag(painter, room, words, tone, shape)
            case Column.DUE:
                tone, shape = DUE_LOOK[urgency(ticket.due_at, self._clock.now(), missed=ticket.missed)]
                room = self._paint_shape(painter, room, shape, t.of(tone))
                self._paint_words(painter, room, words, t.of(tone), strong=tone != "neutral")
            case Column.HERE if words:
                room = self._paint_shape(painter, room, "eye", t.warn)
                self._paint_words(painter, room, words, t.warn)
            case _:
                loud = column in (Column.TITLE, Column.CUSTOMER)
                self._paint_words(painter, room, words, t.text if loud else t.muted, strong=column is Column.TITLE)

    def _paint_shape(self, painter: QPainter, room: QRect, shape: IconName | None, colour: QColor) -> QRect:
        """A shape before words; answers the room that is left."""
        if shape is None:
            return room
        side = theme().scaled(15)
        draw_icon(painter, shape, QRect(room.left(), room.top(), side, room.height()), colour, side)
        return room.adjusted(side + 6, 0, 0, 0)

    def _paint_tag(self, painter: QPainter, room: QRect, words: str, tone: Tone, shape: IconName | None) -> None:
        t, side = theme().tokens, theme().scaled(12)
        painter.setFont(theme().font("small_strong"))
        wide = text_width(painter.font(), words) + 14 + (side + 4 if shape is not None else 0)
        high = painter.fontMetrics().height() + 5
        tag = QRect(room.left(), room.center().y() - high // 2 + 1, min(wide, room.width()), high)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box(painter, tag, t.soft(tone), None, 5)
        inner = tag.adjusted(7, 0, -5, 0)
        if shape is not None:
            draw_icon(painter, shape, QRect(inner.left(), inner.top(), side, inner.height()), t.of(tone), side)
            inner.setLeft(inner.left() + side + 4)
        painter.setPen(t.of(tone))
        painter.drawText(inner, _LINE, painter.fontMetrics().elidedText(words, _END, inner.width()))

    def _paint_words(self, painter: QPainter, room: QRect, words: str, colour: QColor, *, strong: bool = False) -> None:
        if not words:
            return
        painter.setFont(theme().font("strong" if strong else "body"))
        painter.setPen(colour)
        place = (words, room.width(), strong)
        shown = self._cut.get(place)
        if shown is None:
            if len(self._cut) > self._MOST:
                self._cut.clear()
            shown = self._cut[place] = painter.fontMetrics().elidedText(words, _END, room.width())
        painter.drawText(room, _LINE, shown)

    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index) -> bool:
        """The whole words of a cell that is cut, as plain text."""
        words, rect = str(index.data() or ""), view.visualRect(index)
        cut = text_width(theme().font("strong"), words) + 24 > rect.width() - 2 * _PAD
        QToolTip.showText(event.globalPos(), tip_words(words) if cut else "", view)
        return True
