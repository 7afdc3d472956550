"""An invented floor of any size for the board: queues, people in teams, open cards; nobody is asked for them."""

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from PySide6.QtWidgets import QWidget

from desk.client.models.desk import Desk
from desk.client.models.settings import Settings
from desk.client.remote.http import Site
from desk.client.remote.keyring_box import KeyringBox
from desk.client.remote.remote import Remote
from desk.client.remote.settings_store import SettingsStore
from desk.client.widgets.commands import Commands
from desk.client.widgets.controls.toast import Toasts
from desk.client.widgets.panels.panel import Surroundings
from desk.client.widgets.queues.board.page import BoardPage
from desk.contract.board import AgentPace, Card, Cards, Pace, QueuePace
from desk.contract.queues import Queue
from desk.contract.service import ClockKind, Priority
from desk.contract.shifts import Team
from desk.contract.tickets import TicketState
from tests.client.remote.remote_rig import MemoryKeyring, places
from tests.client.shifts_rig import names

PAGE = 5000
HOUR = 3600
TITLES = (
    "배송이 이틀째 안 와요",
    "환불 부탁드립니다",
    "색상이 다르게 왔어요",
    "주문 취소 문의",
    "주소를 바꿔 주세요",
    "교환은 언제 되나요",
    "쿠폰이 적용되지 않아요",
    "상자가 찌그러져서 왔어요",
)
TAGS = ("vip", "재문의", "선물", "파손", "냉장")
_STATES = (TicketState.NEW, TicketState.OPEN, TicketState.OPEN, TicketState.OPEN, TicketState.PENDING)


class CardFloor:
    """The same for the same size."""

    def __init__(self, agents: int, queues: int, cards: int, now: datetime) -> None:
        self.chance, self.now = random.Random(5), now
        named = names()
        self.queue_ids = [500 + n for n in range(queues)]
        self.agents = [
            AgentPace(
                user_id=1000 + n,
                name=next(named),
                team_id=1 + n % max(1, agents // 20),
                queue_ids=tuple(sorted({500 + n % queues, 500 + (3 * n + 1) % queues, 500 + (7 * n + 2) % queues})),
                skills=("english",) if n % 3 else (),
                capacity=8.0,
                other_load=float(n % 3 == 0),
                here=n % 7 != 0,
                until=now + timedelta(hours=6),
            )
            for n in range(agents)
        ]
        self.teams = [
            Team(id=1 + n, name=f"{n + 1}팀", lead_ids=(), member_ids=(), version=1)
            for n in range(max(1, agents // 20))
        ]
        self.cards = {number: self.card(number, 1) for number in range(10_000, 10_000 + cards)}

    def card(self, number: int, version: int) -> Card:
        """A card of any kind."""
        chance, at = self.chance, int(self.now.timestamp())
        agent = chance.choice(self.agents)
        state = chance.choice(_STATES)
        owner = agent.user_id if chance.random() < 0.5 else None
        due = None if chance.random() < 0.1 else at + chance.randrange(-2 * HOUR, 40 * HOUR)
        return Card(
            number, version, chance.choice(TITLES), state, chance.choice(self.queue_ids if owner is None else
            agent.queue_ids), owner, 7000 + number % 5000, f"고객 {number % 5000}",
            chance.choices(list(Priority), [1, 8, 2, 1])[0], (chance.choice(TAGS),) if chance.random() < 0.4 else (),
            at - chance.randrange(72 * HOUR), at, due, None if due is None else chance.choice(list(ClockKind)), False,
            at + HOUR if state is TicketState.PENDING else None, 1.0,
        )  # fmt: skip

    def pages(self) -> Iterator[Cards]:
        """All of it as the server would answer."""
        cards = list(self.cards.values())
        for begin in range(0, len(cards), PAGE):
            more = begin + PAGE < len(cards)
            yield Cards(cards=cards[begin : begin + PAGE], more=more, total=len(cards), synced_to=100)

    def changed(self, count: int, synced_to: int) -> Cards:
        """So many cards that somebody has changed since."""
        ids = self.chance.sample(list(self.cards), count)
        fresh = [self.card(number, self.cards[number].version + 1) for number in ids]
        self.cards |= {card.id: card for card in fresh}
        return Cards(cards=fresh, more=False, total=len(self.cards), synced_to=synced_to)

    def pace(self) -> Pace:
        """Who is here, and how fast they are."""
        at = int(self.now.timestamp())
        days = [(at - 2 * HOUR + day * 24 * HOUR, at + 6 * HOUR + day * 24 * HOUR) for day in range(8)]
        return Pace(
            queues=[
                QueuePace(queue_id=one, handle=240.0 + 20 * (one % 7), closed_last_hour=5, here=5, served_left=6 * HOUR)
                for one in self.queue_ids
            ],
            agents=self.agents,
            served=dict.fromkeys(self.queue_ids, days),
            synced_to=100,
        )

    def queues(self) -> dict[int, Queue]:
        """What the site calls them."""
        return {
            one: Queue(
                id=one, name=f"대기열 {one - 499}", names={}, numbers=[], wrap_up_codes=[], default_code="x",
                wrap_up_seconds=60, version=1,
            )
            for one in self.queue_ids
        }  # fmt: skip


def board_page(home: Path) -> BoardPage:
    """A board that asks nobody: what it shows is put into its model."""
    where = places(home)
    settings = Settings(SettingsStore(where.config / "settings.json", where.policy))
    remote = Remote(Site(address="http://127.0.0.1:1"), where, settings.store, KeyringBox(MemoryKeyring()))
    desk = Desk(remote, settings)
    shelf = QWidget()
    made = BoardPage(Surroundings(desk, Commands(), Toasts(shelf)))
    _kept.append((desk, shelf))
    return made


_kept: list[object] = []


def now() -> datetime:
    """The present: cards are reckoned against it."""
    return datetime.now(UTC).replace(microsecond=0)


def people(page: BoardPage, floor: CardFloor) -> None:
    """Who and what there is, as the fetch would put it."""
    model = page.model
    model.floor._directory.queues = floor.queues()  # pyright: ignore[reportPrivateUsage]
    model.floor.take_teams(floor.teams)
    model.floor.take_pace(floor.pace())
    model.floor_changed.emit()
