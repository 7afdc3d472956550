"""Nobody answers blind: what the customer or a colleague said meanwhile holds the reply, and the words stay."""

from pathlib import Path

from PySide6.QtCore import Qt

from desk.client.models.sending import Hold
from desk.client.models.timeline_row import TimelineRow
from tests.client.conftest import until
from tests.e2e.rig import CTRL, Centre, Seat, seated

WORDS = "내일 오전에 도착합니다."


async def at_ticket(centre: Centre, seat: Seat, ticket_id: int) -> None:
    """The agent has the ticket before him and writes a reply."""
    await seat.open(centre.known.customers["김민지"], ticket_id)
    await until(lambda: seat.call.view.composer.target == ticket_id and seat.live)
    seat.call.composer.write()


async def test_a_reply_waits_until_its_writer_has_seen_what_came_meanwhile(centre: Centre, tmp_path: Path) -> None:
    ticket_id = centre.ticket("김민지")
    async with seated(centre, tmp_path / "home") as seat:
        await at_ticket(centre, seat, ticket_id)
        editor, view = seat.call.composer.editor, seat.call.view
        seat.type(WORDS[:6])
        centre.request("POST", f"/tickets/{ticket_id}/articles", {"kind": "reply", "body": "제가 이미 답했어요"})
        await until(lambda: bool(view.composer.sight.unseen))
        assert seat.call.composer.unseen.isVisible()
        await until(lambda: "제가 이미 답했어요" in seat.visible_texts(seat.call.composer.unseen))
        seat.type(WORDS[6:])

        seat.press(Qt.Key.Key_Return, CTRL)
        assert view.sending.hold is Hold.UNSEEN
        assert (editor.toPlainText(), editor.hasFocus()) == (WORDS, True)
        assert not seat.desk.outbox.entries

        await seat.send()
        await until(lambda: centre.bodies(ticket_id) == ["제가 이미 답했어요", WORDS])
        assert editor.toPlainText() == ""


async def test_the_server_holds_what_the_window_could_not_know(centre: Centre, tmp_path: Path) -> None:
    """The article arrives after Ctrl+Enter, while the reply can still be taken back."""
    ticket_id = centre.ticket("김민지")
    async with seated(centre, tmp_path / "home") as seat:
        await at_ticket(centre, seat, ticket_id)
        seat.type(WORDS)
        seat.press(Qt.Key.Key_Return, CTRL)
        await until(lambda: bool(seat.call.view.sending.undoable))
        centre.request("POST", f"/tickets/{ticket_id}/articles", {"kind": "reply", "body": "먼저 답했어요"})
        await seat.hurry()
        editor = seat.call.composer.editor
        await until(lambda: editor.toPlainText() == WORDS)
        assert centre.bodies(ticket_id) == ["먼저 답했어요"]
        seat.call.composer.write()
        seat.press(Qt.Key.Key_Return, CTRL)
        if seat.call.view.sending.hold is Hold.UNSEEN:
            seat.press(Qt.Key.Key_Return, CTRL)
        await seat.hurry()
        await until(lambda: centre.bodies(ticket_id) == ["먼저 답했어요", WORDS])


async def test_a_colleagues_note_holds_nothing(centre: Centre, tmp_path: Path) -> None:
    ticket_id = centre.ticket("김민지")
    async with seated(centre, tmp_path / "home") as seat:
        await at_ticket(centre, seat, ticket_id)
        seat.type(WORDS)
        centre.request("POST", f"/tickets/{ticket_id}/articles", {"kind": "note", "body": "참고: 단골"})
        await until(lambda: any("참고" in row.body for row in rows(seat)))
        await seat.send()
        await until(lambda: centre.bodies(ticket_id) == ["참고: 단골", WORDS])


def rows(seat: Seat) -> list[TimelineRow]:
    """The loaded entries of the timeline."""
    model = seat.call.view.stream.model
    return [model.row(index) for index in range(model.count())]
