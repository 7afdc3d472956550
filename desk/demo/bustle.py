"""How busy the invented shop's telephones are: weeks counted by a former exchange, and this morning's own calls."""

import random
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import partial
from itertools import product

from desk.contract.calls import Direction
from desk.contract.events import CallAnswered, CallEnded, CallRang, Refs
from desk.contract.shift_facts import PastQuarter
from desk.server.store import clock, log, past_arrivals, queues, turns
from desk.server.store.db import Database, Tx

WEEKS = 8
OPENS, CLOSES = 9, 19
#: Calls of a day by queue, and what one takes in seconds.
DAILY = {"배송": (560, 222), "교환·반품": (295, 280), "결제": (138, 215), "상품 문의": (158, 200), "VIP": (33, 300)}
#: Shares of the hours from nine: the rush of the morning, a lower noon, the afternoon's second wave.
HOURS = (11, 14, 13.5, 10.5, 11, 11.5, 10, 8.5, 6, 4)
#: Of Monday to Sunday.
WEEKDAYS = (1.14, 1.05, 1.0, 0.98, 1.02, 0.94, 0.88)
NOISE, TREND = 0.05, 0.004
SOURCE = "former exchange"


def expected(queue: str, day: date, today: date, hour: int) -> float:
    """Calls of an hour as they are to be expected; today is as busy as any day of the demo."""
    calls, _ = DAILY[queue]
    week = WEEKDAYS[day.weekday()] / WEEKDAYS[today.weekday()] * (1 - TREND * (today - day).days / 7)
    return calls * week * HOURS[hour - OPENS] / sum(HOURS)


def before(database: Database, now: datetime) -> None:
    """Eight weeks, as a former exchange counted them, and the calls of this morning."""
    chance = random.Random(11)  # noqa: S311 (a demo's dice)
    today = now.date()
    for week in range(WEEKS):
        days = [today - timedelta(days=7 * (WEEKS - week) - number) for number in range(7)]
        database.write(partial(_week, chance=chance, days=days, today=today))
    database.write(lambda tx: _morning(tx, chance, now))


def _week(tx: Tx, chance: random.Random, days: list[date], today: date) -> None:
    for day, queue in product(days, queues.everyone(tx)):
        if queue.name in DAILY:
            quarters = list(_quarters(chance, queue.name, day, today))
            past_arrivals.take_over(tx, SOURCE, queue.id, day, quarters)


def _quarters(chance: random.Random, queue: str, day: date, today: date) -> Iterator[PastQuarter]:
    mood = chance.gauss(1, NOISE)
    _, handle = DAILY[queue]
    for hour in range(OPENS, CLOSES):
        for quarter in range(4):
            mean = expected(queue, day, today, hour) / 4 * mood
            calls = max(0, round(chance.gauss(mean, mean**0.5)))
            lost = min(calls, round(chance.expovariate(1 / (calls * 0.03 + 0.01))))
            if calls:
                yield PastQuarter(
                    number=hour * 4 + quarter, offered=calls, answered=calls - lost, abandoned=lost,
                    handled=calls - lost, handle_seconds=round((calls - lost) * chance.gauss(handle, handle / 12)),
                )  # fmt: skip


def _morning(tx: Tx, chance: random.Random, now: datetime) -> None:
    """What has rung since nine, told by the log call by call, answered by whoever is on shift."""
    today = now.date()
    agents = turns.on_shift(tx, today)
    opened = now.replace(hour=OPENS, minute=0, second=0, microsecond=0)
    for queue in queues.everyone(tx):
        if queue.name not in DAILY:
            continue
        at, number = opened, 0
        while (hour := at.astimezone(clock.SEOUL).hour) < CLOSES:
            at += timedelta(seconds=chance.expovariate(expected(queue.name, today, today, hour) / 3600))
            if at > now - timedelta(minutes=2):
                break
            number += 1
            _call(tx, chance, queue.id, f"{queue.id}-{number}", at, now, chance.choice(agents), DAILY[queue.name][1])


def _call(
    tx: Tx, chance: random.Random, queue_id: int, name: str, at: datetime, now: datetime, agent_id: int, handle: int
) -> None:
    number = f"+82100{chance.randrange(10**7, 10**8 - 1)}"
    fact = CallRang(
        external_id=f"bustle-{name}", direction=Direction.IN, number=number, raw_number=number, called="",
        queue_id=queue_id,
    )  # fmt: skip
    refs = Refs(call_id=log.append(tx, fact, at=at).seq)
    answered = at + timedelta(seconds=6)
    end = min(now - timedelta(minutes=1), answered + timedelta(seconds=chance.gammavariate(3, handle / 3)))
    log.append(tx, CallAnswered(agent_id=agent_id), refs, at=answered)
    talked = int((end - answered).total_seconds())
    ended = CallEnded(cause="normalClearing", missed=False, talk_seconds=talked, agent_id=agent_id)
    log.append(tx, ended, refs, at=end)
