"""The tour's way over the board: cards, a drag with foresight, where to by keyboard, a refusal, a rebalancing."""

from collections.abc import Awaitable, Callable

import httpx
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from desk.client.models.board_columns import NOBODY, Grouping, Order
from desk.client.models.board_targets import Target, target_of_column
from desk.client.widgets.panels.queues import QueuesPanel
from desk.client.widgets.queues.board.page import BoardPage
from desk.client.work import Work
from desk.contract.endpoint import API
from desk.demo.camera import Camera, NotSeenError, settled, until
from desk.demo.people import PEOPLE
from desk.demo.serve import Running

Step = tuple[str, str, Callable[[], Awaitable[None]]]
ADMIN = PEOPLE[-1]
#: So many cards are moved at once where one of them is refused.
SEVERAL = 4


class BoardTour:
    """What is done at the window."""

    def __init__(self, work: Work, stage: Running, camera: Camera) -> None:
        self._work, self._stage, self._camera = work, stage, camera
        self._workspace = work.reception.workspace

    def lead(self) -> tuple[Step, ...]:
        """The lead's."""
        return (
            ("board", "every open ticket, in columns by people", self._by_people),
            ("board-drag", "a card is dragged: each column tells what it would be then", self._drag),
            ("board-move", "where to, by keyboard, with the same foresight", self._where),
            ("board-queues", "columns by queue, one folded, several cards selected", self._by_queues),
            ("board-change", "any attribute of several at once", self._change),
            ("board-refused", "a colleague was faster with one of them", self._refused),
            ("board-rebalance", "who had better have what, as arrows", self._rebalance),
        )

    @property
    def _page(self) -> BoardPage:
        panel = self._workspace.panels["tickets"]
        assert isinstance(panel, QueuesPanel)
        page = panel.page("board")
        assert isinstance(page, BoardPage)
        return page

    async def _by_people(self) -> None:
        if not self._workspace.surroundings.commands.run("board.show"):
            raise NotSeenError("the board to be possible")
        page = self._page
        page.arrange(Grouping.AGENT, Order.DUE)
        await until("the cards", lambda: page.model.loaded and not page.model.busy and page.model.floor.agents != {})
        board = page.board
        board.go_to(page.model.columns.at(NOBODY, 0))
        await settled(30)

    async def _drag(self) -> None:
        """The mouse holds a card over somebody who is here."""
        page = self._page
        card = page.model.columns.at(NOBODY, 0)
        if card is None:
            raise NotSeenError("a card that is nobody's")
        self._mouse(QEvent.Type.MouseButtonPress, page.board.card_rect(card).center())

        def hold() -> None:
            board = page.board
            if board.hand is None:
                board.take([card])
            board.lay_zones()
            self._mouse(QEvent.Type.MouseMove, QPoint(board.rect_of(self._somebody()).center().x() - 40, 320))
            for column in board.visible():
                target = target_of_column(Grouping.AGENT, column)
                if board.hand is not None:
                    board.hand.over(target)

        self._camera.steady = hold
        hold()
        await until("what it would do", lambda: page.board.prospect() is not None)
        await settled(15)

    def _somebody(self) -> int:
        """An agent who is here and whose column is in view."""
        page = self._page
        agents = page.model.floor.agents
        return next(one for one in page.board.visible()[1:] if one in agents and agents[one].here)

    async def _where(self) -> None:
        self._camera.steady = None
        page = self._page
        page.board.cancel_drag()
        page.steering.ask_where()
        palette = page.steering.palette

        def all_told() -> bool:
            return palette.hand is not None and all(
                not isinstance(row.target, Target) or palette.hand.known(row.target) is not None
                for row in palette.rows.rows
            )

        await until("what each would be then", all_told)
        await settled(15)

    async def _by_queues(self) -> None:
        page = self._page
        page.steering.palette.close()
        page.arrange(Grouping.QUEUE, Order.PRIORITY)
        await until("the columns", lambda: not page.model.busy and bool(page.board.shown))
        board = page.board
        fullest = max(board.shown, key=page.model.columns.count)
        emptiest = min(board.shown, key=page.model.columns.count)
        if emptiest != fullest and not board.is_folded(emptiest):
            board.fold(emptiest)
        board.choose(page.model.columns.ids(fullest, 0, SEVERAL))
        await settled(20)

    async def _change(self) -> None:
        page = self._page
        page.steering.ask_change()
        page.steering.sheet.priority.setCurrentIndex(2)
        page.steering.sheet.add_tags.set_text("확인필요")
        page.steering.sheet.why.set_text("오늘 안에 마무리")
        await settled(10)

    async def _refused(self) -> None:
        """A colleague changes one of the cards while the lead decides."""
        page = self._page
        chosen = [card for card in map(page.model.card, page.board.picked()) if card is not None]
        async with httpx.AsyncClient(base_url=f"{self._stage.url}{API}", timeout=20) as http:
            who = {"login": ADMIN.login, "password": self._stage.password, "workstation": "tour", "take_over": True}
            token = (await http.post("/sessions", json=who)).json()["token"]
            first = chosen[0]
            head = {"Authorization": f"Bearer {token}", "Idempotency-Key": "tour-board"}
            items = [{"ticket_id": first.id, "version": first.version}]
            body = {"items": items, "change": {"add_tags": ["재확인"]}}
            (await http.post("/moves", json=body, headers=head)).raise_for_status()
        page.steering.sheet.yes.click()
        await until("what became of them", page.steering.results.isVisible)
        await settled(10)

    async def _rebalance(self) -> None:
        page = self._page
        page.steering.results.close()
        page.arrange(Grouping.AGENT, Order.DUE)
        page.board.go_to(None)
        await until("the columns", lambda: not page.model.busy)
        page.ask_rebalance()
        await until("a proposal", lambda: page.rebalance.proposal is not None)
        await settled(40)

    def _mouse(self, kind: QEvent.Type, at: QPoint) -> None:
        view = self._page.board.viewport()
        left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
        pressed = none if kind is QEvent.Type.MouseMove else left
        place = QPointF(view.mapToGlobal(at))
        event = QMouseEvent(kind, QPointF(at), place, pressed, left, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(view, event)
