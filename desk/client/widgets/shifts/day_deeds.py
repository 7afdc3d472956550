"""What the commands of my day do, and what tells me of it: offers that come, refusals, the hand-over."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desk.client.models.desk import Desk
from desk.client.models.my_requests import Refused
from desk.client.widgets.commands import Commands
from desk.client.widgets.controls.toast import Toasts
from desk.client.widgets.keys import shown
from desk.client.widgets.shifts.hand_over_banner import HandOverBanner
from desk.client.widgets.shifts.hand_over_sheet import HandOverSheet
from desk.client.widgets.shifts.my_day import MyDay
from desk.client.widgets.shifts.request_words import RequestWords
from desk.contract.shifts import Offer, Swap

SECONDS = 12.0


class DayDeeds(QObject):
    """Made once with the workspace. ``my_day`` brings my shifts to the front."""

    def __init__(
        self, host: QWidget, desk: Desk, commands: Commands, toasts: Toasts, my_day: Callable[[], MyDay | None]
    ) -> None:
        super().__init__(host)
        self._desk, self._commands, self._toasts, self._my_day = desk, commands, toasts, my_day
        self._words = RequestWords(desk, self)
        self.sheet = HandOverSheet(host, desk)
        self.banner = HandOverBanner(desk)
        self.banner.wanted.connect(self.sheet.ask)
        desk.my_requests.came.connect(self._tell)
        desk.my_requests.refused.connect(self._tell_refused)
        bind = commands.bind
        bind("day.hand_over", self.sheet.ask)
        bind("day.swap", self._swap)
        bind("day.leave", self._leave)
        bind("day.take", self._take, lambda: self._open_offer() is not None)

    def _open_offer(self) -> Offer | None:
        """The one that is over soonest."""
        requests = self._desk.my_requests
        free = (one for one in requests.offers if self._desk.my_day.me not in one.taken)
        return next((one for one in free if not requests.is_pending("take_offer", one.id)), None)

    def _take(self) -> None:
        offer = self._open_offer()
        if offer is not None:
            self._desk.my_requests.take(offer)

    def _swap(self) -> None:
        view = self._my_day()
        if view is not None:
            view.ask_swap()

    def _leave(self) -> None:
        view = self._my_day()
        if view is not None:
            view.ask_leave()

    def _tell(self, one: Offer | Swap) -> None:
        """Hours or a swap came: said once, without the keyboard."""
        if isinstance(one, Offer):
            key = shown(self._commands.first_key("day.take")) if one == self._open_offer() else ""
            toast = self._toasts.show(
                lambda: f"{self._words.offer(one)} · {self._words.offer_stands(one, self._desk.clock.now())}",
                tone="accent",
                icon="clock",
                action=lambda: self.tr("Take it"),
                hint=key,
                seconds=SECONDS,
            )
            toast.acted.connect(lambda: self._desk.my_requests.take(one))
            return
        toast = self._toasts.show(
            lambda: f"{self._words.swap_who(one)}: {self._words.swap(one)}",
            tone="accent",
            icon="transfer",
            action=lambda: self.tr("Look at it"),
            seconds=SECONDS,
        )
        toast.acted.connect(self._my_day)

    def _tell_refused(self, refused: Refused) -> None:
        """Why the server said no, where one looks."""
        self._toasts.show(lambda: self._words.refused(refused), tone="bad", icon="x-circle", seconds=SECONDS)
