"""A record that is merged away while an agent works on it says where it went, and takes no word from the agent."""

from pathlib import Path

from desk.client.widgets.panels.call import CallPanel
from desk.contract.tickets import ArticleKind
from tests.client.call_rig import Workplace, workplace
from tests.client.conftest import until
from tests.server.routes.conftest import Floor


def merge(floor: Floor, survivor: int, other: int) -> None:
    """The lead makes the other record a part of the survivor."""
    version = floor.site.get(f"/customers/{survivor}", as_="lead").json()["version"]
    body = {"customer_id": other}
    assert floor.site.post(f"/customers/{survivor}/merges", body, as_="lead", if_match=version).is_success


def history(agent: Workplace) -> str:
    """Everything the history says."""
    model = agent.view.stream.model
    return "\n".join(model.row(at).body for at in range(model.count()))


def banner(panel: CallPanel) -> str:
    """What the banner says; nothing while there is none."""
    return panel.merged.words.text() if panel.merged.isVisible() else ""


async def test_words_for_a_ticket_stay_where_they_are_and_the_history_becomes_one(floor: Floor, tmp_path: Path) -> None:
    customer, survivor = floor.customer("김민지 (직장)"), floor.customer("김민지", "+821023456789")
    mine, theirs = floor.ticket(customer_id=customer)["id"], floor.ticket(customer_id=survivor)["id"]
    for ticket, words in ((mine, "from the office"), (theirs, "from home")):
        assert floor.article(ticket, "note", words).is_success
    async with workplace(floor, tmp_path) as agent:
        await agent.open(customer, mine)
        await until(lambda: agent.view.composer.target == mine and "from the office" in history(agent))
        agent.type("half a sen")
        merge(floor, survivor, customer)
        await until(lambda: banner(agent.panel))
        assert "김민지." in banner(agent.panel)
        assert agent.view.customer_id == customer, "nobody is moved while writing"
        agent.type("ten")
        assert agent.commands.run("customer.survivor")
        agent.type("ce")
        assert agent.view.customer_id == survivor
        assert not banner(agent.panel)
        await until(lambda: {"from the office", "from home"} <= set(history(agent).split("\n")))
        await until(lambda: len(agent.view.tickets.tickets) == 2)
        assert agent.view.composer.target == mine, "the ticket is the one the words were for"
        assert agent.editor.words() == agent.view.composer.body == "half a sentence"
        agent.press_send()
        await until(lambda: "half a sentence" in agent.bodies(mine), 60)


async def test_words_for_a_new_ticket_move_along_in_all_three_modes(floor: Floor, tmp_path: Path) -> None:
    customer, survivor = floor.customer("김민지 (직장)"), floor.customer("김민지")
    async with workplace(floor, tmp_path) as agent:
        await agent.open(customer)
        for kind in (ArticleKind.NOTE, ArticleKind.REPLY):
            agent.view.composer.set_kind(kind)
            agent.type(f"a new {kind}")
        merge(floor, survivor, customer)
        await until(lambda: banner(agent.panel))
        assert agent.commands.run("customer.survivor")
        assert agent.editor.words() == "a new reply"
        agent.view.composer.set_kind(ArticleKind.NOTE)
        assert agent.editor.words() == "a new note"
        kept = [agent.draft(f"customer:{customer}", kind) for kind in ("reply", "note")]
        assert kept == [None, None], "nothing is left where nobody looks again"


async def test_the_banner_follows_the_chain_and_goes_when_the_merge_is_undone(floor: Floor, tmp_path: Path) -> None:
    customer, survivor, last = floor.customer("가"), floor.customer("나"), floor.customer("다")
    merge(floor, survivor, customer)
    async with workplace(floor, tmp_path) as agent:
        await agent.open(customer)
        await until(lambda: "of 나." in banner(agent.panel))
        await until(lambda: f"customer:{survivor}" in agent.desk.remote.feed.topics and agent.live)
        merge(floor, last, survivor)
        await until(lambda: "of 다." in banner(agent.panel))
        record = floor.site.get(f"/customers/{survivor}", as_="lead").json()
        assert floor.site.delete(f"/customers/{survivor}/merges/{record['merges'][0]['id']}", as_="lead").is_success
        await until(lambda: not banner(agent.panel))
        assert not agent.commands.can_run("customer.survivor")


async def test_a_call_goes_on_with_the_record_that_stands_for_the_caller(floor: Floor, tmp_path: Path) -> None:
    customer, survivor = floor.customer("김민지 (직장)", "+821023456789"), floor.customer("김민지")
    floor.choose("available")
    async with workplace(floor, tmp_path) as agent:
        floor.talk(**{"from": "010-2345-6789"})
        await until(lambda: agent.view.customer_id == customer and agent.view.call is not None)
        agent.view.composer.set_kind(ArticleKind.CALL_NOTE)
        agent.type("said in the call")
        place = agent.view.composer.place
        merge(floor, survivor, customer)
        await until(lambda: banner(agent.panel))
        assert agent.commands.run("customer.survivor")
        assert agent.view.call is not None
        assert agent.view.composer.place == place
        assert agent.editor.words() == "said in the call"
