"""What an agent is writing: on the workstation's disk at every keystroke, on the server a little later.

``write`` is called with the whole text at every change and returns at once. Nothing that comes from outside ever
replaces a text that was shown or touched in this run; what the server has from elsewhere is offered as ``other``.
"""

import asyncio
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial

import msgspec

from desk.client.remote import draft_rows as rows
from desk.client.remote.api import Api
from desk.client.remote.draft_rows import Place, Text
from desk.client.remote.keystrokes import Keystrokes
from desk.client.remote.store import NotKept, Store
from desk.client.remote.vault import Vault
from desk.client.remote.watch import Watchers
from desk.contract.errors import ErrorCode, Refusal, Unreachable
from desk.contract.tickets import Draft, DraftText

#: How long the agent pauses, or at most goes on writing, before the server gets the text.
SERVER_AFTER = 2.0
RETRY_AFTER = 10.0
DISK_RETRY = 1.0
#: The line of a draft that was emptied for a command, and the words that were in it.
Taken = tuple[rows.Line, str]


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
    #: The disk did not take the text when it was asked last; it is asked again and again.
    refused: bool = False


class Drafts:
    """All drafts of the person who is signed in. Lives on the event loop; ``run`` brings them to the server."""

    def __init__(self, store: Store, vault: Vault, api: Api) -> None:
        #: The disk did not take the newest keystrokes: they are on screen alone, and tried again.
        self.disk_refused = False
        self._store, self._vault, self._api = store, vault, api
        self._texts: dict[Place, Text] = {}
        self._keystrokes = Keystrokes()
        self._dirty: dict[Place, None] = {}
        self._saving: asyncio.Task[None] | None = None
        #: When (monotonic) a text goes to the server.
        self._due: dict[Place, float] = {}
        self._wake = asyncio.Event()
        self._watchers: Watchers[DraftState] = Watchers()
        #: Whether the server can be asked just now; ``go`` says so.
        self.online = False

    def watch(self, hear: Callable[[DraftState], None]) -> Callable[[], None]:
        """Hear when a draft was kept, reached the server, or was found elsewhere; the answer ends that."""
        return self._watchers.add(hear)

    @property
    def all(self) -> list[DraftState]:
        """Every draft that holds a text."""
        return [self._state(place) for place, text in self._texts.items() if text.body or text.other]

    def find(self, key: str, kind: str) -> DraftState | None:
        """The draft of a place, or None; from now on nothing from outside replaces it."""
        text = self._texts.get((key, kind))
        if text is None or not (text.body or text.other):
            return None
        text.touched = True
        return self._state((key, kind))

    def write(self, key: str, kind: str, body: str) -> None:
        """The text is this now. Its way to the disk begins before this returns; call it at every keystroke."""
        place = (key, kind)
        text = self._texts.get(place)
        if text is None:
            if not body:
                return
            text = self._texts[place] = Text()
        text.touched = True
        if text.body == body and not text.dropped:
            return
        text.change(body)
        self._keystrokes.append(rows.stroke(self._vault, place, text))
        self._save(place)
        self._due.setdefault(place, time.monotonic() + SERVER_AFTER)
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
        text.change("", dropped=True)
        self._save(place)
        self._due[place] = time.monotonic()
        self._wake.set()

    async def load(self) -> None:
        """Read what the disk has; the store must be open."""
        for line in await self._store.run(rows.load):
            place, text = rows.read(self._vault, line)
            self._texts[place] = text
            if text.edit != text.synced and not text.unread:
                self._due[place] = 0.0
        assert self._store.path is not None, "the store is open"
        for place in rows.replay(
            self._vault, self._texts, self._keystrokes.open(self._store.path.with_suffix(".keys"))
        ):
            self._due[place] = 0.0
            self._save(place)
        self._wake.set()

    def take(self, place: Place) -> Taken | None:
        """The words leave with a command: drop them, and give the line that is written together with it."""
        text = self._texts.get(place)
        if text is None or text.dropped:
            return None
        words = text.body
        text.change("", dropped=True)
        self._due[place] = time.monotonic()
        self._wake.set()
        return rows.line(self._vault, place, text), words

    def give_back(self, place: Place, words: str) -> rows.Line:
        """The command was taken back: its words are a draft again, beside what was written since."""
        text = self._texts.setdefault(place, Text())
        if text.body and text.body != words:
            text.other, text.edit = words, text.edit + 1
        else:
            text.change(words)
        self._save(place)
        self._due[place] = time.monotonic()
        self._wake.set()
        return rows.line(self._vault, place, text)

    async def seal_again(self) -> None:
        """The key is another one now: write everything under it, and read what could not be read."""
        for line in await self._store.run(rows.load):
            place, found = rows.read(self._vault, line)
            text = self._texts.get(place)
            if text is not None and text.unread and not found.unread:
                text.other = text.other or found.body or found.other
                text.unread = b""
        await self._keep(list(self._texts))

    async def flush(self) -> None:
        """Return when every keystroke so far is on disk; NotKept when the disk does not take them."""
        await self._keep([place for place, text in self._texts.items() if not text.on_disk])

    def flush_now(self) -> None:
        """Write what is not on disk yet, blocking: for the last moment of the program."""
        places = [place for place, text in self._texts.items() if not text.on_disk]
        if places:
            self._store.run_now(partial(rows.save, lines=self._lines(places)))

    def forget(self) -> None:
        """The file was closed."""
        if self._saving is not None:
            self._saving.cancel()
            self._saving = None
        self._keystrokes.close()
        self._texts.clear()
        self._dirty.clear()
        self._due.clear()

    async def compare(self) -> None:
        """Fetch what the server has and put the two together: newer wins, differing texts are both kept."""
        for draft in await self._api.drafts():
            self._meet(draft)

    def go(self, online: bool) -> None:
        """Whether the server can be asked just now."""
        if online and not self.online:
            self._due = dict.fromkeys(self._due, 0.0)
        self.online = online
        self._wake.set()

    async def run(self) -> None:
        """Bring texts to the server until cancelled."""
        while True:
            self._wake.clear()
            now = time.monotonic()
            pause: float | None = None
            if self.online:
                for place in [place for place, due in self._due.items() if due <= now]:
                    await self._bring(place)
                pause = max(0.0, min(self._due.values()) - time.monotonic()) if self._due else None
            try:
                async with asyncio.timeout(pause):
                    await self._wake.wait()
            except TimeoutError:
                continue

    async def _bring(self, place: Place) -> None:
        """One text to the server; what goes wrong is tried again, what changes meanwhile goes next time."""
        key, kind = place
        text = self._texts[place]
        edit = text.edit
        self._due.pop(place, None)
        try:
            if text.dropped:
                await self._api.drop_draft(key, kind)
            else:
                text.sent = (edit, text.words)
                self._meet(await self._api.keep_draft(key, DraftText(kind=kind, body=text.words, edit=edit)))
        except Refusal as refusal:
            if refusal.code is ErrorCode.TOO_MANY_REQUESTS:
                self._due[place] = time.monotonic() + (refusal.problem.retry_after or RETRY_AFTER)
            return
        except Unreachable:
            self._due[place] = time.monotonic() + RETRY_AFTER
            return
        text.synced = max(text.synced, edit)
        self._save(place)

    def _meet(self, draft: Draft) -> None:
        """A text that the server has, against ours."""
        place = (draft.key, draft.kind)
        text = self._texts.setdefault(place, Text())
        match text.against(draft.body, draft.edit):
            case rows.Meeting.NOTHING_NEW:
                return
            case rows.Meeting.DROP_AGAIN:
                self._due[place] = time.monotonic()
                self._wake.set()
                return
            case rows.Meeting.TAKE_THEIRS:
                text.take(draft.body, draft.edit, draft.at.timestamp())
            case rows.Meeting.BOTH:
                text.keep_both(draft.body, draft.edit)
                self._due[place] = time.monotonic()
                self._wake.set()
        self._save(place)
        self._watchers.tell(self._state(place))

    def _save(self, place: Place) -> None:
        """One write to the disk is under way at a time; what changes meanwhile goes with the next."""
        self._dirty[place] = None
        self._texts[place].on_disk = False
        if self._saving is None:
            self._saving = asyncio.get_running_loop().create_task(self._save_all(), name="drafts: save")

    async def _save_all(self) -> None:
        try:
            while self._dirty:
                places, self._dirty = list(self._dirty), {}
                try:
                    await self._keep(places)
                    self.disk_refused = False
                except NotKept:
                    self.disk_refused = True
                    for place in places:
                        self._watchers.tell(self._state(place))
                    self._dirty.update(dict.fromkeys(places))
                    await asyncio.sleep(DISK_RETRY)
        finally:
            self._saving = None

    async def _keep(self, places: list[Place]) -> None:
        edits = {place: self._texts[place].mark for place in places}
        await self._store.run(partial(rows.save, lines=self._lines(places)))
        for place, mark in edits.items():
            text = self._texts.get(place)
            if text is not None and text.mark == mark:
                text.on_disk = True
                self._watchers.tell(self._state(place))
        if all(text.on_disk for text in self._texts.values()):
            self._keystrokes.clear()

    def _lines(self, places: list[Place]) -> list[rows.Line]:
        return [rows.line(self._vault, place, self._texts[place]) for place in places]

    def _state(self, place: Place) -> DraftState:
        text = self._texts[place]
        return DraftState(
            key=place[0],
            kind=place[1],
            body=text.body,
            at=datetime.fromtimestamp(text.at, UTC),
            kept=text.on_disk,
            synced=text.synced >= text.edit,
            other=text.other,
            refused=self.disk_refused and not text.on_disk,
        )
