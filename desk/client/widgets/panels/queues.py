"""The queues view: lists for everybody; board, wall and floor for whoever steers."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout

from desk.client.models.plain import filled
from desk.client.models.session import Sitting
from desk.client.widgets.controls.segmented import Choice, Segmented
from desk.client.widgets.controls.surface import Divider, Surface
from desk.client.widgets.icons import IconName
from desk.client.widgets.language import QT_TRANSLATE_NOOP
from desk.client.widgets.panels.panel import Panel, Surroundings
from desk.client.widgets.queues.board.page import BoardPage
from desk.client.widgets.queues.floor import FloorPage
from desk.client.widgets.queues.list_page import ListPage
from desk.client.widgets.queues.page import Page
from desk.client.widgets.queues.wall import WallPage
from desk.contract.floor import AgentFloor
from desk.contract.tickets import TicketState
from desk.contract.users import Role
from desk.contract.views import Condition, Field, Filter, Op, ViewDraft


@dataclass(frozen=True, slots=True, kw_only=True)
class PageInfo:
    """One page: its id, its word and icon, what makes it, and whom it is for (empty: everybody)."""

    id: str
    title: str
    icon: IconName
    factory: Callable[[Surroundings], Page]
    roles: frozenset[Role] = frozenset()


#: Whoever steers the floor.
STEERING = frozenset({Role.LEAD, Role.ADMIN})

#: One line each; the first is where everybody begins.
PAGES: tuple[PageInfo, ...] = (
    PageInfo(id="lists", title=QT_TRANSLATE_NOOP("Queues", "Lists"), icon="inbox", factory=ListPage),
    PageInfo(id="board", title=QT_TRANSLATE_NOOP("Queues", "Board"), icon="queue", factory=BoardPage, roles=STEERING),
    PageInfo(id="wall", title=QT_TRANSLATE_NOOP("Queues", "Wall"), icon="chart", factory=WallPage),
    PageInfo(
        id="floor",
        title=QT_TRANSLATE_NOOP("Queues", "Floor"),
        icon="users",
        factory=FloorPage,
        roles=STEERING,
    ),
)


class QueuesPanel(Panel):
    """Shows one page at a time; each is made when it is first wanted."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self._around = around
        self.made: dict[str, Page] = {}
        self._whose: int | None = None
        self.choice = Segmented([Choice(one.id, "", one.icon) for one in PAGES])
        self.pages = QStackedWidget()
        self._head = Surface()
        row = QHBoxLayout(self._head)
        row.setContentsMargins(16, 8, 12, 8)
        row.addWidget(self.choice)
        row.addStretch(1)
        self._line = Divider()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(self._line)
        column.addWidget(self.pages, 1)
        self.choice.chosen.connect(self.show_page)
        around.desk.session.changed.connect(self._fit)
        around.desk.at_end(self._stop)
        self._fit()
        self._say()

    def page(self, name: str) -> Page:
        """A page, made if it is not there yet; an unknown name raises StopIteration."""
        if name not in self.made:
            info = next(one for one in PAGES if one.id == name)
            page = info.factory(self._around)
            page.badge_changed.connect(self.badge_changed)
            if isinstance(page, FloorPage):
                page.list_asked.connect(self._show_tickets_of)
            self.made[name] = page
            self.pages.addWidget(page)
        return self.made[name]

    def show_page(self, name: str) -> None:
        """Bring a page to the front."""
        before, page = self.pages.currentWidget(), self.page(name)
        if name != self.choice.value():
            self.choice.set_value(name)
        if page is before:
            return
        self.pages.setCurrentWidget(page)
        if isinstance(before, Page):
            before.hidden()
        if self.isVisible():
            page.shown()

    def shown(self) -> None:
        """The view has come to the front."""
        self._fit()
        self.page(self.choice.value()).shown()

    def _fit(self) -> None:
        """Show the pages that whoever sits here may see; what another person has seen is forgotten."""
        session = self._around.desk.session
        user = session.user
        if session.sitting is Sitting.SIGNED_OUT or user is None:
            self._stop()
            self._whose = None
            return
        allowed = [one.id for one in PAGES if not one.roles or user.role in one.roles]
        for info in PAGES:
            self.choice.set_shown(info.id, info.id in allowed)
        self._head.setVisible(len(allowed) > 1)
        self._line.setVisible(len(allowed) > 1)
        if self._whose not in (None, user.id):
            self._stop()
        self._whose = user.id
        self.show_page(self.choice.value() if self.choice.value() in allowed else allowed[0])

    def _show_tickets_of(self, one: AgentFloor) -> None:
        """Everything open that somebody has, as a list."""
        owner = Condition(field=Field.OWNER, op=Op.IS, values=(str(one.status.user_id),))
        done = Condition(field=Field.STATE, op=Op.IS_NOT, values=(TicketState.CLOSED.value,))
        name = filled(self.tr("Tickets of {name}"), name=one.status.name)
        self.show_page("lists")
        lists = self.page("lists")
        if isinstance(lists, ListPage):
            lists.show_list(ViewDraft(name=name, filter=Filter(all=(owner, done))))

    def _stop(self) -> None:
        for page in self.made.values():
            page.stop()

    def _say(self) -> None:
        self.setAccessibleName(QCoreApplication.translate("Panels", "Queues"))
        self.choice.setAccessibleName(self.tr("What to look at"))
        for info in PAGES:
            self.choice.set_label(info.id, QCoreApplication.translate("Queues", info.title))

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        page = self.pages.currentWidget()
        # A window that is put away to the task bar comes back as it was, and nobody shows its page anew.
        if isinstance(page, Page) and not event.spontaneous():
            page.hidden()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
        super().changeEvent(event)
