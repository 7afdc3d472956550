"""What one writes or chooses in: line edits, combo boxes, spin boxes, and the frames around areas."""

from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QStyle,
    QStyleOption,
    QStyleOptionComboBox,
    QStyleOptionFrame,
    QStyleOptionSpinBox,
    QWidget,
)

from desk.client.widgets.controls.field import ERROR_PROPERTY
from desk.client.widgets.controls.paint import box, focus_ring
from desk.client.widgets.style import marks, state
from desk.client.widgets.theme import blend, theme

_PAD = 6
_ARROW = 26
_SC = QStyle.SubControl


def line_edit(option: QStyleOptionFrame, painter: QPainter, widget: QWidget | None) -> bool:
    """A field; inside a combo box or a cell it has no frame of its own."""
    if option.lineWidth > 0:
        read_only = bool(option.state & QStyle.StateFlag.State_ReadOnly)
        wrong = widget is not None and bool(widget.property(ERROR_PROPERTY))
        _field(option, painter, usable=state.enabled(option) and not read_only, wrong=wrong)
    return True


def line_edit_contents(rect: QRect) -> QRect:
    """Where the text of a line edit stands."""
    return rect.adjusted(_PAD, 0, -_PAD, 0)


def line_edit_size(option: QStyleOptionFrame, size: QSize) -> QSize:
    """A frameless editor keeps its size, a field has the height of a control."""
    if option.lineWidth <= 0:
        return size
    return QSize(size.width() + 2 * _PAD, max(size.height(), theme().control_height))


def combo_box(option: QStyleOptionComboBox, painter: QPainter, widget: QWidget | None) -> bool:
    """A field with a chevron; its words are painted by Fusion."""
    if option.frame:
        veil = None if option.editable else state.touched(option)
        _field(option, painter, usable=state.enabled(option), wrong=False, veil=veil)
    colour = theme().tokens.muted if state.enabled(option) else state.faded()
    marks.arrow(painter, _arrow_place(option.rect), 0, colour)
    return True


def combo_box_part(option: QStyleOptionComboBox, part: QStyle.SubControl) -> QRect | None:
    """Where the words and the chevron of a combo box stand."""
    if part is _SC.SC_ComboBoxEditField:
        return option.rect.adjusted(_PAD + 2, 2, -_ARROW, -2)
    if part is _SC.SC_ComboBoxArrow:
        return _arrow_place(option.rect)
    return None


def combo_box_size(option: QStyleOptionComboBox, size: QSize) -> QSize:
    """The height of a control, and as wide as its list needs to be."""
    return QSize(size.width() + 2 * _PAD + 18, max(size.height(), theme().control_height))


def spin_box(option: QStyleOptionSpinBox, painter: QPainter, widget: QWidget | None) -> bool:
    """A field with two small chevrons."""
    if option.frame:
        _field(option, painter, usable=state.enabled(option), wrong=False)
    for part, turn in ((_SC.SC_SpinBoxUp, 180), (_SC.SC_SpinBoxDown, 0)):
        place = spin_box_part(option, part)
        if place is not None and option.subControls & part:
            hot = option.activeSubControls == part and state.hovered(option)
            colour = theme().tokens.text if hot else theme().tokens.muted
            marks.arrow(painter, place, turn, colour if state.enabled(option) else state.faded(), 3)
    return True


def spin_box_part(option: QStyleOptionSpinBox, part: QStyle.SubControl) -> QRect | None:
    """Where the digits and the chevrons of a spin box stand."""
    rect = option.rect
    buttons = QRect(rect.right() - _ARROW + 4, rect.top() + 2, _ARROW - 6, rect.height() - 4)
    if part is _SC.SC_SpinBoxUp:
        return buttons.adjusted(0, 0, 0, -buttons.height() // 2)
    if part is _SC.SC_SpinBoxDown:
        return buttons.adjusted(0, buttons.height() // 2, 0, 0)
    if part is _SC.SC_SpinBoxEditField:
        return rect.adjusted(4, 2, -_ARROW, -2)
    return None


def spin_box_size(option: QStyleOptionSpinBox, size: QSize) -> QSize:
    """The height of a control, and room for the chevrons."""
    return QSize(size.width() + 2 * _PAD + 12, max(size.height(), theme().control_height))


def frame(option: QStyleOptionFrame, painter: QPainter, widget: QWidget | None) -> bool:
    """The line around a list or a text area; it shows where the keyboard is."""
    t = theme().tokens
    box(painter, option.rect, None, t.focus if state.focused(option) else t.border, 3)
    return True


def shaped_frame(option: QStyleOptionFrame, painter: QPainter, widget: QWidget | None) -> bool:
    """Lines between things; other frames are left to Fusion, which asks for `frame`."""
    if option.frameShape not in (QFrame.Shape.HLine, QFrame.Shape.VLine):
        return False
    place = QRect(option.rect)
    if option.frameShape == QFrame.Shape.HLine:
        place = QRect(place.x(), place.center().y(), place.width(), 1)
    else:
        place = QRect(place.center().x(), place.y(), 1, place.height())
    painter.fillRect(place, theme().tokens.border)
    return True


def group_box(option: QStyleOption, painter: QPainter, widget: QWidget | None) -> bool:
    """The box around controls that belong together."""
    box(painter, option.rect, None, theme().tokens.border, theme().radius)
    return True


def _arrow_place(rect: QRect) -> QRect:
    return QRect(rect.right() - _ARROW + 2, rect.top(), _ARROW - 4, rect.height())


def _field(option: QStyleOption, painter: QPainter, *, usable: bool, wrong: bool, veil: QColor | None = None) -> None:
    t = theme().tokens
    line: QColor = t.bad if wrong else t.border_strong
    if not usable:
        box(painter, QRectF(option.rect), t.sunken, t.border)
        return
    box(painter, option.rect, t.surface, blend(t.text, line, 0.25) if state.hovered(option) else line)
    if veil is not None:
        box(painter, option.rect, veil)
    if state.focused(option):
        focus_ring(painter, option.rect)
