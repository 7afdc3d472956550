"""What an agent is offered, and what becomes of a press: once, on what was seen, with honest words."""

from datetime import timedelta
from pathlib import Path

import pytest

from desk.actions.words import obstacle_words
from desk.client.models.actions import ActionsModel
from desk.client.models.offers import Offer, Standing
from desk.client.models.outbox import Pending
from desk.contract.errors import ErrorCode
from desk.contract.remedies import RemedyState
from tests.client.call_rig import Workplace, workplace
from tests.client.conftest import until
from tests.server.remedy_rig import Shop
from tests.server.routes.conftest import Floor

pytestmark = pytest.mark.usefixtures("server_ends_first")


async def at(agent: Workplace, shop: Shop) -> ActionsModel:
    """The agent opens the customer and knows what can be done."""
    await agent.open(shop.customer_id)
    await until(lambda: bool(agent.view.actions.offers))
    return agent.view.actions


def offer(model: ActionsModel, name: str) -> Offer:
    """One of the offers."""
    found = model.offer(name)
    assert found is not None
    return found


async def settled(agent: Workplace) -> None:
    """Nothing is on its way, and the situation includes it."""
    await until(lambda: not agent.desk.outbox.moving)


async def test_a_broken_promise_puts_its_compensation_first(floor: Floor, shop: Shop, tmp_path: Path) -> None:
    shop.order("A-0", timedelta(days=-3))
    late = shop.order("A-1")
    shop.order("A-2", timedelta(days=-4))
    async with workplace(floor, tmp_path) as agent:
        model = await at(agent, shop)
        first = model.offers[0]
        assert (first.action.name, first.standing) == ("late_delivery", Standing.READY)
        assert first.need is not None
        assert "2일 늦음" in first.need.reason.ko
        assert first.preview.effect is not None
        assert first.preview.effect.amount == 6_000
        assert model.order is not None
        assert model.order.id == late
        assert model.balance == 100_000
        model.choose_order(next(one.id for one in model.situation.orders if one.number == "A-2"))  # type: ignore[union-attr]
        assert offer(model, "late_delivery").standing is Standing.BARRED


async def test_a_double_click_gives_once(floor: Floor, shop: Shop, tmp_path: Path) -> None:
    shop.order("A-1")
    async with workplace(floor, tmp_path) as agent:
        model = await at(agent, shop)
        assert model.press("goodwill_credit")
        assert offer(model, "goodwill_credit").standing is Standing.PENDING
        assert not model.press("goodwill_credit")
        await settled(agent)
        assert not model.press("goodwill_credit"), "the finger that trembles a little longer"
        await until(lambda: len(shop.situation("lead").remedies) == 1)
        assert model.balance == 95_000


async def test_two_different_presses_in_a_row_are_both_done(floor: Floor, shop: Shop, tmp_path: Path) -> None:
    shop.order("A-1")
    async with workplace(floor, tmp_path) as agent:
        model = await at(agent, shop)
        refused: list[Pending] = []
        agent.desk.outbox.refused.connect(refused.append)
        assert model.press("late_delivery")
        assert model.press("goodwill_credit")
        await until(lambda: len(shop.situation("lead").remedies) == 2)
        await until(lambda: not agent.desk.outbox.entries)
        assert not refused
        assert {one.action for one in model.remedies} == {"late_delivery", "goodwill_credit"}


async def test_the_second_agent_is_told_who_was_first_and_when(floor: Floor, shop: Shop, tmp_path: Path) -> None:
    order = shop.order("A-1")
    async with workplace(floor, tmp_path) as agent:
        model = await at(agent, shop)
        agent.desk.remote.outbox.pause()
        assert model.press("late_delivery")
        shop.remedy(shop.ask("late_delivery", order, as_="agent2", values={"cause": "carrier"}))
        refused: list[Pending] = []
        agent.desk.outbox.refused.connect(refused.append)
        agent.desk.remote.outbox.resume()
        await until(lambda: bool(refused))
        problem = refused[0].problem
        assert problem is not None
        assert problem.code is ErrorCode.ACTION_BARRED
        assert problem.obstacle is not None
        assert "agent2 씨" in obstacle_words(problem.obstacle).ko
        await until(lambda: offer(model, "late_delivery").standing is Standing.BARRED)
        obstacle = offer(model, "late_delivery").preview.obstacle
        assert obstacle is not None
        assert obstacle.by == "agent2 씨"


async def test_what_a_colleague_has_done_the_same_meanwhile_is_not_done_again_unasked(
    floor: Floor, shop: Shop, tmp_path: Path
) -> None:
    order = shop.order("A-1")
    async with workplace(floor, tmp_path) as agent:
        model = await at(agent, shop)
        agent.desk.remote.outbox.pause()
        assert model.press("goodwill_credit")
        shop.remedy(shop.ask("goodwill_credit", order, as_="agent2", values={"amount": 5_000}))
        refused: list[Pending] = []
        agent.desk.outbox.refused.connect(refused.append)
        agent.desk.remote.outbox.resume()
        await until(lambda: bool(refused))
        assert refused[0].problem is not None
        assert refused[0].problem.code is ErrorCode.STALE
        (row,) = [one for one in agent.view.remedies.rows if one.problem is not None]
        await until(lambda: offer(model, "goodwill_credit").standing is Standing.READY)
        assert agent.view.remedies.send_again(row), "now that the agent has seen it"
        await until(lambda: len(shop.situation("lead").remedies) == 2)
        await until(lambda: not agent.desk.outbox.entries)


async def test_over_the_limit_the_same_press_asks_for_approval(floor: Floor, shop: Shop, tmp_path: Path) -> None:
    order = shop.order("A-1")
    shop.remedy(shop.ask("goodwill_credit", order, values={"amount": 28_000}))
    async with workplace(floor, tmp_path) as agent:
        model = await at(agent, shop)
        assert offer(model, "goodwill_credit").standing is Standing.ASK
        assert model.press("goodwill_credit")
        await until(lambda: model.remedies and model.remedies[0].state is RemedyState.AWAITING)
        asked = model.remedies[0]
        shop.remedy(shop.do("decision", asked, {"approve": False, "words": "이미 충분합니다"}, as_="lead"))
        await until(lambda: model.remedies[0].state is RemedyState.DECLINED)
        assert model.remedies[0].answer == "이미 충분합니다"


async def test_what_nothing_tells_has_to_be_filled_in(floor: Floor, shop: Shop, tmp_path: Path) -> None:
    shop.order("A-1")
    async with workplace(floor, tmp_path) as agent:
        model = await at(agent, shop)
        refund = offer(model, "partial_refund")
        assert refund.standing is Standing.FORM
        assert [field.name for field in refund.open_fields] == ["amount", "cause"]
        assert not model.press("partial_refund")
        assert not model.carry_out("partial_refund", {"amount": 70_000, "cause": "late"}), "more than was paid"
        assert model.carry_out("partial_refund", {"amount": 10_000, "cause": "late"}, "포장이 눌림")
        await until(lambda: len(shop.situation("lead").remedies) == 1)
        assert shop.situation("lead").remedies[0].reason == "포장이 눌림"
        await until(lambda: not agent.desk.outbox.entries)
