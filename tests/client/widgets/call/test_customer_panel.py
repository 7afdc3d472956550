"""The customer's column: what is owed, what to know, and what stays masked."""

from datetime import UTC, datetime
from html import unescape
from pathlib import Path

from PySide6.QtWidgets import QApplication

from desk.client.models.navigation import Opening
from desk.client.remote.http import Site
from desk.client.widgets.call.customer_rows import MergeRow, RemarkRow
from desk.client.widgets.call.parts import PressRow
from desk.client.widgets.call.remark_form import RemarkForm
from desk.client.widgets.call.reveal import PersonalRow, ReasonPopover
from desk.contract.customers import RemarkKind
from desk.contract.events import OrderPlaced, Refs
from desk.contract.orders import OrderItem, OrderState
from desk.server.store import log
from tests.client.call_rig import Workplace, workplace
from tests.client.conftest import until
from tests.client.widgets.call.test_ring_card import MINJI, said
from tests.server.routes.conftest import Floor
from tests.serving import free_port


def number_row(agent: Workplace) -> PersonalRow:
    """The row of the first number."""
    return agent.panel.customer.findChildren(PersonalRow)[0]


async def test_a_number_is_shown_in_full_only_for_a_reason(floor: Floor, tmp_path: Path) -> None:
    customer = floor.customer("김민지", MINJI)
    async with workplace(floor, tmp_path) as agent:
        await agent.open(customer)
        assert number_row(agent).value.text() == "010-****-6789"
        number_row(agent).eye.click()
        (popover,) = agent.window.findChildren(ReasonPopover)
        popover.quick[0].click()
        await until(lambda: number_row(agent).value.text().endswith("2345-6789"))
        number_row(agent).copy.click()
        assert QApplication.clipboard().text() == number_row(agent).value.text()
        kinds = floor.site.read(lambda tx: [row["kind"] for row in tx.all("SELECT kind FROM log")])
        assert "customer.revealed" in kinds
        number_row(agent).eye.click()
        assert number_row(agent).value.text() == "010-****-6789"


async def test_a_note_for_everybody_appears_when_the_log_has_it(floor: Floor, tmp_path: Path) -> None:
    customer = floor.customer("김민지", MINJI)
    async with workplace(floor, tmp_path) as agent:
        await agent.open(customer)
        agent.view.customer.add_remark(RemarkKind.KINDNESS, "손글씨 카드를 좋아하심")
        await until(lambda: "손글씨 카드를 좋아하심" in said(agent.panel.customer))
        (row,) = agent.panel.customer.findChildren(RemarkRow)
        row.removed.emit(agent.view.customer.customer.remarks[0] if agent.view.customer.customer else None)
        await until(lambda: "손글씨 카드를 좋아하심" not in said(agent.panel.customer))


async def test_a_note_begun_for_one_customer_is_never_kept_on_the_next(floor: Floor, tmp_path: Path) -> None:
    first, second = floor.customer("김민지", MINJI), floor.customer("박영숙")
    async with workplace(floor, tmp_path) as agent:
        await agent.open(first)
        agent.panel.customer.add_remark()
        (form,) = agent.window.findChildren(RemarkForm)
        form.words.set_text("손글씨 카드를 좋아하심")
        await agent.open(second)
        form.keep.click()
        await until(lambda: bool(floor.site.get(f"/customers/{first}", as_="lead").json()["remarks"]))
        assert not floor.site.get(f"/customers/{second}", as_="lead").json()["remarks"]


async def test_two_records_become_one_and_part_again(floor: Floor, tmp_path: Path) -> None:
    customer, other = floor.customer("김민지", MINJI), floor.customer("김민지 (직장)")
    async with workplace(floor, tmp_path) as agent:
        await agent.open(customer)
        record = agent.view.customer.customer
        assert record is not None
        agent.view.customer.merge(record, other)
        await until(lambda: agent.panel.customer.findChildren(MergeRow))
        assert agent.view.customer.ids == {customer, other}
        agent.view.customer.undo_merge(agent.view.customer.customer.merges[0])  # type: ignore[union-attr]
        await until(lambda: agent.view.customer.customer is not None and not agent.view.customer.customer.merges)


async def test_an_order_of_things_named_from_right_to_left_reads_in_order(floor: Floor, tmp_path: Path) -> None:
    customer = floor.customer("דנה", MINJI)
    items = (OrderItem(name="מטען", quantity=3, price=1000), OrderItem(name="<b>\u202e줄</b>", quantity=1, price=5))
    fact = OrderPlaced(number="A-1", items=items, total=3005, state=OrderState.PLACED, source="shop")
    floor.site.write(lambda tx: log.append(tx, fact, Refs(customer_id=customer), at=datetime.now(UTC)))
    async with workplace(floor, tmp_path) as agent:
        await agent.open(customer)
        await until(lambda: bool(agent.view.customer.orders))
        tips = [row.toolTip() for row in agent.panel.customer.findChildren(PressRow)]
        (tip,) = [unescape(one) for one in tips if "מטען" in one]
        assert "\u2068מטען\u2069 × 3\n<b>⟨U+202E⟩줄</b> × 1" in tip


async def test_colleagues_who_look_at_the_customer_are_seen(floor: Floor, tmp_path: Path) -> None:
    customer = floor.customer("김민지", MINJI)
    ticket = floor.ticket(customer_id=customer)["id"]
    async with workplace(floor, tmp_path) as agent:
        await agent.open(customer)
        report = {"act": "writing", "customer_id": customer, "ticket_id": ticket}
        await until(lambda: f"ticket:{ticket}" in agent.desk.remote.feed.topics and agent.live)
        floor.site.post("/presence", report, as_="agent2")
        floor.site.post("/presence", {"act": "viewing", "customer_id": customer}, as_="agent2")
        await until(lambda: [one.name for one in agent.view.presence.on_customer(customer)] == ["agent2 씨"])
        await until(lambda: "agent2 씨" in agent.panel.composer.strip.writer.text())


async def test_a_dead_line_shows_the_customer_as_last_known_with_its_age(floor: Floor, tmp_path: Path) -> None:
    first, second = floor.customer("김민지", MINJI), floor.customer("박영숙")
    async with workplace(floor, tmp_path) as agent:
        await agent.open(first)
        await until(lambda: agent.view.stream.model.count() > 0)
        await agent.desk.remote.cache.flush()
        await agent.open(second)
        await agent.desk.remote.http.move(Site(address=f"http://127.0.0.1:{free_port()}"))
        agent.panel.open(Opening(customer_id=first))
        await until(lambda: agent.view.customer.customer is not None and agent.view.customer.customer.id == first)
        assert agent.panel.customer.age.isVisible()
        await until(lambda: agent.view.stream.model.count() > 0)


async def test_the_history_shows_what_waits_and_then_what_the_log_has(floor: Floor, tmp_path: Path) -> None:
    customer = floor.customer("김민지", MINJI)
    floor.ticket(customer_id=customer)
    async with workplace(floor, tmp_path) as agent:
        await agent.open(customer)
        model = agent.view.stream.model
        await until(lambda: model.count() > 0)
        agent.type("on its way")
        agent.press_send()
        await until(lambda: model.row(model.count() - 1).key < 0)
        await agent.desk.remote.outbox.send_now(agent.view.sending.undoable)
        await until(
            lambda: [row.key > 0 for row in map(model.row, range(model.count())) if row.body == "on its way"] == [True]
        )
