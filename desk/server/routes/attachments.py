"""Attachments: stored before the article that carries them, always sent as a download."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from desk.contract.errors import ErrorCode, Refusal
from desk.contract.events import AttachmentDropped, AttachmentStored
from desk.contract.tickets import AttachmentInfo, AttachmentQuery
from desk.server.routes.handling import SWEEPS, Ask, File, Settings, Sweep, found, handles
from desk.server.rules import files
from desk.server.store import attachments as store
from desk.server.store import log
from desk.server.store.db import Tx

#: An upload that no article carries is somebody's draft, or nobody's. Clients upload again what waited for so long.
KEPT_FOR = timedelta(days=1)


def save(ask: Ask[Any, AttachmentQuery]) -> Ask[Any, AttachmentQuery]:
    """Judge the bytes and put them on disk before the log tells of them."""
    content: bytes = ask.body
    if not content:
        raise Refusal(ErrorCode.UNPROCESSABLE, "the file is empty")
    kind = files.media_type(content)
    if kind is None:
        raise Refusal(ErrorCode.UNSUPPORTED_TYPE, "allowed are pictures, PDF, plain text, office documents and audio")
    digest = store.save(ask.settings.attachments, content)
    name = files.clean_name(ask.query.name, kind)
    return replace(ask, body=AttachmentStored(name=name, size=len(content), media_type=kind, sha256=digest))


@handles("upload", before=save)
def upload(tx: Tx, ask: Ask[AttachmentStored, AttachmentQuery]) -> AttachmentInfo:
    """Record a stored file; its uploader may attach it to one article."""
    return found(store.attachment(tx, log.append(tx, ask.body).seq), "file")


@handles("attachment")
def attachment(tx: Tx, ask: Ask[None, None]) -> File:
    """A file of a ticket, or one that I uploaded."""
    info = found(store.attachment(tx, ask.id("attachment_id")), "file")
    if store.waits_for(tx, info.id) not in (None, ask.me.user.id):
        raise Refusal(ErrorCode.NOT_FOUND, "no such file")
    content = store.load(ask.settings.attachments, info.sha256)
    if content is None:
        raise Refusal(ErrorCode.GONE, "the record is here, but the file is not on this server's disk any more")
    return File(name=info.name, content=content)


def _stale(tx: Tx) -> list[tuple[int, str]]:
    return store.waiting_since(tx, _before(tx))


def _before(tx: Tx) -> datetime:
    return tx.now - KEPT_FOR


def _sweep(tx: Tx, settings: Settings) -> None:
    """Files that no article carries are dropped, their bytes too where nobody else has the same."""
    for attachment_id, digest in _stale(tx):
        log.append(tx, AttachmentDropped(attachment_id=attachment_id))
        if not store.is_used(tx, digest):
            store.discard(settings.attachments, digest, _before(tx))


SWEEPS.append(Sweep("waiting files", lambda tx: bool(_stale(tx)), _sweep))
