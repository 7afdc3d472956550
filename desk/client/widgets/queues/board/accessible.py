"""What a screen reader is told of the board: a list of columns and the cards in view, named in whole sentences."""

from typing import Any

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import QAccessible, QAccessibleEvent, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget

from desk.client.widgets.queues.board.choosing import BoardChoosing

#: A column and a card of it; card 0: the column itself.
Place = tuple[int, int]


class PlaceHandle(QObject):
    """Stands for a column or a card towards Qt: accessible objects live as long as a QObject does."""

    def __init__(self, board: BoardChoosing, place: Place) -> None:
        super().__init__(board)
        self.board, self.place = board, place
        self.accessible: QAccessibleInterface | None = None

    def name(self) -> str:
        """All about it, as it is read out."""
        column, card = self.place
        return self.board.card_sentence(card) if card else self.board.column_sentence(column)

    def rect(self) -> QRect:
        """Where it stands in the view."""
        column, card = self.place
        if card:
            return self.board.card_rect(card)
        return self.board.rect_of(column).intersected(QRect(0, 0, self.board.viewport().width(), self.board.top))

    def is_there(self) -> bool:
        """Whether it still is."""
        column, card = self.place
        return self.board.model.card(card) is not None if card else column in self.board.shown


class AccessiblePlace(QAccessibleInterface):
    """One column or card; its name says everything."""

    def __init__(self, handle: PlaceHandle) -> None:
        super().__init__()
        self._handle = handle

    def isValid(self) -> bool:
        return self._handle.is_there()

    def object(self) -> QObject:
        return self._handle

    def parent(self) -> QAccessibleInterface:
        return QAccessible.queryAccessibleInterface(self._handle.board)

    def child(self, index: int) -> Any:
        return None

    def childAt(self, x: int, y: int) -> Any:
        return None

    def childCount(self) -> int:
        return 0

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return -1

    def window(self) -> Any:
        return self._handle.board.window().windowHandle()

    def text(self, kind: QAccessible.Text) -> str:
        return self._handle.name() if kind == QAccessible.Text.Name else ""

    def setText(self, kind: QAccessible.Text, text: str) -> None:
        """Neither can be written."""

    def role(self) -> QAccessible.Role:
        return QAccessible.Role.ListItem if self._handle.place[1] else QAccessible.Role.ColumnHeader

    def rect(self) -> QRect:
        viewport, place = self._handle.board.viewport(), self._handle.rect()
        return QRect(viewport.mapToGlobal(place.topLeft()), place.size())

    def state(self) -> QAccessible.State:
        board, state = self._handle.board, QAccessible.State()
        column, card = self._handle.place
        state.focusable = state.selectable = True
        state.selected = card in board.chosen
        state.focused = board.hasFocus() and here_of(board) == (column, card)
        return state


class AccessibleBoard(QAccessibleWidget):
    """The columns in view with their cards in view; behind them the viewport."""

    def __init__(self, board: BoardChoosing) -> None:
        super().__init__(board, QAccessible.Role.List)
        self._board = board
        self._handles: dict[Place, PlaceHandle] = {}
        self._told: list[Place] = []
        board.settled.connect(self._tell_places)
        board.current_changed.connect(self._tell_current)

    def places(self) -> list[Place]:
        """What is in view, column by column."""
        board = self._board
        found: list[Place] = []
        for column in board.visible():
            found += [(column, 0), *((column, card) for card in board.in_view(column))]
        return found

    def childCount(self) -> int:
        return len(self.places()) + 1

    def child(self, index: int) -> Any:
        places = self.places()
        if index == len(places):
            return QAccessible.queryAccessibleInterface(self._board.viewport())
        if not 0 <= index < len(places):
            return None
        place = places[index]
        if place not in self._handles:
            self._handles[place] = PlaceHandle(self._board, place)
        return QAccessible.queryAccessibleInterface(self._handles[place])

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        thing = child.object()
        if isinstance(thing, PlaceHandle):
            places = self.places()
            return places.index(thing.place) if thing.place in places else -1
        return len(self.places())

    def childAt(self, x: int, y: int) -> Any:
        point = self._board.viewport().mapFromGlobal(QPoint(x, y))
        place = (self._board.column_at(point) or 0, self._board.card_at(point) or 0)
        places = self.places()
        return self.child(places.index(place)) if place in places else None

    def focusChild(self) -> Any:
        here, places = here_of(self._board), self.places()
        return self.child(places.index(here)) if self._board.hasFocus() and here in places else None

    def _tell_places(self) -> None:
        if not QAccessible.isActive():
            return
        places = self.places()
        for place in self._handles.keys() - set(places):
            self._handles.pop(place).deleteLater()
        if places != self._told:
            self._told = places
            QAccessible.updateAccessibility(QAccessibleEvent(self._board, QAccessible.Event.ObjectReorder))

    def _tell_current(self) -> None:
        here, places = here_of(self._board), self.places()
        if QAccessible.isActive() and self._board.hasFocus() and here in places:
            event = QAccessibleEvent(self._board, QAccessible.Event.Focus)
            event.setChild(places.index(here))
            QAccessible.updateAccessibility(event)


def here_of(board: BoardChoosing) -> Place:
    """Where the keyboard is."""
    return board.current_column or 0, board.current or 0


def make_accessible() -> None:
    """Let Qt ask here for the accessible side of boards; once for the program's life."""
    if not _installed:
        _installed.append(True)
        QAccessible.installFactory(_create)


_installed: list[bool] = []


def _create(_class: str, thing: QObject) -> QAccessibleInterface | None:
    # Qt owns what is made here, but Python must not lose its half before the thing itself goes.
    if isinstance(thing, PlaceHandle):
        thing.accessible = AccessiblePlace(thing)
        return thing.accessible
    if isinstance(thing, BoardChoosing):
        made = AccessibleBoard(thing)
        thing.accessible = made
        return made
    return None
