"""Handing over: remedies whose time for taking back is over go to their executors, or are done at once.

One transaction writes that a remedy was handed over, what is promised with it, and the command on its way. Taking
back is a transaction, too: whichever comes first decides, and the other finds it decided.
"""

import logging

import msgspec

from desk.actions import ACTIONS
from desk.contract.errors import DeskError
from desk.contract.events import ExecutorChanged, PromiseMade, Refs, RemedyDone, RemedyHandedOver, RemedyRefused
from desk.contract.executors import Recipient, RemedyCommand
from desk.contract.orders import PromiseKind
from desk.contract.remedies import Remedy
from desk.server.routes.handling import SWEEPS, Sweep
from desk.server.routes.own_hands import OWN_HANDS, CannotBeDone
from desk.server.routes.remedies import refs_of
from desk.server.store import deliveries, executors, log, people
from desk.server.store import remedies as store
from desk.server.store.db import Tx

#: How many at once, the writer being everybody's, and how often in a row: when many agents are at it, no queue grows.
AT_ONCE, ROUNDS = 20, 20

NOWHERE = "nobody has said where it is"

_encode = msgspec.json.Encoder().encode
_log = logging.getLogger("desk.server")


def hand_over(tx: Tx) -> None:
    """Hand over what has come due; one that cannot be does not keep the others."""
    for remedy in store.due(tx, AT_ONCE):
        try:
            with tx.savepoint():
                _hand_over(tx, remedy)
        except CannotBeDone as error:
            _refuse(tx, remedy, str(error))
        except (DeskError, AssertionError, LookupError, ValueError):
            _log.exception("handing over remedy %d", remedy.id)
            _refuse(tx, remedy, "넘기지 못했습니다. 관리자가 기록을 확인해야 합니다 (see the server's log)")


def _hand_over(tx: Tx, remedy: Remedy) -> None:
    action = ACTIONS.get(remedy.action)
    if action is None:
        raise CannotBeDone("이제 없는 조치입니다 (there is no such action any more)")
    refs = refs_of(remedy)
    log.append(tx, RemedyHandedOver(remedy_id=remedy.id, action=action.name, executor=action.executor), refs)
    if action.executor:
        _promise(tx, remedy, refs)
        deliveries.add(tx, action.executor, remedy.id, _encode(_command(tx, remedy)))
        _tell_if_nowhere(tx, action.executor)
        return
    hand = OWN_HANDS.get(action.name)
    if hand is None:
        raise CannotBeDone("맡을 곳이 없는 조치입니다 (nobody carries this out)")
    reference = hand(tx, remedy, refs)
    fact = RemedyDone(
        remedy_id=remedy.id,
        action=action.name,
        amount=remedy.amount,
        reference=reference,
        agent_id=remedy.agent_id,
    )
    log.append(tx, fact, refs)


def _tell_if_nowhere(tx: Tx, executor: str) -> None:
    """The first command that nobody can be sent is told to those who can say where the executor is."""
    if executors.place(tx, executor).version == 0:
        log.append(tx, ExecutorChanged(executor=executor, url="", enabled=False, why=NOWHERE))


def _promise(tx: Tx, remedy: Remedy, refs: Refs) -> None:
    """What the customer is promised with it; a call-back is a promise of its own kind."""
    promised = store.promised(tx, remedy.id)
    if promised is None or remedy.reverses is not None or promised.kind is PromiseKind.CALLBACK:
        return
    fact = PromiseMade(promise_kind=promised.kind, what=promised.what, due_at=promised.due_at)
    log.append(tx, fact, Refs(customer_id=refs.customer_id, order_id=refs.order_id))


def _command(tx: Tx, remedy: Remedy) -> RemedyCommand:
    root = people.root(tx, remedy.customer_id) or remedy.customer_id
    everyone = people.members(tx, root)
    return RemedyCommand(
        key=deliveries.key_of(tx, remedy.id),
        action=remedy.action,
        amount=remedy.amount,
        values=remedy.values,
        customer=Recipient(
            id=root,
            name=remedy.customer_name,
            numbers=[str(row["number"]) for row in people.numbers_of(tx, everyone)],
            address=people.address_of(tx, root),
        ),
        order_number=remedy.order_number,
        told=remedy.told,
        decided_at=remedy.committed_at or tx.now,
        reverses=None if remedy.reverses is None else deliveries.key_of(tx, remedy.reverses),
    )


def _refuse(tx: Tx, remedy: Remedy, words: str) -> None:
    fact = RemedyRefused(
        remedy_id=remedy.id, action=remedy.action, amount=remedy.amount, words=words, agent_id=remedy.agent_id
    )
    log.append(tx, fact, refs_of(remedy))


SWEEPS.append(Sweep("hand-over", store.any_due, lambda tx, _settings: hand_over(tx), rounds=ROUNDS))
