"""The Zammad generic CTI protocol: its messages read into signals, and its answers and errors.

Messages come as JSON, as form fields or as a multipart form; ``user`` may be a text, a list, or ``user[]``.
"""

from email import message_from_bytes
from email.message import Message
from typing import Any
from urllib.parse import parse_qsl

import msgspec

from desk.contract.calls import Direction
from desk.contract.cti import CtiAnswer, CtiError, CtiEvent
from desk.server.rules.calls import Signal, SignalKind, names

INVALID_TOKEN = CtiError(error="Invalid token, please contact your admin!")
INVALID_DIRECTION = CtiError(error="Invalid direction!")
REJECT = CtiAnswer(action="reject", reason="busy")
NOTHING = CtiAnswer()


class UnreadableError(Exception):
    """A message that this protocol does not know; ``error`` is what to answer with status 422."""

    def __init__(self, error: CtiError) -> None:
        super().__init__(error.error)
        self.error = error


def read(raw: bytes, content_type: str) -> Signal:
    """The signal of a request body; UnreadableError when it is none."""
    fields = _fields(raw, content_type)
    if fields.get("direction") not in ("in", "out"):
        raise UnreadableError(INVALID_DIRECTION)
    if "call_id" in fields:
        fields.setdefault("callId", fields["call_id"])
    try:
        event = msgspec.convert(fields, type=CtiEvent)
    except msgspec.ValidationError as error:
        raise UnreadableError(CtiError(error=f"Invalid event: {error}")) from None
    return signal_of(event)


def signal_of(event: CtiEvent) -> Signal:
    """What a message says, whichever side began the call."""
    direction = Direction(event.direction)
    ours, theirs = (event.to, event.from_) if direction is Direction.IN else (event.from_, event.to)
    return Signal(
        kind=SignalKind(event.event),
        external_id=event.callId,
        direction=direction,
        number=str(theirs),
        line=str(ours),
        people=names(event.user),
        queue=event.queue.strip(),
        answered_by=str(event.answeringNumber).strip(),
        cause=event.cause,
        origin=event.origCallId,
        diversion=event.diversion,
    )


def dial(number: str, caller_id: str) -> CtiAnswer:
    """Dial ``number`` and show ``caller_id`` (both in E.164), in both spellings that exchanges look for."""
    shown = caller_id.removeprefix("+")
    return CtiAnswer(action="dial", caller_id=shown, callerId=shown, number=number.removeprefix("+"))


def _fields(raw: bytes, content_type: str) -> dict[str, Any]:
    """The fields of a body; what it begins with counts more than what its header says, as scripts often err."""
    kind = content_type.partition(";")[0].strip().lower()
    try:
        if kind == "multipart/form-data":
            return _form(_parts(raw, content_type))
        if "json" in kind or raw.lstrip()[:1] == b"{":
            return msgspec.json.decode(raw, type=dict[str, Any])
        return _form(parse_qsl(raw.decode(), keep_blank_values=True, max_num_fields=300))
    except (msgspec.DecodeError, UnicodeDecodeError, ValueError) as error:
        raise UnreadableError(CtiError(error=f"Unreadable body: {error}")) from None


def _form(pairs: list[tuple[str, str]]) -> dict[str, Any]:
    people = [value for name, value in pairs if name in ("user[]", "user")]
    fields: dict[str, Any] = {name: value for name, value in pairs if name not in ("user[]", "user")}
    return fields | ({"user": people[0] if len(people) == 1 else people} if people else {})


def _parts(raw: bytes, content_type: str) -> list[tuple[str, str]]:
    message = message_from_bytes(b"Content-Type: " + content_type.encode("latin-1", "replace") + b"\r\n\r\n" + raw)
    pairs = list[tuple[str, str]]()
    for part in message.walk():
        name = part.get_param("name", header="content-disposition")
        if isinstance(name, str):
            pairs.append((name, _text(part)))
    return pairs


def _text(part: Message) -> str:
    content = part.get_payload(decode=True)
    return content.decode() if isinstance(content, bytes) else ""
