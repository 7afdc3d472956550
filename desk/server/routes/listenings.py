"""Leads listen to a colleague's call: who may, what stands against it, and when it is over."""

from datetime import timedelta

from desk.contract.calls import CallState
from desk.contract.errors import ErrorCode, Refusal
from desk.contract.events import ListeningBegun, ListeningEnded
from desk.contract.listening import ListenDraft, ListenEnd, Listening
from desk.server.routes.handling import SWEEPS, Ask, Settings, Sweep, found, handles, unprocessable
from desk.server.rules.telephony import is_dialled
from desk.server.store import calls, log, switches, users
from desk.server.store import listenings as store
from desk.server.store.db import Tx

#: How long what is over is shown; how long a telephone system may take to begin.
SHOWN, SOON = timedelta(minutes=1), timedelta(seconds=15)


@handles("listenings")
def listenings(tx: Tx, ask: Ask[None, None]) -> list[Listening]:
    """All for leads, mine for others."""
    known, me = [*store.ongoing(tx), *store.over_since(tx, tx.now - SHOWN)], ask.me.user.id
    return [one for one in known if ask.leads or one.agent_id == me]


@handles("listen")
def listen(tx: Tx, ask: Ask[ListenDraft, None]) -> Listening:
    """Only into a call that is on, by a telephone system that can do it now; one at a time."""
    me, draft = ask.me.user.id, ask.body
    agent = users.user(tx, draft.agent_id)
    if agent is None or draft.agent_id == me:
        raise unprocessable("/agent_id", "a colleague" if agent is not None else "no such person")
    if any(one.lead_id == me for one in store.ongoing(tx)):
        raise Refusal(ErrorCode.ALREADY_LISTENING, "end the other one first")
    call = calls.call(tx, draft.call_id)
    if call is None or call.state is not CallState.TALKING or call.agent_id != agent.id:
        raise Refusal(ErrorCode.NO_CALL, f"{agent.name} is not in that call any more")
    lead = found(users.user(tx, me), "user")
    if not (is_dialled(lead.extension) and is_dialled(agent.extension)):
        raise Refusal(ErrorCode.NO_EXTENSION, "both need a telephone extension")
    able = [one.name for one in switches.everyone(tx) if one.enabled and one.listens]
    awake = [name for name in able if not switches.rests(tx, name)]
    if not awake:
        words = "the telephone system cannot be reached now" if able else "no telephone system can do this"
        raise Refusal(ErrorCode.NO_SWITCH, words)
    fact = ListeningBegun(agent_id=agent.id, about_call_id=call.id, mode=draft.mode, why=draft.why, switch=awake[0])
    return found(store.one(tx, log.append(tx, fact).seq), "listening")


@handles("stop_listening")
def stop_listening(tx: Tx, ask: Ask[None, None]) -> Listening:
    """By who listens; what is over stays over."""
    now = found(store.one(tx, ask.id("listening_id")), "listening")
    if now.lead_id != ask.me.user.id:
        raise Refusal(ErrorCode.FORBIDDEN, "somebody else listens")
    end(tx, now.id, ListenEnd.STOPPED)
    return found(store.one(tx, now.id), "listening")


def end(tx: Tx, listening_id: int, why: ListenEnd, detail: str = "") -> None:
    """It is over, if it is not already."""
    now = store.one(tx, listening_id)
    if now is not None and now.end is None:
        lead, agent, words = now.lead_id, now.agent_id, detail[:300]
        log.append(tx, ListeningEnded(listening_id=now.id, lead_id=lead, agent_id=agent, end=why, detail=words))


def _run_out(tx: Tx) -> list[tuple[int, ListenEnd]]:
    return [
        *((one, ListenEnd.CALL_OVER if leads else ListenEnd.STOPPED) for one, leads in store.outlived(tx)),
        *((one, ListenEnd.UNREACHABLE) for one in store.unheard(tx, tx.now - SOON)),
    ]


def _end_them(tx: Tx, _settings: Settings) -> None:
    for listening_id, why in _run_out(tx):
        end(tx, listening_id, why)


SWEEPS.append(Sweep("listening", lambda tx: bool(_run_out(tx)), _end_them))
