"""The tour's way through the macros: seen as a whole, asking in the middle, over; and where a lead writes them."""

import httpx

from desk.client.models.macro_run import Phase
from desk.client.models.remedies import LEADS
from desk.client.widgets.actions.macro_popover import MacroPopover
from desk.client.widgets.panels.call import CallPanel
from desk.client.widgets.panels.settings import SettingsPanel
from desk.client.widgets.settings.macros import MacrosPage
from desk.client.work import Work
from desk.contract.endpoint import API
from desk.demo.camera import NotSeenError, settled, until
from desk.demo.people import PEOPLE
from desk.demo.serve import Running

ADMIN = PEOPLE[-1]
#: What only the agent can fill in stands in the middle.
NAMES = {"ko": "사과하고 선물 보내기", "en": "Say sorry, send a gift"}
NOTE = "{today} {customer} 고객님께 사과 선물 발송. 담당 {agent}"


class MacroTour:
    """What is done at the window."""

    def __init__(self, work: Work, stage: Running) -> None:
        self._work, self._stage = work, stage
        self._made = 0

    @property
    def _panel(self) -> CallPanel:
        panel = self._work.reception.workspace.panels["call"]
        assert isinstance(panel, CallPanel)
        return panel

    async def seen(self) -> None:
        """A lead has bundled something; one press shows all of it."""
        await self._write()
        await until("the macro", lambda: any(one.id == self._made for one in self._panel.side.macros.offered))
        self._panel.side.area.verticalScrollBar().setValue(0)
        self._panel.side.macros.choose(self._made)
        await settled(10)

    async def _write(self) -> None:
        queue_id = next(iter(self._panel.view.directory.queues))
        steps: list[dict[str, object]] = [
            {"kind": "action", "action": "coupon", "go_on": True},
            {"kind": "action", "action": "gift", "go_on": True},
            {"kind": "ticket", "queue_id": queue_id},
            {"kind": "article", "body": NOTE},
        ]
        async with httpx.AsyncClient(base_url=f"{self._stage.url}{API}", timeout=20) as http:
            who = {
                "login": ADMIN.login,
                "password": self._stage.password,
                "workstation": "tour",
                "take_over": True,
            }
            token = (await http.post("/sessions", json=who)).json()["token"]
            head = {"Authorization": f"Bearer {token}", "Idempotency-Key": "tour-macro"}
            answer = await http.post("/macros", json={"names": NAMES, "steps": steps}, headers=head)
            self._made = answer.raise_for_status().json()["data"]["id"]

    def _popover(self) -> MacroPopover:
        popover = self._panel.side.macros.popover
        if popover is None:
            raise NotSeenError("the macro's card")
        return popover

    async def asking(self) -> None:
        """It runs as far as it can."""
        self._popover().go_on()
        await until("the question", lambda: self._panel.view.macros.phase is Phase.ASKING)
        await settled(10)

    async def over(self) -> None:
        """The agent has filled it in, and the rest followed."""
        popover = self._popover()
        for editor in popover.editors.values():
            editor.set_value("제주 감귤 한 상자, 손편지와 함께")
        popover.go_on()
        await until("the end", lambda: self._panel.view.macros.phase is Phase.OVER)
        await settled(10)

    def close(self) -> None:
        """Nobody looks at it any more."""
        self._popover().close()

    async def editor(self) -> None:
        """Where leads write them."""
        user = self._work.desk.session.user
        if user is None or user.role not in LEADS:
            raise NotSeenError("a lead")
        self._work.reception.workspace.show_panel("settings")
        panel = self._work.reception.workspace.panels["settings"]
        assert isinstance(panel, SettingsPanel)
        panel.show_page("macros")
        page = panel.middle.currentWidget()
        assert isinstance(page, MacrosPage)
        macros = self._work.desk.macros
        await until("the macros", lambda: macros.loaded and bool(macros.macros))
        page.show_macro(macros.macros[0])
        await settled(10)
