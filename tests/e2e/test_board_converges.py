"""Many leads move cards at random, connections are cut at random: every board ends as the server is."""

import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from random import Random
from typing import Any

import httpx
import msgspec
import pytest

from desk.client.models.board_book import BoardBook
from desk.client.remote.sse import SseParser
from desk.contract.board import Card, Cards
from desk.contract.endpoint import API
from desk.contract.feed import FeedItem, SyncedTo
from tests.bench.floor import PASSWORD, Floor, filled
from tests.serving import free_port, serving

TICKETS, MOVES, BOARDS = 150, 25, 4
PATIENCE = 90


def client(address: str) -> httpx.Client:
    return httpx.Client(base_url=address + API, timeout=PATIENCE)


def signed_in(address: str, login: str) -> dict[str, str]:
    with client(address) as sending:
        credentials = {"login": login, "password": PASSWORD, "workstation": login, "take_over": True}
        answer = sending.post("/sessions", json=credentials)
        answer.raise_for_status()
        return {"Authorization": f"Bearer {answer.json()['token']}"}


def cards(sending: httpx.Client, **query: Any) -> Cards:
    answer = sending.get("/board/cards", params=query)
    answer.raise_for_status()
    return msgspec.json.decode(answer.content, type=Cards)


class Mover(threading.Thread):
    """A lead who moves whatever is on the board, takes some of it back, and closes some of it."""

    def __init__(self, address: str, headers: dict[str, str], floor: Floor, seed: int) -> None:
        super().__init__(daemon=True)
        self._client = client(address)
        self._client.headers.update(headers)
        self._floor, self._chance = floor, Random(seed)
        self.done, self.lost = 0, 0

    def run(self) -> None:
        known = cards(self._client).cards
        for _ in range(MOVES):
            if self._chance.random() < 0.5:
                known = cards(self._client).cards
            chosen = self._chance.sample(known, min(len(known), self._chance.randint(1, 12)))
            items = [{"ticket_id": one.id, "version": one.version} for one in chosen]
            answer = self._client.post("/moves", json={"items": items, "change": self._change()})
            answer.raise_for_status()
            made = answer.json()["data"]
            self.done += sum(not one["code"] for one in made["results"])
            self.lost += sum(one["code"] == "stale" for one in made["results"])
            if self._chance.random() < 0.3:
                match = {"If-Match": f'"{made["version"]}"'}
                self._client.post(f"/moves/{made['id']}/undo", json={}, headers=match).raise_for_status()
        self._client.close()

    def _change(self) -> dict[str, Any]:
        owner, queue = self._chance.choice(self._floor.agents), self._chance.choice(self._floor.queues)
        return self._chance.choice(
            [
                {"owner_id": owner},
                {"queue_id": queue, "owner_id": None},
                {"priority": self._chance.choice(["low", "high", "urgent"])},
                {"state": self._chance.choice(["open", "open", "pending", "closed"])},
                {"add_tags": [f"tag{self._chance.randint(1, 3)}"]},
            ]
        )


class Board(threading.Thread):
    """A board whose line is cut again and again; it asks for what it heard of, sometimes late."""

    def __init__(self, address: str, headers: dict[str, str], seed: int) -> None:
        super().__init__(daemon=True)
        self._client = client(address)
        self._client.headers.update(headers)
        self._chance = Random(seed)
        self.book, self.position, self.cuts = BoardBook(), 0, 0
        self.goal: int | None = None
        self.calm = threading.Event()

    def run(self) -> None:
        # First listen, then read: what happens in between is heard.
        self.position = cards(self._client).synced_to
        while not self.finished():
            with suppress(httpx.TransportError):
                self._connection()
            self.cuts += 1
        self._client.close()

    def finished(self) -> bool:
        book = self.book
        return self.goal is not None and self.position >= self.goal and not book.to_read and not book.wanted()

    def _connection(self) -> None:
        headers = {"Last-Event-ID": str(self.position)}
        parser, frames = SseParser(), 10**9 if self.calm.is_set() else self._chance.randint(1, 60)
        with self._client.stream("GET", "/events", params={"topics": "tickets"}, headers=headers) as stream:
            stream.raise_for_status()
            for chunk in stream.iter_raw():
                for event in parser.feed(chunk):
                    self._hear(event.name, event.data)
                    frames -= 1
                    if frames < 0:
                        return
                if self._chance.random() < 0.5 or self.goal is not None:
                    self._catch_up()
                if self.finished():
                    return

    def _hear(self, name: str, data: bytes) -> None:
        if name == "log":
            event = msgspec.json.decode(data, type=FeedItem).event
            self.book.heed(event)
            self.position = event.seq
        elif name == "synced":
            self.position = max(self.position, msgspec.json.decode(data, type=SyncedTo).synced_to)
        elif name == "gap":
            self.book.gap()

    def _catch_up(self) -> None:
        if self._chance.random() < 0.02 and not self.calm.is_set():
            self.book.gap()
        if self.book.to_read:
            after: int | None = self.book.begin()
            while after is not None:
                _, after = self.book.take_page(cards(self._client, after=after))
        while asked := self.book.wanted(self._chance.randint(1, 40)):
            answer = cards(self._client, ids=",".join(map(str, asked)))
            self.book.take(answer, asked)


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[str, Floor]]:
    path = tmp_path / "desk.db"
    floor = filled(path, queues=3, agents=5, tickets=TICKETS)
    port = free_port()
    with serving(path, port):
        yield f"http://127.0.0.1:{port}", floor


def test_every_board_ends_as_the_server_is(served: tuple[str, Floor]) -> None:
    address, floor = served
    leads = [signed_in(address, login) for login in ("lead", "lead2")]
    boards = [Board(address, leads[number % 2], number) for number in range(BOARDS)]
    movers = [Mover(address, leads[number % 2], floor, 100 + number) for number in range(3)]
    for thread in (*boards, *movers):
        thread.start()
    for mover in movers:
        mover.join(PATIENCE)
    with client(address) as sending:
        sending.headers.update(leads[0])
        whole = cards(sending)
    for board in boards:
        board.goal = whole.synced_to
        board.calm.set()
    until = time.monotonic() + PATIENCE
    for board in boards:
        board.join(max(0.1, until - time.monotonic()))
        assert board.finished(), (board.position, whole.synced_to, board.book.wanted())
    assert not whole.more
    expected: dict[int, Card] = {one.id: one for one in whole.cards}
    for board in boards:
        assert board.book.cards == expected
        assert board.cuts > 1
    assert all(mover.done for mover in movers)
    assert sum(mover.lost for mover in movers) > 0
