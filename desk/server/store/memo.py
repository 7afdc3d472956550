"""What costs much to work out of the tables and is asked for again: kept until what it depends on has changed."""

import threading
from collections import OrderedDict, defaultdict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

T = TypeVar("T")


class Memo:
    """One for each database, used by all its readers; a write has one of its own, for it may be taken back."""

    def __init__(self) -> None:
        self._kinds = defaultdict[str, OrderedDict[Hashable, tuple[Hashable, Any]]](OrderedDict)
        self._lock = threading.Lock()

    def get(self, kind: str, key: Hashable, state: Hashable, make: Callable[[], T], *, most: int) -> T:
        """What ``make`` makes, or made before for the same key in the same ``state`` of the tables.

        Of each kind the ``most`` that were asked for last are kept; it is made without a lock, at worst twice.
        """
        with self._lock:
            known = self._kinds[kind].get(key)
            if known is not None and known[0] == state:
                self._kinds[kind].move_to_end(key)
                found: T = known[1]
                return found
        made = make()
        with self._lock:
            entries = self._kinds[kind]
            entries[key] = (state, made)
            entries.move_to_end(key)
            while len(entries) > most:
                entries.popitem(last=False)
        return made

    def knows(self, kind: str, key: Hashable, state: Hashable) -> bool:
        """Whether it would not have to be made."""
        with self._lock:
            known = self._kinds[kind].get(key)
            return known is not None and known[0] == state
