"""The outbox: every write with an effect, kept on disk until the server has decided, carried out exactly once.

``put`` returns when the command is on disk. Commands of one lane go one after another, lanes go side by side; a
refused, held or unreadable command does not stop those behind it. Nothing is dropped: what the server refused, or
what lay too long, stays until somebody says what to do with it.
"""

import asyncio
import random
import sqlite3
import time
from collections.abc import Callable, Iterable
from typing import Any

from desk.client.remote import draft_rows, file_rows
from desk.client.remote import outbox_rows as rows
from desk.client.remote.api import Api
from desk.client.remote.attempt import Final, Later, attempt
from desk.client.remote.command import Command, OutboxChange, Pending, Status
from desk.client.remote.drafts import Drafts, Taken
from desk.client.remote.http import Http
from desk.client.remote.outbox_rows import Row
from desk.client.remote.store import Store, Work
from desk.client.remote.uploads import Uploads
from desk.client.remote.vault import Vault
from desk.client.remote.watch import Watchers

LANES_AT_ONCE = 4
FIRST_PAUSE = 0.5
LONGEST_PAUSE = 30.0
#: Seconds before those who watch are told that a command is on its way: nobody draws what is over before it is seen.
TOLD_AFTER = 0.1
#: Further ahead lies no honest pause: the workstation's clock was set back.
LONGEST_WAIT = 1800.0

OPEN = (Status.WAITING, Status.SENDING, Status.UNKNOWN)


class Outbox:
    """The commands of the person who is signed in. Lives on the event loop; ``run`` is its work."""

    def __init__(self, store: Store, vault: Vault, http: Http, drafts: Drafts, uploads: Uploads) -> None:
        self._store, self._vault, self._http, self._api = store, vault, http, Api(http)
        self._drafts, self._uploads = drafts, uploads
        uploads.watch(lambda _file: self._wake.set())
        self._rows: dict[str, Row] = {}
        self._sending: dict[str, asyncio.Task[Any]] = {}
        self._putting: set[asyncio.Task[str]] = set()
        self._telling: dict[str, asyncio.TimerHandle] = {}
        #: Lanes whose first command is being written to the disk as one that is on its way.
        self._claimed: set[str] = set()
        self._wake = asyncio.Event()
        self._watchers: Watchers[OutboxChange] = Watchers()
        #: Nothing is sent while nobody is signed in; nothing is dropped either.
        self.paused = True

    def watch(self, hear: Callable[[OutboxChange], None]) -> Callable[[], None]:
        """Hear of every change; the answer ends that."""
        return self._watchers.add(hear)

    @property
    def pending(self) -> list[Pending]:
        """Everything in the outbox, oldest first."""
        return [row.pending() for row in self._rows.values()]

    def find(self, key: str) -> Pending | None:
        """One command, or None when it is no longer in the outbox."""
        row = self._rows.get(key)
        return None if row is None else row.pending()

    async def load(self) -> None:
        """Read what an earlier run left; the store must be open."""
        lines = await self._store.run(rows.load)
        self._rows = {row.key: row for row in (rows.read(self._vault, line) for line in lines)}
        for row in self._rows.values():
            row.next_at = min(row.next_at, time.time() + LONGEST_PAUSE)
        self._tell(self._rows.values())
        self._wake.set()

    async def seal_again(self) -> None:
        """The key is another one now: seal what can be read under it, and read what could not be."""
        lines = {str(line[0]): line for line in await self._store.run(rows.load)}
        for row in [row for row in self._rows.values() if row.status is Status.LOST and row.key in lines]:
            self._rows[row.key] = rows.read(self._vault, lines[row.key])
        sealed = [
            (rows.sealed_parcel(self._vault, row), rows.sealed_problem(self._vault, row), row.key)
            for row in self._rows.values()
            if row.status is not Status.LOST
        ]
        await self._store.run(lambda db: rows.seal_again(db, sealed))
        self._tell(self._rows.values())
        self._wake.set()

    async def put(self, command: Command) -> str:
        """Keep a command on disk and send it when its turn comes; returns its key.

        A click that was put before is not put again: its key is returned. NotKept when the disk did not take it.
        A caller that is cancelled does not undo it.
        """
        return await asyncio.shield(self.hand_in(command))

    def hand_in(self, command: Command) -> "asyncio.Task[str]":
        """``put``, for the slot of a click: when this returns, the words have left their draft, and what is typed
        from then on is a new one. The answer is done when they are on disk, in the outbox or back in the draft."""
        row = rows.new_row(command)
        taken = None if command.draft is None else self._drafts.take(command.draft)
        row.parcel = rows.parcel(command, "" if taken is None else taken[1])
        self._uploads.leave(command.files, row.key)
        if self._goes_at_once(row):
            self._claimed.add(row.lane)
            row.status, row.tries = Status.SENDING, 1
        # Begun now: no later write of the drafts comes to the disk before this one, and finds the words in neither.
        writing = self._store.begin(self._insertion(command, row, taken))
        task = asyncio.create_task(self._keep(command, row, taken, writing), name=f"outbox: put {command.endpoint}")
        self._putting.add(task)
        task.add_done_callback(self._putting.discard)
        return task

    async def flush(self) -> None:
        """Return when everything that was put is on disk, or could not be."""
        await asyncio.gather(*self._putting, return_exceptions=True)

    def _insertion(self, command: Command, row: Row, taken: Taken | None) -> Work[tuple[str, bool]]:
        """What writes the command, and with it that its draft is empty: both or neither.

        What can go at once is written as on its way, which saves the disk a second write before it goes. Should the
        program die in between, the next run takes it for sent without an answer, and sends it under the same key.
        """
        sealed = rows.sealed_parcel(self._vault, row)

        def insert(db: sqlite3.Connection) -> tuple[str, bool]:
            key, fresh = rows.insert(db, row, sealed)
            if fresh and taken is not None:
                draft_rows.save(db, [taken[0]])
            if fresh:
                file_rows.send(db, command.files, key)
            return key, fresh

        return insert

    async def _keep(
        self, command: Command, row: Row, taken: Taken | None, writing: "asyncio.Future[tuple[str, bool]]"
    ) -> str:
        at_once, fresh = row.status is Status.SENDING, False
        try:
            key, fresh = await writing
        finally:
            if not fresh and taken is not None and command.draft is not None:
                self._drafts.give_back(command.draft, taken[1])
            if not fresh:
                self._uploads.settled(row.key, keep=True)
            if at_once:
                self._claimed.discard(row.lane)
        if fresh:
            if at_once and not self._has_room(row.lane):
                row.status, row.tries = Status.WAITING, 0
            self._rows[key] = row
            self._wake.set()
            if row.status is Status.SENDING:
                self._telling[key] = asyncio.get_running_loop().call_later(TOLD_AFTER, self._tell_of, row)
            else:
                self._tell([row])
        return key

    def _goes_at_once(self, row: Row) -> bool:
        """Whether nothing keeps a new command from being sent now."""
        busy = self._claimed | {one.lane for one in self._rows.values() if one.status in OPEN}
        return row.lane not in busy and not row.files and row.next_at <= time.time() and self._has_room(row.lane)

    def _has_room(self, lane: str) -> bool:
        return not self.paused and lane not in self._sending and len(self._sending) < LANES_AT_ONCE

    async def withdraw(self, key: str) -> Command | None:
        """Take back what has not happened; None when it is too late, or already gone. Its draft is back then.

        What was sent without an answer may have happened: the server is asked to let it be. Unreachable when it
        cannot be asked; the command stays as it is then.
        """
        row = self._rows.get(key)
        if row is None or row.status not in (Status.WAITING, Status.HELD, Status.UNKNOWN):
            return None
        if row.tries and not await self._never_came(row):
            return None
        command, parcel, also = row.command, row.parcel, list[draft_rows.Line]()
        if parcel is not None and parcel.draft is not None:
            also.append(self._drafts.give_back(parcel.draft, parcel.words))
        await self._leave(row, Status.WITHDRAWN, also=also)
        return command

    async def _never_came(self, row: Row) -> bool:
        """Ask the server to let a command be; False when it has decided already: then the answer is fetched."""
        me = asyncio.current_task()
        if row.lane in self._sending or me is None:
            return False
        self._sending[row.lane] = me
        try:
            fate = await self._api.withdraw_command(row.endpoint, row.key)
        finally:
            self._sending.pop(row.lane, None)
            self._wake.set()
        if not fate.withdrawn:
            row.next_at = 0.0
        return fate.withdrawn

    async def send_now(self, key: str) -> None:
        """Do not wait for the end of the undo time, or of the pause after a failure."""
        row = self._rows.get(key)
        if row is not None and row.status in (Status.WAITING, Status.UNKNOWN):
            row.not_before = 0.0
            await self._move(row, row.status, next_at=time.time())
            self._wake.set()

    async def release(self, key: str) -> None:
        """Send a command that was held all the same."""
        row = self._rows.get(key)
        if row is not None and row.status is Status.HELD:
            row.ask_if_stale = False
            row.created_at = time.time()
            await self._move(row, Status.UNKNOWN if row.tries else Status.WAITING, next_at=time.time())
            self._wake.set()

    def recover(self, key: str) -> Command | None:
        """What a command said, to be put back where it was written; it stays until ``discard``."""
        row = self._rows.get(key)
        return None if row is None else row.command

    async def discard(self, key: str) -> bool:
        """Let go of a refused, held or unreadable command; False when it is on its way or already gone."""
        row = self._rows.get(key)
        if row is None or row.status in OPEN:
            return False
        await self._leave(row, Status.DISCARDED)
        return True

    def resume(self) -> None:
        """Somebody is signed in: send what waits."""
        self.paused = False
        self.hurry()

    def pause(self) -> None:
        """Nobody is signed in: what is on its way may arrive, nothing else is sent."""
        self.paused = True

    def hurry(self) -> None:
        """The server is back: do not sit out the pauses, but do not all come at once either."""
        soon = time.time()
        for row in self._rows.values():
            if row.status is Status.UNKNOWN or (row.status is Status.WAITING and row.misses):
                early = soon + random.uniform(0, 0.5)  # noqa: S311  jitter, not a secret
                row.next_at = max(row.not_before, min(row.next_at, early))
        self._wake.set()

    async def run(self) -> None:
        """Send until cancelled."""
        try:
            while True:
                self._wake.clear()
                pause = self._start_due()
                try:
                    async with asyncio.timeout(pause):
                        await self._wake.wait()
                except TimeoutError:
                    continue
        finally:
            tasks = list(self._sending.values())
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    def forget(self) -> None:
        """The file was closed: another person's commands are not ours."""
        for told in self._telling.values():
            told.cancel()
        self._telling.clear()
        self._rows.clear()

    def _start_due(self) -> float | None:
        """Start what is due, one per lane; returns the seconds until something else is, None for never."""
        now, pauses = time.time(), list[float]()
        if self.paused:
            return None
        for row in self._heads():
            if row.lane in self._sending or not self._uploads.ready(row.files, renew=not row.tries):
                continue
            if now < row.next_at <= now + LONGEST_WAIT:
                pauses.append(min(row.next_at - now, LONGEST_PAUSE))
            elif len(self._sending) < LANES_AT_ONCE:
                self._sending[row.lane] = asyncio.create_task(self._serve(row), name=f"outbox: {row.endpoint}")
        return min(pauses, default=None)

    def _heads(self) -> list[Row]:
        """The first open command of each lane."""
        heads: dict[str, Row] = {}
        for row in self._rows.values():
            if row.status in OPEN:
                heads.setdefault(row.lane, row)
        return list(heads.values())

    async def _serve(self, row: Row) -> None:
        """One attempt at the head of a lane."""
        try:
            if row.stale:
                await self._move(row, Status.HELD)
                return
            row.problem = None if row.tries else self._uploads.problem(row.files)
            if row.problem is not None:
                await self._move(row, Status.REFUSED)
                return
            if row.status is not Status.SENDING:
                await self._move(row, Status.SENDING, tries=row.tries + 1)
            match await attempt(self._http, row, self._uploads.ids(row.files)):
                case Final(problem=None) as final:
                    await self._done(row, final)
                case Final() as final:
                    row.problem = final.problem
                    await self._move(row, Status.REFUSED)
                case Later() as later:
                    await self._again(row, later)
        except Exception as error:
            self._stumble(row, error)
        finally:
            if self._sending.get(row.lane) is asyncio.current_task():
                del self._sending[row.lane]
            self._wake.set()

    async def _again(self, row: Row, later: Later) -> None:
        if later.signed_out is not None:
            self.pause()
            await self._move(row, Status.UNKNOWN, next_at=time.time())
            return
        row.misses += 1
        pause = random.uniform(0, min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** min(row.misses, 10)))  # noqa: S311  jitter
        if later.after is not None:
            row.not_before = time.time() + later.after
            pause += later.after
        if not later.left and row.tries == 1:
            # It has never left this workstation: nothing has happened, and it can be taken back here.
            await self._move(row, Status.WAITING, tries=0, next_at=time.time() + pause)
            return
        await self._move(row, Status.UNKNOWN, next_at=time.time() + pause)

    def _stumble(self, row: Row, error: Exception) -> None:
        """Our own failure, a full disk for one: the row stays, and its turn comes again."""
        row.status = Status.UNKNOWN if row.tries else Status.WAITING
        row.next_at = time.time() + LONGEST_PAUSE / 2
        asyncio.get_running_loop().call_exception_handler(
            {"message": f"the outbox could not move {row.endpoint} on", "exception": error}
        )

    async def _move(self, row: Row, status: Status, *, tries: int | None = None, next_at: float | None = None) -> None:
        """Write where the row stands, then tell."""
        row.status = status
        row.tries = row.tries if tries is None else tries
        row.next_at = row.next_at if next_at is None else next_at
        problem = rows.sealed_problem(self._vault, row)
        key, now = row.key, (row.status, row.tries, row.next_at)
        await self._store.run(lambda db: rows.update(db, key, *now, problem))
        self._tell([row])

    async def _done(self, row: Row, final: Final) -> None:
        """Tell, then take the row out: it is on the server's disk. Should ours not come to it, the next run sends it
        again under the same key, and is told the same."""
        row.status = Status.DONE
        self._rows.pop(row.key, None)
        self._uploads.settled(row.key, keep=False)
        self._tell([row], final)
        await self._store.run(lambda db: rows.take_out(db, row, Status.DONE))

    async def _leave(self, row: Row, status: Status, also: Iterable[draft_rows.Line] = ()) -> None:
        """Take the row out, on disk first and together with drafts that return, then tell."""
        before, row.status = row.status, status

        def leave(db: sqlite3.Connection) -> None:
            rows.take_out(db, row, status)
            draft_rows.save(db, also)

        try:
            await self._store.run(leave)
        except BaseException:
            row.status = before
            raise
        self._rows.pop(row.key, None)
        self._uploads.settled(row.key, keep=status is Status.WITHDRAWN)
        self._tell([row])

    def _tell_of(self, row: Row) -> None:
        """Tell that a row is on its way, unless it has moved on by now: that is told by itself."""
        self._telling.pop(row.key, None)
        if row.status is Status.SENDING and row.key in self._rows:
            self._tell([row])

    def _tell(self, changed: Iterable[Row], final: Final | None = None) -> None:
        for row in list(changed):
            self._watchers.tell(
                OutboxChange(
                    pending=row.pending(),
                    answer=None if final is None else final.answer,
                    synced_to=0 if final is None else final.synced_to,
                )
            )
