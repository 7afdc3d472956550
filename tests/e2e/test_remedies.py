"""A broken promise is repaired once: by whoever was first, within real authority, and it can be taken back."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from desk.client.models.offers import Standing
from desk.client.models.remedies import Sending
from desk.client.widgets.actions.offer_row import OfferRow
from desk.contract.remedies import RemedyState
from tests.client.conftest import until
from tests.e2e.rig import Centre, Known, Seat, seated
from tests.server.conftest import Loop, running
from tests.server.remedy_rig import Shop
from tests.serving import free_port

NAME = "송하늘"


@pytest.fixture
def late(tmp_path: Path, prepared: tuple[Path, Known], server_loop: Loop) -> Iterator[Centre]:
    """A call centre with a customer whose parcel is two days late."""
    path = tmp_path / "late.db"
    shutil.copy(prepared[0], path)
    with running(path, server_loop) as site:
        shop = Shop(site)
        customer = shop.customer(NAME)
        shop.order("A-1", name=NAME)
    known = replace(prepared[1], customers={**prepared[1].customers, NAME: customer})
    found = Centre(path, free_port(), known)
    found.start()
    yield found
    found.close()


async def at(seat: Seat, centre: Centre) -> None:
    """The agent has the customer open and knows what can be done."""
    await seat.open(centre.known.customers[NAME])
    await until(lambda: bool(seat.call.view.actions.offers))


def row(seat: Seat, name: str) -> OfferRow:
    """The row of an action."""
    rows = seat.call.side.offers.rows
    return next(one for one in rows if one.offer is not None and one.offer.action.name == name)


async def test_two_agents_at_the_same_promise_pay_once(late: Centre, tmp_path: Path) -> None:
    async with seated(late, tmp_path / "one") as one, seated(late, tmp_path / "two", "agent2") as two:
        await at(one, late)
        await at(two, late)
        two.desk.remote.outbox.pause()
        row(two, "late_delivery").click()
        row(one, "late_delivery").click()
        await until(lambda: len(one.call.side.under_way.cards) == 1 and one.desk.outbox.moving == 0)
        two.desk.remote.outbox.resume()
        await until(lambda: two.desk.outbox.stuck == 1)
        await until(lambda: row(two, "late_delivery").is_barred)
        assert "agent 씨" in row(two, "late_delivery").accessibleName()
        assert "6,000원" in two.visible_texts(two.call.side)
        remedies = late.request("GET", f"/remedies?customer_id={late.known.customers[NAME]}")["data"]
        assert [one["amount"] for one in remedies] == [6_000]


async def test_a_lead_approves_live_and_the_agent_takes_it_back(late: Centre, tmp_path: Path) -> None:
    async with seated(late, tmp_path / "one") as agent, seated(late, tmp_path / "two", "lead") as lead:
        await at(agent, late)
        model = agent.call.view.actions
        assert model.carry_out("goodwill_credit", {"amount": 60_000}, "생신 선물이 늦음")
        await until(lambda: len(lead.desk.approvals.waiting) == 1)
        lead.workspace.show_panel("approvals")
        await until(lambda: lead.desk.approvals.story is not None and lead.desk.approvals.story.preview is not None)
        story = lead.desk.approvals.story
        assert story is not None
        assert story.remedy.reason == "생신 선물이 늦음"
        lead.desk.approvals.approve(story.remedy, 50_000)
        await until(lambda: [one.state for one in model.remedies] == [RemedyState.COMMITTED])
        assert (model.remedies[0].amount, model.remedies[0].authority_name) == (50_000, "lead 씨")
        assert agent.call.view.remedies.undo_last()
        await until(lambda: [one.state for one in model.remedies] == [RemedyState.UNDONE])
        await until(lambda: agent.desk.outbox.moving == lead.desk.outbox.moving == 0)
        offer = model.offer("late_delivery")
        assert offer is not None
        assert offer.standing is Standing.READY


async def test_what_is_ordered_while_the_server_is_down_happens_once_when_it_is_back(
    late: Centre, tmp_path: Path
) -> None:
    async with seated(late, tmp_path / "one") as agent:
        await at(agent, late)
        month = agent.call.view.authority
        month.refresh()
        await until(lambda: month.month is not None)
        late.kill()
        await until(lambda: not agent.live)
        month.refresh()
        await until(lambda: month.error is not None)
        assert month.month is not None, "what was known stays"
        live = agent.call.side.under_way
        row(agent, "goodwill_credit").click()
        row(agent, "late_delivery").click()
        row(agent, "coupon").click()
        await until(lambda: [card.row.state for card in live.cards] == [Sending.QUEUED] * 3)
        await until(lambda: agent.visible_texts(live).count("아직 안 보냄") == 3)
        words = agent.visible_texts(live)
        assert words.count("연결이 없어 아직 아무것도 처리되지 않았습니다") == 3
        assert "완료" not in words
        live.cards[0].buttons[0].click()
        await until(lambda: [card.row.action for card in live.cards] == ["late_delivery", "goodwill_credit"])
        assert agent.call.side.balance.words() == "95,000원", "what is on its way is no longer mine to give"
        late.start()
        await until(lambda: agent.live and agent.desk.outbox.moving == 0)
        await until(lambda: {card.row.state for card in live.cards} == {RemedyState.COMMITTED})

        def done() -> list[tuple[str, int]]:
            found = late.request("GET", f"/remedies?customer_id={late.known.customers[NAME]}")["data"]
            return sorted((one["action"], one["amount"]) for one in found)

        await until(lambda: done() == [("goodwill_credit", 5_000), ("late_delivery", 6_000)])
