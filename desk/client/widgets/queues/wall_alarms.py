"""The alarms that go on: what is wrong where since when, who takes care of it, and the button for leads who will."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desk.client.models.desk import Desk
from desk.client.models.formats import stopwatch
from desk.client.models.plain import joined
from desk.client.models.wall_words import WallWords
from desk.client.widgets.controls.button import Button
from desk.client.widgets.controls.paint import box, smooth
from desk.client.widgets.language import language
from desk.client.widgets.queues.wall_look import Scale, draw_mark
from desk.client.widgets.scroll import ClearScroll
from desk.client.widgets.theme import blend, theme
from desk.contract.wall import Alarm
from desk.queueing.wall import Standing

ROW = 3.9


class AlarmRow(QWidget):
    """One alarm; it is filled while nobody has it."""

    def __init__(self, alarm: Alarm, desk: Desk, words: WallWords, *, whole: bool) -> None:
        super().__init__()
        self.alarm, self._desk, self._words = alarm, desk, words
        self.scale = Scale(12)
        self.claim = Button("", "primary", "check", tone="bad")
        self.claim.clicked.connect(lambda: desk.wall.claim(self.alarm))
        self._may = not whole
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 6, 4)
        row.addStretch(1)
        row.addWidget(self.claim, 0, Qt.AlignmentFlag.AlignVCenter)
        self.refresh()

    def show_alarm(self, alarm: Alarm, scale: Scale) -> None:
        """Show what became of it."""
        self.alarm, self.scale = alarm, scale
        self.setFixedHeight(scale.px(ROW))
        self.refresh()

    def refresh(self) -> None:
        """Say who has it."""
        wall = self._desk.wall
        open_ = self.alarm.claimed_by is None and not wall.is_claiming(self.alarm)
        self.claim.setText(self.tr("I take it"))
        self.claim.setVisible(self._may and wall.leads and open_)
        self.setAccessibleName(joined(*self.lines()))
        self.update()

    def lines(self) -> tuple[str, str]:
        """What is wrong where, and since when and who has it."""
        wall = self._desk.wall
        queue = self._desk.directory.queue_name(self.alarm.queue_id) or f"#{self.alarm.queue_id}"
        since = stopwatch((wall.now - self.alarm.since).total_seconds())
        who = self._words.who(self.alarm, claiming=wall.is_claiming(self.alarm))
        return joined(queue, self._words.alarm(self.alarm)), joined(since, who)

    def paintEvent(self, event: QPaintEvent) -> None:
        t, scale, painter = theme().tokens, self.scale, smooth(self)
        loud = self.alarm.claimed_by is None and not self._desk.wall.old
        ink = t.bad if loud else t.muted
        ground = self.rect().adjusted(0, 1, 0, -scale.px(0.3))
        fill = t.bad_soft if loud else t.surface
        box(painter, ground, fill, blend(ink, fill, 0.4), scale.unit * 0.5)
        side = scale.px(1.3)
        mark = QRectF(ground.left() + scale.px(0.8), ground.center().y() - side / 2, side, side)
        draw_mark(painter, mark, Standing.ALARM, ink)
        left = round(mark.right()) + scale.px(0.8)
        room = QRect(left, ground.top(), ground.right() - left - scale.px(0.4), ground.height())
        if self.claim.isVisible():
            room.setRight(self.claim.x() - 6)
        half = ground.height() // 2
        first, second = self.lines()
        for place, words, font, colour in (
            (
                QRect(room.left(), room.top() + scale.px(0.2), room.width(), half),
                first,
                scale.font(1.1, bold=True),
                t.text,
            ),
            (QRect(room.left(), room.top() + half, room.width(), half - scale.px(0.2)), second, scale.font(0.95), ink),
        ):
            painter.setFont(font)
            painter.setPen(colour)
            said = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, place.width())
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, said)
        painter.end()


class AlarmList(QWidget):
    """The unclaimed first; says so when there is none."""

    def __init__(self, desk: Desk, *, whole: bool = False) -> None:
        super().__init__()
        self._desk, self._whole = desk, whole
        self._words, self.scale = WallWords(self), Scale(12)
        self.rows: list[AlarmRow] = []
        self.list = ClearScroll(self)
        self._box = QWidget()
        self._column = QVBoxLayout(self._box)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addStretch(1)
        self.list.show_content(self._box)
        if whole:
            self.list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        whole_column = QVBoxLayout(self)
        whole_column.setContentsMargins(0, 0, 0, 0)
        whole_column.addWidget(self.list)
        language().changed.connect(self.refresh)
        desk.directory.changed.connect(self.refresh)
        self.refresh()

    def set_scale(self, scale: Scale) -> None:
        """Wear these sizes."""
        self.scale = scale
        self.refresh()

    def wanted(self) -> int:
        """The height at which every alarm is seen."""
        return len(self.rows) * self.scale.px(ROW)

    def refresh(self) -> None:
        """Show the alarms of this moment."""
        alarms = self._desk.wall.alarms
        if [one.id for one in alarms] != [row.alarm.id for row in self.rows]:
            for row in self.rows:
                self._column.removeWidget(row)
                row.deleteLater()
            self.rows = [AlarmRow(one, self._desk, self._words, whole=self._whole) for one in alarms]
            for place, row in enumerate(self.rows):
                self._column.insertWidget(place, row)
        for row, alarm in zip(self.rows, alarms, strict=True):
            row.show_alarm(alarm, self.scale)
        self.setAccessibleName(self.tr("%n alarm(s)", "", len(alarms)) if alarms else self._nothing())
        self.list.setVisible(bool(alarms))
        self.update()

    def _nothing(self) -> str:
        return self.tr("No alarm: everything is within its limits.")

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.rows:
            return
        t, painter = theme().tokens, smooth(self)
        box(painter, self.rect().adjusted(0, 0, 0, -1), t.surface, t.border, 8)
        painter.setFont(self.scale.font(1.0))
        old = self._desk.wall.old
        painter.setPen(t.faint if old else t.good)
        words = "" if self._desk.wall.wall is None else self._nothing()
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, words)
        painter.end()
