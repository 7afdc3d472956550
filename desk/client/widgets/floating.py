"""What floats over the window: its shadow, and the one way the keyboard is moved by the program."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtWidgets import QWidget

from desk.client.widgets.controls.paint import box, smooth
from desk.client.widgets.theme import theme

SHADOW = 16
_RADIUS = 10


def take_keyboard(widget: QWidget) -> None:
    """Give a widget the keyboard; a syllable still being composed elsewhere is kept, not lost or carried along."""
    QGuiApplication.inputMethod().commit()
    widget.setFocus(Qt.FocusReason.OtherFocusReason)


def step_inside(container: QWidget, *, forward: bool) -> None:
    """Move the keyboard to the next widget inside the container, round at its ends."""
    # Not `nextInFocusChain`: for Python its answer then belongs to whom was asked, and dies with a popover.
    stops = [
        widget
        for widget in container.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible() and widget.isEnabled()
    ]
    if stops:
        now = next((at for at, stop in enumerate(stops) if stop.hasFocus()), -1 if forward else 0)
        take_keyboard(stops[(now + (1 if forward else -1)) % len(stops)])


def draw_floating(widget: QWidget, fill: QColor | None = None, radius: float = _RADIUS) -> None:
    """Paint a raised card with its shadow, `SHADOW` pixels inside the widget's edge."""
    t, painter = theme().tokens, smooth(widget)
    card = widget.rect().adjusted(SHADOW, SHADOW, -SHADOW, -SHADOW)
    shade = QColor(t.shadow)
    for step in range(SHADOW - 2, 0, -2):
        shade.setAlphaF(t.shadow.alphaF() * 0.16 * (1 - step / SHADOW))
        box(painter, card.adjusted(-step, -step + 4, step, step + 2), shade, None, radius + step)
    box(painter, card, fill or t.raised, t.border, radius)
    painter.end()
