"""A working day by hand: real keys, wheel and mouse at the real window, and what a screen reader is told of it."""

import pytest

from tests.client.remote.remote_rig import PASSWORD
from tests.e2e.program import Program
from tests.e2e.x11 import eventually

CUSTOMER, NUMBER = "김민지", "010-2345-6789"


def test_keys_pressed_while_the_client_still_starts_sign_in(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    # Qt asks ibus about each key without waiting: in a program that is as busy as at its start, keys change places.
    monkeypatch.setitem(program.screen.env, "QT_IM_MODULE", "compose")
    program.start_fresh()
    program.screen.type(f"agent\n{PASSWORD}\n")
    program.see("연결: 실시간")
    program.see("로그인: agent 씨")


def test_digits_of_a_number_lead_to_whom_it_belongs(lasting: Program) -> None:
    lasting.screen.press("ctrl+k")
    lasting.screen.type("23456789")
    lasting.see(CUSTOMER, "list item")
    lasting.screen.press("Return")
    lasting.see(f"{CUSTOMER} · 일반")


def test_addresses_from_outside_lead_to_whose_record_it_is(lasting: Program) -> None:
    lasting.open(f"desk://customer/{lasting.centre.known.customers['한빛상사']}")
    lasting.see("한빛상사 · 일반")
    ticket_id = lasting.centre.ticket(CUSTOMER)
    lasting.open(f"desk://ticket/{ticket_id}")
    lasting.see(f"{CUSTOMER} · 일반")
    lasting.see("배송 · 담당자 없음")


def test_a_call_rings_while_one_types_and_is_wrapped_up_by_keys(lasting: Program) -> None:
    ticket_id = lasting.centre.ticket("박영숙")
    field = lasting.write_to("박영숙")
    lasting.centre.push("newCall", NUMBER, user=["201"])
    words = ""
    while lasting.find(CUSTOMER) is None or not words:
        lasting.write(field, "the parcel is late. ")
        words += "the parcel is late. "
        assert len(words) < 2000, "it never rang"
    eventually(lambda: field.text == words, instead=lambda: field.text)
    assert field.focused

    lasting.centre.push("answer", NUMBER, answeringNumber="201")
    lasting.see(f"{CUSTOMER} 님과 통화 중입니다")
    lasting.centre.push("hangup", NUMBER, cause="normalClearing")
    lasting.see("지연", "check box")
    lasting.screen.press("alt+1", "F6")
    eventually(lambda: lasting.centre.request("GET", "/calls")["data"][0]["wrap_up_code"] == "late")
    lasting.lose("마무리")
    assert (field.text, field.focused) == (words, True)
    assert lasting.centre.bodies(ticket_id) == []


def test_a_reply_taken_back_in_time_is_whole_and_was_never_sent(lasting: Program) -> None:
    ticket_id = lasting.centre.ticket("한빛상사")
    field = lasting.write_to("한빛상사")
    lasting.write(field, "it comes tomorrow")
    eventually(lambda: field.text == "it comes tomorrow")
    lasting.screen.press("ctrl+Return")
    lasting.see("되돌리기")
    assert field.text == ""
    lasting.screen.press("Escape")
    eventually(lambda: field.text == "it comes tomorrow")
    # Nothing waits to be sent any more: what had been sent would be there by now.
    lasting.see("모두 저장됨")
    assert lasting.centre.bodies(ticket_id) == []


def test_wheel_and_window_leave_the_words_alone(lasting: Program) -> None:
    ticket_id = lasting.centre.ticket("이하은")
    for number in range(20):
        note = {"kind": "note", "body": f"entry {number}\nof a\nlong\nstory"}
        lasting.centre.request("POST", f"/tickets/{ticket_id}/articles", note, as_="agent2")
    field = lasting.write_to("이하은")
    lasting.write(field, "please wait")
    lasting.see("entry 19")
    lasting.screen.wheel(lasting.see("상담 이력", "list").box.middle, 12)
    lasting.lose("entry 19")
    lasting.resize(1280, 720)
    window, button = lasting.window.box, lasting.see("고객에게 보내기", "push button").box
    assert (window.width, window.height) == (1280, 720)
    assert button.x + button.width <= window.x + 1280
    assert button.y + button.height <= window.y + 720
    lasting.screen.wheel(lasting.see("상담 이력", "list").box.middle, -40)
    lasting.see("entry 19")
    lasting.write(field, " a moment")
    eventually(lambda: field.text == "please wait a moment")
    # A mouse drawn over the words marks them, and the next key takes their place.
    box = field.box
    lasting.screen.drag((box.x + 3, box.y + 12), (box.x + box.width - 3, box.y + 12))
    lasting.screen.type("x")
    eventually(lambda: field.text == "x", instead=lambda: field.text)


def test_a_toast_is_said_aloud_and_found(lasting: Program) -> None:
    reader = lasting.screen.reader
    reader.listen()
    lasting.open("010-7777-8888")
    lasting.see("010-7777-8888에서 전화가 왔습니다")
    eventually(lambda: any("010-7777-8888" in words for words in reader.said()), instead=lambda: str(reader.said()))
