"""The actions beside the history: by key, by mouse, by form; and what becomes of them stands below."""

from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desk.client.models.offers import Standing
from desk.client.widgets.actions.box import ActionsBox
from desk.client.widgets.actions.form import ActionForm
from desk.client.widgets.actions.offer_row import OfferRow
from desk.client.widgets.floating import take_keyboard
from desk.client.widgets.language import language
from desk.contract.events import Refs, RemedyDone, RemedyUnknown
from desk.contract.ingest import OrderLine
from desk.server.store import log
from desk.server.store.db import Tx
from tests.client.call_rig import Workplace, workplace
from tests.client.conftest import until
from tests.server.remedy_rig import Shop
from tests.server.routes.conftest import Floor


async def at(agent: Workplace, shop: Shop) -> ActionsBox:
    """The agent opens the customer and sees what can be done."""
    await agent.open(shop.customer_id)
    await until(lambda: bool(agent.view.actions.offers))
    return agent.panel.side.offers


def row(box: ActionsBox, name: str) -> OfferRow:
    """The row of an action."""
    return next(one for one in box.rows if one.offer is not None and one.offer.action.name == name)


async def test_a_digit_carries_the_action_out_and_undo_stands_below(floor: Floor, tmp_path: Path) -> None:
    shop = Shop(floor.site)
    shop.order("A-1")
    async with workplace(floor, tmp_path) as agent:
        box = await at(agent, shop)
        box.take_keyboard()
        assert box.rows[0].offer is not None
        assert box.rows[0].offer.action.name == "late_delivery"
        QTest.keyClick(box.rows[0], Qt.Key.Key_1)
        live = agent.panel.side.under_way
        await until(lambda: len(live.cards) == 1 and live.cards[0].undo is not None)
        assert "6,000" in live.cards[0].accessibleName()
        assert row(box, "late_delivery").is_barred
        assert box.rows[0].offer.action.name == "late_delivery", "no row changes its place under the finger"
        undo = live.cards[0].undo
        assert undo is not None
        undo.click()
        await until(lambda: not live.cards and len(agent.panel.side.past.cards) == 1)
        await until(lambda: not row(box, "late_delivery").is_barred)


async def test_the_keys_work_while_somebody_writes_and_a_held_key_gives_once(floor: Floor, tmp_path: Path) -> None:
    shop = Shop(floor.site)
    shop.order("A-1")
    async with workplace(floor, tmp_path) as agent:
        await at(agent, shop)
        agent.type("기다려 주셔서")
        for held in (False, True, True):
            agent.commands.press("Ctrl+Alt+1", writing=True, held=held)
        await until(lambda: len(agent.view.actions.remedies) == 1 and not agent.desk.outbox.entries)
        assert agent.editor.toPlainText() == "기다려 주셔서"
        assert agent.editor.hasFocus()


async def test_a_form_shows_live_what_would_happen_and_enter_does_it(floor: Floor, tmp_path: Path) -> None:
    shop = Shop(floor.site)
    shop.order("A-1")
    async with workplace(floor, tmp_path) as agent:
        box = await at(agent, shop)
        row(box, "goodwill_credit").form_wanted.emit()
        (form,) = agent.window.findChildren(ActionForm)
        amount = form.editors["amount"]
        assert amount.editor().hasFocus()
        assert "5,000" in form.summary.text()
        QTest.keyClick(amount.editor(), Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClicks(amount.editor(), "45000")
        assert "45,000" in form.summary.text()
        assert form.do.text() == "Ask for approval"
        QTest.keyClick(amount.editor(), Qt.Key.Key_Backspace)
        assert form.do.text() != "Ask for approval"
        QTest.keyClick(amount.editor(), Qt.Key.Key_Return)
        await until(lambda: [one.amount for one in agent.view.actions.remedies] == [4_500])
        await until(lambda: not agent.desk.outbox.entries)


async def test_what_is_missing_opens_the_form_at_the_missing_field(floor: Floor, tmp_path: Path) -> None:
    shop = Shop(floor.site)
    shop.order("A-1")
    async with workplace(floor, tmp_path) as agent:
        box = await at(agent, shop)
        wanted = row(box, "partial_refund")
        assert wanted.offer is not None
        assert wanted.offer.standing is Standing.FORM
        wanted.click()
        (form,) = agent.window.findChildren(ActionForm)
        assert form.editors["amount"].editor().hasFocus()
        assert not form.do.isEnabled()
        QTest.keyClick(form.editors["amount"].editor(), Qt.Key.Key_Escape)
        assert not form.isVisible()
        assert not agent.view.actions.remedies


async def test_a_press_on_what_cannot_be_done_says_why(floor: Floor, tmp_path: Path) -> None:
    shop = Shop(floor.site)
    shop.order("A-1")
    async with workplace(floor, tmp_path) as agent:
        box = await at(agent, shop)
        said: list[str] = []
        box.refused.connect(said.append)
        row(box, "after_service").click()
        assert len(said) == 1
        assert said[0]


async def test_arrows_walk_and_escape_goes_back_to_writing(floor: Floor, tmp_path: Path) -> None:
    shop = Shop(floor.site)
    shop.order("A-1")
    async with workplace(floor, tmp_path) as agent:
        box = await at(agent, shop)
        agent.commands.run("action.list")
        assert box.rows[0].hasFocus()
        QTest.keyClick(box.rows[0], Qt.Key.Key_Down)
        assert box.rows[1].hasFocus()
        QApplication.sendEvent(box.rows[1], QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Escape, _PLAIN))
        assert agent.editor.hasFocus()


async def test_why_something_cannot_be_done_stands_in_full_while_its_row_has_the_keyboard(
    floor: Floor, tmp_path: Path
) -> None:
    shop = Shop(floor.site)
    order = shop.order("A-1")
    shop.remedy(shop.ask("late_delivery", order, as_="agent2", values={"cause": "carrier"}))
    async with workplace(floor, tmp_path) as agent:
        box = await at(agent, shop)
        # A row belongs to a place: the action may move while the situation is still being learnt.
        await until(lambda: "agent2" in row(box, "late_delivery").toolTip())
        barred = row(box, "late_delivery")
        assert barred.offer is not None
        assert barred.offer.preview.obstacle is not None
        await until(lambda: row(box, "late_delivery").height() == row(box, "late_delivery").sizeHint().height())
        barred = row(box, "late_delivery")
        before = barred.height()
        take_keyboard(barred)
        await until(lambda: barred.height() > before)
        take_keyboard(row(box, "coupon"))
        await until(lambda: barred.height() == before)


async def test_the_order_is_told_with_its_amount_whole_and_its_product_cut(floor: Floor, tmp_path: Path) -> None:
    shop = Shop(floor.site)
    shop.order("A-1", items=[OrderLine(name="손으로 빚은 백자 찻잔과 주전자 여섯 점 세트", price=1_234_000)])
    async with workplace(floor, tmp_path) as agent:
        box = await at(agent, shop)
        words = box.order.words(250)
        assert words.endswith(" · ₩1,234,000")
        assert "…" in words
        assert box.order.fontMetrics().horizontalAdvance(words) <= 250
        assert "…" not in box.order.words(2_000)
        assert "여섯 점 세트" in box.order.toolTip()


async def test_what_similar_cases_received_stands_below_the_actions(floor: Floor, tmp_path: Path) -> None:
    language().apply("en")
    shop = Shop(floor.site)
    for number, amount in enumerate((3_000, 5_000, 8_000, 5_000)):
        customer = shop.customer(f"손님 {number}")
        order = shop.order(f"B-{number}", name=f"손님 {number}")
        given = shop.ask("goodwill_credit", order, customer_id=customer, values={"amount": amount})
        shop.carry_out(shop.remedy(given))
    shop.order("A-1")
    async with workplace(floor, tmp_path) as agent:
        box = await at(agent, shop)
        await until(box.precedent.isVisible)
        assert box.precedent.text() == "Goodwill credit — 4 similar cases: usually ₩5,000 (5,000–₩8,000)"


async def test_the_palette_names_what_each_key_would_do_for_this_customer(floor: Floor, tmp_path: Path) -> None:
    shop = Shop(floor.site)
    shop.order("A-1")
    async with workplace(floor, tmp_path) as agent:
        assert agent.commands.words_now("action.1") == "Carry out action 1"
        await at(agent, shop)
        assert agent.commands.words_now("action.1") == "Late-delivery compensation · ₩6,000"
        assert agent.commands.title("action.1") == "Carry out action 1", "the settings of the keys name the place"


async def test_what_was_found_out_by_asking_is_told_apart_from_what_was_answered(floor: Floor, tmp_path: Path) -> None:
    shop = Shop(floor.site)
    order = shop.order("A-1")
    plain = shop.carry_out(shop.remedy(shop.ask("coupon", order, values={"worth": "3000"})))
    asked = shop.remedy(shop.ask("goodwill_credit", order, values={"amount": 5_000}))
    refs = Refs(customer_id=shop.customer_id, order_id=order)

    def reconcile(tx: Tx) -> None:
        log.append(tx, RemedyUnknown(remedy_id=asked.id, action=asked.action, why="502"), refs)
        known = RemedyDone(remedy_id=asked.id, action=asked.action, amount=asked.amount, reconciled=True)
        log.append(tx, known, refs)

    floor.site.write(reconcile)
    async with workplace(floor, tmp_path) as agent:
        await at(agent, shop)
        past, model = agent.panel.side.past, agent.view.stream.model
        await until(lambda: len(past.cards) == 2)
        told = {card.row.action: card.state.text() for card in past.cards}
        assert told == {plain.action: "Done", asked.action: "Done, confirmed after asking"}
        await until(lambda: model.count() > 0)
        icons = {row.title: row.icon for row in (model.row(index) for index in range(model.count()))}
        assert icons["Coupon · Done"] != icons["Goodwill credit · Done, confirmed after asking"]


_PLAIN = Qt.KeyboardModifier.NoModifier
