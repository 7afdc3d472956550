"""Swapping or giving away one of my shifts: which one, with whom; the failing rule is named while I choose."""

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desk.client.models.desk import Desk
from desk.client.models.plain import filled
from desk.client.models.swapping import Choice, Swapping
from desk.client.models.team_rota import TeamRota
from desk.client.widgets.call.parts import Icon, ListRow, empty_out
from desk.client.widgets.controls.button import Button, IconButton
from desk.client.widgets.controls.elided import Label
from desk.client.widgets.controls.field import LineField
from desk.client.widgets.controls.surface import Divider
from desk.client.widgets.floating import take_keyboard
from desk.client.widgets.icons import IconName
from desk.client.widgets.language import language
from desk.client.widgets.overlay import Overlay
from desk.client.widgets.scroll import ClearScroll
from desk.client.widgets.shifts.day_words import DayWords
from desk.client.widgets.shifts.rule_words import RuleWords
from desk.client.widgets.shifts.swap_board import SwapBoard
from desk.client.widgets.theme import Tone, theme
from desk.contract.shifts import RuleBreach, Shift

_WIDTH, _HEIGHT, _LIST = 1120, 620, 210


class SwapSheet(Overlay):
    """Left my shifts, right the board, below it what the choice means and the one button."""

    def __init__(self, host: QWidget, desk: Desk, team: TeamRota) -> None:
        super().__init__(host, width=_WIDTH, height=_HEIGHT)
        self._desk, self._team = desk, team
        self.swapping = Swapping(desk.my_day, team, desk.clock)
        self._words, self._rules = DayWords(desk.my_day, self), RuleWords(self)
        self.title = Label("", "title")
        self.close_button = IconButton("x", "-")
        self.rows: list[ListRow] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(2)
        self.board = SwapBoard(self.swapping, team, self._short)
        self.icon = Icon("info", "neutral", 18)
        self.said = Label("", "body", wrap=True)
        self.words = LineField("-")
        self.ask_button = Button("", "primary", "transfer")
        self._lay_out()
        self._wire()
        self.retranslate()

    def _lay_out(self) -> None:
        mine = QWidget()
        mine.setLayout(self._list)
        self._list.setContentsMargins(8, 0, 8, 8)
        self._mine, self._scroll = ClearScroll(), ClearScroll()
        self._mine.setFixedWidth(theme().scaled(_LIST))
        self._mine.show_content(mine)
        self._scroll.show_content(self.board)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self._mine)
        middle.addWidget(Divider(Qt.Orientation.Vertical))
        middle.addWidget(self._scroll, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(20, 10, 16, 14)
        foot.setSpacing(10)
        foot.addWidget(self.icon)
        foot.addWidget(self.said, 1)
        self.words.setFixedWidth(theme().scaled(240))
        foot.addWidget(self.words)
        foot.addWidget(self.ask_button, 0, Qt.AlignmentFlag.AlignBottom)
        self.put_head(self.title, self.close_button)
        self.body.addWidget(Divider())
        self.body.addLayout(middle, 1)
        self.body.addWidget(Divider())
        self.body.addLayout(foot)

    def _wire(self) -> None:
        self.close_button.clicked.connect(self.close)
        self.board.walked.connect(self._walked)
        self._scroll.verticalScrollBar().valueChanged.connect(self.board.update)
        self.board.opened.connect(self._take_words)
        self.ask_button.clicked.connect(self._ask)
        self.words.edit.returnPressed.connect(self._ask)
        self._team.changed.connect(self._team_changed)
        self._desk.my_day.changed.connect(self._team_changed)
        self.closed.connect(self.board.stop)
        language().changed.connect(self.retranslate)

    def ask(self, shift: Shift | None = None) -> None:
        """Open for a shift of mine, else for the next that is to come."""
        coming = self._coming()
        if shift is None or all(one.id != shift.id for one in coming):
            shift = coming[0] if coming else None
        self.words.set_text("")
        self._choose(shift)
        self.open(self.board)

    def _coming(self) -> list[Shift]:
        """Mine that can be swapped."""
        requests = self._desk.my_requests
        return [one for one in self._desk.my_day.to_come() if requests.swap_of(one.id) is None]

    def _choose(self, shift: Shift | None) -> None:
        self.swapping.choose_mine(shift)
        self._fill_list()
        if shift is not None:
            since, until = self.swapping.reach(shift)
            self._team.show_days(since - timedelta(days=1), until)
            self._show_board(shift)
            self.board.look_at_my_day()
        self._say()

    def _show_board(self, shift: Shift) -> None:
        """The week of the shift and the next, but nothing that is over."""
        monday = shift.day - timedelta(days=shift.day.weekday())
        first = max(monday, self._desk.my_day.today)
        self.board.show_days(min(first, monday + timedelta(days=7)))

    def _team_changed(self) -> None:
        if self.isVisible():
            self.swapping.forget()
            mine = self.swapping.mine
            known = None if mine is None else self._desk.my_day.book.shifts.get(mine.id)
            if known is not None and mine is not None and known != mine:
                self.swapping.choose_mine(known)
            if mine is not None:
                self._show_board(mine)
            self._fill_list()
            self._say()

    def _fill_list(self) -> None:
        empty_out(self._list)
        self.rows = []
        for shift in self._coming():
            row = ListRow(self._words.day(shift.day), self._words.hours(shift), "shift")
            row.chosen = self.swapping.mine is not None and shift.id == self.swapping.mine.id
            row.clicked.connect(lambda _on=False, shift=shift: self._choose(shift))
            row.walked.connect(self._step)
            self.rows.append(row)
            self._list.addWidget(row)
        self._list.addStretch(1)

    def _step(self, by: int) -> None:
        coming = self._coming()
        at = next((n for n, row in enumerate(self.rows) if row.chosen), 0) + by
        if 0 <= at < len(coming):
            self._choose(coming[at])
            take_keyboard(self.rows[at])

    def _short(self, shift: Shift) -> str:
        """``10–19``, with minutes where there are any."""
        return "–".join(part.removesuffix(":00") for part in self._words.hours(shift).split("–"))

    # What the choice means

    def _walked(self) -> None:
        place = self.board.cell_rect(self.board.row, self.board.column).center()
        self._scroll.ensureVisible(0, place.y(), 0, theme().scaled(70))
        self._say()

    def _say(self) -> None:
        choice, mine = self.board.choice(), self.swapping.mine
        allowed = False
        if mine is None:
            self._tell(self.tr("You have no shift that could be swapped."), "info", "neutral")
        elif choice is None:
            self._tell(self.tr("Choose a colleague's shift, or a green field to give yours away."), "info", "neutral")
        elif broken := self.swapping.breaches(choice):
            self._tell(f"{self._what(choice)} — {self._named(broken)}", "x-circle", "bad")
        else:
            allowed = True
            self._tell(f"{self._what(choice)} — {self._fine()}", "check-circle", "good")
        self.ask_button.setEnabled(allowed)
        self.ask_button.setText(
            self.tr("Give away") if choice is not None and choice.shift is None else self.tr("Offer the swap")
        )
        self.board.setAccessibleDescription(self.said.text())

    def _tell(self, words: str, icon: IconName, tone: Tone) -> None:
        self.said.setText(words)
        self.said.set_colour({"bad": "bad", "good": "text"}.get(tone, "muted"))
        self.icon.set_icon(icon, tone)

    def _what(self, choice: Choice) -> str:
        """The choice in words."""
        if choice.user_id is None:
            return self.tr("To whoever takes it")
        name = self._team.name(choice.user_id)
        if choice.shift is None:
            return filled(self.tr("To {name}"), name=name)
        shift = f"{self._words.day(choice.shift.day)} {self._words.hours(choice.shift)}"
        return filled(self.tr("{name}'s shift {shift} for mine"), name=name, shift=shift)

    def _named(self, broken: tuple[RuleBreach, ...]) -> str:
        """Whose rule, and by how much."""
        me = self._desk.my_day.me
        parts = dict.fromkeys(
            filled(
                self.tr("{name}: {rule}"),
                name=self.tr("Me") if one.user_id == me else self._team.name(one.user_id),
                rule=self._rules.breach(one),
            )
            for one in broken
        )
        return " · ".join(parts)

    def _fine(self) -> str:
        return self.tr("No rule stands against it; a lead decides.")

    def _take_words(self) -> None:
        if self.ask_button.isEnabled():
            take_keyboard(self.words.edit)

    def _ask(self) -> None:
        choice = self.board.choice()
        if choice is None or not self.ask_button.isEnabled():
            return
        draft = self.swapping.draft(choice, self.words.text().strip())
        if draft is not None:
            self._desk.my_requests.offer_swap(draft)
            self.close()

    def retranslate(self) -> None:
        """Put every word in the language in force."""
        self.setAccessibleName(self.tr("Swap or give away a shift"))
        self.title.setText(self.tr("Swap or give away a shift"))
        self.close_button.set_label(self.tr("Close"), "Esc")
        for widget in (self.board, self._scroll):
            widget.setAccessibleName(self.tr("Colleagues and days"))
        self._mine.setAccessibleName(self.tr("My shifts to come"))
        self.board.anybody = self.tr("Anybody")
        self.board.give = self.tr("give")
        self.words.set_label(self.tr("Why (for the others)"))
        self._fill_list()
        self._say()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self._step(1 if event.key() == Qt.Key.Key_PageDown else -1)
            return
        super().keyPressEvent(event)
