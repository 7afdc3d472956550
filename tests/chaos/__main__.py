"""``python -m tests.chaos``: kill, cut and lie for a while, then say what it did to whom."""

import argparse
import asyncio
import random
import sys
import tempfile
from pathlib import Path

from tests.chaos.run import Chaos


def main() -> int:
    """Run; 1 when anything was lost or doubled."""
    parser = argparse.ArgumentParser(prog="python -m tests.chaos", description=__doc__)
    parser.add_argument("--kills", type=int, default=100, help="how many times client or server die (default: 100)")
    parser.add_argument("--desks", type=int, default=3, help="how many workstations (default: 3)")
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    arguments = parser.parse_args()
    print(f"seed {arguments.seed}", flush=True)
    with tempfile.TemporaryDirectory(prefix="desk-chaos-") as folder:
        figures = asyncio.run(Chaos(Path(folder), arguments.kills, arguments.desks, arguments.seed).run())
    print(figures)
    return 1 if figures.violations else 0


if __name__ == "__main__":
    sys.exit(main())
