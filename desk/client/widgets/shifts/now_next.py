"""The strip in the call bar: what I am planned for now, what comes next and how soon; it never takes the keyboard."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from desk.client.models.desk import Desk
from desk.client.models.plain import filled
from desk.client.widgets.controls.paint import box, focus_ring, smooth, text_width, wash
from desk.client.widgets.controls.tip import set_tip
from desk.client.widgets.icons import IconName, draw_icon
from desk.client.widgets.language import language
from desk.client.widgets.shifts.day_words import DayWords
from desk.client.widgets.theme import Tone, theme
from desk.contract.shifts import Activity

ICONS: dict[Activity, IconName] = {
    Activity.WORK: "headset",
    Activity.LUNCH: "coffee",
    Activity.BREAK: "coffee",
    Activity.TRAINING: "bookmark",
    Activity.MEETING: "users",
    Activity.OFFICE: "edit",
    Activity.RECOVERY: "heart",
}
_PAD, _GAP = 10, 7


class NowNext(QPushButton):
    """Says as much as there is room for. Hidden for whoever is in no rota."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._words = desk, DayWords(desk.my_day, self)
        self.forms: list[str] = [""]
        self._icon: IconName = "calendar-clock"
        self._tone: Tone = "neutral"
        self._keys = ""
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        for signal in (desk.my_day.changed, desk.state.changed, desk.clock.tick, language().changed):
            signal.connect(self.refresh)
        theme().changed.connect(self._widen)
        self.refresh()

    def set_keys(self, keys: str) -> None:
        """The keys that open the day, for the tool tip."""
        self._keys = keys
        self.refresh()

    @property
    def tone(self) -> Tone:
        """Neutral while I do what is planned."""
        return self._tone

    def shown_form(self) -> str:
        """What there is room for now."""
        font, room = theme().font("small_strong"), self.width() - self._frame()
        return next((form for form in self.forms if text_width(font, form) <= room), self.forms[-1])

    def refresh(self) -> None:
        """Say where I stand, in the language in force."""
        model, now = self._desk.my_day, self._desk.clock.now()
        place, before = model.place(), self.forms
        self.setVisible(place is not None)
        if place is None:
            return
        mismatch, away = model.mismatch(), model.away(now)
        self.forms = self._words.now_next(place, now, mismatch, away=away)
        self._icon = "calendar-clock" if place.now is None or away else ICONS[place.now.activity]
        self._tone = "neutral" if mismatch is None else "warn"
        said = self.forms[0] if mismatch is None else f"{self.forms[0]} – {self._words.differs(mismatch, place)}"
        name = filled(self.tr("My day: {what}"), what=said)
        if name != self.accessibleName():
            self.setAccessibleName(name)
            set_tip(self, said, self._keys)
            self.update()
        if [len(form) for form in before] != [len(form) for form in self.forms]:
            self._widen()

    def _widen(self) -> None:
        """Ask for little and take what is left, up to what there is to say: a caller's name goes before."""
        self.setMaximumWidth(self._wide(self.forms[0]))
        self.updateGeometry()

    def _frame(self) -> int:
        return 2 * _PAD + theme().scaled(16) + _GAP

    def _wide(self, form: str) -> int:
        return self._frame() + text_width(theme().font("small_strong"), form) + 2

    def sizeHint(self) -> QSize:
        return QSize(self._wide(self.forms[-1]), theme().control_height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = theme(), smooth(self)
        t, colour = look.tokens, look.tokens.of(self._tone)
        if self._tone == "warn":
            box(painter, self.rect(), t.warn_soft, None, 8)
        elif self.underMouse() or self.isDown():
            box(painter, self.rect(), wash(0.1 if self.isDown() else 0.06), None, 8)
        size = look.scaled(16)
        draw_icon(painter, self._icon, QRect(_PAD, 0, size, self.height()), colour, size)
        painter.setFont(look.font("small_strong"))
        painter.setPen(colour)
        room = self.rect().adjusted(_PAD + size + _GAP, 0, -_PAD + 2, 0)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, self.shown_form())
        if self.hasFocus():
            focus_ring(painter, self.rect(), 8)
        painter.end()
