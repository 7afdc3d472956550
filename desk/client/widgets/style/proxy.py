"""The style itself: it hands what Desk paints to the painters and leaves the rest to Fusion."""

from collections.abc import Callable
from typing import Any, cast

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QApplication,
    QProxyStyle,
    QStyle,
    QStyleOption,
    QStyleOptionComplex,
    QWidget,
)

from desk.client.widgets.style import bars, buttons, fields, lists, marks, menus

# Only what is painted or laid out once per widget is overridden. `pixelMetric` and `styleHint` are asked some
# 2,500 times to build one full window; answering them in Python doubled the time it took.
_PE, _CE, _CC = QStyle.PrimitiveElement, QStyle.ControlElement, QStyle.ComplexControl
_SE, _CT = QStyle.SubElement, QStyle.ContentsType

Draw = Callable[[Any, QPainter, QWidget | None], bool]
"""Paints an element; False leaves it to Fusion. The option is of the class that belongs to the element."""

_PRIMITIVES: dict[QStyle.PrimitiveElement, Draw] = {
    _PE.PE_PanelLineEdit: fields.line_edit,
    _PE.PE_FrameLineEdit: marks.nothing,
    _PE.PE_Frame: fields.frame,
    _PE.PE_FrameGroupBox: fields.group_box,
    _PE.PE_PanelButtonCommand: buttons.push,
    _PE.PE_FrameDefaultButton: marks.nothing,
    _PE.PE_PanelButtonTool: buttons.tool,
    _PE.PE_IndicatorCheckBox: marks.check_box,
    _PE.PE_IndicatorItemViewItemCheck: marks.check_box,
    _PE.PE_IndicatorRadioButton: marks.radio_button,
    _PE.PE_IndicatorArrowDown: marks.arrow_down,
    _PE.PE_IndicatorArrowUp: marks.arrow_up,
    _PE.PE_IndicatorArrowLeft: marks.arrow_left,
    _PE.PE_IndicatorArrowRight: marks.arrow_right,
    _PE.PE_FrameFocusRect: marks.focus_rect,
    _PE.PE_PanelTipLabel: menus.tip,
    _PE.PE_PanelMenu: menus.panel,
    _PE.PE_FrameMenu: menus.panel_frame,
    _PE.PE_PanelItemViewItem: lists.item,
    _PE.PE_IndicatorHeaderArrow: lists.header_arrow,
    _PE.PE_FrameTabWidget: marks.nothing,
    _PE.PE_FrameTabBarBase: lists.tab_base,
}
_CONTROLS: dict[QStyle.ControlElement, Draw] = {
    _CE.CE_PushButtonLabel: buttons.push_label,
    _CE.CE_ShapedFrame: fields.shaped_frame,
    _CE.CE_MenuItem: menus.item,
    _CE.CE_MenuEmptyArea: menus.empty_area,
    _CE.CE_ProgressBarGroove: bars.progress_groove,
    _CE.CE_ProgressBarContents: bars.progress_contents,
    _CE.CE_ProgressBarLabel: marks.nothing,
    _CE.CE_Splitter: bars.splitter,
    _CE.CE_HeaderSection: lists.header_section,
    _CE.CE_HeaderEmptyArea: lists.header_section,
    _CE.CE_HeaderLabel: lists.header_label,
    _CE.CE_TabBarTabShape: lists.tab_shape,
    _CE.CE_TabBarTabLabel: lists.tab_label,
}
_COMPLEX: dict[QStyle.ComplexControl, Draw] = {
    _CC.CC_ComboBox: fields.combo_box,
    _CC.CC_SpinBox: fields.spin_box,
    _CC.CC_ScrollBar: bars.scroll_bar,
    _CC.CC_Slider: bars.slider,
}
_PARTS: dict[QStyle.ComplexControl, Callable[[Any, QStyle.SubControl], QRect | None]] = {
    _CC.CC_ComboBox: fields.combo_box_part,
    _CC.CC_SpinBox: fields.spin_box_part,
    _CC.CC_ScrollBar: bars.scroll_bar_part,
}
_PLACES: dict[QStyle.SubElement, Callable[[QRect], QRect]] = {
    _SE.SE_LineEditContents: fields.line_edit_contents,
    _SE.SE_ItemViewItemText: lists.item_part,
    _SE.SE_ItemViewItemDecoration: lists.item_part,
    _SE.SE_ItemViewItemCheckIndicator: lists.item_part,
}
_SIZES: dict[QStyle.ContentsType, Callable[[Any, QSize], QSize]] = {
    _CT.CT_LineEdit: fields.line_edit_size,
    _CT.CT_ComboBox: fields.combo_box_size,
    _CT.CT_SpinBox: fields.spin_box_size,
    _CT.CT_PushButton: buttons.push_size,
    _CT.CT_Slider: bars.slider_size,
    _CT.CT_MenuItem: menus.item_size,
    _CT.CT_ScrollBar: bars.scroll_bar_size,
    _CT.CT_HeaderSection: lists.header_size,
    _CT.CT_ItemViewItem: lists.item_size,
    _CT.CT_TabBarTab: lists.tab_size,
}


class DeskStyle(QProxyStyle):
    """Fusion with Desk's look for what Qt paints itself."""

    def __init__(self) -> None:
        super().__init__("Fusion")

    def drawPrimitive(
        self,
        element: QStyle.PrimitiveElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        draw = _PRIMITIVES.get(element)
        if draw is None or not _painted(draw, option, painter, widget):
            super().drawPrimitive(element, option, painter, widget)

    def drawControl(
        self,
        element: QStyle.ControlElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        draw = _CONTROLS.get(element)
        if draw is None or not _painted(draw, option, painter, widget):
            super().drawControl(element, option, painter, widget)

    def drawComplexControl(
        self,
        control: QStyle.ComplexControl,
        option: QStyleOptionComplex,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        draw = _COMPLEX.get(control)
        if draw is None or not _painted(draw, option, painter, widget):
            super().drawComplexControl(control, option, painter, widget)

    def subControlRect(
        self,
        control: QStyle.ComplexControl,
        option: QStyleOptionComplex,
        part: QStyle.SubControl,
        widget: QWidget | None = None,
    ) -> QRect:
        place = _PARTS.get(control)
        found = place(option, part) if place is not None else None
        return found if found is not None else super().subControlRect(control, option, part, _any(widget))

    def subElementRect(self, element: QStyle.SubElement, option: QStyleOption, widget: QWidget | None = None) -> QRect:
        found = super().subElementRect(element, option, _any(widget))
        move = _PLACES.get(element)
        return move(found) if move is not None else found

    def sizeFromContents(
        self,
        kind: QStyle.ContentsType,
        option: QStyleOption,
        size: QSize,
        widget: QWidget | None = None,
    ) -> QSize:
        found = super().sizeFromContents(kind, option, size, _any(widget))
        resize = _SIZES.get(kind)
        return resize(option, found) if resize is not None else found


def _painted(draw: Draw, option: QStyleOption, painter: QPainter, widget: QWidget | None) -> bool:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    done = draw(option, painter, widget)
    painter.restore()
    return done


def _any(widget: QWidget | None) -> QWidget:
    # Qt allows that there is no widget; the stubs of PySide forget it for these three.
    return cast("QWidget", widget)


def wear(application: QApplication) -> None:
    """Put Desk's style on the application, once and before its first window; then apply the theme."""
    application.setStyle(DeskStyle())
