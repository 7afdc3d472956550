"""Above every view, a quarter of an hour before my shift ends: something is still owed."""

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk.client.models.desk import Desk
from desk.client.models.plain import filled
from desk.client.widgets.controls.banner import Banner
from desk.client.widgets.controls.surface import Surface
from desk.client.widgets.shifts.day_words import DayWords


class HandOverBanner(Surface):
    """Quiet: it takes no keyboard, makes no sound, and can be closed."""

    wanted = Signal()
    """The agent wants to hand over; carries nothing."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("window", parent)
        self._desk, self._words = desk, DayWords(desk.my_day, self)
        self._on = False
        self.banner = Banner("", "info", "transfer", dismissible=True)
        self.banner.acted.connect(self.wanted)
        self.banner.dismissed.connect(self._dismiss)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.addWidget(self.banner)
        desk.hand_over.offered.connect(self._offer)
        desk.hand_over.changed.connect(self.refresh)
        self.hide()

    def refresh(self) -> None:
        """Show how much is open, in the language in force; it goes when nothing is."""
        model = self._desk.hand_over
        count, now = len(model.open_items), self._desk.clock.now()
        self._on = self._on and count > 0
        self.setVisible(self._on)
        if not self._on:
            return
        ends = None if model.pack is None else model.pack.shift_ends
        said = self.tr("%n thing(s) are still open.", "", count)
        if ends is not None:
            said = filled(self.tr("Your shift ends at {time}."), time=self._words.when(ends, now)) + " " + said
        self.banner.set_text(said)
        self.banner.set_action(self.tr("Hand over"))

    def _offer(self) -> None:
        self._on = True
        self.banner.show()
        self.refresh()

    def _dismiss(self) -> None:
        self._on = False
        self.hide()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.refresh()
        super().changeEvent(event)
