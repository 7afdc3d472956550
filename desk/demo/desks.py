"""The invented shop's desks in the demo: where they are told to be, and the program that plays them."""

import contextlib
import os
from pathlib import Path

import msgspec
import uvicorn

from desk.contract.executors import ExecutorDraft
from desk.contract.telephony import SwitchDraft
from desk.demo.executor import DESKS, Executor, Mood
from desk.demo.executor_book import Book
from desk.server.routes import executors, switches
from desk.server.store.db import Database, Tx

#: People do not work in no time: seconds from "we have it" to done.
SECONDS = {"payment": 2.0, "courier": 6.0, "repair": 8.0, "warehouse": 4.0, "shop": 1.0}


def _secrets(folder: Path) -> Path:
    return folder / "desks.json"


def place(database_path: Path, folder: Path, port: int) -> None:
    """Tell the server that the desks and a telephone system are at ``port``; the desks' secrets are kept in ``folder``,
    for its owner."""
    kept = _secrets(folder)
    secrets = msgspec.json.decode(kept.read_bytes(), type=dict[str, str]) if kept.exists() else dict[str, str]()

    def work(tx: Tx) -> dict[str, str]:
        found = dict[str, str]()
        for desk in DESKS:
            draft = ExecutorDraft(url=f"http://127.0.0.1:{port}/{desk}", rotate=desk not in secrets)
            found[desk] = executors.put(tx, desk, draft).secret or secrets[desk]
        switches.put(tx, "demo", SwitchDraft(url=f"http://127.0.0.1:{port}/telephone", listens=True))
        return found

    with contextlib.closing(Database(database_path)) as database:
        secrets = database.write(work)
    with os.fdopen(os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(msgspec.json.encode(secrets))


def main(folder: Path, port: int, desk_url: str) -> int:
    """Play the desks until told to stop."""
    secrets = msgspec.json.decode(_secrets(folder).read_bytes(), type=dict[str, str])
    moods = {desk: Mood(seconds=seconds) for desk, seconds in SECONDS.items()}
    desks = Executor(book=Book(folder / "desks.db"), secrets=secrets, desk_url=desk_url, moods=moods)
    uvicorn.run(desks.app(), port=port, ws="none", log_level="warning", access_log=False, timeout_graceful_shutdown=2)
    return 0
