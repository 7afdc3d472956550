"""An administrator says where telephone systems are told, and everybody sees who is available."""

from typing import Any

import pytest

from desk.contract.agents import AgentState
from desk.contract.events import AgentStateChanged
from desk.server.routes import agents
from desk.server.store import log
from tests.server.conftest import Site

HOOK: dict[str, Any] = {"url": "http://127.0.0.1:9/pauses", "enabled": False}
BOX: dict[str, Any] = {"host": "127.0.0.1", "port": 9, "login": "desk", "secret": "s3cret", "enabled": False}


def test_the_signing_secret_is_shown_once_and_no_secret_is_in_the_log(site: Site) -> None:
    made = site.put("/switches/main", HOOK, as_="admin").json()["data"]
    assert made["signing_secret"].startswith("whsec_")
    assert "signing_secret" not in site.get("/switches", as_="lead").text or not any(
        one["signing_secret"] for one in site.get("/switches", as_="lead").json()
    )
    again = site.put("/switches/main", HOOK, as_="admin").json()["data"]
    assert (again["signing_secret"], again["version"]) == ("", made["version"])
    site.put("/switches/box", BOX, as_="admin")
    written = "\n".join(site.read(lambda tx: [row["data"] for row in tx.all("SELECT data FROM log")]))
    assert "s3cret" not in written
    assert "whsec_" not in written
    assert "s3cret" not in site.get("/switches", as_="admin").text


def test_a_managers_secret_stays_while_its_machine_and_name_do(site: Site) -> None:
    assert site.put("/switches/box", BOX, as_="admin").status_code == 200
    without = {key: value for key, value in BOX.items() if key != "secret"}
    assert site.put("/switches/box", without | {"tls": True}, as_="admin").status_code == 200
    for other in ({"host": "10.0.0.9"}, {"login": "root"}, {"port": 10}):
        answer = site.put("/switches/box", without | other, as_="admin")
        assert answer.status_code == 422, other
        assert "secret" in answer.text


@pytest.mark.parametrize(
    "wrong",
    [
        {"url": "", "host": ""},
        {"url": "http://a.example", "host": "b.example", "login": "desk", "secret": "x"},
        {"host": "b.example", "login": "", "secret": "x", "url": ""},
        {"host": "b.example\nAction: Command", "login": "desk", "secret": "x", "url": ""},
        {"host": "b.example", "login": "desk\r\nAction: Command", "secret": "x", "url": ""},
        {"host": "b.example", "login": "desk", "secret": "x", "url": "", "interface": "PJSIP/{extension}\n"},
        {"host": "me@b.example", "login": "desk", "secret": "x", "url": ""},
        {"url": "https://a.example\n"},
    ],
)
def test_what_cannot_be_told_is_refused(site: Site, wrong: dict[str, Any]) -> None:
    assert site.put("/switches/main", wrong, as_="admin").status_code in (400, 422)
    assert site.get("/switches", as_="admin").json() == []


def test_only_administrators_set_and_leads_see(site: Site) -> None:
    assert site.put("/switches/main", HOOK, as_="lead").status_code == 403
    assert site.get("/switches", as_="agent").status_code == 403
    assert site.get("/switches", as_="lead").status_code == 200


def test_what_is_dropped_is_forgotten_with_its_secrets(site: Site) -> None:
    first = site.put("/switches/main", HOOK, as_="admin").json()["data"]["signing_secret"]
    site.put("/switches/box", BOX, as_="admin")
    assert site.delete("/switches/box", as_="lead").status_code == 403
    for name in ("box", "main"):
        assert site.delete(f"/switches/{name}", as_="admin").status_code == 200
        assert site.delete(f"/switches/{name}", as_="admin").status_code == 404
    assert site.get("/switches", as_="admin").json() == []
    assert site.read(lambda tx: tx.value("SELECT count(*) FROM switch_secrets")) == 0
    without = {key: value for key, value in BOX.items() if key != "secret"}
    assert site.put("/switches/box", without, as_="admin").status_code == 422
    assert site.put("/switches/main", HOOK, as_="admin").json()["data"]["signing_secret"] not in ("", first)


def _stands(site: Site, state: AgentState, reason: str = "", **more: Any) -> dict[str, Any]:
    site.token("agent")
    fact = AgentStateChanged(user_id=site.user_id("agent"), state=state, reason=reason, **more)
    site.write(lambda tx: log.append(tx, fact))
    found: dict[str, dict[str, Any]] = {one["login"]: one for one in site.get("/availability").json()}
    return found["agent"]


@pytest.mark.parametrize(
    ("state", "more", "available", "reason"),
    [
        (AgentState.AVAILABLE, {}, True, ""),
        (AgentState.IN_CALL, {}, True, ""),
        (AgentState.IN_CALL, {"next_state": AgentState.AVAILABLE}, True, ""),
        (AgentState.IN_CALL, {"next_state": AgentState.BREAK}, False, "break"),
        (AgentState.IN_CALL, {"next_state": AgentState.AWAY, "next_reason": "면담"}, False, "면담"),
        (AgentState.WRAP_UP, {}, False, "wrap_up"),
        (AgentState.BREAK, {}, False, "break"),
        (AgentState.BREAK, {"reason": "점심"}, False, "점심"),
        (AgentState.AWAY, {"reason": "교육"}, False, "교육"),
        (AgentState.ON_SHIFT, {}, False, "on_shift"),
        (AgentState.OFF, {}, False, "off"),
    ],
)
def test_which_states_let_calls_ring(
    site: Site, state: AgentState, more: dict[str, Any], available: bool, reason: str
) -> None:
    one = _stands(site, state, **more)
    assert (one["available"], one["reason"], one["state"]) == (available, reason, state)


def test_whoever_was_never_here_is_off_and_who_has_left_is_not_shown(site: Site) -> None:
    found = {one["login"]: one for one in site.get("/availability", as_="lead").json()}
    assert (found["agent2"]["available"], found["agent2"]["state"]) == (False, "off")
    assert "delivery" not in found
    site.write(lambda tx: agents.put_state(tx, site.user_id("agent2"), AgentState.AVAILABLE, ""))
    version = site.read(lambda tx: tx.value("SELECT version FROM users WHERE login = 'agent2'"))
    site.patch(f"/users/{site.user_id('agent2')}", {"active": False}, as_="admin", if_match=version)
    assert "agent2" not in {one["login"] for one in site.get("/availability", as_="lead").json()}
