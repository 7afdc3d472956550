"""Remedies, macros and executors in a random history: only what the rules would let happen."""

from collections.abc import Callable

from desk.contract import events as facts
from desk.contract.events import Fact, Refs
from desk.contract.macros import MacroStep, StepKind, StepResult, StepState
from desk.contract.orders import PromiseKind
from desk.contract.remedies import PromisedEffect, Remedy
from desk.contract.remedy_rules import Limits, Purse, RemedyRules
from desk.contract.users import Role
from desk.server.store import remedies
from tests.server.history_teller_rig import Teller, Told


class Remedies(Teller):
    """Writes facts about remedies, for the projections may rely on their order."""

    def _remedy_rules_set(self) -> Told:
        limits = Limits(day=self.chance.randrange(0, 100_000, 1000))
        rules = RemedyRules(roles={Role.AGENT: {Purse.DISCRETION: limits}})
        return facts.RemedyRulesSet(rules=rules), Refs()

    def _remedy_requested(self) -> Told:
        given = self._in("done")
        if given is not None and given.reverses is None and self.chance.random() < 0.5:
            return self._reversing(given)
        place = len(self.made.get(facts.RemedyRequested, []))
        promise = self.any(facts.PromiseMade)
        once = "SELECT 1 FROM remedies WHERE promise_id = ? AND action = 'late_delivery'"
        late = promise is not None and self.tx.value(once, (promise.seq,)) is None
        purse = Purse.CRITERIA if late else self.chance.choice([Purse.DISCRETION, Purse.REFUND])
        what = PromisedEffect(kind=PromiseKind.DELIVERY, what="퀵 배송", due_at=self.at)
        fact = facts.RemedyRequested(
            action="late_delivery" if late else "courier", purse=purse, amount=self.chance.randint(1, 50) * 100,
            values={"destination": "서울 마포구 월드컵로 1", "fee": 100}, told=self.words(), rules_version=0,
            promise_id=promise.seq if late and promise is not None else None,
            promised=self.chance.choice([None, what]), reason=self.words(), key=f"k{place}",
            awaits=self.chance.random() < 0.5,
        )  # fmt: skip
        return fact, self._of(promise) if late and promise is not None else self.customer

    def _reversing(self, one: Remedy) -> Told:
        begun = (
            "SELECT 1 FROM remedies WHERE reverses = ? AND state NOT IN ('refused', 'undone', 'declined', 'withdrawn')"
        )
        fact = facts.RemedyRequested(
            action=one.action, purse=one.purse, amount=one.amount, values={}, told="", rules_version=0,
            reverses=None if self.tx.value(begun, (one.id,)) else one.id,
        )  # fmt: skip
        return fact, Refs(customer_id=one.customer_id, order_id=one.order_id)

    def _in(self, *states: str) -> Remedy | None:
        marks = ", ".join("?" * len(states))
        rows = self.tx.all(f"SELECT id FROM remedies WHERE state IN ({marks}) ORDER BY id", states)
        return remedies.remedy(self.tx, self.chance.choice(rows)["id"]) if rows else None

    def _on(self, remedy: Remedy | None, make: Callable[[Remedy], Fact]) -> Told | None:
        return (
            None if remedy is None else (make(remedy), Refs(customer_id=remedy.customer_id, order_id=remedy.order_id))
        )

    def _remedy_committed(self) -> Told | None:
        authority = self.one(facts.UserCreated)
        return self._on(
            self._in("awaiting"),
            lambda one: facts.RemedyCommitted(
                remedy_id=one.id, action=one.action, authority_id=self.chance.choice([None, authority]),
                purse=one.purse, amount=max(1, one.amount - 100), values=one.values, told=one.told,
                undo_until=self.at, approved=self.chance.random() < 0.5, rules_version=1, agent_id=one.agent_id,
                reason=one.reason, reverses=one.reverses,
            ),
        )  # fmt: skip

    def _remedy_declined(self) -> Told | None:
        return self._on(
            self._in("awaiting"),
            lambda one: facts.RemedyDeclined(remedy_id=one.id, action=one.action, words=self.words()),
        )

    def _remedy_withdrawn(self) -> Told | None:
        return self._on(self._in("awaiting"), lambda one: facts.RemedyWithdrawn(remedy_id=one.id, action=one.action))

    def _remedy_escalated(self) -> Told | None:
        return self._on(
            self._in("awaiting"), lambda one: facts.RemedyEscalated(remedy_id=one.id, action=one.action, level=1)
        )

    def _remedy_undone(self) -> Told | None:
        return self._on(
            self._in("committed"),
            lambda one: facts.RemedyUndone(remedy_id=one.id, action=one.action, amount=one.amount),
        )

    def _remedy_handed_over(self) -> Told | None:
        return self._on(
            self._in("committed"),
            lambda one: facts.RemedyHandedOver(remedy_id=one.id, action=one.action, executor="payment"),
        )

    def _remedy_unknown(self) -> Told | None:
        return self._on(
            self._in("handed_over"),
            lambda one: facts.RemedyUnknown(remedy_id=one.id, action=one.action, why="no answer"),
        )

    def _command_given_up(self) -> Told | None:
        return self._on(
            self._in("handed_over", "unknown"),
            lambda one: facts.CommandGivenUp(
                remedy_id=one.id, action=one.action, executor="payment", attempts=9, why="503"
            ),
        )

    def _command_revived(self) -> Told | None:
        given_up = self.tx.one("SELECT id FROM remedies WHERE given_up ORDER BY id")
        return self._on(
            None if given_up is None else remedies.remedy(self.tx, given_up["id"]),
            lambda one: facts.CommandRevived(remedy_id=one.id, action=one.action, executor="payment"),
        )

    def _remedy_done(self) -> Told | None:
        return self._on(
            self._in("handed_over", "unknown"),
            lambda one: facts.RemedyDone(
                remedy_id=one.id, action=one.action, amount=one.amount, reference="P-1", reconciled=True
            ),
        )

    def _remedy_refused(self) -> Told | None:
        return self._on(
            self._in("handed_over", "unknown"),
            lambda one: facts.RemedyRefused(remedy_id=one.id, action=one.action, amount=one.amount, words="no"),
        )

    def _remedy_looked(self) -> Told:
        finished = self.chance.random() < 0.5
        until = None if finished else (self.at, self.maybe(facts.PromiseMade) or 1)
        fact = facts.CompensationLooked(
            day=20261100 + self.chance.randint(1, 3), until=until, finished=finished, looked=4, paid=1, amount=6000,
            prepared=1, failed=(7,),
        )  # fmt: skip
        return fact, Refs()

    def _macro_set(self) -> Told:
        step = MacroStep(kind=StepKind.ACTION, action="goodwill_credit", values={"amount": 1000})
        fact = facts.MacroSet(names={"ko": "사과"}, steps=(step,), active=True, macro_id=self.maybe(facts.MacroSet))
        return fact, Refs()

    def _macro_ran(self) -> Told | None:
        event = self.any(facts.MacroSet)
        if event is None:
            return None
        results = (StepResult(state=StepState.MISSING, missing=["amount"]),)
        fact = facts.MacroRan(macro_id=event.seq, name="사과", results=results, inputs=({"amount": 5},))
        return fact, self.customer

    def _executor_changed(self) -> Told:
        enabled = self.chance.random() < 0.5
        url = "https://payment.example/commands"
        return facts.ExecutorChanged(executor="payment", url=url, enabled=enabled, why="410"), Refs()
