"""A client and nothing else: opens a customer with a long history, scrolls, and prints how much memory it takes."""

import asyncio
import sys

from desk.client import app
from desk.client.models.navigation import Opening
from desk.client.models.session import Sitting
from desk.client.widgets.panels.call import CallPanel
from desk.client.widgets.window import Window
from desk.client.work import Work

PASSWORD = "correct horse battery"
SCREENS = 300


def pss() -> float:
    """The proportional set size of this process in MiB."""
    with open("/proc/self/smaps_rollup", encoding="ascii") as rollup:
        return next(int(line.split()[1]) / 1024 for line in rollup if line.startswith("Pss:"))


def main(home: str, url: str, customer: str) -> int:
    """Sign in, open, scroll through some thousand entries, print."""

    async def play(work: Work, _window: Window) -> None:
        desk = work.desk
        while desk.session.asking:
            await asyncio.sleep(0.01)
        desk.session.sign_in(url, "agent", PASSWORD, remember=False, take_over=True)
        while desk.session.sitting is not Sitting.SIGNED_IN or desk.state.status is None:
            await asyncio.sleep(0.01)
        signed_in = pss()
        desk.navigation.open(Opening(customer_id=int(customer)))
        panel = work.reception.workspace.panels["call"]
        assert isinstance(panel, CallPanel)
        while not panel.view.stream.model.count():
            await asyncio.sleep(0.01)
        opened = pss()
        for _ in range(SCREENS):
            panel.timeline.view.scroll_by(500)
            panel.timeline.view.viewport().repaint()
            await asyncio.sleep(0.005)
        print(f"memory PSS: {signed_in:.0f} MiB signed in, {opened:.0f} with 100,000 entries open,", end=" ")
        print(f"{pss():.0f} after scrolling  bar: ≤ 200 MiB")

    return app.main(["--data-dir", home, "--server", url, "--lang", "ko"], play)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
