"""What happens by itself while the demo runs: telephones ring, are picked up, and are hung up."""

import asyncio
import random
from collections.abc import Coroutine
from dataclasses import dataclass
from typing import Any

from desk.demo import shop, talk
from desk.demo.exchange import Exchange, Line
from desk.demo.people import AGENT, PEOPLE

#: Leads to the delivery queue of the default site rules.
NUMBER = "1588-0001"
COLLEAGUES = tuple(person.extension for person in PEOPLE if person.extension and person is not AGENT)
STORIES = (shop.HERO.number, shop.STRANGER, shop.MOTHER.number, "anonymous")


@dataclass(frozen=True, slots=True)
class Pace:
    """How lively it is, in seconds."""

    between_calls: tuple[float, float] = (12, 25)
    ringing: tuple[float, float] = (5, 9)
    talking: tuple[float, float] = (25, 70)
    first_for_me: float = 6


class Life:
    """Calls for the colleagues all the time, and every third one for the agent who plays."""

    def __init__(self, exchange: Exchange, pace: Pace = Pace(), seed: int = 1) -> None:
        self._exchange = exchange
        self._pace = pace
        self._chance = random.Random(seed)  # noqa: S311 (a demo's dice)
        self._talking: set[asyncio.Task[None]] = set()

    async def run(self) -> None:
        """Until cancelled."""
        await asyncio.sleep(self._pace.first_for_me)
        for call_id, caller in talk.waiting():
            self._begin(self._relieve(Line(source=caller, target=NUMBER, direction="in", call_id=call_id)))
        number = 0
        while True:
            mine = number % 3 == 0
            caller = STORIES[number // 3 % len(STORIES)] if mine else self._stranger()
            extension = str(AGENT.extension) if mine else self._chance.choice(COLLEAGUES)
            self._begin(self._call(caller, extension))
            number += 1
            await asyncio.sleep(self._chance.uniform(*self._pace.between_calls))

    def _begin(self, call: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(call)
        self._talking.add(task)
        task.add_done_callback(self._talking.discard)

    def _stranger(self) -> str:
        return f"010-0{self._chance.randrange(100, 1000)}-{self._chance.randrange(10_000):04}"

    async def _relieve(self, line: Line) -> None:
        """Somebody who has waited since before the demo began is helped at last."""
        await asyncio.sleep(self._chance.uniform(*self._pace.between_calls) * 2)
        await self._talk(line, self._chance.choice(COLLEAGUES))

    async def _call(self, caller: str, extension: str) -> None:
        line: Line = await self._exchange.ring(caller, NUMBER, [extension])
        await asyncio.sleep(self._chance.uniform(*self._pace.ringing))
        if self._chance.random() < 0.12:
            await self._exchange.hangup(line, "cancel")
            return
        await self._talk(line, extension)

    async def _talk(self, line: Line, extension: str) -> None:
        await self._exchange.answer(line, extension)
        await asyncio.sleep(self._chance.uniform(*self._pace.talking))
        await self._exchange.hangup(line)
