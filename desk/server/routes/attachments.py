"""Attachments: stored before the article that carries them, always sent as a download."""

from dataclasses import replace
from typing import Any

from desk.contract.errors import ErrorCode, Refusal
from desk.contract.events import AttachmentStored
from desk.contract.tickets import AttachmentInfo, AttachmentQuery
from desk.server.routes.handling import Ask, File, found, handles
from desk.server.rules import files
from desk.server.store import attachments as store
from desk.server.store import log
from desk.server.store.db import Tx


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
