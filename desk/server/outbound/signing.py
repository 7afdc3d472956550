"""Standard Webhooks: the signature over id, time and body, for whoever sends and whoever receives.

Written here and not taken from the ``standardwebhooks`` package (MIT, one file): that one signs with one secret only,
so it cannot change over; it lets no test set the clock; and a signature without a comma or a body that is no UTF-8
escapes it as another exception than its own. Its signatures are in our tests.
"""

import base64
import binascii
import hashlib
import hmac
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

#: The headers' names, in lower case.
ID, TIMESTAMP, SIGNATURE = "webhook-id", "webhook-timestamp", "webhook-signature"
HEADERS = (ID, TIMESTAMP, SIGNATURE)
PREFIX = "whsec_"
#: How far the sender's clock may be off, and how old a message may be.
TOLERANCE = timedelta(minutes=5)


class BadSignature(Exception):  # noqa: N818 (named after what happened)
    """A message that is not what a holder of the secret sent just now; it says why."""


@dataclass(frozen=True, slots=True)
class Signed:
    """The three headers of a message as they came; empty where there was none."""

    id: str = ""
    timestamp: str = ""
    signature: str = ""

    @classmethod
    def of(cls, headers: Mapping[str, str]) -> "Signed":
        """From headers whose names are lower case, or looked up without case."""
        return cls(*(headers.get(name, "") for name in HEADERS))


def new_secret() -> str:
    """A fresh secret as both sides write it down: ``whsec_`` and 32 bytes in base64."""
    return PREFIX + base64.b64encode(secrets.token_bytes(32)).decode()


def sign(keys: Iterable[str], message_id: str, at: datetime, body: bytes) -> dict[str, str]:
    """The headers of a message, with one signature for each secret."""
    stamp = str(int(at.timestamp()))
    signatures = ["v1," + base64.b64encode(_digest(key, message_id, stamp, body)).decode() for key in keys]
    return {ID: message_id, TIMESTAMP: stamp, SIGNATURE: " ".join(signatures)}


def verify(keys: Iterable[str], signed: Signed, body: bytes, now: datetime) -> None:
    """BadSignature unless one of the secrets made one of the signatures, not longer than ``TOLERANCE`` ago."""
    if not (signed.id and signed.timestamp and signed.signature):
        raise BadSignature(f"send {', '.join(HEADERS)}")
    if not (signed.timestamp.isascii() and signed.timestamp.isdecimal() and len(signed.timestamp) <= 12):
        raise BadSignature("the timestamp is whole seconds since 1970")
    if abs(int(signed.timestamp) - now.timestamp()) > TOLERANCE.total_seconds():
        raise BadSignature("the timestamp is too far from now")
    given = list(_given(signed.signature))
    for key in keys:
        expected = _digest(key, signed.id, signed.timestamp, body)
        if any(hmac.compare_digest(expected, one) for one in given):
            return
    raise BadSignature("no signature fits")


def _given(header: str) -> Iterable[bytes]:
    for part in header.split(" "):
        version, _, encoded = part.partition(",")
        if version == "v1":
            try:
                yield base64.b64decode(encoded, validate=True)
            except (binascii.Error, ValueError):
                continue


def _digest(key: str, message_id: str, stamp: str, body: bytes) -> bytes:
    plain = base64.b64decode(key.removeprefix(PREFIX) + "==")
    return hmac.new(plain, f"{message_id}.{stamp}.".encode() + body, hashlib.sha256).digest()
