"""An administrator checks limits and criteria, puts them into force, and sees which are."""

import tomllib
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.contract.events import RemedyRulesSet
from desk.contract.remedy_rules import Purse, RemedyRules
from desk.contract.users import Role
from desk.server.admin import toml
from desk.server.store import log, remedy_rules
from tests.server.admin.conftest import Administrator, elsewhere
from tests.server.conftest import Site
from tests.server.remedy_rig import Shop, default_rules

SMALL = """
[remedies.roles.agent.discretion]
day = 5_000
[remedies.roles.admin.refund]
[remedies.agents.minji.discretion]
case = 1
"""


def in_force(admin: Administrator) -> RemedyRules:
    return admin.read(remedy_rules.in_force).rules


def test_a_site_begins_with_the_rules_that_come_with_the_program(admin: Administrator) -> None:
    assert in_force(admin) == default_rules()


def test_new_rules_are_in_force_at_once_and_every_version_is_kept(admin: Administrator) -> None:
    before = admin.read(remedy_rules.in_force)
    said = admin("rules", "set", admin.file("new.toml", SMALL))
    now = admin.read(remedy_rules.in_force)
    assert (said.status, f"version {now.version}" in said.out) == (0, True)
    assert "minji" in said.err, "a login that nobody has is said, not refused"
    assert now.rules.roles[Role.AGENT][Purse.DISCRETION].day == 5_000
    assert admin.read(lambda tx: remedy_rules.of(tx, before.version)) == before
    assert admin.read(lambda tx: isinstance(log.some(tx, [now.version])[0].fact, RemedyRulesSet))


def test_the_same_rules_again_make_no_version(admin: Administrator) -> None:
    path = admin.file("new.toml", SMALL)
    admin("rules", "set", path)
    head = admin.read(lambda tx: tx.head)
    assert "already" in admin("rules", "set", path).out
    assert admin.read(lambda tx: tx.head) == head


def test_what_is_shown_can_be_set(admin: Administrator) -> None:
    first = admin("rules", "show").out
    assert admin("rules", "set", admin.file("new.toml", SMALL)).status == 0
    assert admin("rules", "set", admin.file("old.toml", first)).status == 0
    assert in_force(admin) == default_rules()
    version = admin.read(remedy_rules.versions)[1]
    earlier = admin("rules", "show", "--version", str(version)).out
    assert tomllib.loads(earlier)["remedies"]["agents"] == {"minji": {"discretion": {"case": 1}}}


def test_a_version_that_never_was_is_refused(admin: Administrator) -> None:
    assert admin("rules", "show", "--version", "999").status == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[remedies.roles.agent.discretion]\nday = 1.5", "int"),
        ("[remedies.roles.agent.discretion]\ndaily = 1", "daily"),
        ("[remedies.roles.boss.discretion]\nday = 1", "boss"),
        ("[remedies.roles]\n[remedies.actions.gold_bars]\nagent = 1", "gold_bars"),
        ("[remedies.roles]\n[remedies.approval]\nescalate_minutes = 5\nlapse_minutes = 5", "lapses"),
        ("[remedies", "bad.toml"),
        ("[queues]", "[remedies]"),
    ],
)
def test_a_mistake_is_said_and_changes_nothing(admin: Administrator, text: str, said: str) -> None:
    path, before = admin.file("bad.toml", text), admin.read(lambda tx: tx.head)
    for verb in ("check", "set"):
        found = admin("rules", verb, path)
        assert (found.status, said in found.err) == (1, True), found.err
    assert admin.read(lambda tx: tx.head) == before


def test_good_rules_need_no_database_to_be_checked(terminal: Administrator) -> None:
    assert terminal("rules", "check", terminal.file("new.toml", SMALL)).status == 0
    assert not terminal.path.exists()


def test_a_running_server_decides_by_them_from_the_next_click(site: Site) -> None:
    shop = Shop(site)
    assert shop.ask("goodwill_credit", values={"amount": 6_000}).is_success
    path = site.database.path.with_name("new.toml")
    path.write_text(SMALL, encoding="utf-8")
    elsewhere(site.database, "rules", "set", str(path))
    assert shop.ask("goodwill_credit", values={"amount": 6_000}).status_code == 403


VALUES = st.one_of(
    st.booleans(),
    st.integers(-(2**62), 2**62),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=8),
    st.dates(),
)
TABLES: Any = st.recursive(
    st.dictionaries(
        st.text(st.characters(exclude_categories=["Cs"]), max_size=4), VALUES | st.lists(VALUES, max_size=3)
    ),
    lambda inner: st.dictionaries(
        st.text("ab.\"' 가", max_size=3), VALUES | inner | st.lists(inner, min_size=1, max_size=2), max_size=3
    ),
    max_leaves=6,
)


@given(TABLES)
def test_toml_is_read_as_it_was_written(plain: dict[str, Any]) -> None:
    assert tomllib.loads(toml.written({"top": plain, "day": date(2027, 1, 4)})) == {
        "top": plain,
        "day": date(2027, 1, 4),
    }
