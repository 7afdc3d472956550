"""Who moves cards: leads at boards of their own, and an administrator whose line is never cut."""

import asyncio
import contextlib
import random
from collections import Counter
from typing import Any

import httpx
import msgspec

from desk.client.models.board import BoardModel
from desk.client.models.board_columns import Grouping, Order
from desk.client.models.desk import Desk
from desk.client.models.outbox import Pending
from desk.client.models.settings import Settings
from desk.client.remote import queue_commands
from desk.client.remote.remote import Remote
from desk.contract.board import Card, CardChange, Cards
from desk.contract.endpoint import API
from desk.contract.errors import DeskError
from desk.contract.events import Event
from desk.contract.service import Priority
from desk.contract.tickets import TicketMerge, TicketState
from tests.bench.floor import PASSWORD, Floor
from tests.chaos.proxy import Proxy

ADMIN = "admin"


class Lead:
    """A lead at a workstation of their own: moves cards by the board's own model, and takes some of it back."""

    def __init__(self, proxy: Proxy, remote: Remote, floor: Floor, seed: int, done: Counter[str]) -> None:
        self.proxy, self.remote = proxy, remote
        self.desk = Desk(remote, Settings(remote.settings))
        self.board = BoardModel(self.desk)
        self.board.arrange(list(Grouping)[seed % len(Grouping)], list(Order)[seed % len(Order)])
        self.stop = False
        self._floor, self._chance, self._done = floor, random.Random(seed), done
        self.desk.outbox.refused.connect(self._let_go)
        self.board.moves.settled.connect(self._count)

    async def work(self) -> None:
        """Until told to stop."""
        while not self.stop:
            await asyncio.sleep(self._chance.uniform(0.0, 0.25))
            known = list(self.board.book.cards.values())
            if not known or self.desk.outbox.moving > 20:
                continue
            what = self._chance.random()
            if what < 0.15:
                self.board.moves.undo()
            elif what < 0.25:
                with contextlib.suppress(DeskError):
                    await self._merge(known)
            else:
                chosen = self._chance.sample(known, min(len(known), self._chance.choice([1, 1, 2, 5, 12, 60])))
                self.board.moves.order(chosen, self._change())

    def turn_deaf(self) -> None:
        """Hear of two tickets in three: for a run that has to notice."""
        heed = self.board.book.heed

        def some(event: Event) -> None:
            if event.ticket_id is not None and event.ticket_id % 3:
                heed(event)

        self.board.book.heed = some  # type: ignore[method-assign]

    def _change(self) -> CardChange:
        owner, queue = self._chance.choice(self._floor.agents), self._chance.choice(self._floor.queues)
        return self._chance.choice(
            [
                CardChange(owner_id=owner),
                CardChange(owner_id=owner),
                CardChange(queue_id=queue, owner_id=None),
                CardChange(priority=self._chance.choice(list(Priority))),
                CardChange(state=self._chance.choice([TicketState.OPEN, TicketState.PENDING])),
                CardChange(state=TicketState.CLOSED) if self._chance.random() < 0.3 else CardChange(owner_id=None),
                CardChange(add_tags=(f"tag{self._chance.randint(1, 3)}",), remove_tags=("tag2",)),
            ]
        )

    async def _merge(self, known: list[Card]) -> None:
        """Two tickets of one customer, and sometimes apart again."""
        by_customer: dict[int | None, list[int]] = {}
        for card in known:
            by_customer.setdefault(card.customer_id, []).append(card.id)
        pairs = [ids for ids in by_customer.values() if len(ids) > 1]
        if not pairs:
            return
        one, other = self._chance.sample(self._chance.choice(pairs), 2)
        goes, stays = await self.remote.api.ticket(one), await self.remote.api.ticket(other)
        merge = TicketMerge(into_id=stays.id, into_version=stays.version)
        await self.remote.outbox.put(queue_commands.merge_ticket(goes, merge))
        await asyncio.sleep(self._chance.uniform(0.1, 1.0))
        merged = await self.remote.api.ticket(goes.id)
        if merged.merged_into is not None:
            self._done["merged"] += 1
            if self._chance.random() < 0.7:
                await self.remote.outbox.put(queue_commands.unmerge_ticket(merged))

    def _let_go(self, pending: Pending) -> None:
        """What was refused, or lay for too long, is not wanted any more."""
        endpoint = "unreadable" if pending.command is None else pending.command.endpoint
        self._done[f"{endpoint} {pending.status}"] += 1
        self.desk.outbox.discard(pending.key)

    def _count(self, outcome: Any) -> None:
        if outcome.move is None:
            self._done["orders refused whole"] += 1
            return
        self._done["moves" if outcome.order.undoes is None else "undone"] += 1
        self._done["cards changed"] += len(outcome.done)
        self._done["cards that went home"] += len(outcome.refused)

    def unlike(self, expected: dict[int, Card]) -> str:
        """What on this board is other than on the server; empty when nothing is."""
        board = self.board
        if board.book.cards != expected:
            ids = sorted(key for key in board.book.cards.keys() | expected.keys()
                         if board.book.cards.get(key) != expected.get(key))  # fmt: skip
            return f"cards {ids[:9]}: {[(board.book.cards.get(key), expected.get(key)) for key in ids[:2]]}"
        if board.moves.pending or board.moves.waiting or board.busy:
            return f"still pending: {sorted(board.moves.pending)[:9]}, {board.moves.waiting} orders"
        stand = {key: column for column in board.columns.used() for key in board.columns.ids(column)}
        if stand != {key: board.columns.column_of(card) for key, card in expected.items()}:
            return "cards stand in other columns"
        foresight = board.floor.foresight
        if foresight is None:
            return "there is no foresight"
        wrong = [key for key, card in expected.items() if foresight.card(key) != card]
        return f"foresight is of other cards: {wrong[:9]}" if wrong else ""


class Others:
    """An administrator at another program, whose line is never cut: opens tickets, renames, changes targets."""

    def __init__(self, address: str, floor: Floor, seed: int, done: Counter[str]) -> None:
        self.stop = False
        self._floor, self._chance, self._done = floor, random.Random(seed), done
        self._client = httpx.AsyncClient(base_url=address + API, timeout=20)

    async def sign_in(self) -> None:
        credentials = {"login": ADMIN, "password": PASSWORD, "workstation": "other", "take_over": True}
        answer = await self._client.post("/sessions", json=credentials)
        answer.raise_for_status()
        self._client.headers["Authorization"] = f"Bearer {answer.json()['token']}"

    async def work(self) -> None:
        """Until told to stop; while the server is dead nothing is done."""
        while not self.stop:
            await asyncio.sleep(self._chance.uniform(0.1, 0.5))
            with contextlib.suppress(httpx.HTTPError):
                await self._chance.choice([self._open, self._open, self._rename, self._retarget])()

    async def whole(self) -> Cards:
        """Every open card."""
        found, after, first = list[Card](), 0, None
        while True:
            answer = await self._client.get("/board/cards", params={"after": after})
            answer.raise_for_status()
            page = msgspec.json.decode(answer.content, type=Cards)
            found += page.cards
            first = page if first is None else first
            if not page.more:
                return Cards(cards=found, more=False, total=page.total, synced_to=page.synced_to)
            after = page.cards[-1].id

    async def close(self) -> None:
        await self._client.aclose()

    async def _open(self) -> None:
        draft = {"title": "새로 온 문의", "queue_id": self._chance.choice(self._floor.queues)}
        self._done["opened"] += (await self._client.post("/tickets", json=draft)).is_success

    async def _rename(self) -> None:
        answer = await self._client.get("/board/cards", params={"after": self._chance.randrange(10**4)})
        cards = [card for card in msgspec.json.decode(answer.content, type=Cards).cards if card.customer_id]
        if not cards:
            return
        path = f"/customers/{self._chance.choice(cards).customer_id}"
        version = (await self._client.get(path)).json()["version"]
        change = {"name": f"고객 {self._chance.randrange(10**6)}"}
        answer = await self._client.patch(path, json=change, headers={"If-Match": f'"{version}"'})
        self._done["renamed"] += answer.is_success

    async def _retarget(self) -> None:
        if self._chance.random() < 0.7:
            return
        queue = self._chance.choice((await self._client.get("/queues")).json())
        draft = {key: value for key, value in queue.items() if key not in ("id", "version")}
        minutes = self._chance.choice([30, 60, 480, 2400])
        draft |= {"targets": queue["targets"] | {"first_answer": minutes}, "weight": self._chance.choice([1.0, 2.0])}
        answer = await self._client.put(
            f"/queues/{queue['id']}", json=draft, headers={"If-Match": f'"{queue["version"]}"'}
        )
        self._done["targets changed"] += answer.is_success
