"""Attachments: files on disk by the digest of their bytes, and their records."""

import hashlib
import os
import tempfile
import threading
from datetime import datetime
from pathlib import Path

from desk.contract.events import AttachmentDropped, AttachmentStored, Event
from desk.contract.tickets import AttachmentInfo
from desk.server.store import clock
from desk.server.store.db import Row, Tx
from desk.server.store.log import projects

#: Nobody takes bytes away between the look that finds them there and the mark that they are wanted again.
_SAVING = threading.Lock()


@projects(AttachmentStored)
def stored(tx: Tx, event: Event, fact: AttachmentStored) -> None:
    """A file that belongs to no ticket yet, only to whoever uploaded it."""
    tx.run(
        "INSERT INTO attachments VALUES (?, ?, ?, ?, ?, ?, NULL)",
        (event.seq, fact.name, fact.size, fact.media_type, fact.sha256, event.actor_id),
    )


@projects(AttachmentDropped)
def dropped(tx: Tx, _event: Event, fact: AttachmentDropped) -> None:
    """Nobody wanted it."""
    tx.run("DELETE FROM attachments WHERE id = ?", (fact.attachment_id,))


def waiting_since(tx: Tx, before: datetime) -> list[tuple[int, str]]:
    """Uploads that no article carries, older than this: their ids and digests."""
    sql = (
        "SELECT a.id, a.sha256 FROM attachments a JOIN log l ON l.seq = a.id"
        " WHERE a.ticket_id IS NULL AND l.recorded_at < ? ORDER BY a.id LIMIT 100"
    )
    return [(row["id"], row["sha256"]) for row in tx.all(sql, (clock.micros(before),))]


def is_used(tx: Tx, digest: str) -> bool:
    """Whether a record speaks of these bytes."""
    return tx.value("SELECT 1 FROM attachments WHERE sha256 = ? LIMIT 1", (digest,)) is not None


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
    with _SAVING:
        if place.is_file() and place.stat().st_size == len(content):
            os.utime(place)
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


def discard(folder: str, digest: str, before: datetime) -> None:
    """Take bytes off the disk, unless somebody has put them there (again) since ``before``: his record is to come."""
    place = _place(folder, digest)
    with _SAVING:
        if place.is_file() and place.stat().st_mtime < before.timestamp():
            place.unlink()


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
