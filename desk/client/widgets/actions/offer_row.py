"""One action as a row that can be pressed: icon, title, why, amount, and the key that does the same."""

from typing import cast

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from desk.client.models.offers import Offer, Standing
from desk.client.widgets.actions.words import OfferWords
from desk.client.widgets.controls.keycap import draw_keycap, keycap_size
from desk.client.widgets.controls.paint import box, focus_ring, smooth, text_width, touched
from desk.client.widgets.controls.tip import set_tip
from desk.client.widgets.icons import IconName, draw_icon
from desk.client.widgets.theme import Tone, blend, theme

_LEFT, _GAP, _MORE = 10, 10, 22
#: Beside an amount of this width a name has to have room.
AMOUNT = "₩0,000"
#: From this need on a row stands out.
URGENT = 60


class OfferRow(QPushButton):
    """A press carries the action out; its right edge, or the right arrow, opens the form."""

    form_wanted = Signal()
    """The agent wants to change what it does before it is done; carries nothing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.offer: Offer | None = None
        self._words = OfferWords(self)
        self._title, self._key, self._reason = "", "", ""
        self._seen: tuple[object, ...] = ()
        self._form_pressed = False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setMouseTracking(True)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme().changed.connect(self.updateGeometry)

    def show_offer(self, offer: Offer, key: str, chord: str) -> None:
        """Show an action; ``key`` is the digit on its key cap, ``chord`` what presses it from anywhere."""
        spoken = self._words.spoken(offer)
        if (seen := (offer, key, chord, spoken)) == self._seen:
            return
        self._seen, self.offer, self._key = seen, offer, key
        self._title, reason = self._words.title(offer), self._words.reason(offer)
        if offer.standing is Standing.PENDING and not self._reason:
            # Nothing slides under a click: a row of one line stays one.
            self._title, reason = f"{self._title} · {reason}", ""
        self._reason = reason
        self.setAccessibleName(spoken)
        self.setAccessibleDescription(chord)
        set_tip(self, spoken, chord)
        self.updateGeometry()
        self.update()

    @property
    def is_barred(self) -> bool:
        """Whether something stands in its way."""
        return self.offer is not None and self.offer.standing is Standing.BARRED

    def sizeHint(self) -> QSize:
        return QSize(200, self.heightForWidth(max(200, self.width())))

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self.sizeHint().height())

    def hasHeightForWidth(self) -> bool:
        """The reason wraps while the row has the keyboard."""
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The layout keeps a size hint that was asked for at another width, and would cut a name of two lines."""
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def heightForWidth(self, width: int) -> int:
        below = self._reason_height(width) + 1 if self._reason else 0
        return self._title_height(width) + below + 12

    def _title_height(self, width: int) -> int:
        """A name that is too long for one line beside an amount has two, with and without one: nothing slides under a
        click."""
        metrics = QFontMetrics(theme().font("strong"))
        title = self._words.title(self.offer) if self.offer is not None else ""
        return metrics.height() * (1 + (metrics.horizontalAdvance(title) > self._title_room(width)))

    def _title_room(self, width: int) -> int:
        beside = keycap_size("1").width() + text_width(theme().font("mono_digits"), AMOUNT) + 12
        return width - _MORE - self._reason_left() - beside

    def _reason_height(self, width: int) -> int:
        metrics = QFontMetrics(theme().font("small"))
        if not self.hasFocus():
            return metrics.height()
        room = QRect(0, 0, width - self._reason_left() - 8, 1000)
        return metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, self._reason).height()

    def _reason_left(self) -> int:
        return _LEFT + theme().scaled(16) + _GAP

    def _looks(self) -> tuple[IconName, Tone]:
        assert self.offer is not None
        match self.offer.standing:
            case Standing.PENDING:
                return "upload", "info"
            case Standing.ASK:
                return "approve", "warn"
            case Standing.BARRED:
                return cast(IconName, self.offer.action.icon), "neutral"
            case _:
                return cast(IconName, self.offer.action.icon), "accent" if self._is_urgent() else "neutral"

    def _is_urgent(self) -> bool:
        need = self.offer.need if self.offer is not None else None
        return need is not None and need.rank >= URGENT

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.offer is None:
            return
        look, painter = theme(), smooth(self)
        t, (icon, tone) = look.tokens, self._looks()
        self._paint_ground(painter)
        side = look.scaled(16)
        high = QFontMetrics(look.font("strong")).height()
        top = QRect(_LEFT, 6, self.width() - _LEFT - _MORE, high)
        colour = t.faint if self.is_barred else t.of(tone)
        draw_icon(painter, icon, QRect(top.x(), top.y(), side, high), colour, side)
        room = self._paint_right(painter, top)
        painter.setFont(look.font("body" if self.is_barred else "strong"))
        painter.setPen(t.muted if self.is_barred else t.text)
        title = QRect(room.x(), room.y(), room.width(), self._title_height(self.width()))
        self._write_title(painter, title)
        if self._reason:
            self._paint_reason(painter, title)
        if self.hasFocus():
            focus_ring(painter, self.rect())
        painter.end()

    def _paint_reason(self, painter: QPainter, title: QRect) -> None:
        """Below the title: cut, but for the row that has the keyboard."""
        assert self.offer is not None
        look, t = theme(), theme().tokens
        painter.setFont(look.font("small"))
        urgent = self._is_urgent() and self.offer.standing is Standing.READY and touched(self) is None
        painter.setPen(t.faint if self.is_barred else t.accent if urgent else t.muted)
        high = self._reason_height(self.width())
        below = QRect(title.x(), title.bottom() + 2, self.width() - title.x() - 8, high)
        if self.hasFocus():
            painter.drawText(below, Qt.TextFlag.TextWordWrap, self._reason)
        else:
            self._write(painter, below, self._reason)

    def _paint_ground(self, painter: QPainter) -> None:
        t = theme().tokens
        if self._is_urgent() and self.offer is not None and self.offer.standing is Standing.READY:
            box(painter, self.rect(), t.accent_soft, blend(t.accent, t.accent_soft, 0.3))
        if (veil := touched(self)) is not None and not self.is_barred:
            box(painter, self.rect(), veil)

    def _paint_right(self, painter: QPainter, top: QRect) -> QRect:
        """Key cap, amount and the way to the form; answers the room that is left for the title."""
        assert self.offer is not None
        look, t = theme(), theme().tokens
        right = self.width() - _MORE
        if self.offer.action.fields and not self.is_barred:
            edge = QRect(right, top.y(), _MORE - 4, top.height())
            draw_icon(painter, "chevron-right", edge, t.faint, look.scaled(12))
        if self._key:
            cap = keycap_size(self._key)
            right -= cap.width()
            draw_keycap(painter, QRect(right, top.y(), cap.width(), top.height()), self._key, t.muted)
            right -= 6
        amount = "" if self.is_barred else self._words.amount(self.offer)
        if amount:
            width = text_width(look.font("mono_digits"), amount)
            right -= width
            painter.setFont(look.font("mono_digits"))
            painter.setPen(t.text)
            painter.drawText(QRect(right, top.y(), width, top.height()), Qt.AlignmentFlag.AlignVCenter, amount)
            right -= 6
        left = self._reason_left()
        return QRect(left, top.y(), right - left, top.height())

    def _write_title(self, painter: QPainter, room: QRect) -> None:
        if room.height() <= QFontMetrics(theme().font("strong")).height():
            self._write(painter, room, self._title)
            return
        room.setWidth(min(room.width(), self._title_room(self.width())))
        painter.drawText(room, Qt.TextFlag.TextWordWrap, self._title)

    def _write(self, painter: QPainter, room: QRect, words: str) -> None:
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)

    def _is_edge(self, place: QPoint) -> bool:
        has_form = self.offer is not None and bool(self.offer.action.fields) and not self.is_barred
        return has_form and place.x() >= self.width() - _MORE

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.updateGeometry()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.updateGeometry()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._form_pressed = self._is_edge(event.position().toPoint())
        if not self._form_pressed:
            super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._form_pressed:
            self._form_pressed = False
            self.form_wanted.emit()
            return
        super().mouseReleaseEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """The second press of a double click is none."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                if not event.isAutoRepeat():
                    self.click()
            case Qt.Key.Key_Right:
                self.form_wanted.emit()
            case Qt.Key.Key_Up | Qt.Key.Key_Down | Qt.Key.Key_Left:
                event.ignore()
            case _:
                super().keyPressEvent(event)
