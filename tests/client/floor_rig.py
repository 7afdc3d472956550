"""What tests of wall and floor share: how a site's people do what they do there, and who looks."""

from datetime import datetime
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from desk.client.models.formats import SEOUL
from desk.client.widgets.panels.queues import QueuesPanel
from desk.client.widgets.queues.floor import FloorPage
from desk.client.widgets.queues.wall import WallPage
from desk.contract.events import AlarmRaised
from desk.contract.wall import Measure
from desk.server.store import log
from tests.client.conftest import until
from tests.client.shell_rig import Client
from tests.server.routes.conftest import Floor, written


def queues(here: Client) -> QueuesPanel:
    """The queues view, in front."""
    here.workspace.show_panel("tickets")
    panel = here.workspace.panels["tickets"]
    assert isinstance(panel, QueuesPanel)
    return panel


def wall_page(here: Client) -> WallPage:
    """The wall, in front."""
    panel = queues(here)
    panel.show_page("wall")
    page = panel.page("wall")
    assert isinstance(page, WallPage)
    return page


def floor_page(here: Client) -> FloorPage:
    """The floor, in front."""
    panel = queues(here)
    panel.show_page("floor")
    page = panel.page("floor")
    assert isinstance(page, FloorPage)
    return page


async def listening(here: Client, *topics: str) -> None:
    """Until the feed tells of these."""
    await until(lambda: here.desk.remote.feed.topics >= set(topics) and here.desk.remote.feed.health.link == "live")


def set_thresholds(floor: Floor, *given: dict[str, Any], as_: str = "lead") -> None:
    """A lead sets them."""
    version = floor.site.get("/wall/thresholds", as_=as_).json()["version"]
    answer = floor.site.put("/wall/thresholds", {"thresholds": given}, as_=as_, if_match=version)
    assert answer.status_code == 200, answer.text


def never_close(floor: Floor) -> None:
    """The site is open whatever the hour is: where nobody is served no alarm lasts."""
    known = floor.site.get("/calendars", as_="admin").json()
    if known[-1]["version"] == 0:
        calendar = {"since": f"{datetime.now(SEOUL):%Y-%m-%d}", "weekly": [[{"opens": 0, "closes": 1440}]] * 7}
        written(floor.site.put("/calendars", calendar, as_="admin", if_match=0))


def raise_alarm(floor: Floor, value: float = 3, limit: float = 1, measure: Measure = Measure.WAITING) -> None:
    """Too many calls wait for the queue, and the server has said so."""
    never_close(floor)
    fact = AlarmRaised(measure=measure, queue_id=floor.queue_id, value=value, limit=limit)
    floor.site.write(lambda tx: log.append(tx, fact))


def ask(floor: Floor, as_: str = "agent", **draft: Any) -> dict[str, Any]:
    """Somebody asks for help."""
    return written(floor.site.post("/helps", draft, as_=as_))


def whisper(floor: Floor, to: str, words: str, as_: str = "lead", **about: Any) -> dict[str, Any]:
    """Somebody says a word to a colleague."""
    draft = {"to_id": floor.site.user_id(to), "words": words} | about
    return written(floor.site.post("/whispers", draft, as_=as_))


def broadcast(floor: Floor, words: str, as_: str = "lead", **more: Any) -> dict[str, Any]:
    """A lead says something to many."""
    return written(floor.site.post("/broadcasts", {"words": words} | more, as_=as_))


def click(widget: QWidget) -> None:
    """The mouse presses it in its middle."""
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=QPoint(widget.width() // 2, widget.height() // 2))


def port_of(floor: Floor) -> int:
    """Where the server listens."""
    return int(floor.site.url.rpartition(":")[2])
