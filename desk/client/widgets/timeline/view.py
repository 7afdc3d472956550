"""The timeline with a mouse: hover, selection, floating actions, context menu, and the pill that leads to the end."""

from html import escape

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, QVariantAnimation
from PySide6.QtGui import QColor, QContextMenuEvent, QHelpEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QToolTip, QWidget

from desk.client.models.timeline import TimelineModel
from desk.client.models.timeline_state import Landing
from desk.client.widgets.controls.button import Button
from desk.client.widgets.controls.paint import wash
from desk.client.widgets.theme import theme
from desk.client.widgets.timeline.accessible import make_accessible
from desk.client.widgets.timeline.actions import Deeds, RowActions, RowMenu
from desk.client.widgets.timeline.flow import Slot
from desk.client.widgets.timeline.layout import RowLayout
from desk.client.widgets.timeline.reading import TimelineReading
from desk.client.widgets.timeline.selection import Selection, text_near, text_under

_FLASH_MS = 900


class TimelineView(TimelineReading):
    """The whole view: rows that can be read, marked and acted on with mouse or keyboard alone."""

    def __init__(self, model: TimelineModel, parent: QWidget | None = None) -> None:
        make_accessible()
        super().__init__(model, parent)
        self._selecting = False
        self._hovered: int | None = None
        self._menu_open = False
        self._flash_key: int | None = None
        self._flash = QVariantAnimation(self, startValue=1.0, endValue=0.0, duration=_FLASH_MS)
        self._flash.valueChanged.connect(self.viewport().update)
        self._deeds = Deeds(
            pin=model.marks.toggle_pin,
            copy_text=self._copy_text,
            copy_link=self._copy_link,
            copy_number=self._copy,
            open_ticket=self._open_ticket,
            fold=lambda row: model.marks.toggle_fold(row.key),
            as_of=lambda row: model.set_as_of(row.key),
            in_context=model.show_in_context,
        )
        self._actions = RowActions(self.viewport(), self._deeds)
        self.pill = Button("", "primary", "arrow-down", parent=self.viewport())
        self.pill.clicked.connect(model.go_newest)
        self.pill.hide()
        self.viewport().setMouseTracking(True)
        self._name()
        model.marks.new_count_changed.connect(self.rearrange)
        self.settled.connect(self._place_over)

    # -- mouse ---------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        slot, layout, at = self._under(event.position().toPoint())
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        self.selection = None
        if slot is not None and layout is not None:
            self.set_current(slot.key)
            if layout.more.adjusted(-4, -2, 4, 2).contains(at):
                self.model.marks.toggle_fold(slot.key)
            elif (position := text_under(layout, at)) is not None:
                self.selection = Selection(slot.key, position, position)
                self._selecting = True
        self.viewport().update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        slot, layout, at = self._under(event.position().toPoint())
        if slot is not None and layout is not None and layout.body and text_under(layout, at) is not None:
            self.selection = Selection(slot.key, 0, layout.body.end())
            self._selecting = False
            self.viewport().update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        if self._selecting and self.selection is not None:
            slot = self.flow.slot_of(self.selection.key)
            if slot is not None:
                layout = self.rows.layout(slot.index)
                self.selection.end = text_near(layout, QPoint(point.x(), point.y() - slot.body))
                self.viewport().update()
            return
        slot, under, at = self._under(point)
        self._hover(slot)
        shape = Qt.CursorShape.ArrowCursor
        if under is not None and under.more.contains(at):
            shape = Qt.CursorShape.PointingHandCursor
        elif under is not None and text_under(under, at) is not None:
            shape = Qt.CursorShape.IBeamCursor
        self.viewport().setCursor(shape)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._selecting = False
        if self.selection is not None and self.selection.empty:
            self.selection = None

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() is QContextMenuEvent.Reason.Mouse:
            slot, _, _ = self._under(event.pos())
            if slot is not None:
                self.open_menu(slot.key, event.globalPos())
        elif self.current_key is not None and (slot := self.flow.slot_of(self.current_key)) is not None:
            viewport = self.viewport()
            at = viewport.mapToGlobal(QPoint(viewport.width() // 3, max(slot.body, 0) + theme().space(6)))
            self.open_menu(slot.key, at)

    def open_menu(self, key: int, at: QPoint) -> None:
        """Offer what can be done with a loaded row at a point of the screen."""
        self.set_current(key)
        row = self.current_row()
        if row is None:
            return
        menu = RowMenu(
            self,
            row,
            self._deeds,
            pinned=self.model.marks.is_pinned(key),
            narrow=self.model.criteria.narrow,
            selected=self.selection is not None and self.selection.key == key,
        )
        self._menu_open = True
        menu.aboutToHide.connect(self._menu_closed)
        menu.open_at(at)

    def _menu_closed(self) -> None:
        self._menu_open = False

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self._hover(None)
        elif isinstance(event, QHelpEvent):
            _, layout, at = self._under(event.pos())
            tip = "" if layout is None else self._tip(layout, at)
            # Qt would read tags in a text that looks like rich text.
            QToolTip.showText(event.globalPos(), f"<span>{escape(tip)}</span>" if tip else "", self)
            return True
        return super().viewportEvent(event)

    def _tip(self, layout: RowLayout, at: QPoint) -> str:
        if layout.time.contains(at):
            return self.words.exact(layout.row.at.astimezone(self.model.zone))
        return next((label.whole for label in layout.labels if label.rect.contains(at)), "")

    def _under(self, point: QPoint) -> tuple[Slot | None, RowLayout | None, QPoint]:
        self.slots_now()
        slot = self.flow.slot_at(point.y())
        if slot is None:
            return None, None, point
        return slot, self.rows.layout(slot.index), QPoint(point.x(), point.y() - slot.body)

    def _hover(self, slot: Slot | None) -> None:
        key = None if slot is None else slot.key
        if slot is None:
            self._actions.hide()
        elif key != self._hovered or self._actions.isHidden():
            layout = self.rows.layout(slot.index)
            self._actions.offer(
                layout.row,
                QRect(0, slot.body, self.viewport().width(), slot.bottom - slot.body),
                pinned=self.model.marks.is_pinned(slot.key),
                foldable=layout.foldable,
                unfolded=layout.unfolded,
            )
        if key != self._hovered:
            self._hovered = key
            self.viewport().update()

    # -- canvas --------------------------------------------------------------------------------------

    def may_follow(self) -> bool:
        return super().may_follow() and not (self._menu_open or self._actions.underMouse())

    def eye(self) -> int | None:
        return super().eye() if self._hovered is None or self.selection is not None else self._hovered

    def paint_over(self, painter: QPainter, slot: Slot, rect: QRect) -> None:
        if slot.key == self._hovered:
            painter.fillRect(rect, wash(0.025))
        if slot.key == self._flash_key and self._flash.state() is QVariantAnimation.State.Running:
            veil = QColor(theme().tokens.accent)
            veil.setAlphaF(0.22 * float(self._flash.currentValue()))
            painter.fillRect(rect, veil)
        super().paint_over(painter, slot, rect)

    def land(self, landing: Landing) -> None:
        super().land(landing)
        if landing.key is not None:
            self.set_current(landing.key)
        if landing.flash:
            self._flash_key = landing.key
            self._flash.start()

    def scroll_by(self, pixels: int) -> None:
        self._actions.hide()
        super().scroll_by(pixels)

    def _forget_marks(self) -> None:
        super()._forget_marks()
        self._hovered = None
        self._actions.hide()

    def _place_over(self) -> None:
        """Put the pill where it belongs."""
        count = self.model.marks.new_count
        last = self.flow.slots[-1] if self.flow.slots else None
        far = last is not None and (last.index < self.model.count() - 1 or last.bottom > 1.4 * self.viewport().height())
        away = far or self.model.has_newer or (count > 0 and not self.flow.at_end)
        self.pill.set_kind("primary" if count else "secondary")
        self.pill.setText(self.tr("%n new", "", count) if count else self.tr("Newest"))
        self.pill.adjustSize()
        self.pill.setVisible(away and self.model.count() > 0)
        viewport = self.viewport().rect()
        self.pill.move((viewport.width() - self.pill.width()) // 2, viewport.height() - self.pill.height() - 12)

    def _name(self) -> None:
        self.setAccessibleName(self.tr("Customer history"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._actions.hide()
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._name()
