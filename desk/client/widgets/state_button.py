"""My state at the head of the call bar: what it is and since when, and the menu that asks for another."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QGridLayout, QPushButton, QSizePolicy, QWidget

from desk.client.models.agent_state import AgentStateModel
from desk.client.models.clock import Clock
from desk.client.models.plain import filled
from desk.client.widgets.commands import Commands
from desk.client.widgets.controls.elided import Label
from desk.client.widgets.controls.paint import box, focus_ring, smooth, text_width, touched
from desk.client.widgets.controls.surface import Divider
from desk.client.widgets.controls.tip import set_tip
from desk.client.widgets.icons import draw_icon
from desk.client.widgets.language import language
from desk.client.widgets.menu_row import MenuRow
from desk.client.widgets.popover import Popover
from desk.client.widgets.states import ICONS, OFFERED, REASON_ICONS, REASONS, TONES, StateWords
from desk.client.widgets.theme import blend, theme
from desk.client.widgets.words import stopwatch
from desk.contract.agents import AgentState


class StateButton(QPushButton):
    """The state as a coloured pill with a running clock; what is only asked for stands behind an arrow."""

    def __init__(self, model: AgentStateModel, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model, self._clock = model, clock
        self._words = StateWords()
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        model.changed.connect(self._refresh)
        clock.tick.connect(self._tick)
        language().changed.connect(self._refresh)
        theme().changed.connect(self._refresh)
        self._refresh()

    def label(self) -> str:
        """The state in words; with what is asked for and not yet confirmed."""
        status, pending = self._model.status, self._model.pending
        if status is None:
            return self._words.of(AgentState.OFF)
        now = self._words.whole(status.state, status.reason)
        if pending is None or self._model.is_busy:
            return now
        return f"{now}  →  {self._words.of(pending.state)} …"

    def since(self) -> str:
        """The running clock of the state."""
        status = self._model.status
        return stopwatch(self._clock.since(status.since).total_seconds()) if status is not None else ""

    def _refresh(self) -> None:
        self.setAccessibleName(filled(self.tr("My state: {state}"), state=self.label()))
        set_tip(self, self.tr("Choose my state"))
        self.updateGeometry()
        self.update()

    def _tick(self) -> None:
        if self.sizeHint() != self.size():
            self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        look = theme()
        words = text_width(look.font("strong"), self.label())
        digits = text_width(look.font("mono_digits"), "0" * max(4, len(self.since())))
        return QSize(12 + look.scaled(16) + 8 + words + 10 + digits + 6 + look.scaled(14) + 10, look.control_height + 4)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = theme(), smooth(self)
        t, tone = look.tokens, TONES[self._model.state]
        colour, soft = t.of(tone), t.soft(tone)
        box(painter, self.rect(), soft, blend(colour, soft, 0.3), 8)
        if (veil := touched(self)) is not None:
            box(painter, self.rect(), veil, None, 8)
        size, left = look.scaled(16), 12
        draw_icon(painter, ICONS[self._model.state], QRect(left, 0, size, self.height()), colour, size)
        left += size + 8
        small = look.scaled(14)
        right = self.width() - 10 - small
        draw_icon(painter, "chevron-down", QRect(right, 0, small, self.height()), colour, small)
        painter.setPen(colour if veil is None else t.text)
        painter.setFont(look.font("strong"))
        words = QRect(left, 0, text_width(look.font("strong"), self.label()) + 4, self.height())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self.label())
        painter.setFont(look.font("mono_digits"))
        place = QRect(words.right(), 0, right - 6 - words.right(), self.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, self.since())
        if self.hasFocus():
            focus_ring(painter, self.rect(), 8)
        painter.end()


class StateMenu(Popover):
    """The states to choose from; during a call they are for afterwards."""

    def __init__(self, host: QWidget, model: AgentStateModel, commands: Commands) -> None:
        super().__init__(host, width=300)
        self._model, self._commands = model, commands
        self._words = StateWords()
        self.heading = Label("", "small_strong", "muted")
        self.away = Label("", "small_strong", "muted")
        self.rows = {state: MenuRow(ICONS[state], TONES[state]) for state in OFFERED if state is not AgentState.AWAY}
        self.reasons = {reason: MenuRow(REASON_ICONS[reason]) for reason in REASONS}
        self.body.setSpacing(2)
        self.body.addWidget(self.heading)
        self.body.addSpacing(2)
        for state, row in self.rows.items():
            self.body.addWidget(row)
            self._wire(row, state, "")
        self.body.addSpacing(4)
        self.body.addWidget(Divider())
        self.body.addSpacing(4)
        self.body.addWidget(self.away)
        grid = QGridLayout()
        grid.setSpacing(2)
        for at, (reason, row) in enumerate(self.reasons.items()):
            grid.addWidget(row, at // 2, at % 2)
            self._wire(row, AgentState.AWAY, reason)
        self.body.addLayout(grid)
        model.changed.connect(self.refresh)
        commands.changed.connect(self.refresh)
        language().changed.connect(self.refresh)
        self.refresh()

    def _wire(self, row: MenuRow, state: AgentState, reason: str) -> None:
        def choose() -> None:
            self.close()
            self._model.choose(state, reason)

        row.clicked.connect(choose)

    def refresh(self) -> None:
        """Show what is in force, or comes next, in the language in force."""
        busy, status = self._model.is_busy, self._model.status
        self.setAccessibleName(self.tr("My state"))
        self.heading.setText(self.tr("After this call") if busy else self.tr("My state"))
        self.away.setText(self._words.of(AgentState.AWAY))
        now = (self._model.next_state if busy else self._model.state) if status is not None else None
        reason = (status.next_reason if busy else status.reason) if status is not None else ""
        for state, row in self.rows.items():
            row.set_words(self._words.of(state), self._commands.first_key(f"state.{state}"))
            row.setChecked(state is now)
        for name, row in self.reasons.items():
            row.set_words(self._words.reason(name))
            row.setChecked(now is AgentState.AWAY and name == reason)
