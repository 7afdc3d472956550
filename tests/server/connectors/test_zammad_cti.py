"""The protocol's messages, as telephone systems in the field write them."""

from typing import Any
from urllib.parse import urlencode

import msgspec
import pytest

from desk.contract.calls import Direction
from desk.server.connectors.zammad_cti import UnreadableError, dial, read
from desk.server.rules.calls import Signal, SignalKind

JSON, FORM = "application/json", "application/x-www-form-urlencoded"
RING: dict[str, Any] = {
    "event": "newCall",
    "from": "821023456789",
    "to": "82212345678",
    "direction": "in",
    "callId": "307fa962-de8d-4ffc-817b-7f6993204159",
    "user": ["김민지", "이서연"],
    "queue": "배송",
}


def signal(**fields: Any) -> Signal:
    """What ``RING`` means, with some fields otherwise."""
    expected: dict[str, Any] = {
        "kind": SignalKind.RING,
        "external_id": RING["callId"],
        "direction": Direction.IN,
        "number": "821023456789",
        "line": "82212345678",
        "people": ("김민지", "이서연"),
        "queue": "배송",
    }
    return Signal(**(expected | fields))


def multipart(pairs: list[tuple[str, str]]) -> bytes:
    """Form fields as ``curl -F`` sends them."""
    parts = (f'--b\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n' for name, value in pairs)
    return ("".join(parts) + "--b--\r\n").encode()


PAIRS = [(name, value) for name, value in RING.items() if name != "user"] + [("user[]", one) for one in RING["user"]]


@pytest.mark.parametrize(
    ("raw", "content_type"),
    [
        (msgspec.json.encode(RING), JSON),
        (msgspec.json.encode(RING), "text/json; charset=utf-8"),
        (msgspec.json.encode(RING), FORM),
        (msgspec.json.encode(RING), ""),
        (urlencode(PAIRS).encode(), FORM),
        (urlencode(PAIRS).encode(), ""),
        (multipart(PAIRS), "multipart/form-data; boundary=b"),
        (msgspec.json.encode(RING | {"user": "김민지, 이서연"}), JSON),
        (msgspec.json.encode(RING | {"from": 821023456789, "to": 82212345678}), JSON),
        (msgspec.json.encode({**RING, "callId": RING["callId"], "call_id": "other", "x": [1, {"y": None}]}), JSON),
        (msgspec.json.encode({("call_id" if k == "callId" else k): v for k, v in RING.items()}), JSON),
    ],
)
def test_one_call_in_every_dialect(raw: bytes, content_type: str) -> None:
    assert read(raw, content_type) == signal()


def test_the_caller_is_not_the_answerer() -> None:
    message = {name: RING[name] for name in ("from", "to", "direction", "callId")} | {"event": "answer"}
    found = read(msgspec.json.encode(message | {"answeringNumber": "201", "caller": "Emma"}), JSON)
    assert found == signal(kind=SignalKind.ANSWER, people=(), queue="", answered_by="201")


def test_on_the_way_out_the_other_side_is_who_is_called() -> None:
    found = read(msgspec.json.encode(RING | {"direction": "out", "user": "김민지"}), JSON)
    assert found == signal(direction=Direction.OUT, number="82212345678", line="821023456789", people=("김민지",))


def test_a_transfer_names_where_it_came_from() -> None:
    found = read(msgspec.json.encode(RING | {"origCallId": "first", "diversion": "8215881234"}), JSON)
    assert (found.origin, found.diversion) == ("first", "8215881234")


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"direction": "sideways"}, "Invalid direction!"),
        ({"direction": None}, "Invalid direction!"),
        ({"direction": ["in"]}, "Invalid direction!"),
        ({"event": "ring"}, "Invalid event: Invalid enum value 'ring' - at `$.event`"),
        ({"callId": ""}, "Invalid event: Expected `str` of length >= 1 - at `$.callId`"),
        ({"callId": {"a": 1}}, None),
        ({"from": True}, None),
        ({"from": -1}, None),
        ({"to": 10**20}, None),
        ({"user": [1]}, None),
        ({"queue": "x" * 201}, None),
    ],
)
def test_what_is_no_message_is_refused_in_the_protocols_words(fields: dict[str, Any], says: str | None) -> None:
    with pytest.raises(UnreadableError) as caught:
        read(msgspec.json.encode(RING | fields), JSON)
    assert says is None or caught.value.error.error == says


@pytest.mark.parametrize("left_out", ["event", "from", "to", "direction", "callId"])
def test_what_the_protocol_requires_is_required(left_out: str) -> None:
    with pytest.raises(UnreadableError):
        read(msgspec.json.encode({name: value for name, value in RING.items() if name != left_out}), JSON)


@pytest.mark.parametrize(
    ("raw", "content_type"),
    [
        (b"", JSON),
        (b"[]", JSON),
        (b"null", JSON),
        (b"{", ""),
        (b'{"event": "\xff"}', JSON),
        (b"\xff\xfe=1", FORM),
        (b"&".join([b"a=1"] * 1000), FORM),
        (b"--b\r\n\r\n", "multipart/form-data"),
        (b"\xff", "multipart/form-data; boundary=\xff".encode().decode("latin-1")),
        (multipart([("event", "newCall")]).replace(b"newCall", b"\xff"), "multipart/form-data; boundary=b"),
    ],
)
def test_noise_is_refused_and_harms_nothing(raw: bytes, content_type: str) -> None:
    with pytest.raises(UnreadableError):
        read(raw, content_type)


def test_a_caller_id_is_written_in_both_spellings() -> None:
    assert msgspec.json.decode(msgspec.json.encode(dial("+82212345678", "+8215881234"))) == {
        "action": "dial",
        "caller_id": "8215881234",
        "callerId": "8215881234",
        "number": "82212345678",
    }
