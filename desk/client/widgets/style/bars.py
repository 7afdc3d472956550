"""Bars: scroll bars, sliders, progress and the handles of splitters."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QStyle,
    QStyleOption,
    QStyleOptionProgressBar,
    QStyleOptionSlider,
    QWidget,
)

from desk.client.widgets.controls.paint import box, focus_ring, wash
from desk.client.widgets.style import state
from desk.client.widgets.theme import blend, theme

SCROLL_BAR = 10
_THUMB, _SHORTEST = 6, 28
_GROOVE, _HANDLE = 4, 14
_PROGRESS = 6
_SC = QStyle.SubControl


def scroll_bar_size(option: QStyleOptionSlider, size: QSize) -> QSize:
    """Slim, and as long as need be."""
    lying = option.orientation == Qt.Orientation.Horizontal
    return QSize(size.width(), SCROLL_BAR) if lying else QSize(SCROLL_BAR, size.height())


def scroll_bar_part(option: QStyleOptionSlider, part: QStyle.SubControl) -> QRect:
    """A thumb that moves along the whole bar; there are no arrow buttons."""
    lying = option.orientation == Qt.Orientation.Horizontal
    rect = option.rect
    length = rect.width() if lying else rect.height()
    thumb, at = _thumb(option, length)
    spans = {
        _SC.SC_ScrollBarSlider: (at, thumb),
        _SC.SC_ScrollBarSubPage: (0, at),
        _SC.SC_ScrollBarAddPage: (at + thumb, length - at - thumb),
        _SC.SC_ScrollBarGroove: (0, length),
    }
    start, size = spans.get(part, (0, 0))
    if lying:
        return QRect(rect.x() + start, rect.y(), size, rect.height())
    return QRect(rect.x(), rect.y() + start, rect.width(), size)


def _thumb(option: QStyleOptionSlider, length: int) -> tuple[int, int]:
    """The length of the thumb and where it begins, in pixels."""
    steps = option.maximum - option.minimum
    if steps <= 0:
        return length, 0
    thumb = min(length, max(_SHORTEST, length * option.pageStep // (steps + option.pageStep)))
    at = QStyle.sliderPositionFromValue(
        option.minimum, option.maximum, option.sliderPosition, length - thumb, option.upsideDown
    )
    return thumb, at


def scroll_bar(option: QStyleOptionSlider, painter: QPainter, widget: QWidget | None) -> bool:
    """A thumb on the colour of the area that it moves; stronger under the mouse."""
    painter.fillRect(option.rect, _ground(widget))
    if option.maximum <= option.minimum:
        return True
    place = QRectF(scroll_bar_part(option, _SC.SC_ScrollBarSlider))
    lying = option.orientation == Qt.Orientation.Horizontal
    spare = ((place.height() if lying else place.width()) - _THUMB) / 2
    along, across = (2, spare) if lying else (spare, 2)
    place.adjust(along, across, -along, -across)
    held = state.pressed(option) and option.activeSubControls == _SC.SC_ScrollBarSlider
    box(painter, place, wash(0.5 if held else 0.36 if state.hovered(option) else 0.2), None, _THUMB / 2)
    return True


def _ground(widget: QWidget | None) -> QColor:
    # A scroll bar has to paint every pixel of itself: Qt does not clear what lies under it.
    area = widget
    while area is not None and not isinstance(area, QAbstractScrollArea):
        area = area.parentWidget()
    if area is None:
        return theme().tokens.surface
    view = area.viewport()
    return view.palette().color(view.backgroundRole())


def slider_size(option: QStyleOptionSlider, size: QSize) -> QSize:
    """Room around the handle for the focus ring."""
    lying = option.orientation == Qt.Orientation.Horizontal
    return QSize(size.width(), max(size.height(), _HANDLE + 8)) if lying else size


def slider(option: QStyleOptionSlider, painter: QPainter, widget: QWidget | None) -> bool:
    """A groove filled up to the handle. Standing sliders are left to Fusion."""
    if option.orientation != Qt.Orientation.Horizontal or widget is None:
        return False
    t = theme().tokens
    handle = widget.style().subControlRect(QStyle.ComplexControl.CC_Slider, option, _SC.SC_SliderHandle, widget)
    middle = QRectF(option.rect).center().y()
    groove = QRectF(option.rect.x() + 2, middle - _GROOVE / 2, option.rect.width() - 4, _GROOVE)
    box(painter, groove, blend(t.text, t.surface, 0.14), None, _GROOVE / 2)
    done = QRectF(groove)
    done.setRight(handle.center().x())
    colour = t.accent if state.enabled(option) else t.border_strong
    box(painter, done, colour, None, _GROOVE / 2)
    knob = QRectF(0, 0, _HANDLE, _HANDLE)
    knob.moveCenter(QRectF(handle).center())
    box(painter, knob, t.surface, colour, _HANDLE / 2, 4 if state.pressed(option) else 3)
    if state.focused(option):
        focus_ring(painter, knob.adjusted(-3, -3, 3, 3), _HANDLE / 2 + 3)
    return True


def progress_groove(option: QStyleOption, painter: QPainter, widget: QWidget | None) -> bool:
    """The track of a progress bar."""
    box(painter, _track(option.rect), blend(theme().tokens.text, theme().tokens.surface, 0.12), None, 3)
    return True


def progress_contents(option: QStyleOptionProgressBar, painter: QPainter, widget: QWidget | None) -> bool:
    """What is done; half lit over the whole track while nobody knows how much there is."""
    t, place = theme().tokens, _track(option.rect)
    span = option.maximum - option.minimum
    if span <= 0:
        box(painter, place, blend(t.accent, t.surface, 0.5), None, 3)
        return True
    share = (option.progress - option.minimum) / span
    if share > 0:
        place.setWidth(max(_PROGRESS, place.width() * min(share, 1.0)))
        box(painter, place, t.accent, None, 3)
    return True


def _track(rect: QRect) -> QRectF:
    return QRectF(rect.x(), rect.y() + (rect.height() - _PROGRESS) / 2, rect.width(), _PROGRESS)


def splitter(option: QStyleOption, painter: QPainter, widget: QWidget | None) -> bool:
    """A line in the middle of the handle, in the accent while the mouse is over it."""
    t, rect = theme().tokens, QRectF(option.rect)
    hot = state.hovered(option) or state.pressed(option)
    painter.setPen(QPen(t.accent if hot else t.border, 2 if hot else 1))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    middle = rect.center()
    if state.horizontal(option):
        painter.drawLine(round(middle.x()), option.rect.top(), round(middle.x()), option.rect.bottom())
    else:
        painter.drawLine(option.rect.left(), round(middle.y()), option.rect.right(), round(middle.y()))
    return True
