"""What opens over a window: menus, the lists of combo boxes, tool tips."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter
from PySide6.QtWidgets import QMenu, QStyleOption, QStyleOptionMenuItem, QWidget

from desk.client.widgets.controls.paint import box
from desk.client.widgets.icons import draw_icon
from desk.client.widgets.style import marks, state
from desk.client.widgets.theme import blend, theme

_Kind = QStyleOptionMenuItem.MenuItemType
_Check = QStyleOptionMenuItem.CheckType
_PAD, _COLUMN, _ICON, _RULE = 12, 24, 16, 9


def tip(option: QStyleOption, painter: QPainter, widget: QWidget | None) -> bool:
    """The ground of a tool tip."""
    painter.fillRect(option.rect, theme().tokens.raised)
    box(painter, option.rect, None, _line(), 0)
    return True


def panel(option: QStyleOption, painter: QPainter, widget: QWidget | None) -> bool:
    """The ground of a menu."""
    painter.fillRect(option.rect, theme().tokens.raised)
    return panel_frame(option, painter, widget)


def panel_frame(option: QStyleOption, painter: QPainter, widget: QWidget | None) -> bool:
    """The line around a menu."""
    box(painter, option.rect, None, _line(), 0)
    return True


def empty_area(option: QStyleOption, painter: QPainter, widget: QWidget | None) -> bool:
    """The ground behind the lines of a menu or of a combo box's list."""
    painter.fillRect(option.rect, theme().tokens.raised)
    return True


def _line() -> QColor:
    return blend(theme().tokens.border_strong, theme().tokens.border, 0.5)


def _has_column(option: QStyleOptionMenuItem) -> bool:
    return option.menuHasCheckableItems or option.maxIconWidth > 0


def item_size(option: QStyleOptionMenuItem, size: QSize) -> QSize:
    """A line of a menu is as high as a control; a rule is low."""
    if option.menuItemType == _Kind.Separator:
        return QSize(size.width(), _RULE)
    height = max(size.height(), theme().control_height - 2)
    return QSize(size.width() + 2 * _PAD, height)


def item(option: QStyleOptionMenuItem, painter: QPainter, widget: QWidget | None) -> bool:
    """A check or icon, the words, the keys that do the same."""
    t, rect = theme().tokens, option.rect
    if not isinstance(widget, QMenu):
        # The list of a combo box does not stand on a panel of its own.
        painter.fillRect(rect, t.raised)
    if option.menuItemType == _Kind.Separator:
        painter.fillRect(QRect(rect.x() + 4, rect.center().y(), rect.width() - 8, 1), t.border)
        return True
    usable = state.enabled(option)
    if state.selected(option) and usable:
        box(painter, rect.adjusted(4, 1, -4, -1), t.pressed if state.pressed(option) else t.hover, None, 5)
    left = rect.x() + _PAD
    if _has_column(option):
        _mark(option, painter, QRect(left - 2, rect.y(), _ICON, rect.height()))
        left += _COLUMN
    words, _, keys = option.text.partition("\t")
    line = QRect(left, rect.y(), rect.right() - _PAD - left, rect.height())
    middle = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
    painter.setFont(option.font)
    painter.setPen(t.text if usable else state.faded())
    painter.drawText(line, middle | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextHideMnemonic, words)
    if keys:
        painter.setPen(t.faint if usable else state.faded())
        painter.drawText(line, middle | Qt.AlignmentFlag.AlignRight, keys)
    if option.menuItemType == _Kind.SubMenu:
        marks.arrow(painter, QRect(rect.right() - 20, rect.y(), 16, rect.height()), 270, t.muted)
    return True


def _mark(option: QStyleOptionMenuItem, painter: QPainter, place: QRect) -> None:
    t = theme().tokens
    if option.checkType != _Check.NotCheckable and option.checked:
        draw_icon(painter, "check", place, t.accent, _ICON)
    elif not option.icon.isNull():
        mode = QIcon.Mode.Normal if state.enabled(option) else QIcon.Mode.Disabled
        option.icon.paint(painter, place, Qt.AlignmentFlag.AlignCenter, mode)
