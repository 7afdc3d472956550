"""Facts pushed by the shop: CloudEvents, one by one, so that a bad one does not hurt the others.

A connector's batch is applied in small transactions: a telephone that rings meanwhile does not wait for the rest.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial

import msgspec

from desk.contract.errors import ErrorCode, Refusal
from desk.contract.events import IngestRefused
from desk.contract.ingest import CloudEvent, IngestAnswer, IngestResult, IngestState
from desk.contract.routes import ENDPOINTS
from desk.server.routes import records
from desk.server.routes.handling import Answering, Ask, handles_async
from desk.server.rules.records import AHEAD, EARLIEST, Unusable
from desk.server.store import ingest as store
from desk.server.store import log, sessions
from desk.server.store.db import Tx

BATCH_TYPES = (ENDPOINTS["ingest"].media_type, "application/json")
SINGLE_TYPE = "application/cloudevents+json"
#: Events in one transaction.
CHUNK = 25

_split = msgspec.json.Decoder(list[msgspec.Raw]).decode
_decode = msgspec.json.Decoder(CloudEvent).decode


class _Head(msgspec.Struct, frozen=True):
    """As much of an event as is needed to answer for it."""

    source: str = ""
    id: str = ""


_head = msgspec.json.Decoder(_Head).decode


@handles_async("ingest")
async def ingest(server: Answering, ask: Ask[tuple[bytes, str], None]) -> IngestAnswer:
    """Apply a batch, event by event; every event has its own result."""
    await server.reading(lambda tx: _admit(tx, ask.bearer))
    events = _events(*ask.body)
    results: list[IngestResult] = []
    for chunk in _chunks(events):
        results += await server.writing(partial(_all, events=chunk), None)
    return IngestAnswer(results=results)


def _admit(tx: Tx, token: str) -> None:
    if not token or sessions.connector(tx, "ingest", token) is None:
        raise Refusal(ErrorCode.NOT_SIGNED_IN, "send a connector's token for ingest as a bearer token")


def _events(raw: bytes, content_type: str) -> list[msgspec.Raw]:
    kind = content_type.partition(";")[0].strip().lower()
    if kind not in (*BATCH_TYPES, SINGLE_TYPE):
        raise Refusal(ErrorCode.UNSUPPORTED_TYPE, f"send {BATCH_TYPES[0]}, or one event as {SINGLE_TYPE}")
    if kind == SINGLE_TYPE:
        return [msgspec.Raw(raw)]
    try:
        return _split(raw)
    except msgspec.ValidationError:
        raise Refusal(ErrorCode.INVALID_FIELD, "a batch is an array of events") from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Refusal(ErrorCode.BAD_REQUEST, f"not JSON: {error}") from None


def _chunks(events: list[msgspec.Raw]) -> Iterator[list[msgspec.Raw]]:
    for start in range(0, len(events), CHUNK):
        yield events[start : start + CHUNK]


def _all(tx: Tx, events: list[msgspec.Raw]) -> list[IngestResult]:
    return [_one(tx, event) for event in events]


def _one(tx: Tx, raw: msgspec.Raw) -> IngestResult:
    try:
        event = _decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        return _refuse(tx, _named(raw), str(error))
    head = _Head(event.source, event.id)
    before = store.fate(tx, head.source, head.id)
    if before == "":
        return IngestResult(source=head.source, id=head.id, state=IngestState.SEEN)
    try:
        with tx.savepoint():
            changed = records.apply(tx, event.source, event.data, _told_at(event, tx.now))
    except Unusable as unusable:
        where = f" - at `$.data{unusable.field.replace('/', '.')}`" if unusable.field else ""
        return _refuse(tx, head, f"{unusable}{where}")
    store.keep_fate(tx, head.source, head.id, "")
    state = IngestState.APPLIED if changed else IngestState.UNCHANGED
    return IngestResult(source=head.source, id=head.id, state=state)


def _told_at(event: CloudEvent, now: datetime) -> datetime:
    """When the shop said it; a clock that cannot be right is not believed."""
    told = event.time
    return told.astimezone(UTC) if told is not None and EARLIEST <= told <= now + AHEAD else now


def _named(raw: msgspec.Raw) -> _Head:
    """Who sent an event that cannot be read, as far as it says."""
    try:
        head = _head(raw)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return _Head()
    return _Head(head.source[:200], head.id[:200])


def _refuse(tx: Tx, head: _Head, why: str) -> IngestResult:
    """Say why; the log keeps it once, however often the connector tries again."""
    why = why.replace("\0", "")[:500]
    if head.source and head.id and store.fate(tx, head.source, head.id) not in (why, ""):
        log.append(tx, IngestRefused(source=head.source, external_id=head.id, why=why))
        store.keep_fate(tx, head.source, head.id, why)
    return IngestResult(source=head.source, id=head.id, state=IngestState.REFUSED, why=why)
