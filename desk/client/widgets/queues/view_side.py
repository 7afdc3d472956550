"""The views at the left of the lists: what comes with the program, one's own, shared ones; each with its live count."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desk.client.models.plain import filled, joined, visible
from desk.client.models.views import ViewsModel, view_name
from desk.client.widgets.controls.paint import box, focus_ring, text_width
from desk.client.widgets.icons import IconName, draw_icon
from desk.client.widgets.theme import theme
from desk.contract.views import Scope, View

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_PAD, _GAP = 10, 6


@dataclass(frozen=True, slots=True)
class Heading:
    """A line above views of one kind."""

    scope: Scope | None


class ViewRows(QAbstractListModel):
    """The views under their headings; the rows carry a `View` or a `Heading` under UserRole."""

    def __init__(self, views: ViewsModel, parent: QObject) -> None:
        super().__init__(parent)
        self.views = views
        self.rows: list[View | Heading] = []
        views.changed.connect(self.arrange)
        views.counted.connect(self.refresh)
        self.arrange()

    def arrange(self) -> None:
        """The views are other ones; of one kind they keep their order."""
        kinds: list[tuple[Scope | None, list[View]]] = [
            (None, [one for one in self.views.views if one.version == 0]),
            *(
                (scope, [one for one in self.views.views if one.version and one.draft.scope is scope])
                for scope in Scope
            ),
        ]
        rows: list[View | Heading] = []
        for scope, some in kinds:
            if some:
                rows += [Heading(scope), *some]
        if [_key(one) for one in rows] == [_key(one) for one in self.rows]:
            self.rows = rows
            self.refresh()
            return
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def refresh(self) -> None:
        """The counts or the language are other ones."""
        if self.rows:
            self.dataChanged.emit(self.index(0), self.index(len(self.rows) - 1))

    def row_of(self, view_id: int) -> int | None:
        """Where a view stands."""
        return next((at for at, one in enumerate(self.rows) if isinstance(one, View) and one.id == view_id), None)

    def _said(self, one: View | Heading) -> str:
        if isinstance(one, Heading):
            return self._heading(one.scope)
        count = self.views.counts.get(one.id)
        missed = filled(self.tr("{count} missed"), count=count.missed) if count is not None and count.missed else ""
        return joined(view_name(one), "" if count is None else f"{count.count:,}", missed)

    def _heading(self, scope: Scope | None) -> str:
        match scope:
            case None:
                return self.tr("Views")
            case Scope.OWN:
                return self.tr("My own views")
            case Scope.ROLE:
                return self.tr("For roles")
            case Scope.SHARED:
                return self.tr("Shared")

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        one = self.rows[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return one
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._said(one)
        if role == Qt.ItemDataRole.DisplayRole:
            return visible(view_name(one)) if isinstance(one, View) else self._heading(one.scope)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        one = self.rows[index.row()] if 0 <= index.row() < len(self.rows) else None
        return super().flags(index) if isinstance(one, View) else Qt.ItemFlag.NoItemFlags


def _key(one: View | Heading) -> object:
    return one.id if isinstance(one, View) else one


class _Delegate(QStyledItemDelegate):
    """A view's name, how many have missed a target in red with a shape, and how many there are."""

    def __init__(self, rows: ViewRows, parent: "ViewSide") -> None:
        super().__init__(parent)
        self._rows, self._side = rows, parent

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        heading = isinstance(self._rows.rows[index.row()], Heading)
        return QSize(80, theme().scaled(30 if heading and index.row() else 26 if heading else 34))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        one = self._rows.rows[index.row()]
        rect: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(one, View):
            self._paint_view(painter, rect, one, option)
        else:
            painter.setFont(theme().font("small_strong"))
            painter.setPen(theme().tokens.faint)
            foot = Qt.AlignmentFlag.AlignBottom | Qt.TextFlag.TextSingleLine
            painter.drawText(rect.adjusted(_PAD, 0, -_PAD, -5), foot, str(index.data()))
        painter.restore()

    def _paint_view(self, painter: QPainter, rect: QRect, view: View, option: QStyleOptionViewItem) -> None:
        look, t = theme(), theme().tokens
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        row = rect.adjusted(0, 1, 0, -1)
        if chosen:
            box(painter, row, t.accent_soft)
        if option.state & QStyle.StateFlag.State_MouseOver:
            box(painter, row, t.hover)
        if chosen and self._side.hasFocus():
            focus_ring(painter, row)
        room = rect.adjusted(_PAD, 0, -_PAD, 0)
        count = self._rows.views.counts.get(view.id)
        if count is not None:
            room = self._right(painter, room, f"{count.count:,}", "strong" if chosen else "body")
            if count.missed:
                room = self._missed(painter, room, f"{count.missed:,}")
        painter.setFont(look.font("strong" if chosen else "body"))
        painter.setPen(t.text)
        words = painter.fontMetrics().elidedText(visible(view_name(view)), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, words)

    def _right(self, painter: QPainter, room: QRect, words: str, role: Any) -> QRect:
        painter.setFont(theme().font(role))
        painter.setPen(theme().tokens.muted)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, words)
        return room.adjusted(0, 0, -text_width(painter.font(), words) - _GAP, 0)

    def _missed(self, painter: QPainter, room: QRect, words: str) -> QRect:
        t, look = theme().tokens, theme()
        font, side = look.font("small_strong"), look.scaled(12)
        wide = text_width(font, words) + side + 14
        high = look.scaled(19)
        tag = QRect(room.right() - wide + 1, room.center().y() - high // 2 + 1, wide, high)
        box(painter, tag, t.bad_soft, None, 5)
        shape: IconName = "alert"
        draw_icon(painter, shape, QRect(tag.left() + 5, tag.top(), side, high), t.bad, side)
        painter.setFont(font)
        painter.setPen(t.bad)
        painter.drawText(tag.adjusted(side + 8, 0, -4, 0), Qt.AlignmentFlag.AlignVCenter, words)
        return room.adjusted(0, 0, -wide - _GAP, 0)


class ViewSide(QListView):
    """Up and down walk through the views; the one walked to is shown."""

    chosen = Signal(object)
    """Another view is to be shown; carries the `View`."""

    def __init__(self, views: ViewsModel) -> None:
        super().__init__()
        self.rows = ViewRows(views, self)
        self.setModel(self.rows)
        self.setItemDelegate(_Delegate(self.rows, self))
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._shown: int | None = None
        self.selectionModel().currentChanged.connect(self._choose)
        self.rows.modelReset.connect(self._keep)
        theme().changed.connect(self._restyle)

    @property
    def shown_id(self) -> int | None:
        """Which view is shown."""
        return self._shown

    def show_view(self, view_id: int) -> None:
        """Show this one, if it is there."""
        row = self.rows.row_of(view_id)
        if row is not None:
            self.setCurrentIndex(self.rows.index(row))

    def forget(self) -> None:
        """Another person's views come."""
        self._shown = None

    def _restyle(self) -> None:
        self.scheduleDelayedItemsLayout()

    def _keep(self) -> None:
        """The views are other ones: the one that is shown keeps its mark; where it is gone, the first is shown."""
        row = self.rows.row_of(self._shown) if self._shown is not None else None
        if row is None:
            row = next((at for at, one in enumerate(self.rows.rows) if isinstance(one, View)), None)
        if row is not None:
            self.setCurrentIndex(self.rows.index(row))

    def _choose(self, index: QModelIndex) -> None:
        one = self.rows.rows[index.row()] if index.isValid() else None
        if isinstance(one, View) and one.id != self._shown:
            self._shown = one.id
            self.chosen.emit(one)
