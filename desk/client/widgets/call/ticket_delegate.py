"""How a cell of the ticket list is painted: the state as a tag, the rest as quiet words."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QToolTip

from desk.client.models.ticket_list import COLUMNS
from desk.client.widgets.call.ticket_strip import STATE_TONES
from desk.client.widgets.controls.paint import box, text_width
from desk.client.widgets.controls.tip import tip_words
from desk.client.widgets.icons import draw_icon
from desk.client.widgets.theme import theme
from desk.contract.tickets import Ticket

_PAD = 10


class TicketDelegate(QStyledItemDelegate):
    """One line a ticket."""

    row_under_mouse = -1

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(60, theme().row_height)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        look, ticket = theme(), index.data(Qt.ItemDataRole.UserRole)
        t, column = look.tokens, COLUMNS[index.column()]
        # PySide's stubs know the attributes of style options under no type.
        rect: QRect = option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(rect, t.selection if chosen else t.surface)
        if index.row() == self.row_under_mouse:
            painter.fillRect(rect, t.hover)
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), t.border)
        room = rect.adjusted(_PAD, 0, -_PAD, 0)
        words = index.data() or ""
        if column == "state" and isinstance(ticket, Ticket):
            tone = STATE_TONES[ticket.state]
            painter.setFont(look.font("small_strong"))
            wide, high = text_width(painter.font(), words) + 14, painter.fontMetrics().height() + 5
            tag = QRect(room.left(), room.center().y() - high // 2 + 1, wide, high)
            box(painter, tag, t.soft(tone), None, 5)
            painter.setPen(t.of(tone))
            painter.drawText(tag, Qt.AlignmentFlag.AlignCenter, words)
        else:
            painter.setFont(look.font("strong" if column == "title" else "body"))
            painter.setPen(t.text if column in ("title", "customer") else t.muted)
            if column == "here" and words:
                painter.setPen(t.warn)
                draw_icon(painter, "eye", QRect(room.left(), room.top(), 16, room.height()), t.warn, 16)
                room.setLeft(room.left() + 22)
            shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)
        painter.restore()

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        """The whole words of a cell that is cut, as plain text."""
        words = index.data() or ""
        rect: QRect = option.rect
        cut = text_width(theme().font("strong"), words) > rect.width() - 2 * _PAD
        QToolTip.showText(event.globalPos(), tip_words(words) if cut else "", view)
        return True
