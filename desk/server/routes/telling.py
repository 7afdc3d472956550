"""What telephone systems are to be told, and what came of it."""

import logging
import random
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from desk.contract.events import (
    AgentStateChanged,
    Event,
    ListeningBegun,
    ListeningEnded,
    QueueSet,
    SwitchDropped,
    SwitchSet,
    UserChanged,
    UserCreated,
)
from desk.contract.listening import ListenAct, ListenEnd, ListenOrder
from desk.server.outbound.job import Gone, Later
from desk.server.outbound.switch_manager import ManagerLine
from desk.server.outbound.switch_webhook import WebhookLine
from desk.server.outbound.telling import Address, Line, Lines, Member, Round, Telling, Work
from desk.server.routes import listenings, switches
from desk.server.rules.deliveries import DeliveryRules, pause
from desk.server.rules.telephony import is_dialled, manager_reason, member
from desk.server.store import listenings as listening_store
from desk.server.store import switches as store
from desk.server.store.db import Tx
from desk.server.store.switches import MANAGER, SIGNING, Place, Untold

#: Agents in one round.
AT_ONCE = 64
#: Seconds that a line which was lost is left alone at most, unless it asks for more.
LONGEST_PAUSE = 60.0
#: How long it is tried to end what is over: nobody listens on unseen because the line was down.
ENDING = timedelta(hours=2)
NEWS = (AgentStateChanged, UserCreated, UserChanged, QueueSet, SwitchSet, SwitchDropped, ListeningBegun, ListeningEnded)

log = logging.getLogger("desk.server")


def wakes(event: Event) -> bool:
    """Whether telephone systems may have to hear of it."""
    return isinstance(event.fact, NEWS)


def lines(rules: DeliveryRules) -> Lines:
    """How lines are made: to a webhook, or to a manager."""

    def make(address: Address, wake: Callable[[], None]) -> Line:
        if address.url:
            return WebhookLine(address, rules.patience)
        return ManagerLine(address, wake, rules.patience)

    return make


def due(tx: Tx) -> list[Work]:
    """Every switch that is on, with what it has to hear next."""
    return [_work(tx, one) for one in store.everyone(tx) if one.enabled]


def _work(tx: Tx, place: Place) -> Work:
    secrets = store.secrets(tx, place.name, SIGNING if place.url else MANAGER)
    address = Address(
        name=place.name,
        version=place.version,
        url=place.url,
        host=place.host,
        port=place.port,
        tls=place.tls,
        login=place.login,
        telephone=place.telephone if place.listens else "",
        secrets=secrets,
    )
    if not secrets or store.rests(tx, place.name):
        return Work(address=address, rests=True)
    found = store.untold(tx, place, AT_ONCE)
    tellings = tuple(_telling(tx, place, one) for one in found)
    return Work(address=address, tellings=tellings, orders=tuple(_orders(tx, place)))


def _orders(tx: Tx, place: Place) -> list[ListenOrder]:
    """What can be said in its words; extensions may have changed since it was asked for."""
    found = listening_store.orders(tx, place.name, tx.now - ENDING) if place.listens else []
    return [one for one in found if one.listen is ListenAct.END or _has_telephones(one)]


def _has_telephones(order: ListenOrder) -> bool:
    return is_dialled(order.lead.extension) and is_dialled(order.agent.extension)


def _telling(tx: Tx, place: Place, one: Untold) -> Telling:
    if place.url:
        return Telling(pause=one.pause)
    members: list[Member] = []
    for extension in dict.fromkeys((one.pause.extension, one.before)):
        if extension:
            available, reason = store.at_extension(tx, extension)
            interface = member(place.interface, extension)
            left = extension != one.pause.extension
            members.append(Member(interface, not available, "" if available else manager_reason(reason), left))
    said = repr([(found.interface, found.paused, found.reason) for found in members if not found.left])
    if said == one.said and len(members) == 1:
        members = []
    return Telling(pause=one.pause, said=said, members=tuple(members))


def report(tx: Tx, at: Address, done: Round, rules: DeliveryRules) -> None:
    """Keep what came of a round, with the time of the next one if there was trouble; nothing of one that told where
    nobody is told any more."""
    name, place = at.name, store.place(tx, at.name)
    if place.version != at.version:
        return
    if done.anew:
        store.forget(tx, name)
    for one in done.told:
        store.told(tx, name, one.pause, one.said)
    for one, why in done.refused:
        tried = store.attempts(tx, name, one.pause.agent_id)
        store.refused(tx, name, one.pause, why, tx.now + pause(rules, tried, None, random.random()))  # noqa: S311
    _listenings(tx, done)
    _members(tx, place, done)
    _line(tx, place, done, rules)


def _listenings(tx: Tx, done: Round) -> None:
    """What it does about leads who listen, and what ended at their telephones."""
    for order, why in done.ordered:
        listening_store.took(tx, order.listening_id, order.listen)
        if why and order.listen is ListenAct.BEGIN:
            listenings.end(tx, order.listening_id, ListenEnd.REFUSED, why)
        elif why:
            log.warning("listening %d ends with its call only: %s", order.listening_id, why)
    for listening_id in done.hung_up:
        listenings.end(tx, listening_id, ListenEnd.HUNG_UP)


def _members(tx: Tx, place: Place, done: Round) -> None:
    """What is new of the members of a manager's queues."""
    before, after = place.interface.split("{extension}", 1) if place.host else ("", "")

    def extension(interface: str) -> str:
        return interface.removeprefix(before).removesuffix(after)

    for interface in done.added:
        store.forget(tx, place.name, extension(interface))
    for interface, paused in done.differing.items():
        available, _ = store.at_extension(tx, extension(interface))
        words = f"{interface} was {'paused' if paused else 'unpaused'} at the telephone"
        store.note(tx, place.name, extension(interface), words if paused == available else "")


def _line(tx: Tx, place: Place, done: Round, rules: DeliveryRules) -> None:
    """How the line is now; who was away for long has to hear of everybody anew."""
    line = store.line(tx, place.name)
    through = bool(done.told or done.refused or done.ordered or done.alive)
    if through:
        long = timedelta(seconds=rules.unknown_after)
        if place.url and line.away_since is not None and tx.now - line.away_since >= long:
            store.forget(tx, place.name)
        line = replace(line, attempts=0, next_at=None, trouble="", away_since=None)
    if done.told:
        line = replace(line, told_at=tx.now)
    match done.trouble:
        case Gone(why):
            line = replace(line, trouble=f"wants to hear nothing any more: {why}")
            switches.turn_off(tx, place)
        case Later(why, after):
            quick = replace(rules, longest_pause=min(rules.longest_pause, LONGEST_PAUSE))
            wait = pause(quick, line.attempts, after, random.random())  # noqa: S311
            since = line.away_since if through or line.away_since else tx.now
            line = replace(line, attempts=line.attempts + 1, next_at=tx.now + wait, trouble=why, away_since=since)
        case None:
            pass
    if through or done.trouble is not None:
        store.keep_line(tx, place.name, line)
