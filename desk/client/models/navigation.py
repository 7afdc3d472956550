"""Where to go in the window: asked by the palette, a list, an address from outside; answered by whoever can show it."""

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QObject, Signal


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """What to show: a customer (and at which event), a ticket, an order, a call; or whoever has a number."""

    customer_id: int | None = None
    ticket_id: int | None = None
    order_id: int | None = None
    call_id: int | None = None
    #: The event of the customer's timeline to bring into view.
    seq: int | None = None
    #: When that event happened, where it is known.
    at: datetime | None = None
    number: str = ""


class Navigation(QObject):
    """One signal that all roads lead to."""

    asked = Signal(object)
    """Somebody wants to see something; carries an `Opening`."""
    panel_asked = Signal(str)
    """Somebody wants to see a view; carries the panel's id."""

    def open(self, opening: Opening) -> None:
        """Show this."""
        self.asked.emit(opening)

    def show_panel(self, panel: str) -> None:
        """Show a view."""
        self.panel_asked.emit(panel)
