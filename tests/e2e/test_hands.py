"""A working day by hand: real keys, wheel and mouse at the real window, and what a screen reader is told of it."""

from tests.client.remote.remote_rig import PASSWORD
from tests.e2e.program import Program
from tests.e2e.rig import Centre
from tests.e2e.x11 import eventually

CUSTOMER, NUMBER = "김민지", "010-2345-6789"


def test_keys_pressed_while_the_client_still_starts_sign_in(program: Program) -> None:
    program.start_fresh()
    program.screen.type(f"agent\n{PASSWORD}\n")
    program.see("연결: 실시간")
    program.see("로그인: agent 씨")


def test_digits_of_a_number_lead_to_whom_it_belongs(program: Program) -> None:
    program.start_fresh()
    program.sign_in()
    program.screen.press("ctrl+k")
    program.screen.type("23456789")
    program.see(CUSTOMER, "list item")
    program.screen.press("Return")
    program.see(f"{CUSTOMER} · 일반")


def test_a_call_rings_while_one_types_and_is_wrapped_up_by_keys(program: Program, centre: Centre) -> None:
    ticket_id = centre.ticket("박영숙")
    program.start_fresh()
    program.sign_in()
    field = program.write_to("박영숙")
    words = "the parcel is late. " * 8
    typing = program.screen.begin_typing(words)
    eventually(lambda: field.text)
    centre.push("newCall", NUMBER, user=["201"])
    program.see(CUSTOMER)
    assert typing.poll() is None, "the ring came after the typing"
    eventually(lambda: field.text == words, instead=lambda: field.text)
    assert field.focused

    centre.push("answer", NUMBER, answeringNumber="201")
    program.see(f"{CUSTOMER} 님과 통화 중입니다")
    centre.push("hangup", NUMBER, cause="normalClearing")
    program.see("지연", "check box")
    program.screen.press("alt+1", "F6")
    eventually(lambda: centre.request("GET", "/calls")["data"][0]["wrap_up_code"] == "late")
    program.lose("마무리")
    assert (field.text, field.focused) == (words, True)
    assert centre.bodies(ticket_id) == []


def test_a_reply_taken_back_in_time_is_whole_and_was_never_sent(program: Program, centre: Centre) -> None:
    ticket_id = centre.ticket(CUSTOMER)
    program.start_fresh()
    program.sign_in()
    field = program.write_to(CUSTOMER)
    program.screen.type("it comes tomorrow")
    program.screen.press("ctrl+Return")
    program.see("되돌리기")
    assert field.text == ""
    program.screen.press("Escape")
    eventually(lambda: field.text == "it comes tomorrow")
    program.screen.type(", I think")
    program.screen.press("ctrl+Return")
    # What is sent later arrives later: had the first been sent, it would be there by now.
    eventually(lambda: centre.bodies(ticket_id))
    assert centre.bodies(ticket_id) == ["it comes tomorrow, I think"]


def test_wheel_and_window_leave_the_words_alone(program: Program, centre: Centre) -> None:
    ticket_id = centre.ticket(CUSTOMER)
    for number in range(40):
        note = {"kind": "note", "body": f"entry {number}\nof a long story"}
        centre.request("POST", f"/tickets/{ticket_id}/articles", note, as_="agent2")
    program.start_fresh()
    program.sign_in()
    field = program.write_to(CUSTOMER)
    program.screen.type("please wait")
    program.see("entry 39")
    program.screen.wheel(program.see("상담 이력", "list").box.middle, 12)
    program.lose("entry 39")
    program.resize(1280, 720)
    window, button = program.window.box, program.see("고객에게 보내기", "push button").box
    assert (window.width, window.height) == (1280, 720)
    assert button.x + button.width <= window.x + 1280
    assert button.y + button.height <= window.y + 720
    program.screen.wheel(program.see("상담 이력", "list").box.middle, -40)
    program.see("entry 39")
    program.screen.type(" a moment")
    eventually(lambda: field.text == "please wait a moment")
    # A mouse drawn over the words marks them, and the next key takes their place.
    box = field.box
    program.screen.drag((box.x + 3, box.y + 12), (box.x + box.width - 3, box.y + 12))
    program.screen.type("x")
    eventually(lambda: field.text == "x", instead=lambda: field.text)
