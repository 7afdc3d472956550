"""Lists and what stands above them: selected items, headers, tabs."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QListView,
    QStyleOption,
    QStyleOptionHeader,
    QStyleOptionTab,
    QStyleOptionViewItem,
    QWidget,
)

from desk.client.widgets.controls.paint import box
from desk.client.widgets.style import marks, state
from desk.client.widgets.theme import theme

_PAD, _ITEM_PAD = 10, 6


def item(option: QStyleOptionViewItem, painter: QPainter, widget: QWidget | None) -> bool:
    """The ground of an item: chosen, under the mouse, or with a brush of its own."""
    if option.backgroundBrush.style() != Qt.BrushStyle.NoBrush:
        painter.fillRect(option.rect, option.backgroundBrush)
    radius = 4 if isinstance(widget, QListView) else 0
    if state.selected(option):
        box(painter, option.rect, theme().tokens.selection, None, radius)
    elif state.hovered(option):
        box(painter, option.rect, theme().tokens.hover, None, radius)
    return True


def item_part(rect: QRect) -> QRect:
    """What stands in an item keeps away from the edge of its ground."""
    return rect.translated(_ITEM_PAD, 0)


def item_size(option: QStyleOptionViewItem, size: QSize) -> QSize:
    """As high as a line of a list."""
    return QSize(size.width() + 2 * _ITEM_PAD, max(size.height(), theme().row_height))


def header_section(option: QStyleOption, painter: QPainter, widget: QWidget | None) -> bool:
    """A plain ground with a line below."""
    t, rect = theme().tokens, option.rect
    painter.fillRect(rect, t.surface)
    painter.fillRect(QRect(rect.x(), rect.bottom(), rect.width(), 1), t.border)
    if (veil := state.touched(option)) is not None:
        painter.fillRect(rect, veil)
    return True


def header_label(option: QStyleOptionHeader, painter: QPainter, widget: QWidget | None) -> bool:
    """Small quiet words."""
    rect = option.rect.adjusted(7, 0, -4, 0)
    painter.setFont(theme().font("small_strong"))
    painter.setPen(theme().tokens.muted)
    words = painter.fontMetrics().elidedText(option.text, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, option.textAlignment | Qt.AlignmentFlag.AlignVCenter, words)
    return True


def header_arrow(option: QStyleOption, painter: QPainter, widget: QWidget | None) -> bool:
    """A chevron on the column that is sorted."""
    if isinstance(option, QStyleOptionHeader):
        down = option.sortIndicator == QStyleOptionHeader.SortIndicator.SortDown
        marks.arrow(painter, option.rect, 0 if down else 180, theme().tokens.accent, 3)
    return True


def header_size(option: QStyleOptionHeader, size: QSize) -> QSize:
    """As high as a compact control."""
    return QSize(size.width() + 12, max(size.height(), theme().control_height - 2))


def tab_shape(option: QStyleOptionTab, painter: QPainter, widget: QWidget | None) -> bool:
    """A line in the accent under the tab that is open."""
    t, rect = theme().tokens, option.rect
    if state.selected(option):
        line = QRect(rect.x() + _PAD - 4, rect.bottom() - 1, rect.width() - 2 * _PAD + 8, 2)
        box(painter, line, t.accent, None, 1)
    elif (veil := state.touched(option)) is not None:
        box(painter, rect.adjusted(2, 3, -2, -4), veil)
    return True


def tab_label(option: QStyleOptionTab, painter: QPainter, widget: QWidget | None) -> bool:
    """Strong words; quiet while the tab is not open."""
    t = theme().tokens
    painter.setFont(theme().font("strong"))
    colour = t.text if state.selected(option) else t.muted
    painter.setPen(colour if state.enabled(option) else state.faded())
    painter.drawText(option.rect, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextHideMnemonic, option.text)
    if state.keyboard_focused(option) and state.selected(option):
        box(painter, option.rect.adjusted(2, 3, -2, -4), None, t.focus, 4, 2)
    return True


def tab_size(option: QStyleOptionTab, size: QSize) -> QSize:
    """Room for strong words."""
    return QSize(size.width() + 2 * _PAD, theme().control_height + 4)


def tab_base(option: QStyleOption, painter: QPainter, widget: QWidget | None) -> bool:
    """The line that all tabs stand on."""
    rect = option.rect
    painter.fillRect(QRect(rect.x(), rect.bottom(), rect.width(), 1), theme().tokens.border)
    return True
