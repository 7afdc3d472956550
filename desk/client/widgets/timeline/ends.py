"""What stands where no rows are: loading, the beginning, nothing found, a failure and its retry."""

from math import sin
from time import monotonic

from PySide6.QtCore import QObject, QRect, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractScrollArea, QVBoxLayout, QWidget

from desk.client.models.timeline import TimelineModel
from desk.client.models.timeline_state import Part, Work
from desk.client.widgets.controls.button import Button
from desk.client.widgets.controls.elided import Label
from desk.client.widgets.controls.paint import box
from desk.client.widgets.icons import IconName, draw_icon
from desk.client.widgets.theme import blend, theme
from desk.client.widgets.timeline.flow import Slot
from desk.client.widgets.timeline.layout import GUTTER, MARGIN, SPINE

_FRAME_MS = 50


class Ends(QObject):
    """Keeps room at the ends of what is loaded, and fills it."""

    def __init__(self, area: QAbstractScrollArea, model: TimelineModel) -> None:
        super().__init__(area)
        self._area = area
        self._model = model
        self.page = StatePage(area.viewport())
        self.page.button.clicked.connect(self._page_action)
        self.retry = Button("", "secondary", "refresh", parent=area.viewport())
        self.retry.clicked.connect(model.retry)
        self.retry.hide()
        self._pulse = QTimer(self, interval=_FRAME_MS)
        self._pulse.timeout.connect(area.viewport().update)

    def heights(self) -> tuple[int, int]:
        """The room to keep above the first row and below the last one."""
        scaled = theme().scaled
        return scaled(64 if self._model.has_older else 44), scaled(64) if self._model.has_newer else 12

    def place(self, slots: list[Slot]) -> None:
        """Show or hide the buttons and the page, now that the rows stand."""
        model, viewport = self._model, self._area.viewport()
        self._describe()
        self.page.setGeometry(viewport.rect())
        whole = model.work(Part.WHOLE)
        self.page.setVisible(whole is Work.FAILED or (whole is Work.IDLE and not model.count()))
        self.retry.setText(self.tr("Try again"))
        self.retry.adjustSize()
        failed = [
            rect
            for part, rect in self._rooms(slots)
            if model.work(part) is Work.FAILED and viewport.rect().intersects(rect)
        ]
        self.retry.setVisible(bool(failed) and self.page.isHidden())
        if failed:
            middle = failed[0].center()
            self.retry.move(middle.x() - self.retry.width() // 2, middle.y() - self.retry.height() // 2)
        pulsing = any(model.work(part) is Work.LOADING for part in Part) and self._area.isVisible()
        if pulsing != self._pulse.isActive():
            (self._pulse.start if pulsing else self._pulse.stop)()

    def paint(self, painter: QPainter, slots: list[Slot]) -> None:
        """Paint what is not a widget of its own."""
        model, viewport = self._model, self._area.viewport().rect()
        if model.work(Part.WHOLE) is Work.LOADING:
            if not slots:
                tall = theme().scaled(64)
                for top in range(viewport.height() - tall, -tall, -tall):
                    self._skeleton(painter, QRect(0, top, viewport.width(), tall))
            else:
                self._progress(painter, viewport)
            return
        for part, rect in self._rooms(slots):
            if model.work(part) is not Work.FAILED and viewport.intersects(rect):
                self._skeleton(painter, rect)
        if slots and slots[0].index == 0 and not model.has_older:
            rect = QRect(0, slots[0].top - theme().scaled(44), viewport.width(), theme().scaled(44))
            text = self.tr("No earlier matches") if model.criteria.narrow else self.tr("It all began here")
            painter.setFont(theme().font("small"))
            painter.setPen(theme().tokens.faint)
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)

    def _rooms(self, slots: list[Slot]) -> list[tuple[Part, QRect]]:
        """The rooms of ends that have more behind them."""
        if not slots:
            return []
        model, width, tall = self._model, self._area.viewport().width(), theme().scaled(64)
        rooms: list[tuple[Part, QRect]] = []
        if slots[0].index == 0 and model.has_older:
            rooms.append((Part.OLDER, QRect(0, slots[0].top - tall, width, tall)))
        if slots[-1].index == model.count() - 1 and model.has_newer:
            rooms.append((Part.NEWER, QRect(0, slots[-1].bottom, width, tall)))
        return rooms

    def _skeleton(self, painter: QPainter, rect: QRect) -> None:
        t, scaled = theme().tokens, theme().scaled
        breath = 0.55 + 0.3 * sin(monotonic() * 4 + rect.top() / 90)
        colour = blend(t.sunken, t.surface, breath)
        top, disc = rect.top() + scaled(14), scaled(26)
        box(painter, QRect(SPINE - disc // 2, top, disc, disc), colour, None, disc / 2)
        room = rect.width() - GUTTER - MARGIN
        box(painter, QRect(GUTTER, top, room * 2 // 5, scaled(11)), colour, None, 5)
        box(painter, QRect(GUTTER, top + scaled(20), room * 3 // 4, scaled(11)), colour, None, 5)

    def _progress(self, painter: QPainter, viewport: QRect) -> None:
        wide = viewport.width() // 4
        left = int((monotonic() * 0.7 % 1) * (viewport.width() + wide)) - wide
        painter.fillRect(QRect(left, 0, wide, 2), theme().tokens.accent)

    def _describe(self) -> None:
        criteria = self._model.criteria
        if self._model.work(Part.WHOLE) is Work.FAILED:
            self.page.say(
                "alert",
                self.tr("The history could not be loaded"),
                self.tr("The server did not answer. What you write is kept."),
                self.tr("Try again"),
            )
        elif criteria.narrow:
            self.page.say(
                "search",
                self.tr("Nothing matches"),
                self.tr("No entry of this customer fits the filter and the search."),
                self.tr("Show everything"),
            )
        else:
            self.page.say(
                "history",
                self.tr("Nothing has happened yet"),
                self.tr("Calls, messages, orders and promises will stand here."),
            )

    def _page_action(self) -> None:
        if self._model.work(Part.WHOLE) is Work.FAILED:
            self._model.retry()
        else:
            self._model.show_everything()


class StatePage(QWidget):
    """A picture, two sentences and perhaps one button in the middle of an empty view."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._icon: IconName = "history"
        self._title = Label("", "title", "text")
        self._hint = Label("", "body", "muted", wrap=True)
        self.button = Button("", "secondary")
        for label in (self._title, self._hint):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self)
        column.setSpacing(8)
        column.addStretch(1)
        column.addSpacing(72)
        column.addWidget(self._title)
        column.addWidget(self._hint)
        column.addSpacing(8)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        self.hide()

    def say(self, icon: IconName, title: str, hint: str, action: str = "") -> None:
        """Show this picture and these words, with a button if there is something to do."""
        self._icon = icon
        self._title.setText(title)
        self._hint.setText(hint)
        self.button.setText(action)
        self.button.setVisible(bool(action))
        self.setAccessibleName(title)

    def paintEvent(self, event: QPaintEvent) -> None:
        t, side = theme().tokens, theme().scaled(56)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), t.surface)
        rect = QRect((self.width() - side) // 2, self._title.y() - side - 16, side, side)
        box(painter, rect, t.sunken, None, side / 2)
        draw_icon(painter, self._icon, rect, t.muted, theme().scaled(26))
        painter.end()
