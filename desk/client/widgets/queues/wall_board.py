"""The wall's picture, the same on the page and on a whole screen: totals, queues, teams, alarms."""

from functools import partial

from PySide6.QtCore import QEvent, QRect, Qt, QTimer
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desk.client.models.desk import Desk
from desk.client.models.formats import stopwatch
from desk.client.models.plain import joined
from desk.client.models.wall_rows import Cell, QueueRows, TeamRows
from desk.client.models.wall_words import WallWords
from desk.client.widgets.controls.paint import box, smooth
from desk.client.widgets.language import language
from desk.client.widgets.queues.wall_alarms import AlarmList
from desk.client.widgets.queues.wall_look import TONES, CellPainter, Scale
from desk.client.widgets.queues.wall_table import HEAD, LOW_ROW, ROW, WallTable
from desk.client.widgets.theme import blend, theme
from desk.contract.wall import Measure, QueueWall
from desk.queueing.wall import Standing

#: Heights in units: a total, the room between parts, and at least so much for teams and alarms.
TOTAL, GAP = 6, 0.7
QUEUE_WEIGHTS = (2.3, 3.6, 1.5, 1.6, 1.6, 1.4, 1.6, 1.2, 1.3, 1.8)
TEAM_WEIGHTS = (2.2, 1, 1, 1, 1, 1)
#: More queues than fit are shown page by page.
TURN_MS = 12_000


class Total(QWidget):
    """One figure over all queues."""

    def __init__(self, board: "WallBoard") -> None:
        super().__init__(board)
        self._board = board
        self.title, self.cell = "", Cell("–")

    def show_cell(self, title: str, cell: Cell) -> None:
        """Show this."""
        if (title, cell) != (self.title, self.cell):
            self.title, self.cell = title, cell
            self.setAccessibleName(joined(title, cell.spoken, by=": "))
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        t, scale, painter = theme().tokens, self._board.scale, smooth(self)
        tone = TONES[Standing.WELL if self._board.old else self.cell.standing]
        ground, ink = (t.surface, t.muted) if tone == "neutral" else (t.soft(tone), t.of(tone))
        box(painter, self.rect(), ground, t.border if tone == "neutral" else blend(ink, ground, 0.4), 8)
        figure = self.rect().adjusted(scale.px(0.3), scale.px(1.6), -scale.px(0.3), -scale.px(0.3))
        larger = Scale(scale.unit * 1.15)
        CellPainter(larger, old=self._board.old, grounds=False).paint(painter, figure, self.cell)
        painter.setFont(scale.font(0.95, bold=True))
        painter.setPen(ink)
        place = QRect(scale.px(1.1), scale.px(0.4), self.width() - scale.px(1.6), scale.px(1.4))
        words = painter.fontMetrics().elidedText(self.title, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, words)
        painter.end()


class WallBoard(QWidget):
    """`set_whole`: fill a screen, with figures to be read from afar; else fit into the page."""

    def __init__(self, desk: Desk, *, whole: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._whole = desk, whole
        self.scale, self.old = Scale(12), False
        self._words = WallWords(self)
        self.queues = WallTable(QueueRows(desk.wall, desk.directory, self), QUEUE_WEIGHTS)
        self.teams = WallTable(TeamRows(desk.wall, self), TEAM_WEIGHTS, row=LOW_ROW)
        self.alarms = AlarmList(desk, whole=whole)
        self.totals = [Total(self) for _ in range(6)]
        self._turn = QTimer(self, interval=TURN_MS)
        self._turn.timeout.connect(self._turn_page)
        self._top, self._low = QHBoxLayout(), QHBoxLayout()
        for total in self.totals:
            self._top.addWidget(total, 1)
        self._low.addWidget(self.teams, 5)
        self._low.addWidget(self.alarms, 4)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addLayout(self._top)
        self._column.addWidget(self.queues, 1)
        self._column.addLayout(self._low)
        for signal in (desk.wall.changed, desk.wall.ticked):
            signal.connect(self.refresh)
        language().changed.connect(self._say)
        theme().changed.connect(self._fit)
        if whole:
            for table in (self.queues, self.teams):
                table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._say()

    def refresh(self) -> None:
        """Show the numbers of this moment; what is old is grey."""
        if not self.isVisible() and self.totals[0].title:
            return
        old = self._desk.wall.old
        if old != self.old:
            self.old = old
            for total in self.totals:
                total.update()
        self.queues.set_old(old)
        self.teams.set_old(old)
        self._total()
        self.alarms.refresh()
        self._fit()

    def _total(self) -> None:
        model = self._desk.wall
        queues = [] if model.wall is None else model.wall.queues
        waiting = sum(sum(one.waiting) for one in queues)
        longest = max((model.longest(one) for one in queues if sum(one.waiting)), default=None)
        cells = (
            (self.tr("Calls waiting"), self._worst(queues, Measure.WAITING, f"{waiting:,}")),
            (
                self.tr("Longest wait"),
                self._worst(queues, Measure.LONGEST_WAIT, "–" if longest is None else stopwatch(longest)),
            ),
            (self.tr("Level, 30 min"), self._level(queues, Measure.LEVEL_NOW)),
            (self.tr("Level today"), self._level(queues, Measure.LEVEL_TODAY)),
            (self.tr("Will miss, 60 min"), self._missing(queues)),
            (
                self.tr("Unassigned"),
                self._worst(queues, Measure.UNASSIGNED, f"{sum(one.unassigned for one in queues):,}"),
            ),
        )
        for total, (title, cell) in zip(self.totals, cells, strict=True):
            total.show_cell(title, cell)

    def _worst(self, queues: list[QueueWall], measure: Measure, text: str, below: str = "") -> Cell:
        """A figure over all queues that stands as it does where it is worst: named after that queue."""
        model = self._desk.wall
        stands = model.worst(queues, measure)
        where = next((one for one in queues if stands and model.standing(one, measure) is stands), None)
        limit = None if where is None else model.threshold(where, measure)
        name = self._words.standing(stands, "" if limit is None else limit.name)
        queue = "" if where is None else self._desk.directory.queue_name(where.queue_id)
        return Cell(text, below, stands, joined(name, queue))

    def _level(self, queues: list[QueueWall], measure: Measure) -> Cell:
        level = self._desk.wall.level(today=measure is Measure.LEVEL_TODAY)
        return self._worst(queues, measure, self._words.level(level), self.tr("of all that arrived"))

    def _missing(self, queues: list[QueueWall]) -> Cell:
        soon = sum(one.missing_15 for one in queues)
        below = self.tr("%n in 15 min", "tickets that will miss a target", soon)
        return self._worst(queues, Measure.MISSING_60, f"{sum(one.missing_60 for one in queues):,}", below)

    # Sizes

    def _fit(self) -> None:
        """The largest words with which everything is seen, as far as they stay legible."""
        queues, teams = self.queues.model().rowCount(), self.teams.model().rowCount()
        low = HEAD + max(2, teams) * LOW_ROW
        needed = TOTAL + GAP * 2 + HEAD + max(1, queues) * ROW + low
        unit = self.height() / needed
        if self._whole:
            unit = min(max(unit, self.height() / 52, 11), self.height() / 34, self.width() / 70)
        else:
            unit = min(max(unit, theme().scaled(11)), theme().scaled(20), max(10.0, self.width() / 90))
        if abs(unit - self.scale.unit) > 0.05:
            self.scale = Scale(unit)
            self.queues.set_scale(self.scale)
            self.teams.set_scale(self.scale)
            self.alarms.set_scale(self.scale)
        self._column.setSpacing(self.scale.px(GAP))
        self._top.setSpacing(self.scale.px(GAP))
        self._low.setSpacing(self.scale.px(GAP))
        for total in self.totals:
            total.setFixedHeight(self.scale.px(TOTAL))
        low = self._low_height()
        self.teams.setFixedHeight(low)
        self.alarms.setFixedHeight(low)
        self._begin_turning()

    def _low_height(self) -> int:
        """Teams and alarms have a third of the wall, and beyond that what the queues do not need."""
        wanted = max(self.teams.wanted(), self.alarms.wanted())
        left = self.height() - self.scale.px(TOTAL) - 2 * self.scale.px(GAP) - self.queues.wanted()
        return min(wanted, max(left, self.scale.px(HEAD + 2 * LOW_ROW), self.height() // 3))

    def _begin_turning(self) -> None:
        more = self._whole and self.queues.model().rowCount() > self.queues.fitting()
        if more and not self._turn.isActive():
            self._turn.start()
        elif not more:
            self._turn.stop()

    def _turn_page(self) -> None:
        bar, fitting = self.queues.verticalScrollBar(), self.queues.fitting()
        bar.setValue(0 if bar.value() >= bar.maximum() else bar.value() + fitting)

    def _say(self) -> None:
        self.queues.setAccessibleName(self.tr("Queues now"))
        self.teams.setAccessibleName(self.tr("Teams now"))
        for table in (self.queues, self.teams):
            model = table.model()
            assert isinstance(model, QueueRows | TeamRows)
            model.refresh()
            table.horizontalHeader().viewport().update()
        self._total()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        QTimer.singleShot(0, self, partial(WallBoard._fit, self))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
