"""``python -m tests.chaos.board``: move, cut and kill for a while, then say whether every board is as the server is."""

import argparse
import random
import sys
import tempfile
from pathlib import Path

from tests.chaos.board.run import Size, played


def main() -> int:
    """Run; 1 when a board was other than the server."""
    parser = argparse.ArgumentParser(prog="python -m tests.chaos.board", description=__doc__)
    parser.add_argument("--seconds", type=float, default=120.0, help="how long (default: 120)")
    parser.add_argument("--boards", type=int, default=6)
    parser.add_argument("--tickets", type=int, default=3_000)
    parser.add_argument("--agents", type=int, default=40)
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    parser.add_argument("--patience", type=float, default=120.0, help="in how many seconds all have to agree then")
    parser.add_argument("--deaf", action="store_true", help="one board does not hear everything, on purpose")
    arguments = parser.parse_args()
    print(f"seed {arguments.seed}", flush=True)
    with tempfile.TemporaryDirectory(prefix="desk-boards-") as folder:
        figures = played(Path(folder), Size(**vars(arguments)))
    print(figures)
    return 1 if figures.violations else 0


if __name__ == "__main__":
    sys.exit(main())
