"""Telephone systems: where they are told who is available, and how they are."""

import msgspec

from desk.contract.base import Done, Line
from desk.contract.errors import ErrorCode, Refusal
from desk.contract.events import SwitchDropped, SwitchSet
from desk.contract.telephony import Pause, Switch, SwitchDraft
from desk.server.outbound.signing import new_secret
from desk.server.routes.handling import Ask, handles, unprocessable
from desk.server.store import log
from desk.server.store import switches as store
from desk.server.store.db import Tx
from desk.server.store.switches import MANAGER, SIGNING, Place

_NAME = 60
_TROUBLE = 300


def switch(tx: Tx, place: Place) -> Switch:
    """A telephone system and how it is."""
    line = store.line(tx, place.name)
    trouble: Line = "; ".join(filter(None, [line.trouble, *store.troubles(tx, place.name)]))[:_TROUBLE]
    return Switch(
        name=place.name,
        url=place.url,
        host=place.host,
        port=place.port,
        tls=place.tls,
        login=place.login,
        interface=place.interface,
        listens=place.listens,
        telephone=place.telephone,
        enabled=place.enabled,
        trouble=trouble,
        waiting=store.waiting(tx, place),
        told_at=line.told_at,
        version=place.version,
    )


def everyone(tx: Tx) -> list[Switch]:
    """Every telephone system that was ever set."""
    return [switch(tx, place) for place in store.everyone(tx)]


def draft_of(place: Place) -> SwitchDraft:
    """What sets a telephone system as it is."""
    return SwitchDraft(
        url=place.url,
        host=place.host,
        port=place.port,
        tls=place.tls,
        login=place.login,
        interface=place.interface,
        listens=place.listens,
        telephone=place.telephone,
        enabled=place.enabled,
    )


def put(tx: Tx, name: str, draft: SwitchDraft) -> Switch:
    """Say where a telephone system is told. Whatever changes, it hears of everybody anew."""
    before = store.place(tx, name)
    _check(tx, name, draft, before)
    if draft.secret:
        store.keep_secret(tx, name, MANAGER, draft.secret)
    made = ""
    if draft.url and (draft.rotate or not store.secrets(tx, name, SIGNING)):
        made = new_secret()
        store.keep_secret(tx, name, SIGNING, made)
    if _place(name, draft, before.version) != before or before.version == 0:
        log.append(tx, _fact(_place(name, draft)))
    store.forget(tx, name)
    told_at = store.line(tx, name).told_at
    store.keep_line(tx, name, store.LineState(told_at=told_at))
    return msgspec.structs.replace(switch(tx, store.place(tx, name)), signing_secret=made)


def drop(tx: Tx, name: str) -> None:
    """Forget it, and its secrets with it."""
    if store.place(tx, name).version == 0:
        raise Refusal(ErrorCode.NOT_FOUND, "no such telephone system")
    log.append(tx, SwitchDropped(name=name))
    store.drop(tx, name)


def turn_off(tx: Tx, place: Place) -> None:
    """It wants to hear nothing any more."""
    log.append(tx, msgspec.structs.replace(_fact(place), enabled=False))


def _check(tx: Tx, name: str, draft: SwitchDraft, before: Place) -> None:
    if not (name.isprintable() and name.strip() == name and 0 < len(name) <= _NAME):
        raise Refusal(ErrorCode.UNPROCESSABLE, f"a name is up to {_NAME} printable characters")
    if bool(draft.url) == bool(draft.host):
        raise unprocessable("/url", "either a url or the host of a manager interface")
    for field in ("url", "host", "login", "secret", "interface", "telephone"):
        if not str(getattr(draft, field)).isprintable():
            raise unprocessable(f"/{field}", "one line of printable text")
    if not draft.host:
        return
    if any(one in draft.host for one in " /@"):
        raise unprocessable("/host", "the name or address of a machine")
    if not draft.login:
        raise unprocessable("/login", "a manager's name")
    same = (draft.host, draft.port, draft.login) == (before.host, before.port, before.login)
    if not draft.secret and not (same and store.secrets(tx, name, MANAGER)):
        raise unprocessable("/secret", "give the manager's secret; one that was given elsewhere is not taken along")


def _place(name: str, draft: SwitchDraft, version: int = 0) -> Place:
    return Place(
        name=name,
        url=draft.url,
        host=draft.host,
        port=draft.port,
        tls=draft.tls,
        login=draft.login,
        interface=draft.interface,
        listens=draft.listens,
        telephone=draft.telephone,
        enabled=draft.enabled,
        version=version,
    )


def _fact(place: Place) -> SwitchSet:
    return SwitchSet(
        name=place.name,
        url=place.url,
        host=place.host,
        port=place.port,
        tls=place.tls,
        login=place.login,
        interface=place.interface,
        listens=place.listens,
        telephone=place.telephone,
        enabled=place.enabled,
    )


@handles("switches")
def switches(tx: Tx, _ask: Ask[None, None]) -> list[Switch]:
    """Every telephone system."""
    return everyone(tx)


@handles("set_switch")
def set_switch(tx: Tx, ask: Ask[SwitchDraft, None]) -> Switch:
    """Say where it is told."""
    return put(tx, ask.path["name"], ask.body)


@handles("drop_switch")
def drop_switch(tx: Tx, ask: Ask[None, None]) -> Done:
    """Forget it."""
    drop(tx, ask.path["name"])
    return Done()


@handles("availability")
def availability(tx: Tx, _ask: Ask[None, None]) -> list[Pause]:
    """Who is available, and why not."""
    return store.availabilities(tx)
