"""The work of somebody who is signed in: rail, call bar, one view in the middle, the slim line at the bottom."""

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desk.client.models.desk import Desk
from desk.client.models.navigation import Opening
from desk.client.models.outbox import Command as Ordered
from desk.client.models.outbox import NotKept, Pending
from desk.client.models.plain import filled, joined
from desk.client.models.remedy_words import RemedyWords
from desk.client.widgets.call_bar import CallBar
from desk.client.widgets.command import Command, Topic
from desk.client.widgets.commands import Commands
from desk.client.widgets.controls.surface import Surface
from desk.client.widgets.controls.toast import Toast, Toasts
from desk.client.widgets.errors import words_for
from desk.client.widgets.executors_banner import ExecutorsBanner
from desk.client.widgets.keys import shown
from desk.client.widgets.keys_sheet import KeysSheet
from desk.client.widgets.language import language
from desk.client.widgets.order_words import OrderWords
from desk.client.widgets.outbox_drawer import OutboxDrawer
from desk.client.widgets.overlay import Overlay
from desk.client.widgets.palette import Palette
from desk.client.widgets.panels import PANELS, PanelInfo, panel_title
from desk.client.widgets.panels.call import CallPanel
from desk.client.widgets.panels.panel import Panel, Surroundings
from desk.client.widgets.panels.queues import STEERING, QueuesPanel
from desk.client.widgets.panels.settings import SettingsPanel
from desk.client.widgets.panels.shifts import ShiftsPanel
from desk.client.widgets.popover import Popover
from desk.client.widgets.queues.floor_deeds import FloorDeeds, Spot
from desk.client.widgets.queues.wall import WallPage
from desk.client.widgets.rail import Rail, RailItem
from desk.client.widgets.shifts.day_deeds import DayDeeds
from desk.client.widgets.shifts.my_day import MyDay
from desk.client.widgets.status_bar import StatusBar
from desk.contract.remedies import Remedy
from desk.contract.search import Hit, HitKind

REFUSED_SECONDS = 12.0


def view_commands() -> tuple[Command, ...]:
    """A command for each view."""
    return tuple(
        Command(f"view.{info.id}", info.title, (info.shortcut,), Topic.VIEWS, icon=info.icon, context="Panels")
        for info in PANELS
    )


class Workspace(Surface):
    """Made once, when somebody first signs in."""

    def __init__(self, host: QWidget, desk: Desk, commands: Commands) -> None:
        super().__init__("window")
        commands.add(view_commands())
        self._host, self._desk, self._commands = host, desk, commands
        self._orders, self._remedies = OrderWords(), RemedyWords()
        self._calling: list[Toast] = []
        self.middle = QStackedWidget()
        self._work = QWidget()
        self.toasts = Toasts(self._work, at_top=True)
        self.surroundings = Surroundings(desk, commands, self.toasts)
        self.panels: dict[str, Panel] = {}
        self.rail = Rail(tuple(RailItem(info.id, info.icon, at_bottom=info.at_bottom) for info in PANELS))
        self.bar = CallBar(host, desk, commands)
        self.status = StatusBar(desk, commands)
        self.palette_ = Palette(host, commands, desk.search, desk.settings, desk.clock)
        self.keys = KeysSheet(host, commands)
        self.outbox = OutboxDrawer(host, desk.outbox, desk.clock)
        self.day = DayDeeds(host, desk, commands, self.toasts, self._show_my_day)
        self.floor = FloorDeeds(host, desk, commands, self.toasts, self.bar.state, self._spot, self._fill_with_wall)
        self.alarm = ExecutorsBanner(desk.executors)
        self._lay_out()
        self._wire()
        self._bind()
        self.retranslate()
        self._bring(next((info.id for info in PANELS if info.id == desk.settings.panel), PANELS[0].id))
        self._fit_to_role()

    def _lay_out(self) -> None:
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.bar)
        right.addWidget(self.floor.listening)
        right.addWidget(self.alarm)
        right.addWidget(self.day.banner)
        right.addWidget(self.floor.notes)
        beside = QHBoxLayout()
        beside.setSpacing(0)
        work = QVBoxLayout(self._work)
        work.setContentsMargins(0, 0, 0, 0)
        work.addWidget(self.middle)
        beside.addWidget(self._work, 1)
        beside.addWidget(self.floor.help)
        right.addLayout(beside, 1)
        right.addWidget(self.status)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.rail)
        whole.addLayout(right, 1)

    def _wire(self) -> None:
        self.rail.chosen.connect(self.show_panel)
        self.palette_.hit_chosen.connect(self._open_hit)
        self._desk.navigation.asked.connect(self.open)
        self._desk.navigation.panel_asked.connect(self.show_panel)
        self._desk.approvals.changed.connect(self._count_approvals)
        self._desk.approvals.came.connect(self._tell_approval)
        self._desk.lead_inbox.changed.connect(self._count_shifts)
        self._desk.my_requests.changed.connect(self._count_shifts)
        for told in (self._desk.my_due, self._desk.helps, self._desk.wall):
            told.changed.connect(self._count_queues)
        self._desk.session.changed.connect(self._fit_to_role)
        self._desk.outbox.refused.connect(self._tell_refused)
        self._desk.outbox.not_kept.connect(self._tell_not_kept)
        self._commands.changed.connect(self.retranslate)
        language().changed.connect(self.retranslate)

    def _bind(self) -> None:
        bind = self._commands.bind
        bind("palette.open", self.palette_.ask)
        bind("keys.show", self.keys.show_keys)
        bind("outbox.open", self.outbox.show_all)
        bind("settings.keys", self._show_keys)
        bind("board.show", partial(self._show_queues, "board"), self._may_steer)
        bind("wall.show", partial(self._show_queues, "wall"))
        for info in PANELS:
            bind(f"view.{info.id}", partial(self.show_panel, info.id), partial(self._is_mine, info))

    def retranslate(self) -> None:
        """Put every word in the language in force."""
        for info in PANELS:
            self.rail.set_words(info.id, panel_title(info), shown(self._commands.first_key(f"view.{info.id}")))
        self.rail.setAccessibleName(self.tr("Views"))

    def _show_queues(self, page: str) -> None:
        """A page of the queues view, in front."""
        self.show_panel("tickets")
        panel = self.panels["tickets"]
        if isinstance(panel, QueuesPanel):
            panel.show_page(page)

    def _may_steer(self) -> bool:
        user = self._desk.session.user
        return user is not None and user.role in STEERING

    def _is_mine(self, info: PanelInfo) -> bool:
        user = self._desk.session.user
        return not info.roles or (user is not None and user.role in info.roles)

    def _fit_to_role(self) -> None:
        """Views that are not for whoever sits here are not there."""
        for info in PANELS:
            self.rail.set_shown(info.id, self._is_mine(info))
            if info.id == self._desk.settings.panel and not self._is_mine(info):
                self._bring(PANELS[0].id)

    def _count_queues(self) -> None:
        """What calls a lead comes first: who waits for help, alarms nobody has. Else my tickets that are late or soon
        will be."""
        desk, due = self._desk, self._desk.my_due
        calls = len(desk.helps.waiting) + len(desk.wall.unclaimed) if desk.wall.leads else 0
        late = due.missed + due.near
        self.rail.set_badge("tickets", calls or late, "bad" if calls or due.missed else "warn")

    def _spot(self) -> Spot:
        """What is worked on in the call view."""
        panel = self.panels.get("call")
        if not isinstance(panel, CallPanel):
            return Spot()
        current = panel.view.tickets.current
        return Spot(panel.view.customer_id, None if current is None else current.id)

    def _fill_with_wall(self) -> None:
        """The wall on the whole screen, or the work again."""
        panel = self._panel("tickets")
        page = panel.page("wall") if isinstance(panel, QueuesPanel) else None
        if isinstance(page, WallPage):
            page.toggle_screen()

    def _count_approvals(self) -> None:
        """The badge counts what waits; it calls while nobody has looked."""
        approvals = self._desk.approvals
        count = sum(approvals.may_decide(one) for one in approvals.waiting)
        self.rail.set_badge("approvals", count, "bad" if approvals.unclaimed else "accent")
        if not approvals.unclaimed:
            # Seen, decided, withdrawn, or another person sits here: nobody is called any more.
            for toast in list(self._calling):
                toast.finish()
            self._calling.clear()

    def _count_shifts(self) -> None:
        """What waits for a lead's word, and swaps that colleagues offer to whoever sits here."""
        me = self._desk.my_day.me
        mine = sum(one.to_id == me for one in self._desk.my_requests.for_me)
        self.rail.set_badge("shifts", self._desk.lead_inbox.waiting + mine)

    def _tell_approval(self, remedy: Remedy) -> None:
        if self._desk.settings.panel == "approvals":
            return
        toast = self.toasts.show(
            partial(self._asked_for, remedy),
            tone="warn",
            icon="approve",
            action=lambda: self.tr("Look at it"),
            seconds=REFUSED_SECONDS,
        )
        toast.acted.connect(partial(self._show_approval, remedy.id))
        toast.finished.connect(lambda: self._calling.remove(toast) if toast in self._calling else None)
        self._calling.append(toast)

    def _asked_for(self, remedy: Remedy) -> str:
        what = joined(self._remedies.action(remedy.action), self._remedies.amount(remedy.amount), by=" ")
        return filled(self.tr("{agent} asks for approval: {what}"), agent=remedy.agent_name, what=what)

    def _show_approval(self, remedy_id: int) -> None:
        self.show_panel("approvals")
        self._desk.approvals.choose(remedy_id)

    def show_panel(self, name: str) -> None:
        """Bring a view to the front, and let it take the keyboard."""
        self._bring(name).shown()

    def _bring(self, name: str) -> Panel:
        panel = self._panel(name)
        if panel is not self.middle.currentWidget():
            self._uncover()
        self.middle.setCurrentWidget(panel)
        self.rail.set_current(name)
        self._desk.settings.panel = name
        return panel

    def _uncover(self) -> None:
        """What was opened over a view goes with it, as it does at a click elsewhere: whoever picks up a call sees the
        caller."""
        sheets = [one for one in self._host.findChildren(Overlay) if one.can_dismiss]
        cards = [one for one in self._host.findChildren(Popover) if not one.sticky]
        for floating in (*sheets, *cards):
            if floating.isVisible():
                floating.close()

    def open(self, opening: Opening) -> None:
        """Show something in the first view that can."""
        for info in PANELS:
            if self._panel(info.id).open(opening):
                self.show_panel(info.id)
                return
        if opening.number:
            self.palette_.ask(opening.number)

    def current(self) -> Panel:
        """The view in the middle."""
        return self._panel(self._desk.settings.panel)

    def _show_keys(self) -> None:
        self.show_panel("settings")
        panel = self._panel("settings")
        if isinstance(panel, SettingsPanel):
            panel.show_page("keys")

    def _show_my_day(self) -> MyDay | None:
        """My own shifts, in front."""
        self.show_panel("shifts")
        panel = self._panel("shifts")
        return panel.show_mine() if isinstance(panel, ShiftsPanel) else None

    def tell_number(self, number: str) -> None:
        """A telephone on this workstation says that a number rings: offer to look, and leave the keyboard alone."""
        toast = self.toasts.show(
            lambda: filled(self.tr("Call from {number}"), number=number),
            tone="accent",
            icon="phone-in",
            action=lambda: self.tr("Find the customer"),
            seconds=REFUSED_SECONDS,
        )
        toast.acted.connect(partial(self._desk.navigation.open, Opening(number=number)))

    def _panel(self, name: str) -> Panel:
        if name not in self.panels:
            info: PanelInfo = next(one for one in PANELS if one.id == name)
            panel = info.factory(self.surroundings)
            panel.badge_changed.connect(partial(self.rail.set_badge, name))
            self.panels[name] = panel
            self.middle.addWidget(panel)
        return self.panels[name]

    def _open_hit(self, hit: Hit) -> None:
        self.open(
            Opening(
                customer_id=hit.customer_id if hit.kind is not HitKind.CUSTOMER else hit.id,
                ticket_id=hit.id if hit.kind is HitKind.TICKET else None,
                order_id=hit.id if hit.kind is HitKind.ORDER else None,
                seq=hit.id if hit.kind is HitKind.ARTICLE else None,
                at=hit.at,
            )
        )

    def _tell_not_kept(self, ordered: Ordered) -> None:
        """The disk is full: what was ordered, and its words, wait here until the agent has made room."""
        toast = self.toasts.show(
            lambda: joined(self._orders.what(ordered.endpoint), words_for(NotKept("")).what, by=": "),
            tone="bad",
            icon="x-circle",
            action=lambda: self.tr("Try again"),
            seconds=0,
        )
        toast.acted.connect(lambda: self._desk.outbox.put(ordered))

    def _tell_refused(self, pending: Pending) -> None:
        """A refusal is told where one looks, and stays in the drawer until it is decided."""
        toast = self.toasts.show(
            partial(self._refusal, pending),
            tone="bad",
            icon="x-circle",
            action=lambda: self.tr("Details"),
            seconds=REFUSED_SECONDS,
        )
        toast.acted.connect(self.outbox.show_all)

    def _refusal(self, pending: Pending) -> str:
        problem = pending.problem
        why = self._orders.explanation(pending) if problem is None else str(words_for(problem))
        return joined(self._orders.what(pending.endpoint), why, by=": ")
