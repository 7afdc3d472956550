"""Drafts: each person's own, kept at every key press."""

import re

from desk.contract.base import Done
from desk.contract.errors import ErrorCode, Refusal
from desk.contract.tickets import ArticleKind, Draft, DraftText
from desk.server.routes.handling import Ask, handles
from desk.server.store import drafts as store
from desk.server.store.db import Tx

_KEY = re.compile(r"(?:ticket|call|customer):[1-9][0-9]{0,14}")


def _key(ask: Ask[DraftText, None] | Ask[None, None]) -> str:
    """What is being written on; not found when it is no such thing."""
    key = ask.path["key"]
    if _KEY.fullmatch(key) is None:
        raise Refusal(ErrorCode.NOT_FOUND, "a key is ticket:ID, call:ID or customer:ID")
    return key


@handles("drafts")
def drafts(tx: Tx, ask: Ask[None, None]) -> list[Draft]:
    """My drafts."""
    return store.of_user(tx, ask.me.user.id)


@handles("keep_draft")
def keep_draft(tx: Tx, ask: Ask[DraftText, None]) -> Draft:
    """Keep what I write, unless a newer copy is here: then that one is the answer."""
    return store.keep(tx, ask.me.user.id, _key(ask), ask.body)


@handles("drop_draft")
def drop_draft(tx: Tx, ask: Ask[None, None]) -> Done:
    """It was sent or thrown away; dropping it again changes nothing."""
    if ask.path["kind"] not in (ArticleKind.REPLY, ArticleKind.NOTE, ArticleKind.CALL_NOTE):
        raise Refusal(ErrorCode.NOT_FOUND, "a kind is reply, note or call_note")
    store.drop(tx, ask.me.user.id, _key(ask), ask.path["kind"])
    return Done()
