"""Somebody rings: who it is stands on screen before pick-up, and never between two keystrokes."""

from pathlib import Path

from PySide6.QtWidgets import QApplication, QLabel, QWidget

from desk.client.widgets.call.parts import PressRow
from desk.contract.customers import RemarkKind
from desk.contract.events import Refs, RemarkAdded
from desk.server.store import log
from tests.client.call_rig import Workplace, compose, workplace
from tests.client.conftest import until
from tests.server.routes.conftest import Floor

MINJI = "+821023456789"


def said(widget: QWidget) -> str:
    """Every word a widget shows."""
    labels = [label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget)]
    rows = [row.accessibleName() for row in widget.findChildren(PressRow) if row.isVisibleTo(widget)]
    return "\n".join((*labels, *rows))


def card(agent: Workplace) -> QWidget:
    """The ring card."""
    found = agent.panel.ring_card
    assert found is not None
    return found


async def test_the_card_names_the_caller_and_what_to_be_careful_about(floor: Floor, tmp_path: Path) -> None:
    customer = floor.customer("김민지", MINJI)
    note = RemarkAdded(remark_kind=RemarkKind.RISK, text="오전에는 통화 어려움")
    floor.site.write(lambda tx: log.append(tx, note, Refs(customer_id=customer)))
    async with workplace(floor, tmp_path) as agent:
        floor.ring()
        await until(lambda: card(agent).isVisible())
        words = said(card(agent))
        assert "김민지" in words
        assert "오전에는 통화 어려움" in words
        assert "배송" in words
        floor.hang_up(cause="cancel")
        await until(lambda: not card(agent).isVisible())


async def test_the_card_goes_when_a_colleague_picks_up(floor: Floor, tmp_path: Path) -> None:
    floor.customer("김민지", MINJI)
    async with workplace(floor, tmp_path) as agent:
        floor.ring()
        await until(lambda: card(agent).isVisible())
        floor.push("answer", answeringNumber="202")
        await until(lambda: not card(agent).isVisible())
        assert agent.view.customer_id is None


async def test_several_people_behind_one_number_are_all_offered(floor: Floor, tmp_path: Path) -> None:
    floor.customer("박영숙", MINJI)
    daughter = floor.customer("이하은", MINJI)
    async with workplace(floor, tmp_path) as agent:
        floor.ring()
        await until(lambda: card(agent).isVisible())
        rows = {row.accessibleName().split(" · ")[0]: row for row in card(agent).findChildren(PressRow)}
        assert set(rows) == {"박영숙", "이하은"}
        rows["이하은"].click()
        await until(lambda: agent.view.customer_id == daughter)


async def test_picking_up_opens_the_customer(floor: Floor, tmp_path: Path) -> None:
    customer = floor.customer("김민지", MINJI)
    async with workplace(floor, tmp_path) as agent:
        floor.talk()
        await until(lambda: agent.view.customer_id == customer)
        await until(lambda: agent.view.call is not None)


async def test_picking_up_in_the_middle_of_a_syllable_moves_nothing(floor: Floor, tmp_path: Path) -> None:
    first, caller = floor.customer("박영숙"), floor.customer("김민지", MINJI)
    floor.ticket(customer_id=first)
    async with workplace(floor, tmp_path) as agent:
        await agent.open(first)
        agent.type("죄송합니다 고")
        compose(agent.editor, "개")
        floor.talk()
        await until(lambda: agent.panel.waiting.isVisible())
        assert agent.view.customer_id == first
        assert QApplication.focusWidget() is agent.editor
        assert agent.editor.words() == "죄송합니다 고개"
        agent.panel.waiting.acted.emit()
        await until(lambda: agent.view.customer_id == caller)
        await until(lambda: agent.view.customer.customer is not None)
        assert agent.editor.words() == ""
        draft = agent.draft(f"ticket:{floor.site.get('/tickets', as_='lead').json()['data'][0]['id']}", "reply")
        assert draft is not None
        assert draft.body == "죄송합니다 고개"


async def test_a_stranger_gets_a_record_and_the_call_becomes_theirs(floor: Floor, tmp_path: Path) -> None:
    async with workplace(floor, tmp_path) as agent:
        floor.talk()
        await until(lambda: agent.view.stranger is not None)
        assert agent.panel.pages.currentWidget() is agent.panel.stranger
        agent.panel.stranger.name.set_text("한새벽")
        agent.panel.stranger.make.click()
        await until(lambda: agent.view.customer.customer is not None)
        assert agent.view.customer.customer is not None
        assert agent.view.customer.customer.name == "한새벽"
        await until(lambda: floor.call().customer_id == agent.view.customer_id)


async def test_a_stranger_does_not_keep_the_agent_from_looking_somebody_up(floor: Floor, tmp_path: Path) -> None:
    known = floor.customer("김민지", "+821099998888")
    async with workplace(floor, tmp_path) as agent:
        floor.talk()
        await until(lambda: agent.view.stranger is not None)
        await agent.open(known)
        assert agent.panel.pages.currentWidget() is not agent.panel.stranger
        assert agent.panel.waiting.isVisible()
        agent.panel.waiting.acted.emit()
        assert agent.panel.pages.currentWidget() is agent.panel.stranger


async def test_a_stranger_is_announced_and_not_thrown_between_words(floor: Floor, tmp_path: Path) -> None:
    first = floor.customer("박영숙")
    floor.ticket(customer_id=first)
    async with workplace(floor, tmp_path) as agent:
        await agent.open(first)
        agent.type("half a thought")
        floor.talk()
        await until(lambda: agent.panel.waiting.isVisible())
        assert agent.editor.isVisible()
        assert QApplication.focusWidget() is agent.editor


async def test_a_call_that_is_over_is_not_said_to_be_going_on(floor: Floor, tmp_path: Path) -> None:
    first = floor.customer("박영숙")
    floor.customer("김민지", MINJI)
    floor.ticket(customer_id=first)
    async with workplace(floor, tmp_path) as agent:
        said = agent.panel.waiting.words
        await agent.open(first)
        agent.type("half a thought")
        for call, number, who in (("c1", MINJI, "김민지"), ("c2", "+821099998888", "unknown")):
            floor.talk(call, **{"from": number})
            await until(lambda: said.isVisible() and "is on the line" in said.text())
            assert who in said.text()
            floor.hang_up(call, **{"from": number})
            await until(lambda: "is over" in said.text())
            assert who in said.text()
            agent.desk.call.finish()
            await until(lambda: agent.desk.call.call is None)


async def test_a_stranger_may_be_somebody_we_know(floor: Floor, tmp_path: Path) -> None:
    known = floor.customer("김민지", "+821099998888")
    async with workplace(floor, tmp_path) as agent:
        floor.talk()
        await until(lambda: agent.view.stranger is not None)
        agent.panel.stranger.search.field.setText("민지")
        await until(lambda: agent.panel.stranger.search.found)
        agent.panel.stranger.search.chosen.emit(agent.panel.stranger.search.found[0])
        await until(lambda: floor.call().customer_id == known)
        assert agent.view.customer_id == known


async def test_the_call_note_makes_the_calls_ticket(floor: Floor, tmp_path: Path) -> None:
    floor.customer("김민지", MINJI)
    async with workplace(floor, tmp_path) as agent:
        call = floor.talk()
        await until(lambda: agent.view.call is not None and agent.view.tickets.loaded)
        agent.commands.run("call.note")
        agent.type("wants it by Friday")
        draft = agent.draft(f"call:{call.id}", "call_note")
        assert draft is not None
        assert draft.body == "wants it by Friday"
        agent.press_send()
        await until(lambda: agent.view.sending.undoable)
        await agent.desk.remote.outbox.send_now(agent.view.sending.undoable)
        await until(lambda: agent.view.tickets.current is not None)
        ticket = agent.view.tickets.current
        assert ticket is not None
        assert ticket.queue_id == floor.queue_id
        (article,) = floor.site.get(f"/tickets/{ticket.id}/articles", as_="lead").json()["data"]
        assert (article["kind"], article["call_id"]) == ("call_note", call.id)
