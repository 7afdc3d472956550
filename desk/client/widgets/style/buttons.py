"""Qt's own push and tool buttons, as in dialogs that Qt builds; screens use controls.button."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOption, QStyleOptionButton, QWidget

from desk.client.widgets.controls.paint import box, focus_ring, wash
from desk.client.widgets.style import state
from desk.client.widgets.theme import RADIUS, blend, theme

_Feature = QStyleOptionButton.ButtonFeature


def _is_default(option: QStyleOptionButton) -> bool:
    return bool(option.features & _Feature.DefaultButton) and state.enabled(option)


def push(option: QStyleOption, painter: QPainter, widget: QWidget | None) -> bool:
    """The default button is filled with the accent, the others are outlined."""
    if not isinstance(option, QStyleOptionButton):
        return False
    t = theme().tokens
    veil = 0.14 if state.pressed(option) else 0.06 if state.hovered(option) else 0.0
    if option.features & _Feature.Flat and not state.hovered(option):
        return True
    if _is_default(option):
        box(painter, option.rect, blend(t.text, t.accent, veil * 2), None)
    else:
        box(painter, option.rect, blend(t.text, t.surface, veil), t.border)
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
    elif state.pressed(option) or state.hovered(option):
        box(painter, option.rect, wash(0.12 if state.pressed(option) else 0.06))
    if state.keyboard_focused(option):
        focus_ring(painter, option.rect)
    return True
