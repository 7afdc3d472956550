"""Whatever popover is open speaks the language that was just chosen, and makes room for the next one."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QPlainTextEdit, QWidget
from shiboken6 import isValid

from desk.client.models.customer import CustomerFinder
from desk.client.widgets.actions.authority_popover import AuthorityPopover
from desk.client.widgets.actions.form import ActionForm
from desk.client.widgets.call.merge_form import MergeForm
from desk.client.widgets.call.new_ticket import NewTicketForm
from desk.client.widgets.call.remark_form import RemarkForm
from desk.client.widgets.call.reveal import ReasonPopover
from desk.client.widgets.call.template_picker import TemplatePicker
from desk.client.widgets.floating import SHADOW
from desk.client.widgets.language import language
from desk.client.widgets.popover import Popover
from desk.client.widgets.theme import Theme
from desk.contract.customers import PersonalField
from tests.client.call_rig import Workplace, workplace
from tests.client.conftest import until
from tests.server.remedy_rig import Shop
from tests.server.routes.conftest import Floor

Make = Callable[[Workplace], Popover]
FORMS: dict[str, Make] = {
    "remark": lambda at: RemarkForm(at.view.customer, at.window),
    "merge": lambda at: MergeForm(
        at.view.customer, CustomerFinder(at.desk.remote), at.view.stream.words, at.window
    ),
    "ticket": lambda at: NewTicketForm(at.view, at.window),
    "reason": lambda at: ReasonPopover(at.view.customer, PersonalField.EMAIL, None, at.window),
    "template": lambda at: TemplatePicker(at.view, at.window),
    "authority": lambda at: AuthorityPopover(at.view.authority, at.window),
}  # fmt: skip
#: A form of every kind of field.
ACTIONS = ("courier", "partial_refund", "gift", "callback", "escalate")


def action_form(at: Workplace, name: str) -> ActionForm:
    """The form of an action for the customer who is open."""
    offer = at.view.actions.offer(name)
    assert offer is not None
    return ActionForm(at.view.actions, offer, at.window)


@pytest.mark.parametrize("name", ACTIONS)
async def test_an_open_action_form_follows_the_language_and_keeps_what_is_filled_in(
    floor: Floor, tmp_path: Path, name: str
) -> None:
    shop = Shop(floor.site)
    shop.order("A-1")
    async with workplace(floor, tmp_path) as agent:
        await agent.open(shop.customer_id)
        await until(lambda: bool(agent.view.actions.offers))
        language().apply("en")
        form = action_form(agent, name)
        form.open_at(agent.editor)
        form.why.set_text("because")
        before, english = form.values(), said(form)
        language().apply("ko")
        anew = action_form(agent, name)
        await until(lambda: said(form) == said(anew))
        assert said(form) != english
        assert (form.values(), form.why.text()) == (before, "because")
        form.close()
        anew.close()


@pytest.mark.parametrize("size", [(1280, 720), (960, 520)])
async def test_a_long_month_scrolls_inside_its_card(floor: Floor, tmp_path: Path, size: tuple[int, int]) -> None:
    shop = Shop(floor.site)
    order = shop.order("A-1")
    for _ in range(9):
        shop.remedy(shop.ask("goodwill_credit", order, values={"amount": 1_000}))
    async with workplace(floor, tmp_path, size=size) as agent:
        card = AuthorityPopover(agent.view.authority, agent.window)
        card.show_month(agent.panel.side.balance)
        await until(lambda: card.list.verticalScrollBar().maximum() > 0)
        inside = card.rect().adjusted(SHADOW, SHADOW, -SHADOW, -SHADOW)
        assert agent.window.rect().contains(inside.translated(card.pos()))
        for part in (card.given, card.list, card.close_button):
            assert inside.contains(QRect(part.mapTo(card, QPoint(0, 0)), part.size()))
        card.close()


@pytest.fixture(autouse=True)
def _as_the_program_looks(look: Theme, expected_log: list[str]) -> Iterator[None]:
    # A server that is shut down while a feed is being let go says so.
    expected_log += ["Exception in ASGI application", "socket.send() raised exception"]
    yield
    language().apply("en")


def said(form: QWidget) -> list[str]:
    """Every word of the form: on it, as hints in its fields, and for a screen reader."""
    found = [form.accessibleName()]
    for widget in form.findChildren(QWidget):
        found += [widget.accessibleName(), widget.accessibleDescription(), widget.toolTip()]
        if isinstance(widget, QLabel | QAbstractButton):
            found.append(widget.text())
        elif isinstance(widget, QLineEdit | QPlainTextEdit):
            found.append(widget.placeholderText())
    return found


@pytest.mark.parametrize("name", FORMS)
async def test_an_open_form_follows_the_language(floor: Floor, tmp_path: Path, name: str) -> None:
    customer = floor.customer("박하늘")
    async with workplace(floor, tmp_path) as agent:
        await agent.open(customer)
        language().apply("en")
        form = FORMS[name](agent)
        form.open_at(agent.editor)
        english = said(form)
        language().apply("ko")
        anew = FORMS[name](agent)
        await until(lambda: said(form) == said(anew))
        assert said(form) != english
        form.close()
        anew.close()


async def test_opening_another_popover_closes_the_one_that_holds_no_words(floor: Floor, tmp_path: Path) -> None:
    customer = floor.customer("박하늘")
    async with workplace(floor, tmp_path) as agent:
        await agent.open(customer)
        remark, picker = FORMS["remark"](agent), FORMS["template"](agent)
        remark.open_at(agent.editor)
        picker.open_at(agent.editor)
        reason = FORMS["reason"](agent)
        reason.open_at(agent.editor)
        assert remark.isVisible(), "what was begun in it is not lost"
        assert not picker.isVisible()
        for form in (remark, reason):
            form.close()


async def test_a_popover_goes_with_what_it_belongs_to(floor: Floor, tmp_path: Path) -> None:
    async with workplace(floor, tmp_path) as agent:
        anchor = QWidget(agent.window)
        anchor.show()
        popover = Popover(agent.window)
        popover.body.addWidget(QLabel("여기"))
        popover.open_at(anchor)
        anchor.deleteLater()
        await until(lambda: not isValid(anchor))
        popover.body.addWidget(QLabel("더"))
        await until(lambda: not popover.isVisible())
