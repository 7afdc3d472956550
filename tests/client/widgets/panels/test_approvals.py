"""The approvals view: three keys, and what they do."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desk.actions import late_delivery
from desk.actions.action import Case
from desk.client.widgets.panels.approvals import ApprovalsPanel
from desk.client.widgets.rail import RailButton
from desk.contract.events import Refs, RemedyRequested
from desk.contract.remedies import RemedyState
from desk.server.store import log, situations
from desk.server.store.db import Tx
from tests.client.conftest import until
from tests.client.shell_rig import Client
from tests.client.widgets.conftest import Start
from tests.server.remedy_rig import Shop
from tests.server.routes.conftest import Floor


def panel_of(lead: Client) -> ApprovalsPanel:
    """The view, brought to the front."""
    lead.workspace.show_panel("approvals")
    panel = lead.workspace.panels["approvals"]
    assert isinstance(panel, ApprovalsPanel)
    return panel


async def test_one_key_approves_and_the_next_question_is_looked_at(floor: Floor, start: Start) -> None:
    shop = Shop(floor.site)
    orders = [shop.order("A-1"), shop.order("A-2")]
    asked = [
        shop.remedy(shop.ask("goodwill_credit", order, values={"amount": 60_000}, ask_approval=True))
        for order in orders
    ]
    async with start("lead") as lead:
        model = lead.desk.approvals
        await until(lambda: len(model.waiting) == 2)
        sound = lead.work.reception.approval_sound
        assert sound.is_calling()
        panel = panel_of(lead)
        assert not sound.is_calling()
        await until(lambda: panel.verdict.approve.isEnabled())
        QTest.keyClick(panel.rows[0], Qt.Key.Key_A)
        await until(lambda: shop.state(asked[0]) is RemedyState.COMMITTED)
        await until(lambda: model.story is not None and model.story.remedy.id == asked[1].id)
        await until(lambda: not lead.desk.outbox.entries)


async def test_declining_needs_words_and_the_agent_reads_them(floor: Floor, start: Start, tmp_path: Path) -> None:
    shop = Shop(floor.site)
    asked = shop.remedy(shop.ask("goodwill_credit", shop.order("A-1"), values={"amount": 60_000}, ask_approval=True))
    async with start("lead") as lead:
        await until(lambda: len(lead.desk.approvals.waiting) == 1)
        panel = panel_of(lead)
        await until(lambda: panel.verdict.decline.isEnabled())
        QTest.keyClick(panel.rows[0], Qt.Key.Key_D)
        QTest.keyClick(panel.verdict.words.edit, Qt.Key.Key_Return)
        assert panel.verdict.words.error()
        panel.verdict.words.set_text("쿠폰으로 충분합니다")
        QTest.keyClick(panel.verdict.words.edit, Qt.Key.Key_Return)
        await until(lambda: shop.state(asked) is RemedyState.DECLINED)
        assert shop.now(asked).answer == "쿠폰으로 충분합니다"
        await until(lambda: not lead.desk.approvals.waiting and not lead.desk.outbox.entries)


async def test_an_agent_finds_no_approvals_on_the_rail(floor: Floor, start: Start) -> None:
    async with start("agent") as agent:
        buttons = {one.accessibleName(): one for one in agent.workspace.rail.findChildren(RailButton)}
        assert buttons["Approvals"].isHidden()
        assert not buttons["Queues"].isHidden()


async def test_what_the_night_prepared_waits_below_without_calling_anybody(floor: Floor, start: Start) -> None:
    shop = Shop(floor.site)
    first, second = shop.order("A-1"), shop.order("A-2")
    prepared = prepared_by_night(shop, first)
    async with start("lead") as lead:
        model = lead.desk.approvals
        await until(lambda: [one.id for one in model.prepared] == [prepared])
        assert not lead.work.reception.approval_sound.is_calling()
        assert model.unclaimed == 0
        asked = shop.remedy(shop.ask("goodwill_credit", second, values={"amount": 60_000}, ask_approval=True))
        await until(lambda: [one.id for one in model.waiting] == [asked.id])
        panel = panel_of(lead)
        assert [row.text().split(" · ")[0] for row in panel.rows] == ["Goodwill credit", "Late-delivery compensation"]
        QTest.keyClick(panel.rows[0], Qt.Key.Key_Down)
        await until(lambda: model.story is not None and model.story.remedy.id == prepared)
        await until(lambda: panel.verdict.approve.isEnabled())
        QTest.keyClick(panel.rows[1], Qt.Key.Key_A)
        await until(lambda: not model.prepared and not lead.desk.outbox.entries)
        done = next(one for one in shop.all() if one.id == prepared)
        assert (done.state, done.authority_name) == (RemedyState.COMMITTED, "lead 씨")


def prepared_by_night(shop: Shop, order_id: int) -> int:
    """What the nightly look leaves for somebody to decide."""

    def work(tx: Tx) -> int:
        here = situations.situation(tx, shop.customer_id, None, order_id)
        assert here is not None
        order = next(one for one in here.orders if one.id == order_id)
        action, case = late_delivery.ACTION, Case(here, order)
        effect = action.effect(case, action.defaults(case))
        fact = RemedyRequested(
            action=action.name,
            purse=action.purse,
            amount=effect.amount,
            values=action.defaults(case),
            told=effect.told,
            rules_version=here.rules_version,
            promise_id=order.promise_id,
            promised=effect.promise,
        )
        return log.append(tx, fact, Refs(customer_id=here.customer_id, order_id=order_id)).seq

    return shop.site.write(work)
