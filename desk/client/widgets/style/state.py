"""What the style asks of a style option, in words."""

from PySide6.QtGui import QColor
from PySide6.QtWidgets import QStyle, QStyleOption

from desk.client.widgets.theme import blend, theme

_State = QStyle.StateFlag


def enabled(option: QStyleOption) -> bool:
    """Whether the widget can be used."""
    return bool(option.state & _State.State_Enabled)


def focused(option: QStyleOption) -> bool:
    """Whether the widget has the keyboard."""
    return bool(option.state & _State.State_HasFocus)


def keyboard_focused(option: QStyleOption) -> bool:
    """Whether the widget has the keyboard and the agent is moving by keyboard."""
    return focused(option) and bool(option.state & _State.State_KeyboardFocusChange)


def hovered(option: QStyleOption) -> bool:
    """Whether the mouse is over it, and it can be used."""
    return bool(option.state & _State.State_MouseOver) and enabled(option)


def pressed(option: QStyleOption) -> bool:
    """Whether it is held down."""
    return bool(option.state & _State.State_Sunken)


def touched(option: QStyleOption) -> QColor | None:
    """The veil over what is held down or under the mouse; most things have none."""
    if not enabled(option):
        return None
    if pressed(option):
        return theme().tokens.pressed
    return theme().tokens.hover if hovered(option) else None


def on(option: QStyleOption) -> bool:
    """Whether it is checked, open or chosen."""
    return bool(option.state & _State.State_On)


def selected(option: QStyleOption) -> bool:
    """Whether it is the chosen item."""
    return bool(option.state & _State.State_Selected)


def horizontal(option: QStyleOption) -> bool:
    """Whether it lies rather than stands."""
    return bool(option.state & _State.State_Horizontal)


def faded() -> QColor:
    """The colour of words that cannot be used now."""
    return blend(theme().tokens.faint, theme().tokens.surface, 0.65)
