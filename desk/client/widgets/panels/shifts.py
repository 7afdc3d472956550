"""The shifts view: the day of the whole centre for leads, my own day for everybody else."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desk.client.models.session import Sitting
from desk.client.widgets.keyboard import is_writing
from desk.client.widgets.palette import Palette
from desk.client.widgets.panels.panel import Panel, Surroundings
from desk.client.widgets.shifts.commands import SHIFT_DEEDS, deeds_of
from desk.client.widgets.shifts.lead_day import LeadDay
from desk.client.widgets.shifts.my_day import MyDay
from desk.contract.users import Role

LEADS = (Role.LEAD, Role.ADMIN)


class ShiftsPanel(Panel):
    """Holds whichever of the two whoever sits here needs; each is made when it is first needed."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self._around = around
        self.lead: LeadDay | None = None
        self.mine: MyDay | None = None
        self._whose: int | None = None
        self.pages = QStackedWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.pages)
        around.desk.session.changed.connect(self._fit)
        around.desk.at_end(self._stop)
        self._bind()
        self._fit()
        self._say()

    def shown(self) -> None:
        """The view has come to the front."""
        self._fit()
        self._open()

    def _open(self) -> None:
        if self.lead is not None and self.pages.currentWidget() is self.lead:
            self.lead.shown()
        elif self.mine is not None:
            self.mine.shown()

    def _fit(self) -> None:
        """Show the day that whoever sits here needs; what another person has seen is forgotten."""
        session = self._around.desk.session
        user = session.user
        if session.sitting is Sitting.SIGNED_OUT or user is None:
            if self.lead is not None and self._whose is not None:
                self.lead.stop()
            self._whose = None
            return
        if user.role in LEADS:
            if self.lead is None:
                self.lead = LeadDay(self._around)
                self.pages.addWidget(self.lead)
            self.pages.setCurrentWidget(self.lead)
        else:
            if self.mine is None:
                self.mine = MyDay(self._around)
                self.pages.addWidget(self.mine)
            self.pages.setCurrentWidget(self.mine)
        if user.id != self._whose:
            if self.lead is not None and self._whose is not None:
                self.lead.stop()
            self._whose = user.id
            if self.isVisible():
                self._open()

    def _stop(self) -> None:
        if self.lead is not None:
            self.lead.stop()

    def _bind(self) -> None:
        commands = self._around.commands
        for name in SHIFT_DEEDS:
            commands.bind(f"shifts.{name}", self._doing(name), partial(self._may, name))

    def _doing(self, name: str) -> Callable[[], None]:
        def do() -> None:
            if self.lead is not None:
                deeds_of(self.lead)[name]()

        return do

    def _may(self, name: str) -> bool:
        """Only in front of a lead, and not while somebody writes; in the palette one writes to find a command."""
        lead, focus = self.lead, self.window().focusWidget()
        writes = is_writing(focus) and not _is_in_palette(focus)
        return lead is not None and lead.isVisible() and not writes and lead.may(name, anywhere=_is_in_palette(focus))

    def _say(self) -> None:
        self.setAccessibleName(self.tr("Shifts"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
        super().changeEvent(event)


def _is_in_palette(widget: QWidget | None) -> bool:
    while widget is not None and not isinstance(widget, Palette):
        widget = widget.parentWidget()
    return widget is not None
