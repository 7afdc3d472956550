"""Where the columns and cards of a board stand in the view: side by side, folded or not, each scrolled by itself."""

from PySide6.QtCore import QPoint, QRect, Signal
from PySide6.QtWidgets import QAbstractScrollArea

from desk.client.models.board import BoardModel
from desk.client.models.board_columns import Grouping
from desk.client.models.board_heads import columns_of
from desk.client.widgets.theme import theme

COLUMN, FOLDED, GAP, EDGE = 256, 44, 8, 6


class BoardGeometry(QAbstractScrollArea):
    """Knows all places; whoever paints says how high things are: ``top`` of the first card, ``card_width`` and
    ``card_height``."""

    settled = Signal()
    """Other cards are in view, or they stand elsewhere; carries nothing."""
    folded_changed = Signal()
    """A column was folded or unfolded; carries nothing."""

    def __init__(self, model: BoardModel) -> None:
        super().__init__()
        self.model = model
        self.shown: list[int] = []
        #: Only these columns; None: all.
        self.only: frozenset[int] | None = None
        self.folded: set[tuple[Grouping, int]] = set()
        self.top = self.card_width = self.card_height = 0
        #: Where each column begins, as if nothing were scrolled.
        self._lefts: dict[int, int] = {}
        self._offsets: dict[int, int] = {}
        #: Room beyond the last column, for what covers the right edge.
        self._beyond = 0

    # -- where things stand ------------------------------------------------------------------------------

    @property
    def step(self) -> int:
        """From the top of a card to the top of the next."""
        return self.card_height + 6

    def width_of(self, column: int) -> int:
        """How wide a column is."""
        return theme().scaled(FOLDED if self.is_folded(column) else COLUMN)

    def is_folded(self, column: int) -> bool:
        """Whether only a column's name is shown."""
        return (self.model.columns.grouping, column) in self.folded

    def x_of(self, column: int) -> int:
        """Where a column begins in the view."""
        return self._lefts.get(column, 0) - self.horizontalScrollBar().value()

    def rect_of(self, column: int) -> QRect:
        """A column in the view, head and all."""
        return QRect(self.x_of(column), EDGE, self.width_of(column), self.viewport().height() - EDGE)

    def visible(self) -> list[int]:
        """The columns in view, from left to right."""
        left = self.horizontalScrollBar().value()
        right = left + self.viewport().width()
        return [one for one in self.shown if self._lefts[one] < right and self._lefts[one] + self.width_of(one) > left]

    def column_at(self, point: QPoint) -> int | None:
        """The column at a point of the view."""
        return next((one for one in self.visible() if self.rect_of(one).contains(point)), None)

    def card_at(self, point: QPoint) -> int | None:
        """The card at a point of the view."""
        column = self.column_at(point)
        if column is None or self.is_folded(column) or point.y() < self.top:
            return None
        place, rest = divmod(point.y() - self.top + self.offset(column), self.step)
        return None if rest >= self.card_height else self.model.columns.at(column, place)

    def card_rect(self, card_id: int) -> QRect:
        """A card in the view; empty when it stands in no column that is shown."""
        place = self.model.columns.place(card_id)
        if place is None or place[0] not in self._lefts or self.is_folded(place[0]):
            return QRect()
        top = self.top + place[1] * self.step - self.offset(place[0])
        return QRect(self.x_of(place[0]) + EDGE, top, self.card_width, self.card_height)

    def offset(self, column: int) -> int:
        """By how much a column is scrolled."""
        return min(self._offsets.get(column, 0), self._most(column))

    def _most(self, column: int) -> int:
        room = self.viewport().height() - self.top - EDGE
        return max(0, self.model.columns.count(column) * self.step - room)

    def in_view(self, column: int) -> list[int]:
        """The cards of a column that are in view."""
        if self.is_folded(column):
            return []
        first = self.offset(column) // self.step
        last = (self.offset(column) + self.viewport().height() - self.top) // self.step + 1
        return self.model.columns.ids(column, first, last)

    def columns_now(self) -> list[int]:
        """The columns to be shown, from left to right."""
        shown = columns_of(self.model)
        return shown if self.only is None else [one for one in shown if one in self.only]

    # -- what moves them ---------------------------------------------------------------------------------

    def redraw(self) -> None:
        """Something is seen otherwise."""
        self.viewport().update()

    def fold(self, column: int) -> None:
        """Fold a column, or unfold it."""
        self.folded ^= {(self.model.columns.grouping, column)}
        self._lay()
        self.redraw()
        self.settled.emit()
        self.folded_changed.emit()

    def scroll_column(self, column: int, to: int) -> None:
        """Scroll one column so far."""
        self._offsets[column] = max(0, min(to, self._most(column)))
        self.redraw()
        self.settled.emit()

    def show_card(self, card_id: int) -> None:
        """Scroll as little as needed to have a card in view."""
        place = self.model.columns.place(card_id)
        if place is None or place[0] not in self._lefts:
            return
        column, at = place
        if self.is_folded(column):
            self.fold(column)
        self.show_column(column)
        room = self.viewport().height() - self.top - EDGE
        top, offset = at * self.step, self.offset(column)
        if top < offset:
            self.scroll_column(column, top)
        elif top + self.card_height > offset + room:
            self.scroll_column(column, top + self.card_height - room)

    def show_column(self, column: int) -> None:
        """Scroll as little as needed to have a column in view."""
        bar, left = self.horizontalScrollBar(), self._lefts.get(column)
        if left is None:
            return
        if left - GAP < bar.value():
            bar.setValue(left - GAP)
        elif left + self.width_of(column) + GAP > bar.value() + self.viewport().width():
            bar.setValue(left + self.width_of(column) + GAP - self.viewport().width())

    def _lay(self) -> None:
        self._lefts = {}
        x = GAP
        for column in self.shown:
            self._lefts[column] = x
            x += self.width_of(column) + GAP
        bar, width = self.horizontalScrollBar(), self.viewport().width()
        bar.setRange(0, max(0, x + self._beyond - width))
        bar.setPageStep(width)
        bar.setSingleStep(theme().scaled(COLUMN) // 3)
