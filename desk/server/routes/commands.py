"""Writes by their Idempotency-Key: what became of one, and keeping a late one from happening."""

import msgspec

from desk.contract.commands import CommandFate, CommandQuery
from desk.contract.errors import ErrorCode, Refusal
from desk.contract.routes import ENDPOINTS, Key
from desk.server.routes.handling import Ask, handles, unprocessable
from desk.server.store import answers
from desk.server.store.db import Tx

_encode = msgspec.json.Encoder().encode
WITHDRAWN = Refusal(ErrorCode.CONFLICT, "it was taken back before it came").problem


@handles("command")
def command(tx: Tx, ask: Ask[None, CommandQuery]) -> CommandFate:
    """What became of my write with this key."""
    return _fate(answers.find(tx, ask.me.user.id, _route(ask), ask.path["key"]))


@handles("withdraw_command")
def withdraw_command(tx: Tx, ask: Ask[None, CommandQuery]) -> CommandFate:
    """Decide that my write with this key does not happen, unless it has been decided already."""
    user_id, route, key = ask.me.user.id, _route(ask), ask.path["key"]
    kept = answers.find(tx, user_id, route, key)
    if kept is None:
        answers.keep(tx, user_id, route, key, answers.ANY, WITHDRAWN.status, None, _encode(WITHDRAWN))
        return CommandFate(decided=True, status=WITHDRAWN.status, withdrawn=True)
    return _fate(kept)


def _fate(kept: answers.Kept | None) -> CommandFate:
    if kept is None:
        return CommandFate(decided=False)
    return CommandFate(decided=True, status=kept.status, withdrawn=kept.digest == answers.ANY)


def _route(ask: Ask[None, CommandQuery]) -> str:
    endpoint = ENDPOINTS.get(ask.query.route)
    if endpoint is None or endpoint.key is Key.NONE:
        raise unprocessable("/route", "no route that takes an Idempotency-Key")
    if len(ask.path["key"]) > answers.LONGEST_KEY:
        raise Refusal(ErrorCode.NOT_FOUND, "a key has 255 characters at most")
    return endpoint.name
