"""The board with cards that can be chosen: the current one, many with Ctrl, Shift, a band, or a whole column."""

from PySide6.QtCore import QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPen

from desk.client.models.board import BoardModel
from desk.client.models.clock import Clock
from desk.client.models.plain import joined
from desk.client.widgets.controls.paint import focus_ring
from desk.client.widgets.queues.board.canvas import BoardCanvas
from desk.client.widgets.theme import theme
from desk.contract.board import Card


class BoardChoosing(BoardCanvas):
    """Knows the current card and the chosen ones."""

    current_changed = Signal()
    """The keyboard is at another card or column; carries nothing."""
    chosen_changed = Signal()
    """More or fewer cards are chosen; carries nothing."""

    def __init__(self, model: BoardModel, clock: Clock) -> None:
        self.current: int | None = None
        #: Where the keyboard is, also where a column is empty.
        self.current_column: int | None = None
        #: In the order in which they were chosen.
        self.chosen: dict[int, None] = {}
        #: While a band is drawn.
        self.band: QRect | None = None
        self._anchor: int | None = None
        super().__init__(model, clock)
        model.cards_changed.connect(self._check)

    def picked(self) -> list[int]:
        """What a command is about: the chosen cards, else the current one."""
        if self.chosen:
            return list(self.chosen)
        return [] if self.current is None else [self.current]

    def forget(self) -> None:
        """Another person sits here: the keyboard is nowhere, and nothing is chosen."""
        self.current = self.current_column = self._anchor = None
        self.choose([])
        self.current_changed.emit()

    def go_to(self, card_id: int | None, column: int | None = None) -> None:
        """The keyboard goes to a card, or to a column."""
        place = None if card_id is None else self.model.columns.place(card_id)
        self.current = card_id if place is not None else None
        if place is not None:
            self.current_column = place[0]
        elif column is not None:
            self.current_column = column
        if self.current is not None:
            self.show_card(self.current)
        elif self.current_column is not None:
            self.show_column(self.current_column)
        self.redraw()
        self.current_changed.emit()

    def choose(self, ids: "list[int]") -> None:
        """Choose these and no others."""
        self.chosen = dict.fromkeys(ids)
        self._chosen_now()

    def toggle(self, card_id: int) -> None:
        """Choose a card too, or no longer."""
        if card_id in self.chosen:
            del self.chosen[card_id]
        else:
            self.chosen[card_id] = None
        self._anchor = card_id
        self._chosen_now()

    def choose_to(self, card_id: int) -> None:
        """Choose everything from where it began to this card, in one column; the card alone where it is another."""
        columns = self.model.columns
        begun, here = columns.place(self._anchor or card_id), columns.place(card_id)
        if begun is None or here is None or begun[0] != here[0]:
            self.toggle(card_id)
            return
        first, last = sorted((begun[1], here[1]))
        self.chosen = dict.fromkeys(columns.ids(here[0], first, last + 1))
        self._chosen_now()

    def choose_column(self) -> None:
        """Choose all cards of the column where the keyboard is."""
        if self.current_column is not None:
            self.choose(self.model.columns.ids(self.current_column))

    def click(self, card_id: int, held: Qt.KeyboardModifier) -> None:
        """A card was clicked, with or without Ctrl or Shift."""
        if held & Qt.KeyboardModifier.ShiftModifier:
            self._anchor = self._anchor or self.current
            self.choose_to(card_id)
        elif held & Qt.KeyboardModifier.ControlModifier:
            if not self.chosen and self.current is not None and self.current != card_id:
                self.chosen[self.current] = None
            self.toggle(card_id)
        else:
            self._anchor = card_id
            if self.chosen:
                self.choose([])
        self.go_to(card_id)

    def card_sentence(self, card_id: int) -> str:
        """All about a card, as it is read out."""
        card, model = self.model.card(card_id), self.model
        if card is None:
            return ""
        present, home = model.here.get(card_id, []), model.moves.home.get(card_id)
        said = self.words.sentence(card, self.now(), present, home, pending=card_id in model.moves.pending)
        return joined(said, self.tr("selected") if card_id in self.chosen else "", by=", ")

    def column_sentence(self, column: int) -> str:
        """All about a column, as it is read out."""
        head = self.head(column)
        standing = self.standing(column)
        if standing is None:
            return joined(head.name, self.words.cards(head.count), by=", ")
        return joined(
            head.name,
            self.words.cards(head.count),
            self.words.load(standing),
            self.words.people(standing.here),
            self.words.wait(standing),
            self.words.missed(standing.missed),
            by=", ",
        )

    def draw_band(self, start: QPoint, end: QPoint, before: "list[int]") -> None:
        """Choose what a band touches, beside what was chosen before."""
        self.band = QRect(start, end).normalized()
        found = dict.fromkeys(before)
        for column in self.visible():
            for card_id in self.in_view(column) if self.rect_of(column).intersects(self.band) else ():
                if self.card_rect(card_id).intersects(self.band):
                    found[card_id] = None
        self.chosen = found
        self._chosen_now()

    def _chosen_now(self) -> None:
        self.redraw()
        self.chosen_changed.emit()

    def _check(self) -> None:
        """Cards that are gone are neither current nor chosen."""
        gone = [one for one in self.chosen if self.model.card(one) is None]
        for card_id in gone:
            del self.chosen[card_id]
        if gone:
            self.chosen_changed.emit()
        if self.current is not None:
            place = self.model.columns.place(self.current)
            if place is None and self.model.card(self.current) is None:
                self.current = None
                self.current_changed.emit()
            elif place is not None:
                self.current_column = place[0]

    def paint_card(self, painter: QPainter, x: int, y: int, card: Card, now: float) -> None:
        super().paint_card(painter, x, y, card, now)
        rect = QRectF(x, y, self.card_width, self.card_height)
        if card.id in self.chosen:
            veil = theme().tokens.named("accent")
            veil.setAlphaF(0.16 if theme().dark else 0.1)
            painter.setBrush(veil)
            painter.setPen(QPen(theme().tokens.accent, 2))
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 7, 7)
        if card.id == self.current:
            if self.hasFocus():
                focus_ring(painter, rect.adjusted(-1, -1, 1, 1), 8)
            else:
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(theme().tokens.border_strong, 1.5))
                painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 7, 7)

    def paint_top(self, painter: QPainter) -> None:
        if self.band is not None:
            veil = theme().tokens.named("accent")
            veil.setAlphaF(0.12)
            painter.fillRect(self.band, veil)
            painter.setPen(QPen(theme().tokens.accent, 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.band)
