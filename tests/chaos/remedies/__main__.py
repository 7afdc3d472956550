"""``python -m tests.chaos.remedies``: remedies while every line lies and every program dies; then compare the books."""

import argparse
import asyncio
import random
import sys
import tempfile
from pathlib import Path

from desk.actions import ACTIONS
from tests.chaos.remedies.run import RemedyChaos, Size


def main() -> int:
    """Run; 1 when anything was lost, doubled, or not done at all."""
    parser = argparse.ArgumentParser(prog="python -m tests.chaos.remedies", description=__doc__)
    parser.add_argument("--commands", type=int, default=10_000, help="how many (default: 10000)")
    parser.add_argument("--agents", type=int, default=60)
    parser.add_argument("--customers", type=int, default=200)
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    parser.add_argument("--broken", choices=["client", "server", "desk"], default="", help="break something on purpose")
    arguments = parser.parse_args()
    print(f"seed {arguments.seed}", flush=True)
    size = Size(**vars(arguments))
    with tempfile.TemporaryDirectory(prefix="desk-remedies-") as folder:
        figures = asyncio.run(RemedyChaos(Path(folder), size).run())
    print(figures)
    missing = set(ACTIONS) - set(figures.found.actions) if size.commands >= 1000 else set[str]()
    if missing:
        print(f"never done: {', '.join(sorted(missing))}")
    return 1 if figures.violations or missing else 0


if __name__ == "__main__":
    sys.exit(main())
