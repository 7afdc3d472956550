"""What is said on the floor: words, notices and help reach whom they are for, and nobody's keyboard is touched."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desk.client.models.session import Sitting
from desk.client.widgets.call.editor import Editor
from desk.client.widgets.panels.call import CallPanel
from desk.contract.floor import HelpState
from tests.chaos.proxy import Proxy
from tests.client.conftest import until
from tests.client.floor_rig import ask, broadcast, click, listening, port_of, whisper
from tests.client.remote.remote_rig import PASSWORD
from tests.client.shell_rig import Client, client
from tests.client.widgets.conftest import Start
from tests.server.routes.conftest import Floor

F10, F12 = Qt.Key.Key_F10, Qt.Key.Key_F12
CTRL = Qt.KeyboardModifier.ControlModifier


def heads(here: Client) -> list[str]:
    """What stands below the call bar."""
    return [note.head.text() for note in here.workspace.floor.notes.notes.values()]


def call_panel(here: Client) -> CallPanel:
    """The call view."""
    panel = here.workspace.panels["call"]
    assert isinstance(panel, CallPanel)
    return panel


async def test_a_word_comes_without_the_keyboard_is_read_by_a_key_and_the_sender_sees_it(
    floor: Floor, start: Start
) -> None:
    async with start("agent") as agent:
        await until(lambda: agent.desk.whispers.loaded)
        before = agent.window.focusWidget()
        sent = whisper(floor, "agent", "재발송을 먼저 권해 보세요")
        await until(lambda: bool(heads(agent)))
        assert heads(agent)[0].startswith("A word from lead 씨")
        assert agent.window.focusWidget() is before
        note = next(iter(agent.workspace.floor.notes.notes.values()))
        assert note.words.text() == "재발송을 먼저 권해 보세요"
        agent.press(F12)
        assert not heads(agent)
        await until(lambda: any(one.read_at is not None for one in agent.desk.whispers.whispers))
    seen = floor.site.get("/whispers", as_="lead").json()
    assert [one["id"] for one in seen if one["read_at"]] == [sent["id"]]


async def test_who_whispers_sees_when_it_was_read(floor: Floor, start: Start) -> None:
    for login in ("agent", "agent2"):
        floor.choose("available", login)
    async with start("lead") as lead:
        await until(lambda: lead.desk.whispers.loaded)
        assert lead.commands.run("floor.whisper")
        form = lead.workspace.floor.whisper
        await until(lambda: form.person.count() > 1)
        form.person.setCurrentIndex(form.person.findData(floor.site.user_id("agent")))
        QTest.keyClicks(form.words.edit, "well done")
        QTest.keyClick(form.words.edit, Qt.Key.Key_Return)
        said = lead.desk.whispers
        await until(lambda: bool(said.whispers))
        read = [one for one in form.findChildren(type(form.title)) if "not read yet" in one.text()]
        assert read
        whisper_id = said.whispers[0].id
        answer = floor.site.post(f"/whispers/{whisper_id}/read", as_="agent")
        assert answer.status_code == 200
        await until(lambda: any(one.read_at is not None for one in said.whispers))
        lines = [one.text() for one in form.findChildren(type(form.title)) if one.isVisible()]
        assert any("· read " in line for line in lines)
        form.close()


async def test_a_notice_stays_until_it_is_read_and_leads_see_who_has_not(floor: Floor, start: Start) -> None:
    async with start("lead") as lead, start("agent", "other") as agent:
        await until(lambda: agent.desk.broadcasts.loaded and lead.desk.broadcasts.loaded)
        assert lead.commands.run("floor.broadcast")
        sheet = lead.workspace.floor.broadcast
        assert sheet is not None
        await until(lambda: floor.queue_id in sheet.queues)
        sheet.words.set_text("15시부터 점검입니다")
        sheet.queues[floor.queue_id].click()
        click(sheet.send)
        await until(lambda: bool(heads(agent)))
        assert heads(agent)[0].startswith("Notice from lead 씨")
        assert not heads(lead)
        await until(lambda: bool(lead.desk.broadcasts.broadcasts))
        meant = {floor.site.user_id("agent"), floor.site.user_id("agent2")}
        await until(lambda: set(lead.desk.broadcasts.broadcasts[0].unread_ids) == meant)
        agent.press(F12)
        assert not heads(agent)
        await until(lambda: lead.desk.broadcasts.broadcasts[0].readers == 1)
        assert lead.desk.broadcasts.broadcasts[0].unread_ids == (floor.site.user_id("agent2"),)
        sheet.close()


async def test_what_need_not_be_read_passes_by(floor: Floor, start: Start) -> None:
    async with start("agent") as agent:
        await until(lambda: agent.desk.broadcasts.loaded)
        broadcast(floor, "오늘 간식이 있어요", must_read=False)
        await until(lambda: bool(agent.desk.broadcasts.unread))
        assert not heads(agent)


async def test_help_from_inside_a_call_is_asked_joined_talked_over_and_over(floor: Floor, start: Start) -> None:
    customer = floor.customer("김민지", "+821023456789")
    ticket = floor.ticket(customer_id=customer)
    floor.choose("available")
    async with start("agent") as agent, start("lead", "other") as lead:
        await listening(lead, "helps")
        floor.talk()
        await until(lambda: agent.desk.call.is_talking)
        panel = call_panel(agent)
        await until(lambda: panel.view.customer_id == customer and panel.view.tickets.current is not None)
        editor = panel.composer.editor
        editor.setFocus()
        QTest.keyClicks(editor, "one ")
        agent.press(F10)
        QTest.keyClicks(editor, "two ")
        await until(lambda: bool(lead.desk.helps.waiting))
        assert lead.desk.helps.waiting[0].ticket_id == ticket["id"]
        assert heads(agent)[0].startswith("You asked for help")
        assert heads(lead)[0].startswith("agent 씨 asks for help · 김민지")
        assert lead.work.reception.floor_sound.calls_for() == "help"
        QTest.keyClicks(editor, "three ")
        lead.press(F10, CTRL)
        await until(lambda: agent.workspace.floor.help.isVisible())
        await until(lambda: agent.workspace.floor.help.who.text() == "lead 씨 is here to help you.")
        assert not heads(agent)
        assert not lead.work.reception.floor_sound.is_calling()
        await until(lambda: call_panel(lead).view.customer_id == customer)
        assert agent.window.focusWidget() is editor
        QTest.keyClicks(editor, "four ")
        await until(lead.workspace.floor.help.isVisible)
        await talk_over(agent, lead, editor)
        assert not lead.desk.helps.helps


async def talk_over(agent: Client, lead: Client, editor: Editor) -> None:
    """The lead says what to do, the agent thanks and ends it; what is being written for the customer stays."""
    theirs, mine = lead.workspace.floor.help, agent.workspace.floor.help
    lead.press(F10)
    QTest.keyClicks(theirs.line, "Refund all of it.")
    QTest.keyClick(theirs.line, Qt.Key.Key_Return)
    await until(lambda: mine.help is not None and [one.words for one in mine.help.lines] == ["Refund all of it."])
    QTest.keyClicks(editor, "five")
    assert editor.toPlainText() == "one two three four five"
    assert agent.window.focusWidget() is editor
    agent.window.activateWindow()
    await until(editor.hasFocus)
    agent.press(F10)
    assert mine.line.hasFocus()
    QTest.keyClicks(mine.line, "Thank you!")
    QTest.keyClick(mine.line, Qt.Key.Key_Return)
    await until(lambda: theirs.help is not None and len(theirs.help.lines) == 2)
    QTest.keyClick(mine.line, Qt.Key.Key_Escape)
    assert editor.hasFocus()
    agent.press(F10, CTRL | Qt.KeyboardModifier.ShiftModifier)
    await until(lambda: not theirs.isVisible() and not mine.isVisible())
    assert editor.toPlainText() == "one two three four five"


async def test_help_that_nobody_needs_any_more_is_taken_back(floor: Floor, start: Start) -> None:
    async with start("agent") as agent:
        agent.press(F10)
        await until(lambda: agent.desk.helps.mine is not None)
        await until(lambda: not agent.desk.outbox.entries)
        agent.press(F10)
        assert not agent.desk.outbox.entries
        note = next(iter(agent.workspace.floor.notes.notes.values()))
        click(note.buttons[0])
        await until(lambda: agent.desk.helps.mine is None and not heads(agent))
    assert floor.site.get("/helps", as_="lead").json() == []


async def test_help_without_a_line_says_so_and_is_asked_when_there_is_one(floor: Floor, tmp_path: Path) -> None:
    async with Proxy(port_of(floor)) as proxy, client(tmp_path, proxy.url) as agent:
        await proxy.pull_the_cable()
        await until(lambda: agent.desk.health.link.lost)
        agent.press(F10)
        await until(lambda: heads(agent) == ["No line: your call for help is sent as soon as there is one."])
        proxy.plug_in()
        await until(lambda: agent.desk.helps.mine is not None and agent.desk.helps.mine.state is HelpState.ASKED)


async def test_two_leads_one_comes_and_the_other_is_called_no_more(floor: Floor, start: Start) -> None:
    async with start("lead") as lead, start("admin", "other") as admin:
        await listening(lead, "helps")
        await listening(admin, "helps")
        asked = ask(floor, words="환불 규정")
        await until(lambda: bool(heads(lead)) and bool(heads(admin)))
        lead.press(F10, CTRL)
        await until(lambda: not heads(admin))
        assert not admin.work.reception.floor_sound.is_calling()
        assert [one.id for one in lead.desk.helps.talks] == [asked["id"]]
        assert not admin.desk.helps.talks


async def test_what_was_said_while_the_screen_was_locked_is_there_when_it_is_not(floor: Floor, start: Start) -> None:
    async with start("agent") as agent:
        await until(lambda: agent.desk.whispers.loaded and agent.desk.broadcasts.loaded)
        await agent.desk.remote.session.lock()
        assert agent.desk.session.sitting is Sitting.LOCKED
        whisper(floor, "agent", "재발송을 먼저 권해 보세요")
        heard: list[None] = []
        agent.desk.clock.tick.connect(lambda: heard.append(None))
        await until(lambda: len(heard) > 1)
        assert not heads(agent)
        agent.desk.session.unlock(PASSWORD)
        await until(lambda: bool(heads(agent)))


async def test_a_word_goes_to_whom_it_was_chosen_for_though_two_have_one_name(floor: Floor, start: Start) -> None:
    second = floor.site.user_id("agent2")
    version = floor.site.get(f"/users/{second}", as_="admin").json()["version"]
    renamed = floor.site.patch(f"/users/{second}", {"name": "agent 씨"}, as_="admin", if_match=version)
    assert renamed.status_code == 200, renamed.text
    for login in ("agent", "agent2"):
        floor.choose("available", login)
    async with start("lead") as lead:
        await until(lambda: lead.desk.whispers.loaded)
        assert lead.commands.run("floor.whisper")
        form = lead.workspace.floor.whisper
        await until(lambda: form.person.findData(second) >= 0)
        names = [form.person.itemText(at) for at in range(form.person.count())]
        assert len(set(names)) == len(names)
        form.person.setCurrentIndex(form.person.findData(second))
        assert form.other() == second
        form.person.setEditText("agent 씨")
        assert form.other() == 0, "it could be either"
        form.close()


async def test_words_too_long_to_pass_by_stay_until_they_are_read(floor: Floor, start: Start) -> None:
    async with start("agent") as agent:
        await until(lambda: agent.desk.broadcasts.loaded)
        broadcast(floor, "오늘 간식이 있어요. " * 30, must_read=False)
        await until(lambda: len(heads(agent)) == 1)
        agent.press(F12)
        await until(lambda: not heads(agent))


async def test_many_short_lines_leave_the_window_as_it_is(floor: Floor, start: Start) -> None:
    async with start("agent") as agent:
        await until(lambda: agent.desk.whispers.loaded)
        whisper(floor, "agent", "a\n" * 100)
        await until(lambda: bool(heads(agent)))
        note = next(iter(agent.workspace.floor.notes.notes.values()))
        assert note.sizeHint().height() < 200
