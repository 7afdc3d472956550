"""A short run of what ``python -m tests.chaos.remedies`` does with ten thousand; and that it would notice."""

import asyncio
from pathlib import Path

import pytest

from tests.chaos.remedies.run import RemedyChaos, Size

SMALL = Size(commands=24, agents=6, customers=8, programs=2, seed=5, between=(1.0, 4.0))


def test_every_accepted_remedy_is_carried_out_once_while_everything_dies(tmp_path: Path) -> None:
    figures = asyncio.run(RemedyChaos(tmp_path, SMALL).run())
    assert not figures.violations, str(figures)
    assert figures.found.clicks["order_remedy 201"] >= SMALL.commands // 2
    assert figures.kills.total() >= 1


@pytest.mark.parametrize(("broken", "said"), [("desk", "carried out 2 times"), ("server", "is refused here")])
def test_it_notices_a_desk_or_a_server_that_does_not_keep_its_word(tmp_path: Path, broken: str, said: str) -> None:
    noticed = list[str]()
    for seed in range(5, 9):
        # What strikes when is chance, and a fault that never meets a command shows nothing.
        size = Size(commands=40, agents=6, customers=8, programs=2, seed=seed, between=(600.0, 600.0), broken=broken)
        home = tmp_path / str(seed)
        home.mkdir()
        noticed += asyncio.run(RemedyChaos(home, size).run()).violations
        if any(said in violation for violation in noticed):
            return
    pytest.fail(f"it was not noticed; only {noticed}")
