"""What the store returned from is on disk, whatever happens next."""

import asyncio
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from desk.client.remote.store import MIGRATIONS, NotKept, Store

SERVER = "https://desk.example"


def add(name: str) -> Callable[[sqlite3.Connection], None]:
    def work(db: sqlite3.Connection) -> None:
        db.execute("INSERT INTO cache VALUES (?, 0, 0, 0, 0, x'')", (name,))

    return work


def names(db: sqlite3.Connection) -> list[str]:
    return [str(name) for (name,) in db.execute("SELECT name FROM cache ORDER BY rowid")]


def listed(folder: Path) -> dict[str, int]:
    """The folder and its files with their modes."""
    return {path.name: path.stat().st_mode for path in (folder, *folder.iterdir())}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


async def test_each_person_at_each_server_has_a_file_of_their_own(folder: Path) -> None:
    store = Store(folder)
    paths = set[Path | None]()
    for server, login in ((SERVER, "jiyoon"), (SERVER, "seoyeon"), ("https://other.example", "jiyoon")):
        await store.open(server, login)
        paths.add(store.path)
        assert await store.run(names) == []
        await store.run(add(login))
    await store.open(SERVER, "JiYoon")
    assert await store.run(names) == ["jiyoon"]
    await store.close()
    assert len(paths) == 3
    assert not any("jiyoon" in name for name in listed(folder))


@pytest.mark.skipif(sys.platform == "win32", reason="files are not protected by a mode there")
async def test_nobody_else_on_the_workstation_may_read_it(folder: Path) -> None:
    store = Store(folder)
    await store.open(SERVER, "jiyoon")
    await store.run(add("something"))
    assert {name: mode & 0o077 for name, mode in listed(folder).items() if mode & 0o077} == {}
    await store.close()
    assert store.path is None


async def test_a_failure_undoes_the_whole_of_it(folder: Path) -> None:
    store = Store(folder)
    await store.open(SERVER, "jiyoon")

    def fail(db: sqlite3.Connection) -> None:
        add("half")(db)
        raise LookupError

    with pytest.raises(LookupError):
        await store.run(fail)
    await store.run(add("twice"))
    with pytest.raises(NotKept, match="UNIQUE"):
        await store.run(add("twice"))
    assert await store.run(names) == ["twice"]
    await store.close()


async def test_calls_are_served_in_order_and_a_cancelled_caller_undoes_nothing(folder: Path) -> None:
    store = Store(folder)
    await store.open(SERVER, "jiyoon")
    tasks = [asyncio.create_task(store.run(add(str(number)))) for number in range(20)]
    await asyncio.sleep(0)
    for task in tasks[5:]:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    assert await store.run(names) == [str(number) for number in range(20)]
    await store.close()


async def test_closed_it_takes_nothing(folder: Path) -> None:
    store = Store(folder)
    with pytest.raises(NotKept):
        await store.run(names)
    await store.open(SERVER, "jiyoon")
    await store.close()
    await store.close()
    with pytest.raises(NotKept):
        store.run_now(names)


async def test_a_damaged_file_is_put_aside_and_not_thrown_away(folder: Path) -> None:
    store = Store(folder)
    await store.open(SERVER, "jiyoon")
    path = store.path
    assert path is not None
    await store.close()
    path.write_bytes(b"not a database, but perhaps somebody's words" * 100)
    await store.open(SERVER, "jiyoon")
    assert await store.run(names) == []
    assert store.put_aside is not None
    assert b"somebody's words" in store.put_aside.read_bytes()
    await store.close()


async def test_a_file_of_a_newer_desk_is_left_alone(folder: Path) -> None:
    store = Store(folder)
    await store.open(SERVER, "jiyoon")
    path = store.path
    assert path is not None
    await store.run(lambda db: db.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}"))
    await store.close()
    with pytest.raises(NotKept, match="newer"):
        await store.open(SERVER, "jiyoon")
    await store.close()
    assert path.exists()
    assert store.put_aside is None


async def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file where the folder should be")
    store = Store(tmp_path / "data")
    with pytest.raises(NotKept):
        await store.open(SERVER, "jiyoon")
    await store.close()


async def test_a_full_disk_is_said_and_nothing_is_half_there(folder: Path) -> None:
    store = Store(folder)
    await store.open(SERVER, "jiyoon")
    await store.run(lambda db: db.execute("PRAGMA max_page_count = 1"))

    def much(db: sqlite3.Connection) -> None:
        for number in range(100):
            db.execute("INSERT INTO cache VALUES (?, 0, 0, 0, 0, zeroblob(4000))", (str(number),))

    with pytest.raises(NotKept, match="full"):
        await store.run(much)
    assert await store.run(names) == []
    await store.close()


async def test_what_it_returned_from_survives_kill_9(folder: Path) -> None:
    program = f"""
import asyncio, os, signal
from pathlib import Path
from desk.client.remote.store import Store
from tests.client.remote.test_store import add
async def main():
    store = Store(Path({str(folder)!r}))
    await store.open({SERVER!r}, "jiyoon")
    for number in range(10):
        await store.run(add(str(number)))
    os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))
asyncio.run(main())
"""
    killed = await asyncio.to_thread(subprocess.run, [sys.executable, "-c", program], check=False)
    assert killed.returncode != 0
    assert killed.returncode != 1  # an error of its own would be 1
    store = Store(folder)
    await store.open(SERVER, "jiyoon")
    assert await store.run(names) == [str(number) for number in range(10)]
    await store.close()
