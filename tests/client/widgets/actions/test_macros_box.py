"""What leads have bundled, at the agent's hand: seen as a whole, run by one key, asked for what is missing."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desk.client.models.macro_run import Phase
from desk.client.widgets.actions.macro_popover import MacroPopover
from desk.client.widgets.actions.macros_box import MacrosBox
from desk.client.widgets.controls.toast import Toast
from desk.client.widgets.floating import SHADOW
from desk.client.widgets.language import language
from desk.contract.macros import MacroRun
from desk.contract.remedies import RemedyState
from tests.chaos.proxy import Proxy
from tests.client.call_rig import Workplace, workplace
from tests.client.conftest import until
from tests.server.remedy_rig import Shop
from tests.server.routes.conftest import Floor
from tests.server.routes.test_macros import GOODWILL, NOTE, REPAIR, SORRY, macro, run


async def at(agent: Workplace, shop: Shop) -> MacrosBox:
    """The agent opens the customer and sees what is bundled."""
    await agent.open(shop.customer_id)
    await until(lambda: bool(agent.panel.side.macros.rows) and bool(agent.view.actions.offers))
    return agent.panel.side.macros


def popover(agent: Workplace) -> MacroPopover:
    """The one that is open."""
    (found,) = (one for one in agent.window.findChildren(MacroPopover) if one.isVisible())
    return found


def said(shown: MacroPopover) -> list[str]:
    """What stands at each step."""
    return [line.aside.text() for line in shown.lines]


def ticket(floor: Floor) -> dict[str, Any]:
    """A step that opens a ticket."""
    return {"kind": "ticket", "queue_id": floor.queue_id}


async def test_enter_shows_the_whole_and_enter_runs_it(floor: Floor, tmp_path: Path) -> None:
    shop = Shop(floor.site)
    shop.order("A-1")
    macro(shop, SORRY, GOODWILL, ticket(floor), NOTE)
    async with workplace(floor, tmp_path) as agent:
        box = await at(agent, shop)
        agent.commands.run("action.macro")
        assert box.rows[0].hasFocus()
        QTest.keyClick(box.rows[0], Qt.Key.Key_Return)
        shown = popover(agent)
        assert shown.do.hasFocus()
        assert "11,000" in shown.sum.text()
        assert "김민지 고객님께 A-1 건 사과드림. agent 씨" in shown.lines[3].detail.text()
        assert not shop.all(), "nothing happens by looking"
        QTest.keyClick(shown.do, Qt.Key.Key_Return)
        await until(lambda: agent.view.macros.phase is Phase.OVER)
        assert said(shown) == ["Done"] * 4
        assert sorted((one.action, one.amount) for one in shop.all()) == [
            ("goodwill_credit", 5_000),
            ("late_delivery", 6_000),
        ]
        QTest.keyClick(shown.do, Qt.Key.Key_Return)
        assert not shown.isVisible()
        await until(lambda: not agent.desk.outbox.entries)


async def test_two_gifts_that_are_together_over_the_limit_say_so_before(floor: Floor, tmp_path: Path) -> None:
    shop = Shop(floor.site)
    shop.order("A-1")
    macro(shop, GOODWILL | {"values": {"amount": 20_000}}, GOODWILL | {"values": {"amount": 20_000}})
    async with workplace(floor, tmp_path) as agent:
        await at(agent, shop)
        agent.panel.side.macros.rows[0].click()
        shown = popover(agent)
        assert shown.lines[0].detail.text() != shown.lines[1].detail.text() == "Over your limit: asks a lead"
        shown.go_on()
        await until(lambda: agent.view.macros.phase is Phase.OVER)
        assert said(shown) == ["Done", "Awaits approval"]
        await until(lambda: not agent.desk.outbox.entries)


async def test_what_is_missing_is_asked_in_the_middle_and_the_rest_follows(floor: Floor, tmp_path: Path) -> None:
    shop = Shop(floor.site)
    shop.order("A-1", state="delivered", delivered_at=shop.situation().now)
    macro(shop, GOODWILL, REPAIR, GOODWILL)
    async with workplace(floor, tmp_path) as agent:
        box = await at(agent, shop)
        box.rows[0].click()
        shown = popover(agent)
        shown.go_on()
        await until(lambda: agent.view.macros.phase is Phase.ASKING)
        assert said(shown) == ["Done", "Needs you", "Not begun"]
        assert list(shown.editors) == ["maker", "fault"]
        assert shown.editors["maker"].editor().hasFocus()
        QTest.keyClicks(shown.editors["maker"].editor(), "Hanbit")
        shown.go_on()
        assert shown.editors["fault"].editor().hasFocus(), "what is still missing gets the keyboard"
        QTest.keyClicks(shown.editors["fault"].editor(), "dead")
        QTest.keyClick(shown.editors["fault"].editor(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        await until(lambda: agent.view.macros.phase is Phase.OVER)
        assert said(shown) == ["Done"] * 3
        assert [one.values.get("maker") for one in shop.all() if one.action == "after_service"] == ["Hanbit"]
        await until(lambda: not agent.desk.outbox.entries)


async def test_a_run_left_in_the_middle_is_told_and_goes_on_later(floor: Floor, tmp_path: Path) -> None:
    shop = Shop(floor.site)
    shop.order("A-1", state="delivered", delivered_at=shop.situation().now)
    macro(shop, REPAIR, GOODWILL)
    async with workplace(floor, tmp_path) as agent:
        box = await at(agent, shop)
        box.rows[0].click()
        first = popover(agent)
        first.go_on()
        await until(lambda: agent.view.macros.phase is Phase.ASKING)
        QTest.keyClick(first.editors["maker"].editor(), Qt.Key.Key_Escape)
        assert not first.isVisible()
        await until(lambda: "Needs you" in box.rows[0].accessibleName())
        box.rows[0].click()
        again = popover(agent)
        assert list(again.editors) == ["maker", "fault"]
        again.skip.click()
        await until(lambda: agent.view.macros.phase is Phase.OVER)
        assert said(again) == ["Left out", "Done"]
        await until(lambda: not agent.desk.outbox.entries)


async def test_what_was_left_before_the_program_ended_is_offered_when_the_customer_is_opened(
    floor: Floor, tmp_path: Path
) -> None:
    shop = Shop(floor.site)
    order = shop.order("A-1", state="delivered", delivered_at=shop.situation().now)
    begun = run(shop, macro(shop, GOODWILL, REPAIR), order)
    assert begun.is_success, begun.text
    async with workplace(floor, tmp_path) as agent:
        told: list[MacroRun] = []
        agent.view.macros.told.connect(told.append)
        box = await at(agent, shop)
        await until(lambda: "Needs you" in box.rows[0].accessibleName())
        await until(lambda: [one.open for one in told] == [True])
        (toast,) = agent.window.findChildren(Toast)
        assert toast.action.text() == "Go on"
        toast.action.click()
        shown = popover(agent)
        assert said(shown) == ["Done", "Needs you"]
        shown.skip.click()
        await until(lambda: agent.view.macros.phase is Phase.OVER)
        assert said(shown) == ["Done", "Left out"]
        await until(lambda: not agent.desk.outbox.entries)


async def test_what_was_refused_says_why_and_what_came_after_is_left_out(floor: Floor, tmp_path: Path) -> None:
    shop = Shop(floor.site)
    order = shop.order("A-1")
    macro(shop, SORRY, GOODWILL)
    async with workplace(floor, tmp_path) as agent:
        box = await at(agent, shop)
        box.rows[0].click()
        shown = popover(agent)
        shop.remedy(shop.ask("late_delivery", order, values={"cause": "carrier"}, as_="agent2"))
        await until(lambda: "Already compensated" in shown.lines[0].detail.text())
        assert "Would not be run" in shown.lines[1].detail.text()
        shown.go_on()
        await until(lambda: agent.view.macros.phase is Phase.OVER)
        assert said(shown) == ["Not done", "Left out"]
        assert "Already compensated" in shown.lines[0].detail.text()
        await until(lambda: not agent.desk.outbox.entries)


async def test_a_colleagues_word_between_look_and_press_does_not_stop_the_same_run(
    floor: Floor, tmp_path: Path
) -> None:
    shop = Shop(floor.site)
    shop.order("A-1")
    macro(shop, GOODWILL)
    async with workplace(floor, tmp_path) as agent:
        box = await at(agent, shop)
        box.rows[0].click()
        shown = popover(agent)
        remark = {"kind": "info", "text": "현관 비밀번호 없음"}
        assert floor.site.post(f"/customers/{shop.customer_id}/remarks", remark, as_="agent2").is_success
        shown.go_on()
        await until(lambda: agent.view.macros.phase is Phase.OVER)
        assert len(shop.all()) == 1
        await until(lambda: not agent.desk.outbox.entries)


async def test_without_a_connection_it_waits_and_promises_nothing(floor: Floor, tmp_path: Path) -> None:
    shop = Shop(floor.site)
    shop.order("A-1")
    macro(shop, GOODWILL)
    async with (
        Proxy(int(floor.site.url.rsplit(":", 1)[1])) as proxy,
        workplace(floor, tmp_path, url=proxy.url) as agent,
    ):
        box = await at(agent, shop)
        box.rows[0].click()
        shown = popover(agent)
        await proxy.pull_the_cable()
        await until(lambda: agent.view.actions.is_offline)
        shown.go_on()
        await until(lambda: agent.view.macros.phase is Phase.QUEUED)
        assert "nothing has happened" in shown.sum.text()
        shown.close()
        await until(lambda: "On its way" in box.rows[0].accessibleName())
        told: list[MacroRun] = []
        agent.view.macros.told.connect(told.append)
        proxy.plug_in()
        await until(lambda: [one.open for one in told] == [False])
        assert len(shop.all()) == 1


async def test_every_macro_is_a_command_of_the_palette(floor: Floor, tmp_path: Path) -> None:
    shop = Shop(floor.site)
    shop.order("A-1")
    made = macro(shop, GOODWILL)
    async with workplace(floor, tmp_path) as agent:
        await at(agent, shop)
        assert agent.commands.title(f"macro.{made}") == "Sorry"
        assert agent.commands.run(f"macro.{made}")
        assert popover(agent).title.text() == "Sorry"


async def test_what_a_lead_writes_is_there_at_once(floor: Floor, tmp_path: Path) -> None:
    shop = Shop(floor.site)
    shop.order("A-1")
    macro(shop, GOODWILL)
    async with workplace(floor, tmp_path) as agent:
        box = await at(agent, shop)
        macro(shop, SORRY)
        await until(lambda: len(box.rows) == 2)
        box.rows[1].click()
        popover(agent).go_on()
        await until(lambda: [one.state for one in shop.all()] == [RemedyState.COMMITTED])
        await until(lambda: not agent.desk.outbox.entries)


async def test_an_open_card_follows_the_language_and_stays_inside_a_smaller_window(
    floor: Floor, tmp_path: Path
) -> None:
    shop = Shop(floor.site)
    shop.order("A-1")
    macro(shop, SORRY, GOODWILL, ticket(floor), NOTE)
    async with workplace(floor, tmp_path, size=(1920, 1080)) as agent:
        box = await at(agent, shop)
        box.rows[0].click()
        shown = popover(agent)
        english = [line.title.text() for line in shown.lines]
        try:
            language().apply("ko")
            await until(lambda: all(line.title.text() not in english for line in shown.lines[:2]))
        finally:
            language().apply("en")
        await until(lambda: [line.title.text() for line in shown.lines] == english)
        agent.window.resize(1280, 720)
        edge = (SHADOW, SHADOW, -SHADOW, -SHADOW)
        await until(lambda: agent.window.rect().contains(shown.geometry().adjusted(*edge)))
