"""Python looks for garbage on Qt's thread only, between two rounds of the loop.

Left to itself it looks on whichever thread has just made an object. A timer of Qt's that is thrown away on a worker's
thread cannot be stopped from there, and Qt's next look at its timers reads memory that is gone: the program dies.
"""

import gc
import time
from functools import cache

#: A look through everything takes at most this share of the time; young objects are looked through whenever it is due.
SHARE = 0.01


class Garbage:
    """Whose turn it is to look for garbage: Python's own, or the loop's."""

    def __init__(self) -> None:
        self._ours = False
        self._rest_until = 0.0

    def take_over(self) -> None:
        """From now on only `collect_due` looks."""
        self._ours = True
        gc.disable()

    def give_back(self) -> None:
        """Python looks by itself again."""
        self._ours = False
        gc.enable()

    def collect_due(self) -> None:
        """Look as far as Python itself would now; call it on Qt's thread, where nothing is half done."""
        limits, counts = gc.get_threshold(), gc.get_count()
        if not self._ours or not 0 < limits[0] < counts[0]:
            return
        if counts[1] <= limits[1]:
            gc.collect(0)
        elif counts[2] <= limits[2] or time.monotonic() < self._rest_until:
            gc.collect(1)
        else:
            began = time.monotonic()
            gc.collect()
            ended = time.monotonic()
            self._rest_until = ended + (ended - began) / SHARE


@cache
def garbage() -> Garbage:
    """The one there is in this process."""
    return Garbage()
