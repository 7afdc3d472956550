"""A proposal to rebalance beside the board: the outlook without and with it, and every move to be ticked."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout

from desk.client.models.board import BoardModel
from desk.client.models.board_rebalance import BoardRebalance
from desk.client.models.plain import filled, joined
from desk.client.widgets.controls.button import Button, IconButton
from desk.client.widgets.controls.elided import Label
from desk.client.widgets.controls.surface import Divider, Surface
from desk.client.widgets.errors import words_for
from desk.client.widgets.queues.board.words import BoardWords
from desk.client.widgets.theme import theme
from desk.contract.board import Outlook, ProposedMove
from desk.contract.service import AssignmentCode

WIDTH = 380
_ID = Qt.ItemDataRole.UserRole


class RebalancePanel(Surface):
    """Shows the proposal of now."""

    closed = Signal()
    """Nobody wants it; carries nothing."""
    accepted = Signal()
    """What is ticked was ordered; carries nothing."""

    def __init__(self, rebalance: BoardRebalance, model: BoardModel, words: BoardWords) -> None:
        super().__init__()
        self._rebalance, self._model, self._words = rebalance, model, words
        self.heading = Label("", "title", "text")
        self.close_button = IconButton("x", "", size=16)
        self.outlook = [Label("", "body", "text") for _ in range(3)]
        self.moves = QListWidget()
        self.accept = Button("", "primary")
        self.all = Button("", "ghost")
        self._filling = False
        self._shown: object = None
        self._lay_out()
        self.close_button.clicked.connect(self._close)
        self.accept.clicked.connect(self._accept)
        self.all.clicked.connect(self._tick_all)
        self.moves.itemChanged.connect(self._ticked)
        rebalance.changed.connect(self.refresh)
        self.refresh()

    def _lay_out(self) -> None:
        self.setFixedWidth(theme().scaled(WIDTH))
        self.moves.setFrameShape(QListWidget.Shape.NoFrame)
        self.moves.setWordWrap(True)
        self.moves.setSpacing(4)
        self.moves.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.moves.setTextElideMode(Qt.TextElideMode.ElideRight)
        head = QHBoxLayout()
        head.setContentsMargins(16, 10, 8, 4)
        head.addWidget(self.heading, 1)
        head.addWidget(self.close_button)
        told = QVBoxLayout()
        told.setContentsMargins(16, 0, 16, 10)
        told.setSpacing(4)
        for line in self.outlook:
            told.addWidget(line)
        foot = QHBoxLayout()
        foot.setContentsMargins(12, 10, 16, 12)
        foot.addWidget(self.all)
        foot.addStretch(1)
        foot.addWidget(self.accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addLayout(told)
        column.addWidget(Divider())
        column.addWidget(self.moves, 1)
        column.addWidget(Divider())
        column.addLayout(foot)

    def refresh(self) -> None:
        """Show what there is now."""
        rebalance, proposal = self._rebalance, self._rebalance.proposal
        self.heading.setText(self.tr("Rebalancing"))
        self.close_button.set_label(self.tr("Close"))
        self.moves.setAccessibleName(self.tr("Proposed moves"))
        ticked = len(rebalance.moves())
        self.accept.setText(filled(self.tr("Move {count}"), count=f"{ticked:,}"))
        self.accept.setEnabled(ticked > 0)
        everything = proposal is not None and ticked == len(proposal.moves)
        self.all.setText(self.tr("Untick all") if everything else self.tr("Tick all"))
        self.all.setVisible(proposal is not None and bool(proposal.moves))
        lines = self._lines()
        for label, line in zip(self.outlook, [*lines, "", ""], strict=False):
            label.setText(line)
            label.setVisible(bool(line))
        if proposal is not self._shown:
            self._shown = proposal
            self._fill([] if proposal is None else proposal.moves)
        self._show_ticks()

    def _lines(self) -> list[str]:
        """How it stands, without and with what is proposed."""
        rebalance, proposal = self._rebalance, self._rebalance.proposal
        if rebalance.error is not None:
            return [words_for(rebalance.error).what]
        if proposal is None:
            return [self.tr("Looking for a better spread…")]
        if not proposal.moves:
            return [self.tr("It is spread well already: nothing to move.")]
        return self._outlook(proposal.before, proposal.after)

    def _outlook(self, before: Outlook, after: Outlook) -> list[str]:
        words = self._words
        return [
            filled(self.tr("Will miss: {before} → {after}"), before=f"{before.missed:,}", after=f"{after.missed:,}"),
            filled(
                self.tr("Longest wait: {before} → {after}"),
                before=words.span(before.longest_wait),
                after=words.span(after.longest_wait),
            ),
            filled(
                self.tr("Load: {least}–{most} → {then_least}–{then_most}"),
                least=f"{before.least_loaded:.0%}",
                most=f"{before.most_loaded:.0%}",
                then_least=f"{after.least_loaded:.0%}",
                then_most=f"{after.most_loaded:.0%}",
            ),
        ]

    def why(self, code: AssignmentCode) -> str:
        """Why a card had better be theirs."""
        return {
            AssignmentCode.KNOWS_CUSTOMER: self.tr("knows the customer"),
            AssignmentCode.ONLY_ONE: self.tr("the only one who can"),
            AssignmentCode.LEAST_LOAD: self.tr("carries the least"),
            AssignmentCode.LONGEST_FREE: self.tr("free for the longest"),
            AssignmentCode.FAIR_SHARE: self.tr("had less hard work"),
        }.get(code, self.tr("has time for it"))

    def line(self, move: ProposedMove) -> str:
        """A move in words: from whom, to whom, which, why."""
        card = self._model.card(move.ticket_id)
        start = self._words.agent(move.from_id) if move.from_id is not None else self.tr("no owner")
        way = filled(self.tr("{start} → {end}"), start=start, end=self._words.agent(move.to_id))
        title = "" if card is None else card.title
        return f"{joined(way, self.why(move.why))}\n{joined(f'#{move.ticket_id}', title)}"

    def _fill(self, moves: list[ProposedMove]) -> None:
        self._filling = True
        self.moves.clear()
        for move in moves:
            item = QListWidgetItem(self.line(move))
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsSelectable)
            item.setData(_ID, move.ticket_id)
            item.setCheckState(Qt.CheckState.Checked)
            self.moves.addItem(item)
        self._filling = False

    def _show_ticks(self) -> None:
        self._filling = True
        for number in range(self.moves.count()):
            item = self.moves.item(number)
            on = item.data(_ID) in self._rebalance.ticked
            item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
        self._filling = False

    def _ticked(self, item: QListWidgetItem) -> None:
        if not self._filling:
            self._rebalance.tick([item.data(_ID)], on=item.checkState() is Qt.CheckState.Checked)

    def _tick_all(self) -> None:
        proposal = self._rebalance.proposal
        if proposal is not None:
            on = len(self._rebalance.moves()) < len(proposal.moves)
            self._rebalance.tick([one.ticket_id for one in proposal.moves], on=on)

    def _accept(self) -> None:
        if self._rebalance.accept(self.tr("rebalanced")):
            self.accepted.emit()

    def _close(self) -> None:
        self._rebalance.forget()
        self.closed.emit()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._shown = None
            self.refresh()
        super().changeEvent(event)
