"""The grid's surface: people in rows, time in columns, names and headings that stay; paints only what is in view."""

from PySide6.QtCore import QEvent, QPoint, QRect, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QFrame

from desk.client.models.adherence import AdherenceModel
from desk.client.models.clock import Clock
from desk.client.models.rota import RotaModel
from desk.client.models.rota_bars import Bar
from desk.client.models.rota_rows import Group, RotaRows, Row, on_calls
from desk.client.models.time_axis import TimeAxis
from desk.client.widgets.shifts.look import Look
from desk.client.widgets.shifts.names import paint_heading, paint_load, paint_name
from desk.client.widgets.shifts.paint import BarPainter, backdrop
from desk.client.widgets.shifts.ruler import paint_now, paint_ruler, ruler_height
from desk.client.widgets.shifts.words import ShiftWords
from desk.client.widgets.theme import theme

NAMES = 196
#: A turn of the wheel makes it so much larger.
ZOOM = 1.25


class GridCanvas(QAbstractScrollArea):
    """Shows the rows over the axis; scrolls and zooms."""

    settled = Signal()
    """Other rows are in view, or they stand elsewhere; carries nothing."""
    farther_wanted = Signal(float)
    """It is zoomed out as far as these days go; carries the minute under the mouse."""
    closer_wanted = Signal(float)
    """It is zoomed in far into several days; carries the minute under the mouse."""

    def __init__(
        self, model: RotaModel, rows: RotaRows, axis: TimeAxis, adherence: AdherenceModel, clock: Clock
    ) -> None:
        super().__init__()
        self.model, self.rows, self.axis, self.adherence, self.clock = model, rows, axis, adherence, clock
        self.words = ShiftWords(self)
        self.look = Look()
        self.bars = BarPainter(axis, self.look, self.words)
        self._loads: dict[int, list[int]] = {}
        self._backdrop: QPixmap | None = None
        self._minute = 0
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._sorting = QTimer(self, singleShot=True, interval=0)
        self._sorting.timeout.connect(rows.build)
        rows.set_heights(theme().scaled(30), theme().row_height)
        self._listen()

    def _listen(self) -> None:
        self.rows.changed.connect(self._rows_changed)
        self.axis.changed.connect(self._axis_changed)
        self.model.bars_changed.connect(self._bars_changed)
        self.model.people_changed.connect(self.rows.build)
        self.model.days_changed.connect(self.rows.build)
        self.adherence.changed.connect(self.viewport().update)
        self.clock.tick.connect(self._tick)
        theme().changed.connect(self.restyle)

    # -- where things stand ----------------------------------------------------------------------------

    @property
    def left(self) -> int:
        """Where the axis begins: the names stand before it."""
        return theme().scaled(NAMES)

    @property
    def head(self) -> int:
        """Where the rows begin: the ruler stands above them."""
        return ruler_height(self.axis)

    @property
    def step(self) -> int:
        """The length of an interval, in minutes."""
        return self.model.rules.interval

    def y_of(self, row: Row) -> int:
        """Where a row stands in the view."""
        return row.top - self.verticalScrollBar().value() + self.head

    def row_at(self, point: QPoint) -> Row | None:
        """The row at a point of the view; None in the ruler and below the last."""
        if point.y() < self.head:
            return None
        sticky = self.sticky()
        if sticky is not None and point.y() < self.head + sticky[0].height + sticky[1]:
            return sticky[0]
        return self.rows.at(point.y() - self.head + self.verticalScrollBar().value())

    def bar_at(self, point: QPoint) -> Bar | None:
        """The bar at a point of the view."""
        row = self.row_at(point)
        if row is None or row.user_id is None or point.x() < self.left:
            return None
        minute = self.axis.minute(point.x() - self.left)
        return next((bar for bar in self.model.bars(row.user_id) if bar.start <= minute < bar.end), None)

    def minute_at(self, point: QPoint) -> float:
        """The minute at a point of the view."""
        return self.axis.minute(point.x() - self.left)

    def rect_of(self, bar: Bar) -> QRect:
        """Where a bar stands in the view; empty when its person is not among the rows."""
        row = self.rows.row_of(bar.user_id)
        if row is None:
            return QRect()
        x, right = self.left + self.axis.x(bar.start), self.left + self.axis.x(bar.end)
        return QRect(round(x), self.y_of(row), round(right - x), row.height)

    def visible(self) -> list[Row]:
        """The rows in view."""
        top = self.verticalScrollBar().value()
        return self.rows.between(top, top + self.viewport().height() - self.head)

    def sticky(self) -> tuple[Row, int] | None:
        """The heading that stays at the top, and by how much the next one pushes it up (not above 0)."""
        top = self.verticalScrollBar().value()
        rows = self.rows.between(top, top)
        if not rows or (rows[0].user_id is None and rows[0].top >= top) or not rows[0].group.name:
            return None
        heading = self.rows.heading(rows[0].group)
        after = self.rows.between(top, top + heading.height)
        pushed = min((row.top - top - heading.height for row in after[1:] if row.user_id is None), default=0)
        return heading, min(0, pushed)

    # -- what others ask -------------------------------------------------------------------------------

    def restyle(self) -> None:
        """Wear the colours, sizes and words now in force."""
        self.look, self._backdrop = Look(), None
        self.bars = BarPainter(self.axis, self.look, self.words)
        self.rows.set_heights(theme().scaled(30), theme().row_height)
        self._place_bars()
        self.viewport().update()

    def zoom(self, factor: float, x: float | None = None) -> None:
        """Closer or farther around ``x`` (pixels of the axis), else around its middle."""
        held = self.axis.width / 2 if x is None else x
        minute = self.axis.minute(held)
        changed = self.axis.zoom(factor, held)
        if factor < 1 and not changed:
            self.farther_wanted.emit(minute)
        elif factor > 1 and len(self.axis.days) > 1 and self.axis.width / self.axis.scale < 16 * 60:
            self.closer_wanted.emit(minute)

    def show_row(self, user_id: int) -> None:
        """Scroll as little as needed to have somebody in view."""
        row = self.rows.row_of(user_id)
        if row is None:
            return
        bar, room = self.verticalScrollBar(), self.viewport().height() - self.head
        cover = theme().scaled(30)
        if row.top - cover < bar.value():
            bar.setValue(row.top - cover)
        elif row.top + row.height > bar.value() + room:
            bar.setValue(row.top + row.height - room)

    # -- painting --------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        # `with`: a painter left open by an error would take the whole process down later.
        with QPainter(self.viewport()) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint(painter)

    def _paint(self, painter: QPainter) -> None:
        view, left, head = self.viewport().rect(), self.left, self.head
        rows = self.visible()
        self.bars.begin(left)
        bottom = min(view.bottom(), self.y_of(rows[-1]) + rows[-1].height - 1) if rows else head
        painter.fillRect(QRect(0, bottom + 1, view.width(), view.bottom() - bottom), self.look.t.window)
        painter.setClipRect(QRect(left, head, view.width() - left, bottom - head + 1))
        painter.drawTiledPixmap(QRect(left, head, view.width() - left, bottom - head + 1), self._behind())
        painter.setFont(theme().font("small"))
        for row in rows:
            if row.user_id is not None:
                self.paint_row(painter, row, row.user_id)
        self.paint_over(painter)
        painter.setClipping(False)
        painter.fillRect(QRect(0, head, left, bottom - head + 1), self.look.t.surface)
        for row in rows:
            self._paint_names(painter, row)
        sticky = self.sticky()
        if sticky is not None:
            self._paint_heading(painter, sticky[0], head + sticky[1])
        painter.setPen(self.look.line)
        painter.drawLine(left - 1, head, left - 1, bottom)
        painter.fillRect(QRect(0, 0, view.width(), head), self.look.t.surface)
        ruler, now = QRect(left, 0, view.width() - left, head), self.now()
        paint_ruler(painter, self.axis, self.look, self.words, left, ruler, now)
        painter.drawLine(0, head - 1, left, head - 1)
        paint_now(painter, self.axis, self.look, now, left, ruler, bottom)
        self.paint_top(painter)

    def _behind(self) -> QPixmap:
        width, ratio = self.viewport().width() - self.left, self.viewport().devicePixelRatioF()
        if self._backdrop is None or self._backdrop.width() != round(width * ratio):
            self._backdrop = backdrop(self.axis, self.look, width, ratio)
        return self._backdrop

    def paint_row(self, painter: QPainter, row: Row, user_id: int) -> None:
        """A person's time."""
        top = self.y_of(row)
        painter.fillRect(QRect(self.left, top + row.height - 1, self.axis.width, 1), self.look.hair.color())
        first, last = self.axis.seen
        for hatch in self.model.hatches(user_id):
            if hatch.end > first and hatch.start < last:
                self.bars.hatch(painter, hatch, self.left, top, row.height)
        for bar in self.model.bars(user_id):
            if bar.end > first and bar.start < last:
                self.paint_bar(painter, bar, top, row.height)

    def paint_bar(self, painter: QPainter, bar: Bar, top: int, height: int) -> None:
        """A bar in a row that begins at ``top``."""
        self.bars.bar(painter, bar, top, height)

    def paint_over(self, painter: QPainter) -> None:
        """What stands over the bars: what is chosen, what is dragged."""

    def paint_top(self, painter: QPainter) -> None:
        """What stands over everything."""

    def _paint_names(self, painter: QPainter, row: Row) -> None:
        top = self.y_of(row)
        if row.user_id is None:
            if row.group.name:
                self._paint_heading(painter, row, top)
            return
        rect = QRect(0, top, self.left - 1, row.height)
        paint_name(painter, self, rect, row.user_id, chosen=self.is_current(row.user_id))

    def is_current(self, user_id: int) -> bool:
        """Whether the keyboard is at this person."""
        return False

    def _paint_heading(self, painter: QPainter, row: Row, top: int) -> None:
        rect = QRect(0, top, self.viewport().width(), row.height)
        painter.fillRect(rect, self.look.group)
        paint_load(painter, self, QRect(self.left, top, rect.width() - self.left, row.height), self.load(row.group))
        paint_heading(painter, self, QRect(0, top, self.left, row.height), row.group)
        painter.fillRect(QRect(0, rect.bottom(), rect.width(), 1), self.look.line.color())

    def load(self, group: Group) -> list[int]:
        """How many of a group are rostered for calls, interval by interval of the axis."""
        found = self._loads.get(group.id)
        if found is None:
            axis = self.axis
            found = on_calls(self.model, group.user_ids, axis.first, axis.last, self.step)
            self._loads[group.id] = found
        return found

    def now(self) -> float:
        """The present as a minute."""
        return self.clock.now().timestamp() / 60

    # -- changes ---------------------------------------------------------------------------------------

    def _rows_changed(self) -> None:
        self._loads.clear()
        self._place_bars()
        self.viewport().update()
        self.settled.emit()

    def _axis_changed(self) -> None:
        self._backdrop = None
        self._place_bars()
        self.viewport().update()
        self.settled.emit()

    def _bars_changed(self, users: object) -> None:
        self._loads.clear()
        if users is None:
            self._sorting.start()
        self.viewport().update()
        self.settled.emit()

    def _tick(self) -> None:
        minute = int(self.now())
        if minute != self._minute and self.isVisible():
            self._minute = minute
            self.viewport().update()

    def _place_bars(self) -> None:
        view = self.viewport()
        self.axis.resize(view.width() - self.left)
        down, across = self.verticalScrollBar(), self.horizontalScrollBar()
        room = view.height() - self.head
        down.setRange(0, max(0, self.rows.height - room))
        down.setPageStep(max(1, room))
        down.setSingleStep(theme().row_height)
        with QSignalBlocker(across):
            across.setRange(0, max(0, self.axis.content - self.axis.width))
            across.setPageStep(self.axis.width)
            across.setSingleStep(40)
            across.setValue(round(self.axis.offset))

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        if dx:
            self.axis.scroll_to(self.horizontalScrollBar().value())
        self.viewport().update()
        if dy:
            self.settled.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        turn = event.angleDelta()
        held = event.modifiers()
        if held & Qt.KeyboardModifier.ControlModifier:
            self.zoom(ZOOM ** (turn.y() / 120), event.position().x() - self.left)
        elif held & Qt.KeyboardModifier.ShiftModifier or abs(turn.x()) > abs(turn.y()):
            by = event.pixelDelta().x() or (turn.x() or turn.y()) / 120 * 80
            self.axis.scroll_to(self.axis.offset - by)
        else:
            lines = turn.y() / 120 * QApplication.wheelScrollLines()
            by = event.pixelDelta().y() or round(lines * theme().row_height)
            self.verticalScrollBar().setValue(self.verticalScrollBar().value() - by)
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_bars()
        self.settled.emit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.restyle()
