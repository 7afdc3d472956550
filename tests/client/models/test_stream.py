"""The open customer's history as it grows: what is new to this agent, and what is not."""

from pathlib import Path

import pytest

from desk.server.store import contacts
from tests.client.call_rig import Workplace, workplace
from tests.client.conftest import until
from tests.client.models.test_actions import at
from tests.server.remedy_rig import Shop
from tests.server.routes.conftest import Floor

pytestmark = pytest.mark.usefixtures("server_ends_first")


async def met_before(agent: Workplace, shop: Shop) -> None:
    """The agent has seen all of this customer, and opens it again."""
    await at(agent, shop)
    model = agent.view.stream.model
    await until(lambda: model.count() > 0)
    agent.view.open(None)
    me = shop.site.user_id("agent")
    await until(lambda: shop.site.read(lambda tx: contacts.reading(tx, me, [shop.customer_id])) > 0)
    await at(agent, shop)
    await until(lambda: model.count() > 0)


async def test_what_one_did_and_what_became_of_it_before_ones_eyes_is_never_new(
    floor: Floor, shop: Shop, tmp_path: Path
) -> None:
    shop.order("A-1")
    async with workplace(floor, tmp_path) as agent:
        await met_before(agent, shop)
        model, actions = agent.view.stream.model, agent.view.actions
        before = model.count()
        actions.press("goodwill_credit")
        await until(lambda: bool(actions.remedies) and not agent.desk.outbox.entries)
        shop.carry_out(actions.remedies[0])
        await until(lambda: model.count() >= before + 2)
        model.set_kinds(frozenset({"order"}))
        await until(lambda: 0 < model.count() < before)
        model.show_everything()
        await until(lambda: model.count() >= before + 2)
        assert model.marks.unread_key is None


async def test_ones_own_act_is_not_counted_as_new_while_one_reads_further_up(
    floor: Floor, shop: Shop, tmp_path: Path
) -> None:
    shop.order("A-1")
    async with workplace(floor, tmp_path) as agent:
        await met_before(agent, shop)
        model = agent.view.stream.model
        before = model.count()
        model.set_reader(model.row(0).key, at_end=False)
        agent.view.actions.press("goodwill_credit")
        await until(lambda: model.count() > before)
        assert model.row(model.count() - 1).mine
        assert (model.marks.unread_key, model.marks.new_count) == (None, 0)
        await until(lambda: not agent.desk.outbox.entries)


async def test_what_others_did_meanwhile_stands_below_the_line(floor: Floor, shop: Shop, tmp_path: Path) -> None:
    order = shop.order("A-1")
    async with workplace(floor, tmp_path) as agent:
        await met_before(agent, shop)
        agent.view.open(None)
        other = shop.remedy(shop.ask("goodwill_credit", order, as_="agent2", values={"amount": 5_000}))
        await at(agent, shop)
        await until(lambda: (agent.view.stream.model.marks.unread_key or 0) > other.id)
