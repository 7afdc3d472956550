"""What a telephone exchange's signal means for a call, in whatever order, however often, signals arrive."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, StrEnum

from desk.contract.calls import CallState, Direction

#: The cause of an end that nobody signalled: we stopped waiting for it.
LOST = "lost"
#: The cause of a call that was refused because its number is blocked.
BLOCKED = "blocked"
FORWARDED = "forwarded"
VOICEMAIL = "voicemail"
#: Without a signal for so long, a ringing call must be over. Should it be answered after all, it comes back.
RINGING_LIMIT = timedelta(minutes=5)
#: A conversation is the exchange's to end; one that outlasts this has lost its hang-up.
TALKING_LIMIT = timedelta(hours=6)
#: More people than this cannot pick up one call; those who have waited longest are chosen.
RING_AT_MOST = 50


class SignalKind(StrEnum):
    """What an exchange tells about a call."""

    RING = "newCall"
    ANSWER = "answer"
    HANGUP = "hangup"


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """One message of an exchange, in no exchange's dialect.

    ``number`` is the other side and ``line`` our own, both as written. ``people`` names the called agents of an
    inbound call, the calling agent of an outbound one. ``origin`` is the call this one was transferred from.
    """

    kind: SignalKind
    external_id: str
    direction: Direction
    number: str
    line: str
    people: tuple[str, ...] = ()
    queue: str = ""
    answered_by: str = ""
    cause: str = ""
    origin: str = ""
    diversion: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CallSoFar:
    """What is known of a call before the signal."""

    state: CallState
    answered: bool = False
    agent_known: bool = False
    cause: str = ""


class Step(Enum):
    """What is to be written to the log."""

    RING = "ring"
    ANSWER = "answer"
    END = "end"


def steps(call: CallSoFar | None, signal: SignalKind, *, agent_named: bool = False) -> tuple[Step, ...]:
    """What a signal adds: nothing when it repeats or comes too late, the missing ring when the call is unknown.

    ``agent_named`` says that the signal names somebody we know: a second answer may supply the name that the
    first one lacked, but never another name, for a transfer has a call id of its own.
    """
    if call is None:
        first = (Step.RING,)
        return first if signal is SignalKind.RING else (*first, *_later(_RINGING, signal, agent_named))
    return _later(call, signal, agent_named)


_RINGING = CallSoFar(state=CallState.RINGING)


def _later(call: CallSoFar, signal: SignalKind, agent_named: bool) -> tuple[Step, ...]:
    match signal, call.state:
        case SignalKind.ANSWER, CallState.RINGING:
            return (Step.ANSWER,)
        case SignalKind.ANSWER, CallState.TALKING if agent_named and not call.agent_known:
            return (Step.ANSWER,)
        case SignalKind.ANSWER, CallState.MISSED | CallState.ENDED if call.cause == LOST and not call.answered:
            return (Step.ANSWER,)
        case SignalKind.HANGUP, CallState.RINGING | CallState.TALKING:
            return (Step.END,)
        case _:
            return ()


def is_missed(direction: Direction, answered: bool, cause: str) -> bool:
    """Whether an ended call stays open until somebody owns it: inbound, and nobody of us talked."""
    return direction is Direction.IN and (cause == VOICEMAIL or (not answered and cause not in (FORWARDED, BLOCKED)))


def silent_since(now: datetime) -> tuple[datetime, datetime]:
    """Ringing calls from before the first, and talks from before the second, have lost their hang-up."""
    return now - RINGING_LIMIT, now - TALKING_LIMIT


def names(user: str | list[str]) -> tuple[str, ...]:
    """The people of a ``user`` field: a list, or one text with commas; each once, in order."""
    written = user.split(",") if isinstance(user, str) else user
    return tuple(dict.fromkeys(name.strip() for name in written if name.strip()))


def spellings(person: str) -> tuple[str, ...]:
    """How a person or an extension may be meant: ``SIP/201``, ``sip:201@pbx`` and ``201`` are the same telephone."""
    bare = re.sub(r"^(?:sips?:|(?:PJSIP|SIP|Local|IAX2)/)", "", person.strip(), flags=re.IGNORECASE)
    return tuple(dict.fromkeys(one for one in (person.strip(), bare, bare.partition("@")[0]) if one))


def caller_id(prefixes: dict[str, str], number: str) -> str | None:
    """The caller id to dial out with: that of the longest prefix of the number, ``""`` standing for any."""
    fitting = [prefix for prefix in prefixes if number.startswith(prefix)]
    return prefixes[max(fitting, key=len)] if fitting else None
