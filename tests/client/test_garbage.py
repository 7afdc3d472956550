"""What Qt owns is thrown away on Qt's thread, whoever makes garbage elsewhere."""

import asyncio
import gc
import threading
import weakref

from PySide6.QtCore import QObject, QTimer

from tests.client.conftest import until


class Ticking(QObject):
    """Only garbage collection ends it: it holds itself, and its timer runs."""

    def __init__(self) -> None:
        super().__init__()
        self.itself = self
        self.timer = QTimer(self, interval=5)
        self.timer.start()


def make_garbage() -> None:
    """So much of it that Python would look for it several times."""
    for _ in range(10 * gc.get_threshold()[0]):
        one: list[object] = []
        one.append(one)


async def test_a_running_timer_is_never_thrown_away_on_another_thread() -> None:
    ends: list[threading.Thread] = []
    for _ in range(10):
        weakref.finalize(Ticking(), lambda: ends.append(threading.current_thread()))
    await asyncio.to_thread(make_garbage)
    await until(lambda: len(ends) == 10)
    assert set(ends) == {threading.main_thread()}
