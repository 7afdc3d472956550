"""Files that go along with words: sealed on disk when they are chosen, on the server before the words that carry them.

A file's bytes stay here until the article that carries it is there: the program may die, the link may be down, and
the server may have swept away an upload that waited for too long.
"""

import asyncio
import hashlib
import time
from collections.abc import Callable, Coroutine, Iterable
from dataclasses import dataclass
from enum import Enum
from functools import partial
from pathlib import Path
from typing import Any

import msgspec

from desk.client.remote import file_rows as rows
from desk.client.remote.api import Api
from desk.client.remote.attempt import NOT_NOW
from desk.client.remote.command import new_key
from desk.client.remote.file_rows import Label, Place
from desk.client.remote.store import NotKept, Store
from desk.client.remote.vault import Unreadable, Vault
from desk.client.remote.watch import Watchers
from desk.contract.errors import ErrorCode, Problem, Refusal, Unreachable
from desk.contract.files import HEAD_BYTES, possible
from desk.contract.routes import ENDPOINTS

LIMIT = ENDPOINTS["upload"].body_limit
RETRY_AFTER = 5.0
#: The server sweeps away what was attached to nothing for a day: older uploads are made again.
FRESH_SECONDS = 20 * 3600.0


class Upload(Enum):
    """How a file stands."""

    #: On its way to the workstation's disk.
    KEEPING = "keeping"
    #: On the disk; its turn, or the link, has yet to come.
    WAITING = "waiting"
    SENDING = "sending"
    THERE = "there"
    # From here on it cannot go along.
    TOO_LARGE = "too_large"
    WRONG_KIND = "wrong_kind"
    UNREADABLE = "unreadable"
    NOT_KEPT = "not_kept"
    REFUSED = "refused"

    @property
    def is_kept(self) -> bool:
        """Whether the words may go: the file is on the disk, and will be on the server before them."""
        return self in (Upload.WAITING, Upload.SENDING, Upload.THERE)


@dataclass(slots=True, kw_only=True)
class File:
    """A file beside the words of a place, or (``command``) gone with them."""

    key: str
    place: Place
    label: Label
    state: Upload
    #: Bytes that have left for the server.
    sent: int = 0
    command: str = ""

    @property
    def name(self) -> str:
        """As the agent knows it."""
        return self.label.name

    @property
    def size(self) -> int:
        """In bytes."""
        return self.label.size


class Uploads:
    """The files of the person who is signed in. Lives on the event loop; ``run`` brings them to the server."""

    def __init__(self, store: Store, vault: Vault, api: Api) -> None:
        self._store, self._vault, self._api = store, vault, api
        self._files: dict[str, File] = {}
        self._writing: dict[asyncio.Task[None], None] = {}
        self._wake = asyncio.Event()
        self._watchers: Watchers[File] = Watchers()
        self._pause_until = 0.0
        self.online = False

    def watch(self, hear: Callable[[File], None]) -> Callable[[], None]:
        """Hear when a file was added, removed, or stands differently; the answer ends that."""
        return self._watchers.add(hear)

    def of(self, place: Place) -> list[File]:
        """The files beside the words of a place, in the order they were chosen."""
        return [file for file in self._files.values() if file.place == place and not file.command]

    # What the agent does

    def add(self, place: Place, path: Path) -> str:
        """A file was chosen: it is read, sealed and kept, unless a look says that it cannot go along."""
        key = new_key()
        file = File(key=key, place=place, label=Label(name=path.name, size=0, upload=key), state=Upload.KEEPING)
        self._files[key] = file
        self._write(self._keep(file, path))
        self._watchers.tell(file)
        return key

    def remove(self, key: str) -> None:
        """It was left out."""
        file = self._files.get(key)
        if file is not None and not file.command:
            del self._files[key]
            self._write(self._run(partial(rows.remove, key=key)))
            self._watchers.tell(file)

    def move(self, before: Place, after: Place) -> None:
        """The words of a place are those of another one now, their files too."""
        for file in self.of(before):
            self._put(file, after)

    def give_back(self, keys: Iterable[str], place: Place) -> None:
        """The words came back to their place, their files with them."""
        for file in [self._files[key] for key in keys if key in self._files]:
            self._put(file, place)

    # What the outbox does; each in one transaction with the command's own row

    def leave(self, keys: Iterable[str], command: str) -> None:
        """They belong to a command now; the disk is told by ``file_rows.send``."""
        for file in [self._files[key] for key in keys if key in self._files]:
            file.command = command
            self._watchers.tell(file)

    def settled(self, command: str, *, keep: bool) -> None:
        """The command is out of the outbox: its files return to their draft, or are forgotten."""
        for file in [one for one in self._files.values() if one.command == command]:
            file.command = ""
            if not keep:
                del self._files[file.key]
            self._watchers.tell(file)

    def ready(self, keys: Iterable[str], *, renew: bool) -> bool:
        """Whether words can go now: all their files are there, or one of them never will be.

        ``renew``: nothing was sent yet, so that a file that lay on the server for long may be sent there once more.
        """
        files = [self._files.get(key) for key in keys]
        for file in files:
            if file is not None and renew and _old(file):
                file.state = Upload.WAITING
                file.label = msgspec.structs.replace(file.label, upload=new_key(), id=None)
                self._wake.set()
        waiting = (Upload.KEEPING, Upload.WAITING, Upload.SENDING)
        return self.problem(keys) is not None or not any(file is not None and file.state in waiting for file in files)

    def problem(self, keys: Iterable[str]) -> Problem | None:
        """Why words cannot go with these files."""
        for key in keys:
            file = self._files.get(key)
            if file is None:
                return Refusal(ErrorCode.GONE, "a file is not on this workstation any more").problem
            if file.state is Upload.REFUSED:
                return file.label.problem
        return None

    def ids(self, keys: Iterable[str]) -> list[int]:
        """What the server calls them."""
        return [file.label.id for key in keys if (file := self._files.get(key)) and file.label.id is not None]

    # Coming and going

    async def load(self) -> None:
        """Read what an earlier run left; the store must be open. What cannot be read waits for its key."""
        self._files.clear()
        for key, place_key, kind, command, sealed in await self._store.run(rows.load):
            try:
                label = rows.unsealed(self._vault, key, sealed)
            except Unreadable:
                continue
            state = Upload.WAITING if label.id is None else Upload.THERE
            state = state if label.problem is None else Upload.REFUSED
            self._files[key] = File(key=key, place=(place_key, kind), label=label, state=state, command=command)
        for file in list(self._files.values()):
            self._watchers.tell(file)
        self._wake.set()

    async def seal_again(self) -> None:
        """The key is another one now: what can be read is written under it, what could not be may be read again."""
        await self.flush()
        await self._store.run(partial(rows.seal_again, vault=self._vault))
        await self.load()

    async def flush(self) -> None:
        """Return when everything so far is on disk, or could not be."""
        await asyncio.gather(*self._writing, return_exceptions=True)

    def forget(self) -> None:
        """The store was closed: another person's files are not ours."""
        self._files.clear()

    def go(self, online: bool) -> None:
        """Whether the server can be asked just now."""
        self.online, self._pause_until = online, 0.0
        self._wake.set()

    async def run(self) -> None:
        """Bring files to the server, one after another, until cancelled."""
        while True:
            self._wake.clear()
            pause = self._pause_until - time.monotonic()
            file = next((one for one in self._files.values() if one.state is Upload.WAITING), None)
            if file is not None and self.online and pause <= 0:
                await self._bring(file)
                continue
            try:
                async with asyncio.timeout(pause if file is not None and self.online else None):
                    await self._wake.wait()
            except TimeoutError:
                continue

    # Inside

    async def _keep(self, file: File, path: Path) -> None:
        """Look, read, seal and write; a file that cannot go along is never read whole."""
        try:
            size = await asyncio.to_thread(_looked_at, path)
            if isinstance(size, Upload):
                self._now(file, size)
                return
            file.label = msgspec.structs.replace(file.label, size=size)
            content = await asyncio.to_thread(_sealed, self._vault, file.key, path)
        except OSError:
            self._now(file, Upload.UNREADABLE)
            return
        label, place = rows.sealed(self._vault, file.key, file.label), file.place
        try:
            await self._store.run(partial(rows.insert, key=file.key, place=place, label=label, content=content))
        except NotKept:
            self._now(file, Upload.NOT_KEPT)
            return
        if file.key not in self._files:  # left out meanwhile
            await self._run(partial(rows.remove, key=file.key))
            return
        if file.place != place:  # its words moved meanwhile
            self._put(file, file.place)
        self._now(file, Upload.WAITING)
        self._wake.set()

    async def _bring(self, file: File) -> None:
        """One file to the server, once."""
        self._now(file, Upload.SENDING)
        try:
            sealed = await self._store.run(partial(rows.content, key=file.key))
            content = await asyncio.to_thread(rows.unsealed_content, self._vault, file.key, sealed or b"")
            stored = await self._api.upload(file.name, content, file.label.upload, partial(self._progress, file))
            if stored.sha256 != await asyncio.to_thread(_digest, content):
                raise Unreachable("this is the answer to another file")
        except Unreadable:
            self._now(file, Upload.UNREADABLE)
        except Unreachable as error:
            self._later(file, error.retry_after)
        except Refusal as refusal:
            if refusal.code in NOT_NOW:
                self._later(file, refusal.problem.retry_after)
            else:
                await self._learn(file, Upload.REFUSED, problem=refusal.problem)
        except BaseException:
            self._now(file, Upload.WAITING)
            raise
        else:
            await self._learn(file, Upload.THERE, id=stored.id, at=time.time())

    async def _learn(self, file: File, state: Upload, **known: object) -> None:
        """The server has decided; it is on disk before anybody acts on it."""
        file.label = msgspec.structs.replace(file.label, **known)
        label = rows.sealed(self._vault, file.key, file.label)
        try:
            await self._store.run(partial(rows.relabel, key=file.key, label=label))
        except NotKept:
            file.label = msgspec.structs.replace(file.label, id=None, problem=None)
            self._later(file, None)
            return
        self._now(file, state)

    def _later(self, file: File, after: float | None) -> None:
        self._pause_until = time.monotonic() + (after or RETRY_AFTER)
        self._now(file, Upload.WAITING)

    def _progress(self, file: File, sent: int) -> None:
        before, file.sent = file.sent, sent
        if 100 * before // file.size != 100 * sent // file.size:
            self._watchers.tell(file)

    def _now(self, file: File, state: Upload) -> None:
        file.state, file.sent = state, 0
        self._watchers.tell(file)

    def _put(self, file: File, place: Place) -> None:
        file.place, file.command = place, ""
        self._write(self._run(partial(rows.place, key=file.key, where=place)))
        self._watchers.tell(file)

    async def _run(self, work: Callable[..., None]) -> None:
        try:
            await self._store.run(work)
        except NotKept:
            return  # it stands on the disk as it stood before

    def _write(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(work, name="uploads: keep")
        self._writing[task] = None
        task.add_done_callback(lambda done: self._writing.pop(done, None))


def _old(file: File) -> bool:
    return file.state is Upload.THERE and not 0 <= time.time() - file.label.at <= FRESH_SECONDS


def _looked_at(path: Path) -> int | Upload:
    """The size of a file that may go along, else why not; OSError when it cannot be read."""
    size = path.stat().st_size
    if not path.is_file() or not size:
        return Upload.UNREADABLE
    if size > LIMIT:
        return Upload.TOO_LARGE
    with path.open("rb") as file:
        return size if possible(file.read(HEAD_BYTES)) else Upload.WRONG_KIND


def _sealed(vault: Vault, key: str, path: Path) -> bytes:
    with path.open("rb") as file:
        return rows.sealed_content(vault, key, file.read(LIMIT))


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
