"""The month of an agent's authority: asked for while somebody looks, and nobody else's ever."""

from pathlib import Path

import pytest

from desk.contract.remedies import RemedyState
from desk.contract.remedy_rules import Purse
from tests.client.call_rig import workplace
from tests.client.conftest import until
from tests.client.models.test_actions import at
from tests.server.remedy_rig import Shop
from tests.server.routes.conftest import Floor

pytestmark = pytest.mark.usefixtures("server_ends_first")


async def test_what_i_give_is_in_my_month_while_i_look(floor: Floor, shop: Shop, tmp_path: Path) -> None:
    shop.order("A-1")
    async with workplace(floor, tmp_path) as agent:
        actions, month = await at(agent, shop), agent.view.authority
        month.watch(True)
        await until(lambda: month.month is not None and month.month.remedies == [])
        actions.press("goodwill_credit")
        await until(lambda: month.month is not None and len(month.month.remedies) == 1)
        assert month.month is not None
        assert month.month.spent_today[Purse.DISCRETION] == month.month.spent_month[Purse.DISCRETION] == 5_000
        assert month.month.limits[Purse.DISCRETION].day == 100_000
        agent.view.remedies.undo_last()
        await until(lambda: month.month is not None and month.month.remedies[0].state is RemedyState.UNDONE)
        await until(lambda: month.month is not None and month.month.spent_today[Purse.DISCRETION] == 0)
        await until(lambda: not agent.desk.outbox.entries)
        month.watch(False)


async def test_what_a_colleague_gives_is_not_in_my_month(floor: Floor, shop: Shop, tmp_path: Path) -> None:
    shop.remedy(shop.ask("goodwill_credit", shop.order("A-1"), as_="agent2", values={"amount": 5_000}))
    async with workplace(floor, tmp_path) as agent:
        month = agent.view.authority
        month.watch(True)
        await until(lambda: month.month is not None)
        assert month.month is not None
        assert (month.month.remedies, month.month.spent_month[Purse.DISCRETION]) == ([], 0)
        month.watch(False)


async def test_the_month_goes_with_whoever_leaves(floor: Floor, shop: Shop, tmp_path: Path) -> None:
    shop.remedy(shop.ask("goodwill_credit", shop.order("A-1"), values={"amount": 5_000}))
    async with workplace(floor, tmp_path) as agent:
        month = agent.view.authority
        month.refresh()
        await until(lambda: month.month is not None)
        agent.desk.session.sign_out()
        await until(lambda: month.month is None)
