"""People and connectors are let in and put out at the terminal."""

import os
import sys
from pathlib import Path

import pytest

from desk.contract.events import ConnectorIssued, ConnectorRevoked
from desk.server.store import log, sessions
from tests.server.admin.conftest import Administrator, elsewhere
from tests.server.conftest import Site


def test_people_are_enrolled_listed_disabled_and_let_in_again(admin: Administrator) -> None:
    added = admin("user", "add", "jieun", "--name", "박지은", "--queue", "배송", "--extension", "204")
    assert added.status == 0, added.err
    assert "jieun\tagent\t박지은\t204" in admin("user", "list").out
    assert admin("user", "disable", "jieun").status == 0
    assert "disabled" in admin("user", "list").out
    assert admin("user", "enable", "jieun").status == 0
    assert "disabled" not in admin("user", "list").out


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (["user", "add", "admin"], "taken"),
        (["user", "add", "no spaces here"], "Refused"),
        (["user", "add", "jieun", "--queue", "없는 대기열"], "없는 대기열"),
        (["user", "disable", "nobody"], "nobody"),
        (["user", "set-password", "nobody"], "nobody"),
        (["user", "disable", "admin"], "last administrator"),
        (["token", "revoke", "nothing"], "nothing"),
    ],
)
def test_what_cannot_be_done_is_said_and_changes_nothing(admin: Administrator, command: list[str], said: str) -> None:
    before = admin.value("SELECT max(seq) FROM log")
    refused = admin(*command)
    assert refused.status == 1
    assert said in refused.err
    assert admin.value("SELECT max(seq) FROM log") == before


def test_a_password_comes_from_a_file(admin: Administrator) -> None:
    secret = admin.file("secret", "another long password\nnot this\n")
    assert admin("user", "set-password", "admin", "--password-file", secret).status == 0
    short = admin.file("short", "short\n")
    assert "10" in admin("user", "set-password", "admin", "--password-file", short).err


def test_without_a_terminal_a_missing_password_is_not_waited_for(
    terminal: Administrator, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DESK_ADMIN_PASSWORD")
    with Path(os.devnull).open() as nothing:
        monkeypatch.setattr(sys, "stdin", nothing)
        said = terminal("site", "init")
    assert said.status == 2
    assert "--password-file" in said.err


def test_a_token_is_shown_once_and_revoked_at_once(admin: Administrator) -> None:
    issued = admin("token", "issue", "ingest", "shop")
    token = issued.out.strip()
    assert admin.read(lambda tx: sessions.connector(tx, "ingest", token)) == "shop"
    assert admin("token", "issue", "ingest", "shop").status == 1
    listed = admin("token", "list").out
    assert "ingest\tshop" in listed
    assert token not in listed
    assert admin("token", "revoke", "shop").status == 0
    assert admin.read(lambda tx: sessions.connector(tx, "ingest", token)) is None
    assert "revoked" in admin("token", "list").out
    assert admin("token", "issue", "ingest", "shop").status == 0


def test_the_log_tells_who_may_push_and_since_when_but_never_the_token(admin: Administrator) -> None:
    token = admin("token", "issue", "ingest", "shop").out.strip()
    admin("token", "revoke", "shop")
    admin("token", "revoke", "shop")
    told = [one.fact for one in admin.read(lambda tx: list(log.walk(tx)))]
    issued = [fact for fact in told if isinstance(fact, ConnectorIssued)]
    revoked = [fact for fact in told if isinstance(fact, ConnectorRevoked)]
    assert [(fact.name, fact.scope) for fact in issued] == [("shop", "ingest")]
    assert [fact.token_id for fact in revoked] == [fact.token_id for fact in issued]
    assert issued[0].token_id in admin("token", "list").out
    assert not admin.read(lambda tx: tx.value("SELECT count(*) FROM log WHERE instr(data, ?)", (token,)))
    assert admin.read(log.verify) is None


def test_a_person_disabled_at_the_terminal_is_out_of_the_running_server_at_once(site: Site) -> None:
    assert site.get("/sessions/me").status_code == 200
    assert "agent" in elsewhere(site.database, "--lang", "en", "user", "disable", "agent")
    assert site.get("/sessions/me").status_code == 401
