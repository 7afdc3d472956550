"""The shifts view: the day of the whole centre for leads, my own day for everybody."""

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
from desk.client.widgets.shifts.whose import ALL, MINE
from desk.contract.users import Role

LEADS = (Role.LEAD, Role.ADMIN)


class ShiftsPanel(Panel):
    """Holds whichever of the two whoever sits here needs; a lead has both. Each is made when it is first needed."""

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

    def show_mine(self) -> MyDay:
        """My own shifts come to the front."""
        mine = self._made_mine()
        self._bring(mine)
        return mine

    def show_all(self) -> None:
        """The day of the whole centre comes to the front, before whoever leads."""
        if self._leads:
            self._bring(self._made_lead())

    def _bring(self, page: LeadDay | MyDay) -> None:
        self.pages.setCurrentWidget(page)
        if self.isVisible():
            page.shown()

    def _open(self) -> None:
        page = self.pages.currentWidget()
        if isinstance(page, LeadDay | MyDay):
            page.shown()

    @property
    def _leads(self) -> bool:
        user = self._around.desk.session.user
        return user is not None and user.role in LEADS

    def _made_lead(self) -> LeadDay:
        if self.lead is None:
            self.lead = LeadDay(self._around)
            self.lead.toolbar.whose.chosen.connect(self._whose_chosen)
            self.pages.addWidget(self.lead)
        return self.lead

    def _made_mine(self) -> MyDay:
        if self.mine is None:
            self.mine = MyDay(self._around)
            self.mine.head.whose.chosen.connect(self._whose_chosen)
            self.pages.addWidget(self.mine)
        self.mine.head.whose.setVisible(self._leads)
        return self.mine

    def _whose_chosen(self, value: str) -> None:
        if self.lead is not None:
            self.lead.toolbar.whose.set_value(ALL)
        if self.mine is not None:
            self.mine.head.whose.set_value(MINE)
        if value == MINE:
            self.show_mine()
        else:
            self.show_all()

    def _fit(self) -> None:
        """Show the day that whoever sits here needs; what another person has seen is forgotten."""
        session = self._around.desk.session
        user = session.user
        if session.sitting is Sitting.SIGNED_OUT or user is None:
            if self.lead is not None and self._whose is not None:
                self.lead.stop()
            self._whose = None
            return
        if user.id != self._whose:
            if self.lead is not None and self._whose is not None:
                self.lead.stop()
            self._whose = user.id
            self.pages.setCurrentWidget(self._made_lead() if self._leads else self._made_mine())
            if self.isVisible():
                self._open()

    def _stop(self) -> None:
        if self.lead is not None:
            self.lead.stop()

    def _bind(self) -> None:
        commands = self._around.commands
        for name in SHIFT_DEEDS:
            commands.bind(f"shifts.{name}", self._doing(name), partial(self._may, name))
        commands.bind("shifts.whose", self._switch, self._may_switch)

    def _switch(self) -> None:
        self._whose_chosen(MINE if self.pages.currentWidget() is self.lead else ALL)

    def _may_switch(self) -> bool:
        return self._leads and self.isVisible() and not self._is_writing()

    def _is_writing(self) -> bool:
        """Whether somebody writes; in the palette one writes to find a command."""
        focus = self.window().focusWidget()
        return is_writing(focus) and not _is_in_palette(focus)

    def _doing(self, name: str) -> Callable[[], None]:
        def do() -> None:
            if self.lead is not None:
                deeds_of(self.lead)[name]()

        return do

    def _may(self, name: str) -> bool:
        """Only in front of a lead, and not while somebody writes."""
        lead, anywhere = self.lead, _is_in_palette(self.window().focusWidget())
        return lead is not None and lead.isVisible() and not self._is_writing() and lead.may(name, anywhere=anywhere)

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
