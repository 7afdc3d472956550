"""From the composer into the outbox and, for some seconds, back: held while the writer has not seen everything."""

from dataclasses import replace
from enum import Enum

import msgspec
from PySide6.QtCore import QObject, Signal

from desk.client.models import tasks
from desk.client.models.composer import Composer, Spot
from desk.client.models.outbox import OutboxChange, OutboxModel, Pending, Status
from desk.client.remote import commands
from desk.client.remote.command import Command
from desk.client.remote.remote import Remote
from desk.contract.errors import DeskError, ErrorCode, Problem, Refusal
from desk.contract.tickets import ArticleDraft, ArticleKind, Ticket, TicketDraft

UNDO_SECONDS = 5.0
Place = tuple[str, str]


class Hold(Enum):
    """Why the words were not sent yet; sending once more sends them all the same, where that can help."""

    NONE = "none"
    BLANKS = "blanks"
    UNSEEN = "unseen"
    FILES = "files"
    NO_QUEUE = "no_queue"
    NOT_KEPT = "not_kept"
    REFUSED = "refused"


class Sending(QObject):
    """Sends what the composer holds, exactly once, and gives it back when it was taken back or refused."""

    changed = Signal()
    """The reason for holding, or what can still be taken back, changed; carries nothing."""
    taken = Signal()
    """The words are on their way: the editor is to be empty now."""
    returned = Signal(str)
    """Words come back; carries them. They belong in front of what stands in the editor."""
    sent = Signal(str)
    """The outbox has the words on disk; carries the key of the command, good for `undo` for some seconds."""
    opened = Signal(int)
    """A new ticket holds the words that were sent; carries its number."""

    def __init__(self, remote: Remote, outbox: OutboxModel, composer: Composer) -> None:
        super().__init__()
        self._remote, self._outbox, self._composer = remote, outbox, composer
        self.hold = Hold.NONE
        self.problem: Problem | None = None
        #: The key of what can still be taken back.
        self.undoable = ""
        self._confirmed: set[Hold] = set()
        self._refused: list[Pending] = []
        self._places: dict[str, Place] = {}
        outbox.refused.connect(self._hear_refused)
        outbox.recovered.connect(self._take_back)
        outbox.settled.connect(self._hear_settled)
        composer.shown.connect(self.look)
        composer.sight.changed.connect(self._hear_unseen)

    def send(self) -> None:
        """Send the words, or say why not; called again for the same reason it sends them all the same."""
        composer = self._composer
        if composer.spot is None or not composer.body.strip():
            return
        if composer.files.busy:
            self._hold(Hold.FILES)
            return
        for hold, reason in ((Hold.BLANKS, bool(composer.blanks())), (Hold.UNSEEN, self._is_blind())):
            if reason and hold not in self._confirmed:
                again = self.hold is hold
                if not again:
                    self._hold(hold)
                    return
                self._confirmed.add(hold)
        if self._is_blind():
            composer.sight.accept()
        command = self._command()
        if command is None:
            self._hold(Hold.NO_QUEUE)
            return
        self._go(command, composer.body)

    def edited(self) -> None:
        """The words changed: what was confirmed about them holds no longer."""
        self._confirmed.discard(Hold.BLANKS)
        if self.hold in (Hold.BLANKS, Hold.FILES, Hold.NO_QUEUE, Hold.NOT_KEPT):
            self._hold(Hold.NONE)

    def relax(self) -> None:
        """The agent goes on writing instead of sending."""
        self._hold(Hold.NONE)

    def undo(self) -> None:
        """Take back what was sent last, if that is still possible."""
        key, self.undoable = self.undoable, ""
        if key:
            tasks.start(self._withdraw(key), name="take back", owner=self)
        self.changed.emit()

    def too_late(self, key: str) -> None:
        """The time for taking it back is over."""
        if key == self.undoable:
            self.undoable = ""
            self.changed.emit()

    def look(self) -> None:
        """Another text is shown: see whether one of its kind was refused earlier."""
        self._confirmed.clear()
        self._refused = [one for one in self._outbox.entries if one.status is Status.REFUSED and self._is_here(one)]
        self._show_refused()

    def take_refused(self) -> None:
        """The agent wants the refused words back in the editor."""
        for pending in self._refused:
            if pending.command is not None:
                self._take_back(pending.command)
                tasks.start(self._discard(pending.key), name="let go of refused words", owner=self)
        self._refused = []
        self._hold(Hold.UNSEEN if self._composer.sight.unseen else Hold.NONE)

    # Inside

    def _is_blind(self) -> bool:
        return self._composer.kind is ArticleKind.REPLY and bool(self._composer.sight.unseen)

    def _hold(self, hold: Hold, problem: Problem | None = None) -> None:
        self.hold, self.problem = hold, problem
        self.changed.emit()

    def _command(self) -> Command | None:
        composer = self._composer
        article, target = composer.article(), composer.target
        if target is not None:
            return commands.add_article(target, article, undo=UNDO_SECONDS, files=composer.files.keys())
        draft = composer.new_ticket(article)
        if draft is None:
            return None
        files = composer.files.keys()
        return msgspec.structs.replace(commands.open_ticket(draft), undo=UNDO_SECONDS, files=files)

    def _go(self, command: Command, body: str) -> None:
        composer, place = self._composer, self._composer.place
        self._confirmed.clear()
        self._hold(Hold.NONE)
        self._places[command.key] = place
        composer.files.leave(command.key)
        composer.send_off(place, body)
        self.taken.emit()
        tasks.start(self._put(command, place, body), name="send words", owner=self)

    async def _put(self, command: Command, place: Place, body: str) -> None:
        try:
            await self._remote.outbox.put(command)
        except DeskError:
            self._composer.gone(place)
            self._give_back(place, body)
            self._hold(Hold.NOT_KEPT)
            return
        self._composer.gone(place)
        self.undoable = command.key
        self.sent.emit(command.key)
        self.changed.emit()

    async def _withdraw(self, key: str) -> None:
        command = await self._remote.outbox.withdraw(key)
        if command is not None:
            self._take_back(command)

    async def _discard(self, key: str) -> None:
        """Let go of a refused command only when its words are on disk as a draft."""
        await self._remote.drafts.flush()
        await self._remote.outbox.discard(key)

    def _take_back(self, command: Command) -> None:
        """Words of a command go back to where they were written."""
        article = _article_of(command)
        if article is None:
            return
        place = self._places.pop(command.key, None) or place_of(command, article)
        self._composer.files.give_back(command.files, place)
        if self._composer.key == place[0] and place[1] != self._composer.kind:
            self._composer.set_kind(ArticleKind(place[1]))
        self._give_back(place, article.body)

    def _give_back(self, place: Place, body: str) -> None:
        if place == self._composer.place:
            self.returned.emit(body)
        else:
            self._composer.put_aside(place, body)

    def _is_here(self, pending: Pending) -> bool:
        article = None if pending.command is None else _article_of(pending.command)
        if article is None or pending.command is None:
            return False
        return (self._places.get(pending.key) or place_of(pending.command, article)) == self._composer.place

    def _hear_refused(self, pending: Pending) -> None:
        """The server did not take words: they come back at once when nothing is being written, else on request."""
        article = None if pending.command is None else _article_of(pending.command)
        if article is None or pending.command is None or pending.status is not Status.REFUSED:
            return
        self.too_late(pending.key)
        if self._repeat(pending, pending.command, article):
            return
        if self._is_here(pending):
            self._refused.append(pending)
            self._show_refused()

    def _repeat(self, pending: Pending, command: Command, article: ArticleDraft) -> bool:
        """A reply refused only because of the agent's own last words is sent again: he has seen those."""
        problem, sight = pending.problem, self._composer.sight
        ticket_id = int(command.path.get("ticket_id", 0))
        if problem is None or problem.code is not ErrorCode.STALE or not problem.unseen:
            return False
        if ticket_id == sight.ticket_id:
            sight.learn_unseen(problem.unseen)
        if not set(problem.unseen) <= sight.own:
            return False
        seen = msgspec.structs.replace(article, seen_article_id=max(problem.unseen))
        again = commands.add_article(ticket_id, seen, files=command.files)
        self._places[again.key] = self._places.pop(command.key, place_of(command, article))
        tasks.start(self._put_again(again, pending.key), name="send words again", owner=self)
        return True

    async def _put_again(self, command: Command, refused_key: str) -> None:
        await self._remote.outbox.put(command)
        await self._remote.outbox.discard(refused_key)

    def _show_refused(self) -> None:
        if not self._refused:
            if self.hold is Hold.REFUSED:
                self._hold(Hold.NONE)
            return
        if not self._composer.body:
            self.take_refused()
        else:
            self._hold(Hold.REFUSED, self._refused[-1].problem)

    def _hear_unseen(self) -> None:
        self._confirmed.discard(Hold.UNSEEN)
        if self.hold is Hold.UNSEEN and not self._composer.sight.unseen:
            self._hold(Hold.NONE)

    def _hear_settled(self, change: OutboxChange) -> None:
        """The first words on a new ticket are there: what is written next goes on that ticket."""
        self.too_late(change.pending.key)
        place = self._places.pop(change.pending.key, None)
        ticket: object = getattr(change.answer, "data", None)
        composer = self._composer
        if not isinstance(ticket, Ticket) or composer.spot is None:
            return
        if ticket.last_article_id is not None:
            composer.sight.own.add(ticket.last_article_id)
        if place is None or place[0] != composer.spot.key(ArticleKind(place[1])) or composer.spot.ticket_id is not None:
            return
        composer.sight.learn([ticket])
        composer.adopt(adopted(composer.spot, ticket, ArticleKind(place[1])))
        self.opened.emit(ticket.id)

    def handle_error(self, error: DeskError) -> None:
        """The disk or the server did not take something: say so where the words are."""
        self._hold(Hold.NOT_KEPT, error.problem if isinstance(error, Refusal) else None)


def _article_of(command: Command) -> ArticleDraft | None:
    body = command.body
    if isinstance(body, TicketDraft):
        return body.article
    return body if isinstance(body, ArticleDraft) else None


def place_of(command: Command, article: ArticleDraft) -> Place:
    """Where the words of a command were written, as far as the command tells."""
    if article.kind == ArticleKind.CALL_NOTE and article.call_id is not None:
        return f"call:{article.call_id}", article.kind
    if isinstance(command.body, TicketDraft):
        return f"customer:{command.body.customer_id}", article.kind
    return f"ticket:{command.path['ticket_id']}", article.kind


def adopted(spot: Spot, ticket: Ticket, kind: ArticleKind) -> Spot:
    """The place after its first words made a ticket; a call's note makes the call's ticket."""
    call_ticket = ticket.id if kind is ArticleKind.CALL_NOTE and spot.call_id is not None else spot.call_ticket_id
    return replace(spot, ticket_id=ticket.id, call_ticket_id=call_ticket)
