"""Signing in, out, and covering the screen."""

import shutil
from datetime import timedelta

import time_machine

from desk.contract.endpoint import BACKGROUND_HEADER
from desk.server.store import clock
from tests.server.conftest import PASSWORD, Loop, Site, running


def sign_in(
    site: Site, login: str = "agent", password: str = PASSWORD, **more: object
) -> tuple[int, dict[str, object]]:
    """Try to sign in; status and answer."""
    answer = site.post("/sessions", {"login": login, "password": password, **more}, as_=None)
    return answer.status_code, answer.json()


def with_token(token: object) -> dict[str, str]:
    """The header of a session."""
    return {"Authorization": f"Bearer {token}"}


def test_whoever_signs_in_gets_a_token_that_is_not_kept(site: Site) -> None:
    status, answer = sign_in(site)
    assert status == 201
    token = str(answer["token"])
    stored = site.read(lambda tx: [bytes(row["digest"]) for row in tx.all("SELECT digest FROM sessions")])
    assert stored
    assert all(token.encode() not in digest for digest in stored)
    assert site.get("/sessions/me", as_=None, headers=with_token(token)).json()["user"]["login"] == "agent"


def test_a_login_is_the_same_in_capitals(site: Site) -> None:
    assert sign_in(site, "AGENT")[0] == 201


def test_wrong_login_and_wrong_password_look_alike(site: Site) -> None:
    wrong_password = sign_in(site, password="not it at all")
    nobody = sign_in(site, login="nobody")
    assert wrong_password[0] == nobody[0] == 401
    assert wrong_password[1]["code"] == nobody[1]["code"] == "wrong_password"


def test_guessing_is_throttled_even_with_the_right_password_at_last(site: Site) -> None:
    for _ in range(5):
        assert sign_in(site, password="guess")[0] == 401
    status, answer = sign_in(site)
    assert (status, answer["code"]) == (429, "too_many_requests")
    assert answer["retry_after"]
    with time_machine.travel(clock.now() + timedelta(minutes=16)):
        assert sign_in(site)[0] == 201


def test_one_person_sits_in_one_place_and_may_take_over(site: Site) -> None:
    first = str(sign_in(site, workstation="desk 12")[1]["token"])
    status, answer = sign_in(site)
    assert (status, answer["code"], answer["holder"]) == (409, "signed_in_elsewhere", "desk 12")
    second = str(sign_in(site, take_over=True)[1]["token"])
    refused = site.get("/sessions/me", as_=None, headers=with_token(first))
    assert (refused.status_code, refused.json()["code"]) == (401, "session_taken_over")
    assert site.get("/sessions/me", as_=None, headers=with_token(second)).status_code == 200


def test_signing_out_ends_the_token_and_the_shift(site: Site) -> None:
    token = site.token("agent")
    assert site.delete("/sessions/me").status_code == 200
    assert site.get("/sessions/me", as_=None, headers=with_token(token)).status_code == 401
    states = {one["name"]: one["state"] for one in site.get("/agents", as_="lead").json()}
    assert states["agent 씨"] == "off"


def test_a_covered_screen_shows_nothing_but_sends_what_was_written(site: Site) -> None:
    assert site.post("/sessions/me/lock").json()["locked"] is True
    shown = site.get("/agents")
    assert (shown.status_code, shown.json()["code"]) == (423, "session_locked")
    chosen = site.put("/agents/me/state", {"state": "break"}, key="k-1")
    assert chosen.status_code == 200
    assert site.post("/sessions/me/unlock", {"password": "wrong"}).status_code == 401
    assert site.post("/sessions/me/unlock", {"password": PASSWORD}).json()["locked"] is False
    assert site.get("/agents").status_code == 200


def test_an_idle_session_covers_itself(site: Site) -> None:
    site.get("/agents")
    with time_machine.travel(clock.now() + timedelta(minutes=16)):
        assert site.get("/agents").json()["code"] == "session_locked"
        assert site.get("/sessions/me").json()["locked"] is True


def test_what_a_program_asks_by_itself_does_not_keep_the_session_open(site: Site) -> None:
    site.get("/agents")
    for headers, code in (({BACKGROUND_HEADER: "1"}, 423), ({}, 200)):
        with time_machine.travel(clock.now() + timedelta(minutes=10)):
            assert site.get("/tickets", headers=headers).status_code == 200
        with time_machine.travel(clock.now() + timedelta(minutes=16)):
            assert site.get("/agents").status_code == code
        site.post("/sessions/me/unlock", {"password": PASSWORD})


def test_a_session_ends_at_its_limit_whatever_happens(site: Site) -> None:
    site.token("agent")
    with time_machine.travel(clock.now() + timedelta(hours=12, minutes=1)):
        assert site.get("/sessions/me").json()["code"] == "session_expired"


def test_an_administrator_ends_a_session_at_once(site: Site) -> None:
    site.token("agent")
    assert site.delete(f"/users/{site.user_id('agent')}/sessions", as_="admin").status_code == 200
    assert site.get("/sessions/me").json()["code"] == "session_expired"


def test_a_session_survives_a_restart_of_the_server(site: Site, server_loop: Loop) -> None:
    token = site.token("agent")
    path = site.database.path.with_name("copy.db")
    for suffix in ("", "-wal"):
        shutil.copy(f"{site.database.path}{suffix}", f"{path}{suffix}")
    with running(path, server_loop) as again:
        assert again.get("/sessions/me", as_=None, headers=with_token(token)).status_code == 200
