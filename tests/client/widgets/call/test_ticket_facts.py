"""Beside the composer: how urgent a ticket is, its tags, why it is here; and merging, which loses no words."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desk.client.models.outbox import Pending
from desk.client.widgets.call.merge_ticket_form import MergeTicketForm
from desk.client.widgets.call.tags_form import TagsForm
from desk.client.widgets.controls.toast import Toast
from desk.client.widgets.errors import words_for
from desk.contract.service import ClockKind, Priority
from tests.client.call_rig import Workplace, workplace
from tests.client.conftest import until
from tests.server.routes.conftest import Floor


def two(floor: Floor) -> tuple[int, dict[str, Any], dict[str, Any]]:
    """A customer with two open tickets, the second changed last."""
    customer = floor.customer("김민지")
    first = floor.ticket(as_="agent2", customer_id=customer, title="늦은 소포")
    return customer, first, floor.ticket(as_="agent2", customer_id=customer, title="어디까지 왔나요")


def shown(agent: Workplace) -> int | None:
    """The ticket the words go to."""
    return agent.view.composer.target


async def merged(agent: Workplace, stays: dict[str, Any]) -> None:
    """The agent merges the open ticket into the only other one, and goes on there."""
    facts = agent.panel.composer.facts
    facts.merge.click()
    form = agent.window.findChildren(MergeTicketForm)[-1]
    form.rows[0].click()
    form.sure.click()
    await until(lambda: shown(agent) == stays["id"])


async def test_urgency_and_tags_are_changed_where_the_ticket_stands(floor: Floor, tmp_path: Path) -> None:
    customer, _, ticket = two(floor)
    async with workplace(floor, tmp_path) as agent:
        await agent.open(customer, ticket["id"])
        facts = agent.panel.composer.facts
        assert facts.priority.text() == "Normal"
        agent.view.tickets.set_priority(Priority.URGENT)
        await until(lambda: facts.priority.text() == "Urgent")
        facts.tags.click()
        form = agent.window.findChildren(TagsForm)[-1]
        form.field.set_text("선물, 급함")
        QTest.keyClick(form.field.edit, Qt.Key.Key_Return)
        await until(lambda: facts.tags.text() == "선물, 급함")
        told = floor.site.get(f"/tickets/{ticket['id']}", as_="lead").json()
        assert (told["priority"], told["tags"]) == ("urgent", ["선물", "급함"])


async def test_merging_takes_the_words_along(floor: Floor, tmp_path: Path) -> None:
    customer, stays, goes = two(floor)
    async with workplace(floor, tmp_path) as agent:
        await agent.open(customer, goes["id"])
        agent.type("곧 도착합니다")
        await merged(agent, stays)
        assert agent.editor.words() == "곧 도착합니다"
        agent.press_send()
        await until(lambda: "곧 도착합니다" in agent.bodies(stays["id"]))


def state(floor: Floor, ticket: dict[str, Any]) -> str:
    found: str = floor.site.get(f"/tickets/{ticket['id']}", as_="lead").json()["state"]
    return found


async def test_a_merge_by_mistake_is_undone_where_it_was_made(floor: Floor, tmp_path: Path) -> None:
    customer, stays, goes = two(floor)
    async with workplace(floor, tmp_path) as agent:
        await agent.open(customer, goes["id"])
        await merged(agent, stays)
        await until(lambda: bool(agent.window.findChildren(Toast)))
        toast = agent.window.findChildren(Toast)[-1]
        assert toast.words.text() == f"#{goes['id']} is a part of #{stays['id']} now"
        assert state(floor, goes) == "closed"
        toast.action.click()
        await until(lambda: state(floor, goes) == "new")
        await until(lambda: {one.id for one in agent.view.tickets.open} == {goes["id"], stays["id"]})


async def test_a_merged_ticket_offers_to_undo_it_and_says_why_that_is_too_late(floor: Floor, tmp_path: Path) -> None:
    customer, stays, goes = two(floor)
    async with workplace(floor, tmp_path) as agent:
        await agent.open(customer, goes["id"])
        await merged(agent, stays)
        strip = agent.panel.composer.strip
        assert not strip.unmerge.isVisible()
        agent.view.choose_ticket(goes["id"])
        await until(strip.unmerge.isVisible)
        assert not strip.reopen.isVisible()
        floor.article(stays["id"], "note", as_="agent2")
        refused = list[Pending]()
        agent.desk.outbox.refused.connect(refused.append)
        strip.unmerge.click()
        await until(lambda: bool(refused))
        problem = refused[0].problem
        assert problem is not None
        assert words_for(problem).what.startswith("The merge can no longer be undone")
        assert strip.unmerge.isVisible()


async def test_a_promise_made_elsewhere_shows_on_the_open_ticket_by_its_name(floor: Floor, tmp_path: Path) -> None:
    customer, _, ticket = two(floor)
    call = floor.talk("c1")
    floor.hang_up("c1")
    floor.site.post(f"/calls/{call.id}/wrap-up", {"code": "late", "ticket_id": ticket["id"]})
    async with workplace(floor, tmp_path, login="agent2") as agent:
        await agent.open(customer, ticket["id"])
        facts = agent.panel.composer.facts
        assert "Call-back" not in facts.due.text()
        soon = (datetime.now(UTC) + timedelta(hours=3, minutes=1)).isoformat()
        made = floor.site.post("/callbacks", {"due_at": soon, "call_id": call.id}, as_="agent")
        assert made.status_code == 201, made.text
        floor.site.sweep()
        await until(lambda: "Call-back" in facts.due.text())
        await until(lambda: [one.clock for one in facts.clocks.clocks] == [ClockKind.CALLBACK])


async def test_a_colleagues_merge_is_told_and_the_words_stay_until_one_goes_along(floor: Floor, tmp_path: Path) -> None:
    customer, stays, goes = two(floor)
    async with workplace(floor, tmp_path) as agent:
        await agent.open(customer, goes["id"])
        agent.type("확인 중입니다")
        merge = {"into_id": stays["id"], "into_version": stays["version"]}
        path = f"/tickets/{goes['id']}/merge"
        assert floor.site.post(path, merge, as_="lead", if_match=goes["version"]).status_code == 200
        await until(agent.panel.composer.merged.isVisible)
        assert shown(agent) == goes["id"]
        assert agent.editor.words() == "확인 중입니다"
        agent.panel.composer.merged.action.click()
        await until(lambda: shown(agent) == stays["id"] and not agent.panel.composer.merged.isVisible())
        assert agent.editor.words() == "확인 중입니다"
        QTest.keyClick(agent.editor, Qt.Key.Key_Escape)


async def test_the_history_says_who_has_it_now_and_what_was_merged(floor: Floor, tmp_path: Path) -> None:
    customer, stays, goes = two(floor)
    floor.site.post(f"/tickets/{goes['id']}/take", {}, as_="agent2", if_match=goes["version"])
    async with workplace(floor, tmp_path) as agent:
        await agent.open(customer)

        def bodies() -> str:
            model = agent.view.stream.model
            rows = [model.row(at) for at in range(model.count())]
            return "\n".join(f"{row.title} {row.body}" for row in rows)

        await until(lambda: "With agent2 씨: taken by agent2 씨" in bodies())
        agent.view.tickets.merge(
            next(one for one in agent.view.tickets.tickets if one.id == goes["id"]),
            next(one for one in agent.view.tickets.tickets if one.id == stays["id"]),
        )
        await until(lambda: f"Ticket merged into #{stays['id']}" in bodies())
        await until(lambda: "Another ticket was merged in" in bodies())
