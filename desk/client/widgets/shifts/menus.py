"""Menus of the grid: what a stretch is for, what can be done with a shift, which kind a new one has."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget

from desk.client.models.rota_bars import Bar
from desk.client.models.rota_cuts import has_hole
from desk.client.widgets.icons import IconName, icon
from desk.client.widgets.shifts.words import ShiftWords
from desk.contract.shift_rules import ShiftPattern
from desk.contract.shifts import Activity

ICONS: dict[Activity, IconName] = {
    Activity.WORK: "headset",
    Activity.LUNCH: "coffee",
    Activity.BREAK: "pause",
    Activity.TRAINING: "template",
    Activity.MEETING: "users",
    Activity.OFFICE: "edit",
    Activity.RECOVERY: "heart",
}


class ShiftMenu(QMenu):
    """A menu that opens without stopping the program, and goes when it is closed."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def add(self, name: IconName, text: str, deed: Callable[[], None], keys: str = "") -> None:
        """One line."""
        # A menu would read & as a mnemonic.
        action = self.addAction(text.replace("&", "&&"))
        action.setIcon(icon(name, "muted"))
        action.setShortcut(keys)
        action.setShortcutVisibleInContextMenu(bool(keys))
        action.triggered.connect(lambda: deed())

    def open_at(self, at: QPoint) -> None:
        """Show it."""
        self.popup(at)


class ActivityMenu(ShiftMenu):
    """What shall this stretch be for?"""

    def __init__(self, parent: QWidget, choose: Callable[[Activity], None]) -> None:
        super().__init__(parent)
        words = ShiftWords(self)
        for activity in Activity:
            self.add(ICONS[activity], words.activity(activity), partial(choose, activity))


@dataclass(frozen=True, slots=True)
class BarDeeds:
    """What the menu of a bar can do."""

    activity: Callable[[], None]
    split: Callable[[], None]
    overtime: Callable[[], None]
    cancel: Callable[[], None]
    call_out: Callable[[], None]


class BarMenu(ShiftMenu):
    """Everything that can be done with a bar, with the keys that do it."""

    def __init__(self, parent: QWidget, bar: Bar, deeds: BarDeeds) -> None:
        super().__init__(parent)
        self.add("edit", self.tr("Say what it is for…"), deeds.activity, "A")
        self.add("merge", self.tr("Make it whole") if has_hole(bar) else self.tr("Split it"), deeds.split, "S")
        no_overtime, overtime = self.tr("No overtime"), self.tr("Count it as overtime")
        self.add("clock", no_overtime if bar.overtime else overtime, deeds.overtime)
        self.addSeparator()
        self.add("phone-out", self.tr("Who could come instead?"), deeds.call_out)
        self.addSeparator()
        self.add("trash", self.tr("Cancel the shift…"), deeds.cancel, "Del")


class PatternMenu(ShiftMenu):
    """Which kind of shift shall it be?"""

    def __init__(
        self, parent: QWidget, patterns: Iterable[ShiftPattern], choose: Callable[[ShiftPattern], None]
    ) -> None:
        super().__init__(parent)
        words = ShiftWords(self)
        for pattern in patterns:
            first, last = pattern.hours[0].opens, pattern.hours[-1].closes
            times = f"{first // 60 % 24:02}:{first % 60:02}–{last // 60 % 24:02}:{last % 60:02}"
            self.add("plus", f"{words.pattern(pattern)}  {times}", partial(choose, pattern))
