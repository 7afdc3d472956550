"""The palette finds people and runs commands with the keyboard alone, and works without the server, too."""

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy

from desk.client.models.search import SearchState
from desk.client.widgets.palette import Palette
from desk.client.widgets.panels.call import CallPanel
from desk.contract.agents import AgentState
from desk.contract.customers import RemarkKind
from desk.contract.events import OrderPlaced, Refs, RemarkAdded
from desk.contract.orders import OrderItem, OrderState
from desk.contract.search import Hit, HitKind
from desk.server.store import log
from desk.server.store.db import Tx
from tests.client.conftest import until
from tests.client.shell_rig import CONTROL, Client, compose
from tests.client.widgets.conftest import Start
from tests.server.conftest import Site
from tests.server.routes.conftest import Floor


def opened(here: Client) -> Palette:
    here.press(Qt.Key.Key_K, CONTROL)
    return here.workspace.palette_


def lines(palette: Palette) -> list[str]:
    return [f"{row.kind}: {row.title}" for row in palette.rows.rows]


def write(here: Client, text: str) -> None:
    """Type words, letter by letter."""
    for letter in text:
        here.press(ord(letter.upper()), text=letter)


async def test_finds_stand_in_groups_with_how_many_there_are(start: Start, floor: Floor) -> None:
    for number in range(7):
        floor.customer(f"김민지{number}", f"+8210100000{number:02}")
    async with start() as here:
        palette = opened(here)
        write(here, "김민지")
        await until(lambda: here.desk.search.state is SearchState.FOUND)
        assert lines(palette)[0] == "heading: Customers"
        assert palette.rows.rows[0].detail == "7"
        assert len([line for line in lines(palette) if line.startswith("hit")]) == 5
        assert lines(palette)[-1] == "more: Show 2 more"
        assert "Customers 7" in palette.status.text()
        for _ in range(5):
            here.press(Qt.Key.Key_Down)
        here.press(Qt.Key.Key_Return)
        await until(lambda: len([line for line in lines(palette) if line.startswith("hit")]) == 7)
        assert palette.isVisible()


async def test_enter_opens_the_chosen_find_and_it_is_remembered_until_sign_out(start: Start, floor: Floor) -> None:
    customer = floor.customer("이서연", "+821055556666")
    async with start() as here:
        palette = opened(here)
        chosen = QSignalSpy(palette.hit_chosen)
        write(here, "5555-66")
        await until(lambda: here.desk.search.state is SearchState.FOUND)
        here.press(Qt.Key.Key_Return)
        hit = chosen.at(0)[0]
        assert isinstance(hit, Hit)
        assert (hit.kind, hit.id) == (HitKind.CUSTOMER, customer)
        assert not palette.isVisible()
        assert "hit: 이서연" in lines(opened(here))
        here.press(Qt.Key.Key_Escape)
        here.commands.run("sign_out")
        await until(lambda: not here.desk.search.recent)


async def test_a_command_is_found_by_a_word_of_it_and_run(start: Start) -> None:
    async with start() as here:
        palette = opened(here)
        write(here, "break")
        assert lines(palette)[:2] == ["heading: Commands", "command: Take a break"]
        here.press(Qt.Key.Key_Return)
        await until(lambda: here.desk.state.state is AgentState.BREAK)
        assert here.settings.recent_commands == ["state.break"]
        assert lines(opened(here))[1] == "command: Take a break" or "command: Take a break" in lines(palette)


async def test_korean_initials_find_a_command_while_the_syllable_is_still_composed(start: Start) -> None:
    async with start() as here:
        here.commands.run("look.language")
        palette = opened(here)
        compose(palette.field, "ㅎㅅ")
        assert "command: 휴식으로 전환" in lines(palette)
        compose(palette.field, "", "휴식")
        assert "command: 휴식으로 전환" in lines(palette)


async def test_an_angle_bracket_asks_for_commands_only(start: Start, site: Site) -> None:
    async with start() as here:
        palette = opened(here)
        write(here, ">lock")
        assert lines(palette) == ["heading: Commands", "command: Lock the screen"]
        assert here.desk.search.state is SearchState.IDLE
        palette.field.clear()
        write(here, ">zzz")
        assert lines(palette) == ["note: No such command"]


async def test_without_an_answer_the_palette_says_so_and_commands_still_run(start: Start) -> None:
    async with start() as here:
        here.desk.remote.http.site = type(here.desk.remote.http.site)(address="http://127.0.0.1:9")
        palette = opened(here)
        write(here, "zz")
        await until(lambda: here.desk.search.state is SearchState.FAILED)
        assert "cannot be reached" in palette.status.text()
        assert "note" in lines(palette)[0]
        palette.field.clear()
        write(here, "larger")
        here.press(Qt.Key.Key_Return)
        assert here.settings.font_scale > 1


async def test_an_order_that_was_found_is_brought_into_sight_however_long_ago_it_was(
    start: Start, floor: Floor
) -> None:
    customer = floor.customer("이서연", "+821055556666")

    def history(tx: Tx) -> int:
        """An order of long ago that the log learned of between newer things, and much that happened since."""
        for number in range(150):
            log.append(
                tx, RemarkAdded(remark_kind=RemarkKind.KINDNESS, text=f"메모 {number}"), Refs(customer_id=customer)
            )
        item = OrderItem(name="찻잔", quantity=1, price=9000)
        fact = OrderPlaced(number="A-7788", items=(item,), total=9000, state=OrderState.PLACED, source="shop")
        placed = log.append(tx, fact, Refs(customer_id=customer), at=tx.now - timedelta(days=400))
        for number in range(150):
            at = tx.now - timedelta(days=401, minutes=number)
            log.append(tx, RemarkAdded(remark_kind=RemarkKind.KINDNESS, text="이전"), Refs(customer_id=customer), at=at)
        return placed.seq

    order = floor.site.write(history)
    async with start() as here:
        opened(here)
        write(here, "A-7788")
        await until(lambda: here.desk.search.state is SearchState.FOUND)
        here.press(Qt.Key.Key_Return)
        panel = here.workspace.panels["call"]
        assert isinstance(panel, CallPanel)
        await until(lambda: panel.timeline.view.current_key == order)
