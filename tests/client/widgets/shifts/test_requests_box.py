"""A swap is named by its day though that day is not shown, and a refusal stands where it was asked for."""

from PySide6.QtWidgets import QPushButton

from desk.client.widgets.shifts.my_day import MyDay
from desk.client.widgets.shifts.requests_box import Item
from tests.client.conftest import until
from tests.client.day_rig import told
from tests.client.widgets.conftest import Start
from tests.client.widgets.shifts.test_my_day import my_day
from tests.server.conftest import Site
from tests.server.shift_rig import MONDAY, Roster

FROM_TO = "Mon, Jun 14 09:00–18:00"


def items(view: MyDay) -> list[Item]:
    """What stands in the lists."""
    return view.side.requests.findChildren(Item)


def offer(site: Site, roster: Roster, to: str | None) -> None:
    """The other agent offers a shift of a day that nobody looks at."""
    shift = roster.shift("agent2", MONDAY)
    draft = {"shift_id": shift["id"], "to_id": None if to is None else roster.id(to), "words": "병원"}
    made = site.post("/swaps", draft, as_="agent2")
    assert made.status_code == 201, made.text


async def test_a_swap_offered_to_me_is_told_with_the_day_it_is_about(start: Start, site: Site) -> None:
    roster = Roster(site)
    async with start() as here:
        await until(lambda: here.desk.my_requests.loaded)
        offer(site, roster, "agent")
        await until(lambda: any("offers it to you" in one for one in told(here)))
        assert any(FROM_TO in one for one in told(here))


async def test_a_swap_offered_to_everybody_is_asked_about_once_somebody_looks(start: Start, site: Site) -> None:
    roster = Roster(site)
    async with start() as here:
        await until(lambda: here.desk.my_requests.loaded)
        offer(site, roster, None)
        await until(lambda: len(here.desk.my_requests.for_me) == 1)
        swap = here.desk.my_requests.for_me[0]
        assert here.desk.my_requests.shift(swap.shift_id) is None, "a thousand workstations need not ask"
        view = await my_day(here)
        await until(lambda: FROM_TO in [one.title.text() for one in items(view)])


async def test_a_swap_the_server_refuses_names_its_rule_where_it_was_taken_in_the_language_in_force(
    start: Start, site: Site
) -> None:
    roster = Roster(site)
    offer(site, roster, None)
    roster.shift("agent", MONDAY)
    async with start() as here:
        view = await my_day(here)
        await until(lambda: FROM_TO in [one.title.text() for one in items(view)])
        next(one for one in items(view)[0].findChildren(QPushButton) if one.text() == "Accept").click()
        await until(lambda: items(view) and not items(view)[0].refused.isHidden())
        assert "Already works then" in items(view)[0].refused.text()
        assert "Already works then" in items(view)[0].accessibleDescription()
        await until(lambda: not here.desk.outbox.entries)
        here.settings.language = "ko"
        await until(lambda: items(view) and "그 시간에 이미 근무" in items(view)[0].refused.text())
