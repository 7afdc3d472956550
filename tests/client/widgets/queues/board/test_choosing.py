"""Cards dropped on a macro and on a team: what runs for each of them, and who of the team gets them."""

from typing import Any

from PySide6.QtCore import QEvent, Qt

from desk.client.models.board_columns import NOBODY, Grouping
from desk.client.models.board_targets import Kind, Target
from desk.client.widgets.queues.board.page import BoardPage
from tests.client.conftest import until
from tests.client.shell_rig import CONTROL
from tests.client.widgets.conftest import Start
from tests.client.widgets.queues.board.board_rig import (
    board,
    click,
    drop,
    hold_over,
    middle_of,
    mouse,
    now,
    toasts,
)
from tests.server.remedy_rig import Shop
from tests.server.routes.conftest import Floor, written

NAME = "오늘 안에 마무리"
CLOSE: dict[str, Any] = {"kind": "ticket", "state": "closed"}
NOTE: dict[str, Any] = {"kind": "article", "article_kind": "note", "body": "{customer} 고객님 건을 마무리함"}
GOODWILL: dict[str, Any] = {"kind": "action", "action": "goodwill_credit", "values": {"amount": 5_000}}
REPAIR: dict[str, Any] = {"kind": "action", "action": "after_service"}


def macro(floor: Floor, *steps: dict[str, Any]) -> int:
    """A macro of a lead."""
    draft = {"names": {"ko": NAME, "en": NAME}, "steps": steps}
    made: int = written(floor.site.post("/macros", draft, as_="admin"))["id"]
    return made


def drop_on_macro(page: BoardPage, card_id: int, macro_id: int) -> None:
    """Drag a card onto the zone of a macro, and let go."""
    hold_over(page, card_id, middle_of(page, NOBODY))
    rows = [target for target, _ in page.board.zones.rows]
    zone = page.board.zones.rect(rows.index(Target(Kind.MACRO, macro_id))).center()
    mouse(page, QEvent.Type.MouseMove, zone)
    drop(page, zone)


async def test_a_macro_runs_for_every_card_that_is_dropped_on_it(start: Start, floor: Floor) -> None:
    wanted = macro(floor, NOTE, CLOSE)
    one = floor.ticket(customer_id=floor.customer("김민지"))
    two = floor.ticket(customer_id=floor.customer("박서준"))
    async with board(start) as (here, page):
        await until(lambda: wanted in page.steering.macros())
        page.board.choose([one["id"], two["id"]])
        drop_on_macro(page, one["id"], wanted)
        await until(
            lambda: any(NAME in toast.words.text() and "is done" in toast.words.text() for toast in toasts(here))
        )
        assert [now(floor, ticket)["state"] for ticket in (one, two)] == ["closed", "closed"]
        await until(lambda: not page.model.book.cards)
        assert not here.desk.outbox.entries
    for ticket, name in ((one, "김민지"), (two, "박서준")):
        said = floor.site.get(f"/tickets/{ticket['id']}/articles", as_="admin").json()["data"]
        assert [article["body"] for article in said] == [f"{name} 고객님 건을 마무리함"]


async def test_what_a_macro_could_not_do_is_told_card_by_card(start: Start, floor: Floor) -> None:
    wanted = macro(floor, REPAIR)
    strangers, asked = floor.ticket(), floor.ticket(customer_id=floor.customer("김민지"))
    async with board(start) as (here, page):
        await until(lambda: wanted in page.steering.macros())
        page.board.choose([strangers["id"], asked["id"]])
        drop_on_macro(page, strangers["id"], wanted)
        results = page.steering.results
        await until(results.isVisible)
        told = {line.card_id: (line.words, line.tone) for line in results.lines}
        assert told[strangers["id"]] == ("It has no customer", "bad")
        assert told[asked["id"]][1] != "good"
        assert results.undo.isHidden()
        here.press(Qt.Key.Key_Escape)
        assert not page.steering.runner.running
        assert not here.desk.outbox.entries


async def test_who_has_two_cards_is_given_something_once(start: Start, floor: Floor) -> None:
    wanted = macro(floor, GOODWILL, NOTE)
    shop = Shop(floor.site)
    tickets = [floor.ticket(customer_id=shop.customer_id) for _ in range(2)]
    async with board(start) as (_, page):
        await until(lambda: wanted in page.steering.macros())
        page.board.choose([one["id"] for one in tickets])
        drop_on_macro(page, tickets[0]["id"], wanted)
        results = page.steering.results
        await until(results.isVisible)
        told = {line.card_id: line.words for line in results.lines}
        assert told == {
            tickets[0]["id"]: "Done",
            tickets[1]["id"]: f"Left out: this customer has had it with #{tickets[0]['id']}",
        }
    assert [one.amount for one in shop.situation().remedies] == [5_000]


async def test_who_of_a_team_gets_the_cards_is_chosen_after_the_drop(start: Start, floor: Floor) -> None:
    agent, other = floor.site.user_id("agent"), floor.site.user_id("agent2")
    team = written(floor.site.post("/teams", {"name": "가팀", "member_ids": [agent, other]}, as_="admin"))["id"]
    for login in ("agent", "agent2"):
        floor.choose("available", login)
    tickets = [floor.ticket(), floor.ticket()]
    async with board(start, by=Grouping.TEAM) as (here, page):
        await until(lambda: team in page.board.shown)
        for ticket in tickets:
            click(page, ticket["id"], CONTROL)
        hold_over(page, tickets[0]["id"], middle_of(page, team))
        assert page.board.drag_words().endswith("Then choose who of the team")
        drop(page, middle_of(page, team))
        palette = page.steering.palette
        assert palette.isVisible()
        people = [row.target for row in palette.rows.rows if row.can_be_chosen]
        assert people == [Target(Kind.AGENT, agent), Target(Kind.AGENT, other)]
        await until(lambda: any("load 0 → 2 of 8" in row.detail for row in palette.rows.rows))
        assert all(now(floor, ticket)["owner_id"] is None for ticket in tickets)
        here.press(Qt.Key.Key_Down)
        here.press(Qt.Key.Key_Return)
        await until(lambda: all(now(floor, ticket)["owner_id"] == other for ticket in tickets))
        await until(lambda: not page.model.moves.pending)
        assert page.model.columns.count(team) == 2


async def test_whoever_leaves_the_choice_of_a_team_member_moves_nothing(start: Start, floor: Floor) -> None:
    agent = floor.site.user_id("agent")
    team = written(floor.site.post("/teams", {"name": "가팀", "member_ids": [agent]}, as_="admin"))["id"]
    floor.choose("available", "agent")
    ticket = floor.ticket()
    async with board(start, by=Grouping.TEAM) as (here, page):
        await until(lambda: team in page.board.shown)
        hold_over(page, ticket["id"], middle_of(page, team))
        drop(page, middle_of(page, team))
        here.press(Qt.Key.Key_Escape)
        assert not page.steering.palette.isVisible()
        assert not page.model.moves.waiting
        assert page.model.columns.place(ticket["id"]) == (NOBODY, 0)
