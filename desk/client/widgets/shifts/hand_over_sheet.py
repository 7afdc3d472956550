"""The end of my shift: everything I owe, and what becomes of each; nothing is left behind by accident."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desk.client.models.desk import Desk
from desk.client.models.plain import filled
from desk.client.widgets.controls.button import Button
from desk.client.widgets.shifts.owed_sheet import OwedSheet


class HandOverSheet(OwedSheet):
    """Opened by the agent, by the banner, or when the agent wants to leave with something still owed."""

    left = Signal()
    """The agent leaves all the same; carries nothing."""

    def __init__(self, host: QWidget, desk: Desk) -> None:
        super().__init__(host, desk, desk.hand_over)
        self.model = desk.hand_over
        self._leaving = False
        self.leave = Button("", "ghost", "logout")
        self.foot.insertWidget(1, self.leave, 0, Qt.AlignmentFlag.AlignBottom)
        self.leave.clicked.connect(self._leave)
        self.retranslate()

    def ask(self, *, leaving: bool = False) -> None:
        """Open; ``leaving``: the agent wants to sign out."""
        self._leaving = leaving
        self.begin()

    def submit(self) -> None:
        """Let what is chosen happen; who wants to leave and owes nothing any more, leaves."""
        if self._leaving and self.model.known and not self.model.open_items and not self.model.sending:
            self._leave()
        else:
            super().submit()

    def _leave(self) -> None:
        self.close()
        self.left.emit()

    def say(self) -> None:
        """How much is open, and when the shift ends."""
        model, now = self.model, self.desk.clock.now()
        ends = None if model.pack is None else model.pack.shift_ends
        parts = [filled(self.tr("Shift ends {time}"), time=self.words.days.when(ends, now))] if ends else []
        parts.append(self.tr("%n still open", "", self.still) if self.still else self.tr("nothing open"))
        self.below.setText(" · ".join(parts))
        self.leave.setVisible(self._leaving)
        owes = bool(self.still or self.chosen)
        self.leave.setText(self.tr("Sign out all the same") if owes else self.tr("Sign out"))
        self.leave.set_hint("" if owes else "Enter")

    def nothing(self) -> tuple[str, str]:
        """A good end."""
        kept = self.model.kept
        hint = self.tr("%n stay(s) with you and come back with your next shift.", "", kept)
        done = self.tr("Nothing is left. Have a good evening.")
        return done, hint if kept else self.tr("You owe nobody anything.")

    def retranslate(self) -> None:
        """Put every word in the language in force."""
        self.setAccessibleName(self.tr("Hand over"))
        self.title.setText(self.tr("Hand over what you owe"))
        super().retranslate()
