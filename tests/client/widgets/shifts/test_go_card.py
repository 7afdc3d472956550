"""May I go to lunch now? The answer at once, in words and in a picture; a reminder; and going with one key."""

from collections.abc import Callable
from datetime import timedelta

from PySide6.QtCore import Qt

from desk.client.models.may_go import Reminder
from desk.client.widgets.shifts.day_popover import DayPopover
from desk.contract.agents import AgentState
from desk.contract.errors import Unreachable
from desk.contract.shifts import Activity
from desk.contract.staffing import MayGo, Minutes, Verdict
from tests.client.conftest import until
from tests.client.day_rig import MyRota
from tests.client.shell_rig import Client
from tests.client.widgets.conftest import Start
from tests.server.routes.conftest import Floor

SHIFT = Qt.KeyboardModifier.ShiftModifier


async def asked(here: Client) -> DayPopover:
    """The agent presses the key for lunch."""
    await until(lambda: here.workspace.bar.day.isVisible())
    here.press(Qt.Key.Key_F3, SHIFT)
    card = here.workspace.bar.my_day
    await until(lambda: card.isVisible() and here.desk.may_go.answer is not None)
    return card


def at_lunch(floor: Floor) -> MyRota:
    """A morning's shift with lunch to come, and a colleague beside me."""
    rota = MyRota(floor.site)
    for login in ("agent", "agent2"):
        rota.around(login, ("work", -60, 25), ("lunch", 25, 85), ("work", 85, 300))
    return rota


def answer_of(here: Client, verdict: Verdict, better: int | None = None) -> MayGo:
    """An answer such as the server gives, with figures of its own."""
    now = here.desk.clock.now()
    effect = [
        Minutes(
            start=now + n * timedelta(minutes=15),
            needed=12,
            with_me=12.4,
            without_me=11.4,
            level_with_me=0.82,
            level_without_me=0.71 if n == 1 else 0.8,
        )
        for n in range(4)
    ]
    better_at = None if better is None else now + better * timedelta(minutes=1)
    return MayGo(
        verdict=verdict,
        start=now,
        end=now + timedelta(hours=1),
        effect=effect,
        better_at=better_at,
        planned_at=None,
    )


async def test_one_key_asks_and_another_press_goes_to_lunch(start: Start, floor: Floor) -> None:
    at_lunch(floor)
    async with start() as here:
        here.desk.state.choose(AgentState.AVAILABLE)
        await until(lambda: here.desk.state.state is AgentState.AVAILABLE)
        card = await asked(here)
        answer = here.desk.may_go.answer
        assert answer is not None
        assert answer.end - answer.start == timedelta(minutes=60)
        assert len(card.card.chart.table()) >= 4
        assert card.card.verdict.isVisible()
        card.card.go.click()
        await until(lambda: here.desk.state.state is AgentState.BREAK)
        status = here.desk.state.status
        assert status is not None
        assert status.reason == "lunch"
        await until(lambda: here.workspace.bar.state.label() == "Break · Lunch")
        assert not card.isVisible()


async def test_the_answer_is_said_in_words_with_the_worst_quarter_and_the_better_time(
    start: Start, floor: Floor
) -> None:
    at_lunch(floor)
    async with start() as here:
        card = (await asked(here)).card
        here.desk.may_go.watch(False)
        here.desk.may_go.answer = answer_of(here, Verdict.NO, better=31)
        card.refresh()
        assert card.verdict.words.text() == "Better not now: callers would wait too long."
        assert "82 % → 71 %" in card.effect.text()
        assert "needed 12, there 12.4, without me 11.4" in card.chart.accessibleDescription()
        assert card.remind.text().startswith("Better at ")
        assert (card.go.kind, card.remind.kind) == ("secondary", "primary")


async def test_a_reminder_asks_again_when_the_time_has_come_and_leaves_the_keyboard_alone(
    start: Start, floor: Floor
) -> None:
    at_lunch(floor)
    async with start() as here:
        card = await asked(here)
        here.desk.may_go.watch(False)
        here.desk.may_go.answer = answer_of(here, Verdict.COSTS, better=30)
        card.card.refresh()
        card.card.remind.click()
        assert not card.isVisible()
        reminder = here.desk.may_go.reminder
        assert isinstance(reminder, Reminder)
        keyboard = here.window.focusWidget()
        here.desk.clock.learn(reminder.at + timedelta(seconds=2))
        await until(lambda: card.isVisible())
        assert here.window.focusWidget() is keyboard
        assert here.desk.may_go.pause is Activity.LUNCH
        assert here.desk.may_go.reminder is None


async def test_without_a_connection_nothing_is_guessed_but_the_own_plan_is_said(start: Start, floor: Floor) -> None:
    at_lunch(floor)
    async with start() as here:
        card = await asked(here)
        here.desk.may_go.handle_error(Unreachable("no line"))
        said = card.card.verdict.words.text()
        assert said.startswith("No connection: how many are there now is not known. By your plan it begins at ")
        assert not card.card.chart.isVisible()
        assert card.card.go.isVisible()


async def test_the_palette_finds_the_question(start: Start, floor: Floor) -> None:
    at_lunch(floor)
    async with start() as here:
        await until(lambda: here.workspace.bar.day.isVisible())
        found: Callable[[str], bool] = here.commands.run
        assert found("day.rest")
        await until(lambda: here.desk.may_go.answer is not None)
        answer = here.desk.may_go.answer
        assert answer is not None
        assert answer.end - answer.start == timedelta(minutes=15)


async def test_who_is_not_on_shift_is_told_so(start: Start, floor: Floor) -> None:
    MyRota(floor.site).around("agent", ("work", 120, 200))
    async with start() as here:
        card = (await asked(here)).card
        assert card.verdict.words.text() == "No shift of yours is planned now, so nobody will miss you."
        assert not card.chart.isVisible()
