"""An agent's own phone follows the shifts by a private address that can be taken back."""

from typing import Any

import pytest

from tests.server.conftest import Site
from tests.server.phone_rig import phone_shows
from tests.server.routes.conftest import written
from tests.server.shift_rig import LATE, MONDAY, Roster


def link(site: Site, as_: str = "agent") -> str:
    """A new private address."""
    answer = site.post("/shifts/me/calendar-link", as_=as_)
    assert answer.status_code == 201, answer.text
    path: str = answer.json()["path"]
    return path


def events(site: Site, path: str, **params: str) -> list[Any]:
    """What a phone sees, which is signed in nowhere."""
    answer = site.get(path, as_=None, params=params)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"].startswith("text/calendar")
    return phone_shows(answer.content)


def test_a_phone_sees_one_s_own_published_shifts_and_what_becomes_of_them(roster: Roster) -> None:
    site, path = roster.site, link(roster.site)
    made = roster.shift("agent", MONDAY, pattern="early")
    roster.shift("agent2", MONDAY)
    roster.shift("agent", MONDAY.replace(day=15), publish=False)
    (event,) = events(site, path)
    assert (event["summary"], event["sequence"]) == ("조기", made["version"])
    changed = written(roster.change(made, *LATE))
    (moved,) = events(site, path, lang="en")
    assert (moved["uid"], moved["summary"]) == (event["uid"], "Early")
    assert moved["sequence"] == changed["version"] > event["sequence"]
    assert moved.decoded("dtstart") > event.decoded("dtstart")
    site.post(f"/shifts/{made['id']}/cancel", {"why": "x"}, as_="lead", if_match=changed["version"])
    (gone,) = events(site, path)
    assert (gone["uid"], gone["status"]) == (event["uid"], "CANCELLED")


def test_a_cancelled_draft_was_never_there(roster: Roster) -> None:
    draft = roster.shift("agent", MONDAY, publish=False)
    roster.site.post(f"/shifts/{draft['id']}/cancel", {"why": "x"}, as_="lead", if_match=draft["version"])
    assert events(roster.site, link(roster.site)) == []


def test_an_address_ends_with_the_next_one_and_when_it_is_dropped(site: Site) -> None:
    first = link(site)
    second = link(site)
    assert site.get(first, as_=None).status_code == 404
    assert events(site, second) == []
    assert site.delete("/shifts/me/calendar-link").json() == {"ok": True}
    assert site.get(second, as_=None).status_code == 404
    assert site.delete("/shifts/me/calendar-link").status_code == 200


def test_the_address_is_kept_only_as_a_digest_and_never_told_twice(site: Site) -> None:
    token = link(site).rsplit("/", 1)[1].removesuffix(".ics")
    assert len(token) >= 40
    for table in ("calendar_links", "answers", "log"):
        rows = site.read(lambda tx, table=table: [tuple(row) for row in tx.all(f"SELECT * FROM {table}")])  # type: ignore[misc]
        assert token not in repr(rows)


def test_whoever_may_not_sign_in_any_more_has_no_calendar_either(site: Site) -> None:
    path, user_id = link(site), site.user_id("agent")
    version = site.get(f"/users/{user_id}", as_="admin").json()["version"]
    site.patch(f"/users/{user_id}", {"active": False}, as_="admin", if_match=version)
    assert site.get(path, as_=None).status_code == 404


@pytest.mark.parametrize("token", ["x", "%00", "..%2F..", "가", "a" * 5000, "%F0%9F%92%A5", "x.ics"])
def test_a_guessed_address_leads_nowhere(site: Site, token: str) -> None:
    assert site.get(f"/calendars/{token}.ics", as_=None).status_code == 404


def test_languages_that_there_are(site: Site) -> None:
    path = link(site)
    assert site.get(path, as_=None, params={"lang": "fr"}).status_code == 400
