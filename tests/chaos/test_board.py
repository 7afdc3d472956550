"""A short run of what ``python -m tests.chaos.board`` does for long; and that it would notice."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.chaos.board.run import Size, played


@pytest.fixture(autouse=True)
def application(qapp: QApplication) -> QApplication:
    """Boards live in a program with a screen, of which there is one in a process."""
    return qapp


def test_every_board_ends_as_the_server_is_whatever_is_cut_and_killed(tmp_path: Path) -> None:
    figures = played(tmp_path, Size(boards=3, tickets=200, agents=8, moves=40, seed=3))
    assert not figures.violations, str(figures)
    assert figures.done["cards changed"] > 40
    assert figures.done["cards that went home"]
    assert sum(figures.struck.values()) > 10


def test_it_notices_a_board_that_does_not_hear_everything(tmp_path: Path) -> None:
    size = Size(boards=2, tickets=100, agents=4, moves=30, seconds=30, seed=5, patience=8, deaf=True)
    figures = played(tmp_path, size)
    assert any(said.startswith("board 0: cards") for said in figures.violations), str(figures)
