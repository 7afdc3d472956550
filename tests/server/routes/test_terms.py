"""What was agreed with people, and what they wish for."""

from typing import Any

from tests.server.routes.conftest import written
from tests.server.shift_rig import MONDAY, Roster, rules_of


def worker(roster: Roster, login: str, as_: str) -> dict[str, Any]:
    """A person as somebody sees them."""
    (found,) = [one for one in roster.site.get("/workers", as_=as_).json() if one["user_id"] == roster.id(login)]
    return dict(found)


def test_terms_are_set_by_leads_and_seen_by_oneself_and_them(roster: Roster) -> None:
    address = f"/workers/{roster.id('agent')}/terms"
    terms = {"week_minutes": 1200, "patterns": ["early"], "wished_patterns": [], "wished_days_off": [6]}
    assert roster.site.put(address, terms, as_="lead").status_code == 428
    made = written(roster.site.put(address, terms, as_="lead", if_match=0))
    assert made["terms"] == terms
    assert roster.site.put(address, terms, as_="lead", if_match=0).status_code == 412
    assert worker(roster, "agent", "agent") == worker(roster, "agent", "lead") == made
    colleague = worker(roster, "agent", "agent2")
    assert (colleague["terms"]["week_minutes"], colleague["terms"]["patterns"], colleague["version"]) == (2400, [], 0)
    assert rules_of(roster.assign("agent", MONDAY, pattern="late")) == {"pattern"}


def test_wishes_change_nothing_that_was_agreed(roster: Roster) -> None:
    address = f"/workers/{roster.id('agent')}/terms"
    written(roster.site.put(address, {"week_minutes": 1200}, as_="lead", if_match=0))
    wished = written(roster.site.put("/workers/me/wishes", {"wished_days_off": [6, 5, 6], "wished_patterns": ["late"]}))
    assert wished["terms"] == {
        "week_minutes": 1200, "patterns": [], "wished_patterns": ["late"], "wished_days_off": [5, 6],
    }  # fmt: skip
    wrong = roster.site.put("/workers/me/wishes", {"wished_patterns": ["night"]})
    assert (wrong.status_code, wrong.json()["errors"][0]["pointer"]) == (422, "/wished_patterns/0")
    assert roster.site.put("/workers/me/wishes", {"week_minutes": 10}).status_code == 400


def test_administrators_are_rostered_only_where_they_answer_a_queue(roster: Roster) -> None:
    assert roster.id("admin") not in {one["user_id"] for one in roster.site.get("/workers").json()}
    assert roster.site.put("/workers/me/wishes", {}, as_="admin").status_code == 409
    assert roster.site.put(f"/workers/{roster.id('admin')}/terms", {}, as_="lead", if_match=0).status_code == 404
    assert roster.site.put("/workers/999/terms", {}, as_="lead", if_match=0).status_code == 404
