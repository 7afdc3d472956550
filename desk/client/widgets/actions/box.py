"""What can be done for the open customer: the balance, the order it is about, the actions, what others received."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk.client.models.actions import ActionsModel
from desk.client.models.formats import Formats
from desk.client.models.offers import Offer, Standing
from desk.client.models.plain import filled, joined
from desk.client.models.remedy_words import RemedyWords
from desk.client.widgets.actions.form import ActionForm
from desk.client.widgets.actions.offer_row import OfferRow
from desk.client.widgets.actions.order_picker import OrderPicker
from desk.client.widgets.actions.words import OfferWords
from desk.client.widgets.commands import Commands
from desk.client.widgets.controls.elided import Label
from desk.client.widgets.errors import words_for
from desk.client.widgets.floating import take_keyboard
from desk.client.widgets.keys import chord_of, shown

KEYS = 9
_DIGITS = "123456789"
_SHIFTED = "!@#$%^&*("


class ActionsBox(QWidget):
    """Rows in the order of need; digits, arrows and Enter work while the keyboard is here."""

    left = Signal()
    """The agent wants to write again; carries nothing."""
    refused = Signal(str)
    """A press did nothing; carries why, in words."""

    def __init__(self, model: ActionsModel, commands: Commands | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model, self._commands = model, commands
        self._formats = Formats(self)
        self._remedies, self._words = RemedyWords(self), OfferWords(self)
        self.order = OrderPicker()
        self.rows: list[OfferRow] = []
        self.precedent = Label("", "small", "muted", wrap=True)
        self.state = Label("", "small", "muted", wrap=True)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.order)
        column.addWidget(self.state)
        column.addLayout(self._rows)
        column.addWidget(self.precedent)
        self.order.activated.connect(self._choose)
        model.changed.connect(self.refresh)
        model.precedent_changed.connect(self._show_precedent)
        if commands is not None:
            commands.changed.connect(self.refresh)
        self.refresh()

    # What the keys do

    def press(self, number: int) -> None:
        """Carry out the action at this place (from 1), ask for approval, or open its form when something is missing."""
        if not 1 <= number <= len(self.rows):
            return
        row = self.rows[number - 1]
        offer = row.offer
        if offer is None:
            return
        if offer.standing is Standing.FORM:
            self.open_form(offer, row)
        elif not self._model.press(offer.action.name) and offer.standing is Standing.BARRED:
            obstacle = offer.preview.obstacle
            self.refused.emit(self._remedies.obstacle(obstacle) if obstacle is not None else "")

    def can_press(self, number: int) -> bool:
        """Whether there is an action at this place."""
        return 1 <= number <= len(self.rows) and self._model.situation is not None

    def open_form(self, offer: Offer, row: QWidget) -> None:
        """Let the agent fill in, or change what is filled in."""
        if offer.standing in (Standing.BARRED, Standing.PENDING):
            return
        if offer.action.fields:
            ActionForm(self._model, offer, self.window()).ask_at(row)

    def take_keyboard(self) -> None:
        """The keyboard goes to the first action."""
        if self.rows:
            take_keyboard(self.rows[0])

    # Showing

    def refresh(self) -> None:
        """Show the offers as they are."""
        offers = self._model.offers
        while len(self.rows) < len(offers):
            self._add_row()
        for row in self.rows[len(offers) :]:
            row.hide()
        for number, (row, offer) in enumerate(zip(self.rows, offers, strict=False), 1):
            row.show_offer(offer, str(number) if number <= KEYS else "", self._chord(number))
            row.show()
        self._name_commands(offers)
        self._show_orders()
        self._show_state()
        self._show_precedent()

    def _name_commands(self, offers: list[Offer]) -> None:
        """The palette finds an action by its name, not by its place."""
        if self._commands is None:
            return
        for number in range(1, KEYS + 1):
            offer = offers[number - 1] if number <= len(offers) else None
            words = (self._words.title(offer), self._words.amount(offer)) if offer is not None else ()
            self._commands.say_now(f"action.{number}", joined(*words))

    def _chord(self, number: int) -> str:
        if self._commands is None or number > KEYS:
            return ""
        return shown(self._commands.first_key(f"action.{number}"))

    def _add_row(self) -> None:
        row, number = OfferRow(), len(self.rows) + 1
        row.clicked.connect(lambda: self.press(number))
        row.form_wanted.connect(lambda: self._form_at(number - 1))
        self.rows.append(row)
        self._rows.addWidget(row)

    def _show_orders(self) -> None:
        model = self._model
        orders = model.situation.orders if model.situation is not None else []
        self.order.show_orders(orders, model.order.id if model.order is not None else None)

    def _show_state(self) -> None:
        words, model = "", self._model
        if model.situation is None:
            words = str(words_for(model.error)) if model.error is not None else self.tr("Looking at what can be done…")
        elif not model.fresh and model.known_at is not None:
            at = self._formats.day_and_time(model.known_at)
            words = filled(self.tr("No connection. As it was {time}; what you order is sent later."), time=at)
        self.state.setText(words)
        self.state.setVisible(bool(words))
        self.state.set_colour("warn" if model.situation is not None or model.error is not None else "muted")

    def _show_precedent(self) -> None:
        first = next((one for one in self._model.offers if self._tells(one)), None)
        focused = next((row.offer for row in self.rows if row.hasFocus() and row.offer is not None), None)
        offer = focused if focused is not None and self._tells(focused) else first
        words = ""
        if offer is not None:
            self._model.ask_precedent(offer.action.name)
            found = self._model.precedent(offer.action.name)
            line = self._remedies.precedent(found) if found is not None else ""
            words = joined(self._remedies.action(offer.action.name), line, by=" — ") if line else ""
        self.precedent.setText(words)
        self.precedent.setVisible(bool(words))

    def _tells(self, offer: Offer) -> bool:
        """Whether it says something what others received: an amount for the customer that somebody decides."""
        effect = offer.preview.effect
        costs_only = effect is not None and not effect.to_customer
        return bool(offer.action.lowered) and offer.standing is not Standing.BARRED and not costs_only

    def _choose(self, index: int) -> None:
        chosen: object = self.order.itemData(index)
        if isinstance(chosen, int):
            self._model.choose_order(chosen)

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        sign, focused = chord_of(event), next((row for row in self.rows if row.hasFocus()), None)
        if event.isAutoRepeat() and len(sign) == 1:
            return
        if len(sign) == 1 and sign in _DIGITS:
            self.press(int(sign))
        elif len(sign) == 1 and sign in _SHIFTED:
            self._form_at(_SHIFTED.index(sign))
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif focused is not None and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            step = 1 if event.key() == Qt.Key.Key_Down else -1
            seen = [row for row in self.rows if row.isVisibleTo(self)]
            take_keyboard(seen[(seen.index(focused) + step) % len(seen)])
            self._show_precedent()
        else:
            super().keyPressEvent(event)

    def _form_at(self, place: int) -> None:
        row = self.rows[place] if place < len(self.rows) else None
        if row is not None and row.offer is not None:
            self.open_form(row.offer, row)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.refresh()
        super().changeEvent(event)
