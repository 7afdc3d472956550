"""The right end of the call bar: counts that wait, the connection's health, the search, and who is signed in."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from desk.client.models.desk import Desk
from desk.client.models.health import HealthModel, Link
from desk.client.models.plain import filled, joined
from desk.client.widgets.controls.avatar import Avatar
from desk.client.widgets.controls.badge import badge_size, badge_text, draw_badge
from desk.client.widgets.controls.button import IconButton
from desk.client.widgets.controls.keycap import draw_keycap, keycap_size
from desk.client.widgets.controls.paint import box, focus_ring, smooth, text_width, touched
from desk.client.widgets.controls.tip import set_tip
from desk.client.widgets.icons import IconName, draw_icon
from desk.client.widgets.language import language
from desk.client.widgets.states import PRESENCE, StateWords
from desk.client.widgets.theme import Tone, theme
from desk.client.widgets.words import TimeWords

_SEARCH_WIDTH = 200


class BadgeButton(IconButton):
    """An icon with a count in its corner."""

    def __init__(self, icon: IconName, tone: Tone, parent: QWidget | None = None) -> None:
        super().__init__(icon, "-", parent)
        self._count = 0
        self._badge_tone: Tone = tone

    def show_count(self, count: int, label: str, keys: str = "") -> None:
        """Show another count; the label says what is counted."""
        self._count = count
        self.set_label(f"{label}: {count}" if count else label, keys)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._count:
            painter = smooth(self)
            text = badge_text(self._count)
            size = badge_size(text)
            place = QRect(QPoint(self.width() - size.width() + 2, -1), size)
            draw_badge(painter, place.intersected(self.rect()), text, self._badge_tone)
            painter.end()


class HealthPill(QPushButton):
    """Quiet while all is well; says how old the screen is and what waits when it is not."""

    def __init__(self, health: HealthModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._health = health
        self._times = TimeWords()
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        health.changed.connect(self._refresh)
        language().changed.connect(self._refresh)
        theme().changed.connect(self._refresh)
        self._refresh()

    def tone(self) -> Tone:
        """How bad it is."""
        if self._health.stuck or self._health.link is Link.OFFLINE:
            return "bad"
        return "good" if self._health.link is Link.LIVE and self._health.shown_age is None else "warn"

    def words(self) -> str:
        """The link, the age of what is shown, what waits and what is stuck."""
        link = {
            Link.LIVE: self.tr("Live"),
            Link.CATCHING_UP: self.tr("Catching up"),
            Link.RECONNECTING: self.tr("Reconnecting"),
            Link.OFFLINE: self.tr("Offline"),
        }[self._health.link]
        parts = [link]
        if self._health.shown_age is not None:
            parts.append(self._times.seconds(self._health.shown_age))
        if self._health.waiting:
            parts.append(self.tr("%n to send", "", self._health.waiting))
        if self._health.stuck:
            parts.append(self.tr("%n to decide", "", self._health.stuck))
        return " · ".join(parts)

    def _icon(self) -> IconName:
        if self._health.stuck:
            return "alert"
        return "wifi-off" if self._health.link is Link.OFFLINE else "wifi"

    def _refresh(self) -> None:
        self.setAccessibleName(filled(self.tr("Connection: {state}"), state=self.words()))
        set_tip(self, self.tr("Connection details"))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        look = theme()
        return QSize(
            10 + look.scaled(16) + 6 + text_width(look.font("small_strong"), self.words()) + 10, look.control_height
        )

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = theme(), smooth(self)
        t, tone = look.tokens, self.tone()
        if tone != "good":
            box(painter, self.rect(), t.soft(tone), None, self.height() / 2)
        if (veil := touched(self)) is not None:
            box(painter, self.rect(), veil, None, self.height() / 2)
        size = look.scaled(16)
        draw_icon(painter, self._icon(), QRect(10, 0, size, self.height()), t.of(tone), size)
        painter.setFont(look.font("small_strong"))
        painter.setPen(t.text if veil is not None else t.muted if tone == "good" else t.of(tone))
        painter.drawText(self.rect().adjusted(16 + size, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self.words())
        if self.hasFocus():
            focus_ring(painter, self.rect(), self.height() / 2)
        painter.end()


class SearchButton(QPushButton):
    """Looks like the field it opens."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = self._keys = ""
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)

    def set_words(self, words: str, keys: str) -> None:
        """Show what can be searched, and the keys that begin it."""
        self._words, self._keys = words, keys
        self.setAccessibleName(words)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().scaled(_SEARCH_WIDTH), theme().control_height)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().scaled(110), theme().control_height)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = theme(), smooth(self)
        t = look.tokens
        veil = touched(self)
        box(painter, self.rect(), t.window, t.border if veil is None else t.border_strong, 6)
        if veil is not None:
            box(painter, self.rect(), veil, None, 6)
        quiet = t.faint if veil is None else t.muted
        size, right = look.scaled(16), self.width() - 8
        draw_icon(painter, "search", QRect(9, 0, size, self.height()), quiet, size)
        if self._keys:
            cap = keycap_size(self._keys)
            right -= cap.width()
            draw_keycap(
                painter, QRect(right, 0, cap.width(), self.height()), self._keys, t.faint if veil is None else t.muted
            )
        painter.setFont(look.font("body"))
        painter.setPen(quiet if veil is None else t.text)
        room = QRect(9 + size + 8, 0, right - 9 - size - 14, self.height())
        words = painter.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, words)
        if self.hasFocus():
            focus_ring(painter, self.rect())
        painter.end()


class UserButton(QPushButton):
    """The face of who is signed in; opens the menu with lock and sign-out."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._states = desk, StateWords()
        self.face = Avatar("", 32, None, self)
        self.face.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        for signal in (desk.session.changed, desk.state.changed, language().changed, theme().changed):
            signal.connect(self._refresh)
        self._refresh()

    def _refresh(self) -> None:
        user, state = self._desk.session.user, self._desk.state.state
        name = user.name if user is not None else ""
        self.face.set_name(name)
        self.face.set_presence(PRESENCE[state] if user is not None else None, self._states.of(state))
        self.setAccessibleName(filled(self.tr("Signed in: {name}"), name=name))
        set_tip(self, joined(name, self._states.of(state)))
        self.face.setGeometry(QRect(QPoint(2, 2), self.face.sizeHint()))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return self.face.sizeHint() + QSize(4, 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = smooth(self)
        if touched(self) is not None:
            line = theme().tokens.text if self.isDown() else theme().tokens.border_strong
            box(painter, self.rect(), None, line, self.height() / 2, 1.5)
        if self.hasFocus():
            focus_ring(painter, self.rect(), self.height() / 2)
        painter.end()
