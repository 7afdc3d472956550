"""Counts of views, shared by all who ask the same and renewed so often as there is time for it."""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from desk.contract.views import Filter
from desk.queueing.parts import parts
from desk.server.store import ticket_lists
from desk.server.store.db import Tx

#: Seconds for which a count is good enough.
FRESH = 1.0
#: The part of the time that may be spent on counting what is dear (and as much again on the rest): when that is not
#: enough, it is renewed less often; what costs little waits as much less.
SHARE = 0.25
#: Seconds after which a count that nobody asks for any more is forgotten.
FORGOTTEN = 30.0


@dataclass(frozen=True, slots=True)
class Counted:
    """How many tickets, how many of them missed a target, and the log position they are of."""

    count: int
    missed: int
    head: int


@dataclass(slots=True)
class _Kept:
    counted: Counted
    at: float
    cost: float
    asked: float


class Counts:
    """The counts of one database, by filters as they are meant (``filters.resolved``); safe to use in threads.

    ``clock``: seconds of a clock that never goes back.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._kept = OrderedDict[Filter, _Kept]()
        self._cost = 0.0
        self._lock = threading.Lock()

    def get(self, tx: Tx, meant: Filter, head: int) -> Counted:
        """The count of now or of a moment ago, as the oldest of its parts; ``head`` is that of ``tx``."""
        found = [self._part(tx, part, head) for part in parts(meant)]
        return Counted(
            sum(one.count for one in found), sum(one.missed for one in found), min(one.head for one in found)
        )

    def _part(self, tx: Tx, meant: Filter, head: int) -> Counted:
        with self._lock:
            asked = self._clock()
            self._forget(asked)
            kept = self._kept.get(meant)
            if kept is not None:
                kept.asked = asked
                self._kept.move_to_end(meant)
                if asked - kept.at < max(FRESH, min(self._cost, kept.cost * len(self._kept)) / SHARE):
                    return kept.counted
        return self._renew(tx, meant, head, asked)

    def _renew(self, tx: Tx, meant: Filter, head: int, asked: float) -> Counted:
        began = self._clock()
        counted = Counted(*ticket_lists.count(tx, meant, tx.now), head)
        with self._lock:
            cost = self._clock() - began
            before = self._kept.pop(meant, None)
            self._cost += cost - (before.cost if before else 0.0)
            self._kept[meant] = _Kept(counted, asked, cost, asked)
        return counted

    def _forget(self, now: float) -> None:
        while self._kept:
            meant, kept = next(iter(self._kept.items()))
            if now - kept.asked < FORGOTTEN:
                return
            self._cost -= kept.cost
            del self._kept[meant]


def of(tx: Tx) -> Counts:
    """The counts of a transaction's database."""
    return tx.memo.get("view counts", "all", None, Counts, most=1)
