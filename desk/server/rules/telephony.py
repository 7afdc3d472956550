"""What the telephone system hears of an agent's state: whether calls may ring there, and if not, why."""

import re

from desk.contract.agents import AgentState
from desk.contract.listening import ListenMode

#: Asterisk keeps so many bytes of a reason.
REASON_BYTES = 79
_DIALLED = re.compile(r"[0-9A-Za-z*#+_.-]{1,40}")


def availability(
    state: AgentState, reason: str, next_state: AgentState | None = None, next_reason: str = ""
) -> tuple[bool, str]:
    """Whether calls may ring, and the reason why not (empty when they may).

    A call under way leaves its agent available, or its end would be told too late for the next caller; unless its
    agent is not available afterwards (rang somebody in a break, or has chosen one): then the call changes nothing.
    """
    if state is AgentState.AVAILABLE:
        return True, ""
    if state is AgentState.IN_CALL:
        after = next_state or AgentState.AVAILABLE
        return (True, "") if after in (AgentState.AVAILABLE, AgentState.IN_CALL) else (False, next_reason or after)
    if state is AgentState.WRAP_UP:
        return False, state
    return False, reason or state


def manager_reason(reason: str) -> str:
    """A reason as a manager's header holds it: one line, whole characters, not longer than Asterisk keeps."""
    line = " ".join("".join(one if one.isprintable() else " " for one in reason).split())
    return line.encode()[:REASON_BYTES].decode(errors="ignore")


def member(interface: str, extension: str) -> str:
    """The interface of a queue's member: ``PJSIP/{extension}`` and ``201`` make ``PJSIP/201``."""
    return interface.replace("{extension}", extension)


def is_dialled(extension: str | None) -> bool:
    """Whether it can be put into a telephone system's own words: they know commas, spaces and more as their own."""
    return extension is not None and _DIALLED.fullmatch(extension) is not None


def spied(telephone: str, extension: str, mode: ListenMode) -> str:
    """What ``ChanSpy`` is given: only channels of that telephone (the dash ends its name) that talk to somebody,
    without a beep; over when that channel is, and not waiting for another call."""
    return f"{member(telephone, extension)}-,bqES{'w' if mode is ListenMode.COACH else ''}"
