"""What the commands of the floor do, and what tells of it: alarms, help, words, notices, sick calls."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desk.client.models.broadcasts import stays
from desk.client.models.desk import Desk
from desk.client.models.floor_requests import ListenTo, WhisperTo
from desk.client.models.navigation import Opening
from desk.client.models.plain import filled, joined
from desk.client.widgets.commands import Commands
from desk.client.widgets.controls.toast import Toasts
from desk.client.widgets.queues.alarm_toast import AlarmToast
from desk.client.widgets.queues.broadcast_sheet import BroadcastSheet
from desk.client.widgets.queues.help_panel import HelpPanel
from desk.client.widgets.queues.listening_banner import ListeningBanner
from desk.client.widgets.queues.notes import FloorNotes
from desk.client.widgets.queues.sick_sheet import SickSheet
from desk.client.widgets.queues.whisper_form import WhisperForm
from desk.contract.floor import Broadcast, Help, HelpDraft, HelpState
from desk.contract.listening import ListenDraft, ListenEnd, Listening

SECONDS = 12.0


@dataclass(frozen=True, slots=True)
class Spot:
    """What is worked on: where help is needed, or a word is about."""

    customer_id: int | None = None
    ticket_id: int | None = None


class FloorDeeds(QObject):
    """Made once with the workspace. ``spot`` tells what is worked on; ``wall`` shows the wall and fills the screen."""

    def __init__(
        self,
        host: QWidget,
        desk: Desk,
        commands: Commands,
        toasts: Toasts,
        anchor: QWidget,
        spot: Callable[[], Spot],
        wall: Callable[[], None],
    ) -> None:
        super().__init__(host)
        self._host, self._desk, self._commands, self._toasts = host, desk, commands, toasts
        self._anchor, self._spot, self._wall = anchor, spot, wall
        self.alarm = AlarmToast(desk, commands, toasts, self)
        self.notes = FloorNotes(desk, commands)
        self.help = HelpPanel(desk)
        self.listening = ListeningBanner(desk, commands)
        self.whisper = WhisperForm(host, desk)
        self.broadcast: BroadcastSheet | None = None
        self.sick: SickSheet | None = None
        self._bind()
        self._wire()

    def _bind(self) -> None:
        bind, desk = self._commands.bind, self._desk
        bind("floor.help", self.ask_help, self._may_ask)
        bind("floor.join", self._join_oldest, lambda: bool(desk.helps.waiting))
        bind("floor.end_help", self._end_help, lambda: bool(desk.helps.talks) or desk.helps.asking)
        bind("floor.read", self.notes.read_next, self.notes.can_read)
        bind("floor.whisper", lambda: self.whisper.ask(self._anchor, None))
        bind("floor.broadcast", self.ask_broadcast, lambda: desk.broadcasts.leads)
        bind("floor.stop_listening", desk.listenings.stop_mine, lambda: desk.listenings.mine is not None)
        bind("floor.sick_call", self.ask_sick, lambda: desk.broadcasts.leads)
        bind("wall.full_screen", self._wall)
        bind("wall.claim", self._claim_oldest, lambda: desk.wall.leads and bool(desk.wall.unclaimed))

    def _wire(self) -> None:
        desk = self._desk
        desk.floor_asked.whisper.connect(self._whisper_to)
        desk.floor_asked.join.connect(self.join)
        desk.floor_asked.listen.connect(self._listen)
        desk.listenings.over.connect(self._tell_over)
        desk.floor_asked.sick.connect(self.ask_sick)
        desk.broadcasts.came.connect(self._tell_broadcast)
        desk.session.changed.connect(self._follow_session)
        self.help.open_asked.connect(self.open)

    # Help

    def ask_help(self) -> None:
        """One key: ask; or once somebody is here, go to the talk."""
        helps, call = self._desk.helps, self._desk.call.call
        if any(one.state is HelpState.JOINED for one in helps.talks):
            self.help.talk()
            return
        spot = self._spot()
        talking = call if call is not None and call.customer_id in (None, spot.customer_id) else None
        self._desk.helps.ask(
            HelpDraft(
                customer_id=spot.customer_id,
                ticket_id=spot.ticket_id,
                call_id=None if talking is None else talking.id,
            )
        )

    def join(self, asked: Help) -> None:
        """Go and help: the talk appears, and what it is about."""
        self._desk.helps.join(asked)
        self.open(asked)

    def open(self, asked: Help) -> None:
        """Show what it is about."""
        if asked.customer_id is not None:
            self._desk.navigation.open(Opening(customer_id=asked.customer_id, ticket_id=asked.ticket_id))
        elif asked.ticket_id is not None:
            self._desk.arrivals.show(Opening(ticket_id=asked.ticket_id))
        elif asked.call_id is not None:
            self._desk.arrivals.show(Opening(call_id=asked.call_id))

    def _may_ask(self) -> bool:
        helps = self._desk.helps
        return any(one.state is HelpState.JOINED for one in helps.talks) or (helps.mine is None and not helps.asking)

    def _join_oldest(self) -> None:
        self.join(self._desk.helps.waiting[0])

    def _end_help(self) -> None:
        helps = self._desk.helps
        if self.help.help is not None:
            self.help.finish()
        elif helps.mine is not None:
            helps.end(helps.mine)
        else:
            helps.withdraw()

    # Words

    def _whisper_to(self, wish: WhisperTo) -> None:
        self.whisper.ask(self._anchor, wish)

    def ask_broadcast(self) -> None:
        """Write a notice."""
        if self.broadcast is None:
            self.broadcast = BroadcastSheet(self._host, self._desk)
        self.broadcast.ask()

    def _listen(self, wish: ListenTo) -> None:
        self._desk.listenings.listen(ListenDraft(agent_id=wish.user_id, call_id=wish.call_id, mode=wish.mode))

    def _tell_over(self, listening: Listening) -> None:
        """What a lead listened to has ended without their asking."""
        failed = listening.end in (ListenEnd.REFUSED, ListenEnd.UNREACHABLE)
        self._toasts.show(
            lambda: self.listening.why_over(listening),
            tone="bad" if failed else "info",
            icon="headset",
            seconds=SECONDS,
        )

    def _tell_broadcast(self, said: Broadcast) -> None:
        """What need not be read passes by."""
        if not stays(said):
            toast = self._toasts.show(
                lambda: joined(filled(self.tr("Notice from {name}"), name=said.by), said.words, by=": "),
                tone="info",
                icon="bell",
                action=lambda: self.tr("Read"),
                seconds=SECONDS,
            )
            toast.acted.connect(lambda: self._desk.broadcasts.read(said))

    def ask_sick(self, user_id: int = 0) -> None:
        """Somebody is ill."""
        if self.sick is None:
            self.sick = SickSheet(self._host, self._desk)
        self.sick.ask(user_id)

    def _claim_oldest(self) -> None:
        self._desk.wall.claim(self._desk.wall.unclaimed[0])

    def _follow_session(self) -> None:
        if self._desk.session.user is None:
            self.whisper.close()
            self._desk.sick.forget()
            for sheet in (self.broadcast, self.sick):
                if sheet is not None:
                    sheet.close()
