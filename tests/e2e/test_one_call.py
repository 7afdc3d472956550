"""One call the whole way: it rings, is answered, noted, hung up and wrapped up, by the keys an agent presses."""

from pathlib import Path

from PySide6.QtCore import Qt

from desk.contract.agents import AgentState
from desk.contract.calls import CallState
from desk.contract.tickets import ArticleKind
from tests.client.conftest import until
from tests.e2e.rig import CTRL, Centre, Seat, seated

ALT, SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier
NUMBER = "010-2345-6789"
NOTE = "충전기 고장, 내일 교환품 발송 (A/S 12345)"


async def answered(centre: Centre, seat: Seat) -> None:
    """The customer rings, the agent picks up and sees him."""
    centre.push("newCall", NUMBER, user=["201"])
    await until(lambda: seat.call.ring_card is not None and seat.ring_card.isVisible())
    centre.push("answer", NUMBER, answeringNumber="201")
    await until(lambda: seat.desk.call.is_talking and seat.call.view.customer.customer is not None)
    await until(lambda: seat.desk.state.state is AgentState.IN_CALL and seat.call.view.call is not None)


async def test_a_call_from_its_ring_to_its_wrap_up(centre: Centre, tmp_path: Path) -> None:
    async with seated(centre, tmp_path / "home") as seat:
        seat.press(Qt.Key.Key_F2)
        await until(lambda: seat.desk.state.state is AgentState.AVAILABLE)
        await answered(centre, seat)

        seat.press(Qt.Key.Key_N, CTRL | SHIFT)
        assert seat.call.composer.editor.hasFocus()
        seat.type(NOTE)
        assert seat.call.composer.editor.toPlainText() == NOTE
        seat.press(Qt.Key.Key_Return, CTRL)
        assert seat.call.composer.editor.toPlainText() == ""
        await seat.hurry()

        centre.push("hangup", NUMBER, cause="normalClearing")
        await until(lambda: seat.desk.call.is_wrapping_up and seat.workspace.bar.wrap_up.isVisible())
        await until(lambda: seat.desk.state.state is AgentState.WRAP_UP)
        seat.press(Qt.Key.Key_1, ALT)
        assert seat.desk.call.marked_code == "late"
        seat.press(Qt.Key.Key_F6)
        await until(lambda: seat.desk.state.state is AgentState.AVAILABLE and seat.desk.call.call is None)
        assert not seat.workspace.bar.wrap_up.isVisible()
        await until(lambda: not seat.desk.outbox.entries)

    call = centre.request("GET", "/calls")["data"][0]
    assert (call["state"], call["wrap_up_code"], call["agent_name"]) == (CallState.ENDED, "late", "agent 씨")
    articles = centre.request("GET", f"/tickets/{call['ticket_id']}/articles")["data"]
    assert [(one["kind"], one["body"], one["call_id"]) for one in articles] == [
        (ArticleKind.CALL_NOTE, NOTE, call["id"])
    ]


async def test_what_comes_next_is_chosen_while_talking(centre: Centre, tmp_path: Path) -> None:
    async with seated(centre, tmp_path / "home") as seat:
        await answered(centre, seat)
        seat.press(Qt.Key.Key_F3)
        await until(lambda: seat.desk.state.next_state is AgentState.BREAK)
        assert seat.desk.state.state is AgentState.IN_CALL
        centre.push("hangup", NUMBER, cause="normalClearing")
        await until(lambda: seat.desk.call.is_wrapping_up)
        seat.press(Qt.Key.Key_F6)
        await until(lambda: seat.desk.state.state is AgentState.BREAK)


async def test_what_was_sent_can_be_taken_back_for_some_seconds(centre: Centre, tmp_path: Path) -> None:
    ticket_id = centre.ticket("김민지")
    async with seated(centre, tmp_path / "home") as seat:
        await seat.open(centre.known.customers["김민지"], ticket_id)
        await until(lambda: seat.call.view.composer.target == ticket_id)
        seat.press(Qt.Key.Key_M, CTRL | SHIFT)
        seat.type("oops")
        seat.press(Qt.Key.Key_Return, CTRL)
        await until(lambda: bool(seat.call.view.sending.undoable))
        seat.press(Qt.Key.Key_Escape)
        await until(lambda: seat.call.composer.editor.toPlainText() == "oops")
        await until(lambda: not seat.desk.outbox.entries)
        assert centre.bodies(ticket_id) == []
