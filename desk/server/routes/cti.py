"""The telephone exchange's door: its signals become calls that ring, are answered and end."""

from desk.contract.agents import AgentState
from desk.contract.calls import Call, CallState, Direction, Ring
from desk.contract.cti import CtiAnswer
from desk.contract.events import AgentStateChanged, CallAnswered, CallEnded, CallRang, Refs
from desk.server.connectors import zammad_cti
from desk.server.routes.handling import SWEEPS, Answering, Ask, Settings, Spoken, Sweep, found, handles_async
from desk.server.routes.wrap_up import go_on, queue_of
from desk.server.rules import calls as rules
from desk.server.rules import numbers
from desk.server.rules import wrap_up as wrap_up_rules
from desk.server.rules.calls import CallSoFar, Signal, SignalKind, Step
from desk.server.rules.numbers import Kind
from desk.server.store import agents, calls, customers, log, people, promised, queues, sessions, users
from desk.server.store.db import Tx


@handles_async("cti")
async def cti(server: Answering, ask: Ask[tuple[bytes, str], None]) -> CtiAnswer | Spoken:
    """One push; all that is wrong with it is said in the protocol's own words."""
    token = ask.path["token"]
    if await server.reading(lambda tx: sessions.connector(tx, "cti", token)) is None:
        return Spoken(status=401, message=zammad_cti.INVALID_TOKEN)
    try:
        signal = zammad_cti.read(*ask.body)
    except zammad_cti.UnreadableError as refused:
        return Spoken(status=422, message=refused.error)
    caller_ids = ask.settings.caller_ids
    answer: CtiAnswer = await server.writing(lambda tx: _answer(tx, signal, caller_ids), None)
    return answer


def _answer(tx: Tx, signal: Signal, caller_ids: dict[str, str]) -> CtiAnswer:
    receive(tx, signal)
    if signal.kind is not SignalKind.RING:
        return zammad_cti.NOTHING
    number = numbers.read(signal.number).number
    if signal.direction is Direction.IN:
        return zammad_cti.REJECT if number and calls.is_blocked(tx, number) else zammad_cti.NOTHING
    shown = rules.caller_id(caller_ids, number)
    return zammad_cti.NOTHING if shown is None else zammad_cti.dial(number, numbers.e164(shown) or shown)


def receive(tx: Tx, signal: Signal) -> None:
    """Do what a signal means for its call; nothing when it says nothing new."""
    call = calls.by_external(tx, signal.external_id)
    answerer = _answerer(tx, signal, call) if signal.kind is SignalKind.ANSWER else None
    so_far = None
    if call is not None:
        so_far = CallSoFar(
            state=call.state,
            answered=call.answered_at is not None,
            agent_known=call.agent_id is not None,
            cause=call.cause,
        )
    for step in rules.steps(so_far, signal.kind, agent_named=answerer is not None):
        match step:
            case Step.RING:
                call = _ring(tx, signal)
            case Step.ANSWER if call is not None:
                _pick_up(tx, call, answerer if answerer is not None else _answerer(tx, signal, call))
            case Step.END if call is not None:
                end(tx, call, signal.cause)
            case _:
                raise AssertionError(step)


def _ring(tx: Tx, signal: Signal) -> Call:
    """A call begins: who may it be, for which queue, for whom does it ring."""
    origin = calls.by_external(tx, signal.origin) if signal.origin else None
    number, matches, customer_id = _caller(tx, signal, origin)
    queue_id = _queue(tx, signal) or (origin.queue_id if origin is not None else None)
    blocked = signal.direction is Direction.IN and calls.is_blocked(tx, number)
    fact = CallRang(
        external_id=signal.external_id,
        direction=signal.direction,
        number=number,
        raw_number=signal.number,
        called=signal.line,
        queue_id=queue_id,
        agent_ids=() if blocked else _called(tx, signal, queue_id),
        matches=matches,
        origin_id=origin.origin_id if origin is not None else None,
        blocked=blocked,
    )
    event = log.append(tx, fact, Refs(customer_id=customer_id))
    call = found(calls.call(tx, event.seq), "call")
    if blocked:
        end(tx, call, rules.BLOCKED)
    else:
        tx.shown[event.seq] = ring_of(tx, call)
    return call


def _caller(tx: Tx, signal: Signal, origin: Call | None) -> tuple[str, tuple[int, ...], int | None]:
    """The other side's number, who has it, and the one customer it must be.

    A transferred call may show a colleague's extension: then it is still the caller of the leg before. And whom
    an agent recognised on that leg is who it is.
    """
    telephone = numbers.read(signal.number)
    matches = people.with_number(tx, telephone.number) if telephone.kind is Kind.NUMBER else []
    if origin is not None and not matches:
        return calls.number_of(tx, origin.id), tuple(calls.matches_of(tx, origin.id)), origin.customer_id
    if origin is not None and origin.customer_id in matches:
        return telephone.number, tuple(matches), origin.customer_id
    return telephone.number, tuple(matches), matches[0] if len(matches) == 1 else None


def _queue(tx: Tx, signal: Signal) -> int | None:
    """The queue that is named, or that our number leads to; a diverted call still counts for where it was going."""
    if signal.queue and (named := queues.by_name(tx, signal.queue)) is not None:
        return named
    written = [one for one in (signal.queue, signal.line, signal.diversion) if one]
    found_by_number = (queues.by_number(tx, numbers.read(one).number) for one in written)
    return next((queue_id for queue_id in found_by_number if queue_id is not None), None)


def _called(tx: Tx, signal: Signal, queue_id: int | None) -> tuple[int, ...]:
    """For whom it rings: those named, the owner of the called telephone, or those of the queue who could pick up."""
    named = [user_id for name in signal.people for user_id in _named(tx, name)] or _by_telephone(tx, signal.line)
    if named or signal.direction is Direction.OUT or queue_id is None:
        return tuple(dict.fromkeys(named))
    present = agents.signed_in(tx, queue_id)
    ready = [one for one in present if one.state in (AgentState.AVAILABLE, AgentState.ON_SHIFT)]
    return tuple(one.user_id for one in (ready or present)[: rules.RING_AT_MOST])


def _answerer(tx: Tx, signal: Signal, call: Call | None) -> int | None:
    """Who picked up: whose telephone or login it is, or whoever alone it was ringing for.

    On an outbound call the customer picks up, and the agent is the one who rang.
    """
    called = [] if call is None else call.called_agent_ids
    if signal.direction is Direction.IN:
        for name in (signal.answered_by, *signal.people[:1]):
            if len(meant := _by_telephone(tx, name) or _named(tx, name)) == 1:
                return meant[0]
    else:
        called = called or [user_id for name in signal.people for user_id in _named(tx, name)]
    return called[0] if len(called) == 1 else None


def _named(tx: Tx, name: str) -> list[int]:
    """Active people with this login, telephone, id or name, the first of these that fits."""
    for spelling in rules.spellings(name):
        user = users.by_login(tx, spelling)
        if user is not None and user.active:
            return [user.id]
        if extension := users.by_extension(tx, spelling):
            return extension
    user = users.user(tx, int(name)) if name.isascii() and name.isdecimal() and len(name) < 16 else None
    return [user.id] if user is not None and user.active else users.by_name(tx, name)


def _by_telephone(tx: Tx, written: str) -> list[int]:
    for spelling in rules.spellings(written):
        if extension := users.by_extension(tx, spelling):
            return extension
    number = numbers.e164(written)
    return users.by_extension(tx, number) if number else []


def _pick_up(tx: Tx, call: Call, agent_id: int | None) -> None:
    """Somebody talks: it rings for nobody any more."""
    revived = call.state is CallState.MISSED
    fact = CallAnswered(agent_id=agent_id, called_ids=tuple(call.called_agent_ids), revived=revived)
    log.append(tx, fact, Refs(customer_id=call.customer_id, call_id=call.id))
    if agent_id is None:
        return
    next_state, next_reason = wrap_up_rules.next_of(agents.state_of(tx, agent_id))
    busy = AgentStateChanged(
        user_id=agent_id, state=AgentState.IN_CALL, next_state=next_state, next_reason=next_reason, call_id=call.id
    )
    log.append(tx, busy, Refs(call_id=call.id))


def end(tx: Tx, call: Call, cause: str) -> None:
    """The line is closed: whoever talked wraps up; what nobody answered stays open."""
    answered = call.answered_at is not None
    until = wrap_up_rules.until(queue_of(tx, call), tx.now) if call.agent_id is not None else None
    fact = CallEnded(
        cause=cause,
        missed=rules.is_missed(call.direction, answered, cause),
        talk_seconds=None if call.answered_at is None else int((tx.now - call.answered_at).total_seconds()),
        agent_id=call.agent_id,
        wrap_up_until=until,
        called_ids=() if call.state is CallState.TALKING else tuple(call.called_agent_ids),
    )
    event = log.append(tx, fact, Refs(customer_id=call.customer_id, call_id=call.id))
    if fact.missed:
        (tx.shown[event.seq],) = promised.with_ring_backs(tx, [found(calls.call(tx, call.id), "call")])
    status = None if call.agent_id is None else agents.state_of(tx, call.agent_id)
    if status is None or status.state is not AgentState.IN_CALL or status.call_id != call.id:
        return
    if until is None:
        go_on(tx, status)
        return
    wrapping = AgentStateChanged(
        user_id=status.user_id,
        state=AgentState.WRAP_UP,
        next_state=status.next_state,
        next_reason=status.next_reason,
        call_id=call.id,
        wrap_up_until=until,
    )
    log.append(tx, wrapping, Refs(call_id=call.id))


def ring_of(tx: Tx, call: Call) -> Ring:
    """A call with everything to show before pick-up."""
    number = calls.number_of(tx, call.id)
    whose = [call.customer_id] if call.customer_id is not None else calls.matches_of(tx, call.id)
    briefs = [brief for one in whose if (brief := customers.caller_brief(tx, one, number)) is not None]
    return Ring(call=call, callers=list({brief.customer.id: brief for brief in briefs}.values()))


def _silent(tx: Tx) -> list[Call]:
    return calls.silent(tx, *rules.silent_since(tx.now))


def _end_silent(tx: Tx, _settings: Settings) -> None:
    """Calls whose hang-up was lost on the way."""
    for call in _silent(tx):
        end(tx, call, rules.LOST)


SWEEPS.append(Sweep("lost hang-ups", lambda tx: bool(_silent(tx)), _end_silent))
