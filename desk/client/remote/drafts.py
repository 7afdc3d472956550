"""What an agent is writing: on the workstation's disk at every keystroke, on the server a little later.

``write`` is called with the whole text at every change and returns at once. Nothing that comes from outside ever
replaces a text that was touched in this run; what the server has from elsewhere is offered as ``other``.
"""

import asyncio
import sqlite3
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import Any

import msgspec

from desk.client.remote.api import Api
from desk.client.remote.store import NotKept, Store
from desk.client.remote.vault import Unreadable, Vault
from desk.client.remote.watch import Watchers
from desk.contract.errors import Refusal, Unreachable
from desk.contract.tickets import Draft, DraftText

#: How long the agent pauses before the server gets the text.
SERVER_AFTER = 2.0
RETRY_AFTER = 10.0
#: No longer than this does a busy disk or an untaken thread hold back a keystroke at closing.
Place = tuple[str, str]


class DraftState(msgspec.Struct, frozen=True, kw_only=True):
    """A text in the making. ``other`` is a different text of the same place that was written elsewhere, or ""."""

    key: str
    kind: str
    body: str
    at: datetime
    #: Whether this text is on the workstation's disk, and on the server.
    kept: bool
    synced: bool
    other: str = ""


@dataclass(slots=True)
class _Text:
    """A draft in memory. ``edit`` counts changes; ``kept`` and ``synced`` are the last edits known to be there."""

    body: str
    edit: int
    at: float
    synced: int = 0
    kept: int = 0
    other: str = ""
    #: Written or shown in this run: nothing from outside may replace it.
    touched: bool = False
    dropped: bool = False


class Drafts:
    """All drafts of the person who is signed in. Lives on the event loop; ``run`` brings them to the server."""

    def __init__(self, store: Store, vault: Vault, api: Api) -> None:
        self._store, self._vault, self._api = store, vault, api
        self._texts: dict[Place, _Text] = {}
        self._dirty: dict[Place, None] = {}
        self._saving: asyncio.Task[None] | None = None
        self._due: dict[Place, float] = {}
        self._wake = asyncio.Event()
        self._watchers: Watchers[DraftState] = Watchers()
        self.online = False

    def watch(self, hear: Callable[[DraftState], None]) -> Callable[[], None]:
        """Hear when a draft was kept, reached the server, or was found elsewhere; the answer ends that."""
        return self._watchers.add(hear)

    @property
    def all(self) -> list[DraftState]:
        """Every draft that holds a text."""
        return [self._state(place) for place, text in self._texts.items() if not text.dropped]

    def find(self, key: str, kind: str) -> DraftState | None:
        """The draft of a place, or None; from now on nothing from outside replaces it."""
        text = self._texts.get((key, kind))
        if text is None or text.dropped:
            return None
        text.touched = True
        return self._state((key, kind))

    def write(self, key: str, kind: str, body: str) -> None:
        """The text is this now. Its way to the disk begins before this returns; call it at every keystroke."""
        place = (key, kind)
        text = self._texts.setdefault(place, _Text(body="", edit=0, at=0.0))
        if text.body == body and text.touched and not text.dropped:
            return
        text.body, text.edit, text.at, text.touched, text.dropped = body, text.edit + 1, time.time(), True, False
        self._save(place)
        self._due[place] = time.monotonic() + SERVER_AFTER
        self._wake.set()

    def settle(self, key: str, kind: str) -> None:
        """The agent has dealt with the ``other`` text: it need not be offered again."""
        text = self._texts.get((key, kind))
        if text is not None and text.other:
            text.other = ""
            self._save((key, kind))

    def drop(self, key: str, kind: str) -> None:
        """The text was sent or thrown away: forget it here and on the server."""
        place = (key, kind)
        text = self._texts.get(place)
        if text is None or text.dropped:
            return
        text.dropped, text.edit, text.body, text.other = True, text.edit + 1, "", ""
        self._save(place)
        self._due[place] = time.monotonic()
        self._wake.set()

    async def load(self) -> None:
        """Read what the disk has; the store must be open."""
        for key, kind, edit, synced, at, sealed, sealed_other in await self._store.run(_load):
            text = _Text(body="", edit=edit, at=at, synced=synced, kept=edit, dropped=not sealed)
            try:
                text.body = self._unsealed(sealed, key, kind)
                text.other = self._unsealed(sealed_other, key, kind)
            except Unreadable:
                continue
            self._texts[key, kind] = text
            if edit != synced:
                self._due[key, kind] = 0.0
        self._wake.set()

    async def flush(self) -> None:
        """Wait until every keystroke so far is on disk; NotKept when the disk does not take them."""
        while self._saving is not None:
            await asyncio.shield(self._saving)

    def flush_now(self) -> None:
        """Write what is not on disk yet, blocking: for the last moment of the program."""
        if self._dirty or self._saving is not None:
            lines = [self._line(place) for place in self._texts]
            self._store.run_now(lambda db: _save(db, lines))

    def forget(self) -> None:
        """The file was closed."""
        self._texts.clear()
        self._dirty.clear()
        self._due.clear()

    async def compare(self) -> None:
        """Fetch what the server has and put the two together: newer wins, differing texts are both kept."""
        for draft in await self._api.drafts():
            self._meet(draft)

    async def run(self) -> None:
        """Bring texts to the server until cancelled."""
        while True:
            self._wake.clear()
            if not self.online:
                await self._wake.wait()
                continue
            now = time.monotonic()
            for place in [place for place, due in self._due.items() if due <= now]:
                await self._bring(place)
            try:
                async with asyncio.timeout(max(0.05, min(self._due.values()) - now) if self._due else None):
                    await self._wake.wait()
            except TimeoutError:
                continue

    def go(self, online: bool) -> None:
        """Whether the server can be asked just now."""
        self.online = online
        self._wake.set()

    async def _bring(self, place: Place) -> None:
        key, kind = place
        text = self._texts.get(place)
        if text is None:
            self._due.pop(place, None)
            return
        edit, body, dropped = text.edit, text.body, text.dropped
        try:
            if dropped:
                await self._api.drop_draft(key, kind)
            else:
                self._meet(await self._api.keep_draft(key, DraftText(kind=kind, body=body, edit=edit)))
        except Refusal:
            self._due[place] = time.monotonic() + RETRY_AFTER * 6
            return
        except Unreachable:
            self._due[place] = time.monotonic() + RETRY_AFTER
            return
        text.synced = max(text.synced, edit)
        if text.edit == edit:
            self._due.pop(place, None)
        self._save(place)

    def _meet(self, draft: Draft) -> None:
        """A text the server has, against ours."""
        place = (draft.key, draft.kind)
        text = self._texts.get(place)
        if text is None:
            new = _Text(body=draft.body, edit=draft.edit, at=draft.at.timestamp(), synced=draft.edit)
            self._texts[place] = new
            self._save(place)
            return
        if draft.body == text.body or draft.edit <= text.synced or text.dropped:
            text.edit = max(text.edit, draft.edit)
            return
        ours_is_older = draft.edit > text.edit and text.edit == text.synced
        if ours_is_older and not text.touched:
            text.body, text.edit, text.at = draft.body, draft.edit, draft.at.timestamp()
        else:
            text.other = draft.body
            text.edit = max(text.edit, draft.edit) + 1
            self._due[place] = time.monotonic()
        text.synced = draft.edit
        self._save(place)
        self._watchers.tell(self._state(place))

    def _save(self, place: Place) -> None:
        """One write to the disk is under way at a time; what changes meanwhile goes with the next."""
        self._dirty[place] = None
        if self._saving is None:
            self._saving = asyncio.get_running_loop().create_task(self._save_all(), name="drafts: save")

    async def _save_all(self) -> None:
        try:
            while self._dirty:
                places, self._dirty = list(self._dirty), {}
                edits = {place: self._texts[place].edit for place in places}
                lines = [self._line(place) for place in places]
                try:
                    await self._store.run(partial(_save, lines=lines))
                except NotKept:
                    self._dirty.update(dict.fromkeys(places))
                    raise
                self._kept(edits)
        finally:
            self._saving = None

    def _kept(self, edits: dict[Place, int]) -> None:
        for place, edit in edits.items():
            text = self._texts.get(place)
            if text is None:
                continue
            text.kept = edit
            if text.dropped and text.synced >= edit == text.edit:
                del self._texts[place]
            self._watchers.tell(self._state(place) if place in self._texts else _gone(place))

    def _line(self, place: Place) -> tuple[Any, ...]:
        key, kind = place
        text = self._texts[place]
        body = b"" if text.dropped else self._sealed(text.body, key, kind)
        other = self._sealed(text.other, key, kind) if text.other else b""
        return key, kind, text.edit, text.synced, text.at, body, other

    def _sealed(self, text: str, key: str, kind: str) -> bytes:
        return self._vault.seal(text.encode("utf-8", "surrogatepass"), f"draft:{key}:{kind}")

    def _unsealed(self, sealed: bytes, key: str, kind: str) -> str:
        return self._vault.unseal(sealed, f"draft:{key}:{kind}").decode("utf-8", "surrogatepass") if sealed else ""

    def _state(self, place: Place) -> DraftState:
        text = self._texts[place]
        return DraftState(
            key=place[0],
            kind=place[1],
            body=text.body,
            at=datetime.fromtimestamp(text.at, UTC),
            kept=text.kept == text.edit,
            synced=text.synced >= text.edit,
            other=text.other,
        )


def _gone(place: Place) -> DraftState:
    return DraftState(key=place[0], kind=place[1], body="", at=datetime.now(UTC), kept=True, synced=True)


def _load(db: sqlite3.Connection) -> list[tuple[Any, ...]]:
    return db.execute("SELECT key, kind, edit, synced_edit, at, sealed, sealed_other FROM drafts").fetchall()


def _save(db: sqlite3.Connection, lines: Iterable[tuple[Any, ...]]) -> None:
    for line in lines:
        db.execute("INSERT OR REPLACE INTO drafts VALUES (?, ?, ?, ?, ?, ?, ?)", line)
        # What was dropped and is known to be dropped on the server needs no row.
        db.execute("DELETE FROM drafts WHERE key = ? AND kind = ? AND sealed = x'' AND synced_edit >= edit", line[:2])
