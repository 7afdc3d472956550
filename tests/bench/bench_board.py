"""Measures the board with 200 agents, 20 queues and 100,000 open tickets while 50 changes a second come in."""

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import msgspec
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from desk.client.loop import run
from desk.client.models.board_columns import Grouping, Order
from desk.client.widgets.queues.board.page import BoardPage
from desk.client.widgets.style.proxy import wear
from desk.client.widgets.theme import theme
from desk.contract.board import Cards
from tests.bench import report
from tests.bench.bench_timeline import Samples, memory, say, turn
from tests.bench.report import Bar
from tests.client.board_rig import CardFloor, board_page, now, people

AGENTS, QUEUES, CARDS = 200, 20, 100_000
SIZE = (1848, 968)
FRAME = Bar(0.99, 16.7)
#: Of 60 frames a second every 15th brings what four questions a second bring of 50 changes.
EVERY, BATCH, BATCHES = 15, 13, 1200


_LEFT, _NONE = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton


class Live:
    """What others change, taken in as the answers to four questions a second."""

    def __init__(self, page: BoardPage, floor: CardFloor) -> None:
        self._page = page
        self.frame = 0
        self._answers = [floor.changed(BATCH, 1000 + BATCH * number) for number in range(BATCHES)]

    def step(self) -> None:
        """A frame has gone by."""
        self.frame += 1
        if self.frame % EVERY == 0:
            model, answer = self._page.model, self._answers.pop(0)
            asked = [card.id for card in answer.cards]
            model._take(model.book.take(answer, asked))  # pyright: ignore[reportPrivateUsage]


async def frames(name: str, page: BoardPage, live: Live, step: Callable[[int], None], count: int) -> None:
    """Do something so many times while others change cards, and paint after each."""
    samples = Samples(name, FRAME)
    for number in range(count):

        async def work(number: int = number) -> None:
            live.step()
            step(number)
            page.board.viewport().repaint()
            await turn()

        await samples.take(work)
    samples.tell()


async def load(page: BoardPage, floor: CardFloor) -> None:
    """Read the whole board page by page; every frame in between is counted."""
    model, decode = page.model, msgspec.json.Decoder(Cards).decode
    pages = [msgspec.json.encode(one) for one in floor.pages()]
    model.book.begin()
    first, reading = (
        Samples("a page of 5,000 cards arrives: decoded, kept", Bar(0.99, 33.4)),
        Samples("frames while it is read", Bar(0.99, 33.4)),
    )
    for content in pages:

        async def arrive(content: bytes = content) -> None:
            changes, _ = model.book.take_page(decode(content))
            model._take(changes)  # pyright: ignore[reportPrivateUsage]

        await first.take(arrive)
        for _ in range(20):
            await reading.take(lambda: painted(page))
    while model.busy:
        await reading.take(lambda: painted(page))
    model.loaded = True
    first.tell(f"{len(pages[0]) / 1024:.0f} KiB a page")
    reading.tell()


async def painted(page: BoardPage) -> None:
    """A frame, and what is due after it."""
    page.board.viewport().repaint()
    await turn()


async def dragging(page: BoardPage, live: Live, count: int) -> None:
    """Drag one card, twenty, five hundred over the columns; each step is foreseen and painted."""
    board = page.board
    for cards in (1, 20, 500):
        some = [card for column in board.shown for card in page.model.columns.ids(column, 0, 40)][:cards]
        taking = Samples(f"pick up {cards}: the first target is foreseen", Bar(0.99, 100))

        async def take(some: list[int] = some) -> None:
            board.take(some)
            board.drag_to(QPoint(600, 300))

        await taking.take(take)
        taking.tell()

        def over(number: int) -> None:
            width = board.viewport().width() - 320
            at = QPointF(60 + number * 37 % width, 300 + number % 200)
            place = QPointF(board.viewport().mapToGlobal(at))
            event = QMouseEvent(QEvent.Type.MouseMove, at, place, _NONE, _LEFT, Qt.KeyboardModifier.NoModifier)
            QApplication.sendEvent(board.viewport(), event)

        await frames(f"drag {cards} with foresight", page, live, over, count)
        board.cancel_drag()


async def scrolling(page: BoardPage, live: Live, grouping: Grouping, count: int) -> None:
    """Scroll columns and across them."""
    board = page.board
    column = max(board.shown, key=page.model.columns.count)
    board.show_column(column)
    said = f"{grouping.value}: "

    def down(number: int) -> None:
        for one in board.visible():
            board.scroll_column(one, 40 * number)

    await frames(said + "scroll all columns in view 40 px", page, live, down, count)
    await frames(said + "scroll a column a screen", page, live, lambda n: board.scroll_column(column, 800 * n), count)
    across = board.horizontalScrollBar()
    await frames(said + "scroll across 40 px", page, live, lambda n: across.setValue(40 * n), count)
    most = max(1, across.maximum())
    await frames(said + "scroll across a screen", page, live, lambda n: across.setValue(1700 * n % most), count)


async def main(quick: bool) -> None:
    """Everything, with the machine's line first."""
    say(report.machine())
    count = 90 if quick else 600
    page = board_page(Path(tempfile.mkdtemp()))
    page.resize(*SIZE)
    page.show()
    await turn()
    empty = memory()
    floor = CardFloor(AGENTS, QUEUES, CARDS, now())
    made = memory()
    people(page, floor)
    await load(page, floor)
    live = Live(page, floor)
    for grouping in (Grouping.QUEUE, Grouping.AGENT, Grouping.STATE, Grouping.TEAM):
        if grouping is not page.model.columns.grouping:
            page.arrange(grouping, Order.DUE)
            arranging = Samples(f"{grouping.value}: frames while 100,000 cards change columns", Bar(0.99, 50))
            while page.model.busy:
                await arranging.take(lambda: painted(page))
            arranging.tell()
        await scrolling(page, live, grouping, count)
        if grouping in (Grouping.AGENT, Grouping.QUEUE):
            await dragging(page, live, count // 2)
    await frames("nothing but changes", page, live, lambda _n: None, count)
    grown = memory() - empty - (made - empty)
    say(f"memory PSS, MiB: {empty:.0f} with the empty window, {grown:.0f} more for the board (and its encoded pages)")
    page.model.close()
    page.close()


if __name__ == "__main__":
    application = QApplication(sys.argv)
    wear(application)
    theme().apply("light")
    run(application, main(quick="--quick" in sys.argv))
