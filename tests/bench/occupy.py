"""A client and nothing else: opens a customer with a long history, scrolls, and prints how much memory it takes."""

import asyncio
import sys
from collections.abc import Callable
from pathlib import Path

from desk.client import app
from desk.client.models.navigation import Opening
from desk.client.models.session import Sitting
from desk.client.widgets.panels.call import CallPanel
from desk.client.widgets.window import Window
from desk.client.work import Work
from tests.bench import report

PASSWORD = "correct horse battery"
SCREENS = 300


def pss() -> float:
    """The proportional set size of this process in MiB."""
    rollup = Path("/proc/self/smaps_rollup").read_text(encoding="ascii")
    return next(int(line.split()[1]) / 1024 for line in rollup.splitlines() if line.startswith("Pss:"))


async def when(true: Callable[[], object], seconds: float = 30) -> None:
    """Wait until something is so; TimeoutError when it never is."""
    async with asyncio.timeout(seconds):
        while not true():
            await asyncio.sleep(0.001)


def main(home: str, url: str, customer: str) -> int:
    """Sign in, open, scroll through some thousand entries, print."""

    async def play(work: Work, _window: Window) -> None:
        desk = work.desk
        await when(lambda: not desk.session.asking)
        desk.session.sign_in(url, "agent", PASSWORD, remember=False, take_over=True)
        await when(lambda: desk.session.sitting is Sitting.SIGNED_IN and desk.state.status is not None)
        signed_in = pss()
        desk.navigation.open(Opening(customer_id=int(customer)))
        panel = work.reception.workspace.panels["call"]
        assert isinstance(panel, CallPanel)
        await when(panel.view.stream.model.count)
        opened = pss()
        for _ in range(SCREENS):
            panel.timeline.view.scroll_by(500)
            panel.timeline.view.viewport().repaint()
            await asyncio.sleep(0.005)
        print(f"memory PSS: {signed_in:.0f} MiB signed in, {opened:.0f} with a long history open")
        print(report.count("memory PSS after scrolling through a long history", pss(), 200, "MiB"))

    return app.main(["--data-dir", home, "--server", url, "--lang", "ko"], play)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
