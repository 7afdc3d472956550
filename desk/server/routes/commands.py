"""Writes by their Idempotency-Key: what became of one, keeping a late one from happening, forgetting old answers."""

import msgspec

from desk.contract.commands import CommandFate, CommandQuery
from desk.contract.endpoint import Key
from desk.contract.errors import ErrorCode, Refusal
from desk.contract.routes import ENDPOINTS
from desk.server.routes.handling import SWEEPS, Ask, Sweep, handles, unprocessable
from desk.server.store import answers, remedies
from desk.server.store.db import Tx

_encode = msgspec.json.Encoder().encode
#: How many answers are forgotten at once: the writer is everybody's.
FORGOTTEN_AT_ONCE = 500
WITHDRAWN = Refusal(ErrorCode.CONFLICT, "it was taken back before it came").problem


@handles("command")
def command(tx: Tx, ask: Ask[None, CommandQuery]) -> CommandFate:
    """What became of my write with this key."""
    return _fate(tx, ask) or CommandFate(decided=False)


@handles("withdraw_command")
def withdraw_command(tx: Tx, ask: Ask[None, CommandQuery]) -> CommandFate:
    """Decide that my write with this key does not happen, unless it has been decided already."""
    decided = _fate(tx, ask)
    if decided is not None:
        return decided
    user_id, route, key = ask.me.user.id, _route(ask), ask.path["key"]
    answers.keep(tx, user_id, route, key, answers.ANY, WITHDRAWN.status, None, _encode(WITHDRAWN))
    return CommandFate(decided=True, status=WITHDRAWN.status, withdrawn=True)


def _fate(tx: Tx, ask: Ask[None, CommandQuery]) -> CommandFate | None:
    """What was decided, None when nothing was; a remedy's key is known even when its answer is forgotten."""
    user_id, route, key = ask.me.user.id, _route(ask), ask.path["key"]
    kept = answers.find(tx, user_id, route, key)
    if kept is not None:
        status = None if kept.under_way else kept.status
        return CommandFate(decided=True, status=status, withdrawn=kept.digest == answers.ANY)
    made = remedies.by_key(tx, user_id, key)
    if made is None or route != ("order_remedy" if made.reverses is None else "reverse_remedy"):
        return None
    return CommandFate(decided=True, status=ENDPOINTS[route].status)


def _route(ask: Ask[None, CommandQuery]) -> str:
    endpoint = ENDPOINTS.get(ask.query.route)
    if endpoint is None or endpoint.key is Key.NONE:
        raise unprocessable("/route", "no route that takes an Idempotency-Key")
    if len(ask.path["key"]) > answers.LONGEST_KEY:
        raise Refusal(ErrorCode.NOT_FOUND, "a key has 255 characters at most")
    return endpoint.name


SWEEPS.append(Sweep("old answers", answers.any_old, lambda tx, _settings: answers.prune(tx, FORGOTTEN_AT_ONCE)))
