"""``python -m tests.bench.bench_moves``: the whole board over HTTP, and 500 tickets moved at once and taken back.

A real server in a process of its own, with 100,000 open tickets and a board that listens. ``--rt ADDRESS`` (of a
Request Tracker 5 that was set up for it, see ``peer_rt.py``) measures the same move there, through its own bulk route.
"""

import argparse
import contextlib
import hashlib
import os
import shutil
import tempfile
import threading
import time
from collections.abc import Generator
from pathlib import Path
from typing import Any

import httpx
import msgspec

from desk.contract.board import Card, Cards
from desk.contract.endpoint import API
from desk.server.store import migrate
from tests.bench import big, floor, peer_rt, report
from tests.bench.report import Bar
from tests.serving import free_port, serving

QUEUES, AGENTS, TICKETS = 20, 200, 100_000
MOVED, ROUNDS = 500, 30
MIGRATIONS = Path(migrate.__file__).parent / "migrations"
LOAD = Bar(1.0, 3000)
MOVE = Bar(0.95, 1000)


class Lead:
    """Somebody who moves tickets."""

    def __init__(self, address: str, login: str = "lead") -> None:
        self.client = httpx.Client(base_url=address + API, timeout=60)
        credentials = {"login": login, "password": floor.PASSWORD, "workstation": login, "take_over": True}
        signed_in = self.client.post("/sessions", json=credentials)
        signed_in.raise_for_status()
        self.client.headers["Authorization"] = f"Bearer {signed_in.json()['token']}"

    def board(self) -> list[Card]:
        """Every card, page by page."""
        found = list[Card]()
        more, after = True, 0
        while more:
            page = self.client.get("/board/cards", params={"after": after})
            page.raise_for_status()
            decoded = msgspec.json.decode(page.content, type=Cards)
            found += decoded.cards
            more, after = decoded.more, decoded.cards[-1].id
        return found

    def move(self, items: list[tuple[int, int]], owner_id: int) -> dict[str, Any]:
        """Give tickets (id and version) to somebody."""
        listed = [{"ticket_id": number, "version": version} for number, version in items]
        answer = self.client.post("/moves", json={"items": listed, "change": {"owner_id": owner_id}})
        answer.raise_for_status()
        made: dict[str, Any] = answer.json()["data"]
        return made

    def undo(self, made: dict[str, Any]) -> dict[str, Any]:
        """Take a move back."""
        answer = self.client.post(f"/moves/{made['id']}/undo", json={}, headers={"If-Match": f'"{made["version"]}"'})
        answer.raise_for_status()
        back: dict[str, Any] = answer.json()["data"]
        return back

    @contextlib.contextmanager
    def listening(self) -> Generator[None]:
        """A board's feed is open meanwhile, and read."""
        over = threading.Event()

        def read() -> None:
            # The server ends with the bench, and the stream with it.
            with (
                contextlib.suppress(httpx.TransportError),
                self.client.stream("GET", "/events", params={"topics": "tickets"}) as stream,
            ):
                for _ in stream.iter_raw():
                    if over.is_set():
                        return

        thread = threading.Thread(target=read, daemon=True)
        thread.start()
        try:
            yield
        finally:
            over.set()


def cpu(pid: int) -> float:
    """Milliseconds of processor time that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK")


def timed(taken: list[float], began: float) -> None:
    taken.append((time.perf_counter() - began) * 1000)


def measure(path: Path, agents: list[int]) -> None:
    port = free_port()
    with serving(path, port) as server:
        lead = Lead(f"http://127.0.0.1:{port}")
        loads, costs = list[float](), list[float]()
        cards = list[Card]()
        for _ in range(5):
            began, before = time.perf_counter(), cpu(server.pid)
            cards = lead.board()
            timed(loads, began)
            costs.append(cpu(server.pid) - before)
        print(report.line(f"the whole board, {len(cards):,} cards, read and decoded", loads, LOAD))
        print(report.line("  of it the server's processor time", costs))
        moves, undos, spent = list[float](), list[float](), list[float]()
        with lead.listening():
            for number in range(ROUNDS):
                chosen = cards[number * MOVED : (number + 1) * MOVED]
                before, began = cpu(server.pid), time.perf_counter()
                made = lead.move([(one.id, one.version) for one in chosen], agents[number])
                timed(moves, began)
                assert not any(one["code"] for one in made["results"])
                began = time.perf_counter()
                assert lead.undo(made)["undone"]
                timed(undos, began)
                spent.append(cpu(server.pid) - before)
        print(report.line(f"{MOVED} tickets given to somebody at once", moves, MOVE))
        print(report.line(f"{MOVED} tickets taken back at once", undos, MOVE))
        print(report.line("  the server's processor time for both", spent))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rt", default=os.environ.get("DESK_BENCH_RT", ""), help="address of a Request Tracker 5")
    given = parser.parse_args()
    print(report.machine())
    schema = hashlib.sha256(b"".join(sorted(one.read_bytes() for one in MIGRATIONS.glob("*.sql")))).hexdigest()[:12]
    kept = big.CACHE / f"floor-{QUEUES}-{AGENTS}-{TICKETS}-{schema}.db"
    with tempfile.TemporaryDirectory() as folder:
        if not kept.exists():
            big.CACHE.mkdir(parents=True, exist_ok=True)
            unfinished = Path(folder) / "unfinished.db"
            floor.filled(unfinished, queues=QUEUES, agents=AGENTS, tickets=TICKETS)
            shutil.copy(unfinished, kept)
        path = Path(folder) / "desk.db"
        shutil.copy(kept, path)
        measure(path, floor.agents_of(path))
    if given.rt:
        peer_rt.measure(given.rt, moved=MOVED, rounds=5)


if __name__ == "__main__":
    main()
