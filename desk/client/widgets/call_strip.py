"""The middle of the call bar: who is on the line and for how long, or what is left of the wrap-up."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from desk.client.models.call import CallModel
from desk.client.models.desk import Desk
from desk.client.models.numbers import national
from desk.client.models.plain import filled
from desk.client.widgets.commands import Commands
from desk.client.widgets.controls.avatar import Avatar
from desk.client.widgets.controls.button import Button
from desk.client.widgets.controls.chip import Tag
from desk.client.widgets.controls.elided import ElidedLabel
from desk.client.widgets.controls.paint import smooth, text_width
from desk.client.widgets.controls.timer_ring import TimerRing
from desk.client.widgets.icons import draw_icon
from desk.client.widgets.keys import shown
from desk.client.widgets.language import language
from desk.client.widgets.people import TIER_ICONS, TIER_TONES, PeopleWords
from desk.client.widgets.states import StateWords
from desk.client.widgets.theme import Tone, theme
from desk.client.widgets.words import TimeWords, stopwatch


class CallClock(QWidget):
    """How long the call lasts, in digits that do not jitter."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = "0:00"
        self._tone: Tone = "bad"
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)

    def show_time(self, text: str, words: str) -> None:
        """Show another time; `words` say to a screen reader what it is."""
        wider = len(text) != len(self._text)
        self._text = text
        self.setAccessibleName(f"{words} {text}")
        if wider:
            self.updateGeometry()
        self.update()

    def _font(self) -> QFont:
        font = QFont(theme().font("mono_digits"))
        font.setPixelSize(theme().scaled(17))
        return font

    def sizeHint(self) -> QSize:
        widest = "".join("0" if sign.isdigit() else sign for sign in self._text)
        return QSize(theme().scaled(16) + 8 + text_width(self._font(), widest) + 4, theme().control_height)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, size = smooth(self), theme().scaled(16)
        colour = theme().tokens.of(self._tone)
        draw_icon(painter, "phone", QRect(0, 0, size, self.height()), colour, size)
        painter.setFont(self._font())
        painter.setPen(theme().tokens.text)
        painter.drawText(self.rect().adjusted(size + 8, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self._text)
        painter.end()


class Who(QWidget):
    """A face, a name with its tier, below it something smaller."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.face = Avatar("", 32)
        self.name = ElidedLabel("", "strong")
        self.tier = Tag("")
        self.below = ElidedLabel("", "small", "muted")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.name)
        words.addWidget(self.below)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(self.face)
        row.addLayout(words, 1)
        row.addWidget(self.tier, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)


class CallStrip(QStackedWidget):
    """Idle, talking or wrapping up; it shows what the models say, once a second and whenever they change."""

    next_state_asked = Signal()
    """The agent wants to choose what comes after the call; carries nothing."""
    wrap_up_asked = Signal()
    """The agent wants to wrap up; carries nothing."""

    def __init__(self, desk: Desk, commands: Commands, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._commands = desk, commands
        self._people, self._states, self._times = PeopleWords(), StateWords(), TimeWords()
        self.idle = ElidedLabel("", "body", "muted")
        self.who, self.clock = Who(), CallClock()
        self.ring, self.ended = TimerRing(36), Who()
        self.next_state = Button("", "ghost", "arrow-up")
        self.next_after = Button("", "ghost", "arrow-up")
        self.finish = Button("", "primary", "check")
        self._idle_page = self._page(self.idle)
        self._talk_page = self._page(self.who, self.clock, self.next_state)
        self._wrap_page = self._page(self.ring, self.ended, self.finish, self.next_after)
        for button in (self.next_state, self.next_after):
            button.clicked.connect(self.next_state_asked)
        self.finish.clicked.connect(self.wrap_up_asked)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        for signal in (desk.call.changed, desk.state.changed, desk.follow_ups.changed, desk.clock.tick):
            signal.connect(self.refresh)
        language().changed.connect(self.refresh)
        self.refresh()

    def _page(self, *widgets: QWidget) -> QWidget:
        page = QWidget()
        row = QHBoxLayout(page)
        row.setContentsMargins(4, 0, 4, 0)
        row.setSpacing(14)
        for widget in widgets:
            row.addWidget(widget, 1 if widget is self.idle else 0)
        if self.idle not in widgets:
            row.addStretch(1)
        self.addWidget(page)
        return page

    def refresh(self) -> None:
        """Say what is, in the language in force."""
        call = self._desk.call
        if call.is_talking:
            self._show_talk(call)
        elif call.is_wrapping_up:
            self._show_wrap_up(call)
        else:
            self._show_idle()

    def _show_idle(self) -> None:
        self.setCurrentWidget(self._idle_page)
        due = self._desk.follow_ups.due()
        if due:
            first = due[0]
            when = self._times.until(first.due_at - self._desk.clock.now())
            words = filled(
                self.tr("Call-back {when}: {name}"), when=when, name=first.customer_name or national(first.number)
            )
        else:
            words = self.tr("No call")
        self.idle.setText(words)
        self.idle.set_colour("warn" if due else "faint")

    def _show_talk(self, model: CallModel) -> None:
        self.setCurrentWidget(self._talk_page)
        self._show_person(self.who, model)
        self.clock.show_time(stopwatch(model.talked().total_seconds()), self.tr("Call time"))
        self.next_state.setText(self._next_words())

    def _show_wrap_up(self, model: CallModel) -> None:
        self.setCurrentWidget(self._wrap_page)
        left = model.countdown()
        self.ring.setVisible(left is not None)
        if left is not None:
            self.ring.set_left(left.left, left.span)
        self._show_person(self.ended, model)
        self.ended.face.hide()
        talked = filled(self.tr("Talked {time}"), time=stopwatch(model.talked().total_seconds()))
        self.ended.below.setText(talked)
        self.ended.below.show()
        self.finish.setText(self.tr("Sending…") if model.is_sending else self.tr("Wrap up"))
        self.finish.set_hint(shown(self._commands.first_key("call.wrap_up")))
        self.finish.setEnabled(not model.is_sending)
        self.next_after.setText(self._next_words())

    def offer_finish(self, offered: bool) -> None:
        """Whether the strip's own button is needed: not while the panel with the codes has one."""
        self.finish.setVisible(offered)

    def _show_person(self, who: Who, model: CallModel) -> None:
        call, caller = model.call, model.caller
        if call is None:
            return
        who.face.set_name(call.customer_name)
        who.name.setText(self._people.caller(call))
        who.below.setText(self._people.below(call))
        who.below.setVisible(bool(who.below.text()))
        who.tier.setVisible(caller is not None)
        if caller is not None:
            tier = caller.customer.tier
            who.tier.setText(self._people.tier(tier))
            who.tier.set_tone(TIER_TONES[tier], TIER_ICONS[tier])

    def _next_words(self) -> str:
        state, pending = self._desk.state, self._desk.state.pending
        if pending is not None:
            return filled(self.tr("Then: {state} …"), state=self._states.of(pending.state))
        if state.next_state is not None and state.status is not None:
            whole = self._states.whole(state.next_state, state.status.next_reason)
            return filled(self.tr("Then: {state}"), state=whole)
        return self.tr("What next?")
