"""The board's model by itself: an invented floor, and nobody who is asked."""

import gc
import weakref
from pathlib import Path

from PySide6.QtWidgets import QApplication

from desk.client.models.board import FROZEN_FROM
from desk.client.models.board_columns import Grouping, Order
from desk.client.widgets.queues.board.page import BoardPage
from tests.client.board_rig import CardFloor, board_page, now, people


class Ring:
    """Something that only the garbage collector gets rid of."""

    def __init__(self) -> None:
        self.me = self


def filled(home: Path, cards: int) -> BoardPage:
    """A board with so many cards, each in its place."""
    page, floor = board_page(home), CardFloor(20, 4, cards, now())
    people(page, floor)
    page.model.book.begin()
    for answer in floor.pages():
        page.model._take(page.model.book.take_page(answer)[0])  # pyright: ignore[reportPrivateUsage]
    finish(page)
    return page


def finish(page: BoardPage) -> None:
    """All that was to do is done."""
    while page.model.busy:
        page.model._work()  # pyright: ignore[reportPrivateUsage]


def test_what_is_thrown_away_while_columns_are_arranged_is_found(qapp: QApplication, tmp_path: Path) -> None:
    page = filled(tmp_path, 1_000)
    for grouping in Grouping:
        gone = weakref.ref(Ring())
        page.model.arrange(grouping, Order.AGE)
        finish(page)
        gc.collect()
        assert gone() is None


def test_a_great_many_cards_are_looked_through_for_garbage_no_more(qapp: QApplication, tmp_path: Path) -> None:
    before = gc.get_freeze_count()
    page = filled(tmp_path, FROZEN_FROM)
    try:
        assert gc.get_freeze_count() > before
        kept = gc.get_freeze_count()
        page.model.arrange(Grouping.TEAM, Order.AGE)
        finish(page)
        assert gc.get_freeze_count() <= kept
    finally:
        gc.unfreeze()
