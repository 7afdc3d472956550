"""What the lines of the command table that begin with `board.` do."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from desk.client.models.board_columns import Grouping, Order

if TYPE_CHECKING:
    from desk.client.widgets.queues.board.page import BoardPage

BOARD_DEEDS = ("move", "edit", "find", "undo", "all", "rebalance", "fold", "column", "group", "sort")


def deeds_of(page: "BoardPage") -> dict[str, Callable[[], None]]:
    """By the command's name without its prefix."""
    board, steering = page.board, page.steering

    def fold() -> None:
        if board.current_column is not None:
            board.fold(board.current_column)

    def group() -> None:
        columns, kinds = page.model.columns, list(Grouping)
        page.arrange(kinds[(kinds.index(columns.grouping) + 1) % len(kinds)], columns.order)

    def sort() -> None:
        columns, orders = page.model.columns, list(Order)
        page.arrange(columns.grouping, orders[(orders.index(columns.order) + 1) % len(orders)])

    return {
        "move": steering.ask_where,
        "edit": steering.ask_change,
        "find": page.ask_find,
        "undo": steering.undo,
        "all": board.choose_column,
        "rebalance": page.ask_rebalance,
        "fold": fold,
        "column": page.ask_column,
        "group": group,
        "sort": sort,
    }
