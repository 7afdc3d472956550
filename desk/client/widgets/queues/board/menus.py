"""Menus of the board: what can be done with a column, and with the chosen cards."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desk.client.models.board_columns import NOBODY, Grouping
from desk.client.widgets.shifts.menus import ShiftMenu

if TYPE_CHECKING:
    from desk.client.widgets.queues.board.page import BoardPage


class MenuWords(QObject):
    """Make one where you need it; it holds nothing."""

    def all(self) -> str:
        """Choose every card."""
        return self.tr("Select all its cards")

    def fold(self) -> str:
        """Make it narrow."""
        return self.tr("Fold")

    def unfold(self) -> str:
        """Make it wide."""
        return self.tr("Unfold")

    def rebalance(self) -> str:
        """Who had better have what."""
        return self.tr("Propose a rebalancing")

    def sick(self) -> str:
        """Everything goes to others."""
        return self.tr("Called in sick…")

    def whisper(self) -> str:
        """A word to a colleague."""
        return self.tr("Say a word…")

    def open(self) -> str:
        """Show the ticket."""
        return self.tr("Open the ticket")

    def move(self) -> str:
        """Where to."""
        return self.tr("Move to…")

    def change(self) -> str:
        """Any attribute."""
        return self.tr("Change…")


def column_menu(page: "BoardPage", column: int) -> ShiftMenu:
    """What can be done with a column."""
    board, words, menu = page.board, MenuWords(), ShiftMenu(page)
    grouping = page.model.columns.grouping
    menu.add("check", words.all(), lambda: board.choose(page.model.columns.ids(column)))
    folded = board.is_folded(column)
    menu.add("unfold" if folded else "fold", words.unfold() if folded else words.fold(), partial(board.fold, column))
    if grouping in (Grouping.QUEUE, Grouping.TEAM) and column != NOBODY:
        menu.add("merge", words.rebalance(), page.ask_rebalance)
    if grouping is Grouping.AGENT and column != NOBODY:
        menu.addSeparator()
        menu.add("chat", words.whisper(), partial(page.whisper_wanted.emit, column))
        menu.add("user", words.sick(), partial(page.call_sick, column))
    return menu


def card_menu(page: "BoardPage") -> ShiftMenu:
    """What can be done with the chosen cards."""
    board, words, menu = page.board, MenuWords(), ShiftMenu(page)
    if board.current is not None:
        menu.add("ticket", words.open(), partial(page.open_card, board.current))
        menu.addSeparator()
    menu.add("transfer", words.move(), page.steering.ask_where)
    menu.add("edit", words.change(), page.steering.ask_change)
    return menu
