"""Telling those who want to hear: callbacks, in order, on the event loop's thread."""

import asyncio
import itertools
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Watchers(Generic[T]):
    """The callbacks that hear of one kind of news."""

    def __init__(self) -> None:
        self._hearing: dict[int, Callable[[T], None]] = {}
        self._numbers = itertools.count()

    def add(self, hear: Callable[[T], None]) -> Callable[[], None]:
        """Call ``hear`` with all news from now on; the answer ends that (twice does no harm)."""
        number = next(self._numbers)
        self._hearing[number] = hear
        return lambda: (self._hearing.pop(number, None), None)[1]

    def tell(self, news: T) -> None:
        """Call everybody; one that raises is reported to the loop and does not keep the news from the others.

        Where no loop runs, as in a start that has just begun, it raises here."""
        for number, hear in list(self._hearing.items()):
            if number not in self._hearing:
                continue
            try:
                hear(news)
            except Exception as error:
                try:
                    loop = asyncio.get_running_loop()
                except RuntimeError:
                    raise error from None
                loop.call_exception_handler(
                    {"message": f"a watcher of {type(news).__name__} failed", "exception": error}
                )
