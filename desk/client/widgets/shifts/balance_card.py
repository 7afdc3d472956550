"""My week towards its limit, and what I have carried against my team's mean: two small pictures and their words."""

from dataclasses import dataclass
from datetime import timedelta

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from desk.client.models.desk import Desk
from desk.client.models.plain import filled
from desk.client.widgets.controls.elided import Label
from desk.client.widgets.controls.paint import box, smooth
from desk.client.widgets.language import language
from desk.client.widgets.shifts.rule_words import RuleWords
from desk.client.widgets.theme import blend, theme
from desk.workforce import law
from desk.workforce.calendar import monday

_HOURS, _DUTY = 40, 26
_MINUTE = timedelta(minutes=1)


class HoursBar(QWidget):
    """Minutes planned this week, the agreed week and the law's limit as marks."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = RuleWords(self)
        self._minutes, self._overtime, self._week, self._most = 0, 0, 2400, 3120
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)

    def show_hours(self, minutes: int, overtime: int, week: int, most: int) -> None:
        """Another week."""
        self._minutes, self._overtime, self._week, self._most = minutes, overtime, week, most
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, theme().scaled(_HOURS))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, t = smooth(self), theme().tokens
        bar = QRectF(0, 4, self.width(), theme().scaled(12))
        box(painter, bar, t.sunken, t.border, 6)
        over = max(0, self._minutes - self._week)
        colour = t.bad if self._minutes >= self._most else t.warn if over else t.accent
        full = max(self._most, self._minutes, 1)
        done = QRectF(bar.x(), bar.y(), bar.width() * self._minutes / full, bar.height())
        if done.width() >= 1:
            box(painter, done, colour, None, 6)
        painter.setFont(theme().font("small"))
        for minutes, ahead in ((self._week, False), (self._most, True)):
            x = bar.width() * minutes / full
            painter.setPen(QPen(t.text if ahead else t.border_strong, 1.5))
            edge = min(x, bar.width() - 1)
            painter.drawLine(round(edge), 1, round(edge), round(bar.bottom()) + 3)
            words = self._words.span(minutes)
            place = QRect(round(x) - 60, round(bar.bottom()) + 2, 120, self.height() - round(bar.bottom()) - 2)
            flag = Qt.AlignmentFlag.AlignHCenter
            if ahead:
                place.setRight(self.width())
                flag = Qt.AlignmentFlag.AlignRight
            painter.setPen(t.muted)
            painter.drawText(place, flag | Qt.AlignmentFlag.AlignVCenter, words)
        painter.end()


@dataclass(frozen=True, slots=True)
class Duty:
    """A kind of duty: mine, and the mean of my team."""

    words: str
    mine: int
    mean: float


class DutyBars(QWidget):
    """A line a duty: my count as a bar, the team's mean as a mark."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.duties: list[Duty] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)

    def show_duties(self, duties: list[Duty]) -> None:
        """Other counts."""
        self.duties = duties
        said = self.tr("{duty}: {mine}, team {mean}")
        lines = [filled(said, duty=one.words, mine=one.mine, mean=f"{one.mean:.1f}") for one in duties]
        self.setAccessibleDescription("\n".join(lines))
        self.setToolTip("\n".join(lines))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, max(1, len(self.duties)) * theme().scaled(_DUTY))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = smooth(self)
        most = max([1.0, *(max(one.mine, one.mean) for one in self.duties)])
        for number, one in enumerate(self.duties):
            self._line(painter, one, number * theme().scaled(_DUTY), most)
        painter.end()

    def _line(self, painter: QPainter, one: Duty, top: int, most: float) -> None:
        look, t = theme(), theme().tokens
        high, left, right = look.scaled(_DUTY), look.scaled(76), look.scaled(84)
        painter.setFont(look.font("small"))
        painter.setPen(t.muted)
        painter.drawText(QRect(0, top, left, high), Qt.AlignmentFlag.AlignVCenter, one.words)
        room = QRectF(left, top + high / 2 - 4, self.width() - left - right - 8, 8)
        box(painter, room, t.sunken, None, 4)
        colour = t.warn if one.mine > one.mean * 1.25 + 0.5 else t.accent
        done = QRectF(room.x(), room.y(), room.width() * one.mine / most, room.height())
        if done.width() >= 1:
            box(painter, done, blend(colour, t.surface, 0.75), None, 4)
        x = room.x() + room.width() * one.mean / most
        painter.setPen(QPen(t.text, 2))
        painter.drawLine(round(x), top + high // 2 - 7, round(x), top + high // 2 + 7)
        place = QRect(self.width() - right, top, right, high)
        painter.setFont(look.font("small_strong"))
        painter.setPen(t.text)
        mine = str(one.mine)
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, mine)
        painter.setFont(look.font("small"))
        painter.setPen(t.faint)
        team = filled(self.tr("team {mean}"), mean=f"{one.mean:.1f}")
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, team)


class BalanceCard(QWidget):
    """Both pictures under their headings."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._words = RuleWords(self)
        self.week = Label("", "small_strong")
        self.hours = HoursBar()
        self.carried = Label("", "small_strong")
        self.duties = DutyBars()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.week)
        column.addWidget(self.hours)
        column.addSpacing(8)
        column.addWidget(self.carried)
        column.addWidget(self.duties)
        for signal in (desk.my_day.changed, desk.my_requests.changed, language().changed):
            signal.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show how I stand, in the language in force."""
        model, balance = self._desk.my_day, self._desk.my_requests.balance
        first, limits = monday(model.today), model.rules.limits
        mine = [one for one in model.shifts if first <= one.day < first + timedelta(days=7)]
        away = model.book.absences_of(model.me)
        minutes = law.week_minutes(mine, model.today, away)
        overtime = sum(law.worked(one, away) for one in mine if one.overtime)
        most = limits.week_with_overtime if balance is None else balance.week_limit
        self.hours.show_hours(minutes, overtime, limits.week, most)
        said = filled(
            self.tr("This week {hours} of {most}"), hours=self._words.span(minutes), most=self._words.span(most)
        )
        if overtime:
            said += " · " + filled(self.tr("overtime {hours}"), hours=self._words.span(overtime))
        self.week.setText(said)
        self.hours.setAccessibleName(said)
        self.carried.setText(self.tr("Carried in 90 days, against my team"))
        self.duties.setAccessibleName(self.carried.text())
        shown = balance is not None
        self.carried.setVisible(shown)
        self.duties.setVisible(shown)
        if balance is not None:
            self.duties.show_duties(
                [
                    Duty(self.tr("Late"), balance.mine.late, balance.team_late),
                    Duty(self.tr("Weekend"), balance.mine.weekend, balance.team_weekend),
                    Duty(self.tr("Holiday"), balance.mine.holiday, balance.team_holiday),
                    Duty(self.tr("Hard calls"), balance.mine.hard_calls, balance.team_hard_calls),
                ]
            )
