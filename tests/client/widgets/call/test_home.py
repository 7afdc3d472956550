"""Between two calls: the call view shows what waits for the agent, and leads to each of it."""

from typing import Any

from PySide6.QtCore import Qt

from desk.client.widgets.call.home import Home
from desk.client.widgets.controls.button import Button
from desk.client.widgets.panels.call import CallPanel
from desk.contract.agents import AgentState
from tests.client.conftest import until
from tests.client.shell_rig import CONTROL, Client
from tests.client.widgets.conftest import Start
from tests.server.routes.conftest import Floor

MOBILE = "+821023456789"


def panel(here: Client) -> CallPanel:
    """The call view."""
    here.workspace.show_panel("call")
    found = here.workspace.panels["call"]
    assert isinstance(found, CallPanel)
    return found


def home(here: Client) -> Home:
    """What it shows while nobody is open."""
    return panel(here).nobody


def take(floor: Floor, ticket: dict[str, Any]) -> None:
    """The agent makes a ticket theirs."""
    answer = floor.site.post(f"/tickets/{ticket['id']}/take", as_="agent", if_match=ticket["version"])
    assert answer.is_success, answer.text


async def test_an_agent_who_takes_no_calls_is_told_so_and_begins_with_one_press(start: Start, floor: Floor) -> None:
    async with start() as here:
        shown = home(here)
        assert shown.title.text() == "You take no calls now"
        shown.ready.click()
        await until(lambda: here.desk.state.state is AgentState.AVAILABLE)
        assert shown.title.text() == "Ready for the next call"
        assert shown.ready.isHidden()


async def test_a_missed_call_waits_there_until_somebody_takes_it(start: Start, floor: Floor) -> None:
    floor.customer("박하늘", MOBILE)
    async with start() as here:
        shown = home(here)
        assert shown.missed.nothing.text() == "Everybody who rang was answered."
        floor.ring(user=["201"])
        await until(lambda: here.desk.call.rings)
        floor.push("hangup", cause="cancel")
        await until(lambda: [row.text() for row in shown.missed.rows] == ["박하늘"])
        assert shown.missed.count.text() == "1"
        button = next(one for one in shown.missed.findChildren(Button) if one.text() == "I take it")
        button.click()
        await until(lambda: not shown.missed.rows)


async def test_my_ticket_leads_to_its_customer_and_ctrl_w_leads_back(start: Start, floor: Floor) -> None:
    customer = floor.customer("박하늘", MOBILE)
    ticket = floor.ticket(title="늦은 소포", customer_id=customer)
    take(floor, ticket)
    async with start() as here:
        shown = home(here)
        await until(lambda: [row.text() for row in shown.tickets.rows] == [f"#{ticket['id']} 늦은 소포"])
        shown.tickets.rows[0].click()
        view = panel(here).view
        await until(lambda: view.customer.customer is not None and view.tickets.current is not None)
        assert not shown.isVisible()
        here.press(Qt.Key.Key_W, CONTROL)
        assert shown.isVisible()
        assert view.customer_id is None


async def test_a_customer_who_is_on_the_line_is_not_put_away(start: Start, floor: Floor) -> None:
    customer = floor.customer("박하늘", MOBILE)
    async with start() as here:
        view = panel(here).view
        floor.ring(user=["201"])
        floor.push("answer", answeringNumber="201")
        await until(lambda: view.customer_id == customer and view.call is not None)
        here.press(Qt.Key.Key_W, CONTROL)
        assert view.customer_id == customer


async def test_whom_i_spoke_with_stands_there_once(start: Start, floor: Floor) -> None:
    floor.customer("박하늘", MOBILE)
    for number in ("1", "2"):
        floor.ring(user=["201"], call_id=number)
        floor.push("answer", answeringNumber="201", call_id=number)
        call = floor.hang_up(number)
        assert floor.site.post(f"/calls/{call.id}/wrap-up", {"code": "other"}).is_success
    async with start() as here:
        shown = home(here)
        await until(lambda: shown.calls.rows)
        assert [row.text() for row in shown.calls.rows] == ["박하늘"]


async def test_nothing_of_one_person_waits_for_the_next(start: Start, floor: Floor) -> None:
    ticket = floor.ticket(customer_id=floor.customer("박하늘", MOBILE))
    take(floor, ticket)
    async with start() as here:
        shown = home(here)
        await until(lambda: shown.tickets.rows)
        here.desk.session.sign_out()
        await until(lambda: not here.desk.session.asking and here.window.sign_in.isVisible())
        await here.sign_in("lead")
        assert home(here).tickets.rows == []
