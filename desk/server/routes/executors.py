"""Executors: where they are, what they have to say, and what was given up on the way to them."""

from datetime import UTC, datetime
from functools import partial

import msgspec

from desk.actions import ACTIONS
from desk.contract.base import Done, NoBody, Page
from desk.contract.errors import ErrorCode, Refusal
from desk.contract.events import CommandRevived, ExecutorChanged
from desk.contract.executors import DeadDelivery, DeadDeliveryQuery, Executor, ExecutorDraft
from desk.contract.remedies import ExecutorAnswer
from desk.server.decoding import invalid
from desk.server.outbound.signing import BadSignature, new_secret, verify
from desk.server.routes import outcomes, paging
from desk.server.routes.handling import Answering, Ask, found, handles, handles_async
from desk.server.routes.remedies import refs_of
from desk.server.rules.deliveries import DeliveryRules
from desk.server.store import deliveries, log, remedies
from desk.server.store import executors as store
from desk.server.store.db import Tx

_decode = msgspec.json.Decoder(ExecutorAnswer).decode


def known() -> list[str]:
    """The executors that the catalogue names."""
    return sorted({action.executor for action in ACTIONS.values() if action.executor})


def executor(tx: Tx, name: str) -> Executor:
    """An executor, whether or not anybody has said where it is."""
    place, (waiting, dead) = store.place(tx, name), deliveries.counts(tx, name)
    return Executor(
        name=name,
        url=place.url,
        enabled=place.enabled,
        why=place.why,
        actions=[action.name for action in ACTIONS.values() if action.executor == name],
        waiting=waiting,
        trouble=deliveries.trouble(tx, name),
        dead=dead,
        version=place.version,
    )


def everyone(tx: Tx) -> list[Executor]:
    """Those of the catalogue, and those that were set before the catalogue forgot them."""
    return [executor(tx, name) for name in sorted({*known(), *store.names(tx)})]


def put(tx: Tx, name: str, draft: ExecutorDraft) -> Executor:
    """Say where an executor is; the first time, and to ``rotate``, with a new secret, shown this once."""
    if name not in known():
        raise Refusal(ErrorCode.UNPROCESSABLE, f"no action needs {name}; there are {', '.join(known())}")
    before = store.place(tx, name)
    if (before.url, before.enabled) != (draft.url, draft.enabled) or before.version == 0:
        why = "" if draft.enabled else "by an administrator"
        log.append(tx, ExecutorChanged(executor=name, url=draft.url, enabled=draft.enabled, why=why))
    if draft.enabled and (before.url, before.enabled) != (draft.url, True):
        deliveries.hurry(tx, name)
    secret = ""
    if draft.rotate or not store.secrets(tx, name):
        secret = new_secret()
        store.keep_secret(tx, name, secret)
    return msgspec.structs.replace(executor(tx, name), secret=secret)


def replay(tx: Tx, delivery_id: int) -> None:
    """Send a given-up command again, under its key; Refusal when it was not given up."""
    one = found(deliveries.delivery(tx, delivery_id), "delivery")
    if one.state != deliveries.DEAD:
        raise Refusal(ErrorCode.CONFLICT, f"it is {one.state}, not given up")
    deliveries.replay(tx, one)
    remedy = found(remedies.remedy(tx, one.remedy_id), "remedy")
    fact = CommandRevived(remedy_id=remedy.id, action=remedy.action, executor=one.executor)
    log.append(tx, fact, refs_of(remedy))


@handles("executors")
def executors(tx: Tx, _ask: Ask[None, None]) -> list[Executor]:
    """Every executor."""
    return everyone(tx)


@handles("set_executor")
def set_executor(tx: Tx, ask: Ask[ExecutorDraft, None]) -> Executor:
    """Say where it is."""
    return put(tx, ask.path["name"], ask.body)


@handles("dead_deliveries")
def dead_deliveries(tx: Tx, ask: Ask[None, DeadDeliveryQuery]) -> Page[DeadDelivery]:
    """Given-up commands, oldest first."""
    after = paging.decode(ask.query.after)
    rows = deliveries.dead(tx, after[1] if after else 0, ask.query.size + 1)
    return paging.page("dead_deliveries", ask.query, rows, lambda one: (0, one.id), head=tx.head)


@handles("replay_delivery")
def replay_delivery(tx: Tx, ask: Ask[NoBody, None]) -> Done:
    """Begin anew with one of them."""
    replay(tx, ask.id("delivery_id"))
    return Done()


@handles_async("executor_answer")
async def executor_answer(server: Answering, ask: Ask[tuple[bytes, str], None]) -> Done:
    """A call-back: believed when signed, heard once, tolerated in any order."""
    name, (raw, _) = ask.path["name"], ask.body
    secrets = await server.reading(lambda tx: store.secrets(tx, name))
    try:
        # Signatures are dated by the machines' clocks.
        verify(secrets, ask.signed, raw, datetime.now(UTC))
    except BadSignature as error:
        raise Refusal(ErrorCode.NOT_SIGNED_IN, str(error)) from None
    try:
        answer = _decode(raw)
    except msgspec.ValidationError as error:
        raise invalid(error) from None
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Refusal(ErrorCode.BAD_REQUEST, f"not JSON: {error}") from None
    hear = partial(_hear, name=name, message_id=ask.signed.id, answer=answer, rules=ask.settings.deliveries)
    await server.writing(hear, None)
    return Done()


def _hear(tx: Tx, name: str, message_id: str, answer: ExecutorAnswer, rules: DeliveryRules) -> None:
    one = found(deliveries.by_key(tx, name, answer.key), "command")
    if not store.heard(tx, name, message_id):
        outcomes.heard(tx, one, answer, rules, asked=False)
