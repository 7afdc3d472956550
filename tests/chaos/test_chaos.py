"""A short run of what ``python -m tests.chaos`` does for long."""

import asyncio
from pathlib import Path

from tests.chaos.run import Chaos


def test_no_keystroke_and_no_note_is_lost_or_doubled_while_everything_dies(tmp_path: Path) -> None:
    figures = asyncio.run(Chaos(tmp_path, kills=6, desks=2, seed=7).run())
    assert not figures.violations, str(figures)
    assert figures.client_kills + figures.server_kills == 6
    assert figures.notes >= 2
