"""What waits for a lead's word: the questions, and the whole story of the one that is looked at."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal

from desk.actions import ACTIONS
from desk.actions.action import Case
from desk.actions.judge import judge
from desk.client.models import tasks
from desk.client.models.outbox import Command, OutboxChange, OutboxModel, Pending
from desk.client.models.remedy_overlay import REMEDY_FACTS
from desk.client.models.session import SessionModel, Sitting
from desk.client.remote import commands
from desk.client.remote.feed import News
from desk.client.remote.remote import Remote
from desk.contract.base import PAGE_MAX
from desk.contract.errors import DeskError
from desk.contract.feed import FeedItem, Gap
from desk.contract.remedies import (
    ApprovalDecision,
    Precedent,
    PrecedentQuery,
    Preview,
    Remedy,
    RemedyQuery,
    RemedyState,
    Situation,
    SituationOrder,
    SituationQuery,
)
from desk.contract.remedy_rules import Limits, RemedyRules
from desk.contract.users import Role, User

LEADS = (Role.LEAD, Role.ADMIN)
TOPIC = "approvals"
SETTLE_MS = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """Everything to know before the word: the question, the customer as the rules see him, what others received."""

    remedy: Remedy
    situation: Situation | None = None
    precedent: Precedent | None = None
    rules: RemedyRules | None = None
    asker: User | None = None
    error: DeskError | None = None

    @property
    def order(self) -> SituationOrder | None:
        """The purchase it is about."""
        orders = self.situation.orders if self.situation is not None else []
        return next((one for one in orders if one.id == self.remedy.order_id), None)

    @property
    def others(self) -> list[Remedy]:
        """What this customer received before."""
        return [one for one in self.situation.remedies if one.id != self.remedy.id] if self.situation else []

    @property
    def preview(self) -> Preview | None:
        """The dry run on the lead's own authority; None while the situation is not known."""
        action = ACTIONS.get(self.remedy.action)
        if self.situation is None or action is None:
            return None
        here = msgspec.structs.replace(self.situation, remedies=self.others)
        case = Case(here, self.order, self.remedy.ticket_id, self.remedy.call_id)
        return judge(action, case, self.remedy.values)

    @property
    def lowered(self) -> str:
        """The field whose amount may be lowered; empty when there is none."""
        action = ACTIONS.get(self.remedy.action)
        return action.lowered if action is not None else ""

    @property
    def limits(self) -> Limits | None:
        """What the asker may decide alone; None while it is not known."""
        if self.rules is None or self.asker is None:
            return None
        own = self.rules.agents.get(self.asker.login, {}).get(self.remedy.purse)
        return own or self.rules.roles.get(self.asker.role, {}).get(self.remedy.purse)

    @property
    def action_limit(self) -> int | None:
        """The most this action may cost without approval for the asker's role."""
        if self.rules is None or self.asker is None:
            return None
        return self.rules.actions.get(self.remedy.action, {}).get(self.asker.role)

    @property
    def case_spent(self) -> int:
        """What was drawn on the same case before."""
        asked = self.remedy
        drawn = (RemedyState.COMMITTED, RemedyState.HANDED_OVER, RemedyState.UNKNOWN, RemedyState.DONE)
        alike = [one for one in self.others if one.purse is asked.purse and one.order_id == asked.order_id]
        return sum(one.amount for one in alike if one.state in drawn)


class ApprovalsModel(QObject):
    """Only for leads and administrators; empty for everybody else."""

    changed = Signal()
    """What waits, or what is claimed, changed; carries nothing."""
    story_changed = Signal()
    """Another question is looked at, or more is known of it; carries nothing."""
    came = Signal(object)
    """A question came that was not there before; carries the `Remedy`."""

    def __init__(self, remote: Remote, outbox: OutboxModel, session: SessionModel) -> None:
        super().__init__()
        self._remote, self._outbox, self._session = remote, outbox, session
        self.waiting: list[Remedy] = []
        #: What the nightly look has prepared: it calls nobody, and waits without hurry.
        self.prepared: list[Remedy] = []
        self.loaded = False
        self.error: DeskError | None = None
        self.story: Story | None = None
        self._claimed: set[int] = set()
        self._known: set[int] = set()
        self._decided: dict[str, int] = {}
        self._release: Callable[[], None] = remote.feed.hold()
        self._listening = False
        self._telling: asyncio.Task[None] | None = None
        self._fetching: asyncio.Task[None] | None = None
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settle.timeout.connect(self.refresh)
        remote.feed.watch(self._hear)
        outbox.settled.connect(self._settled)
        outbox.refused.connect(self._given_up)
        outbox.not_kept.connect(self._given_up)
        session.changed.connect(self._follow_session)

    @property
    def is_lead(self) -> bool:
        """Whether whoever sits here decides."""
        user = self._session.user
        return self._session.sitting is not Sitting.SIGNED_OUT and user is not None and user.role in LEADS

    @property
    def unclaimed(self) -> int:
        """How many wait that nobody here has looked at yet."""
        return sum(one.id not in self._claimed and self.may_decide(one) for one in self.waiting)

    def may_decide(self, remedy: Remedy) -> bool:
        """Nobody approves what they asked for themselves."""
        user = self._session.user
        return self.is_lead and user is not None and user.id != remedy.agent_id

    def is_pending(self, remedy_id: int) -> bool:
        """Whether my word on it is on its way."""
        return remedy_id in self._decided.values()

    def claim(self, *remedy_ids: int) -> None:
        """I look at them: they call no more."""
        if not self._claimed.issuperset(remedy_ids):
            self._claimed.update(remedy_ids)
            self.changed.emit()

    def choose(self, remedy_id: int | None) -> None:
        """Learn the whole story of a question."""
        found = next((one for one in (*self.waiting, *self.prepared) if one.id == remedy_id), None)
        if self._telling is not None:
            self._telling.cancel()
            self._telling = None
        self.story = None if found is None else Story(remedy=found)
        if found is not None:
            self.claim(found.id)
            self._telling = tasks.start(self._tell(found), name="approval", owner=self)
        self.story_changed.emit()

    def approve(self, remedy: Remedy, amount: int | None = None) -> None:
        """It is done on my authority, with less if I say so."""
        self._decide(remedy, ApprovalDecision(approve=True, amount=amount))

    def decline(self, remedy: Remedy, words: str) -> None:
        """It is not done, and these words say why."""
        self._decide(remedy, ApprovalDecision(approve=False, words=words))

    def refresh(self) -> None:
        """Ask what waits."""
        if self._listening and self._session.sitting is Sitting.SIGNED_IN:
            self._stop_fetching()
            self._fetching = tasks.start(self._fetch(), name="approvals", owner=self)

    def stop(self) -> None:
        """Look no more: the program ends."""
        self._settle.stop()

    def handle_error(self, error: DeskError) -> None:
        """What was last known stays."""
        self.error = error
        self.changed.emit()

    # Inside

    def _decide(self, remedy: Remedy, decision: ApprovalDecision) -> None:
        if self.may_decide(remedy) and not self.is_pending(remedy.id):
            self._decided[self._outbox.put(commands.decide_remedy(remedy, decision))] = remedy.id
            self.changed.emit()
            self.story_changed.emit()

    def _stop_fetching(self) -> None:
        """An older answer that came late would bring back what is decided."""
        if self._fetching is not None:
            self._fetching.cancel()
            self._fetching = None

    async def _fetch(self) -> None:
        page = await self._remote.api.remedies(RemedyQuery(state=RemedyState.AWAITING, prepared=False, size=PAGE_MAX))
        nightly = await self._remote.api.remedies(RemedyQuery(state=RemedyState.AWAITING, prepared=True, size=PAGE_MAX))
        self.waiting, self.error = sorted(page.data, key=lambda one: one.requested_at), None
        self.prepared = sorted(nightly.data, key=lambda one: one.requested_at)
        here = {one.id for one in self.waiting}
        fresh = [one for one in self.waiting if one.id not in self._known]
        self._known, self._claimed, self.loaded = self._known | here, self._claimed & here, True
        self.changed.emit()
        for one in fresh:
            if self.may_decide(one):
                self.came.emit(one)
        here |= {one.id for one in self.prepared}
        await self._follow_up(here)

    async def _follow_up(self, waiting: set[int]) -> None:
        """Somebody else was quicker, or it is not needed any more: say so instead of taking it away."""
        if self.story is not None and (remedy_id := self.story.remedy.id) not in waiting:
            self._learn(remedy_id, remedy=await self._remote.api.remedy(remedy_id))

    async def _tell(self, remedy: Remedy) -> None:
        """The parts of a story come as they come; one that cannot be had leaves the others."""
        api, query = self._remote.api, SituationQuery(order_id=remedy.order_id)
        try:
            self._learn(remedy.id, situation=await api.situation(remedy.customer_id, query))
            precedent = await api.precedents(PrecedentQuery(action=remedy.action, order_id=remedy.order_id))
            rules, users = (await api.remedy_rules()).rules, await api.users()
            asker = next((one for one in users.data if one.id == remedy.agent_id), None)
        except DeskError as error:
            self._learn(remedy.id, error=error)
            return
        self._learn(remedy.id, precedent=precedent, rules=rules, asker=asker)

    def _learn(self, remedy_id: int, **parts: Any) -> None:
        """More is known of the story that is looked at, unless it is another one by now."""
        if self.story is not None and self.story.remedy.id == remedy_id:
            self.story = replace(self.story, **parts)
            self.story_changed.emit()

    def _hear(self, news: News) -> None:
        if self._listening and (
            isinstance(news, Gap) or (isinstance(news, FeedItem) and isinstance(news.event.fact, REMEDY_FACTS))
        ):
            self._settle.start()

    def _settled(self, change: OutboxChange) -> None:
        """My word counts: the question is gone at once, before the next look says so."""
        remedy_id = self._decided.pop(change.pending.key, None)
        if remedy_id is not None:
            self._stop_fetching()
            self.waiting = [one for one in self.waiting if one.id != remedy_id]
            self.prepared = [one for one in self.prepared if one.id != remedy_id]
            self.changed.emit()
            if self.story is not None and self.story.remedy.id == remedy_id:
                self.choose(None)
            self._settle.start()

    def _given_up(self, order: object) -> None:
        """My word did not reach the server, or came too late: the question stands as it was."""
        if isinstance(order, Pending | Command) and self._decided.pop(order.key, None) is not None:
            self.refresh()
            self.story_changed.emit()

    def _follow_session(self) -> None:
        wanted = self.is_lead and not self._session.asking
        if wanted and not self._listening:
            self._listening = True
            self._release = self._remote.feed.hold(TOPIC)
            self.refresh()
        elif not self.is_lead and self._listening:
            self._listening, self.loaded = False, False
            self._release()
            self.waiting, self.prepared, self.story = [], [], None
            self._claimed.clear()
            self._known.clear()
            self._decided.clear()
            self._settle.stop()
            self.changed.emit()
            self.story_changed.emit()
