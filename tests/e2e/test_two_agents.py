"""Two agents at two windows see each other at work, and a missed call gets exactly one owner."""

from pathlib import Path

from desk.client.widgets.controls.button import Button
from desk.client.widgets.follow_ups_popover import Line
from tests.client.conftest import until
from tests.e2e.rig import Centre, Seat, seated


async def test_each_sees_what_the_other_does_on_a_ticket(centre: Centre, tmp_path: Path) -> None:
    ticket_id, customer_id = centre.ticket("김민지"), centre.known.customers["김민지"]
    async with seated(centre, tmp_path / "one") as one, seated(centre, tmp_path / "two", "agent2") as two:
        await one.open(customer_id, ticket_id)
        await two.open(customer_id, ticket_id)
        await until(lambda: one.call.composer.strip.writer.text().startswith("agent2 씨"))
        await until(lambda: two.call.composer.strip.writer.text().startswith("agent 씨"))

        one.window.activateWindow()
        await until(lambda: one.window.isActiveWindow())
        one.call.composer.write()
        one.type("답장")
        await until(lambda: "작성" in two.call.composer.strip.writer.text())

        await one.open(centre.known.customers["이하은"])
        await until(lambda: not two.call.composer.strip.writer.isVisible())


async def test_a_missed_call_belongs_to_the_one_who_took_it(centre: Centre, tmp_path: Path) -> None:
    async with seated(centre, tmp_path / "one") as one, seated(centre, tmp_path / "two", "agent2") as two:
        centre.push("newCall", "010-2345-6789", user=["201", "202"])
        centre.push("hangup", "010-2345-6789", cause="cancel")
        await until(lambda: len(one.desk.follow_ups.missed) == len(two.desk.follow_ups.missed) == 1)
        call = one.desk.follow_ups.missed[0]
        press_take(one)
        press_take(two)
        await until(lambda: not one.desk.follow_ups.missed and not two.desk.follow_ups.missed)
        # The one who came late is told so.
        await until(lambda: sum(seat.desk.outbox.stuck for seat in (one, two)) == 1)
        await until(lambda: all(seat.desk.outbox.moving == 0 for seat in (one, two)))
        owner = centre.request("GET", f"/calls/{call.id}")["owner_id"]
        users = {seat.desk.session.user.id for seat in (one, two) if seat.desk.session.user is not None}
        assert owner in users
        assert sum(seat.desk.outbox.stuck for seat in (one, two)) == 1


def press_take(seat: Seat) -> None:
    """The agent opens the list of missed calls and takes the first."""
    assert seat.window.commands.run("call.missed")
    line = seat.workspace.bar.follow_ups.findChildren(Line)[0]
    line.findChildren(Button)[-1].click()
