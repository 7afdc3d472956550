"""What a lead does with many cards: chosen, found, changed, put aside, rebalanced; by mouse and by keyboard."""

from datetime import timedelta

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAccessible

from desk.client.models.board_columns import NOBODY, Grouping, Order
from desk.client.models.board_targets import Doubt, Kind, Snooze, Target
from desk.contract.queues import QueueDraft, WrapUpCodeDraft
from desk.contract.service import Priority
from desk.server.store import clock
from tests.client.conftest import until
from tests.client.shell_rig import CONTROL
from tests.client.widgets.conftest import Start
from tests.client.widgets.queues.board.board_rig import (
    board,
    click,
    column_of,
    drop,
    hold_over,
    middle_of,
    mouse,
    now,
    toasts,
)
from tests.server.routes.conftest import Floor


async def test_two_leads_windows_drag_one_card_and_one_of_them_wins(start: Start, floor: Floor) -> None:
    agent, other = floor.site.user_id("agent"), floor.site.user_id("agent2")
    for login in ("agent", "agent2"):
        floor.choose("available", login)
    ticket = floor.ticket()
    card = ticket["id"]
    async with board(start, "lead") as (_, mine), board(start, "admin", "elsewhere") as (_, theirs):
        hold_over(mine, card, middle_of(mine, agent))
        hold_over(theirs, card, middle_of(theirs, other))
        drop(theirs, middle_of(theirs, other))
        await until(lambda: not theirs.model.moves.pending)
        drop(mine, middle_of(mine, agent))
        await until(lambda: mine.model.moves.home)
        await until(lambda: column_of(mine, card) == other)
        await until(lambda: column_of(theirs, card) == other)
        assert mine.model.moves.home[card].winner == "admin 씨"
        assert not theirs.model.moves.home


async def test_many_are_chosen_with_ctrl_shift_a_band_and_a_whole_column(start: Start, floor: Floor) -> None:
    ids = [floor.ticket()["id"] for _ in range(5)]
    async with board(start, by=Grouping.QUEUE) as (here, page):
        page.arrange(Grouping.QUEUE, Order.AGE)
        await until(lambda: not page.model.busy)
        ids = page.model.columns.ids(floor.queue_id)
        click(page, ids[0])
        assert page.board.picked() == [ids[0]]
        click(page, ids[2], CONTROL)
        assert set(page.board.picked()) == {ids[0], ids[2]}
        click(page, ids[4], Qt.KeyboardModifier.ShiftModifier)
        assert set(page.board.picked()) == set(ids[2:])
        here.press(Qt.Key.Key_A, CONTROL)
        assert set(page.board.picked()) == set(ids)
        here.press(Qt.Key.Key_Escape)
        column = page.board.rect_of(floor.queue_id)
        begin = QPoint(column.right() + 4, page.board.card_rect(ids[1]).bottom() + 2)
        mouse(page, QEvent.Type.MouseButtonPress, begin)
        for end in (QPoint(column.left() + 30, page.board.top + 60), QPoint(column.left() + 20, page.board.top + 4)):
            mouse(page, QEvent.Type.MouseMove, end)
        mouse(page, QEvent.Type.MouseButtonRelease, end)
        assert set(page.board.picked()) == set(ids[:2])


async def test_of_a_bulk_edit_every_card_has_its_own_result_and_one_undo_brings_the_rest_back(
    start: Start, floor: Floor
) -> None:
    one, two = floor.ticket(), floor.ticket()
    async with board(start) as (_, page):
        page.board.choose([one["id"], two["id"]])
        page.steering.ask_change()
        sheet = page.steering.sheet
        sheet.priority.setCurrentIndex(sheet.priority.findData(Priority.URGENT.value))
        sheet.add_tags.set_text("#선물 재문의")
        floor.site.patch(f"/tickets/{one['id']}", {"priority": "high"}, as_="admin", if_match=one["version"])
        sheet.yes.click()
        results = page.steering.results
        await until(results.isVisible)
        assert [(line.card_id, line.tone) for line in results.lines] == [(one["id"], "bad"), (two["id"], "good")]
        assert "admin 씨" in results.lines[0].words
        assert (now(floor, two)["priority"], now(floor, two)["tags"]) == ("urgent", ["선물", "재문의"])
        results.undo.click()
        await until(lambda: now(floor, two)["priority"] == "normal")
        await until(lambda: not page.model.moves.pending)
        assert now(floor, one)["priority"] == "high"


async def test_whoever_lacks_a_skill_gets_nothing_and_whoever_is_not_here_with_a_warning(
    start: Start, floor: Floor
) -> None:
    codes = [WrapUpCodeDraft(code="done", names={})]
    draft = QueueDraft(name="해외", skills=["english"], wrap_up_codes=codes, default_code="done")
    skilled = floor.site.post("/queues", draft, as_="admin").json()["data"]["id"]
    agent, away = floor.site.user_id("agent"), floor.site.user_id("agent2")
    floor.choose("available", "agent")
    abroad, owned = floor.ticket(queue_id=skilled), floor.ticket(owner_id=away)
    plain = floor.ticket()
    async with board(start) as (here, page):
        await until(lambda: away in page.board.shown and page.model.floor.skills_of(skilled))
        prospect = hold_over(page, abroad["id"], middle_of(page, agent))
        assert prospect is not None
        assert prospect.forbidden
        assert prospect.lacking == ("english",)
        drop(page, middle_of(page, agent))
        await until(lambda: toasts(here))
        assert "english" in toasts(here)[0].words.text()
        assert now(floor, abroad)["owner_id"] is None
        hold_over(page, plain["id"], middle_of(page, agent))
        # The last columns come out from under the zones while something is dragged.
        across = page.board.horizontalScrollBar()
        across.setValue(across.maximum())
        mouse(page, QEvent.Type.MouseMove, middle_of(page, away))
        prospect = page.board.prospect()
        assert prospect is not None
        assert prospect.doubts == (Doubt.NOT_HERE,)
        drop(page, middle_of(page, away))
        await until(lambda: now(floor, plain)["owner_id"] == away)
        await until(lambda: not page.model.moves.pending)
        assert column_of(page, owned["id"]) == away


async def test_what_is_dropped_on_a_zone_is_put_aside_until_then(start: Start, floor: Floor) -> None:
    ticket = floor.ticket()
    async with board(start) as (_, page):
        hold_over(page, ticket["id"], middle_of(page, NOBODY))
        rows = [target for target, _ in page.board.zones.rows]
        zone = page.board.zones.rect(rows.index(Target(Kind.SNOOZE, snooze=Snooze.HOUR))).center()
        mouse(page, QEvent.Type.MouseMove, zone)
        drop(page, zone)
        await until(lambda: now(floor, ticket)["state"] == "pending")
        until_then = clock.instant(clock.micros(clock.now())) + timedelta(minutes=61)
        card = page.model.book.cards[ticket["id"]]
        await until(lambda: page.model.book.cards[ticket["id"]].pending_until is not None)
        card = page.model.book.cards[ticket["id"]]
        assert card.pending_until is not None
        assert until_then.timestamp() - 180 < card.pending_until <= until_then.timestamp()


async def test_by_keyboard_alone_a_card_is_found_moved_with_foresight_and_taken_back(
    start: Start, floor: Floor
) -> None:
    agent = floor.site.user_id("agent")
    floor.choose("available", "agent")
    floor.ticket()
    ticket = floor.ticket(title="충전기 고장", tags=["파손"])
    async with board(start) as (here, page):
        here.press(Qt.Key.Key_Slash, text="/")
        finder = page.find_palette
        assert finder is not None
        finder.field.setText("충전 파손")
        finder.finder.look_for("충전 파손")
        await until(lambda: [row.target for row in finder.rows.rows] == [ticket["id"]])
        here.press(Qt.Key.Key_Return)
        assert page.board.current == ticket["id"]
        here.press(Qt.Key.Key_M, text="m")
        palette = page.steering.palette
        palette.field.setText("agent 씨")
        row = palette.rows
        await until(lambda: any("load 0 → 1 of 8" in one.detail for one in row.rows))
        here.press(Qt.Key.Key_Return)
        await until(lambda: now(floor, ticket)["owner_id"] == agent)
        await until(lambda: not page.model.moves.pending and page.model.moves.can_undo() is not None)
        here.press(Qt.Key.Key_Z, CONTROL)
        await until(lambda: now(floor, ticket)["owner_id"] is None)
        await until(lambda: not page.model.moves.pending)


async def test_a_screen_reader_is_told_of_columns_and_of_the_card_where_the_keyboard_is(
    start: Start, floor: Floor
) -> None:
    ticket = floor.ticket(priority="urgent")
    async with board(start, by=Grouping.STATE) as (here, page):
        here.press(Qt.Key.Key_Down)
        reader = QAccessible.queryAccessibleInterface(page.board)
        names = [reader.child(at).text(QAccessible.Text.Name) for at in range(reader.childCount() - 1)]
        assert names[0] == "New, 1 card"
        assert names[1].startswith(f"#{ticket['id']} 늦은 소포, New, Urgent")
        assert page.board.current == ticket["id"]
        here.press(Qt.Key.Key_Space, text=" ")
        assert page.board.picked() == [ticket["id"]]
        assert page.board.card_sentence(ticket["id"]).endswith("selected")


async def test_a_proposal_is_shown_as_arrows_accepted_in_part_and_taken_back(start: Start, floor: Floor) -> None:
    busy = floor.site.user_id("agent")
    for login in ("agent", "agent2"):
        floor.choose("available", login)
    tickets = [floor.ticket(as_="admin", owner_id=busy) for _ in range(12)]
    async with board(start) as (_, page):
        page.ask_rebalance()
        await until(lambda: page.rebalance.proposal is not None)
        proposal = page.rebalance.proposal
        assert proposal is not None
        assert proposal.moves
        assert page.board.arrows.counts.total() == len(proposal.moves)
        assert {start for start, _ in page.board.arrows.counts} == {busy}
        kept = proposal.moves[0]
        page.rebalance.tick([one.ticket_id for one in proposal.moves[1:]], on=False)
        page.side.accept.click()
        ticket = next(one for one in tickets if one["id"] == kept.ticket_id)
        await until(lambda: now(floor, ticket)["owner_id"] == kept.to_id)
        assert now(floor, ticket)["assigned"]["code"] == "rebalanced"
        others = [one for one in tickets if one["id"] != kept.ticket_id]
        assert all(now(floor, one)["owner_id"] == busy for one in others)
        assert not page.board.arrows.counts
        await until(lambda: not page.model.moves.pending and page.model.moves.can_undo() is not None)
        page.steering.undo()
        await until(lambda: now(floor, ticket)["owner_id"] == busy)
        await until(lambda: not page.model.moves.pending)


async def test_columns_and_order_and_what_is_folded_are_remembered(start: Start, floor: Floor) -> None:
    floor.ticket()
    async with board(start, by=Grouping.QUEUE) as (here, page):
        page.arrange(Grouping.QUEUE, Order.AGE)
        page.board.fold(floor.queue_id)
        settings = here.settings
        kept = settings.board_columns, settings.board_order, settings.board_folded
        assert kept == ("queue", "age", [f"queue:{floor.queue_id}"])
        assert page.board.width_of(floor.queue_id) < 100
