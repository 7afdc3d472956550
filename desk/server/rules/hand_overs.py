"""Who had better take over what somebody leaves: knows the customer, stays, has room."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

#: Whoever goes as soon as this cannot take over anything.
STAYS = timedelta(minutes=30)


class Why(StrEnum):
    """Why this person; the words of ``OwedItem.suggested_why``."""

    KNOWS_CUSTOMER = "knows_customer"
    HERE_NOW = "here_now"
    LEAST_LOAD = "least_load"
    COMES_NEXT = "comes_next"


@dataclass(frozen=True, slots=True)
class Heir:
    """Somebody who could take over: here until ``until`` (None: nobody knows), or here again at ``back``."""

    user_id: int
    queue_ids: frozenset[int]
    here: bool
    until: datetime | None
    back: datetime | None


def stays(heir: Heir, now: datetime, leaving: datetime | None) -> bool:
    """Whether somebody is here and goes on well beyond the time at which the other leaves."""
    gone = max(now, leaving) if leaving is not None else now
    return heir.here and (heir.until is None or heir.until >= gone + STAYS)


def comes_back(heir: Heir, before: datetime) -> bool:
    """Whether somebody works again before the other does."""
    return heir.back is not None and heir.back < before


class Choice:
    """Suggests new owners, one thing after the other; what was suggested counts as load."""

    def __init__(self, staying: Sequence[Heir], coming: Sequence[Heir], load: Counter[int]) -> None:
        self._staying, self._coming, self._load = staying, coming, Counter(load)
        self._anybody = {heir.user_id for heir in (*staying, *coming)}

    def suggest(self, queue_id: int | None, knowing: Sequence[int]) -> tuple[int, Why] | None:
        """The best of those who work in the queue (of all, when there is none), and why; None when there is nobody."""
        chosen = self._choose(queue_id, knowing)
        if chosen is not None:
            self._load[chosen[0]] += 1
        return chosen

    def _choose(self, queue_id: int | None, knowing: Sequence[int]) -> tuple[int, Why] | None:
        for one in knowing:
            if one in self._anybody:
                return one, Why.KNOWS_CUSTOMER
        staying = [heir for heir in self._staying if queue_id is None or queue_id in heir.queue_ids]
        if staying:
            best = min(staying, key=lambda heir: (self._load[heir.user_id], heir.user_id))
            return best.user_id, Why.LEAST_LOAD if len(staying) > 1 else Why.HERE_NOW
        coming = [heir for heir in self._coming if queue_id is None or queue_id in heir.queue_ids]
        if not coming:
            return None
        best = min(coming, key=lambda heir: (self._load[heir.user_id], heir.user_id))
        return best.user_id, Why.COMES_NEXT
