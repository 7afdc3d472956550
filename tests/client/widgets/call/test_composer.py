"""Writing to a customer: nothing is lost, nothing is sent blind, nothing is taken for something else."""

import shutil
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from desk.client.models.files import Upload
from desk.client.models.sending import Hold
from desk.client.widgets.call.template_picker import TemplatePicker
from desk.client.widgets.theme import theme
from desk.contract.tickets import ArticleKind
from tests.client.call_rig import Workplace, commit, compose, workplace
from tests.client.conftest import until
from tests.client.remote.remote_rig import MemoryKeyring
from tests.server.routes.conftest import Floor


async def _sent(agent: Workplace, ticket_id: int, body: str) -> None:
    key = agent.view.sending.undoable
    if key:
        await agent.desk.remote.outbox.send_now(key)
    await until(lambda: body in agent.bodies(ticket_id))


async def test_a_reply_goes_out_with_ctrl_enter_and_leaves_an_empty_editor(floor: Floor, tmp_path: Path) -> None:
    customer = floor.customer()
    ticket = floor.ticket(customer_id=customer)["id"]
    async with workplace(floor, tmp_path) as agent:
        await agent.open(customer)
        agent.type("안녕하세요, 확인했습니다.")
        agent.press_send()
        assert agent.editor.toPlainText() == ""
        await until(lambda: agent.view.sending.undoable)
        await _sent(agent, ticket, "안녕하세요, 확인했습니다.")
        await until(lambda: agent.draft(f"ticket:{ticket}", "reply") is None)


async def test_what_was_sent_can_be_taken_back_and_meets_what_was_typed_since(floor: Floor, tmp_path: Path) -> None:
    customer = floor.customer()
    ticket = floor.ticket(customer_id=customer)["id"]
    async with workplace(floor, tmp_path) as agent:
        await agent.open(customer)
        agent.type("first words")
        agent.press_send()
        agent.type("and more")
        await until(lambda: agent.view.sending.undoable)
        QTest.keyClick(agent.editor, Qt.Key.Key_Escape)
        await until(lambda: agent.editor.toPlainText() == "first words\nand more")
        assert agent.desk.outbox.entries == []
        assert agent.bodies(ticket) == []
        draft = agent.draft(f"ticket:{ticket}", "reply")
        assert draft is not None
        assert draft.body == "first words\nand more"


async def test_every_mode_keeps_its_own_words(floor: Floor, tmp_path: Path) -> None:
    customer = floor.customer()
    floor.ticket(customer_id=customer)
    async with workplace(floor, tmp_path) as agent:
        await agent.open(customer)
        agent.type("to the customer")
        agent.panel.composer.set_mode(ArticleKind.NOTE)
        assert agent.editor.toPlainText() == ""
        agent.type("for colleagues")
        agent.panel.composer.set_mode(ArticleKind.REPLY)
        assert agent.editor.toPlainText() == "to the customer"
        agent.panel.composer.set_mode(ArticleKind.NOTE)
        assert agent.editor.toPlainText() == "for colleagues"


async def test_a_note_never_reaches_the_customer_as_a_reply(floor: Floor, tmp_path: Path) -> None:
    customer = floor.customer()
    ticket = floor.ticket(customer_id=customer)["id"]
    async with workplace(floor, tmp_path) as agent:
        await agent.open(customer)
        agent.panel.composer.set_mode(ArticleKind.NOTE)
        agent.type("careful here")
        agent.press_send()
        await until(lambda: agent.view.sending.undoable)
        await _sent(agent, ticket, "careful here")
        (article,) = floor.site.get(f"/tickets/{ticket}/articles", as_="lead").json()["data"]
        assert article["kind"] == "note"


async def test_a_message_that_came_while_writing_holds_the_reply_until_it_was_seen(
    floor: Floor, tmp_path: Path
) -> None:
    customer = floor.customer()
    ticket = floor.ticket(customer_id=customer)["id"]
    floor.message(ticket)
    async with workplace(floor, tmp_path) as agent:
        await agent.open(customer)
        agent.type("It is on its way.")
        floor.article(ticket, "reply", "벌써 환불해 드렸습니다", as_="agent2", seen_article_id=_newest(floor, ticket))
        await until(lambda: agent.view.composer.sight.unseen)
        assert agent.panel.composer.unseen.isVisible()
        agent.press_send()
        assert agent.view.sending.hold is Hold.UNSEEN
        assert agent.editor.toPlainText() == "It is on its way."
        agent.press_send()
        await until(lambda: agent.view.sending.undoable)
        await _sent(agent, ticket, "It is on its way.")


def _newest(floor: Floor, ticket: int) -> int:
    found: int = floor.site.get(f"/tickets/{ticket}", as_="lead").json()["last_article_id"]
    return found


async def test_a_reply_the_server_calls_blind_comes_back_into_the_editor(floor: Floor, tmp_path: Path) -> None:
    customer = floor.customer()
    ticket = floor.ticket(customer_id=customer)["id"]
    floor.message(ticket)
    async with workplace(floor, tmp_path) as agent:
        await agent.open(customer)
        agent.type("too quick")
        agent.press_send()
        await until(lambda: agent.view.sending.undoable)
        floor.article(ticket, "reply", "colleague", as_="agent2", seen_article_id=_newest(floor, ticket))
        await until(lambda: (agent.view.composer.sight.seen or 0) >= _newest(floor, ticket))
        await agent.desk.remote.outbox.send_now(agent.view.sending.undoable)
        await until(lambda: agent.editor.toPlainText() == "too quick")
        await until(lambda: agent.desk.outbox.entries == [])
        assert "too quick" not in agent.bodies(ticket)
        agent.press_send()
        await until(lambda: agent.view.sending.undoable)
        await _sent(agent, ticket, "too quick")


async def test_two_replies_in_a_row_do_not_hold_each_other_up(floor: Floor, tmp_path: Path) -> None:
    customer = floor.customer()
    ticket = floor.ticket(customer_id=customer)["id"]
    floor.message(ticket)
    async with workplace(floor, tmp_path) as agent:
        await agent.open(customer)
        for words in ("first", "second"):
            agent.type(words)
            agent.press_send()
            await until(lambda: agent.view.sending.undoable)
            await agent.desk.remote.outbox.send_now(agent.view.sending.undoable)
            agent.view.sending.too_late(agent.view.sending.undoable)
        await until(lambda: agent.bodies(ticket)[-2:] == ["first", "second"])
        await until(lambda: agent.desk.outbox.entries == [])
        assert agent.editor.toPlainText() == ""


async def test_first_words_to_a_customer_without_a_ticket_make_one(floor: Floor, tmp_path: Path) -> None:
    customer = floor.customer()
    async with workplace(floor, tmp_path) as agent:
        await agent.open(customer)
        agent.type("hello there")
        agent.press_send()
        await until(lambda: agent.view.sending.undoable)
        await agent.desk.remote.outbox.send_now(agent.view.sending.undoable)
        await until(lambda: agent.view.tickets.current is not None)
        current = agent.view.tickets.current
        assert current is not None
        assert (current.title, agent.bodies(current.id)) == ("hello there", ["hello there"])
        agent.type("and then")
        draft = agent.draft(f"ticket:{current.id}", "reply")
        assert draft is not None
        assert draft.body == "and then"


async def test_a_half_written_syllable_is_in_the_draft_and_keeps_enter_from_sending(
    floor: Floor, tmp_path: Path
) -> None:
    customer = floor.customer()
    ticket = floor.ticket(customer_id=customer)["id"]
    async with workplace(floor, tmp_path) as agent:
        await agent.open(customer)
        agent.type("안녕")
        compose(agent.editor, "하")
        draft = agent.draft(f"ticket:{ticket}", "reply")
        assert draft is not None
        assert draft.body == "안녕하"
        agent.press_send()
        assert agent.editor.words() == "안녕하"
        commit(agent.editor, "하")
        assert agent.editor.toPlainText() == "안녕하"


async def test_a_blank_in_ready_words_holds_them_until_it_is_filled(floor: Floor, tmp_path: Path) -> None:
    customer = floor.customer("김민지")
    ticket = floor.ticket(customer_id=customer)["id"]
    draft = {"name": "배송", "kind": "reply", "words": {"ko": "{customer}님, 주문 {order} 확인했습니다."}}
    floor.site.post("/templates", draft, as_="lead")
    async with workplace(floor, tmp_path) as agent:
        await agent.open(customer)
        await until(lambda: agent.view.directory.templates)
        agent.type("/")
        (picker,) = agent.window.findChildren(TemplatePicker)
        QTest.keyClick(picker.field, Qt.Key.Key_Return)
        assert agent.editor.toPlainText() == "김민지님, 주문 {order} 확인했습니다."
        agent.press_send()
        assert agent.view.sending.hold is Hold.BLANKS
        agent.type("3390")
        assert agent.editor.toPlainText() == "김민지님, 주문 3390 확인했습니다."
        agent.press_send()
        await until(lambda: agent.view.sending.undoable)
        await _sent(agent, ticket, "김민지님, 주문 3390 확인했습니다.")


async def test_words_survive_going_to_another_customer_and_back(floor: Floor, tmp_path: Path) -> None:
    first, second = floor.customer("김민지"), floor.customer("박영숙")
    floor.ticket(customer_id=first)
    async with workplace(floor, tmp_path) as agent:
        await agent.open(first)
        agent.type("half a thought")
        await agent.open(second)
        assert agent.editor.toPlainText() == ""
        await agent.open(first)
        await until(lambda: agent.editor.toPlainText() == "half a thought")


async def test_words_survive_the_program(floor: Floor, tmp_path: Path) -> None:
    customer = floor.customer()
    floor.ticket(customer_id=customer)
    async with workplace(floor, tmp_path) as agent:
        await agent.open(customer)
        agent.type("kept")
        await agent.desk.remote.drafts.flush()
        state = agent.draft(f"ticket:{agent.view.tickets.open[0].id}", "reply")
        assert state is not None
        assert state.kept


async def test_a_file_beside_the_words_is_still_there_after_a_crash_and_goes_with_them(
    floor: Floor, tmp_path: Path
) -> None:
    customer = floor.customer()
    ticket = floor.ticket(customer_id=customer)["id"]
    photo, keyring = tmp_path / "상자.txt", MemoryKeyring()
    photo.write_text("찌그러진 상자")
    async with workplace(floor, tmp_path / "home", keyring=keyring) as agent:
        await agent.open(customer)
        agent.type("사진을 보냅니다")
        agent.panel.composer.editor.files_given.emit([photo])
        await until(lambda: not agent.view.composer.files.busy)
        await agent.desk.remote.drafts.flush()
        shutil.copytree(tmp_path / "home", tmp_path / "killed")
    async with workplace(floor, tmp_path / "killed", keyring=keyring) as agent:
        await agent.open(customer)
        await until(lambda: agent.editor.toPlainText() == "사진을 보냅니다")
        assert agent.panel.composer.files.isVisible()
        await until(lambda: [file.state for file in agent.view.composer.files.here] == [Upload.THERE])
        agent.press_send()
        assert not agent.panel.composer.files.isVisible()
        await until(lambda: agent.view.sending.undoable)
        agent.view.sending.undo()
        await until(lambda: agent.panel.composer.files.isVisible())
        agent.press_send()
        await until(lambda: agent.view.sending.undoable)
        await _sent(agent, ticket, "사진을 보냅니다")
    (article,) = floor.site.get(f"/tickets/{ticket}/articles", as_="lead").json()["data"]
    assert [file["name"] for file in article["attachments"]] == ["상자.txt"]


async def test_large_text_in_a_low_window_squeezes_nothing_of_what_came_meanwhile(floor: Floor, tmp_path: Path) -> None:
    theme().apply("light", font_scale=1.5)
    customer = floor.customer("김민지")
    ticket = floor.ticket(customer_id=customer)["id"]
    # What is left of a window of 720 beside its bars.
    async with workplace(floor, tmp_path, size=(1280, 610)) as agent:
        await agent.open(customer, ticket)
        await until(lambda: agent.view.composer.target == ticket)
        agent.type("one\ntwo\nthree")
        for _ in range(3):
            floor.message(ticket, "아직 안 왔어요. 내일 쓸 선물이라서 오늘 꼭 받아야 합니다. " * 8)
        composer = agent.panel.composer
        await until(lambda: len(agent.view.composer.sight.unseen) == 3)
        agent.press_send()
        await until(composer.banner.isVisible)
        parts = [composer.unseen, composer.banner, composer.frame]
        await until(lambda: all(a.geometry().bottom() < b.y() for a, b in pairwise(parts)))

        def labels() -> list[QLabel]:
            """What is said of the messages; a message that comes later makes them anew."""
            return [one for one in composer.unseen.findChildren(QLabel) if one.isVisible()]

        await until(lambda: len(labels()) >= 4)
        await until(lambda: all(one.height() >= one.heightForWidth(one.width()) for one in labels()))
        assert composer.rect().contains(composer.send_button.geometry())
