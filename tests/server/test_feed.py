"""The live feed delivers every event of a topic once, in order, whatever happens to the connection."""

import asyncio
import random
import subprocess
import sys
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import pytest

from desk.contract.agents import AgentState
from desk.contract.events import AgentStateChanged, CustomerViewed, Event, Refs, UserCreated
from desk.contract.feed import Gap, PresenceList, SyncedTo
from desk.contract.users import Role
from desk.server.feed import Feed, Listener
from desk.server.store import agents, log, users
from desk.server.store.db import Database, Tx

T = TypeVar("T")
PROJECTIONS = (agents, users)  # importing them registers what the facts below write
Frame = tuple[str, int | None, bytes]


def parsed(frame: bytes) -> Frame:
    """An SSE frame as name, id, data."""
    fields = dict(line.split(b": ", 1) for line in frame.strip().split(b"\n"))
    return fields[b"event"].decode(), int(fields[b"id"]) if b"id" in fields else None, fields[b"data"]


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """A database with one agent, whose account is event 1."""
    found = Database(tmp_path / "desk.db")
    found.write(lambda tx: log.append(tx, UserCreated(login="a", name="박지은", role=Role.AGENT)))
    yield found
    found.close()


def changes(database: Database, count: int) -> None:
    """Commit ``count`` state changes of agent 1, some together."""

    def several(tx: Tx, many: int) -> None:
        for _ in range(many):
            log.append(tx, AgentStateChanged(user_id=1, state=AgentState.AVAILABLE))

    while count > 0:
        many = min(count, random.randint(1, 3))
        database.write(lambda tx, many=many: several(tx, many))  # type: ignore[misc]
        count -= many


def run(database: Database, test: Callable[[Feed], Coroutine[Any, Any, T]], heartbeat: float = 0.05) -> T:
    """Run ``test`` on a loop with a started feed."""

    async def body() -> T:
        feed = Feed(database, heartbeat, lambda _topics: PresenceList(present=[]))
        feed.start()
        return await asyncio.wait_for(test(feed), 20)

    return asyncio.run(body())


async def read_until(stream: AsyncIterator[bytes], seq: int) -> list[Frame]:
    """Frames until one has id ``seq`` or more."""
    found: list[Frame] = []
    async for frame in stream:
        found.append(parsed(frame))
        if (found[-1][1] or 0) >= seq:
            break
    return found


def seqs(frames: list[Frame]) -> list[int]:
    """The numbers of the log events among them."""
    return [seq for name, seq, _ in frames if name == "log" and seq is not None]


def test_a_listener_who_comes_back_gets_what_was_missed_and_then_what_is_new(database: Database) -> None:
    changes(database, 5)

    async def body(feed: Feed) -> list[Frame]:
        stream = feed.stream(Listener(1, b"", frozenset({"floor"})), 3)
        first = [parsed(await anext(stream)) for _ in range(3)]
        await asyncio.to_thread(changes, database, 2)
        return first + await read_until(stream, 8)

    assert seqs(run(database, body)) == [4, 5, 6, 7, 8]


def test_what_was_not_asked_for_is_not_sent_but_the_position_moves_on(database: Database) -> None:
    async def body(feed: Feed) -> list[Frame]:
        stream = feed.stream(Listener(1, b"", frozenset({"customer:99"})), None)
        await asyncio.to_thread(changes, database, 4)
        return await read_until(stream, 5)

    frames = run(database, body)
    assert seqs(frames) == []
    assert msgspec.json.decode(frames[-1][2], type=SyncedTo).synced_to == 5


def test_access_records_reach_nobody_but_auditors(database: Database) -> None:
    database.write(lambda tx: log.append(tx, CustomerViewed(), Refs(customer_id=7)))

    async def body(feed: Feed) -> tuple[list[Frame], list[Frame]]:
        agents = feed.stream(Listener(1, b"", frozenset({"customer:7"})), 1)
        leads = feed.stream(Listener(1, b"", frozenset({"audit"})), 1)
        return await read_until(agents, 2), await read_until(leads, 2)

    agents, leads = run(database, body)
    assert seqs(agents) == []
    assert seqs(leads) == [2]


def test_a_position_the_log_never_reached_is_answered_with_a_gap(database: Database) -> None:
    async def body(feed: Feed) -> Frame:
        return parsed(await anext(feed.stream(Listener(1, b"", frozenset({"floor"})), 400)))

    name, _, data = run(database, body)
    assert name == "gap"
    assert msgspec.json.decode(data, type=Gap).first_seq == 2


def test_whoever_reads_too_slowly_is_cut_off_and_loses_nothing_by_coming_back(database: Database) -> None:
    async def body(feed: Feed) -> list[int]:
        listener = Listener(1, b"", frozenset({"floor"}), asyncio.Queue(500))
        stream = feed.stream(listener, 1)
        await anext(stream)
        await asyncio.to_thread(changes, database, 600)
        await asyncio.sleep(0)
        received = seqs([parsed(frame) async for frame in stream])
        again = feed.stream(Listener(1, b"", frozenset({"floor"})), received[-1] if received else 1)
        return received + seqs(await read_until(again, 601))

    assert run(database, body) == list(range(2, 602))


def test_connections_cut_at_random_lose_nothing_and_double_nothing(database: Database) -> None:
    chance = random.Random(3)

    async def follow(feed: Feed, until: int) -> list[int]:
        received: list[int] = []
        last = 1
        while last < until:
            stream = feed.stream(Listener(1, b"", frozenset({"floor"})), last)
            for _ in range(chance.randint(1, 30)):
                _name, seq, _ = frame = parsed(await anext(stream))
                received += seqs([frame])
                last = max(last, seq or 0)
                if last >= until:
                    break
            await stream.aclose()  # type: ignore[attr-defined]
        return received

    async def body(feed: Feed) -> list[list[int]]:
        writing = asyncio.create_task(asyncio.to_thread(changes, database, 300))
        found = await asyncio.gather(*(follow(feed, 301) for _ in range(5)))
        await writing
        return found

    for received in run(database, body):
        assert received == list(range(2, 302))


def test_a_person_whose_session_ended_is_told_so_and_cut_off(database: Database) -> None:
    async def body(feed: Feed) -> list[str]:
        stream = feed.stream(Listener(1, b"old", frozenset({"floor"})), None)
        await anext(stream)
        feed.end(1, "session_taken_over")
        return [parsed(frame)[0] async for frame in stream]

    assert run(database, body)[-1] == "ended"


OTHER_PROCESS = """
import sys
import desk.server.store.agents, desk.server.store.users
from desk.contract.agents import AgentState
from desk.contract.events import AgentStateChanged
from desk.server.store import agents, log, users
from desk.server.store.db import Database
database = Database(sys.argv[1])
for _ in range(int(sys.argv[2])):
    database.write(lambda tx: log.append(tx, AgentStateChanged(user_id=1, state=AgentState.AVAILABLE)))
database.close()
"""


def elsewhere(database: Database, count: int) -> None:
    """Commit ``count`` state changes in another process, as ``desk admin`` does."""
    subprocess.run([sys.executable, "-c", OTHER_PROCESS, str(database.path), str(count)], check=True, timeout=60)


def test_what_another_process_commits_is_told_too(database: Database) -> None:
    async def test(feed: Feed) -> list[Frame]:
        stream = feed.stream(Listener(1, b"", frozenset({"floor"})), None)
        await anext(stream)
        await asyncio.to_thread(elsewhere, database, 3)
        assert not await asyncio.to_thread(feed.catch_up)
        assert not await asyncio.to_thread(feed.catch_up)
        return await read_until(stream, 4)

    assert seqs(run(database, test)) == [2, 3, 4]


def test_what_another_process_committed_comes_before_what_this_one_commits_next(database: Database) -> None:
    async def test(feed: Feed) -> list[Frame]:
        stream = feed.stream(Listener(1, b"", frozenset({"floor"})), None)
        await anext(stream)
        await asyncio.to_thread(elsewhere, database, 2)
        await asyncio.to_thread(changes, database, 1)
        await asyncio.to_thread(elsewhere, database, 2)
        assert not await asyncio.to_thread(feed.catch_up)
        return await read_until(stream, 6)

    assert seqs(run(database, test)) == [2, 3, 4, 5, 6]


def test_two_processes_that_write_at_once_are_told_in_order_and_once(database: Database) -> None:
    async def test(feed: Feed) -> list[int]:
        stream = feed.stream(Listener(1, b"", frozenset({"floor"})), None)
        await anext(stream)
        other = asyncio.create_task(asyncio.to_thread(elsewhere, database, 40))
        heard: list[int] = []
        while not other.done():
            await asyncio.to_thread(changes, database, 2)
            await asyncio.to_thread(feed.catch_up)
            heard += seqs(await read_until(stream, feed.head))
        await other
        await asyncio.to_thread(feed.catch_up)
        return heard + seqs(await read_until(stream, database.read(lambda tx: tx.head)))

    found = run(database, test)
    assert found == list(range(2, len(found) + 2))
    assert len(found) > 40


def test_events_carry_who_did_it(database: Database) -> None:
    def named(tx: Tx) -> Event:
        return log.append(tx, AgentStateChanged(user_id=1, state=AgentState.BREAK))

    database.write(named, actor_id=1, actor="박지은")

    async def body(feed: Feed) -> Frame:
        return parsed(await anext(feed.stream(Listener(1, b"", frozenset({"floor"})), 1)))

    assert "박지은" in run(database, body)[2].decode()
