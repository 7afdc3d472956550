"""The push messages of a telephone exchange: the Zammad generic CTI protocol.

Source: zammad-documentation, ``api/generic-cti``. Ours differs on purpose: a repeated event is answered 200
again, an unknown call is tolerated, numbers are read as Korean ones, both spellings of the caller id are sent,
and ``origCallId`` (from sipgate.io push) ties transferred legs together.
"""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

CtiText = Annotated[str, Meta(max_length=200)]
#: Some exchanges write numbers as JSON numbers.
CtiNumber = CtiText | Annotated[int, Meta(ge=0, le=10**17)]


class CtiEvent(msgspec.Struct, frozen=True, kw_only=True):
    """One push, as JSON or form fields; fields the protocol does not name are ignored."""

    event: Literal["newCall", "answer", "hangup"]
    from_: CtiNumber = msgspec.field(name="from")
    to: CtiNumber
    direction: Literal["in", "out"]
    callId: Annotated[str, Meta(min_length=1, max_length=200)]
    #: Names, logins or extensions, in a list or joined by commas: in = called agents, out = the calling agent.
    user: CtiText | Annotated[list[CtiText], Meta(max_length=200)] = []
    queue: CtiText = ""
    answeringNumber: CtiNumber = ""
    cause: CtiText = ""
    origCallId: CtiText = ""
    diversion: CtiText = ""


class CtiAnswer(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Empty, or to reject the call, or how to dial."""

    action: str = ""
    reason: str = ""
    caller_id: str = ""
    callerId: str = ""
    number: str = ""


class CtiError(msgspec.Struct, frozen=True, kw_only=True):
    """The protocol's own error shape."""

    error: str
