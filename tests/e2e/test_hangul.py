"""Korean, typed key by key through the real input method: whatever happens meanwhile, every keystroke stands there."""

from collections.abc import Callable

import pytest

from tests.e2e.program import Program
from tests.e2e.screen_reader import Accessible
from tests.e2e.x11 import eventually

SENTENCE = "배송이 늦어서 정말 죄송합니다"
CUSTOMER, CALLER = "김민지", "한빛상사"
NUMBER = "1588-1234"


class Writer:
    """An agent in the middle of a reply to a customer, at a keyboard that writes Hangul."""

    def __init__(self, program: Program) -> None:
        self.program, self.screen, self.centre = program, program.screen, program.centre
        self.ticket_id = self.centre.ticket(CUSTOMER)
        self.field: Accessible = self.program.write_to(CUSTOMER)
        self.screen.press("shift+space")

    def has(self, words: str) -> None:
        """Wait until the field holds just these words, as far as their syllables are finished, and has the keyboard."""
        eventually(lambda: self.field.text == words, instead=lambda: repr(self.field.text))
        assert self.field.focused, "the field has lost the keyboard"

    def kept(self, words: str) -> None:
        """Wait until the draft holds just these words, a syllable in the making included."""
        eventually(lambda: self.draft() == words, instead=lambda: repr(self.draft()))

    def draft(self) -> str:
        """What the server has of the words."""
        return self.program.drafts().get(f"ticket:{self.ticket_id}", "")

    def begin(self, words: str) -> None:
        """Write on an empty page; the last of the words is a syllable in the making."""
        self.screen.press("ctrl+a", "Delete")
        self.has("")
        self.program.write(self.field, words)
        self.has(words[:-1])


@pytest.fixture
def writer(program: Program) -> Writer:
    """An agent in the middle of a reply."""
    program.start_fresh()
    program.sign_in()
    return Writer(program)


def test_killed_amid_a_syllable_the_words_are_there_again(writer: Writer) -> None:
    writer.begin(SENTENCE)
    writer.kept(SENTENCE)
    writer.program.write(writer.field, " 꼭 보내겠습니다.")
    writer.has(SENTENCE + " 꼭 보내겠습니다.")
    writer.program.kill()

    writer.program.start()
    writer.program.see("연결: 실시간")
    writer.field = writer.program.write_to(CUSTOMER)
    writer.has(SENTENCE + " 꼭 보내겠습니다.")


@pytest.fixture(scope="module")
def day(lasting: Program) -> Writer:
    """The same for all that may happen meanwhile."""
    return Writer(lasting)


def rings(writer: Writer) -> None:
    """A call rings, and the caller gives up."""
    writer.centre.push("newCall", NUMBER, "ring", user=["201"])
    writer.program.see(CALLER)
    writer.centre.push("hangup", NUMBER, "ring", cause="cancel")
    writer.program.lose(f"{CALLER} ·")


def colleague_notes(writer: Writer) -> None:
    """An article of a colleague arrives on the ticket."""
    article = {"kind": "note", "body": "창고에 물어봤습니다"}
    writer.centre.request("POST", f"/tickets/{writer.ticket_id}/articles", article, as_="agent2")
    writer.program.see("창고에 물어봤습니다", "list item")


def colleague_writes(writer: Writer) -> None:
    """A colleague writes on the same ticket."""
    writer.centre.request("POST", "/presence", {"ticket_id": writer.ticket_id, "act": "writing"}, as_="agent2")
    writer.program.see("agent2 씨")


def reassigned(writer: Writer) -> None:
    """The team lead gives the ticket to somebody else."""
    ticket = writer.centre.request("GET", f"/tickets/{writer.ticket_id}")
    owner = next(one["user_id"] for one in writer.centre.request("GET", "/agents") if one["name"] == "lead 씨")
    change = {"owner_id": owner}
    writer.centre.request("PATCH", f"/tickets/{writer.ticket_id}", change, if_match=ticket["version"])
    writer.program.see("배송 · lead 씨")


def merged(writer: Writer) -> None:
    """Another record is found to be the same person."""
    people = writer.centre.known.customers
    here = writer.centre.request("GET", f"/customers/{people[CUSTOMER]}")
    other = {"customer_id": people["박영숙"]}
    writer.centre.request("POST", f"/customers/{here['id']}/merges", other, if_match=here["version"])
    writer.program.see("박영숙")


def wrap_up_ends(writer: Writer) -> None:
    """A call with somebody else is over, and so is the time to wrap it up."""
    queue = next(one for one in writer.centre.request("GET", "/queues") if one["id"] == writer.centre.known.queue_id)
    short = {name: value for name, value in queue.items() if name not in ("id", "version")} | {"wrap_up_seconds": 2}
    writer.centre.request("PUT", f"/queues/{queue['id']}", short, as_="admin", if_match=queue["version"])
    writer.centre.push("newCall", NUMBER, "short", user=["201"])
    writer.centre.push("answer", NUMBER, "short", answeringNumber="201")
    writer.program.see(f"{CALLER} 님과 통화 중입니다")
    writer.centre.push("hangup", NUMBER, "short", cause="normalClearing")
    writer.program.see("마무리")
    writer.program.lose("마무리")


def reconnects(writer: Writer) -> None:
    """The server is killed and comes back."""
    writer.centre.kill()
    eventually(lambda: writer.program.find("연결: 실시간") is None)
    writer.centre.start()
    writer.program.see("연결: 실시간")


MEANWHILE = (rings, colleague_notes, colleague_writes, reassigned, wrap_up_ends, reconnects, merged)


@pytest.mark.parametrize("happens", MEANWHILE, ids=[happens.__name__ for happens in MEANWHILE])
def test_a_syllable_in_the_making_goes_on_whatever(day: Writer, happens: Callable[[Writer], None]) -> None:
    day.begin("배송이 하")
    happens(day)
    day.has("배송이 ")
    # ㄴ joins 하 only if the input method has not been disturbed.
    day.screen.press("s", "k", "space")
    day.has("배송이 하나 ")


@pytest.mark.parametrize("chord", ["ctrl+shift+d", "ctrl+shift+l"], ids=["theme", "language"])
def test_another_look_keeps_what_is_being_composed(day: Writer, chord: str) -> None:
    day.begin("배송이 하")
    day.screen.press(chord)
    day.has("배송이 하")
    day.screen.press("s", "k", "space", chord)
    day.has("배송이 하나 ")


def test_a_sentence_stands_as_it_was_typed(day: Writer) -> None:
    day.begin(SENTENCE)
    day.kept(SENTENCE)
    day.screen.press("space")
    day.has(SENTENCE + " ")


def test_control_and_enter_amid_a_syllable_send_it_once(day: Writer) -> None:
    day.begin("지금 보내 드릴게요")
    day.screen.press("ctrl+Return")
    day.has("")
    day.program.write(day.field, "또 ")
    day.has("또 ")
    bodies, ticket_id = day.centre.bodies, day.ticket_id
    sent = eventually(lambda: [body for body in bodies(ticket_id) if "지금" in body])
    assert sent == ["지금 보내 드릴게요"]
    day.kept("또 ")


def test_keys_do_what_they_say_while_hangul_is_typed(day: Writer) -> None:
    day.begin("배송이 하")
    day.screen.press("ctrl+k")
    eventually(lambda: day.program.field() != day.field)
    day.screen.type("김민지")
    day.program.see("김민지", "list item")
    day.screen.press("Escape")
    day.has("배송이 하")
