"""What a screen reader is told of the board: a list of columns and the cards in view, named in whole sentences."""

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QAccessible

from desk.client.widgets.accessible import AccessibleItems, ItemHandle, told_by
from desk.client.widgets.queues.board.choosing import BoardChoosing

#: A column and a card of it; card 0: the column itself.
Place = tuple[int, int]


class PlaceHandle(ItemHandle):
    """A column or a card."""

    def __init__(self, board: BoardChoosing, place: Place) -> None:
        super().__init__(board)
        self._board, (self._column, self._card) = board, place
        self.role = QAccessible.Role.ListItem if self._card else QAccessible.Role.ColumnHeader

    def name(self) -> str:
        return self._board.card_sentence(self._card) if self._card else self._board.column_sentence(self._column)

    def rect(self) -> QRect:
        board = self._board
        if self._card:
            return board.card_rect(self._card)
        return board.rect_of(self._column).intersected(QRect(0, 0, board.viewport().width(), board.top))

    def is_there(self) -> bool:
        board = self._board
        return board.model.card(self._card) is not None if self._card else self._column in board.shown

    def is_current(self) -> bool:
        return here_of(self._board) == (self._column, self._card)

    def is_chosen(self) -> bool:
        return self._card in self._board.chosen


class AccessibleBoard(AccessibleItems[Place]):
    """Column by column, each with its cards in view."""

    def __init__(self, board: BoardChoosing) -> None:
        super().__init__(board)
        self._board = board
        board.settled.connect(self.tell_items)
        board.current_changed.connect(self.tell_current)

    def keys(self) -> list[Place]:
        board = self._board
        found: list[Place] = []
        for column in board.visible():
            found += [(column, 0), *((column, card) for card in board.in_view(column))]
        return found

    def key_at(self, point: QPoint) -> Place:
        return self._board.column_at(point) or 0, self._board.card_at(point) or 0

    def current_key(self) -> Place:
        return here_of(self._board)

    def handle_for(self, key: Place) -> PlaceHandle:
        return PlaceHandle(self._board, key)


def here_of(board: BoardChoosing) -> Place:
    """Where the keyboard is."""
    return board.current_column or 0, board.current or 0


def make_accessible() -> None:
    """Let Qt ask here for the accessible side of boards."""
    told_by(BoardChoosing, AccessibleBoard)
