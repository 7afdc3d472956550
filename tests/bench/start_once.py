"""One start of the client, as a fresh process: takes up the kept session or signs in, and tells when one can work."""

import asyncio
import sys
from pathlib import Path
from typing import TYPE_CHECKING

# Nothing else of the product: what a start imports before its first paint, and what after, is measured.
from PySide6.QtCore import QEvent, QObject

from desk.client import app

if TYPE_CHECKING:
    from desk.client.widgets.window import Window
    from desk.client.work import Work

USABLE = "usable after"


class Painted(QObject):
    """Ends its wait when a widget has been painted."""

    def __init__(self) -> None:
        super().__init__()
        self.seen = asyncio.Event()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.seen.set()
        return False


async def come_to_work(work: "Work", login: str, password: str, url: str) -> None:
    """Usable is when the bar knows my state and the work is painted."""
    desk, workspace, painted = work.desk, work.reception.workspace, Painted()
    workspace.installEventFilter(painted)
    while desk.session.asking:
        await asyncio.sleep(0.001)
    if desk.session.user is None:
        desk.session.sign_in(url, login, password, remember=True, take_over=True)
    while desk.session.user is None or desk.state.status is None:
        await asyncio.sleep(0.001)
    await painted.seen.wait()
    print(f"{USABLE} {app.since_start() * 1000:.0f} ms", flush=True)


def main(home: str, url: str, login: str, password: str) -> int:
    """Start, come to work, end."""

    async def play(work: "Work", _window: "Window") -> None:
        await come_to_work(work, login, password, url)

    return app.main(["--data-dir", str(Path(home)), "--server", url, "--lang", "ko"], play)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
