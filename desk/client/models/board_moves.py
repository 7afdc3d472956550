"""What a lead does to cards: ordered, shown as pending while it waits, refused card by card, taken back."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from msgspec import UNSET, structs
from PySide6.QtCore import QObject, Signal

from desk.client.models.clock import Clock
from desk.client.models.outbox import Command, OutboxChange, OutboxModel, Pending, Status
from desk.client.remote import queue_commands
from desk.client.remote.command import new_key
from desk.contract.board import Card, CardChange, Move, MoveDraft, MoveItem, MoveResult
from desk.contract.errors import Problem
from desk.contract.tickets import TicketState

#: So long a card that came home shows why.
TOLD_FOR = timedelta(seconds=20)


@dataclass(frozen=True, slots=True)
class Order:
    """Cards that were sent to be changed, as they were and as they will be. ``undoes``: it takes that move back.
    ``where``: words for where they go, to be told with the outcome."""

    before: Mapping[int, Card]
    after: Mapping[int, Card]
    where: str = ""
    undoes: Move | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an order: the server's ``move``, or the problem for which none of it came to be. Both null: it was
    never sent, for the workstation could not keep it, or kept it so long (``held``) that the floor has moved on."""

    order: Order
    move: Move | None
    problem: Problem | None = None
    held: bool = False

    @property
    def refused(self) -> list[MoveResult]:
        """Each card that was not changed, and why."""
        return [] if self.move is None else [one for one in self.move.results if one.code]

    @property
    def done(self) -> list[MoveResult]:
        """Each card that was."""
        return [] if self.move is None else [one for one in self.move.results if not one.code]


@dataclass(frozen=True, slots=True)
class Home:
    """A card came home: for this code, because ``winner`` was faster, until this instant it says so."""

    code: str
    winner: str
    until: datetime


def changed(card: Card, change: CardChange) -> Card:
    """A card as it will be."""
    state, until = card.state, card.pending_until
    if change.pending_until is not UNSET:
        until = None if change.pending_until is None else int(change.pending_until.timestamp())
        state = card.state if until is None else TicketState.PENDING
    if change.state is not UNSET:
        state = change.state
    return structs.replace(
        card,
        owner_id=card.owner_id if change.owner_id is UNSET else change.owner_id,
        queue_id=card.queue_id if change.queue_id is UNSET else change.queue_id,
        state=state,
        pending_until=until if state is TicketState.PENDING else None,
        priority=card.priority if change.priority is UNSET else change.priority,
        tags=tuple(dict.fromkeys((*(one for one in card.tags if one not in change.remove_tags), *change.add_tags))),
    )


class BoardMoves(QObject):
    """Orders, what of them is pending, and the way back."""

    changed = Signal(object)
    """Cards are shown as other ones, or say something else; carries their ids as a frozenset."""
    settled = Signal(object)
    """An order has an outcome; carries the `Outcome`."""

    def __init__(self, outbox: OutboxModel, clock: Clock, known: Mapping[int, Card]) -> None:
        """``known``: the cards as the server last told them, kept by others."""
        super().__init__()
        self._outbox, self._clock, self._known = outbox, clock, known
        #: Cards as they will be, as far as nobody has heard of it by an event.
        self.pending: dict[int, Card] = {}
        self.home: dict[int, Home] = {}
        self._orders: dict[str, Order] = {}
        #: Orders that shall be taken back as soon as they are answered.
        self._unwanted = set[str]()
        #: Of cards that were changed the version that will be heard of.
        self._expected: dict[int, int] = {}
        #: Moves that can be taken back, the last one last, with the cards as they were.
        self._done: list[tuple[Move, Mapping[int, Card]]] = []
        outbox.settled.connect(self._settle)
        outbox.not_kept.connect(self._not_kept)
        outbox.recovered.connect(self._withdrawn)
        outbox.ask_first(self._take_refusal)
        clock.tick.connect(self._tick)

    @property
    def waiting(self) -> int:
        """How many orders nobody has answered yet."""
        return len(self._orders)

    def is_sent(self, card_id: int) -> bool:
        """Whether a card is in an order that nobody has answered yet: at which version it will be is not known."""
        return any(card_id in order.after for order in self._orders.values())

    def order(
        self,
        cards: Iterable[Card],
        change: CardChange,
        *,
        where: str = "",
        why: str = "",
        code: str = "moved",
        each: Mapping[int, CardChange] | None = None,
    ) -> str:
        """Send cards to be changed, ``each`` its own way where one is given; answers the key of the command."""
        own = each or {}
        before = {card.id: card for card in cards}
        items = [MoveItem(ticket_id=one.id, version=one.version, change=own.get(one.id)) for one in before.values()]
        after = {one.id: changed(one, own.get(one.id, change)) for one in before.values()}
        draft = MoveDraft(items=items, change=change, why=why, code=code)
        return self._send(Order(before, after, where), queue_commands.move_tickets(draft, click=new_key()))

    def can_undo(self) -> Move | None:
        """The move that can be taken back now: the last one, for half a minute."""
        now = self._clock.now()
        self._done = [one for one in self._done if one[0].undo_until > now]
        return self._done[-1][0] if self._done else None

    def undo(self, move: Move | None = None) -> Move | None:
        """Take a move back, else the last one; answers it, None when it is too late."""
        last = self.can_undo()
        wanted = last if move is None else move
        known = next((one for one in self._done if wanted is not None and one[0].id == wanted.id), None)
        if known is None:
            return None
        self._done.remove(known)
        found, before = known
        done = {one.ticket_id: one.version for one in found.results if not one.code}
        after = {key: structs.replace(card, version=done[key]) for key, card in before.items() if key in done}
        self._send(Order(after, after, undoes=found), queue_commands.undo_move(found, click=new_key()))
        return found

    def withdraw(self) -> bool:
        """Take the last order back that nobody has answered yet; False when there is none.

        What is on its way already is taken back when its answer comes.
        """
        key = next((one for one in reversed(self._orders) if self._orders[one].undoes is None), None)
        if key is None or key in self._unwanted:
            return False
        order, entry = self._orders[key], self._outbox.find(key)
        self._unwanted.add(key)
        self.pending.update(order.before)
        if entry is not None and entry.status is Status.WAITING:
            self._outbox.withdraw(key)
        self.changed.emit(frozenset(order.before))
        return True

    def hear(self, cards: Iterable[Card], gone: Iterable[int] = ()) -> None:
        """Cards as the server has them now: what was expected of them is settled."""
        touched = set[int]()
        for card in cards:
            expected = self._expected.get(card.id)
            if expected is not None and card.version >= expected:
                touched.add(card.id)
        touched |= {one for one in gone if one in self.pending}
        for card_id in touched:
            self._expected.pop(card_id, None)
            if not self.is_sent(card_id):
                self.pending.pop(card_id, None)
        if touched:
            self.changed.emit(frozenset(touched))

    def forget(self) -> None:
        """Another person sits here."""
        self.pending.clear()
        self.home.clear()
        self._orders.clear()
        self._unwanted.clear()
        self._expected.clear()
        self._done.clear()

    # Inside

    def _send(self, order: Order, command: Command) -> str:
        self._orders[command.key] = order
        self.pending.update(order.after)
        for card_id in order.after:
            self.home.pop(card_id, None)
        self._outbox.put(command)
        self.changed.emit(frozenset(order.after))
        return command.key

    def _settle(self, change: OutboxChange) -> None:
        order = self._orders.pop(change.pending.key, None)
        move: object = getattr(change.answer, "data", None)
        if order is None or not isinstance(move, Move):
            return
        outcome = Outcome(order, move)
        for one in outcome.done:
            self._expected[one.ticket_id] = one.version
            if one.ticket_id in self.pending:
                # Before anybody has heard of it the card can be moved on from here.
                self.pending[one.ticket_id] = structs.replace(self.pending[one.ticket_id], version=one.version)
        until = self._clock.now() + TOLD_FOR
        for one in outcome.refused:
            self.home[one.ticket_id] = Home(one.code, one.winner, until)
        for card_id in order.after:
            # The event may have been quicker than the answer; and what stays as it was is told by none.
            card = self._known.get(card_id)
            if card is None or card.version >= self._expected.get(card_id, 0):
                self._expected.pop(card_id, None)
                self.pending.pop(card_id, None)
        if order.undoes is None and outcome.done:
            self._done.append((move, order.before))
        self.changed.emit(frozenset(order.after))
        if change.pending.key in self._unwanted and outcome.done:
            self.undo(move)
        else:
            self.settled.emit(outcome)
        self._unwanted.discard(change.pending.key)

    def _take_refusal(self, pending: Pending) -> bool:
        """The cards say why themselves: nothing is left in the drawer to be decided."""
        if pending.key not in self._orders:
            return False
        self._give_up(pending.key, pending.problem, held=pending.status is Status.HELD)
        self._outbox.discard(pending.key)
        return True

    def _not_kept(self, command: Command) -> None:
        if command.key in self._orders:
            self._give_up(command.key, None)

    def _withdrawn(self, command: Command) -> None:
        """Taken back before it was sent, here or where everything unsent is listed: as if it had never been ordered."""
        order = self._orders.pop(command.key, None)
        self._unwanted.discard(command.key)
        if order is not None:
            for card_id in order.after:
                self.pending.pop(card_id, None)
            self.changed.emit(frozenset(order.after))

    def _give_up(self, key: str, problem: Problem | None, *, held: bool = False) -> None:
        order = self._orders.pop(key)
        self._unwanted.discard(key)
        until = self._clock.now() + TOLD_FOR
        for card_id in order.after:
            self.pending.pop(card_id, None)
            self.home[card_id] = Home("" if problem is None else problem.code, "", until)
        self.changed.emit(frozenset(order.after))
        self.settled.emit(Outcome(order, None, problem, held))

    def _tick(self) -> None:
        if self.home:
            now = self._clock.now()
            over = frozenset(key for key, one in self.home.items() if one.until <= now)
            for card_id in over:
                del self.home[card_id]
            if over:
                self.changed.emit(over)
