"""Whatever popover is open speaks the language that was just chosen, and makes room for the next one."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QPlainTextEdit, QWidget

from desk.client.models.customer import CustomerFinder
from desk.client.widgets.call.merge_form import MergeForm
from desk.client.widgets.call.new_ticket import NewTicketForm
from desk.client.widgets.call.remark_form import RemarkForm
from desk.client.widgets.call.reveal import ReasonPopover
from desk.client.widgets.call.template_picker import TemplatePicker
from desk.client.widgets.language import language
from desk.client.widgets.popover import Popover
from desk.client.widgets.theme import Theme
from desk.contract.customers import PersonalField
from tests.client.call_rig import Workplace, workplace
from tests.client.conftest import until
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
}  # fmt: skip


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
