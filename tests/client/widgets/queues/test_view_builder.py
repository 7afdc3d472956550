"""A view is built in the window: the list follows what is written, and what is saved is there for others."""

import asyncio
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desk.client.widgets.language import language
from desk.client.widgets.panels.queues import QueuesPanel
from desk.client.widgets.queues.chooser import Chooser, TickList
from desk.client.widgets.queues.customer_chooser import CustomerChooser
from desk.client.widgets.queues.list_page import ListPage
from desk.client.widgets.queues.value_editors import CustomerEditor, MinutesEditor
from desk.client.widgets.queues.view_builder import SETTLE_MS
from desk.contract.views import Column, Condition, Field, Group, Op, Scope, Sort
from tests.client.call_rig import workplace
from tests.client.conftest import until
from tests.client.widgets.conftest import Start
from tests.client.widgets.queues.lists_rig import everything, lists
from tests.server.routes.conftest import Floor

CONTROL = Qt.KeyboardModifier.ControlModifier


def write(page: ListPage, condition: Condition) -> None:
    """Write one condition, as somebody would who chose its parts."""
    part = page.builder.conditions.all
    part.add.click()
    row = part.rows[-1]
    row.field.setCurrentIndex(row.field.findData(condition.field))
    row.field.activated.emit(row.field.currentIndex())
    row.op.setCurrentIndex(row.op.findData(condition.op))
    row.op.activated.emit(row.op.currentIndex())
    row.editor.set_values(condition.values)
    row.editor.changed.emit()


async def test_what_is_built_is_seen_counted_and_saved(floor: Floor, tmp_path: Path) -> None:
    customer = floor.customer("김민지")
    urgent = floor.ticket(as_="agent2", customer_id=customer, priority="urgent")["id"]
    floor.ticket(as_="agent2", customer_id=customer)
    async with workplace(floor, tmp_path) as agent:
        page = await everything(agent)
        page.fresh.click()
        builder = page.builder
        assert not builder.save.isVisible()
        await until(lambda: page.model.total == 2)
        write(page, Condition(field=Field.PRIORITY, op=Op.IS, values=("urgent",)))
        await until(lambda: [one.id for one in page.model.tickets] == [urgent])
        await until(lambda: builder.count.text() == "1 ticket")
        builder.form.sort.setCurrentIndex(builder.form.sort.findData(Sort.DUE))
        builder.form.group.setCurrentIndex(builder.form.group.findData(Group.QUEUE))
        builder.form.name.set_text("급한 일")
        QTest.keyClick(builder.form.name.edit, Qt.Key.Key_Return, CONTROL)
        await until(lambda: page.view is not None and page.view.draft.name == "급한 일")
        assert page.view is not None
        assert page.view.draft.scope is Scope.OWN
        assert page.view.draft.group is Group.QUEUE
        await until(lambda: page.side.shown_id == page.view.id)  # type: ignore[union-attr]
        builder.drop.click()
        await until(lambda: all(one.version == 0 for one in page.views.views))
        page.hide()


async def test_what_is_wrong_is_said_at_its_row_and_nothing_is_sent(floor: Floor, tmp_path: Path) -> None:
    async with workplace(floor, tmp_path) as agent:
        page = await everything(agent)
        page.fresh.click()
        builder = page.builder
        write(page, Condition(field=Field.QUEUE, op=Op.IS))
        write(page, Condition(field=Field.ORDER, op=Op.IS, values=("김",)))
        builder.put(None)
        rows = builder.conditions.all.rows
        assert rows[0].error.text() == "Choose or write at least one."
        assert rows[1].error.text() == "Numbers only, such as 10234."
        assert builder.form.name.error()
        assert not page.views.is_saving
        page.hide()


async def test_an_agent_makes_views_for_herself_and_a_lead_for_others(floor: Floor, tmp_path: Path) -> None:
    async with workplace(floor, tmp_path) as agent:
        page = await everything(agent)
        page.fresh.click()
        assert not page.builder.form.scope.isEnabled()
        page.hide()
    async with workplace(floor, tmp_path / "lead", login="lead") as lead:
        page = await everything(lead)
        page.fresh.click()
        form = page.builder.form
        form.scope.setCurrentIndex(form.scope.findData(Scope.SHARED))
        form.name.set_text("모두의 것")
        page.builder.put(None)
        await until(lambda: page.view is not None and page.view.draft.name == "모두의 것")
        page.hide()
    shared = floor.site.get("/views", as_="agent2").json()
    assert "모두의 것" in {one["draft"]["name"] for one in shared}


async def test_columns_are_ticked_and_moved_by_the_keyboard(floor: Floor, tmp_path: Path) -> None:
    async with workplace(floor, tmp_path) as agent:
        page = await everything(agent)
        page.fresh.click()
        page.builder.form.columns.click()
        chooser = page.window().findChildren(Chooser)[-1]
        ticks = chooser.list
        first = page.model.columns[0]
        ticks.setCurrentRow(0)
        QTest.keyClick(ticks, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
        await until(lambda: page.model.columns[1] is first)
        ticks.setCurrentRow(0)
        gone = page.model.columns[0]
        QTest.keyClick(ticks, Qt.Key.Key_Space)
        await until(lambda: gone not in page.model.columns)
        assert Column.HERE in page.model.columns
        chooser.close()
        page.hide()


async def test_leaving_shows_the_view_as_it_is_kept(floor: Floor, tmp_path: Path) -> None:
    floor.ticket(as_="agent2", customer_id=floor.customer("김민지"), priority="low")
    async with workplace(floor, tmp_path) as agent:
        page = await everything(agent)
        page.build()
        write(page, Condition(field=Field.PRIORITY, op=Op.IS, values=("urgent",)))
        assert page.view is not None
        QTest.keyClick(page.builder, Qt.Key.Key_Escape)
        assert page.builder.isHidden()
        assert page.model.draft == page.view.draft
        page.hide()


async def test_what_was_written_last_is_not_shown_after_leaving(floor: Floor, tmp_path: Path) -> None:
    ticket = floor.ticket(as_="agent2", customer_id=floor.customer("김민지"), priority="low")["id"]
    async with workplace(floor, tmp_path) as agent:
        page = await everything(agent)
        page.side.show_view(-4)
        await until(lambda: page.view is not None and page.view.id == -4 and not page.model.loading)
        page.build()
        write(page, Condition(field=Field.PRIORITY, op=Op.IS, values=("urgent",)))
        QTest.keyClick(page.builder, Qt.Key.Key_Escape)
        # Longer than the builder waits for the next key.
        await asyncio.sleep(3 * SETTLE_MS / 1000)
        assert page.view is not None
        assert page.model.draft == page.view.draft
        assert ticket
        page.hide()


async def choose(page: ListPage, chooser: CustomerChooser, words: str) -> None:
    """Look for a customer and take the first who is found. What was found for other words is not chosen."""
    chooser.search.field.setText(words)
    QTest.keyClick(chooser.search.field, Qt.Key.Key_Return)
    await until(lambda: chooser.search.found and not page.finder.searching)
    QTest.keyClick(chooser.search.field, Qt.Key.Key_Return)


async def test_a_customer_is_found_by_name_or_number_and_stands_in_the_condition_by_name(
    floor: Floor, tmp_path: Path
) -> None:
    kim, park = floor.customer("김민지", "+821012345678"), floor.customer("박서준", "+821099990000")
    floor.customer("김민수")
    tickets = [floor.ticket(as_="agent2", customer_id=one)["id"] for one in (kim, park)]
    floor.ticket(as_="agent2", customer_id=floor.customer("이하늘"))
    async with workplace(floor, tmp_path) as agent:
        page = await everything(agent)
        page.fresh.click()
        write(page, Condition(field=Field.CUSTOMER, op=Op.IS))
        editor = page.builder.conditions.all.rows[-1].editor
        assert isinstance(editor, CustomerEditor)
        editor.button.click()
        chooser = page.window().findChildren(CustomerChooser)[-1]
        for words in ("김민지", "9999"):
            await choose(page, chooser, words)
        assert editor.values() == (str(kim), str(park))
        assert editor.button.text() == "김민지, 박서준"
        await until(lambda: sorted(one.id for one in page.model.tickets) == sorted(tickets))
        chooser.list.itemClicked.emit(chooser.list.item(1))
        await until(lambda: [one.id for one in page.model.tickets] == tickets[:1])
        QTest.keyClick(chooser.search.field, Qt.Key.Key_Escape)
        page.builder.form.name.set_text("김민지 고객님")
        page.builder.put(None)
        await until(lambda: page.view is not None and page.view.draft.name == "김민지 고객님")
        page.hide()
    looks = floor.site.read(lambda tx: tx.all("SELECT kind FROM log WHERE kind = 'customer.viewed'"))
    async with workplace(floor, tmp_path / "later") as agent:
        page = lists(agent)
        await until(lambda: any(one.draft.name == "김민지 고객님" for one in page.views.views))
        page.side.show_view(next(one.id for one in page.views.views if one.version))
        page.build()
        editor = page.builder.conditions.all.rows[-1].editor
        assert isinstance(editor, CustomerEditor)
        await until(lambda: editor.button.text() == "김민지")
        page.hide()
    assert floor.site.read(lambda tx: tx.all("SELECT kind FROM log WHERE kind = 'customer.viewed'")) == looks


def test_a_length_of_time_is_shown_in_the_unit_one_thinks_in(qtbot: object) -> None:
    editor = MinutesEditor()
    for minutes, shown in (("1440", (1, 1440)), ("180", (3, 60)), ("45", (45, 1))):
        editor.set_values((minutes,))
        assert (editor.number.value(), editor.unit.currentData()) == shown
        assert editor.values() == (minutes,)
    editor.deleteLater()


def test_a_click_on_the_words_ticks_as_well(qtbot: object) -> None:
    ticks = TickList()
    ticks.fill([("a", "하나"), ("b", "둘")], ["a"])
    ticks.itemClicked.emit(ticks.item(1))
    assert ticks.values() == ("a", "b")
    ticks.deleteLater()


async def test_what_is_missing_is_said_in_the_language_of_the_screen_and_squeezes_nothing(
    start: Start, floor: Floor
) -> None:
    async with start("lead") as here:
        here.workspace.show_panel("tickets")
        panel = here.workspace.panels["tickets"]
        assert isinstance(panel, QueuesPanel)
        page = panel.page("lists")
        assert isinstance(page, ListPage)
        await until(lambda: page.view is not None)
        page.fresh.click()
        form = page.builder.form
        write(page, Condition(field=Field.QUEUE, op=Op.IS))
        form.scope.setCurrentIndex(form.scope.findData(Scope.ROLE))
        form.scope.activated.emit(form.scope.currentIndex())
        page.builder.put(None)
        assert form.name.error() == "It needs a name."
        await until(lambda: form.height() >= form.sizeHint().height())
        assert form.name.edit.height() >= form.name.edit.minimumSizeHint().height()
        language().apply("ko")
        await until(lambda: form.name.error() == "이름이 필요합니다.")
        assert form.roles_error.text() == "역할을 하나 이상 골라 주세요."
        assert page.builder.conditions.all.rows[-1].error.text() == "하나 이상 고르거나 적어 주세요."
