"""The two programs of the run that are not clients: the server and the executor, impatient enough for a test."""

import argparse
import json
import sys
from pathlib import Path

import uvicorn

from desk.contract.remedies import ExecutorAnswer
from desk.demo.executor import DESKS, Executor, Mood
from desk.demo.executor_book import Book
from desk.server.app import Server
from desk.server.routes import outcomes
from desk.server.routes.handling import Settings
from desk.server.rules.deliveries import DeliveryRules
from desk.server.store.db import Database, Tx
from desk.server.store.deliveries import Delivery

RULES = DeliveryRules(
    patience=1.5, first_pause=0.05, longest_pause=1.0, unknown_after=2.0, accepted_after=1.0, longest_accepted=4.0
)
#: Some desks answer at once, others work on it first; all of them refuse, fail and forget to answer now and then.
MOODS = {
    desk: Mood(seconds=seconds, refuse=0.03, lose=0.05, fail=0.05, busy=0.03)
    for desk, seconds in zip(DESKS, (0.0, 0.4, 0.8, 0.2, 0.0), strict=True)
}


class ForgetfulBook(Book):
    """Broken on purpose: a desk that does a command again whenever it hears of it again."""

    def hear(self, key: str) -> None:
        """Once more."""
        row = self.find(key)
        assert row is not None
        self._do(key, row["action"], row["amount"])


def _guess(tx: Tx, one: Delivery, why: str, wish: float | None, rules: DeliveryRules) -> None:
    """Broken on purpose: a server that takes silence for a refusal instead of asking."""
    outcomes.heard(tx, one, ExecutorAnswer(key=one.key, state="refused", words=why), rules, asked=False)


def _serve(arguments: argparse.Namespace) -> Server:
    if arguments.broken == "server":
        outcomes._put_off = _guess  # pyright: ignore[reportPrivateUsage]
    settings = Settings(attachments=f"{arguments.file}.files", rate=1e6, burst=10**6, deliveries=RULES)
    return Server(Database(arguments.file), settings)


def _execute(arguments: argparse.Namespace) -> Executor:
    secrets = json.loads(Path(arguments.secrets).read_text())
    book = (ForgetfulBook if arguments.broken == "desk" else Book)(arguments.file)
    return Executor(book=book, secrets=secrets, desk_url=arguments.desk_url, moods=dict(MOODS))


def main() -> int:
    """Run one of them until it is killed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("which", choices=["server", "executor"])
    parser.add_argument("--file", type=Path, required=True)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--secrets", type=Path)
    parser.add_argument("--desk-url", default="")
    parser.add_argument("--broken", default="")
    arguments = parser.parse_args()
    program = _serve(arguments).asgi if arguments.which == "server" else _execute(arguments).app()
    uvicorn.run(program, port=arguments.port, ws="none", log_level="error", access_log=False, backlog=500)
    return 0


if __name__ == "__main__":
    sys.exit(main())
