"""A telephone exchange speaks in plain HTTP, and the agent's window shows ring, talk and missed call rightly."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from desk.client.widgets.call.parts import PressRow
from desk.client.widgets.follow_ups_popover import Line
from tests.client.conftest import until
from tests.e2e.rig import Centre, Seat, seated

#: As exchanges write a caller's number, and who that is.
NOTATIONS = (
    ("010-2345-6789", "김민지"),
    ("+82 10-2345-6789", "김민지"),
    ("821023456789", "김민지"),
    ("02-345-6789", "김민지"),
    ("1588-1234", "한빛상사"),
)


async def shows_ring(seat: Seat) -> None:
    """The ring is on the screen."""
    await until(lambda: seat.call.ring_card is not None and seat.ring_card.isVisible())


@pytest.mark.parametrize(("number", "name"), NOTATIONS, ids=[number for number, _ in NOTATIONS])
async def test_any_notation_of_a_number_brings_its_customer_before_pick_up(
    centre: Centre, tmp_path: Path, number: str, name: str
) -> None:
    async with seated(centre, tmp_path / "home") as seat:
        assert centre.push("newCall", number, user=["201"]) == {}
        await shows_ring(seat)
        assert name in seat.visible_texts(seat.ring_card)

        centre.push("answer", number, answeringNumber="201")
        await until(lambda: seat.desk.call.is_talking and seat.call.view.customer.customer is not None)
        customer = seat.call.view.customer.customer
        assert customer is not None
        assert (customer.name, seat.call.timeline.isVisible(), seat.ring_card.isVisible()) == (name, True, False)
        assert seat.workspace.bar.strip.who.name.text() == name

        centre.push("hangup", number, cause="normalClearing")
        await until(lambda: seat.desk.call.is_wrapping_up)
        assert seat.workspace.bar.wrap_up.isVisible()


async def test_callers_whom_nobody_answers_stay_as_missed_calls(centre: Centre, tmp_path: Path) -> None:
    async with seated(centre, tmp_path / "home") as seat:
        for number, _ in NOTATIONS:
            centre.push("newCall", number, call_id=number, user=["201"])
            await shows_ring(seat)
            centre.push("hangup", number, call_id=number, cause="cancel")
            await until(lambda: not seat.ring_card.isVisible())
        names = [name for _, name in reversed(NOTATIONS)]
        await until(lambda: [call.customer_name for call in seat.desk.follow_ups.missed] == names)
        seat.press(Qt.Key.Key_F8)
        follow_ups = seat.workspace.bar.follow_ups
        await until(lambda: [line.name.text() for line in follow_ups.findChildren(Line)] == names)
        assert follow_ups.isVisible()
        assert not seat.desk.call.is_talking


async def test_a_repeated_push_rings_once(centre: Centre, tmp_path: Path) -> None:
    async with seated(centre, tmp_path / "home") as seat:
        for _ in range(3):
            assert centre.push("newCall", "010-2345-6789", user=["201"]) == {}
        await shows_ring(seat)
        centre.push("hangup", "010-2345-6789", cause="cancel")
        await until(lambda: len(seat.desk.follow_ups.missed) == 1 and not seat.ring_card.isVisible())
        assert not seat.desk.call.rings


async def test_a_withheld_number_is_said_to_be_withheld(centre: Centre, tmp_path: Path) -> None:
    async with seated(centre, tmp_path / "home") as seat:
        centre.push("newCall", "anonymous", user=["201"])
        await shows_ring(seat)
        assert "발신 번호 표시 제한" in seat.visible_texts(seat.ring_card)
        centre.push("answer", "anonymous", answeringNumber="201")
        await until(lambda: seat.desk.call.is_talking and seat.call.stranger.isVisible())


async def test_an_unknown_caller_gets_a_record_by_name(centre: Centre, tmp_path: Path) -> None:
    async with seated(centre, tmp_path / "home") as seat:
        centre.push("newCall", "010-7777-1234", user=["201"])
        await shows_ring(seat)
        assert "010-7777-1234" in seat.visible_texts(seat.ring_card)
        centre.push("answer", "010-7777-1234", answeringNumber="201")
        await until(lambda: seat.call.stranger.isVisible())
        seat.call.stranger.name.edit.setFocus()
        seat.type("정다은\n")
        await until(lambda: seat.call.view.customer.customer is not None)
        await until(lambda: seat.desk.call.call is not None and seat.desk.call.call.customer_name == "정다은")
        assert centre.request("GET", "/customers?number=01077771234")["data"][0]["name"] == "정다은"


async def test_the_agent_says_which_of_several_people_is_calling(centre: Centre, tmp_path: Path) -> None:
    async with seated(centre, tmp_path / "home") as seat:
        centre.push("newCall", "010-3456-7890", user=["201"])
        await shows_ring(seat)
        offered = [row.accessibleName().split(" · ")[0] for row in seat.ring_card.findChildren(PressRow)]
        assert sorted(offered) == ["박영숙", "이하은"]
        centre.push("answer", "010-3456-7890", answeringNumber="201")
        await until(
            lambda: seat.call.stranger.isVisible() and len(seat.call.stranger.known.findChildren(PressRow)) == 2
        )
        rows = seat.call.stranger.known.findChildren(PressRow)
        row = next(row for row in rows if row.accessibleName().startswith("이하은"))
        row.click()
        await until(lambda: seat.desk.call.call is not None and seat.desk.call.call.customer_name == "이하은")
        await until(lambda: seat.call.view.customer_id == centre.known.customers["이하은"])


async def test_a_ring_takes_no_keystroke_from_a_syllable(centre: Centre, tmp_path: Path) -> None:
    async with seated(centre, tmp_path / "home") as seat:
        await seat.open(centre.known.customers["박영숙"])
        seat.call.composer.write()
        seat.type("배송이 늦")
        seat.compose("어")
        centre.push("newCall", "010-2345-6789", user=["201"])
        await shows_ring(seat)
        assert seat.call.composer.editor.hasFocus()
        assert seat.call.composer.editor.words() == "배송이 늦어"
        seat.commit("어")
        seat.type("서 죄송")
        assert seat.call.composer.editor.toPlainText() == "배송이 늦어서 죄송"
