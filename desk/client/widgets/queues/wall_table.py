"""A table of the wall: rows as high as the screen allows, columns by weight, nothing to click or scroll."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
    QWidget,
)

from desk.client.models.wall_rows import Cell, QueueRows, TeamRows
from desk.client.widgets.controls.tip import tip_words
from desk.client.widgets.queues.wall_look import CellPainter, Scale
from desk.client.widgets.theme import theme

#: Heights in units.
HEAD, ROW, LOW_ROW = 2.4, 4, 2.5


class WallDelegate(QStyledItemDelegate):
    """Paints a cell in the table's scale."""

    def __init__(self, table: "WallTable") -> None:
        super().__init__(table)
        self._table = table

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        cell: object = index.data(Qt.ItemDataRole.UserRole)
        if not isinstance(cell, Cell):
            return
        rect: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme().tokens.border)
        CellPainter(self._table.scale, old=self._table.old).paint(painter, rect.adjusted(0, 0, 0, -1), cell)
        painter.restore()

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        """What a standing is called, whole: a long name is cut."""
        cell: object = index.data(Qt.ItemDataRole.UserRole)
        words = cell.name or cell.below if isinstance(cell, Cell) else ""
        QToolTip.showText(event.globalPos(), tip_words(words), view)
        return True


class WallHeader(QHeaderView):
    """Small quiet words that may take two lines."""

    def __init__(self, table: "WallTable") -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        self._table = table
        self.setSectionsClickable(False)

    def sizeHint(self) -> QSize:
        return QSize(0, self._table.scale.px(HEAD))

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803  Qt's name
        t, scale = theme().tokens, self._table.scale
        painter.save()
        painter.fillRect(rect, t.surface)
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), t.border_strong)
        painter.setFont(scale.font(0.9, bold=True))
        painter.setPen(t.muted)
        words = str(self.model().headerData(logicalIndex, Qt.Orientation.Horizontal) or "")
        room = rect.adjusted(scale.px(0.7), 0, -scale.px(0.3), -scale.px(0.2))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap, words)
        painter.restore()


class WallTable(QTableView):
    """Give it `weights`, one a column; `set_scale` sets all sizes."""

    def __init__(
        self, model: QueueRows | TeamRows, weights: Sequence[float], *, row: float = ROW, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._weights, self._row = weights, row
        self.scale, self.old = Scale(12), False
        self.setModel(model)
        self.setItemDelegate(WallDelegate(self))
        self.setHorizontalHeader(WallHeader(self))
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(1)
        self.horizontalHeader().setMinimumSectionSize(1)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        theme().changed.connect(self.viewport().update)
        self.set_scale(self.scale)

    def set_scale(self, scale: Scale) -> None:
        """Wear these sizes."""
        self.scale = scale
        self.verticalHeader().setDefaultSectionSize(scale.px(self._row))
        self.horizontalHeader().setFixedHeight(scale.px(HEAD))
        self._share()

    def set_old(self, old: bool) -> None:
        """Show that nobody knows whether the numbers still hold, or that they do."""
        if old != self.old:
            self.old = old
            self.viewport().update()

    def wanted(self) -> int:
        """The height at which every row is seen."""
        return self.scale.px(HEAD) + self.model().rowCount() * self.scale.px(self._row) + 2

    def fitting(self) -> int:
        """How many rows are seen at once."""
        return max(1, (self.height() - self.scale.px(HEAD)) // self.scale.px(self._row))

    def _share(self) -> None:
        wide, total = self.viewport().width(), sum(self._weights)
        left = 0
        for column in range(len(self._weights)):
            right = round(wide * sum(self._weights[: column + 1]) / total)
            self.setColumnWidth(column, right - left)
            left = right

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share()
