"""Drafts as they lie in memory and, sealed, on disk, and what happens when two copies of one meet."""

import sqlite3
import time
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, auto

import msgspec

from desk.client.remote.vault import Unreadable, Vault

Place = tuple[str, str]
Line = tuple[str, str, int, int, float, bytes, bytes]
#: So long it is remembered that a draft was dropped: a late copy on the server must not come back to life.
REMEMBERED = 7 * 86400.0


class Meeting(Enum):
    """What to do when the server has a copy."""

    NOTHING_NEW = auto()
    TAKE_THEIRS = auto()
    BOTH = auto()
    DROP_AGAIN = auto()


@dataclass(slots=True)
class Text:
    """A draft. ``edit`` counts its changes, on whichever workstation; ``synced`` is the last edit the server had."""

    body: str = ""
    edit: int = 0
    at: float = 0.0
    synced: int = 0
    other: str = ""
    #: Shown or written in this run: nothing from outside may replace it.
    touched: bool = False
    dropped: bool = False
    on_disk: bool = False
    #: The edit and words that went to the server last; its answer may have been lost.
    sent: tuple[int, str] = (0, "")
    #: The sealed text of an earlier run whose key is not at hand; kept until it is.
    unread: bytes = b""

    @property
    def words(self) -> str:
        """The text for the wire: half of a character, as an input method may leave it, is none."""
        return self.body.encode("utf-8", "replace").decode()

    @property
    def mark(self) -> tuple[int, int, str]:
        """What is written to disk, in short: unchanged means that the disk has it."""
        return self.edit, self.synced, self.other

    def change(self, body: str, *, dropped: bool = False) -> None:
        """The agent wrote, or is done with it."""
        self.body, self.dropped = body, dropped
        self.edit, self.at = self.edit + 1, time.time()
        if dropped:
            self.other, self.unread = "", b""

    def against(self, body: str, edit: int) -> Meeting:
        """What a copy with this body and edit means."""
        if self.dropped:
            return Meeting.TAKE_THEIRS if edit > self.edit else Meeting.DROP_AGAIN
        if edit <= self.synced or (edit, body) == self.sent:
            return Meeting.NOTHING_NEW
        if body == self.words:
            return Meeting.TAKE_THEIRS if edit >= self.edit else Meeting.NOTHING_NEW
        ours = self.touched or (self.edit != self.synced and not self.unread)
        return Meeting.BOTH if ours else Meeting.TAKE_THEIRS

    def take(self, body: str, edit: int, at: float) -> None:
        """Their copy is the text now."""
        self.body = self.body if body == self.words else body
        self.at, self.dropped = at, False
        self.edit = self.synced = max(self.edit, edit)

    def keep_both(self, body: str, edit: int) -> None:
        """The newer of the two is the text, unless ours is in use; the other one is offered beside it."""
        if edit > self.edit and not self.touched:
            self.body, self.other = body, self.body
        else:
            self.other = body
        self.edit, self.synced = max(self.edit, edit) + 1, edit


def load(db: sqlite3.Connection) -> list[Line]:
    """Every draft on disk; those dropped long ago are forgotten."""
    db.execute("DELETE FROM drafts WHERE sealed = x'' AND synced_edit >= edit AND at < ?", (time.time() - REMEMBERED,))
    return db.execute("SELECT key, kind, edit, synced_edit, at, sealed, sealed_other FROM drafts").fetchall()


def save(db: sqlite3.Connection, lines: Iterable[Line]) -> None:
    """Write drafts, but never an older one over a newer: two writers of one draft may overtake each other."""
    db.executemany(
        "INSERT INTO drafts VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (key, kind) DO UPDATE SET edit = excluded.edit,"
        " synced_edit = excluded.synced_edit, at = excluded.at, sealed = excluded.sealed,"
        " sealed_other = excluded.sealed_other WHERE excluded.edit >= drafts.edit",
        lines,
    )


def line(vault: Vault, place: Place, text: Text) -> Line:
    """A draft for the disk; one that was dropped has no words."""
    key, kind = place
    body = b"" if text.dropped else _sealed(vault, place, text.body)
    other = _sealed(vault, place, text.other) if text.other else text.unread
    return key, kind, text.edit, text.synced, text.at, body, other


def read(vault: Vault, found: Line) -> tuple[Place, Text]:
    """A draft from the disk; words that cannot be read are carried along unread."""
    key, kind, edit, synced, at, sealed, sealed_other = found
    place = (key, kind)
    text = Text(edit=edit, at=at, synced=synced, dropped=not sealed, on_disk=True)
    for words, name in ((sealed_other, "other"), (sealed, "body")):
        try:
            setattr(text, name, _unsealed(vault, place, words))
        except Unreadable:
            text.unread = words
    return place, text


class Stroke(msgspec.Struct, frozen=True, array_like=True):
    """One keystroke's record: the whole text after it."""

    key: str
    kind: str
    edit: int
    at: float
    body: str


def stroke(vault: Vault, place: Place, text: Text) -> bytes:
    """The text as it is now, for the file of keystrokes."""
    record = Stroke(place[0], place[1], text.edit, text.at, text.words)
    return vault.seal(msgspec.json.encode(record), "keystroke")


def replay(vault: Vault, texts: dict[Place, Text], strokes: Iterable[bytes]) -> set[Place]:
    """Bring texts up to the keystrokes that the database did not get; returns the places that changed."""
    changed = set[Place]()
    for sealed in strokes:
        try:
            record = msgspec.json.decode(vault.unseal(sealed, "keystroke"), type=Stroke)
        except (Unreadable, msgspec.MsgspecError):
            continue
        text = texts.setdefault((record.key, record.kind), Text())
        if record.edit > text.edit:
            text.body, text.edit, text.at = record.body, record.edit, record.at
            text.dropped, text.on_disk = False, False
            changed.add((record.key, record.kind))
    return changed


def _about(place: Place) -> str:
    return f"draft:{place[0]}:{place[1]}"


def _sealed(vault: Vault, place: Place, words: str) -> bytes:
    return vault.seal(words.encode("utf-8", "surrogatepass"), _about(place))


def _unsealed(vault: Vault, place: Place, sealed: bytes) -> str:
    return vault.unseal(sealed, _about(place)).decode("utf-8", "surrogatepass") if sealed else ""
