"""The board of a swap: colleagues and days; what the rules forbid is striped, what is chosen is ringed."""

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import QDate, QLocale, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desk.client.models.swapping import Choice, Swapping
from desk.client.models.team_rota import TeamRota
from desk.client.widgets.controls.paint import box, focus_ring
from desk.client.widgets.shifts.look import Look
from desk.client.widgets.theme import blend, theme
from desk.contract.shifts import Shift

DAYS = 14
_A_DAY = timedelta(days=1)
_NAMES, _ROW, _HEAD = 116, 38, 40
#: So many rules are asked between two turns of the loop: typing and painting go on.
AT_ONCE = 12
_STEPS = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}


class SwapBoard(QWidget):
    """A cell is a colleague's shift to have for mine, or mine to give to whoever is free on its day."""

    walked = Signal()
    """Another cell is looked at; carries nothing."""
    opened = Signal()
    """Enter: that is the one; carries nothing."""

    def __init__(self, swapping: Swapping, team: TeamRota, hours: Callable[[Shift], str]) -> None:
        super().__init__()
        self._swapping, self._team, self._hours = swapping, team, hours
        self.anybody = ""
        self.give = ""
        self.first = date.min
        self.people: list[int | None] = []
        self.row = self.column = 0
        self._wanted: list[Choice] = []
        self._judge = QTimer(self, singleShot=True, interval=0)
        self._judge.timeout.connect(self._ask_rules)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)

    def show_days(self, first: date) -> None:
        """The two weeks from a day, and everybody of my team who works in them."""
        self.first = first
        mates = sorted(self._team.mates(), key=lambda one: one.name)
        self.people = [None, *(one.user_id for one in mates)]
        self.row = min(self.row, len(self.people) - 1)
        self._wanted = [choice for choice in self._choices() if not self._swapping.is_judged(choice)]
        if self._wanted:
            self._judge.start()
        self.updateGeometry()
        self.update()
        self.walked.emit()

    def look_at_my_day(self) -> None:
        """Begin where my own shift would be given to anybody."""
        mine = self._swapping.mine
        if mine is not None:
            self.row, self.column = 0, max(0, min((mine.day - self.first).days, DAYS - 1))
            self.update()
            self.walked.emit()

    def choice(self, row: int | None = None, column: int | None = None) -> Choice | None:
        """What a cell offers; None where there is nothing to swap."""
        row, column = self.row if row is None else row, self.column if column is None else column
        mine = self._swapping.mine
        if mine is None or not 0 <= row < len(self.people):
            return None
        user, day = self.people[row], self.first + column * _A_DAY
        if user is None:
            return Choice(None, day) if day == mine.day else None
        shift = self._shift(user, day)
        if shift is not None:
            # The same hours for the same hours would change nothing.
            return None if (shift.start, shift.end) == (mine.start, mine.end) else Choice(user, day, shift)
        return Choice(user, day) if day == mine.day else None

    def stop(self) -> None:
        """Nobody looks any more."""
        self._judge.stop()

    def cell_rect(self, row: int, column: int) -> QRect:
        """Where a cell stands."""
        look = theme()
        left, wide = look.scaled(_NAMES), (self.width() - look.scaled(_NAMES)) / DAYS
        begin, end = round(left + column * wide), round(left + (column + 1) * wide)
        return QRect(begin, look.scaled(_HEAD) + row * look.scaled(_ROW), end - begin, look.scaled(_ROW))

    def _shift(self, user: int, day: date) -> Shift | None:
        now = self._swapping.now()
        found = (one for one in self._team.book.of(user) if one.day == day and one.start > now)
        return next(found, None)

    def _choices(self) -> list[Choice]:
        rows, columns = range(len(self.people)), range(DAYS)
        return [found for row in rows for column in columns if (found := self.choice(row, column)) is not None]

    def _ask_rules(self) -> None:
        now, self._wanted = self._wanted[:AT_ONCE], self._wanted[AT_ONCE:]
        for choice in now:
            self._swapping.breaches(choice)
        self.update()
        if self._wanted:
            self._judge.start()

    def walk(self, row: int, column: int) -> None:
        """Look at another cell."""
        self.row = max(0, min(row, len(self.people) - 1))
        self.column = max(0, min(column, DAYS - 1))
        self.update()
        self.walked.emit()

    def sizeHint(self) -> QSize:
        return QSize(600, theme().scaled(_HEAD) + max(1, len(self.people)) * theme().scaled(_ROW) + 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is not None:
            self.walk(self.row + step[0], self.column + step[1])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        look, place = theme(), event.position()
        row = int((place.y() - look.scaled(_HEAD)) // look.scaled(_ROW))
        wide = (self.width() - look.scaled(_NAMES)) / DAYS
        column = int((place.x() - look.scaled(_NAMES)) // wide)
        if 0 <= row < len(self.people) and 0 <= column < DAYS:
            self.walk(row, column)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look = QPainter(self), Look()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), look.t.raised)
        for row in range(len(self.people)):
            if self.cell_rect(row, 0).adjusted(-400, 0, 2000, 0).intersects(event.rect()):
                self._paint_row(painter, look, row)
        # The days stay in sight while the people scroll.
        painter.translate(0, self.visibleRegion().boundingRect().top())
        self._paint_head(painter, look)
        painter.end()

    def _paint_head(self, painter: QPainter, look: Look) -> None:
        t, mine = look.t, self._swapping.mine
        painter.fillRect(QRect(0, 0, self.width(), theme().scaled(_HEAD)), t.raised)
        for column in range(DAYS):
            day = self.first + column * _A_DAY
            rect = self.cell_rect(0, column)
            top = QRect(rect.left(), 0, rect.width(), theme().scaled(_HEAD))
            if mine is not None and day == mine.day:
                box(painter, top.adjusted(2, 4, -2, -4), t.accent_soft, None, 5)
            painter.setPen(t.bad if day.weekday() == 6 else t.info if day.weekday() == 5 else t.text)
            painter.setFont(theme().font("small_strong"))
            painter.drawText(top.adjusted(0, 5, 0, 0), Qt.AlignmentFlag.AlignHCenter, str(day.day))
            painter.setFont(theme().font("small"))
            name = QLocale().toString(QDate(day.year, day.month, day.day), "ddd")
            bottom = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom
            painter.drawText(top.adjusted(0, 0, 0, -5), bottom, name)

    def _paint_row(self, painter: QPainter, look: Look, row: int) -> None:
        t, user = look.t, self.people[row]
        first = self.cell_rect(row, 0)
        room = QRect(12, first.top(), first.left() - 16, first.height())
        painter.setFont(theme().font("strong" if user is None else "body"))
        painter.setPen(t.text)
        name = self.anybody if user is None else self._team.name(user)
        shown = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)
        for column in range(DAYS):
            self._paint_cell(painter, look, row, column)
        painter.setPen(look.hair)
        painter.drawLine(0, first.bottom(), self.width(), first.bottom())

    def _paint_cell(self, painter: QPainter, look: Look, row: int, column: int) -> None:
        t, rect, choice = look.t, self.cell_rect(row, column).adjusted(1, 2, -1, -3), self.choice(row, column)
        user = self.people[row]
        shift = None if choice is not None or user is None else self._shift(user, self.first + column * _A_DAY)
        if shift is not None:
            painter.setFont(theme().font("small"))
            painter.setPen(t.faint)
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, self._hours(shift))
        if choice is not None:
            forbidden = self._swapping.is_judged(choice) and bool(self._swapping.breaches(choice))
            colour = t.muted if forbidden else t.accent if choice.shift is not None else t.good
            line = blend(colour, t.raised, 0.35)
            box(painter, rect, blend(colour, t.raised, 0.08 if forbidden else 0.18), line, 4)
            if forbidden:
                painter.fillRect(rect.adjusted(1, 1, -1, -1), look.forbidden)
            painter.setFont(theme().font("small" if forbidden else "small_strong"))
            painter.setPen(t.muted if forbidden else blend(t.text, colour, 0.4))
            words = self.give if choice.shift is None else self._hours(choice.shift)
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, words)
        if (row, column) == (self.row, self.column):
            if self.hasFocus():
                focus_ring(painter, rect.adjusted(-1, -1, 1, 1), 5)
            else:
                box(painter, rect.adjusted(-1, -1, 1, 1), None, t.accent, 5)
