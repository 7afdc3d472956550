"""The lines of the palette: headings, commands and finds, in one list model, and how they are painted."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desk.client.models.matching import marks
from desk.client.models.plain import joined
from desk.client.widgets.controls.keycap import draw_keycap, keycap_size
from desk.client.widgets.controls.paint import box
from desk.client.widgets.icons import IconName, draw_icon
from desk.client.widgets.theme import theme

RowKind = Literal["heading", "command", "hit", "more", "note"]
_ROLE = Qt.ItemDataRole.UserRole
_ANY = QModelIndex()
_PAD = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line. ``target`` is what choosing it means: a command's id, a `Hit`, or a `HitKind` to show more of."""

    kind: RowKind
    title: str
    detail: str = ""
    icon: IconName = "command"
    keys: str = ""
    target: object = None

    @property
    def can_be_chosen(self) -> bool:
        """Headings and notes cannot."""
        return self.kind in ("command", "hit", "more")


class PaletteRows(QAbstractListModel):
    """The lines in order, and the words that are marked in them."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: Sequence[Row] = ()
        self.query = ""

    def show(self, rows: Sequence[Row], query: str) -> None:
        """Replace every line."""
        self.beginResetModel()
        self.rows, self.query = tuple(rows), query
        self.endResetModel()

    def row(self, at: int) -> Row | None:
        """One line, or None beyond the end."""
        return self.rows[at] if 0 <= at < len(self.rows) else None

    def next_choice(self, at: int, step: int) -> int:
        """The next line in that direction that can be chosen, going round at the ends; -1 when there is none."""
        for distance in range(1, len(self.rows) + 1):
            place = (at + step * distance) % len(self.rows)
            if self.rows[place].can_be_chosen:
                return place
        return -1

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _ANY) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row(index.row())
        if row is None:
            return None
        if role == _ROLE:
            return row
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return joined(row.title, row.detail, row.keys, by=", ")
        return row.title if role == Qt.ItemDataRole.DisplayRole else None

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        row = self.row(index.row())
        if row is not None and row.can_be_chosen:
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.ItemIsEnabled


def draw_marked(painter: QPainter, rect: QRect, text: str, query: str, colour: QColor, *, strong: bool) -> None:
    """One line of text with the words of the query marked, cut with … where it does not fit."""
    look = theme()
    font = look.font("strong" if strong else "small")
    metrics = QFontMetrics(font)
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    baseline = QPoint(rect.x(), rect.y() + (rect.height() + metrics.ascent() - metrics.descent()) // 2)
    for start, end in marks(query, shown):
        left = rect.x() + metrics.horizontalAdvance(shown[:start])
        width = metrics.horizontalAdvance(shown[start:end])
        place = QRect(left - 1, baseline.y() - metrics.ascent() - 1, width + 2, metrics.height() + 2)
        box(painter, place, look.tokens.hit, None, 3)
    painter.setFont(font)
    painter.setPen(colour)
    painter.drawText(baseline, shown)


class PaletteDelegate(QStyledItemDelegate):
    """Paints the lines."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        row: Row = index.data(_ROLE)
        return QSize(100, theme().scaled(28) if row.kind == "heading" else theme().scaled(40))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row: Row = index.data(_ROLE)
        model = index.model()
        query = model.query if isinstance(model, PaletteRows) else ""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        place = option.rect.adjusted(_PAD - 4, 0, -_PAD + 4, 0)
        if row.kind == "heading":
            self._paint_heading(painter, place, row)
        else:
            chosen = bool(option.state & QStyle.StateFlag.State_Selected)
            if option.state & QStyle.StateFlag.State_MouseOver and row.can_be_chosen:
                box(painter, place.adjusted(0, 1, 0, -1), theme().tokens.hover, None, 7)
            self._paint_line(painter, place, row, query, chosen=chosen)
        painter.restore()

    @staticmethod
    def _paint_heading(painter: QPainter, place: QRect, row: Row) -> None:
        look = theme()
        inner = place.adjusted(10, 4, -10, 0)
        font = QFont(look.font("small_strong"))
        font.setPixelSize(look.scaled(11))
        painter.setFont(font)
        painter.setPen(look.tokens.faint)
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, row.title)
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, row.detail)

    @staticmethod
    def _paint_line(painter: QPainter, place: QRect, row: Row, query: str, *, chosen: bool) -> None:
        look, t = theme(), theme().tokens
        if chosen:
            box(painter, place.adjusted(0, 1, 0, -1), t.selection, None, 7)
        size = look.scaled(18)
        quiet = row.kind in ("note", "more")
        icon_colour = t.accent if chosen else t.faint if quiet else t.muted
        draw_icon(painter, row.icon, QRect(place.x() + 10, place.y(), size, place.height()), icon_colour, size)
        left, right = place.x() + 10 + size + 12, place.right() - 10
        if row.keys:
            cap = keycap_size(row.keys)
            right -= cap.width()
            draw_keycap(painter, QRect(right, place.y(), cap.width(), place.height()), row.keys, t.muted)
            right -= 12
        colour = t.muted if quiet else t.text
        title_width = QFontMetrics(look.font("strong")).horizontalAdvance(row.title)
        room = right - left
        title_room = min(title_width + 2, room if not row.detail else max(room // 2, room - 220))
        draw_marked(
            painter, QRect(left, place.y(), title_room, place.height()), row.title, query, colour, strong=not quiet
        )
        if row.detail:
            start = left + title_room + 10
            detail = QRect(start, place.y(), right - start, place.height())
            draw_marked(painter, detail, row.detail, query, t.muted, strong=False)
