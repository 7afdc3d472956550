"""The ring card: who rings and what to know, shown over the window without ever taking the keyboard."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer, QVariantAnimation, Signal
from PySide6.QtGui import QColor, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desk.client.models.call_view import CallView
from desk.client.models.plain import filled, joined
from desk.client.widgets.call.caller import CallerLines, CallerWords
from desk.client.widgets.call.parts import Icon, PressRow, empty_out
from desk.client.widgets.controls.button import Button
from desk.client.widgets.controls.elided import ElidedLabel, Label
from desk.client.widgets.controls.paint import smooth
from desk.client.widgets.floating import SHADOW, draw_floating
from desk.client.widgets.language import language
from desk.client.widgets.people import TIER_TONES, PeopleWords
from desk.client.widgets.theme import theme
from desk.contract.calls import Ring

WIDTH = 360
TOP, RIGHT = 64, 12
_BREATH_MS = 1600


class Bell(QWidget):
    """A telephone in a quiet circle that breathes while it rings."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._breath = 0.0
        self._icon = Icon("phone-in", "good", 18, self)
        side = theme().scaled(40)
        self.setFixedSize(side, side)
        self._beat = QVariantAnimation(self, startValue=0.0, endValue=1.0, duration=_BREATH_MS)
        self._beat.setLoopCount(-1)
        self._beat.valueChanged.connect(self._breathe)

    def ring(self, on: bool) -> None:
        """Breathe, or stand still."""
        if on and self._beat.state() is not QVariantAnimation.State.Running:
            self._beat.start()
        elif not on:
            self._beat.stop()

    def _breathe(self, value: float) -> None:
        self._breath = value
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        size = self._icon.sizeHint()
        self._icon.setGeometry(
            QRect(QPoint((self.width() - size.width()) // 2, (self.height() - size.height()) // 2), size)
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, t = smooth(self), theme().tokens
        painter.setPen(Qt.PenStyle.NoPen)
        ring = QColor(t.of("good"))
        ring.setAlphaF(0.35 * (1 - self._breath))
        painter.setBrush(ring)
        reach = 0.36 + 0.14 * self._breath
        painter.drawEllipse(self.rect().center() + QPoint(1, 1), int(self.width() * reach), int(self.width() * reach))
        painter.setBrush(t.soft("good"))
        inner = int(self.width() * 0.36)
        painter.drawEllipse(self.rect().center() + QPoint(1, 1), inner, inner)
        painter.end()


class RingCard(QWidget):
    """A child of the window in its upper right corner. It never has the focus and no key goes to it."""

    wanted = Signal(int)
    """The agent wants to see this customer before picking up; carries the record's number."""

    def __init__(self, view: CallView, host: QWidget) -> None:
        super().__init__(host)
        self._view, self._host = view, host
        self._people = PeopleWords(self)
        self._shown: Ring | None = None
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.bell = Bell()
        self.title = ElidedLabel("", "strong")
        self.queue = ElidedLabel("", "small", "muted")
        self.more = Label("", "small_strong", "muted")
        self._callers = QVBoxLayout()
        self._callers.setSpacing(6)
        self.hint = Label("", "small", "faint", wrap=True)
        self.look = Button("", "secondary", "eye")
        self.look.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.look.clicked.connect(self.open_caller)
        self._lay_out()
        host.installEventFilter(self)
        view.calls.changed.connect(self.show_rings)
        language().changed.connect(self._again)
        theme().changed.connect(self._again)
        self.hide()
        self.show_rings()

    def open_caller(self) -> None:
        """Show the customer who rings, if there is only one it can be."""
        ring = self._shown
        if ring is not None and len(ring.callers) == 1:
            self.wanted.emit(ring.callers[0].customer.id)

    def show_rings(self) -> None:
        """Show what has rung longest; the others as a count."""
        rings = self._view.calls.rings
        ring = rings[0] if rings else None
        if ring is None:
            self.bell.ring(False)
            self.hide()
            self._shown = None
            return
        self.more.setText(self.tr("and %n more", "", len(rings) - 1) if len(rings) > 1 else "")
        if ring != self._shown:
            self._shown = ring
            self._fill(ring)
        self.bell.ring(True)
        self.show()
        self.raise_()
        self.place()
        # Rows that were just added are shown, and have a size, one round of the loop later.
        QTimer.singleShot(0, self, self.place)

    def place(self) -> None:
        """Stand in the window's upper right corner."""
        width = theme().scaled(WIDTH) + 2 * SHADOW
        layout = self.layout()
        if layout is not None:
            layout.activate()
        high = layout.totalHeightForWidth(width) if layout is not None and layout.hasHeightForWidth() else -1
        self.resize(width, max(high, self.sizeHint().height()))
        self.move(self._host.width() - width - RIGHT + SHADOW, TOP - SHADOW)

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            self.place()
        return done

    # Inside

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(self.title)
        words.addWidget(self.queue)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.bell)
        head.addLayout(words, 1)
        head.addWidget(self.more, 0, Qt.AlignmentFlag.AlignTop)
        foot = QHBoxLayout()
        foot.addWidget(self.hint, 1)
        foot.addWidget(self.look)
        column = QVBoxLayout(self)
        column.setContentsMargins(SHADOW + 16, SHADOW + 14, SHADOW + 16, SHADOW + 14)
        column.setSpacing(12)
        column.addLayout(head)
        column.addLayout(self._callers)
        column.addLayout(foot)

    def _fill(self, ring: Ring) -> None:
        empty_out(self._callers)
        call, callers = ring.call, ring.callers
        self.title.setText(self.tr("Incoming call"))
        self.queue.setText(self._view.directory.queue_name(call.queue_id))
        self.queue.setVisible(bool(self.queue.text()))
        now, words = self._view.clock.now(), self._view.stream.words
        if len(callers) == 1:
            self._callers.addWidget(CallerLines(callers[0], words, now))
        elif callers:
            self._callers.addWidget(Label(self.tr("One of these people"), "small_strong", "muted"))
            said = CallerWords(words, self)
            for caller in callers:
                who = caller.customer
                detail = joined(who.number, said.last_contact(caller, now))
                row = PressRow(who.name, detail, "user", aside=words.tier(who.tier), aside_tone=TIER_TONES[who.tier])
                row.setFocusPolicy(Qt.FocusPolicy.NoFocus)
                row.clicked.connect(lambda _checked=False, one=who.id: self.wanted.emit(one))
                self._callers.addWidget(row)
        else:
            self._callers.addWidget(self._stranger(ring))
        self.look.setText(self.tr("Look"))
        self.look.setVisible(len(callers) == 1)
        self.hint.setText(self.tr("Pick up at the telephone."))
        self.setAccessibleName(joined(self.title.text(), self._people.caller(call), by=": "))

    def _stranger(self, ring: Ring) -> QWidget:
        shown = QWidget()
        column = QVBoxLayout(shown)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(ElidedLabel(self._people.caller(ring.call), "title"))
        if ring.call.anonymous or not ring.call.number:
            words = self.tr("Ask for a name or an order number.")
        else:
            words = filled(self.tr("{number} is new here."), number=self._people.number(ring.call))
        column.addWidget(Label(words, "body", "muted", wrap=True))
        return shown

    def _again(self) -> None:
        self._shown = None
        self.show_rings()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self._host and self.isVisible():
            self.place()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        draw_floating(self)
