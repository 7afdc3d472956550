"""Whatever happens out there, the words in the editor are those that were typed: no more, no less, no others."""

import asyncio
import random
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from desk.client.widgets.call.editor import Editor
from desk.client.widgets.theme import theme
from desk.contract.customers import RemarkKind
from desk.contract.events import ArticleAdded, Fact, Refs, RemarkAdded, TicketChanged
from desk.contract.tickets import ArticleKind, TicketState
from desk.server.store import log
from desk.server.store.db import Tx
from tests.client.call_rig import Workplace, workplace
from tests.client.conftest import until
from tests.server.routes.conftest import Floor

STEPS = 900
SYLLABLES = "가나다라마바사아자차카타파하힣뷁ㅋㅠ🙂"
STAGES = {"한": ("ㅎ", "하", "한"), "글": ("ㄱ", "그", "글"), "뷁": ("ㅂ", "부", "붸", "뷀", "뷁")}
LATIN = "abcXYZ 019.,!?{}"


class Bare:
    """The same key presses on a plain editor that nothing is connected to: what the words must be."""

    def __init__(self) -> None:
        self.edit = QPlainTextEdit()
        self.edit.setTabChangesFocus(True)
        self.preedit = ""

    def words(self) -> str:
        """The words with the syllable that is being composed."""
        text, at = self.edit.toPlainText(), self.edit.textCursor().position()
        units = text.encode("utf-16-le")
        return (units[: 2 * at] + self.preedit.encode("utf-16-le") + units[2 * at :]).decode("utf-16-le")


class Hands:
    """Types the same on both editors."""

    def __init__(self, editor: Editor, bare: Bare, chance: random.Random) -> None:
        self.editor, self.bare, self.chance = editor, bare, chance
        self.stages: list[str] = []

    def press(self) -> None:
        """One random touch of the keyboard."""
        roll = self.chance.random()
        if self.bare.preedit:
            self._go_on_composing(roll)
        elif roll < 0.35:
            self._begin(self.chance.choice(list(STAGES)))
        elif roll < 0.55:
            whole = self.chance.choice(SYLLABLES)
            self._both(lambda target: _input(target, "", whole))
        elif roll < 0.8:
            sign = self.chance.choice(LATIN)
            self._both(lambda target: QTest.keyClicks(target, sign))
        elif roll < 0.9:
            self._key(self.chance.choice((Qt.Key.Key_Backspace, Qt.Key.Key_Delete, Qt.Key.Key_Return)))
        else:
            # Not up, down or home: those depend on where lines are wrapped.
            self._key(self.chance.choice((Qt.Key.Key_Left, Qt.Key.Key_Right)))

    def _begin(self, syllable: str) -> None:
        self.stages = list(STAGES[syllable])
        self._compose(self.stages.pop(0))

    def _go_on_composing(self, roll: float) -> None:
        if self.stages and roll < 0.8:
            self._compose(self.stages.pop(0))
        elif roll < 0.95:
            whole, self.bare.preedit = self.bare.preedit, ""
            self._both(lambda target: _input(target, "", whole))
        else:
            self._compose("")

    def _compose(self, preedit: str) -> None:
        self.bare.preedit = preedit
        self._both(lambda target: _input(target, preedit, ""))

    def _key(self, key: Qt.Key) -> None:
        self._both(lambda target: QTest.keyClick(target, key))

    def _both(self, act: Callable[[QWidget], None]) -> None:
        for target in (self.editor, self.bare.edit):
            act(target)


def _input(target: QWidget, preedit: str, committed: str) -> None:
    event = QInputMethodEvent(preedit, [])
    event.setCommitString(committed)
    QApplication.sendEvent(target, event)


class World:
    """What everybody else does meanwhile."""

    def __init__(self, agent: Workplace, customer: int, tickets: list[int], other: int, chance: random.Random) -> None:
        self.agent, self.floor, self.chance = agent, agent.floor, chance
        self.customer, self.tickets, self.other = customer, tickets, other
        self.calls = 0

    def stir(self) -> None:
        """One random thing happens, or many at once."""
        acts = (self._flood, self._flood, self._ring, self._work, self._presence, self._merge, self._look)
        self.chance.choice(acts)()

    def _flood(self) -> None:
        """A burst of events on the very customer and tickets."""
        facts = [self._fact() for _ in range(self.chance.randrange(5, 40))]

        def write(tx: Tx) -> None:
            for fact, ticket in facts:
                refs = Refs(customer_id=self.customer, ticket_id=ticket)
                log.append(tx, fact, refs)

        self.floor.site.write(write, as_="agent2")

    def _fact(self) -> tuple[Fact, int | None]:
        ticket = self.chance.choice(self.tickets)
        roll = self.chance.random()
        if roll < 0.6:
            kind = self.chance.choice((ArticleKind.MESSAGE, ArticleKind.REPLY, ArticleKind.NOTE))
            return ArticleAdded(article_kind=kind, body="새 소식 " * 3), ticket
        if roll < 0.8:
            return RemarkAdded(remark_kind=self.chance.choice(list(RemarkKind)), text="메모"), None
        state = self.chance.choice(list(TicketState))
        changed = TicketChanged(
            title="바뀐 제목",
            state=state,
            queue_id=self.floor.queue_id,
            owner_id=self.floor.site.user_id("agent2") if self.chance.random() < 0.5 else None,
            ticket_customer_id=self.customer,
            pending_until=None,
            fields=("state", "owner_id"),
        )
        return changed, ticket

    def _ring(self) -> None:
        self.calls += 1
        name = f"call{self.calls}"
        number = self.chance.choice(("010-2345-6789", "010-0345-1188", "010-0999-3120"))
        self.floor.push("newCall", name, **{"from": number})
        answered = self.chance.choice(("201", "202", ""))
        if answered:
            self.floor.push("answer", name, answeringNumber=answered, **{"from": number})
        self.floor.push("hangup", name, cause="normalClearing", **{"from": number})

    def _work(self) -> None:
        ticket = self.floor.site.get(f"/tickets/{self.tickets[0]}", as_="lead").json()
        self.floor.site.post(f"/tickets/{ticket['id']}/take", as_="lead", if_match=ticket["version"])

    def _presence(self) -> None:
        act = self.chance.choice(("writing", "viewing", "gone"))
        report = {"act": act, "ticket_id": self.tickets[0], "customer_id": self.customer}
        self.floor.site.post("/presence", report, as_="agent2")

    def _merge(self) -> None:
        record = self.floor.site.get(f"/customers/{self.customer}", as_="lead").json()
        if record["merges"]:
            merge = record["merges"][0]["id"]
            self.floor.site.delete(f"/customers/{self.customer}/merges/{merge}", as_="lead")
        else:
            body = {"customer_id": self.other}
            self.floor.site.post(f"/customers/{self.customer}/merges", body, as_="lead", if_match=record["version"])

    def _look(self) -> None:
        theme().apply(self.chance.choice(("light", "dark")))
        self.agent.window.resize(self.chance.randrange(1100, 1500), self.chance.randrange(640, 900))


@pytest.mark.parametrize("seed", [1, 2, 3])
async def test_no_event_of_the_world_changes_or_loses_a_keystroke(floor: Floor, tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    customer = floor.customer("김민지", "+821023456789")
    other = floor.customer("김민지 (직장)", "+82103451188")
    tickets = [floor.ticket(customer_id=customer)["id"] for _ in range(2)]
    async with workplace(floor, tmp_path) as agent:
        await agent.open(customer, tickets[0])
        await until(lambda: agent.view.composer.target == tickets[0])
        agent.editor.setFocus()
        bare = Bare()
        hands, world = Hands(agent.editor, bare, chance), World(agent, customer, tickets, other, chance)
        for step in range(STEPS):
            hands.press()
            if step % 12 == 7:
                world.stir()
            if step % 4 == 0:
                await asyncio.sleep(0)
            assert agent.editor.words() == bare.words(), f"step {step}"
            assert agent.editor.textCursor().position() == bare.edit.textCursor().position(), f"step {step}"
            assert agent.view.composer.body == agent.editor.words()
            assert QApplication.focusWidget() is agent.editor, f"step {step}"
        last = floor.message(tickets[0], "the last word")
        await until(lambda: agent.desk.remote.feed.health.synced_to >= last)
        assert agent.editor.words() == bare.words()
        assert agent.view.customer_id == customer
        await agent.desk.remote.drafts.flush()
        kept = agent.draft(f"ticket:{tickets[0]}", "reply")
        assert (kept.body if kept is not None else "") == bare.words()
        bare.edit.deleteLater()
