"""A lead who looks at the board of a real server, and what is done there by hand."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from desk.client.models.board_columns import Grouping
from desk.client.models.board_targets import Prospect
from desk.client.widgets.controls.toast import Toast
from desk.client.widgets.panels.queues import QueuesPanel
from desk.client.widgets.queues.board.page import BoardPage
from tests.client.conftest import until
from tests.client.shell_rig import Client
from tests.client.widgets.conftest import Start
from tests.server.routes.conftest import Floor

PLAIN = Qt.KeyboardModifier.NoModifier
_LEFT, _NONE = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton


@asynccontextmanager
async def board(
    start: Start, login: str = "lead", home: str = "home", by: Grouping = Grouping.AGENT
) -> AsyncGenerator[tuple[Client, BoardPage]]:
    """A lead who looks at all of the board."""
    async with start(login, home) as here:
        here.workspace.show_panel("tickets")
        panel = here.workspace.panels["tickets"]
        assert isinstance(panel, QueuesPanel)
        panel.show_page("board")
        page = panel.page("board")
        assert isinstance(page, BoardPage)
        page.arrange(by, page.model.columns.order)
        await until(lambda: page.model.loaded and page.model.floor.foresight is not None and not page.model.busy)
        yield here, page


def mouse(page: BoardPage, kind: QEvent.Type, at: QPoint, held: Qt.KeyboardModifier = PLAIN) -> None:
    """What a mouse sends when it does that there."""
    view = page.board.viewport()
    pressed = _NONE if kind is QEvent.Type.MouseMove else _LEFT
    down = _NONE if kind is QEvent.Type.MouseButtonRelease else _LEFT
    QApplication.sendEvent(view, QMouseEvent(kind, QPointF(at), QPointF(view.mapToGlobal(at)), pressed, down, held))


def click(page: BoardPage, card_id: int, held: Qt.KeyboardModifier = PLAIN) -> None:
    """Click a card."""
    at = page.board.card_rect(card_id).center()
    mouse(page, QEvent.Type.MouseButtonPress, at, held)
    mouse(page, QEvent.Type.MouseButtonRelease, at, held)


def hold_over(page: BoardPage, card_id: int, to: QPoint) -> Prospect | None:
    """Take a card and hold it somewhere; what letting go would do there."""
    at = page.board.card_rect(card_id).center()
    mouse(page, QEvent.Type.MouseButtonPress, at)
    mouse(page, QEvent.Type.MouseMove, at + QPoint(14, 6))
    mouse(page, QEvent.Type.MouseMove, to)
    return page.board.prospect()


def drop(page: BoardPage, to: QPoint) -> None:
    """Let go."""
    mouse(page, QEvent.Type.MouseButtonRelease, to)


def middle_of(page: BoardPage, column: int) -> QPoint:
    """Somewhere in a column, below its head."""
    return page.board.rect_of(column).center()


def column_of(page: BoardPage, card_id: int) -> int | None:
    """The column in which a card stands."""
    place = page.model.columns.place(card_id)
    return None if place is None else place[0]


def now(floor: Floor, ticket: dict[str, Any]) -> dict[str, Any]:
    """A ticket as the server has it."""
    found: dict[str, Any] = floor.site.get(f"/tickets/{ticket['id']}", as_="admin").json()
    return found


def toasts(here: Client) -> list[Toast]:
    """The words that pass by just now."""
    return [one for one in here.window.findChildren(Toast) if one.isVisible()]
