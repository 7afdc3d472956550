"""Qt's own push and tool buttons, as in dialogs that Qt builds; screens use controls.button."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOption, QStyleOptionButton, QWidget

from desk.client.widgets.controls.paint import box, focus_ring
from desk.client.widgets.style import state
from desk.client.widgets.theme import RADIUS, theme

_Feature = QStyleOptionButton.ButtonFeature


def _is_default(option: QStyleOptionButton) -> bool:
    return bool(option.features & _Feature.DefaultButton) and state.enabled(option)


def push(option: QStyleOption, painter: QPainter, widget: QWidget | None) -> bool:
    """The default button is filled with the accent, the others are outlined."""
    if not isinstance(option, QStyleOptionButton):
        return False
    t = theme().tokens
    flat = bool(option.features & _Feature.Flat)
    if _is_default(option):
        box(painter, option.rect, t.accent, None)
    elif not flat:
        box(painter, option.rect, t.surface, t.border)
    if (veil := state.touched(option)) is not None:
        box(painter, option.rect, veil)
    if state.focused(option):
        focus_ring(painter, option.rect)
        if _is_default(option):
            box(painter, option.rect.adjusted(2, 2, -2, -2), None, t.surface, RADIUS - 2, 1.5)
    return True


def push_label(option: QStyleOptionButton, painter: QPainter, widget: QWidget | None) -> bool:
    """Strong words; a button with an icon or a menu is left to Fusion."""
    if not option.icon.isNull() or option.features & _Feature.HasMenu:
        return False
    t = theme().tokens
    painter.setFont(theme().font("strong"))
    painter.setPen(t.on_accent if _is_default(option) else t.text if state.enabled(option) else state.faded())
    painter.drawText(option.rect, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextHideMnemonic, option.text)
    return True


def push_size(option: QStyleOptionButton, size: QSize) -> QSize:
    """The height of a control."""
    return QSize(size.width() + 12, max(size.height(), theme().control_height))


def tool(option: QStyleOption, painter: QPainter, widget: QWidget | None) -> bool:
    """A veil while the mouse is over it, the accent while it is on."""
    t = theme().tokens
    if state.on(option):
        box(painter, option.rect, t.accent_soft)
    if (veil := state.touched(option)) is not None:
        box(painter, option.rect, veil)
    if state.keyboard_focused(option):
        focus_ring(painter, option.rect)
    return True
