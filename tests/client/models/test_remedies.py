"""Each remedy shows where it honestly stands, and can be taken back while that is possible."""

import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

from desk.client.models.remedies import Sending
from desk.contract.remedies import RemedyState
from tests.client.call_rig import workplace
from tests.client.conftest import until
from tests.client.models.test_actions import at
from tests.server.remedy_rig import Shop
from tests.server.routes.conftest import Floor

pytestmark = pytest.mark.usefixtures("server_ends_first")


async def test_undoing_leaves_the_balance_as_it_was(floor: Floor, shop: Shop, tmp_path: Path) -> None:
    shop.order("A-1")
    async with workplace(floor, tmp_path) as agent:
        model, remedies = await at(agent, shop), agent.view.remedies
        model.press("goodwill_credit")
        await until(lambda: model.remedies and not agent.desk.outbox.entries)
        assert model.balance == 95_000
        assert remedies.may_undo(model.remedies[0])
        assert 0 < remedies.seconds_left(model.remedies[0]) <= 30
        assert remedies.undo_last()
        await until(lambda: model.remedies[0].state is RemedyState.UNDONE)
        assert model.balance == 100_000
        assert not remedies.undo_last()
        await until(lambda: not agent.desk.outbox.entries)


async def test_a_click_comes_to_the_disk_while_the_window_is_still_busy(
    floor: Floor, shop: Shop, tmp_path: Path
) -> None:
    shop.order("A-1")
    async with workplace(floor, tmp_path) as agent:
        model, path = await at(agent, shop), agent.desk.remote.store.path
        assert path is not None
        assert model.press("goodwill_credit")
        # From here on the window does nothing but wait: no round of its loop helps the click along.
        end = time.monotonic() + 40
        with closing(sqlite3.connect(path)) as disk:
            while disk.execute("SELECT 1 FROM outbox WHERE endpoint = 'order_remedy'").fetchone() is None:
                assert time.monotonic() < end, "the click waits for the window"
        await until(lambda: model.remedies and not agent.desk.outbox.entries)


async def test_what_was_not_sent_is_queued_and_can_be_taken_back(floor: Floor, shop: Shop, tmp_path: Path) -> None:
    shop.order("A-1")
    async with workplace(floor, tmp_path) as agent:
        model, remedies = await at(agent, shop), agent.view.remedies
        agent.desk.remote.outbox.pause()
        model.press("goodwill_credit")
        await until(lambda: bool(agent.desk.outbox.entries))
        (row,) = remedies.rows
        assert row.remedy is None
        assert row.state in (Sending.QUEUED, Sending.SENDING)
        assert model.balance == 95_000, "what is on its way is no longer mine to give"
        agent.desk.outbox.withdraw(row.command)
        await until(lambda: not agent.desk.outbox.entries)
        assert not remedies.rows
        assert model.balance == 100_000
        assert not shop.situation("lead").remedies


async def test_a_question_for_approval_can_be_withdrawn(floor: Floor, shop: Shop, tmp_path: Path) -> None:
    order = shop.order("A-1")
    asked = shop.remedy(shop.ask("goodwill_credit", order, values={"amount": 90_000}, ask_approval=True))
    async with workplace(floor, tmp_path) as agent:
        model, remedies = await at(agent, shop), agent.view.remedies
        assert remedies.may_withdraw(model.remedies[0])
        remedies.withdraw(model.remedies[0])
        await until(lambda: shop.state(asked) is RemedyState.WITHDRAWN)
        await until(lambda: model.remedies[0].state is RemedyState.WITHDRAWN)
        await until(lambda: not agent.desk.outbox.entries)


async def test_nobody_undoes_what_a_colleague_decided(floor: Floor, shop: Shop, tmp_path: Path) -> None:
    order = shop.order("A-1")
    shop.remedy(shop.ask("goodwill_credit", order, as_="agent2", values={"amount": 5_000}))
    async with workplace(floor, tmp_path) as agent:
        model = await at(agent, shop)
        assert not agent.view.remedies.may_undo(model.remedies[0])
