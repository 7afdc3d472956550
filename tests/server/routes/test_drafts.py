"""Drafts: every agent's own, and the newest copy stays."""

import pytest

from tests.server.conftest import Site


def keep(
    site: Site, edit: int, body: str, as_: str = "agent", key: str = "ticket:7", kind: str = "reply"
) -> dict[str, object]:
    """Keep a draft; returns what is kept."""
    answer = site.put(f"/drafts/{key}", {"kind": kind, "body": body, "edit": edit}, as_=as_)
    assert answer.status_code == 200, answer.text
    kept: dict[str, object] = answer.json()
    return kept


def test_a_draft_is_kept_word_for_word(site: Site) -> None:
    keep(site, 1, "안녕하세요 김민지 고갟")
    (draft,) = site.get("/drafts").json()
    assert (draft["key"], draft["kind"], draft["body"], draft["edit"]) == (
        "ticket:7",
        "reply",
        "안녕하세요 김민지 고갟",
        1,
    )


def test_an_older_copy_never_wins_and_is_answered_with_the_newer(site: Site) -> None:
    keep(site, 5, "다섯")
    for edit in (4, 5):
        kept = keep(site, edit, "늦은 사본")
        assert (kept["edit"], kept["body"]) == (5, "다섯")
    assert keep(site, 6, "")["body"] == ""


def test_reply_and_note_on_one_ticket_are_two_drafts(site: Site) -> None:
    keep(site, 1, "답장")
    keep(site, 1, "메모", kind="note")
    assert {(one["kind"], one["body"]) for one in site.get("/drafts").json()} == {("reply", "답장"), ("note", "메모")}


def test_nobody_sees_or_drops_a_colleagues_draft(site: Site) -> None:
    keep(site, 9, "내 것")
    keep(site, 1, "남의 것", as_="agent2")
    assert site.delete("/drafts/ticket:7/reply", as_="agent2").status_code == 200
    assert site.get("/drafts", as_="agent2").json() == []
    assert [one["body"] for one in site.get("/drafts").json()] == ["내 것"]


def test_dropping_twice_is_fine(site: Site) -> None:
    keep(site, 1, "x")
    for _ in range(2):
        assert site.delete("/drafts/ticket:7/reply").json() == {"ok": True}
    assert site.get("/drafts").json() == []


def test_drafts_are_not_in_the_log(site: Site) -> None:
    site.token("agent")
    before = site.read(lambda tx: tx.head)
    keep(site, 1, "비밀")
    assert site.read(lambda tx: tx.head) == before


@pytest.mark.parametrize(
    "key", ["ticket:0", "ticket:07", "order:7", "ticket:7x", "ticket:١", "7", "ticket:9999999999999999"]
)
def test_a_draft_is_on_a_ticket_a_call_or_a_customer(site: Site, key: str) -> None:
    assert site.put(f"/drafts/{key}", {"kind": "note", "body": "x", "edit": 1}).status_code == 404
    assert site.delete(f"/drafts/{key}/note").status_code == 404


def test_a_message_is_nothing_to_draft(site: Site) -> None:
    assert site.put("/drafts/ticket:7", {"kind": "message", "body": "x", "edit": 1}).status_code == 400
    assert site.delete("/drafts/ticket:7/message").status_code == 404


def test_what_is_being_written_is_kept_under_a_covered_screen(site: Site) -> None:
    site.post("/sessions/me/lock")
    assert keep(site, 1, "잠금 중")["body"] == "잠금 중"
    assert site.get("/drafts").status_code == 200
