"""``python -m tests.bench.bench_feed``: one event to a thousand connected clients; lost, order, and how long."""

import argparse
import asyncio
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from desk.contract.agents import AgentState
from desk.contract.events import AgentStateChanged, UserCreated
from desk.contract.routes import ENDPOINTS
from desk.contract.users import Role
from desk.server.store import log, sessions
from desk.server.store.db import Database, Tx
from tests.bench import report
from tests.serving import free_port, serving


@dataclass
class Client:
    """One connected desk: which events came, and how long after they were recorded."""

    token: str
    seqs: list[int] = field(default_factory=lambda: list[int]())
    delays: list[float] = field(default_factory=lambda: list[float]())

    async def listen(self, port: int, until: asyncio.Event, ready: asyncio.Semaphore) -> None:
        """Read the stream as bytes, the cheapest way a thousand can be followed in one process."""
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        path = ENDPOINTS["events"].url() + "?topics=floor"
        writer.write(f"GET {path} HTTP/1.1\r\nHost: desk\r\nAuthorization: Bearer {self.token}\r\n\r\n".encode())
        await reader.readuntil(b"event: presence")
        ready.release()
        while not until.is_set():
            text = await reader.readuntil(b"\n\n")
            if b"event: log" in text:
                now = time.time()
                event = json.loads(text[text.index(b"data: ") + 6 :])["event"]
                self.seqs.append(event["seq"])
                self.delays.append((now - datetime.fromisoformat(event["recorded_at"]).timestamp()) * 1000)
        writer.close()


def people(database: Database, count: int) -> list[str]:
    """Accounts with open sessions; their tokens."""

    def enrol(tx: Tx) -> Iterator[str]:
        for number in range(count):
            fact = UserCreated(login=f"a{number}", name=f"상담사 {number}", role=Role.AGENT)
            event = log.append(tx, fact)
            log.append(tx, AgentStateChanged(user_id=event.seq, state=AgentState.ON_SHIFT))
            yield sessions.start(tx, event.seq, "bench", 3600)

    return database.write(lambda tx: list(enrol(tx)))


async def measure(port: int, tokens: list[str], broadcasts: int) -> list[Client]:
    """Connect everybody, then let one agent change state ``broadcasts`` times."""
    clients = [Client(token) for token in tokens]
    over, ready = asyncio.Event(), asyncio.Semaphore(0)
    began = time.perf_counter()
    tasks = [asyncio.create_task(client.listen(port, over, ready)) for client in clients]
    for _ in clients:
        await ready.acquire()
    print(f"{len(clients)} clients connected in {time.perf_counter() - began:.1f} s")
    for number in range(broadcasts):
        await choose(port, tokens[0], "break" if number % 2 else "available")
        await asyncio.sleep(0.5)
    await asyncio.sleep(2)
    over.set()
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    return clients


async def choose(port: int, token: str, state: str) -> None:
    """One command of one agent, over a connection of its own."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    body = json.dumps({"state": state}).encode()
    head = (
        f"PUT {ENDPOINTS['choose_state'].url()} HTTP/1.1\r\nHost: desk\r\nAuthorization: Bearer {token}\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n"
    )
    writer.write(head.encode() + body)
    answer = await reader.read()
    if b" 200 " not in answer[:20]:
        raise RuntimeError(answer.decode())
    writer.close()


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clients", type=int, default=1000)
    parser.add_argument("--broadcasts", type=int, default=20)
    arguments = parser.parse_args()
    resource.setrlimit(resource.RLIMIT_NOFILE, (8192, resource.getrlimit(resource.RLIMIT_NOFILE)[1]))
    print(report.machine())
    with tempfile.TemporaryDirectory() as folder:
        database = Database(Path(folder) / "desk.db")
        tokens = people(database, arguments.clients)
        database.close()
        port = free_port()
        with serving(Path(folder) / "desk.db", port) as process:
            clients = asyncio.run(measure(port, tokens, arguments.broadcasts))
            memory = server_memory(process)
    lost = sum(arguments.broadcasts - len(set(client.seqs)) for client in clients)
    disorder = sum(client.seqs != sorted(set(client.seqs)) for client in clients)
    delays = [delay for client in clients for delay in client.delays]
    print(report.line(f"one event to {len(clients)} clients, recorded → received", delays, report.Bar(0.99, 500)))
    print(report.count("lost", lost, 0))
    print(report.count("doubled or out of order", disorder, 0))
    print(f"server memory {memory:.0f} MiB")
    return 1 if lost or disorder else 0


def server_memory(process: "subprocess.Popen[bytes]") -> float:
    """Resident MiB of the server."""
    for text in Path(f"/proc/{process.pid}/status").read_text().splitlines():
        if text.startswith("VmRSS"):
            return int(text.split()[1]) / 1024
    return 0.0


if __name__ == "__main__":
    sys.exit(main())
