"""Attachments: files on disk by the digest of their bytes, and their records."""

import hashlib
import os
import tempfile
from pathlib import Path

from desk.contract.events import AttachmentStored, Event
from desk.contract.tickets import AttachmentInfo
from desk.server.store.db import Row, Tx
from desk.server.store.log import projects


@projects(AttachmentStored)
def stored(tx: Tx, event: Event, fact: AttachmentStored) -> None:
    """A file that belongs to no ticket yet, only to whoever uploaded it."""
    tx.run(
        "INSERT INTO attachments VALUES (?, ?, ?, ?, ?, ?, NULL)",
        (event.seq, fact.name, fact.size, fact.media_type, fact.sha256, event.actor_id),
    )


def attachment(tx: Tx, attachment_id: int) -> AttachmentInfo | None:
    """A stored file's record."""
    row = tx.one("SELECT * FROM attachments WHERE id = ?", (attachment_id,))
    return None if row is None else _info(row)


def waits_for(tx: Tx, attachment_id: int) -> int | None:
    """Who uploaded a file that is on no ticket yet; None once it is."""
    found: int | None = tx.value("SELECT user_id FROM attachments WHERE id = ? AND ticket_id IS NULL", (attachment_id,))
    return found


def attach(tx: Tx, attachment_id: int, ticket_id: int) -> None:
    """Part of projecting an article: the file belongs to its ticket from now on."""
    tx.run("UPDATE attachments SET ticket_id = ? WHERE id = ?", (ticket_id, attachment_id))


def _info(row: Row) -> AttachmentInfo:
    return AttachmentInfo(
        id=row["id"], name=row["name"], size=row["size"], media_type=row["media_type"], sha256=row["sha256"]
    )


def save(folder: str, content: bytes) -> str:
    """Put bytes on disk, whole and for good before this returns; the same bytes are kept once. Returns their digest."""
    digest = hashlib.sha256(content).hexdigest()
    place = _place(folder, digest)
    if place.is_file() and place.stat().st_size == len(content):
        return digest
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, written = tempfile.mkstemp(dir=place.parent, suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(written).replace(place)
    finally:
        Path(written).unlink(missing_ok=True)
    _sync_folders(place.parent, Path(folder))
    return digest


def load(folder: str, digest: str) -> bytes | None:
    """The bytes of a digest; None when the file is gone."""
    try:
        return _place(folder, digest).read_bytes()
    except FileNotFoundError:
        return None


def _place(folder: str, digest: str) -> Path:
    return Path(folder) / digest[:2] / digest


def _sync_folders(*folders: Path) -> None:
    """Make renames durable, where the system lets folders be opened."""
    if os.name == "posix":
        for folder in folders:
            handle = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)
