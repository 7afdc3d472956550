"""What the writer of a reply has seen of its ticket, so that nobody answers blind."""

from PySide6.QtCore import QObject, Signal

from desk.client.remote.feed import News
from desk.client.remote.remote import Remote
from desk.contract.events import ArticleAdded, Event
from desk.contract.feed import FeedItem
from desk.contract.tickets import ArticleKind, Ticket

_SAID = (ArticleKind.REPLY, ArticleKind.MESSAGE)


class Sight(QObject):
    """Whatever a colleague or the customer says while the agent writes is unseen until the agent has looked at it."""

    changed = Signal()
    """Something came while the agent was writing, or he has seen it; carries nothing."""

    def __init__(self, remote: Remote) -> None:
        super().__init__()
        self._me = remote.session
        self.ticket_id: int | None = None
        self.unseen: list[Event] = []
        self._seen: dict[int, int] = {}
        self._newest: dict[int, int] = {}
        #: My own articles: they are never news to me, though the server counts them.
        self.own: set[int] = set()
        self._writing = False
        remote.feed.watch(self._hear)

    @property
    def seen(self) -> int | None:
        """The newest article the writer has seen; None while there is none."""
        return self._seen.get(self.ticket_id or 0)

    def look_at(self, ticket_id: int | None) -> None:
        """The agent works on this ticket now; what it holds is before him."""
        if ticket_id != self.ticket_id:
            self.ticket_id, self.unseen = ticket_id, []
            self._catch_up()
            self.changed.emit()

    def learn(self, tickets: list[Ticket]) -> None:
        """The tickets as the server has them now."""
        for ticket in tickets:
            if ticket.last_article_id is not None:
                self._newest[ticket.id] = max(self._newest.get(ticket.id, 0), ticket.last_article_id)
        if self.seen is None or not self._writing:
            self._catch_up()

    def begin(self) -> None:
        """The agent begins to write, with everything so far before his eyes."""
        if not self.unseen:
            self._catch_up()

    def written(self, something: bool) -> None:
        """Whether words of the agent stand there."""
        self._writing = something
        if not something and self.unseen:
            self.accept()

    def accept(self) -> None:
        """The agent has seen what came."""
        self.unseen = []
        self._catch_up()
        self.changed.emit()

    def learn_unseen(self, ids: list[int]) -> bool:
        """The server refused a reply because of these articles; True when all of them are the agent's own."""
        if self.ticket_id is not None and ids:
            self._newest[self.ticket_id] = max(self._newest.get(self.ticket_id, 0), *ids)
        return bool(ids) and set(ids) <= self.own

    def _catch_up(self) -> None:
        if self.ticket_id is not None and (newest := self._newest.get(self.ticket_id)):
            self._seen[self.ticket_id] = newest

    def _hear(self, news: News) -> None:
        if not isinstance(news, FeedItem) or not isinstance(news.event.fact, ArticleAdded):
            return
        event, user = news.event, self._me.state.user
        if event.ticket_id is None:
            return
        self._newest[event.ticket_id] = max(self._newest.get(event.ticket_id, 0), event.seq)
        mine = user is not None and event.actor_id == user.id
        if mine:
            self.own.add(event.seq)
        if event.ticket_id != self.ticket_id:
            return
        if not mine and self._writing and news.event.fact.article_kind in _SAID:
            self.unseen.append(event)
            self.changed.emit()
        elif not self.unseen:
            self._catch_up()
