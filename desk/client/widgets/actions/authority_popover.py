"""The month of my authority: what each purse still holds, and what I have decided."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QHideEvent, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desk.client.models.authority import AuthorityModel
from desk.client.models.formats import Formats
from desk.client.models.plain import filled, joined
from desk.client.models.remedy_words import RemedyWords
from desk.client.widgets.actions.words import state_look
from desk.client.widgets.call.parts import Icon, empty_out
from desk.client.widgets.controls.button import IconButton
from desk.client.widgets.controls.elided import ElidedLabel, Label
from desk.client.widgets.controls.empty import EmptyState
from desk.client.widgets.controls.paint import box, smooth
from desk.client.widgets.controls.surface import Divider
from desk.client.widgets.errors import words_for
from desk.client.widgets.language import language
from desk.client.widgets.popover import Popover
from desk.client.widgets.scroll import ClearScroll
from desk.client.widgets.theme import blend, theme
from desk.contract.remedies import AuthorityMonth, Remedy
from desk.contract.remedy_rules import Limits, Purse

WIDTH, LEAST, HEIGHT = 420, 96, 300
#: The criteria belong to the customer; nobody's authority limits them.
PURSES = (Purse.DISCRETION, Purse.REFUND)


class Used(QWidget):
    """A bar of what is used of a limit."""

    def __init__(self, used: int, limit: int | None) -> None:
        super().__init__()
        self._share = 0.0 if not limit else min(1.0, used / limit)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(80, 6)

    def paintEvent(self, event: QPaintEvent) -> None:
        t, painter = theme().tokens, smooth(self)
        box(painter, self.rect(), blend(t.text, t.surface, 0.1), None, 3)
        if self._share > 0:
            filled = self.rect()
            filled.setWidth(max(6, round(filled.width() * self._share)))
            box(painter, filled, t.bad if self._share >= 1 else t.warn if self._share > 0.8 else t.accent, None, 3)
        painter.end()


class AuthorityPopover(Popover):
    """Asks the server when it is opened, and stays alive while it is open."""

    def __init__(self, model: AuthorityModel, host: QWidget) -> None:
        super().__init__(host, width=WIDTH)
        self._model = model
        self._words, self._formats = RemedyWords(self), Formats(self)
        self.title = Label("", "title")
        self.close_button = IconButton("x", "-")
        self.close_button.clicked.connect(self.close)
        self.given = Label("", "small_strong", "muted")
        self._purses = QVBoxLayout()
        self.list = ClearScroll()
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.close_button)
        self.body.addLayout(head)
        self.body.addLayout(self._purses)
        self.body.addWidget(Divider())
        self.body.addWidget(self.given)
        self.body.addWidget(self.list)
        model.changed.connect(self.refresh)
        language().changed.connect(self.refresh)
        theme().changed.connect(self.refresh)
        self.refresh()

    def show_month(self, anchor: QWidget) -> None:
        """Open beside the balance."""
        self._model.watch(True)
        self.open_at(anchor, keyboard=self.close_button)

    def refresh(self) -> None:
        """Show what is known, in the language in force."""
        self._restyle()
        self.title.setText(self.tr("My authority this month"))
        self.setAccessibleName(self.title.text())
        self.close_button.set_label(self.tr("Close"), "Esc")
        month = self._model.month
        empty_out(self._purses)
        if month is not None:
            self._purses.addWidget(self._table(month))
        given = month.remedies if month is not None else []
        self.given.setText(self.tr("What I decided (%n)", "", len(given)))
        self.list.show_content(self._list(given))
        self.place()

    def _restyle(self) -> None:
        # A small window makes it lower, never the card higher than the window.
        self.list.setMinimumHeight(theme().scaled(LEAST))
        self.list.setMaximumHeight(theme().scaled(HEIGHT))

    def _table(self, month: AuthorityMonth) -> QWidget:
        """Two bars for each purse; all of them begin and end at the same place."""
        table = QWidget()
        grid = QGridLayout(table)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        for purse in PURSES:
            if grid.count():
                grid.setRowMinimumHeight(grid.rowCount(), 4)
            self._add_purse(grid, purse, month)
        return table

    def _add_purse(self, grid: QGridLayout, purse: Purse, month: AuthorityMonth) -> None:
        limits, at = month.limits.get(purse, Limits()), grid.rowCount()
        grid.addWidget(Label(self._words.purse(purse), "strong"), at, 0, 1, 2)
        if limits.case is not None:
            most = filled(self.tr("At most {amount} on one case"), amount=self._formats.won(limits.case))
            grid.addWidget(Label(most, "small", "muted"), at, 1, 1, 2, Qt.AlignmentFlag.AlignRight)
        rows = (
            (self.tr("Today"), month.spent_today.get(purse, 0), limits.day),
            (self.tr("This month"), month.spent_month.get(purse, 0), limits.month),
        )
        for row, (title, used, limit) in enumerate(rows, at + 1):
            grid.addWidget(Label(title, "small", "muted"), row, 0)
            grid.addWidget(Used(used, limit), row, 1)
            grid.addWidget(Label(self._used(used, limit), "small"), row, 2, Qt.AlignmentFlag.AlignRight)

    def _used(self, used: int, limit: int | None) -> str:
        if limit is None:
            return filled(self.tr("{used} used, no limit"), used=self._formats.won(used))
        return filled(self.tr("{used} of {limit}"), used=self._formats.won(used), limit=self._formats.won(limit))

    def _list(self, given: list[Remedy]) -> QWidget:
        if not given:
            error = self._model.error
            if error is not None:
                said = words_for(error)
                return EmptyState("wifi-off", said.what, said.advice)
            return EmptyState("heart", self.tr("Nothing yet this month"), self.tr("What you decide stands here."))
        shown = QWidget()
        column = QVBoxLayout(shown)
        column.setContentsMargins(0, 0, 6, 0)
        column.setSpacing(8)
        for remedy in given:
            column.addLayout(self._line(remedy))
        column.addStretch(1)
        return shown

    def _line(self, remedy: Remedy) -> QHBoxLayout:
        icon, tone = state_look(remedy.state, reconciled=remedy.reconciled)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(ElidedLabel(joined(remedy.customer_name, self._words.action(remedy.action)), "body"))
        at = self._formats.day_and_time(remedy.requested_at)
        state = self._words.state(remedy.state, reconciled=remedy.reconciled)
        words.addWidget(ElidedLabel(joined(state, at), "small", "muted"))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(Icon(icon, tone, 16), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        row.addWidget(Label(self._words.amount(remedy.amount), "mono_digits"))
        return row

    def hideEvent(self, event: QHideEvent) -> None:
        self._model.watch(False)
        super().hideEvent(event)
