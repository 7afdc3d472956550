"""What stands where no rows are: loading, the beginning, nothing found, a failure and its retry."""

from math import sin
from time import monotonic

from PySide6.QtCore import QObject, QRect, Qt, QTimer
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractScrollArea

from desk.client.models.timeline import TimelineModel
from desk.client.models.timeline_state import Part, Work
from desk.client.widgets.controls.button import Button
from desk.client.widgets.controls.empty import EmptyState
from desk.client.widgets.controls.paint import box
from desk.client.widgets.errors import words_for
from desk.client.widgets.theme import blend, theme
from desk.client.widgets.timeline.flow import Slot
from desk.client.widgets.timeline.layout import GUTTER, MARGIN, SPINE
from desk.contract.errors import Refusal

_FRAME_MS = 50


class Ends(QObject):
    """Keeps room at the ends of what is loaded, and fills it."""

    def __init__(self, area: QAbstractScrollArea, model: TimelineModel) -> None:
        super().__init__(area)
        self._area = area
        self._model = model
        self.page = EmptyState("history", "", parent=area.viewport())
        self.page.hide()
        self.page.acted.connect(self._page_action)
        self.retry = Button("", "secondary", "refresh", parent=area.viewport())
        self.retry.clicked.connect(model.retry)
        self.retry.hide()
        self._pulse = QTimer(self, interval=_FRAME_MS)
        self._pulse.timeout.connect(area.viewport().update)

    def heights(self) -> tuple[int, int]:
        """The room to keep above the first row and below the last one."""
        scaled = theme().scaled
        return scaled(64 if self._model.has_older else 44), scaled(64) if self._model.has_newer else 12

    def pulsing(self) -> bool:
        """Whether something moves because rows are being loaded."""
        return self._pulse.isActive()

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
        breath = 0.11 + 0.05 * sin(monotonic() * 4 + rect.top() / 90)
        colour = blend(t.muted, t.surface, breath)
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
        if self._model.work(Part.WHOLE) is Work.FAILED:
            self.page.set_icon("alert")
            error = self._model.error
            why = self.tr("The server did not answer. What you write is kept.")
            if isinstance(error, Refusal):
                why = str(words_for(error))
            self.page.set_words(self.tr("The history could not be loaded"), why, self.tr("Try again"))
        elif self._model.criteria.narrow:
            self.page.set_icon("search")
            self.page.set_words(
                self.tr("Nothing matches"),
                self.tr("No entry of this customer fits the filter and the search."),
                self.tr("Show everything"),
            )
        else:
            self.page.set_icon("history")
            self.page.set_words(
                self.tr("Nothing has happened yet"),
                self.tr("Calls, messages, orders and promises will stand here."),
            )

    def _page_action(self) -> None:
        if self._model.work(Part.WHOLE) is Work.FAILED:
            self._model.retry()
        else:
            self._model.show_everything()
