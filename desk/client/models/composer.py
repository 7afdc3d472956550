"""What the agent writes: three texts for each place, kept at every keystroke, and never changed from outside.

The editor on screen owns the words. It tells every change by ``write``; only the agent's own acts (another place or
mode, taking back what was sent) make it show something else, by ``shown``, ``taken`` and ``returned``.
"""

from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from desk.client.models.directory import Directory
from desk.client.models.files import Files
from desk.client.models.presence import PresenceModel
from desk.client.models.sight import Sight
from desk.client.models.templates import blanks
from desk.client.remote.drafts import Drafts, DraftState
from desk.client.remote.remote import Remote
from desk.contract.tickets import ArticleDraft, ArticleKind, TicketDraft

KINDS = (ArticleKind.REPLY, ArticleKind.NOTE, ArticleKind.CALL_NOTE)
TITLE_LENGTH = 60


@dataclass(frozen=True, slots=True)
class Spot:
    """Where the words go: a ticket, or a new one; a call note goes with its call."""

    customer_id: int
    ticket_id: int | None = None
    call_id: int | None = None
    #: The call's own ticket and queue, once it has them.
    call_ticket_id: int | None = None
    call_queue_id: int | None = None

    def key(self, kind: ArticleKind) -> str:
        """Under which name a text of this kind is kept."""
        if kind is ArticleKind.CALL_NOTE and self.call_id is not None:
            return f"call:{self.call_id}"
        return f"customer:{self.customer_id}" if self.ticket_id is None else f"ticket:{self.ticket_id}"

    def target(self, kind: ArticleKind) -> int | None:
        """The ticket a text of this kind is written on; None makes a new one."""
        if kind is ArticleKind.CALL_NOTE and self.call_id is not None:
            return self.call_ticket_id or self.ticket_id
        return self.ticket_id


class Composer(QObject):
    """The text being written now, and those beside it."""

    shown = Signal()
    """Another text is to be shown, because the agent went elsewhere: read `body`."""
    leaving_place = Signal()
    """Another text is about to be shown: a syllable still being composed belongs to the one before."""
    changed = Signal()
    """Something about the text (never the text itself) changed; carries nothing."""

    def __init__(self, remote: Remote, directory: Directory, presence: PresenceModel) -> None:
        super().__init__()
        self._drafts: Drafts = remote.drafts
        self._directory, self._presence = directory, presence
        self.spot: Spot | None = None
        self.kind = ArticleKind.REPLY
        self.body = ""
        #: Words on their way to the outbox: they stay in the draft until the disk has them there.
        self._leaving: dict[tuple[str, str], str] = {}
        self.new_title = ""
        self.new_queue_id: int | None = None
        self.sight = Sight(remote)
        self.files = Files(remote)
        self.other = ""
        self.kept = True
        #: The disk does not take the text: it stands on screen alone.
        self.disk_refused = False
        remote.drafts.watch(self._hear_draft)
        for part in (self.sight, self.files):
            part.changed.connect(self.changed)

    # Going elsewhere

    @property
    def key(self) -> str:
        """Where the text is kept."""
        return "" if self.spot is None else self.spot.key(self.kind)

    @property
    def place(self) -> tuple[str, str]:
        """Where the text is kept, and what it is."""
        return self.key, str(self.kind)

    @property
    def target(self) -> int | None:
        """The ticket the text is written on; None makes a new one."""
        return None if self.spot is None else self.spot.target(self.kind)

    def go(self, spot: Spot | None) -> None:
        """The agent works elsewhere now; what was written there before is shown again."""
        if spot is None or spot.key(self.kind) != self.key:
            self.leaving_place.emit()
        before, self.spot = self.place, spot
        self.sight.look_at(self.target)
        if self.place != before:
            self._show()
        self.changed.emit()

    def adopt(self, spot: Spot) -> None:
        """The place got another name (its new ticket, its call's ticket): the text stays, and its draft moves along."""
        before, self.spot = self.place, spot
        self.sight.look_at(self.target)
        if self.place != before:
            there = self._drafts.find(*self.place)
            if there is not None and there.body and self.body:
                self.other = there.body
            elif there is not None and there.body:
                self._show()
            self._keep()
            self._drafts.drop(*before)
            self.files.move(before, self.place)
        self.changed.emit()

    def follow(self, customer_id: int) -> None:
        """The customer goes on under another record: every text of the place moves along."""
        if self.spot is not None:
            self.move(replace(self.spot, customer_id=customer_id))

    def follow_ticket(self, ticket_id: int) -> None:
        """The ticket goes on as another one: every text of the place moves along."""
        if self.spot is not None:
            call_ticket = self.spot.call_ticket_id
            moved = ticket_id if call_ticket == self.spot.ticket_id else call_ticket
            self.move(replace(self.spot, ticket_id=ticket_id, call_ticket_id=moved))

    def move(self, after: Spot) -> None:
        """The place is called otherwise from now on: no text of it is lost."""
        before = self.spot
        if before is None:
            return
        for kind in KINDS:
            if kind is not self.kind and before.key(kind) != after.key(kind):
                self._carry((before.key(kind), str(kind)), (after.key(kind), str(kind)))
        self.adopt(after)

    def set_kind(self, kind: ArticleKind) -> None:
        """Write a reply, a note or a call note; each keeps its own text."""
        if kind is self.kind:
            return
        self.leaving_place.emit()
        self.kind = kind
        self.sight.look_at(self.target)
        self._show()
        self.changed.emit()

    # Writing

    def write(self, body: str, *, by_hand: bool = True) -> None:
        """The text is this now, a syllable still being composed included; call it at every change."""
        if body == self.body:
            return
        began, self.body = not self.body.strip(), body
        if began:
            self.sight.begin()
        self._keep()
        if by_hand and self.spot is not None:
            self._presence.typed()
        self.sight.written(bool(body.strip()))

    def blanks(self) -> list[tuple[int, int]]:
        """Variables that still stand in the text."""
        return blanks(self.body)

    def take_other(self) -> str:
        """The text that was written elsewhere for this place: the agent wants it here."""
        other, self.other = self.other, ""
        self._drafts.settle(*self.place)
        self.changed.emit()
        return other

    def leave_other(self) -> None:
        """The agent does not want the text that was written elsewhere."""
        self.take_other()

    # What is sent

    def ready(self) -> bool:
        """Whether there is anything to send, and everything it carries is there."""
        return self.spot is not None and bool(self.body.strip()) and not self.files.busy

    def article(self) -> ArticleDraft:
        """The text as it is sent."""
        assert self.spot is not None, "nothing is sent from nowhere"
        reply = self.kind is ArticleKind.REPLY
        return ArticleDraft(
            kind=str(self.kind),
            body=self.body,
            call_id=self.spot.call_id if self.kind is ArticleKind.CALL_NOTE else None,
            seen_article_id=self.sight.seen if reply else None,
        )

    def new_ticket(self, article: ArticleDraft) -> TicketDraft | None:
        """The ticket to open with the text as its first article; None while no queue is known."""
        assert self.spot is not None, "nothing is sent from nowhere"
        queue_id = self.new_queue_id or self.spot.call_queue_id or next(iter(self._directory.queues), None)
        if queue_id is None:
            return None
        title = self.new_title.strip() or article.body.strip().splitlines()[0][:TITLE_LENGTH]
        return TicketDraft(title=title, queue_id=queue_id, customer_id=self.spot.customer_id, article=article)

    def send_off(self, place: tuple[str, str], body: str) -> None:
        """These words are on their way to the outbox: keep them in the draft until they are there."""
        self._leaving[place] = body

    def gone(self, place: tuple[str, str]) -> None:
        """The outbox has the words on disk: the draft holds only what was written since."""
        self._leaving.pop(place, None)
        if place == self.place:
            self._keep()
        else:
            self._drafts.drop(*place)

    def put_aside(self, place: tuple[str, str], body: str) -> None:
        """Put words in front of the draft of a place that is not shown just now."""
        known = self._drafts.find(*place)
        rest = known.body if known is not None else ""
        self._drafts.write(*place, joined(body, rest))

    # Inside

    def _carry(self, before: tuple[str, str], after: tuple[str, str]) -> None:
        """A text that is not shown just now gets another place."""
        draft = self._drafts.find(*before)
        if draft is not None and draft.body:
            self.put_aside(after, draft.body)
            self._drafts.drop(*before)
        self.files.carry(before, after)

    def _show(self) -> None:
        draft = self._drafts.find(*self.place) if self.key else None
        self.body = "" if draft is None else draft.body
        self.other = "" if draft is None else draft.other
        self.kept = draft is None or draft.kept
        self.disk_refused = draft is not None and draft.refused
        self.sight.begin()
        self.sight.written(bool(self.body.strip()))
        self.files.show(self.place)
        self.shown.emit()

    def _keep(self) -> None:
        if not self.key:
            return
        whole = joined(self._leaving.get(self.place, ""), self.body)
        if whole:
            self._drafts.write(*self.place, whole)
        else:
            self._drafts.drop(*self.place)

    def _hear_draft(self, draft: DraftState) -> None:
        """How the draft is kept; a text from elsewhere is offered and never put into the editor."""
        if (draft.key, draft.kind) != self.place:
            return
        if (draft.kept, draft.refused, draft.other) != (self.kept, self.disk_refused, self.other):
            self.kept, self.disk_refused = draft.kept, draft.refused
            self.other = draft.other if draft.other != self.body else ""
            self.changed.emit()


def joined(first: str, second: str) -> str:
    """Two texts as one, each on its own line."""
    return f"{first}\n{second}" if first and second else first or second
