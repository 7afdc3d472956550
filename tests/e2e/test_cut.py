"""Power cuts: the server dies while words are on their way, the workstation dies while they are written."""

import shutil
from pathlib import Path

from PySide6.QtCore import Qt

from desk.client.models.health import Link
from tests.client.conftest import until
from tests.e2e.rig import CTRL, Centre, seated

SHIFT = Qt.KeyboardModifier.ShiftModifier
WORDS = "기사님과 통화함, 오늘 18시 도착 예정"


async def test_a_note_sent_into_a_dead_server_arrives_once(
    centre: Centre, tmp_path: Path, expected_log: list[str]
) -> None:
    expected_log.append("desk.")
    ticket_id = centre.ticket("김민지")
    async with seated(centre, tmp_path / "home") as seat:
        await seat.open(centre.known.customers["김민지"], ticket_id)
        await until(lambda: seat.call.view.composer.target == ticket_id)
        seat.press(Qt.Key.Key_M, CTRL | SHIFT)
        for number in range(2):
            seat.type(f"{WORDS} {number}")
            await seat.send()
            centre.kill()
            await until(lambda: seat.desk.health.link is Link.OFFLINE)
            seat.type("다음 ")
            centre.start()
            await until(lambda: seat.live and not seat.desk.outbox.entries)
            assert seat.call.composer.editor.toPlainText() == "다음 "
            seat.call.composer.editor.clear()
        expected = [f"{WORDS} {number}" for number in range(2)]
        await until(lambda: centre.bodies(ticket_id) == expected)
        shown = seat.call.view.stream.model
        await until(lambda: [shown.row(at).body for at in range(shown.count())][-2:] == expected)


async def test_words_are_there_after_the_workstation_went_dark(centre: Centre, tmp_path: Path) -> None:
    ticket_id, customer_id = centre.ticket("김민지"), centre.known.customers["김민지"]
    async with seated(centre, tmp_path / "home") as seat:
        await seat.open(customer_id, ticket_id)
        await until(lambda: seat.call.view.composer.target == ticket_id)
        seat.call.composer.write()
        seat.type(WORDS)
        seat.compose("다")
        # What a process killed now would leave behind: nothing is flushed, nothing said good-bye. On the store's own
        # thread, as a file that is written while it is copied would not be what lay on the disk at any moment.
        leave_out = shutil.ignore_patterns("*.sock", "*.lock")
        await seat.desk.remote.store.run(
            lambda _: shutil.copytree(tmp_path / "home", tmp_path / "dark", ignore=leave_out)
        )
        seat.commit("다")
    async with seated(centre, tmp_path / "dark", login=None) as seat:
        await seat.open(customer_id, ticket_id)
        await until(lambda: seat.call.composer.editor.toPlainText() == f"{WORDS}다")


async def test_a_note_waiting_in_the_outbox_is_sent_by_the_next_run(
    centre: Centre, tmp_path: Path, expected_log: list[str]
) -> None:
    expected_log.append("desk.")
    ticket_id = centre.ticket("김민지")
    async with seated(centre, tmp_path / "home") as seat:
        await seat.open(centre.known.customers["김민지"], ticket_id)
        await until(lambda: seat.call.view.composer.target == ticket_id)
        centre.kill()
        await until(lambda: seat.desk.health.link is Link.OFFLINE)
        seat.press(Qt.Key.Key_M, CTRL | SHIFT)
        seat.type(WORDS)
        seat.press(Qt.Key.Key_Return, CTRL)
        await until(lambda: bool(seat.call.view.sending.undoable))
    centre.start()
    async with seated(centre, tmp_path / "home", login=None) as seat:
        await until(lambda: not seat.desk.outbox.entries)
        assert centre.bodies(ticket_id) == [WORDS]
