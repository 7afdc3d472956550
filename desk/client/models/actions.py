"""What may be done for the open customer: every action judged on the order in focus, before anybody clicks."""

import asyncio
import time
from dataclasses import dataclass
from datetime import UTC, datetime

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal

from desk.actions import ACTIONS
from desk.actions.action import Case
from desk.actions.authority import left_today
from desk.actions.judge import judge
from desk.client.models import tasks
from desk.client.models.clock import Clock
from desk.client.models.customer import CustomerModel
from desk.client.models.offers import Offer, Standing, first_order, offer_of, place_of
from desk.client.models.outbox import MOVING, Command, OutboxChange, OutboxModel, Pending
from desk.client.models.remedy_overlay import (
    REMEDY_COMMANDS,
    REMEDY_FACTS,
    Ordered,
    case_of,
    draft_of,
    laid_over,
)
from desk.client.models.session import SessionModel
from desk.client.remote import commands
from desk.client.remote.feed import Link, News
from desk.client.remote.remote import Remote
from desk.contract import events as log
from desk.contract.errors import DeskError, ErrorCode
from desk.contract.feed import FeedItem, Gap
from desk.contract.remedies import (
    Effect,
    Precedent,
    PrecedentQuery,
    Preview,
    Remedy,
    RemedyDraft,
    Situation,
    SituationOrder,
    Values,
)
from desk.contract.remedy_rules import Purse

#: Events come in bursts: one look answers them all.
SETTLE_MS = 120
#: Two presses of the same key within this time are one: a trembling finger, not a second gift.
TWICE_SECONDS = 1.0
#: How often the same click is ordered anew because something else about the customer had changed.
TRIES = 3

#: What the rules look at, besides remedies.
_LOOKED_AT = (
    log.CustomerChanged,
    log.CustomerMerged,
    log.CustomerUnmerged,
    log.NumberAdded,
    log.NumberChanged,
    log.NumberRemoved,
    log.OrderPlaced,
    log.OrderChanged,
    log.PromiseMade,
    log.PromiseKept,
    log.PromiseBroken,
    log.PromiseReleased,
    log.DeliveryMoved,
    log.PaymentMade,
)


@dataclass(frozen=True, slots=True)
class _Click:
    draft: RemedyDraft
    effect: Effect | None
    #: The remedies that were known when it was clicked.
    known: frozenset[int]
    tries: int = 1


class ActionsModel(QObject):
    """The situation of the open customer, kept fresh, and what it allows. A click puts a command into the outbox."""

    changed = Signal()
    """The situation, the order in focus, or an offer is another; carries nothing."""
    precedent_changed = Signal()
    """What similar cases received is known now; carries nothing."""

    def __init__(
        self, remote: Remote, outbox: OutboxModel, session: SessionModel, clock: Clock, customer: CustomerModel
    ) -> None:
        super().__init__()
        self._remote, self._outbox, self._session, self._clock = remote, outbox, session, clock
        self._customer = customer
        self._told: Situation | None = None
        self.situation: Situation | None = None
        self.order: SituationOrder | None = None
        self.offers: list[Offer] = []
        self.error: DeskError | None = None
        #: When the server gave the situation; `fresh` is False when it is this workstation's memory.
        self.known_at: datetime | None = None
        self.fresh = True
        #: My call with this customer, to which what I do belongs.
        self.call_id: int | None = None
        self._chosen: int | None = None
        self._sequence: tuple[str, ...] = ()
        self._clicks: dict[str, _Click] = {}
        self._unkept: dict[str, Ordered] = {}
        self._answered: dict[int, Remedy] = {}
        self._pressed: dict[tuple[str, int | None], float] = {}
        #: The keys of the orders on their way that the offers were judged with.
        self._judged_with: list[str] = []
        self._precedents: dict[tuple[str, int | None], Precedent] = {}
        self._asked: set[tuple[str, int | None]] = set()
        self._fetching: asyncio.Task[None] | None = None
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settle.timeout.connect(self.refresh)
        remote.feed.watch(self._hear)
        outbox.ask_first(self._take_refusal)
        outbox.changed.connect(self._follow_outbox)
        outbox.settled.connect(self._settled)
        outbox.not_kept.connect(self._not_kept)
        outbox.refused.connect(self._refused)

    # What is known

    @property
    def customer_id(self) -> int | None:
        """Whose situation it is."""
        return self._customer.customer_id

    @property
    def is_offline(self) -> bool:
        """Whether nobody answers just now: what is ordered waits here."""
        return self._remote.feed.health.link is not Link.LIVE

    @property
    def balance(self) -> int | None:
        """Won that the agent may still give today on their own; None without a limit, or while nothing is known."""
        return None if self.situation is None else left_today(Purse.DISCRETION, Case(self.situation))

    @property
    def allowance(self) -> int | None:
        """Won that the agent may give on a day."""
        limits = self.situation.limits.get(Purse.DISCRETION) if self.situation else None
        if limits is None:
            return None
        known = [most for most in (limits.day, limits.month) if most is not None]
        return min(known, default=None)

    @property
    def remedies(self) -> list[Remedy]:
        """The latest remedies of this customer as the server and its answers tell, newest first."""
        if self._told is None:
            return []
        return laid_over(self._told, self._answered.values(), (), "").remedies

    def offer(self, name: str) -> Offer | None:
        """One of them."""
        return next((one for one in self.offers if one.action.name == name), None)

    def preview(self, name: str, values: Values) -> Preview | None:
        """The dry run of a form that is being filled in; None while nothing is known of the customer."""
        case = self.case
        return None if case is None else judge(ACTIONS[name], case, values)

    def precedent(self, name: str) -> Precedent | None:
        """What similar cases received; asked for by `ask_precedent`."""
        return self._precedents.get((name, self.order.id if self.order else None))

    @property
    def case(self) -> Case | None:
        """What every action is judged on: the situation, and the order in focus."""
        return None if self.situation is None else Case(self._now(self.situation), self.order, call_id=self.call_id)

    @property
    def version(self) -> int:
        """What has been seen: the situation, and the answers that came after it."""
        assert self._told is not None
        return max([self._told.version, *(one.version for one in self._answered.values())])

    # What the agent does

    def show(self, customer_id: int | None) -> None:
        """Another customer is open, or nobody."""
        self._settle.stop()
        if self._fetching is not None:
            self._fetching.cancel()
            self._fetching = None
        self._told, self.situation, self.order, self.error = None, None, None, None
        self.offers, self._chosen, self._sequence = [], None, ()
        self._answered.clear()
        self._precedents.clear()
        self._asked.clear()
        if customer_id is not None:
            self.refresh()
        self.changed.emit()

    def be_in_call(self, call_id: int | None) -> None:
        """This is my call with this customer, or there is none."""
        if call_id != self.call_id:
            self.call_id = call_id
            self._judge()

    def refresh(self) -> None:
        """Ask the server again."""
        if self.customer_id is None:
            return
        if self._fetching is not None:
            self._fetching.cancel()
        self._fetching = tasks.start(self._fetch(self.customer_id), name="situation", owner=self)

    async def look_again(self) -> None:
        """Ask the server again, and wait for it; afterwards `error` tells whether it could be had."""
        if self.customer_id is not None:
            await self._fetch(self.customer_id)

    def choose_order(self, order_id: int) -> None:
        """The actions are about this order from now on; one that is too old to be known is asked for."""
        if self.order is not None and self.order.id == order_id:
            return
        self._chosen, self._sequence = order_id, ()
        if self.situation is not None and all(one.id != order_id for one in self.situation.orders):
            self.refresh()
        else:
            self._judge()

    def press(self, name: str) -> bool:
        """Carry an action out with its defaults, or ask for approval; False when it needs a form or cannot be."""
        offer = self.offer(name)
        if offer is None or offer.standing not in (Standing.READY, Standing.ASK):
            return False
        return self.carry_out(name, offer.values)

    def carry_out(self, name: str, values: Values, reason: str = "") -> bool:
        """Order an action, filled in like this; False when it is barred or was ordered just now."""
        preview, offer = self.preview(name, values), self.offer(name)
        place = (name, self.order.id if self.order else None)
        just_now = time.monotonic() - self._pressed.get(place, -TWICE_SECONDS) < TWICE_SECONDS
        if preview is None or preview.obstacle is not None or just_now or self.situation is None:
            return False
        if offer is None or offer.standing is Standing.PENDING:
            return False
        self._pressed[place] = time.monotonic()
        draft = RemedyDraft(
            action=name,
            customer_id=self.situation.customer_id,
            order_id=place[1],
            call_id=self.call_id,
            values=values,
            reason=reason,
            ask_approval=preview.needs_approval,
        )
        self._put(_Click(draft, preview.effect, frozenset(one.id for one in self.remedies)))
        return True

    def ask_precedent(self, name: str) -> None:
        """Learn what similar cases received."""
        place = (name, self.order.id if self.order else None)
        if self.situation is not None and place not in self._asked:
            self._asked.add(place)
            tasks.start(self._fetch_precedent(*place), name="precedents", owner=self)

    def handle_error(self, _error: DeskError) -> None:
        """A precedent that cannot be had is not shown."""

    # Inside

    def _put(self, click: _Click) -> None:
        assert self._told is not None
        command = commands.order_remedy(click.draft, self.version)
        self._clicks[command.key] = click
        self._unkept[command.key] = Ordered(key=command.key, draft=click.draft, at=datetime.now(UTC))
        self._outbox.put(command)
        self._judge()

    async def _fetch(self, customer_id: int) -> None:
        try:
            known = await self._remote.cache.situation(customer_id, self._chosen)
        except DeskError as error:
            self.error, self.fresh = error, False
            self.changed.emit()
            return
        told = known.data
        self._told, self.known_at, self.fresh, self.error = told, known.at, known.fresh, None
        seen = {one.id: one.version for one in told.remedies}
        self._answered = {one.id: one for one in self._answered.values() if seen.get(one.id, 0) < one.version}
        self._judge()

    async def _fetch_precedent(self, name: str, order_id: int | None) -> None:
        query = PrecedentQuery(action=name, order_id=order_id)
        self._precedents[name, order_id] = await self._remote.api.precedents(query)
        self.precedent_changed.emit()

    def _now(self, situation: Situation) -> Situation:
        return msgspec.structs.replace(situation, now=self._clock.now())

    def _ordered(self) -> list[Ordered]:
        """Orders for this customer that are on their way, oldest first."""
        found = dict(self._unkept)
        for entry in self._outbox.entries:
            draft = draft_of(entry)
            if draft is not None and entry.status in MOVING:
                found[entry.key] = Ordered(key=entry.key, draft=draft, at=entry.created_at)
        return [one for one in found.values() if one.draft.customer_id in self._customer.ids]

    def _judge(self) -> None:
        """Look at everything anew."""
        if self._told is None:
            return
        me = self._session.user.name if self._session.user else ""
        ordered = self._ordered()
        self._judged_with = [one.key for one in ordered]
        self.situation = laid_over(self._now(self._told), self._answered.values(), ordered, me)
        before = self.order.id if self.order else None
        wanted = self._chosen or before or first_order(self.situation)
        self.order = case_of(self.situation, wanted).order
        if self.order is None:
            self.order = case_of(self.situation, first_order(self.situation)).order
        now = self.order.id if self.order else None
        moving = {one.draft.action for one in ordered if one.draft.order_id == now}
        case = Case(self.situation, self.order, call_id=self.call_id)
        offers = [offer_of(action, case, pending=action.name in moving) for action in ACTIONS.values()]
        if not self._sequence or now != before:
            self._sequence = tuple(one.action.name for one in sorted(offers, key=place_of))
        self.offers = sorted(offers, key=lambda one: self._sequence.index(one.action.name))
        self.changed.emit()

    def _hear(self, news: News) -> None:
        if self.customer_id is None:
            return
        if isinstance(news, Gap):
            self._settle.start()
        elif isinstance(news, FeedItem):
            fact, me = news.event.fact, self._session.user
            here = news.event.customer_id in self._customer.ids and isinstance(fact, (*REMEDY_FACTS, *_LOOKED_AT))
            # What I gave somebody else leaves less for this customer.
            mine = me is not None and news.event.actor_id == me.id and isinstance(fact, REMEDY_FACTS)
            if (here or mine) and not self._settle.isActive():
                self._settle.start()

    # The outbox

    def _follow_outbox(self) -> None:
        entries = [one for one in self._outbox.entries if one.endpoint == "order_remedy"]
        for entry in entries:
            self._unkept.pop(entry.key, None)
        if [one.key for one in self._ordered()] != self._judged_with:
            self._judge()

    def _settled(self, change: OutboxChange) -> None:
        """The server has decided: its answer counts until the situation includes it."""
        remedy: object = getattr(change.answer, "data", None)
        self._clicks.pop(change.pending.key, None)
        self._unkept.pop(change.pending.key, None)
        if isinstance(remedy, Remedy) and remedy.customer_id in self._customer.ids:
            self._answered[remedy.id] = remedy
            self._settle.start()
            self._judge()

    def _not_kept(self, command: Command) -> None:
        self._clicks.pop(command.key, None)
        if self._unkept.pop(command.key, None) is not None:
            self._judge()

    def _refused(self, pending: Pending) -> None:
        """It is shown as refused; the situation may be another than was thought."""
        if pending.endpoint in REMEDY_COMMANDS and pending.lane == f"customer:{self.customer_id}":
            self._pressed.clear()
            self.refresh()

    def _take_refusal(self, pending: Pending) -> bool:
        """Something else about the customer had changed: look again, and order again when nothing else would happen."""
        click = self._clicks.pop(pending.key, None)
        stale = pending.problem is not None and pending.problem.code is ErrorCode.STALE
        if click is None or not stale or click.tries >= TRIES or click.draft.customer_id != self.customer_id:
            return False
        tasks.start(self._try_again(pending, click), name="look again", owner=self)
        return True

    async def _try_again(self, pending: Pending, click: _Click) -> None:
        await self._fetch(click.draft.customer_id)
        if self.error is not None or not self._is_same(click):
            self._outbox.refused.emit(pending)
            return
        self._outbox.discard(pending.key)
        self._put(_Click(click.draft, click.effect, click.known, click.tries + 1))

    def _is_same(self, click: _Click) -> bool:
        """Whether the click would do exactly what the agent saw, and nobody did the same meanwhile."""
        if self.situation is None or click.draft.customer_id != self.customer_id:
            return False
        like = [one for one in self.remedies if one.action == click.draft.action and one.id not in click.known]
        case = case_of(self._now(self.situation), click.draft.order_id, click.draft)
        now = judge(ACTIONS[click.draft.action], case, click.draft.values)
        return not like and now.effect == click.effect and now.needs_approval == click.draft.ask_approval
