"""Which order the actions are about: day, product, amount on one line, of which only the product gives way."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox, QWidget

from desk.client.models.formats import Formats
from desk.client.models.plain import joined, visible
from desk.client.widgets.controls.tip import set_tip
from desk.contract.remedies import SituationOrder

_SEPARATOR = " · "


class OrderPicker(QComboBox):
    """Each item's data is the number of its order."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._formats = Formats(self)
        self._parts: list[tuple[str, str, str]] = []
        self._seen: tuple[object, ...] = ()
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.view().setTextElideMode(Qt.TextElideMode.ElideMiddle)

    def show_orders(self, orders: list[SituationOrder], chosen: int | None) -> None:
        """Offer these orders; tells nobody."""
        self.setAccessibleName(self.tr("The order the actions are about"))
        parts = [self._parts_of(order) for order in orders]
        seen = ([order.id for order in orders], parts, chosen)
        if seen == self._seen and self.currentData() == chosen:
            return
        self._seen, self._parts = seen, parts
        self.blockSignals(True)
        self.clear()
        for order, said in zip(orders, parts, strict=True):
            self.addItem(joined(*said, by=_SEPARATOR), order.id)
        self.setCurrentIndex(self.findData(chosen))
        self.blockSignals(False)
        self.setVisible(bool(orders))
        set_tip(self, self.currentText())

    def words(self, room: int) -> str:
        """What the line says in so many pixels: day and amount whole, the product as far as it fits."""
        if not 0 <= self.currentIndex() < len(self._parts):
            return ""
        day, what, amount = self._parts[self.currentIndex()]
        metrics = QFontMetrics(self.font())
        left = room - metrics.horizontalAdvance(_SEPARATOR.join((day, "", amount)))
        what = metrics.elidedText(what, Qt.TextElideMode.ElideRight, left)
        return joined(day, what, amount, by=_SEPARATOR)

    def showPopup(self) -> None:
        """The list is as wide as its longest line, where the screen has room for it."""
        room = self.view().sizeHintForColumn(0) + 2 * self.view().frameWidth()
        self.view().setMinimumWidth(min(room, self.window().width() // 2))
        super().showPopup()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, option = QPainter(self), QStyleOptionComboBox()
        self.initStyleOption(option)
        style = self.style()
        style.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option, painter, self)
        place = style.subControlRect(
            QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, self
        )
        # The style leaves a pixel on either side of the words.
        option.currentText = self.words(place.width() - 4)
        style.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option, painter, self)
        painter.end()

    def _parts_of(self, order: SituationOrder) -> tuple[str, str, str]:
        what = order.items[0].name if order.items else order.number
        return self._formats.day(order.placed_at), visible(what), self._formats.won(order.total)
