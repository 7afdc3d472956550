"""People come in and go out, and the screen says what went wrong."""

from keyring.errors import KeyringLocked
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from desk.client.models.session import Sitting
from desk.client.widgets.floating import take_keyboard
from desk.contract.users import Role
from tests.client.conftest import until
from tests.client.remote.remote_rig import PASSWORD, MemoryKeyring
from tests.client.shell_rig import CONTROL
from tests.client.widgets.conftest import Start
from tests.server.conftest import Site


async def test_somebody_signs_in_works_and_leaves(start: Start) -> None:
    async with start(None) as here:
        form = here.window.sign_in.form
        assert here.window.stack.currentWidget() is here.window.sign_in
        await here.sign_in()
        assert here.window.stack.currentWidget() is here.workspace
        assert form.password.text() == ""
        assert here.desk.session.user is not None
        assert here.desk.session.user.role is Role.AGENT
        here.commands.run("sign_out")
        await until(lambda: here.desk.session.sitting is Sitting.SIGNED_OUT)
        assert here.window.stack.currentWidget() is here.window.sign_in
        assert here.desk.state.status is None
        await until(lambda: form.button.isEnabled())


async def test_a_wrong_password_is_said_and_can_be_put_right(start: Start) -> None:
    async with start(None) as here:
        form = here.window.sign_in.form
        form.set_values(here.settings.server, "agent", False)
        form.password.set_text("wrong")
        form.submit()
        await until(form.problem.isVisible)
        assert "password is wrong" in form.problem.words.text()
        assert form.password.edit.hasFocus()
        form.password.set_text(PASSWORD)
        assert not form.problem.isVisible()
        form.submit()
        await until(lambda: here.desk.session.sitting is Sitting.SIGNED_IN)


async def test_what_went_wrong_is_said_in_the_language_chosen_afterwards(start: Start) -> None:
    async with start(login=None) as here:
        form = here.window.sign_in.form
        form.set_values(here.settings.server, "agent", False)
        form.password.set_text("wrong")
        form.submit()
        await until(form.problem.isVisible)
        english = form.problem.words.text()
        here.settings.language = "ko"
        assert form.problem.words.text() != english
        form.set_values("", "", False)
        form.submit()
        assert form.login.error() == "입력해 주세요."
        here.settings.language = "en"
        assert form.login.error() == "Please fill this in."


async def test_too_many_guesses_must_be_waited_for(start: Start) -> None:
    async with start(None) as here:
        form = here.window.sign_in.form
        form.set_values(here.settings.server, "agent", False)
        for _ in range(6):
            form.password.set_text("wrong")
            form.submit()
            await until(lambda: form.button.isEnabled() or "Try again in" in form.button.text())
        assert "Try again in 15:0" in form.button.text() or "Try again in 14:" in form.button.text()
        assert not form.button.isEnabled()
        assert "Too many attempts" in form.problem.words.text()


async def test_a_session_elsewhere_is_named_and_can_be_taken_over(start: Start) -> None:
    async with start(home="first") as first, start(None, home="second") as second:
        form = second.window.sign_in.form
        form.set_values(second.settings.server, "agent", False)
        form.password.set_text(PASSWORD)
        form.submit()
        await until(form.problem.isVisible)
        assert "You are signed in at" in form.problem.words.text()
        assert form.problem.action.text() == "Sign in here"
        form.problem.action.click()
        await until(lambda: second.desk.session.sitting is Sitting.SIGNED_IN)
        await until(lambda: first.desk.session.sitting is Sitting.SIGNED_OUT)
        assert first.window.stack.currentWidget() is first.window.sign_in
        assert "another workstation" in first.window.sign_in.form.problem.words.text()


async def test_a_server_that_is_not_there_is_said_and_so_is_an_address_that_cannot_be(start: Start) -> None:
    async with start(None) as here:
        form = here.window.sign_in.form
        form.set_values("http://127.0.0.1:9", "agent", False)
        form.password.set_text(PASSWORD)
        form.submit()
        await until(form.problem.isVisible)
        assert "cannot be reached" in form.problem.words.text()
        form.server.set_text("http://desk.example.com")
        form.submit()
        await until(lambda: bool(form.server.error()))
        assert form.server.edit.hasFocus()
        assert form.button.isEnabled()


async def test_the_covered_screen_hides_everything_and_asks_for_the_password(start: Start) -> None:
    async with start() as here:
        lock = here.work.reception.lock
        take_keyboard(here.workspace.bar.search)
        here.press(Qt.Key.Key_L, CONTROL)
        await until(lambda: here.desk.session.sitting is Sitting.LOCKED and lock.isVisible())
        assert lock.rect() == here.window.rect()
        assert lock.password.edit.hasFocus()
        here.press(Qt.Key.Key_K, CONTROL)
        assert not here.workspace.palette_.isVisible()
        here.press(Qt.Key.Key_Tab)
        here.press(Qt.Key.Key_Tab)
        focused = here.window.focusWidget()
        assert focused is not None
        assert lock.isAncestorOf(focused)
        lock.password.set_text("wrong")
        lock.submit()
        await until(lock.problem.isVisible)
        lock.password.set_text(PASSWORD)
        lock.submit()
        await until(lambda: not lock.isVisible())
        assert here.workspace.bar.search.hasFocus()


async def test_the_server_can_cover_the_screen(start: Start, site: Site) -> None:
    async with start() as here:
        site.write(lambda tx: tx.run("UPDATE sessions SET locked = 1"))
        here.desk.follow_ups.refresh()
        await until(lambda: here.work.reception.lock.isVisible())


async def test_a_kept_session_is_taken_up_when_the_program_starts_again(start: Start) -> None:
    keyring = MemoryKeyring()
    async with start(None, keyring=keyring) as first:
        await first.sign_in(remember=True)
        assert first.desk.session.keyring.stored
    async with start(None, keyring=keyring) as again:
        await until(lambda: again.desk.session.sitting is Sitting.SIGNED_IN)
        assert again.window.stack.currentWidget() is again.workspace


async def test_a_session_that_is_not_to_be_kept_ends_with_the_program(start: Start) -> None:
    keyring = MemoryKeyring()
    async with start(None, keyring=keyring) as first:
        await first.sign_in(remember=False)
    async with start(None, keyring=keyring) as again:
        assert again.desk.session.sitting is Sitting.SIGNED_OUT
        assert again.window.sign_in.form.login.text() == "agent"


async def test_without_a_keyring_the_screen_says_so(start: Start) -> None:
    keyring = MemoryKeyring()
    keyring.broken = KeyringLocked("locked")
    async with start(None, keyring=keyring) as here:
        await here.sign_in(remember=True)
        assert not here.desk.session.keyring.stored
        details = here.workspace.bar.health_details
        here.commands.run("health.open")
        assert any("memory only" in label.text() for label in details.findChildren(QLabel))


async def test_nothing_of_one_person_stays_for_the_next(start: Start) -> None:
    async with start() as here:
        here.commands.run("palette.open")
        here.commands.run("state.away")
        here.commands.run("sign_out")
        await until(lambda: here.window.stack.currentWidget() is here.window.sign_in)
        assert not here.workspace.palette_.isVisible()
        assert not here.workspace.bar.state_menu.isVisible()
        await until(lambda: not here.desk.session.asking)
        await here.sign_in("agent2")
        user = here.desk.session.user
        assert user is not None
        assert user.login == "agent2"
