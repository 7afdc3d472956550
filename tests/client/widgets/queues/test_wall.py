"""The wall: numbers with their age, thresholds one can see without colours, alarms until a lead has them."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest

from desk.client.models.session import Sitting
from desk.client.models.wall_rows import Cell, Column, QueueRows
from desk.client.widgets.controls.paint import text_width
from desk.client.widgets.controls.toast import Toast
from desk.client.widgets.language import language
from desk.client.widgets.queues.wall_look import CellPainter, Scale
from desk.client.widgets.queues.wall_table import WallTable
from desk.client.widgets.rail import RailButton
from desk.contract.events import AlarmOver
from desk.contract.wall import Measure
from desk.queueing.wall import Standing
from desk.server.store import log
from tests.chaos.proxy import Proxy
from tests.client.conftest import until
from tests.client.floor_rig import click, listening, port_of, raise_alarm, set_thresholds, wall_page
from tests.client.remote.remote_rig import PASSWORD
from tests.client.shell_rig import Client, client
from tests.client.widgets.conftest import Start
from tests.server.routes.conftest import Floor

#: One call that waits is an alarm at once.
CALLS = {"measure": "waiting", "warn": 1, "alarm": 1, "name": "밀림"}


def cell(table: WallTable, column: Column, row: int = 0) -> Cell:
    """What stands on the wall."""
    rows = table.model()
    assert isinstance(rows, QueueRows)
    return rows.cells[row][list(Column).index(column)]


def called(here: Client) -> list[str]:
    """What a lead is called to while they look elsewhere."""
    return [toast.words.text() for toast in here.window.findChildren(Toast) if toast.isVisible()]


async def on_the_wall(here: Client) -> WallTable:
    """Somebody looks at it, and the numbers are there."""
    page = wall_page(here)
    await until(lambda: here.desk.wall.wall is not None and here.desk.wall.thresholds is not None)
    await until(lambda: bool(here.desk.directory.queues))
    await listening(here, "wall", "calls", "floor")
    return page.board.queues


async def test_everybody_sees_a_call_that_waits_within_a_second_and_its_wait_grows(floor: Floor, start: Start) -> None:
    async with start("agent") as agent:
        table = await on_the_wall(agent)
        assert cell(table, Column.WAITING).text == "0"
        assert cell(table, Column.LONGEST).text == "–"
        floor.ring()
        await until(lambda: cell(table, Column.WAITING).text == "1")
        assert sum(cell(table, Column.WAITING).buckets) == 1
        wall = agent.desk.wall.wall
        assert wall is not None
        counted = wall.queues[0].longest_wait
        await until(lambda: agent.desk.wall.longest(wall.queues[0]) > counted)
        assert not wall_page(agent).thresholds.isVisible()


async def test_what_is_too_much_is_said_by_a_word_and_a_shape_too(floor: Floor, start: Start) -> None:
    set_thresholds(floor, CALLS)
    floor.ring()
    async with start("agent") as agent:
        table = await on_the_wall(agent)
        await until(lambda: cell(table, Column.WAITING).standing is Standing.ALARM)
        assert cell(table, Column.WAITING).name == "밀림"
        index = table.model().index(0, list(Column).index(Column.WAITING))
        assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Calls waiting: 1, 밀림"
        total = wall_page(agent).board.totals[0]
        await until(lambda: total.cell.name == "밀림 · 배송")
        assert "밀림" in total.accessibleName()


async def test_an_alarm_calls_leads_until_one_of_them_takes_it(floor: Floor, start: Start) -> None:
    async with start("lead") as lead:
        await listening(lead, "wall")
        sound = lead.work.reception.floor_sound
        assert not sound.is_calling()
        raise_alarm(floor)
        await until(lambda: bool(lead.desk.wall.unclaimed))
        assert sound.is_calling()
        assert sound.calls_for() == "alarm"
        button = lead.workspace.rail.findChildren(RailButton)[1]
        assert button.accessibleName() == "Queues 1"
        wall_page(lead)
        await until(lambda: bool(wall_page(lead).board.alarms.rows))
        row = wall_page(lead).board.alarms.rows[0]
        assert "Nobody has it yet" in row.accessibleName()
        click(row.claim)
        assert not sound.is_calling()
        await until(lambda: bool(lead.desk.wall.alarms) and lead.desk.wall.alarms[0].claimed_by == lead.desk.wall.me)
        assert "lead 씨 takes care of it" in wall_page(lead).board.alarms.rows[0].accessibleName()
        assert button.accessibleName() == "Queues"


async def test_a_lead_elsewhere_is_told_without_the_keyboard_and_takes_it_by_a_key(floor: Floor, start: Start) -> None:
    async with start("lead") as lead:
        await listening(lead, "wall")
        before = lead.window.focusWidget()
        raise_alarm(floor)
        await until(lambda: bool(lead.desk.wall.unclaimed))
        assert lead.window.focusWidget() is before
        assert lead.commands.can_run("wall.claim")
        lead.press(Qt.Key.Key_F11, Qt.KeyboardModifier.ControlModifier)
        await until(lambda: not lead.desk.outbox.entries and lead.desk.wall.alarms[0].claimed_by is not None)
        assert not lead.commands.can_run("wall.claim")


async def test_without_the_server_the_wall_is_grey_and_says_how_old_it_is(floor: Floor, tmp_path: Path) -> None:
    floor.ring()
    async with Proxy(port_of(floor)) as proxy, client(tmp_path, proxy.url) as agent:
        table = await on_the_wall(agent)
        await until(lambda: cell(table, Column.WAITING).text == "1")
        age = wall_page(agent).age
        assert not age.old
        await proxy.pull_the_cable()
        await until(lambda: agent.desk.health.link.lost)
        await until(lambda: table.old and age.old)
        assert "The server does not answer. These numbers are from" in age.text
        stands = agent.desk.wall.wall
        assert stands is not None
        assert agent.desk.wall.longest(stands.queues[0]) == stands.queues[0].longest_wait


async def test_the_whole_screen_needs_no_hand_and_gives_the_desk_back(floor: Floor, start: Start) -> None:
    async with start("agent") as agent:
        await on_the_wall(agent)
        agent.press(Qt.Key.Key_F11)
        screen = wall_page(agent).screen_
        assert screen is not None
        assert screen.isVisible()
        assert screen.size() == agent.window.size()
        assert agent.window.isFullScreen()
        assert screen.cursor().shape() is Qt.CursorShape.BlankCursor
        QTest.keyClick(screen, Qt.Key.Key_Escape)
        assert not screen.isVisible()
        assert not agent.window.isFullScreen()
        agent.press(Qt.Key.Key_F11)
        assert screen.isVisible()
        floor.choose("available")
        floor.ring()
        await until(lambda: not screen.isVisible())


async def test_nobody_is_locked_out_of_a_wall_screen_but_out_of_the_desk_behind_it(
    floor: Floor, start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with start("agent") as agent:
        await on_the_wall(agent)
        agent.press(Qt.Key.Key_F11)
        idle = agent.work.reception.idle
        monkeypatch.setattr(idle, "idle", lambda: timedelta(days=1).total_seconds())
        idle.look()
        assert agent.desk.session.sitting is Sitting.SIGNED_IN
        assert idle.attended()
        screen = wall_page(agent).screen_
        assert screen is not None
        monkeypatch.undo()
        screen.leave()
        await until(lambda: agent.desk.session.sitting is Sitting.LOCKED)
        agent.desk.session.unlock(PASSWORD)
        await until(lambda: agent.desk.session.sitting is Sitting.SIGNED_IN)


async def test_over_a_wall_screen_no_key_reaches_the_desk_but_the_way_back(floor: Floor, start: Start) -> None:
    async with start("lead") as lead:
        await on_the_wall(lead)
        lead.press(Qt.Key.Key_F11)
        lead.press(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
        assert not lead.workspace.palette_.isVisible()
        before = lead.desk.outbox.entries
        lead.press(Qt.Key.Key_F2)
        assert lead.desk.outbox.entries == before
        lead.press(Qt.Key.Key_F11)
        assert not lead.desk.wall.whole
        lead.press(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
        assert lead.workspace.palette_.isVisible()


async def test_alarms_call_a_lead_who_looks_elsewhere_and_never_cover_the_wall(floor: Floor, start: Start) -> None:
    async with start("lead") as lead:
        await listening(lead, "wall")
        for measure in (Measure.WAITING, Measure.LONGEST_WAIT, Measure.MISSED, Measure.UNASSIGNED):
            raise_alarm(floor, measure=measure)
        await until(lambda: len(lead.desk.wall.unclaimed) == 4)
        assert called(lead) == ["배송 · Calls waiting 3 (limit 1) · 3 more"]
        language().apply("ko")
        assert called(lead) != ["배송 · Calls waiting 3 (limit 1) · 3 more"]
        language().apply("en")
        wall_page(lead)
        assert called(lead) == []
        lead.workspace.show_panel("call")
        toast = lead.workspace.floor.alarm.toast
        assert toast is not None
        click(toast.action)
        assert called(lead) == ["배송 · Longest wait 0:03 (limit 0:01) · 2 more"]
        again = lead.workspace.floor.alarm.toast
        assert again is not None
        click(again.close_button)
        assert called(lead) == []
        assert lead.work.reception.floor_sound.is_calling()
        raise_alarm(floor, measure=Measure.SHORT)
        await until(lambda: called(lead) == ["배송 · Agents short 3 (limit 1)"])


async def test_the_wall_lives_on_in_a_window_that_was_put_away_and_comes_back(floor: Floor, start: Start) -> None:
    async with start("agent") as agent:
        table = await on_the_wall(agent)
        agent.window.showMinimized()
        await until(agent.window.isMinimized)
        agent.window.showNormal()
        await until(lambda: not agent.window.isMinimized())
        assert agent.desk.wall.watched
        floor.ring()
        await until(lambda: cell(table, Column.WAITING).text == "1")


def test_the_name_of_a_threshold_stands_whole_beside_the_buckets() -> None:
    scale = Scale(12)
    room = QRect(0, 0, 200, 48)
    look = CellPainter(scale, old=False)
    assert look.left_of_buckets(room, "") == scale.px(3.4)
    name = "대기 급증"
    assert look.left_of_buckets(room, name) >= text_width(scale.font(0.92, bold=True), name) + scale.px(0.75)
    assert look.left_of_buckets(room, name * 20) <= 200 - scale.px(7.5)


async def test_who_is_slower_than_another_lead_is_told_keeps_their_thresholds_and_may_set_them(
    floor: Floor, start: Start
) -> None:
    async with start("lead") as lead:
        await on_the_wall(lead)
        page = wall_page(lead)
        page.ask_thresholds()
        sheet = page.sheet
        assert sheet is not None
        sheet.rows[Measure.WAITING].name.setText("밀림")
        set_thresholds(floor, CALLS | {"name": "다른 이름"}, as_="admin")
        click(sheet.save)
        await until(lambda: not sheet.problem.isHidden())
        assert "Another lead has set thresholds meanwhile" in sheet.problem.words.text()
        await until(lambda: not lead.desk.outbox.entries)
        assert sheet.rows[Measure.WAITING].name.text() == "밀림"
        await until(sheet.save.isEnabled)
        click(sheet.save)
        await until(lambda: not sheet.isVisible())
    limits = floor.site.get("/wall/thresholds", as_="lead").json()["thresholds"]
    assert next(one for one in limits if one["measure"] == "waiting")["name"] == "밀림"


async def test_who_claims_an_alarm_that_is_over_has_nothing_to_decide(floor: Floor, start: Start) -> None:
    async with start("lead") as lead:
        await listening(lead, "wall")
        raise_alarm(floor)
        await until(lambda: bool(lead.desk.wall.unclaimed))
        alarm = lead.desk.wall.unclaimed[0]
        floor.site.write(lambda tx: log.append(tx, AlarmOver(alarm_id=alarm.id, value=0)))
        lead.desk.wall.claim(alarm)
        await until(lambda: not lead.desk.wall.is_claiming(alarm))
        assert lead.desk.outbox.stuck == 0
        await until(lambda: not lead.desk.wall.alarms)


async def test_who_wanted_an_alarm_that_another_lead_has_is_told_by_name(floor: Floor, start: Start) -> None:
    async with start("lead") as lead:
        await listening(lead, "wall")
        raise_alarm(floor)
        await until(lambda: bool(lead.desk.wall.unclaimed))
        alarm, told = lead.desk.wall.unclaimed[0], list[str]()
        lead.desk.wall.beaten.connect(told.append)
        # Nothing is heard of it here before this window, too, has ordered it.
        assert floor.site.post(f"/wall/alarms/{alarm.id}/claim", as_="admin").status_code == 200
        lead.desk.wall.claim(alarm)
        await until(lambda: told == ["admin 씨"])
        await until(lambda: not lead.desk.outbox.entries)


async def test_a_lead_sets_a_queues_own_threshold_and_it_counts_at_once(floor: Floor, start: Start) -> None:
    async with start("lead") as lead:
        table = await on_the_wall(lead)
        floor.ring()
        await until(lambda: cell(table, Column.WAITING).text == "1")
        assert cell(table, Column.WAITING).standing is Standing.WELL
        page = wall_page(lead)
        page.ask_thresholds()
        sheet = page.sheet
        assert sheet is not None
        sheet.scope.setCurrentIndex(sheet.scope.findData(floor.queue_id))
        row = sheet.rows[Measure.WAITING]
        assert not row.own.isChecked()
        row.own.click()
        row.warn.setValue(3)
        row.alarm.setValue(1)
        click(sheet.save)
        assert "must not come before" in sheet.problem.words.text()
        row.warn.setValue(1)
        row.alarm.setValue(2)
        row.name.setText("조금 밀림")
        click(sheet.save)
        await until(lambda: not sheet.isVisible())
        await until(lambda: cell(table, Column.WAITING).name == "조금 밀림")
        limits = floor.site.get("/wall/thresholds", as_="lead").json()["thresholds"]
        assert [one for one in limits if one["queue_id"] == floor.queue_id] == [
            {"measure": "waiting", "warn": 1.0, "alarm": 2.0, "queue_id": floor.queue_id, "name": "조금 밀림"}
        ]
