"""A question reaches the leads at once, calls until somebody looks, and is decided once."""

from pathlib import Path

import pytest

from desk.contract.remedies import RemedyState
from tests.client.conftest import until
from tests.client.shell_rig import client
from tests.server.remedy_rig import Shop

pytestmark = pytest.mark.usefixtures("server_ends_first")


async def test_a_question_comes_by_itself_and_is_approved_with_less(shop: Shop, tmp_path: Path) -> None:
    order = shop.order("A-1")
    shop.remedy(shop.ask("goodwill_credit", order, values={"amount": 10_000}))
    async with client(tmp_path, shop.site.url, "lead") as lead:
        approvals = lead.desk.approvals
        await until(lambda: approvals.loaded and "approvals" in lead.desk.remote.feed.topics)
        asked = shop.remedy(shop.ask("goodwill_credit", order, values={"amount": 60_000}, ask_approval=True))
        await until(lambda: [one.id for one in approvals.waiting] == [asked.id])
        assert approvals.unclaimed == 1
        approvals.choose(asked.id)
        assert approvals.unclaimed == 0
        await until(lambda: approvals.story is not None and approvals.story.limits is not None)
        story = approvals.story
        assert story is not None
        assert story.limits is not None
        assert (story.limits.case, story.case_spent) == (30_000, 10_000)
        assert story.preview is not None
        assert story.preview.effect is not None
        approvals.approve(story.remedy, 40_000)
        await until(lambda: shop.state(asked) is RemedyState.COMMITTED)
        assert (shop.now(asked).amount, shop.now(asked).authority_name) == (40_000, "lead 씨")
        await until(lambda: not approvals.waiting and not lead.desk.outbox.entries)


async def test_what_another_lead_decided_is_said_and_not_decided_twice(shop: Shop, tmp_path: Path) -> None:
    order = shop.order("A-1")
    asked = shop.remedy(shop.ask("goodwill_credit", order, values={"amount": 60_000}, ask_approval=True))
    async with client(tmp_path, shop.site.url, "lead") as lead:
        approvals = lead.desk.approvals
        await until(lambda: len(approvals.waiting) == 1)
        approvals.choose(asked.id)
        shop.remedy(shop.do("decision", asked, {"approve": False, "words": "안 됩니다"}, as_="admin"))
        await until(lambda: not approvals.waiting)
        await until(lambda: approvals.story is not None and approvals.story.remedy.state is RemedyState.DECLINED)
        assert approvals.unclaimed == 0


async def test_a_withdrawn_question_is_gone_everywhere(shop: Shop, tmp_path: Path) -> None:
    order = shop.order("A-1")
    asked = shop.remedy(shop.ask("goodwill_credit", order, values={"amount": 60_000}, ask_approval=True))
    async with client(tmp_path, shop.site.url, "lead") as lead:
        await until(lambda: len(lead.desk.approvals.waiting) == 1)
        shop.remedy(shop.do("withdraw", asked))
        await until(lambda: not lead.desk.approvals.waiting)


async def test_an_agent_hears_of_no_approvals(shop: Shop, tmp_path: Path) -> None:
    order = shop.order("A-1")
    shop.remedy(shop.ask("goodwill_credit", order, values={"amount": 60_000}, ask_approval=True))
    async with client(tmp_path, shop.site.url, "agent") as agent:
        assert not agent.desk.approvals.is_lead
        assert "approvals" not in agent.desk.remote.feed.topics
        assert not agent.desk.approvals.waiting
        assert not agent.window.commands.can_run("view.approvals")
