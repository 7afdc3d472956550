"""An administrator sets telephone systems up on a page: seen as they are, changed, tried, turned off, forgotten."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from desk.client.models.switches import SwitchesModel
from desk.client.widgets.panels.settings import SettingsPanel
from desk.client.widgets.settings.switches import SwitchesPage
from tests.client.conftest import until
from tests.client.shell_rig import Client
from tests.client.widgets.conftest import Start
from tests.server.conftest import Loop, Site, running
from tests.server.executor_rig import QUICK
from tests.server.outbound.receiver_rig import Receiver
from tests.server.outbound.switch_rig import LOGIN, SECRET, Exchange

ENTER, CTRL = Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def site(tmp_path: Path, server_loop: Loop, peopled: Path) -> Iterator[Site]:
    path = tmp_path / "desk.db"
    path.write_bytes(peopled.read_bytes())
    with running(path, server_loop, deliveries=QUICK) as found:
        yield found


@pytest.fixture
def exchange(server_loop: Loop) -> Iterator[Exchange]:
    made = Exchange(server_loop)
    made.open()
    yield made
    made.close()


def page_of(here: Client) -> SwitchesPage:
    """The page, in front."""
    here.workspace.show_panel("settings")
    panel = here.workspace.panels["settings"]
    assert isinstance(panel, SettingsPanel)
    assert panel.rows["switches"].isVisible()
    panel.show_page("switches")
    page = panel.middle.currentWidget()
    assert isinstance(page, SwitchesPage)
    return page


async def put_asterisk(page: SwitchesPage, port: int, secret: str = SECRET) -> None:
    """An administrator writes it, by the keyboard."""
    page.add.click()
    form = page.form
    form.name.set_text("main")
    form.host.set_text("127.0.0.1")
    form.login.set_text(LOGIN)
    form.secret.set_text(secret)
    form.interface.set_text("Local/{extension}@x")
    form.port.setValue(port)
    form.tls.setChecked(False)
    QTest.keyClick(form.name.edit, ENTER, CTRL)
    await until(lambda: form.isHidden())


async def test_an_asterisk_is_added_and_one_sees_that_it_knows_everybody(start: Start, exchange: Exchange) -> None:
    async with start("admin") as admin:
        page = page_of(admin)
        await until(lambda: "Add one" in page.nothing.text())
        await put_asterisk(page, exchange.port)
        await until(lambda: page.cards["main"].health.text() == "knows everybody")
        assert page.cards["main"].told.text().startswith("Told last")
        assert SECRET not in "".join(one.text() for one in page.findChildren(QLineEdit))
        assert not page.cards["main"].trouble.isVisible()
        page.cards["main"].change.click()
        assert page.form.secret.text() == ""
        assert page.form.secret.edit.echoMode() is QLineEdit.EchoMode.Password
        page.form.listens.setChecked(True)
        page.form.save.click()
        await until(lambda: page.form.isHidden() and page.cards["main"].listens.isVisible())
        await until(lambda: page.cards["main"].health.text() == "knows everybody")


async def test_what_is_wrong_is_said_and_it_can_be_tried_at_once(start: Start, exchange: Exchange) -> None:
    async with start("admin") as admin:
        page = page_of(admin)
        await put_asterisk(page, exchange.port, "wrong")
        await until(lambda: "login refused" in page.cards["main"].trouble.text())
        assert page.cards["main"].health.text() == "trouble"
        page.cards["main"].change.click()
        page.form.secret.set_text(SECRET)
        page.form.save.click()
        await until(lambda: page.cards["main"].health.text() == "knows everybody")
        heard = exchange.heard()
        page.cards["main"].test.click()
        await until(lambda: exchange.heard() > heard)
        page.cards["main"].on.click()
        await until(lambda: page.cards["main"].health.text() == "off")
        assert not page.cards["main"].test.isEnabled()


async def test_a_webhooks_secret_is_copied_once_and_never_shown(start: Start, server_loop: Loop, site: Site) -> None:
    receiver = Receiver(server_loop)
    receiver.open()
    async with start("admin") as admin:
        page = page_of(admin)
        page.add.click()
        page.form.kind.setCurrentIndex(1)
        assert not page.form.host.isVisible()
        page.form.name.set_text("hook")
        page.form.save.click()
        assert page.form.url.error()
        page.form.url.set_text(f"http://127.0.0.1:{receiver.port}/pauses")
        page.form.save.click()
        await until(lambda: page.secret.isVisible())
        assert "whsec_" not in page.secret.words.text()
        page.secret.action.click()
        copied = QApplication.clipboard().text()
        assert copied.startswith("whsec_")
        assert not page.secret.isVisible()
        receiver.secrets = (copied,)
        receiver.faults.clear()
        page.cards["hook"].test.click()
        await until(lambda: bool(receiver.state))
        assert receiver.faults == []
    receiver.close()


async def test_it_is_forgotten_by_a_second_press_only(start: Start, exchange: Exchange, site: Site) -> None:
    async with start("admin") as admin:
        page = page_of(admin)
        await put_asterisk(page, exchange.port)
        page.cards["main"].change.click()
        page.form.remove.click()
        assert page.form.remove.text() == "Really forget it?"
        assert [one["name"] for one in site.get("/switches", as_="lead").json()] == ["main"]
        page.form.remove.click()
        await until(lambda: not page.cards and page.form.isHidden())
        assert site.get("/switches", as_="lead").json() == []


async def test_what_the_server_refuses_stays_written_and_is_said(start: Start, site: Site) -> None:
    async with start("admin") as admin:
        page = page_of(admin)
        await until(lambda: page.model.loaded)
        page.add.click()
        page.form.name.set_text("main")
        page.form.host.set_text("me@pbx.example")
        page.form.login.set_text("desk")
        page.form.secret.set_text("x")
        page.form.interface.set_text("PJSIP/201")
        page.form.save.click()
        assert "{extension}" in page.form.interface.error()
        page.form.interface.set_text("PJSIP/{extension}")
        page.form.save.click()
        await until(lambda: "name or address of a machine" in page.form.state.text())
        assert page.form.host.text() == "me@pbx.example"
        QTest.keyClick(page.form.name.edit, Qt.Key.Key_Escape)
        assert page.form.isHidden()
        assert isinstance(page.model, SwitchesModel)


async def test_leads_do_not_find_the_page(start: Start, site: Site) -> None:
    async with start("lead") as lead:
        lead.workspace.show_panel("settings")
        panel = lead.workspace.panels["settings"]
        assert isinstance(panel, SettingsPanel)
        assert not panel.rows["switches"].isVisible()
