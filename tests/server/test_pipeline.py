"""What happens to every request, whatever it asks for."""

import sqlite3

import pytest

from desk.contract.endpoint import API, PUBLIC, Endpoint, Guard, path_parameters
from desk.contract.routes import ENDPOINTS
from tests.server.conftest import PEOPLE, Site

SIGNED_IN = [endpoint for endpoint in ENDPOINTS.values() if endpoint.roles != PUBLIC]


def address(endpoint: Endpoint) -> str:
    """The endpoint's address with some number or word in every place."""
    words = {"key": "ticket:1", "kind": "note", "token": "t", "number": "0100"}
    return endpoint.url(**{name: words.get(name, "1") for name in path_parameters(endpoint)})


@pytest.mark.parametrize("endpoint", SIGNED_IN, ids=lambda endpoint: endpoint.name)
def test_nobodys_token_reaches_nothing(site: Site, endpoint: Endpoint) -> None:
    for headers in ({}, {"Authorization": "Bearer stolen"}, {"Authorization": "Basic YTpi"}):
        answer = site.request(endpoint.method, address(endpoint), as_=None, headers=headers)
        assert answer.status_code == 401, headers
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.headers["www-authenticate"] == "Bearer"


@pytest.mark.parametrize("login", PEOPLE)
def test_a_role_reaches_only_what_the_table_gives_it(site: Site, login: str) -> None:
    role = PEOPLE[login][0]
    barred = [endpoint for endpoint in SIGNED_IN if role not in endpoint.roles]
    assert barred or role == "admin"
    for endpoint in barred:
        answer = site.request(endpoint.method, address(endpoint), {}, as_=login)
        assert (answer.status_code, answer.json()["code"]) == (403, "forbidden"), endpoint.name


def test_every_answer_names_its_request(site: Site) -> None:
    answer = site.get("/nothing-here")
    assert answer.status_code == 404
    assert answer.json()["request_id"] == answer.headers["x-request-id"]
    assert answer.json()["instance"] == API + "/nothing-here"


def test_a_method_the_route_does_not_have_is_a_problem_too(site: Site) -> None:
    answer = site.patch("/health", {})
    assert (answer.status_code, answer.json()["code"]) == (405, "method_not_allowed")
    assert "GET" in answer.headers["allow"]


@pytest.mark.parametrize(
    ("body", "status", "pointer"),
    [
        ({"state": "dancing"}, 400, "/state"),
        ({"state": "break", "sttae": "x"}, 400, ""),
        ({}, 400, ""),
        (b"{", 400, None),
        (b"\xff\xfe", 400, None),
        ({"state": "away"}, 422, None),
        ({"state": "in_call"}, 422, None),
    ],
)
def test_a_wrong_body_is_told_where_it_is_wrong(site: Site, body: object, status: int, pointer: str | None) -> None:
    answer = site.put("/agents/me/state", body)
    assert answer.status_code == status
    if pointer is not None:
        assert answer.json()["errors"][0]["pointer"] == pointer


def test_a_body_of_another_kind_is_refused(site: Site) -> None:
    answer = site.put("/agents/me/state", b"state=break", headers={"Content-Type": "text/plain"})
    assert (answer.status_code, answer.json()["code"]) == (415, "unsupported_type")


def test_a_body_that_is_too_large_is_refused_unread(site: Site) -> None:
    answer = site.put("/agents/me/state", b" " * (1024 * 1024 + 1))
    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")


def test_a_repeat_with_its_key_gets_the_same_answer_word_for_word_and_happens_once(site: Site) -> None:
    first = site.put("/agents/me/state", {"state": "break"}, key="click-1")
    site.put("/agents/me/state", {"state": "available"}, key="click-2")
    again = site.put("/agents/me/state", {"state": "break"}, key="click-1")
    assert again.content == first.content
    assert again.headers["etag"] == first.headers["etag"]
    assert (first.headers["x-idempotency-lookup"], again.headers["x-idempotency-lookup"]) == ("miss", "hit")
    assert again.headers["idempotency-key"] == "click-1"
    assert site.get("/agents/me/state").json()["state"] == "available"


def test_a_refusal_is_kept_like_a_success(site: Site) -> None:
    first = site.put("/agents/me/state", {"state": "away"}, key="click-1")
    assert first.status_code == 422
    again = site.put("/agents/me/state", {"state": "away"}, key="click-1")
    assert again.headers["x-idempotency-lookup"] == "hit"
    assert again.json()["code"] == first.json()["code"]


def test_a_key_that_comes_back_with_other_words_is_refused(site: Site) -> None:
    site.put("/agents/me/state", {"state": "break"}, key="click-1")
    answer = site.put("/agents/me/state", {"state": "available"}, key="click-1")
    assert (answer.status_code, answer.json()["code"]) == (422, "idempotency_key_reused")


def test_a_key_belongs_to_one_person(site: Site) -> None:
    site.put("/agents/me/state", {"state": "break"}, key="click-1")
    other = site.put("/agents/me/state", {"state": "available"}, key="click-1", as_="agent2")
    assert other.status_code == 200
    assert other.headers["x-idempotency-lookup"] == "miss"


def test_writes_where_it_matters_need_the_etag_of_what_was_seen(site: Site) -> None:
    guarded = [one for one in ENDPOINTS.values() if one.guard is Guard.REQUIRED and one.body is not None]
    assert "change_user" in {one.name for one in guarded}
    user_id = site.user_id("agent")
    seen = site.get(f"/users/{user_id}", as_="admin")
    version = int(seen.headers["etag"].strip('"'))
    missing = site.patch(f"/users/{user_id}", {"name": "김 상담사"}, as_="admin")
    assert (missing.status_code, missing.json()["code"]) == (428, "precondition_required")
    fresh = site.patch(f"/users/{user_id}", {"name": "김 상담사"}, as_="admin", if_match=version)
    assert fresh.status_code == 200
    stale = site.patch(f"/users/{user_id}", {"name": "이 상담사"}, as_="admin", if_match=version)
    assert (stale.status_code, stale.json()["code"]) == (412, "stale")


def test_what_is_unchanged_is_not_sent_again(site: Site) -> None:
    path = f"/users/{site.user_id('agent')}"
    etag = site.get(path, as_="admin").headers["etag"]
    answer = site.get(path, as_="admin", headers={"If-None-Match": etag})
    assert (answer.status_code, answer.content) == (304, b"")


def test_every_write_says_which_log_position_includes_it(site: Site) -> None:
    answer = site.put("/agents/me/state", {"state": "break"})
    head = site.read(lambda tx: tx.head)
    assert answer.json()["synced_to"] == head
    assert answer.headers["desk-synced-to"] == str(head)


def test_a_database_that_cannot_be_written_is_said_to_be_so(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_args: object, **_more: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    site.token("agent")
    monkeypatch.setattr(site.database, "write", full)
    answer = site.put("/agents/me/state", {"state": "break"})
    assert (answer.status_code, answer.json()["code"]) == (503, "unavailable")
    assert answer.headers["retry-after"]
