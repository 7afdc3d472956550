"""Measures the floor of 1,000 people in the window: scrolling, ages, a fresh answer every second. Run as a module."""

import os
import random
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import msgspec
from PySide6.QtWidgets import QApplication, QWidget

from desk.client.loop import run
from desk.client.models.desk import Desk
from desk.client.models.settings import Settings
from desk.client.remote.http import Site
from desk.client.remote.keyring_box import KeyringBox
from desk.client.remote.remote import Remote
from desk.client.remote.settings_store import SettingsStore
from desk.client.widgets.commands import Commands
from desk.client.widgets.controls.toast import Toasts
from desk.client.widgets.panels.panel import Surroundings
from desk.client.widgets.queues.floor import FloorPage
from desk.client.widgets.style.proxy import wear
from desk.client.widgets.theme import theme
from desk.contract.agents import AgentState, AgentStatus
from desk.contract.floor import AgentFloor
from desk.contract.shifts import Team
from tests.bench import report
from tests.bench.bench_timeline import Samples, say, turn
from tests.bench.report import Bar
from tests.client.remote.remote_rig import MemoryKeyring, places

PEOPLE, TEAMS = 1000, 40
SIZE = (1848, 968)
FRAME = Bar(0.99, 16.7)
#: Of 60 frames a second one brings a fresh answer: the page asks no more often.
EVERY = 60
STATES = tuple(one for one in AgentState if one is not AgentState.OFF)


class Centre:
    """People whose states and work change."""

    def __init__(self) -> None:
        self._chance, self._now = random.Random(7), datetime.now(UTC).replace(microsecond=0)
        self._people = [self._person(number) for number in range(PEOPLE)]

    def answer(self) -> bytes:
        """The floor as the server says it, with 50 people in another state than before."""
        for number in self._chance.sample(range(PEOPLE), 50):
            self._people[number] = self._person(number)
        return msgspec.json.encode(self._people)

    def _person(self, number: int) -> AgentFloor:
        chance, ago = self._chance, timedelta(seconds=self._chance.randrange(3600))
        state = chance.choice(STATES)
        status = AgentStatus(
            user_id=number + 1, name=f"상담사 {number:03}", state=state, reason="meeting" * (state is AgentState.AWAY),
            since=self._now - ago, next_state=None, next_reason="", wrap_up_until=None, version=1,
            call_id=7 if state is AgentState.IN_CALL else None,
        )  # fmt: skip
        tickets = tuple(range(1, 1 + chance.randrange(4)))
        return AgentFloor(
            status=status, team_id=1 + number % TEAMS, ticket_ids=tickets, load=chance.randrange(20) / 2, capacity=8,
            calls_today=chance.randrange(60), hard_calls_today=chance.randrange(3), last_break=self._now - 3 * ago,
            shift_ends=self._now + ago, asks_help=chance.random() < 0.005,
        )  # fmt: skip


def made(home: Path) -> FloorPage:
    """The page of a lead; it asks nobody, what it shows is put into its model."""
    where = places(home)
    settings = Settings(SettingsStore(where.config / "settings.json", where.policy))
    remote = Remote(Site(address="http://127.0.0.1:1"), where, settings.store, KeyringBox(MemoryKeyring()))
    desk, shelf = Desk(remote, settings), QWidget()
    _kept.append((desk, shelf))
    teams = [Team(id=one, name=f"{one}팀", lead_ids=(), member_ids=(), version=1) for one in range(1, TEAMS + 1)]
    desk.directory.colleagues.teams = {one.id: one for one in teams}
    page = FloorPage(Surroundings(desk, Commands(), Toasts(shelf)))
    page.model.loaded = True
    return page


_kept: list[object] = []


def take(page: FloorPage, answer: bytes) -> None:
    """An answer has come."""
    page.model.people = msgspec.json.decode(answer, type=list[AgentFloor])
    page.model.changed.emit()


async def frames(name: str, page: FloorPage, centre: Centre, step: Callable[[int], None], count: int) -> None:
    """Do something so many times while answers come, and paint after each."""
    samples = Samples(name, FRAME)
    answers = [centre.answer() for _ in range(count // EVERY + 1)]
    for number in range(count):

        async def work(number: int = number) -> None:
            if number % EVERY == 0:
                take(page, answers[number // EVERY])
            step(number)
            # Not at once: an answer that changes the order is painted when the table has been laid out anew.
            page.table.viewport().update()
            await turn()

        await samples.take(work)
    samples.tell()


async def main(quick: bool) -> None:
    """Everything, with the machine's line first."""
    say(report.machine())
    count = 240 if quick else 1200
    page, centre = made(Path(tempfile.mkdtemp())), Centre()
    page.resize(*SIZE)
    page.show()
    take(page, centre.answer())
    await turn()
    page.table.viewport().repaint()
    bar = page.table.verticalScrollBar()
    await frames("scroll three lines", page, centre, lambda n: bar.setValue(3 * n % bar.maximum()), count)
    await frames("scroll a screen", page, centre, lambda n: bar.setValue(20 * n % bar.maximum()), count)
    await frames("nothing but time and answers", page, centre, lambda _n: page.rows.aged.emit(), count)
    page.close()


if __name__ == "__main__":
    application = QApplication(sys.argv)
    wear(application)
    theme().apply("light")
    run(application, main(quick="--quick" in sys.argv))
