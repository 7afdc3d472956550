"""The board when things go wrong: no server, a sign-out in the middle, two orders in a row, too late to take back."""

from collections.abc import AsyncGenerator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from desk.client.models.board_columns import NOBODY
from desk.client.models.board_targets import Hand, Kind, Target
from desk.client.models.clock import Clock
from desk.client.models.health import Link
from desk.client.models.session import Sitting
from desk.client.remote import outbox_rows
from desk.client.widgets.language import language
from tests.chaos.proxy import Proxy
from tests.client.conftest import until
from tests.client.shell_rig import CONTROL, PLAIN, Client, client
from tests.client.widgets.conftest import Start
from tests.client.widgets.queues.board.board_rig import (
    board,
    column_of,
    drop,
    hold_over,
    middle_of,
    mouse,
    now,
    toasts,
)
from tests.server.routes.conftest import Floor


@asynccontextmanager
async def through(floor: Floor, home: Path) -> AsyncGenerator[tuple[Proxy, Start]]:
    """A line to the server that can be cut, and clients that come through it."""
    async with Proxy(int(floor.site.url.rpartition(":")[2])) as line:

        def begin(login: str = "lead", place: str = "home") -> AbstractAsyncContextManager[Client]:
            return client(home / place, line.url, login)

        yield line, begin


def words(here: Client) -> list[str]:
    """What passes by just now."""
    return [toast.words.text() for toast in toasts(here)]


async def test_what_is_dropped_while_the_server_is_away_waits_and_is_done_once_it_is_back(
    floor: Floor, tmp_path: Path, expected_log: list[str]
) -> None:
    expected_log.append("desk.")
    agent = floor.site.user_id("agent")
    floor.choose("available", "agent")
    ticket = floor.ticket()
    async with through(floor, tmp_path) as (line, begin), board(begin) as (here, page):
        await line.pull_the_cable()
        await until(lambda: here.desk.health.link is not Link.LIVE)
        hold_over(page, ticket["id"], middle_of(page, agent))
        drop(page, middle_of(page, agent))
        assert column_of(page, ticket["id"]) == agent
        await until(lambda: page.toolbar.fresh.text().endswith("old"))
        assert now(floor, ticket)["owner_id"] is None
        late = floor.ticket(as_="admin")
        line.plug_in()
        await until(lambda: now(floor, ticket)["owner_id"] == agent)
        await until(lambda: not page.model.moves.pending)
        await until(lambda: column_of(page, late["id"]) == NOBODY)
        assert page.model.book.cards[ticket["id"]].owner_id == agent


async def test_what_was_not_sent_yet_is_taken_back_and_not_the_move_before_it(
    floor: Floor, tmp_path: Path, expected_log: list[str]
) -> None:
    expected_log.append("desk.")
    agent = floor.site.user_id("agent")
    floor.choose("available", "agent")
    before, ticket = floor.ticket(), floor.ticket()
    async with through(floor, tmp_path) as (line, begin), board(begin) as (here, page):
        hold_over(page, before["id"], middle_of(page, agent))
        drop(page, middle_of(page, agent))
        await until(lambda: page.model.moves.can_undo() is not None and not page.model.moves.pending)
        await line.pull_the_cable()
        await until(lambda: here.desk.health.link is not Link.LIVE)
        hold_over(page, ticket["id"], middle_of(page, agent))
        drop(page, middle_of(page, agent))
        here.press(Qt.Key.Key_Z, CONTROL)
        await until(lambda: column_of(page, ticket["id"]) == NOBODY)
        line.plug_in()
        await until(lambda: here.desk.health.link is Link.LIVE and not here.desk.outbox.entries)
        await until(lambda: not page.model.moves.pending and not page.model.moves.waiting)
        assert now(floor, ticket)["owner_id"] is None
        assert now(floor, before)["owner_id"] == agent


async def test_an_order_taken_back_among_what_is_unsent_lets_its_cards_go(start: Start, floor: Floor) -> None:
    agent = floor.site.user_id("agent")
    floor.choose("available", "agent")
    ticket = floor.ticket()
    async with board(start) as (here, page):
        here.desk.remote.outbox.pause()
        hold_over(page, ticket["id"], middle_of(page, agent))
        drop(page, middle_of(page, agent))
        await until(lambda: here.desk.outbox.entries)
        here.desk.outbox.withdraw(here.desk.outbox.entries[0].key)
        await until(lambda: not page.model.moves.pending)
        assert column_of(page, ticket["id"]) == NOBODY
        assert not page.model.moves.waiting
        here.desk.remote.outbox.resume()
    assert now(floor, ticket)["owner_id"] is None


async def test_what_waited_too_long_is_not_sent_and_says_so(
    start: Start, floor: Floor, monkeypatch: pytest.MonkeyPatch
) -> None:
    agent = floor.site.user_id("agent")
    floor.choose("available", "agent")
    ticket = floor.ticket()
    async with board(start) as (here, page):
        here.desk.remote.outbox.pause()
        hold_over(page, ticket["id"], middle_of(page, agent))
        drop(page, middle_of(page, agent))
        await until(lambda: here.desk.outbox.entries)
        monkeypatch.setattr(outbox_rows, "STALE_AFTER", 0.0)
        here.desk.remote.outbox.resume()
        await until(lambda: words(here))
        assert words(here) == ["It waited too long for the server and was not sent: please look at it anew."]
        assert column_of(page, ticket["id"]) == NOBODY
        await until(lambda: not here.desk.outbox.entries)
    assert now(floor, ticket)["owner_id"] is None


async def test_a_card_can_be_moved_on_before_anybody_has_heard_of_the_first_move(start: Start, floor: Floor) -> None:
    agent, other = floor.site.user_id("agent"), floor.site.user_id("agent2")
    for login in ("agent", "agent2"):
        floor.choose("available", login)
    ticket = floor.ticket()
    async with board(start) as (here, page):
        hold_over(page, ticket["id"], middle_of(page, agent))
        drop(page, middle_of(page, agent))
        hold_over(page, ticket["id"], middle_of(page, other))
        drop(page, middle_of(page, other))
        assert words(here) == ["Still being sent, so left as they are: 1 card"]
        await until(lambda: not page.model.moves.waiting)
        hold_over(page, ticket["id"], middle_of(page, other))
        drop(page, middle_of(page, other))
        await until(lambda: not page.model.moves.waiting)
        assert not page.model.moves.home
        await until(lambda: now(floor, ticket)["owner_id"] == other)
        await until(lambda: not page.model.moves.pending)


async def test_a_card_that_a_colleague_moves_while_it_is_held_stays_with_the_colleague(
    start: Start, floor: Floor
) -> None:
    agent, other = floor.site.user_id("agent"), floor.site.user_id("agent2")
    for login in ("agent", "agent2"):
        floor.choose("available", login)
    ticket = floor.ticket()
    async with board(start) as (here, page):
        hold_over(page, ticket["id"], middle_of(page, agent))
        floor.site.patch(f"/tickets/{ticket['id']}", {"owner_id": other}, as_="admin", if_match=ticket["version"])
        await until(lambda: column_of(page, ticket["id"]) == other)
        drop(page, middle_of(page, agent))
        await until(lambda: words(here))
        assert words(here) == [f"#{ticket['id']} stays: admin 씨 was faster"]
        assert column_of(page, ticket["id"]) == other
        assert now(floor, ticket)["owner_id"] == other


async def test_after_a_gap_in_what_was_heard_the_board_is_as_the_server_is(
    floor: Floor, tmp_path: Path, expected_log: list[str]
) -> None:
    expected_log.append("desk.")
    agent = floor.site.user_id("agent")
    floor.choose("available", "agent")
    moved, closed = floor.ticket(), floor.ticket()
    async with through(floor, tmp_path) as (line, begin), board(begin) as (here, page):
        await line.pull_the_cable()
        await until(lambda: here.desk.health.link is not Link.LIVE)
        # The server's log ends before what this window has heard: nobody can tell it what it missed.
        here.desk.remote.feed.position = 10_000_000
        come = floor.ticket(as_="admin")
        floor.site.patch(f"/tickets/{moved['id']}", {"owner_id": agent}, as_="admin", if_match=moved["version"])
        floor.site.patch(f"/tickets/{closed['id']}", {"state": "closed"}, as_="admin", if_match=closed["version"])
        line.plug_in()
        await until(lambda: set(page.model.book.cards) == {moved["id"], come["id"]})
        await until(lambda: column_of(page, moved["id"]) == agent)
        assert column_of(page, closed["id"]) is None


async def test_a_button_that_was_let_go_where_nobody_saw_it_holds_nothing_any_more(start: Start, floor: Floor) -> None:
    agent = floor.site.user_id("agent")
    floor.choose("available", "agent")
    ticket = floor.ticket()
    async with board(start) as (_, page):
        hold_over(page, ticket["id"], middle_of(page, agent))
        view, at = page.board.viewport(), QPointF(middle_of(page, agent))
        no = Qt.MouseButton.NoButton
        QApplication.sendEvent(view, QMouseEvent(QEvent.Type.MouseMove, at, at, no, no, PLAIN))
        assert page.board.hand is None
        drop(page, middle_of(page, agent))
        assert not page.model.moves.waiting
        assert column_of(page, ticket["id"]) == NOBODY


async def test_columns_stay_under_the_mouse_while_a_card_is_held(start: Start, floor: Floor) -> None:
    first, second = floor.site.user_id("agent"), floor.site.user_id("agent2")
    for login in ("agent", "agent2"):
        floor.choose("available", login)
    ticket = floor.ticket()
    async with board(start) as (_, page):
        await until(lambda: {first, second} <= set(page.board.shown))
        place = middle_of(page, first)
        hold_over(page, ticket["id"], place)
        # Whoever is away stands behind those who are here, where nothing is held.
        floor.choose("break", "agent")
        await until(lambda: not page.model.floor.agents[first].here)
        assert page.board.column_at(place) == first
        page.board.cancel_drag()
        assert page.board.column_at(place) not in (first, None)


async def test_after_half_a_minute_nothing_is_taken_back(
    start: Start, floor: Floor, monkeypatch: pytest.MonkeyPatch
) -> None:
    agent = floor.site.user_id("agent")
    floor.choose("available", "agent")
    ticket = floor.ticket()
    async with board(start) as (here, page):
        hold_over(page, ticket["id"], middle_of(page, agent))
        drop(page, middle_of(page, agent))
        await until(lambda: page.model.moves.can_undo() is not None and not page.model.moves.pending)
        (toast,) = toasts(here)
        present = Clock.now

        def later(clock: Clock) -> datetime:
            return present(clock) + timedelta(seconds=31)

        monkeypatch.setattr(Clock, "now", later)
        toast.action.click()
        assert words(here) == ["There is nothing that could still be taken back"]
        assert not page.model.moves.waiting
        assert now(floor, ticket)["owner_id"] == agent


async def test_whoever_signs_out_with_a_card_in_the_hand_leaves_nothing_in_it(start: Start, floor: Floor) -> None:
    agent = floor.site.user_id("agent")
    floor.choose("available", "agent")
    chosen, held = floor.ticket(owner_id=agent), floor.ticket()
    async with board(start) as (here, page):
        page.board.choose([chosen["id"]])
        place = middle_of(page, agent)
        hold_over(page, held["id"], place)
        here.desk.session.sign_out()
        await until(lambda: here.desk.session.sitting is Sitting.SIGNED_OUT)
        mouse(page, QEvent.Type.MouseButtonRelease, place)
        await until(lambda: not here.desk.session.asking)
        await here.sign_in("admin")
        await until(lambda: page.model.loaded and len(page.model.book.cards) == 2)
        assert page.board.hand is None
        assert not page.board.picked()
        assert page.toolbar.move_button.isHidden()
        assert not here.desk.outbox.entries
    assert floor.site.get(f"/tickets/{held['id']}").json()["owner_id"] is None


async def test_whoever_changed_a_card_since_the_proposal_wins_over_it(start: Start, floor: Floor) -> None:
    busy, lead = floor.site.user_id("agent"), floor.site.user_id("lead")
    for login in ("agent", "agent2"):
        floor.choose("available", login)
    for _ in range(12):
        floor.ticket(as_="admin", owner_id=busy)
    async with board(start) as (_, page):
        page.ask_rebalance()
        await until(lambda: page.rebalance.proposal is not None)
        proposal = page.rebalance.proposal
        assert proposal is not None
        first, *rest = proposal.moves
        floor.site.patch(f"/tickets/{first.ticket_id}", {"owner_id": lead}, as_="admin", if_match=first.version)
        await until(lambda: page.model.book.cards[first.ticket_id].owner_id == lead)
        page.side.accept.click()
        await until(lambda: not page.model.moves.waiting and not page.model.moves.pending)
        assert page.model.book.cards[first.ticket_id].owner_id == lead
        assert page.model.moves.home[first.ticket_id].winner == "admin 씨"
        assert all(page.model.book.cards[one.ticket_id].owner_id == one.to_id for one in rest)


async def test_of_five_hundred_those_that_others_have_changed_stay_and_the_results_way_back_is_theirs(
    start: Start, floor: Floor
) -> None:
    agent = floor.site.user_id("agent")
    floor.choose("available", "agent")
    tickets = [floor.ticket() for _ in range(500)]
    mine = floor.ticket(title="따로 옮긴 것")
    async with board(start) as (_, page):
        page.board.choose([one["id"] for one in tickets])
        hold_over(page, page.model.columns.ids(NOBODY)[0], middle_of(page, agent))
        body = {
            "items": [{"ticket_id": one["id"], "version": one["version"]} for one in tickets[:20]],
            "change": {"priority": "high"},
        }
        assert floor.site.post("/moves", body, as_="admin").is_success
        drop(page, middle_of(page, agent))
        results = page.steering.results
        await until(results.isVisible)
        assert [line.tone for line in results.lines[:21]] == ["bad"] * 20 + ["good"]
        assert results.summary.text() == "480 done, 20 refused"
        # Another move comes after it: what is taken back here is still the one that is told of.
        page.steering.drop(Hand(page.model, page.board.clock, [mine["id"]]), Target(Kind.AGENT, agent))
        await until(lambda: now(floor, mine)["owner_id"] == agent)
        await until(lambda: not page.model.moves.waiting)
        results.undo.click()
        await until(lambda: now(floor, tickets[499])["owner_id"] is None)
        await until(lambda: not page.model.moves.waiting and not page.model.moves.pending)
        assert now(floor, mine)["owner_id"] == agent
        assert page.model.columns.count(agent) == 1


async def test_what_stands_there_changes_its_language_with_the_window(start: Start, floor: Floor) -> None:
    agent = floor.site.user_id("agent")
    floor.choose("available", "agent")
    ticket = floor.ticket()
    async with board(start) as (here, page):
        hold_over(page, ticket["id"], middle_of(page, agent))
        drop(page, middle_of(page, agent))
        await until(lambda: toasts(here))
        page.board.choose([ticket["id"]])
        page.steering.ask_change()
        sheet = page.steering.sheet
        sheet.priority.setCurrentIndex(2)
        kept = sheet.priority.currentData()
        language().apply("ko")
        await until(lambda: words(here) == ["카드 1건 → agent 씨"])
        assert toasts(here)[0].action.text() == "되돌리기"
        await until(lambda: sheet.priority.currentText() == "높음")
        assert sheet.heading.text() == "카드 1건 변경"
        assert sheet.priority.currentData() == kept
        sheet.close()
        page.steering.ask_where()
        assert "옮길 곳" in page.steering.palette.heading.text()
        language().apply("en")
        await until(lambda: page.steering.palette.heading.text() == "Move 1 card to…")
        page.steering.palette.close()
