"""The end of a shift: everything owed is seen, and gets a new owner or stays explicitly."""

from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec

from desk.contract.hand_overs import HandOverPack, LeftWork, OwedItem
from tests.server.routes.conftest import MOBILE, Floor, written
from tests.server.store.test_log_rebuilt import holds

DUE = "2027-01-04T01:00:00Z"


def tomorrow() -> str:
    return (datetime.now(UTC) + timedelta(days=1)).isoformat()


def pack(floor: Floor, as_: str = "agent") -> HandOverPack:
    """What somebody owes."""
    answer = floor.site.get("/hand-over", as_=as_)
    assert answer.status_code == 200, answer.text
    return msgspec.json.decode(answer.content, type=HandOverPack)


def owed(floor: Floor, as_: str = "agent") -> list[tuple[str, int]]:
    """What somebody owes, in short."""
    return [(str(item.owed), item.id) for item in pack(floor, as_).items]


def of(item: OwedItem, **fate: Any) -> dict[str, Any]:
    """What becomes of an item."""
    return {"owed": item.owed, "id": item.id, "version": item.version} | fate


def settle(floor: Floor, *items: dict[str, Any], as_: str = "agent", words: str = "") -> tuple[list[str | None], int]:
    """Hand over or keep; the codes of what was refused, and how much is left."""
    answer = floor.site.post("/hand-over", {"items": list(items), "words": words}, as_=as_)
    assert answer.status_code == 200, answer.text
    return [one["code"] for one in answer.json()["results"]], answer.json()["left"]


def taken(floor: Floor, as_: str = "agent", **fields: Any) -> int:
    """A ticket of one's own."""
    ticket = floor.ticket(as_, **fields)
    mine = floor.site.post(f"/tickets/{ticket['id']}/take", as_=as_, if_match=ticket["version"])
    assert mine.status_code == 200, mine.text
    return int(ticket["id"])


def claimed(floor: Floor, call_id: str = "m1") -> int:
    """A missed call of one's own."""
    floor.ring(call_id)
    call = floor.hang_up(call_id, "cancel")
    assert floor.site.post(f"/calls/{call.id}/claim").status_code == 200
    return call.id


def promised(floor: Floor, **fields: Any) -> int:
    """A call-back of one's own."""
    draft = {"due_at": DUE, "number": "010-2345-6789", "words": "도착 확인"} | fields
    return int(written(floor.site.post("/callbacks", draft))["id"])


def test_a_pack_holds_tickets_call_backs_and_missed_calls(floor: Floor) -> None:
    ticket, missed, callback = taken(floor), claimed(floor), promised(floor)
    found = pack(floor)
    assert [(str(one.owed), one.id) for one in found.items] == [
        ("callback", callback),
        ("ticket", ticket),
        ("missed_call", missed),
    ]
    assert [one.title for one in found.items] == ["도착 확인", "늦은 소포", "+821023456789"]
    assert (found.shift_ends, found.next_shift) == (None, None)
    assert owed(floor, "agent2") == []


def test_a_ticket_on_which_we_said_the_last_word_is_not_owed(floor: Floor) -> None:
    ticket = taken(floor)
    floor.article(ticket, "note")
    assert owed(floor) == [("ticket", ticket)]
    assert floor.article(ticket, "reply").status_code == 201
    assert owed(floor) == []
    floor.message(ticket)
    assert owed(floor) == [("ticket", ticket)]


def test_a_ticket_put_aside_is_owed_when_it_comes_back_before_its_owner(floor: Floor) -> None:
    for hours, expected in ((5, 1), (50, 0)):
        ticket = taken(floor)
        version = floor.site.get(f"/tickets/{ticket}").json()["version"]
        back = (datetime.now(UTC) + timedelta(hours=hours)).isoformat()
        change = {"state": "pending", "pending_until": back}
        assert floor.site.patch(f"/tickets/{ticket}", change, if_match=version).status_code == 200
        assert owed(floor).count(("ticket", ticket)) == expected


def test_what_was_called_back_or_wrapped_up_is_not_owed(floor: Floor) -> None:
    floor.choose("available")
    called, wrapped = claimed(floor, "m1"), claimed(floor, "m2")
    assert owed(floor) == [("missed_call", called), ("missed_call", wrapped)]
    floor.site.post(f"/calls/{wrapped}/wrap-up", {"code": "other"})
    assert owed(floor) == [("missed_call", called)]
    floor.push("newCall", "back", direction="out", to=MOBILE, user="agent", **{"from": "02-1234-5678"})
    floor.push("answer", "back", direction="out", to=MOBILE, user="agent", **{"from": "02-1234-5678"})
    assert owed(floor) == []


def test_what_is_handed_over_is_somebody_elses(floor: Floor) -> None:
    colleague = floor.site.user_id("agent2")
    taken(floor)
    claimed(floor)
    promised(floor)
    before = owed(floor)
    items = [of(one, to_id=colleague) for one in pack(floor).items]
    assert settle(floor, *items, words="급합니다") == ([None, None, None], 0)
    assert (owed(floor), owed(floor, "agent2")) == ([], before)
    assert all(one["why"] == "급합니다" for one in facts(floor, "ticket.changed") if one["owner_id"] == colleague)
    assert [one["words"] for one in facts(floor, "work.handed_over")] == ["급합니다", "급합니다"]
    holds(floor)


def facts(floor: Floor, kind: str) -> list[dict[str, Any]]:
    """What the log says of a kind."""
    rows = floor.site.read(lambda tx: tx.all("SELECT data FROM log WHERE kind = ? ORDER BY seq", (kind,)))
    return [msgspec.json.decode(row["data"]) for row in rows]


def test_what_is_kept_is_hidden_until_its_time(floor: Floor) -> None:
    taken(floor)
    claimed(floor)
    promised(floor)
    kept = [of(one, keep_until=tomorrow()) for one in pack(floor).items]
    assert settle(floor, *kept) == ([None, None, None], 0)
    holds(floor)
    floor.site.write(lambda tx: tx.run("UPDATE kept_work SET keep_until = 0"))
    again = pack(floor).items
    assert len(again) == 3
    assert all(one.kept_until is not None for one in again)


def test_items_are_done_each_by_itself(floor: Floor) -> None:
    mine, other = taken(floor), taken(floor)
    theirs = taken(floor, "agent2")
    items = {one.id: one for one in (*pack(floor).items, *pack(floor, "agent2").items)}
    colleague, me = floor.site.user_id("agent2"), floor.site.user_id("agent")
    refused, left = settle(
        floor,
        of(items[theirs], to_id=me),
        of(items[mine], to_id=colleague, keep_until=tomorrow()),
        of(items[mine]),
        of(items[mine], keep_until="2020-01-01T00:00:00Z"),
        of(items[mine], to_id=me),
        of(items[mine], to_id=999_999),
        of(items[other], to_id=colleague) | {"version": 1},
        of(items[other], to_id=colleague),
        of(items[other], to_id=colleague) | {"owed": "callback"},
    )
    unprocessable = ["unprocessable"] * 5
    assert (refused, left) == (["forbidden", *unprocessable, "stale", None, "conflict"], 1)
    assert owed(floor) == [("ticket", mine)]


def test_a_lead_moves_what_others_owe(floor: Floor) -> None:
    ticket = taken(floor)
    item = of(pack(floor).items[0], to_id=floor.site.user_id("agent2"))
    assert settle(floor, item, as_="lead") == ([None], 0)
    assert owed(floor, "agent2") == [("ticket", ticket)]


def test_who_knows_the_customer_is_suggested_if_here(floor: Floor) -> None:
    customer = floor.customer("김민지", "+821023456789")
    floor.choose("available", "agent2")
    floor.talk("c1", "202")
    floor.hang_up("c1")
    known, unknown = taken(floor, customer_id=customer), taken(floor)
    suggested = {one.id: (one.suggested_name, one.suggested_why) for one in pack(floor).items}
    assert suggested == {known: ("agent2 씨", "knows_customer"), unknown: ("agent2 씨", "here_now")}
    floor.choose("off", "agent2")
    floor.site.delete("/sessions/me", as_="agent2")
    assert {one.suggested_id for one in pack(floor).items} == {None}


def test_work_is_suggested_to_those_of_the_queue_who_have_least(floor: Floor) -> None:
    floor.join("lead", floor.queue_id)
    for login in ("agent2", "lead", "delivery"):
        floor.choose("available", login)
    for _ in range(2):
        taken(floor, "agent2")
    for _ in range(4):
        taken(floor)
    found = [(one.suggested_name, one.suggested_why) for one in pack(floor).items]
    assert [name for name, _ in found].count("lead 씨") == 3
    assert {why for _, why in found} == {"least_load"}


def test_whoever_signs_out_hears_of_what_is_owed(floor: Floor) -> None:
    taken(floor)
    promised(floor)
    answer = floor.site.delete("/sessions/me")
    assert (answer.status_code, answer.json()) == (200, {"ok": True, "owed": 2})


def test_nobody_left_anything(floor: Floor) -> None:
    assert floor.site.get("/hand-over/left").status_code == 403
    answer = floor.site.get("/hand-over/left", as_="lead")
    assert msgspec.json.decode(answer.content, type=list[LeftWork]) == []


def test_a_covered_screen_learns_how_much_is_owed_and_of_whom_nothing(floor: Floor) -> None:
    customer = floor.customer("김민지")
    taken(floor, title="반품 문의", customer_id=customer)
    assert [(one.title, one.customer_name) for one in pack(floor).items] == [("반품 문의", "김민지")]
    assert floor.site.post("/sessions/me/lock").status_code == 200
    (covered,) = pack(floor).items
    assert (covered.title, covered.customer_id, covered.customer_name) == ("", None, "")
    assert "김민지" not in floor.site.get("/hand-over").text
