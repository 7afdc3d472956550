"""What becomes of commands to executors: what is due, and what each answer, silence or call-back means for a remedy.

The first final word counts. Whatever comes twice, late or out of order changes nothing.
"""

import logging
import random

from desk.contract.errors import ErrorCode, Refusal
from desk.contract.events import (
    CommandGivenUp,
    CommandRevived,
    ExecutorChanged,
    RemedyDone,
    RemedyHandedOver,
    RemedyRefused,
    RemedyUnknown,
)
from desk.contract.remedies import ExecutorAnswer, Remedy, RemedyState
from desk.server.outbound.job import Answered, Gone, Job, Later, NeverSeen, Outcome
from desk.server.routes.remedies import refs_of
from desk.server.rules.deliveries import DeliveryRules, accepted_pause, pause
from desk.server.store import deliveries, executors, log
from desk.server.store import remedies as store
from desk.server.store.db import Tx
from desk.server.store.deliveries import ASKING, DEAD, WAITING, Delivery

_log = logging.getLogger("desk.server")
_chance = random.SystemRandom()
UNDER_WAY = frozenset({RemedyState.HANDED_OVER, RemedyState.UNKNOWN})


def due(tx: Tx, limit: int) -> list[Job]:
    """Up to so many jobs for each executor that takes any."""
    found: list[Job] = []
    for name in executors.names(tx):
        place, secrets = executors.place(tx, name), executors.secrets(tx, name)
        if place.enabled and secrets:
            found += [_job(place.url, secrets, one) for one in deliveries.due(tx, name, limit)]
    return found


def _job(url: str, secrets: tuple[str, ...], one: Delivery) -> Job:
    return Job(
        delivery_id=one.id,
        executor=one.executor,
        url=url,
        secrets=secrets,
        key=one.key,
        body=one.body,
        asks=one.state == ASKING,
    )


def report(tx: Tx, job: Job, outcome: Outcome, rules: DeliveryRules) -> None:
    """Keep what came of an exchange, with the time of the next one if there has to be one."""
    one = deliveries.delivery(tx, job.delivery_id)
    if one is None or one.state not in deliveries.OPEN:
        return  # a call-back was first
    match outcome:
        case Answered(answer):
            heard(tx, one, answer, rules, asked=job.asks)
        case NeverSeen():
            deliveries.put_off(tx, one, WAITING, tx.now, attempts=one.attempts, error="never seen there")
        case Gone(why):
            _turn_off(tx, one, why, rules)
        case Later(why, after):
            _put_off(tx, one, why, after, rules)


def heard(tx: Tx, one: Delivery, answer: ExecutorAnswer, rules: DeliveryRules, *, asked: bool) -> None:
    """An executor's word on a command; Refusal (conflict) when it contradicts its own last word."""
    remedy = store.remedy(tx, one.remedy_id)
    assert remedy is not None
    if remedy.state not in UNDER_WAY:
        _held_to(remedy, answer)
        return
    if one.state == DEAD:
        late = CommandRevived(remedy_id=remedy.id, action=remedy.action, executor=one.executor, answered=True)
        log.append(tx, late, refs_of(remedy))
    if answer.state == "accepted":
        _works_on_it(tx, one, remedy, rules)
    else:
        _finish(tx, one, remedy, answer, asked)


def _held_to(remedy: Remedy, answer: ExecutorAnswer) -> None:
    """After the last word: the same again, or an "accepted" that was overtaken, is nothing new."""
    last = "refused" if remedy.state is RemedyState.REFUSED else "done"
    if answer.state not in ("accepted", last):
        raise Refusal(ErrorCode.CONFLICT, f"this command is {last}: that was your last word on it")


def _works_on_it(tx: Tx, one: Delivery, remedy: Remedy, rules: DeliveryRules) -> None:
    attempts = 0 if one.state == WAITING else one.attempts + 1
    next_at = tx.now + accepted_pause(rules, attempts, _chance.random())
    deliveries.heard_of(tx, one, next_at, attempts=attempts)
    if remedy.state is RemedyState.UNKNOWN:
        known = RemedyHandedOver(remedy_id=remedy.id, action=remedy.action, executor=one.executor)
        log.append(tx, known, refs_of(remedy))


def _finish(tx: Tx, one: Delivery, remedy: Remedy, answer: ExecutorAnswer, asked: bool) -> None:
    fact: RemedyDone | RemedyRefused
    if answer.state == "done":
        fact = RemedyDone(
            remedy_id=remedy.id,
            action=remedy.action,
            amount=remedy.amount,
            reference=answer.reference,
            words=answer.words,
            reconciled=asked,
            agent_id=remedy.agent_id,
        )
    else:
        fact = RemedyRefused(
            remedy_id=remedy.id,
            action=remedy.action,
            amount=remedy.amount,
            words=answer.words,
            reconciled=asked,
            agent_id=remedy.agent_id,
        )
    log.append(tx, fact, refs_of(remedy))
    deliveries.settle(tx, one)


def _put_off(tx: Tx, one: Delivery, why: str, wish: float | None, rules: DeliveryRules) -> None:
    """Nobody decided: again later; after a while admit that nobody knows, and ask; after days give up."""
    remedy = store.remedy(tx, one.remedy_id)
    assert remedy is not None
    silent = (tx.now - one.since).total_seconds()
    if silent > rules.given_up_after:
        _give_up(tx, one, remedy, why)
        return
    state = ASKING if silent > rules.unknown_after else one.state
    if state != one.state and remedy.state is RemedyState.HANDED_OVER:
        fact = RemedyUnknown(remedy_id=remedy.id, action=remedy.action, why=why, agent_id=remedy.agent_id)
        log.append(tx, fact, refs_of(remedy))
    next_at = tx.now + pause(rules, one.attempts, wish, _chance.random())
    deliveries.put_off(tx, one, state, next_at, attempts=one.attempts + 1, error=why)


def _give_up(tx: Tx, one: Delivery, remedy: Remedy, why: str) -> None:
    _log.error("gave up command %s to %s: %s", one.key, one.executor, why)
    deliveries.give_up(tx, one, why)
    fact = CommandGivenUp(
        remedy_id=remedy.id,
        action=remedy.action,
        executor=one.executor,
        attempts=one.attempts + 1,
        why=why[:300],
    )
    log.append(tx, fact, refs_of(remedy))


def _turn_off(tx: Tx, one: Delivery, why: str, rules: DeliveryRules) -> None:
    """410: no more commands until an administrator says so; what waits is kept."""
    place = executors.place(tx, one.executor)
    if place.enabled:
        _log.error("executor %s wants no more commands: %s", one.executor, why)
        fact = ExecutorChanged(executor=one.executor, url=place.url, enabled=False, why=why[:300])
        log.append(tx, fact)
    next_at = tx.now + pause(rules, one.attempts, None, _chance.random())
    deliveries.put_off(tx, one, one.state, next_at, attempts=one.attempts + 1, error=why)
