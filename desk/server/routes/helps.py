"""Help in a call: asked for, joined by leads, talked over beside the ticket, ended by hand or by itself."""

from datetime import timedelta
from typing import Any

from desk.contract.errors import ErrorCode, Refusal
from desk.contract.events import HelpAsked, HelpEnded, HelpJoined, HelpSaid
from desk.contract.floor import Help, HelpDraft, HelpState, HelpWords
from desk.server.routes.handling import SWEEPS, Ask, Settings, Sweep, found, handles, unprocessable
from desk.server.store import agents, calls, log, people, tickets
from desk.server.store import helps as store
from desk.server.store.db import Tx

#: Help ends by itself so long after its call, or when nobody has said anything for so long.
AFTER_CALL, SILENT = timedelta(minutes=5), timedelta(hours=1)


@handles("helps")
def helps(tx: Tx, ask: Ask[None, None]) -> list[Help]:
    """All for leads, mine for others."""
    return store.ongoing(tx, None if ask.leads else ask.me.user.id)


@handles("ask_help")
def ask_help(tx: Tx, ask: Ask[HelpDraft, None]) -> Help:
    """Ask, about what is said or else about the call I am in; one at a time."""
    me = ask.me.user.id
    if store.ongoing(tx, me):
        raise Refusal(ErrorCode.CONFLICT, "help is on its way already")
    event = log.append(tx, _asked(tx, ask.body, me))
    return found(store.one(tx, event.seq), "call for help")


def _asked(tx: Tx, draft: HelpDraft, me: int) -> HelpAsked:
    customer_id, ticket_id, call_id = draft.customer_id, draft.ticket_id, draft.call_id
    if customer_id is not None:
        customer_id = people.root(tx, customer_id)
        if customer_id is None:
            raise unprocessable("/customer_id", "no such customer")
    if call_id is None and ticket_id is None and customer_id is None:
        status = agents.state_of(tx, me)
        call_id = None if status is None else status.call_id
    call = None if call_id is None else calls.call(tx, call_id)
    if call_id is not None and call is None:
        raise unprocessable("/call_id", "no such call")
    if ticket_id is None and call is not None:
        ticket_id = call.ticket_id
    ticket = None if ticket_id is None else tickets.ticket(tx, ticket_id)
    if ticket_id is not None and ticket is None:
        raise unprocessable("/ticket_id", "no such ticket")
    about = [one.customer_id for one in (ticket, call) if one is not None and one.customer_id is not None]
    return HelpAsked(
        words=draft.words,
        about_customer_id=customer_id or next(iter(about), None),
        about_ticket_id=ticket_id,
        about_call_id=call_id,
    )


def _mine(tx: Tx, ask: Ask[Any, None]) -> Help:
    """One that I may know of: my own, or any when I lead."""
    now = store.one(tx, ask.id("help_id"))
    if now is None or not (ask.leads or now.asker_id == ask.me.user.id or ask.me.user.id in now.helper_ids):
        raise Refusal(ErrorCode.NOT_FOUND, "no such call for help")
    return now


def _ongoing(now: Help) -> None:
    if now.state is HelpState.OVER:
        raise Refusal(ErrorCode.CONFLICT, "it is over")


@handles("join_help")
def join_help(tx: Tx, ask: Ask[None, None]) -> Help:
    """I come; coming again changes nothing."""
    now = _mine(tx, ask)
    _ongoing(now)
    if now.asker_id == ask.me.user.id:
        raise Refusal(ErrorCode.CONFLICT, "nobody helps themselves: a colleague has to come")
    if ask.me.user.id not in now.helper_ids:
        log.append(tx, HelpJoined(help_id=now.id, asker_id=now.asker_id))
    return found(store.one(tx, now.id), "call for help")


@handles("say_in_help")
def say_in_help(tx: Tx, ask: Ask[HelpWords, None]) -> Help:
    """A line, by those who are in it."""
    now, me = _mine(tx, ask), ask.me.user.id
    _ongoing(now)
    if me not in (now.asker_id, *now.helper_ids):
        raise Refusal(ErrorCode.CONFLICT, "join it first")
    log.append(tx, HelpSaid(help_id=now.id, to_ids=_others(now, me), words=ask.body.words))
    return found(store.one(tx, now.id), "call for help")


@handles("end_help")
def end_help(tx: Tx, ask: Ask[None, None]) -> Help:
    """By who asked, by who helps, or by a lead."""
    now = _mine(tx, ask)
    _ongoing(now)
    log.append(tx, HelpEnded(help_id=now.id, to_ids=_others(now, ask.me.user.id)))
    return found(store.one(tx, now.id), "call for help")


def _others(now: Help, me: int | None) -> tuple[int, ...]:
    return tuple(one for one in (now.asker_id, *now.helper_ids) if one != me)


def _fallen_silent(tx: Tx) -> list[int]:
    return store.fallen_silent(tx, tx.now - AFTER_CALL, tx.now - SILENT)


def _end(tx: Tx, _settings: Settings) -> None:
    for help_id in _fallen_silent(tx):
        now = found(store.one(tx, help_id), "call for help")
        log.append(tx, HelpEnded(help_id=now.id, to_ids=_others(now, None)))


SWEEPS.append(Sweep("help", lambda tx: bool(_fallen_silent(tx)), _end))
