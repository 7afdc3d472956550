"""From the ring to the end of the wrap-up, the bar says what is and takes what the agent decides."""

from datetime import datetime, timedelta

from PySide6.QtCore import Qt

from desk.client.models.formats import SEOUL
from desk.client.models.outbox import Status
from desk.client.widgets.call_bar import CallBar
from desk.client.widgets.callback_form import quick_times
from desk.client.widgets.controls.button import Button
from desk.client.widgets.follow_ups_popover import Line
from desk.contract.agents import AgentState
from desk.contract.service import ServiceTargets
from tests.client.conftest import until
from tests.client.shell_rig import Client
from tests.client.widgets.conftest import Start
from tests.server.routes.conftest import MOBILE, Floor

ALT = Qt.KeyboardModifier.AltModifier


async def talking(here: Client, floor: Floor) -> CallBar:
    """The agent picks up a call."""
    floor.ring(user=["201"])
    await until(lambda: here.desk.call.rings)
    floor.push("answer", answeringNumber="201")
    await until(lambda: here.desk.call.is_talking and here.desk.state.state is AgentState.IN_CALL)
    return here.workspace.bar


async def test_a_known_caller_stands_in_the_bar_with_clock_and_masked_number(start: Start, floor: Floor) -> None:
    floor.customer("박하늘", "+821023456789")
    async with start() as here:
        bar = await talking(here, floor)
        assert bar.strip.who.name.text() == "박하늘"
        assert bar.strip.who.below.text() == "010-****-6789"
        assert bar.strip.who.tier.text() == "Basic"
        assert bar.strip.clock.accessibleName().startswith("Call time 0:0")


async def test_an_unknown_caller_is_shown_by_the_number(start: Start, floor: Floor) -> None:
    async with start() as here:
        bar = await talking(here, floor)
        assert bar.strip.who.name.text() == MOBILE
        assert bar.strip.who.below.text() == "Unknown caller"


async def test_what_comes_after_the_call_is_chosen_while_talking(start: Start, floor: Floor) -> None:
    async with start() as here:
        bar = await talking(here, floor)
        here.press(Qt.Key.Key_F3)
        await until(lambda: here.desk.state.next_state is AgentState.BREAK and here.desk.state.pending is None)
        assert here.desk.state.state is AgentState.IN_CALL
        assert bar.strip.next_state.text() == "Then: Break"
        floor.push("hangup", cause="normalClearing")
        await until(lambda: here.desk.call.is_wrapping_up)
        here.press(Qt.Key.Key_F6)
        await until(lambda: here.desk.call.call is None)
        await until(lambda: here.desk.state.state is AgentState.BREAK)


async def test_the_codes_of_the_queue_are_on_keys_and_close_the_call(start: Start, floor: Floor) -> None:
    async with start() as here:
        bar = await talking(here, floor)
        floor.push("hangup", cause="normalClearing")
        await until(bar.wrap_up.isVisible)
        call = here.desk.call.call
        assert call is not None
        assert bar.wrap_up.hint.text() == "When the time is up: other"
        here.press(Qt.Key.Key_1, ALT)
        assert here.desk.call.marked_code == "late"
        assert bar.wrap_up.hint.text() == "When the time is up: 지연"
        here.press(Qt.Key.Key_F6)
        await until(lambda: here.desk.call.call is None)
        assert not bar.wrap_up.isVisible()
        assert floor.site.get(f"/calls/{call.id}").json()["wrap_up_code"] == "late"


async def test_a_marked_code_counts_when_the_time_runs_out(start: Start, floor: Floor) -> None:
    async with start() as here:
        await talking(here, floor)
        floor.push("hangup", cause="normalClearing")
        await until(lambda: here.desk.call.is_wrapping_up)
        call = here.desk.call.call
        assert call is not None
        assert call.wrap_up_until is not None
        here.press(Qt.Key.Key_1, ALT)
        here.desk.clock.learn(call.wrap_up_until - timedelta(seconds=1))
        await until(lambda: here.desk.call.call is None)
        assert floor.site.get(f"/calls/{call.id}").json()["wrap_up_code"] == "late"


async def test_a_wrap_up_gets_a_minute_more_as_often_as_its_queue_allows(start: Start, floor: Floor) -> None:
    async with start() as here:
        bar = await talking(here, floor)
        floor.push("hangup", cause="normalClearing")
        await until(bar.wrap_up.isVisible)
        call = here.desk.call.call
        assert call is not None
        assert call.wrap_up_until is not None
        here.press(Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
        assert not bar.wrap_up.more_time.isEnabled()
        await until(bar.wrap_up.more_time.isEnabled)
        now = here.desk.call.call
        assert now is not None
        assert now.wrap_up_until == call.wrap_up_until + timedelta(minutes=1)
        bar.wrap_up.more_time.click()
        await until(bar.wrap_up.more_time.isEnabled)
        bar.wrap_up.more_time.click()
        await until(bar.wrap_up.more_time.isEnabled)
        await until(lambda: not here.desk.outbox.entries)
        bar.wrap_up.more_time.click()
        await until(lambda: [entry.status for entry in here.desk.outbox.entries] == [Status.REFUSED])
        await until(bar.wrap_up.more_time.isEnabled)
        assert floor.kinds().count("call.wrap_up_extended") == 3


async def test_a_missed_call_is_counted_and_taken_over(start: Start, floor: Floor) -> None:
    async with start() as here:
        floor.ring(user=["201"])
        await until(lambda: here.desk.call.rings)
        floor.push("hangup", cause="cancel")
        await until(lambda: not here.desk.call.rings and here.desk.follow_ups.missed)
        bar = here.workspace.bar
        assert bar.missed.accessibleName() == "Missed calls: 1"
        here.press(Qt.Key.Key_F8)
        line = bar.follow_ups.findChildren(Line)[0]
        assert line.name.text() == MOBILE
        next(button for button in line.findChildren(Button) if button.text() == "I take it").click()
        await until(lambda: not here.desk.follow_ups.missed)
        assert bar.missed.accessibleName() == "Missed calls"


async def test_a_missed_call_says_by_when_it_is_to_be_rung_back(start: Start, floor: Floor) -> None:
    floor.promise(ServiceTargets(callback=90))
    async with start() as here:
        floor.ring(user=["201"])
        await until(lambda: here.desk.call.rings)
        floor.push("hangup", cause="cancel")
        await until(lambda: here.desk.follow_ups.missed)
        told = here.desk.follow_ups.missed[0].ring_back_by
        assert told is not None
        fetched = list[bool]()
        here.desk.follow_ups.changed.connect(lambda: fetched.append(True))
        here.desk.follow_ups.refresh()
        await until(lambda: bool(fetched))
        assert [one.ring_back_by for one in here.desk.follow_ups.missed] == [told]
        here.press(Qt.Key.Key_F8)
        line = here.workspace.bar.follow_ups.findChildren(Line)[0]
        assert "Call-back" in line.name.accessibleName()


async def test_a_call_missed_by_others_is_in_everybodys_list_until_one_of_them_owns_it(
    start: Start, floor: Floor
) -> None:
    async with start() as here:
        await until(lambda: "missed" in here.desk.remote.feed.topics and here.desk.remote.feed.health.link == "live")
        floor.ring("one", user=["202"])
        floor.hang_up("one", "cancel")
        floor.ring("two", user=["202"])
        two = floor.hang_up("two", "cancel")
        await until(lambda: len(here.desk.follow_ups.missed) == 2)
        assert here.desk.follow_ups.missed[0].id == two.id
        assert not here.desk.call.rings
        assert here.workspace.bar.missed.accessibleName() == "Missed calls: 2"
        assert floor.site.post(f"/calls/{two.id}/claim", as_="agent2").status_code == 200
        await until(lambda: [call.id for call in here.desk.follow_ups.missed] == [floor.call("one").id])
        assert floor.site.post(f"/calls/{floor.call('one').id}/claim", as_="lead").status_code == 200
        await until(lambda: not here.desk.follow_ups.missed)


async def test_a_call_back_is_promised_for_the_caller_and_later_done(start: Start, floor: Floor) -> None:
    floor.customer("박하늘", "+821023456789")
    async with start() as here:
        bar = await talking(here, floor)
        here.press(Qt.Key.Key_F7)
        form = bar.callback_form
        assert form.isVisible()
        assert "박하늘" in form.who.text()
        form.quick["morning"].click()
        form.words.set_text("교환 결과")
        form.promise.click()
        assert not form.isVisible()
        await until(lambda: here.desk.follow_ups.callbacks)
        owed = here.desk.follow_ups.callbacks[0]
        tomorrow = here.desk.clock.now().astimezone(SEOUL).date() + timedelta(days=1)
        assert (owed.due_at.astimezone(SEOUL).date(), owed.due_at.astimezone(SEOUL).hour) == (tomorrow, 10)
        assert (owed.customer_name, owed.words) == ("박하늘", "교환 결과")
        here.desk.follow_ups.settle(owed, "reached")
        await until(lambda: not here.desk.follow_ups.callbacks)


async def test_a_time_that_has_passed_and_a_number_that_is_none_are_refused_before_they_are_sent(
    start: Start, floor: Floor
) -> None:
    async with start() as here:
        here.press(Qt.Key.Key_F7)
        form = here.workspace.bar.callback_form
        form.promise.click()
        assert form.number.error()
        form.number.set_text("010-1111-2222")
        form.day.setDate(form.day.date().addDays(-1))
        form.promise.click()
        assert form.isVisible()
        assert form.when_label.text() == "This time has passed"
        assert not here.desk.outbox.entries


def test_five_in_the_afternoon_is_offered_for_tomorrow_when_it_is_over() -> None:
    late = datetime(2026, 11, 22, 17, 30, tzinfo=SEOUL)
    early = datetime(2026, 11, 22, 9, 0, tzinfo=SEOUL)
    assert quick_times(late)["evening"] == datetime(2026, 11, 23, 17, 0, tzinfo=SEOUL)
    assert quick_times(early)["evening"] == datetime(2026, 11, 22, 17, 0, tzinfo=SEOUL)
    assert quick_times(early)["soon"] == datetime(2026, 11, 22, 9, 30, tzinfo=SEOUL)
