"""The tour's way through the actions, from ready to reconciled and undone, and the lead's view of them."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

import httpx
from PySide6.QtWidgets import QWidget

from desk.client.models.navigation import Opening
from desk.client.models.session import Sitting
from desk.client.widgets.actions.form import ActionForm
from desk.client.widgets.actions.offer_row import OfferRow
from desk.client.widgets.panels.call import CallPanel
from desk.client.work import Work
from desk.contract.endpoint import API
from desk.contract.remedies import Remedy, RemedyState, Values
from desk.contract.tickets import ArticleKind
from desk.demo.camera import settled, until
from desk.demo.people import AGENT, LEAD, PEOPLE
from desk.demo.serve import Running

ADMIN = PEOPLE[-1]
#: Seconds until an executor has what was decided: a tour cannot wait for half a minute each time.
QUICK = {"late_delivery": 2, "goodwill_credit": 2, "partial_refund": 2, "coupon": 600}
#: By these last digits the demo's payment desk knows that it is to refuse.
REFUSED = 5_113
OVER = 60_000


class RemedyTour:
    """What is done at the window, and what others do meanwhile."""

    def __init__(self, work: Work, window: QWidget, stage: Running) -> None:
        self._work, self._window, self._stage = work, window, stage
        self._customer_id: int | None = None

    @property
    def _panel(self) -> CallPanel:
        panel = self._work.reception.workspace.panels["call"]
        assert isinstance(panel, CallPanel)
        return panel

    def _row(self, name: str) -> OfferRow:
        rows = self._panel.side.offers.rows
        return next(row for row in rows if row.offer is not None and row.offer.action.name == name)

    def _is(self, action: str, *states: RemedyState) -> bool:
        return any(one.state in states for one in self._of(action)[:1])

    def _of(self, action: str) -> list[Remedy]:
        return [one for one in self._panel.view.actions.remedies if one.action == action]

    async def prepare(self) -> None:
        """An administrator shortens the time for taking back."""
        async with self._administrator() as http:
            answer = await http.get("/remedy-rules")
            rules = answer.json()["rules"] | {"undo_seconds": QUICK}
            head = {"If-Match": answer.headers["ETag"], "Idempotency-Key": "tour-rules"}
            (await http.put("/remedy-rules", json=rules, headers=head)).raise_for_status()

    @asynccontextmanager
    async def _administrator(self) -> AsyncGenerator[httpx.AsyncClient]:
        who = {"login": ADMIN.login, "password": self._stage.password, "workstation": "tour", "take_over": True}
        async with httpx.AsyncClient(base_url=self._stage.url + API, timeout=20) as http:
            token = (await http.post("/sessions", json=who)).json()["token"]
            http.headers["Authorization"] = f"Bearer {token}"
            yield http

    async def _payment_desk(self, mood: dict[str, object]) -> None:
        async with httpx.AsyncClient(timeout=20) as http:
            answer = await http.put(f"{self._stage.desks_url}/control/payment", json=mood)
            answer.raise_for_status()

    async def ready(self) -> None:
        """A broken promise has put its compensation first."""
        await self.prepare()
        self._panel.view.actions.refresh()
        await until("the actions", lambda: bool(self._panel.view.actions.offers))
        await settled(10)

    async def done(self) -> None:
        """One press; the payment desk has done it."""
        self._row("late_delivery").click()
        await until("the compensation", lambda: self._is("late_delivery", RemedyState.DONE), 60)
        await settled(10)

    async def refused(self) -> None:
        """The payment desk will not."""
        self._panel.view.actions.carry_out("goodwill_credit", {"amount": REFUSED})
        await until("the refusal", lambda: self._is("goodwill_credit", RemedyState.REFUSED), 60)
        await settled(10)

    async def unknown(self) -> None:
        """The payment desk does it, and no answer comes through."""
        await self._payment_desk({"mute": True})
        values: Values = {"amount": 12_000, "cause": "late"}
        self._panel.view.actions.carry_out("partial_refund", values)
        await until("nobody to know", lambda: self._is("partial_refund", RemedyState.UNKNOWN), 120)
        await settled(10)

    async def reconciled(self) -> None:
        """Answers come through again. An administrator does not wait for the next question, and has it asked now."""
        await self._payment_desk({})
        async with self._administrator() as http:
            for enabled in (False, True):
                told = {"url": f"{self._stage.desks_url}/payment", "enabled": enabled}
                (await http.put("/executors/payment", json=told)).raise_for_status()
        await until("what became of it", lambda: self._is("partial_refund", RemedyState.DONE), 60)
        assert self._of("partial_refund")[0].reconciled
        area = self._panel.side.area
        area.ensureWidgetVisible(self._panel.side.before)
        await settled(10)

    async def undone(self) -> None:
        """Taken back before anybody had it."""
        self._row("coupon").click()
        await until("the coupon", lambda: self._is("coupon", RemedyState.COMMITTED))
        self._panel.view.remedies.undo_last()
        await until("its undoing", lambda: self._is("coupon", RemedyState.UNDONE))
        area = self._panel.side.area
        area.ensureWidgetVisible(self._panel.side.before)
        await settled(10)

    async def form(self) -> None:
        """An amount over the limit, and what that would mean."""
        self._panel.side.area.verticalScrollBar().setValue(0)
        self._row("goodwill_credit").form_wanted.emit()
        form = self._form()
        form.editors["amount"].set_value(OVER)
        form.editors["amount"].changed.emit()
        form.why.set_text("어머니 생신 선물이 늦어 많이 속상해하심")
        await settled(10)

    def _form(self) -> ActionForm:
        return next(form for form in self._window.findChildren(ActionForm) if form.isVisible())

    async def asked(self) -> None:
        """The question is out; no lead has answered yet."""
        self._form().submit()
        await until("the question", lambda: self._is("goodwill_credit", RemedyState.AWAITING))
        await settled(10)

    async def month(self) -> None:
        """What I may still decide this month, and what I have decided."""
        self._panel.side.show_month()
        await until("the month", lambda: self._panel.view.authority.month is not None)
        await settled(10)

    async def lead(self) -> None:
        """A lead sits down and looks at what waits."""
        if self._panel.side.month is not None:
            self._panel.side.month.close()
        self._customer_id = self._panel.view.customer_id
        await self._sit(LEAD.login)
        approvals = self._work.desk.approvals
        await until("the question", lambda: bool(approvals.waiting))
        self._work.reception.workspace.show_panel("approvals")
        await until("its story", lambda: approvals.story is not None and approvals.story.limits is not None)
        await settled(10)

    async def approved(self) -> None:
        """The lead gives less, and the agent sees it."""
        approvals = self._work.desk.approvals
        assert approvals.story is not None
        approvals.approve(approvals.story.remedy, OVER - 20_000)
        await until("the lead's word", lambda: not approvals.waiting and not self._work.desk.outbox.moving)
        await settled(10)

    async def seen(self) -> None:
        """The agent is back and sees what the lead gave; the next note is begun."""
        await self._sit(AGENT.login)
        self._work.desk.navigation.open(Opening(customer_id=self._customer_id))
        await until("the lead's gift", lambda: bool(self._of("goodwill_credit")))
        self._panel.composer.set_mode(ArticleKind.NOTE)
        self._panel.composer.write()
        self._panel.composer.editor.insertPlainText("책임자 승인으로 사과 적립금 지급. 고객 안내 완료.")
        await settled(20)

    async def _sit(self, login: str) -> None:
        session = self._work.desk.session
        session.sign_out()
        await until("the empty chair", lambda: session.sitting is Sitting.SIGNED_OUT and not session.asking)
        session.sign_in(self._stage.url, login, self._stage.password, remember=False, take_over=True)
        await until("the session", lambda: session.sitting is Sitting.SIGNED_IN and not session.asking)
        await until("a live connection", lambda: self._work.desk.state.status is not None)
