"""Every model of the program, made once and given to whoever shows something."""

from collections.abc import Callable

from desk.client.models.agent_state import AgentStateModel
from desk.client.models.approvals import ApprovalsModel
from desk.client.models.arrivals import Arrivals
from desk.client.models.broadcasts import BroadcastsModel
from desk.client.models.call import CallModel
from desk.client.models.clock import Clock
from desk.client.models.directory import Directory
from desk.client.models.executors import ExecutorsModel
from desk.client.models.floor_requests import FloorRequests
from desk.client.models.follow_ups import FollowUps
from desk.client.models.hand_over import HandOverModel
from desk.client.models.health import HealthModel, Link
from desk.client.models.helps import HelpsModel
from desk.client.models.lead_inbox import LeadInbox
from desk.client.models.left_work import LeftWorkModel
from desk.client.models.listenings import ListeningsModel
from desk.client.models.macros import MacrosModel
from desk.client.models.may_go import MayGoModel
from desk.client.models.my_day import MyDayModel
from desk.client.models.my_due import MyDue
from desk.client.models.my_link import MyLink
from desk.client.models.my_requests import MyRequests
from desk.client.models.navigation import Navigation
from desk.client.models.outbox import OutboxModel
from desk.client.models.search import SearchModel
from desk.client.models.session import SessionModel, Sitting
from desk.client.models.settings import Settings
from desk.client.models.sick import SickModel
from desk.client.models.team_rota import TeamRota
from desk.client.models.wall import WallModel
from desk.client.models.whispers import WhispersModel
from desk.client.remote.feed import Health
from desk.client.remote.remote import Remote
from desk.contract.feed import FeedItem, Gap, PresenceList


class Desk:
    """The models. ``remote`` is there for panels that make models of their own."""

    def __init__(self, remote: Remote, settings: Settings) -> None:
        self.remote = remote
        self.settings = settings
        self.clock = Clock()
        self.navigation = Navigation()
        self.outbox = OutboxModel(remote)
        self.directory = Directory(remote)
        self.session = SessionModel(remote, settings)
        self.arrivals = Arrivals(remote, self.session, self.navigation)
        self.health = HealthModel(remote, self.outbox, self.clock)
        self.search = SearchModel(remote)
        self.state = AgentStateModel(remote, self.outbox, self.session)
        self.call = CallModel(remote, self.outbox, self.session, self.clock)
        self.follow_ups = FollowUps(remote, self.outbox, self.session, self.clock)
        self.my_day = MyDayModel(remote, self.session, self.state, self.clock)
        self.may_go = MayGoModel(remote, self.state, self.my_day, self.clock)
        self.my_requests = MyRequests(remote, self.outbox, self.my_day, self.clock)
        self.team_rota = TeamRota(remote, self.my_day)
        self.my_link = MyLink(remote)
        self.my_due = MyDue(remote, self.session, self.clock)
        self.hand_over = HandOverModel(remote, self.outbox, self.my_day, self.clock)
        self.lead_inbox = LeadInbox(remote, self.outbox, self.session, self.clock)
        self.left_work = LeftWorkModel(remote, self.outbox, self.my_day, self.clock, self.lead_inbox)
        self.macros = MacrosModel(remote, self.outbox)
        self.approvals = ApprovalsModel(remote, self.outbox, self.session)
        self.executors = ExecutorsModel(remote, self.session)
        self.floor_asked = FloorRequests()
        self.sick = SickModel(remote, self.outbox, self.my_day, self.clock)
        self.wall = WallModel(remote, self.outbox, self.session, self.health, self.clock)
        self.whispers = WhispersModel(remote, self.outbox, self.session)
        self.helps = HelpsModel(remote, self.outbox, self.session)
        self.listenings = ListeningsModel(remote, self.outbox, self.session)
        self.broadcasts = BroadcastsModel(remote, self.outbox, self.session)
        self._ends: list[Callable[[], None]] = []
        self._sat = False
        self._cut_off = True
        self.session.changed.connect(self._follow_session)
        remote.feed.watch(self._learn_time)
        remote.feed.watch_health(self._follow_link)

    def refresh(self) -> None:
        """Ask the server anew for everything that the bar shows."""
        self.state.refresh()
        self.call.refresh()
        self.follow_ups.refresh()
        self.my_day.refresh()
        self.my_requests.refresh()

    def at_end(self, stop: Callable[[], None]) -> None:
        """A panel's own models begin nothing any more, either, once the program ends."""
        self._ends.append(stop)

    def close(self) -> None:
        """Begin nothing any more: the program ends."""
        for stop in self._ends:
            stop()
        self.clock.stop()
        self.follow_ups.stop()
        self.my_day.stop()
        self.my_due.stop()
        self.my_requests.stop()
        self.team_rota.stop()
        self.hand_over.stop()
        self.lead_inbox.stop()
        self.approvals.stop()
        self.executors.stop()
        for told in (self.wall, self.whispers, self.helps, self.listenings, self.broadcasts):
            told.stop()
        self.search.stop()

    def _follow_session(self) -> None:
        """Somebody sat down, and their file is open: fetch what is theirs. Somebody left: forget it."""
        sits = self.session.sitting is not Sitting.SIGNED_OUT
        if sits and not self._sat and not self.session.asking:
            self._sat = True
            self.refresh()
        elif self._sat and not sits:
            self._sat = False
            for model in (self.state, self.call, self.follow_ups, self.search, self.left_work):
                model.forget()
            for mine in (self.may_go, self.hand_over, self.my_link, self.my_requests, self.team_rota, self.my_day):
                mine.forget()
            self.directory.colleagues.forget()

    def _follow_link(self, health: Health) -> None:
        """After an interruption, look again: at what no event of mine tells, and at what could not be fetched."""
        if health.link.lost:
            self._cut_off = True
        elif health.link is Link.LIVE and self._cut_off:
            self._cut_off = False
            self.refresh()
            self.approvals.refresh()
            self.lead_inbox.refresh()
            self.my_due.refresh()
            self.executors.refresh()

    def _learn_time(self, news: FeedItem | PresenceList | Gap) -> None:
        if isinstance(news, FeedItem) and self.health.link is Link.LIVE:
            self.clock.learn(news.event.recorded_at)
