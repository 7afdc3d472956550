"""What somebody left behind when a day ended: a lead finds a new owner for each thing."""

from PySide6.QtCore import QDate, QLocale
from PySide6.QtWidgets import QWidget

from desk.client.models.desk import Desk
from desk.client.models.plain import filled
from desk.client.widgets.shifts.owed_sheet import OwedSheet
from desk.contract.hand_overs import LeftWork


class LeftSheet(OwedSheet):
    """Opened from the lead's inbox."""

    def __init__(self, host: QWidget, desk: Desk) -> None:
        super().__init__(host, desk, desk.left_work)
        self._left: LeftWork | None = None
        self.retranslate()

    def ask(self, left: LeftWork) -> None:
        """Open for what somebody left."""
        self._left = left
        self.desk.left_work.choose(left)
        self.retranslate()
        self.begin()

    def say(self) -> None:
        """Of which day, and how much is open."""
        if self._left is not None:
            day = self._left.day
            said = QLocale().toString(QDate(day.year, day.month, day.day), self.tr("ddd, MMM d", "a day"))
            of_day = filled(self.tr("Left behind on {day}"), day=said)
            still = self.tr("%n still open", "", self.still) if self.still else self.tr("nothing open")
            self.below.setText(f"{of_day} · {still}")

    def nothing(self) -> tuple[str, str]:
        """All of it has an owner."""
        return self.tr("Nothing is left behind any more."), self.tr("Everything has somebody who takes care of it.")

    def retranslate(self) -> None:
        """Put every word in the language in force."""
        name = "" if self._left is None else self._left.name
        self.setAccessibleName(filled(self.tr("What {name} left behind"), name=name))
        self.title.setText(filled(self.tr("What {name} left behind"), name=name))
        super().retranslate()
