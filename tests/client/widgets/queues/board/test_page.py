"""The board against the real server: live cards, drops with foresight, one who wins, and the way back."""

from desk.client.models.board_columns import NOBODY, Grouping
from desk.contract.queues import QueueDraft, WrapUpCodeDraft
from tests.client.conftest import until
from tests.client.widgets.conftest import Start
from tests.client.widgets.queues.board.board_rig import board, column_of, drop, hold_over, middle_of, now, toasts
from tests.server.routes.conftest import Floor, written


async def test_cards_stand_where_they_belong_and_what_others_do_comes_by_itself(start: Start, floor: Floor) -> None:
    agent = floor.site.user_id("agent")
    mine, nobodys = floor.ticket(owner_id=agent), floor.ticket()
    floor.choose("available", "agent")
    async with board(start) as (_, page):
        assert (column_of(page, mine["id"]), column_of(page, nobodys["id"])) == (agent, NOBODY)
        third = floor.ticket(as_="admin")
        await until(lambda: column_of(page, third["id"]) == NOBODY)
        change = {"owner_id": agent}
        floor.site.patch(f"/tickets/{third['id']}", change, as_="admin", if_match=third["version"])
        await until(lambda: column_of(page, third["id"]) == agent)


async def test_a_drop_is_foreseen_ordered_shown_as_pending_and_taken_back(start: Start, floor: Floor) -> None:
    agent = floor.site.user_id("agent")
    floor.choose("available", "agent")
    ticket = floor.ticket()
    async with board(start) as (_, page):
        prospect = hold_over(page, ticket["id"], middle_of(page, agent))
        assert prospect is not None
        assert prospect.before is not None
        assert prospect.after is not None
        assert (prospect.before.load, prospect.after.load) == (0, 1)
        drop(page, middle_of(page, agent))
        assert column_of(page, ticket["id"]) == agent
        assert ticket["id"] in page.model.moves.pending
        assert page.model.book.cards[ticket["id"]].owner_id is None
        await until(lambda: not page.model.moves.pending)
        assert now(floor, ticket)["owner_id"] == agent
        assert page.model.book.cards[ticket["id"]].owner_id == agent
        page.steering.undo()
        await until(lambda: not page.model.moves.pending and page.model.moves.waiting == 0)
        assert now(floor, ticket)["owner_id"] is None
        assert column_of(page, ticket["id"]) == NOBODY


async def test_of_two_leads_one_wins_and_the_others_card_goes_home_and_says_why(start: Start, floor: Floor) -> None:
    agent, other = floor.site.user_id("agent"), floor.site.user_id("agent2")
    for login in ("agent", "agent2"):
        floor.choose("available", login)
    ticket = floor.ticket()
    async with board(start) as (_, page):
        hold_over(page, ticket["id"], middle_of(page, agent))
        body = {"items": [{"ticket_id": ticket["id"], "version": ticket["version"]}], "change": {"owner_id": other}}
        assert floor.site.post("/moves", body, as_="admin").is_success
        drop(page, middle_of(page, agent))
        await until(lambda: page.model.moves.home)
        assert page.model.moves.home[ticket["id"]].winner == "admin 씨"
        await until(lambda: column_of(page, ticket["id"]) == other)
        card = page.model.card(ticket["id"])
        assert card is not None
        assert "admin" in page.board.face(card, page.board.now()).note


async def test_a_drop_can_be_taken_back_from_the_words_that_tell_of_it(start: Start, floor: Floor) -> None:
    agent = floor.site.user_id("agent")
    floor.choose("available", "agent")
    ticket = floor.ticket()
    async with board(start) as (here, page):
        hold_over(page, ticket["id"], middle_of(page, agent))
        drop(page, middle_of(page, agent))
        await until(lambda: toasts(here))
        (toast,) = toasts(here)
        assert toast.words.text() == "1 card → agent 씨"
        toast.action.click()
        await until(lambda: now(floor, ticket)["owner_id"] is None)
        await until(lambda: not page.model.moves.pending)


async def test_a_queue_that_is_set_up_anew_weighs_its_cards_anew(start: Start, floor: Floor) -> None:
    agent = floor.site.user_id("agent")
    floor.choose("available", "agent")
    ticket = floor.ticket(owner_id=agent)
    async with board(start) as (_, page):
        codes = [WrapUpCodeDraft(code="done", names={})]
        draft = QueueDraft(name="배송", wrap_up_codes=codes, default_code="done", weight=3.0)
        path = f"/queues/{floor.queue_id}"
        assert floor.site.put(path, draft, as_="admin", if_match=floor.queue.version).is_success
        await until(lambda: page.model.book.cards[ticket["id"]].weight == 3.0)


async def test_people_who_come_into_a_new_team_have_its_column(start: Start, floor: Floor) -> None:
    agent = floor.site.user_id("agent")
    floor.choose("available", "agent")
    ticket = floor.ticket(owner_id=agent)
    async with board(start, by=Grouping.TEAM) as (_, page):
        assert column_of(page, ticket["id"]) == NOBODY
        team = written(floor.site.post("/teams", {"name": "새 팀", "member_ids": [agent]}, as_="admin"))["id"]
        page.model.refresh_pace()
        await until(lambda: column_of(page, ticket["id"]) == team)
        assert page.board.head(team).name == "새 팀"
