"""The end of a day: what people left behind, having neither handed it over nor kept it, is the leads'."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from desk.contract.events import DayClosed
from desk.contract.hand_overs import LeftWork
from desk.server.routes import hand_overs
from desk.server.routes.handling import SWEEPS, Ask, Settings, Sweep, handles
from desk.server.store import calendars, log, turns
from desk.server.store import hand_overs as store
from desk.server.store.db import Tx

A_DAY = timedelta(days=1)
#: So long after closing, or after the day's last shift, is waited for hand-overs.
GRACE = timedelta(minutes=10)


@handles("left_work")
def left_work(tx: Tx, _ask: Ask[None, None]) -> list[LeftWork]:
    """What people left behind, as far as it is still owed; it goes when they are back, or when it has a new owner."""
    found = (
        LeftWork(user_id=user_id, name=name, day=day, items=hand_overs.pack(tx, user_id).items)
        for user_id, name, day in store.left_by(tx)
    )
    return [one for one in found if one.items]


def _to_close(tx: Tx) -> list[date]:
    """Yesterday and today, if they are over, had shifts, and nobody has looked yet."""
    today = calendars.today(tx)
    days = calendars.days(tx, today - A_DAY, today)
    over = [one.day for one in days if not one.open or one.open[-1].end + GRACE <= tx.now]
    return [day for day in over if not store.is_closed(tx, day) and _last_went(tx, day)]


def _last_went(tx: Tx, day: date) -> bool:
    ended = turns.last_end(tx, day)
    return ended is not None and ended + GRACE <= tx.now


def _close(tx: Tx) -> None:
    for day in _to_close(tx):
        left = _leaving_something(tx, turns.on_shift(tx, day), tx.now)
        log.append(tx, DayClosed(day=day, user_ids=tuple(left)))


def _leaving_something(tx: Tx, user_ids: Iterable[int], now: datetime) -> list[int]:
    """Who is not in a shift any more and owes something; who is in the next one has it before them."""
    return [
        user_id
        for user_id, turn in turns.turns(tx, user_ids, now, now - A_DAY).items()
        if (turn.ends is None or turn.ends <= now) and hand_overs.owed_count(tx, user_id)
    ]


def _run(tx: Tx, _settings: Settings) -> None:
    _close(tx)


SWEEPS.append(Sweep("end of the day", lambda tx: bool(_to_close(tx)), _run))
