"""Facts about remedies: asked for, decided, undone, handed over, answered."""

from desk.contract.base import Id, Instant, Seq
from desk.contract.facts import FactBase
from desk.contract.remedies import PromisedEffect, Values
from desk.contract.remedy_rules import Purse, RemedyRules


class RemedyRulesSet(FactBase, tag="remedy.rules_set", frozen=True, kw_only=True):
    """The rules from now on; the event's seq is their version. What was promised before keeps its table."""

    rules: RemedyRules


class RemedyRequested(FactBase, tag="remedy.requested", frozen=True, kw_only=True):
    """Somebody wants to do this for the customer; the event's seq is the remedy's id. Unless it
    ``awaits`` somebody's yes, `RemedyCommitted` follows in the same transaction."""

    action: str
    purse: Purse
    amount: int
    values: Values
    told: str
    rules_version: Seq
    awaits: bool = False
    promise_id: Id | None = None
    promised: PromisedEffect | None = None
    reason: str = ""
    reverses: Id | None = None
    #: By whose key it was asked for: together with the actor it is unique.
    key: str = ""


class RemedyCommitted(FactBase, tag="remedy.committed", frozen=True, kw_only=True):
    """It is decided and will be handed over after ``undo_until``; ``authority_id`` is whose authority it draws on,
    null when the published criteria decided. ``amount`` and ``told`` may differ from what was asked for."""

    remedy_id: Id
    action: str
    authority_id: Id | None
    purse: Purse
    amount: int
    values: Values
    told: str
    undo_until: Instant
    promised: PromisedEffect | None = None
    #: Why, in the words of whoever asked for it.
    reason: str = ""
    reverses: Id | None = None
    approved: bool = False
    #: Under which rules; an approval may come after they changed.
    rules_version: Seq = 0
    #: Who asked for it, and hears of it.
    agent_id: Id | None = None


class RemedyDeclined(FactBase, tag="remedy.declined", frozen=True, kw_only=True):
    """The approval was declined, with words; ``lapsed`` when nobody answered in time."""

    remedy_id: Id
    action: str
    words: str
    lapsed: bool = False
    #: Who asked for it, and hears of it.
    agent_id: Id | None = None


class RemedyWithdrawn(FactBase, tag="remedy.withdrawn", frozen=True, kw_only=True):
    """Whoever asked for approval needs it no more."""

    remedy_id: Id
    action: str


class RemedyEscalated(FactBase, tag="remedy.escalated", frozen=True, kw_only=True):
    """Nobody decided in time: more people are asked."""

    remedy_id: Id
    action: str
    level: int


class RemedyUndone(FactBase, tag="remedy.undone", frozen=True, kw_only=True):
    """Taken back before it was handed over."""

    remedy_id: Id
    action: str
    amount: int
    #: Who asked for it, and hears of it.
    agent_id: Id | None = None


class RemedyHandedOver(FactBase, tag="remedy.handed_over", frozen=True, kw_only=True):
    """From here on the executor has it: it can no longer be undone, only reversed."""

    remedy_id: Id
    action: str
    executor: str


class RemedyUnknown(FactBase, tag="remedy.unknown", frozen=True, kw_only=True):
    """The executor did not answer in time: nobody knows yet whether it was done. It is being asked."""

    remedy_id: Id
    action: str
    why: str
    #: Who asked for it, and hears of it.
    agent_id: Id | None = None


class CommandGivenUp(FactBase, tag="command.given_up", frozen=True, kw_only=True):
    """For days nothing that made sense came back for the remedy's command: it is sent no more until an administrator
    says so. ``why`` is what came last."""

    remedy_id: Id
    action: str
    executor: str
    attempts: int
    why: str


class CommandRevived(FactBase, tag="command.revived", frozen=True, kw_only=True):
    """A given-up command is sent again, as an administrator said, or its executor has answered after all."""

    remedy_id: Id
    action: str
    executor: str
    answered: bool = False


class RemedyDone(FactBase, tag="remedy.done", frozen=True, kw_only=True):
    """The executor did it; ``reconciled`` when that was found out by asking afterwards."""

    remedy_id: Id
    action: str
    amount: int
    reference: str = ""
    words: str = ""
    reconciled: bool = False
    #: Who asked for it, and hears of it.
    agent_id: Id | None = None


class RemedyRefused(FactBase, tag="remedy.refused", frozen=True, kw_only=True):
    """The executor refused it for good; the money it held is free again."""

    remedy_id: Id
    action: str
    amount: int
    words: str
    reconciled: bool = False
    #: Who asked for it, and hears of it.
    agent_id: Id | None = None


class CompensationLooked(FactBase, tag="remedy.looked", frozen=True, kw_only=True):
    """The nightly look at broken deliveries went on to ``until`` (when a promise was due, and its id), or has
    ``finished``; with what it did since the fact before. ``day`` is the shop's day, as yyyymmdd."""

    day: int
    until: tuple[Instant, Id] | None
    finished: bool
    looked: int
    paid: int
    amount: int
    prepared: int
    #: Promises that could not be judged because something went wrong: their ids.
    failed: tuple[Id, ...] = ()


class ExecutorChanged(FactBase, tag="executor.changed", frozen=True, kw_only=True):
    """Where an executor's commands go, and whether it takes any; ``why`` says who turned it off. Its secret is kept
    apart."""

    executor: str
    url: str
    enabled: bool
    why: str = ""
