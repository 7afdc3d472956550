"""An administrator checks limits and criteria, puts them into force, and sees which are."""

import tomllib
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.contract.calendar import Hours
from desk.contract.events import RemedyRulesSet
from desk.contract.remedy_rules import Purse, RemedyRules
from desk.contract.shifts import Shift, ShiftState
from desk.contract.users import Role
from desk.server.admin import toml
from desk.server.store import calendars, log, queues, remedy_rules, shift_rules
from desk.workforce import law
from desk.workforce.patterns import laid_out
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
    st.floats(allow_nan=False),
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


CALENDAR = """
[calendar]
weekly = [["09:00-12:00", "13:00-18:00"], [], [], [], ["22:00-30:00"], [], []]
lunch = "12:00-13:00"
[[calendar.special]]
day = 2027-06-15
name = "임시공휴일"
holiday = true
[shift_rules]
interval = 15
[shift_rules.targets."배송"]
level = 0.9
[[shift_rules.patterns]]
code = "night"
names = { ko = "야간", en = "Night" }
hours = ["22:00-30:00"]
"""


def test_a_site_begins_with_the_calendar_and_the_patterns_of_the_file(admin: Administrator) -> None:
    calendar = admin.read(calendars.newest).calendar
    assert calendar.on_holidays is None, "365 days"
    assert {tuple(hours) for hours in calendar.weekly} == {(Hours(opens=540, closes=1140),)}
    assert (calendar.lunch, calendar.late_from) == (Hours(opens=720, closes=780), 1080)
    rules = admin.read(shift_rules.in_force).rules
    assert {"early", "late", "split", "mornings", "afternoons", "night"} == {one.code for one in rules.patterns}
    assert admin.read(lambda tx: queues.by_name(tx, "VIP")) in rules.targets


def test_every_pattern_of_the_file_is_legal_by_itself(admin: Administrator) -> None:
    rules = admin.read(shift_rules.in_force).rules
    for pattern in rules.patterns:
        shift = Shift(
            id=1, user_id=1, day=date(2027, 6, 14), pattern=pattern.code, state=ShiftState.PUBLISHED,
            segments=laid_out(pattern, date(2027, 6, 14), "Asia/Seoul"), overtime=False, why="", version=1,
        )  # fmt: skip
        assert law.breaches([shift], rules.limits) == [], pattern.code
        assert pattern.lunch or pattern.breaks


def test_calendar_and_patterns_are_set_from_today_on_and_again_without_a_version(admin: Administrator) -> None:
    path = admin.file("new.toml", CALENDAR)
    assert admin("rules", "check", path).status == 0
    assert admin("rules", "set", path).status == 0
    calendar, rules = admin.read(calendars.newest), admin.read(shift_rules.in_force)
    assert calendar.calendar.since == admin.read(calendars.today)
    assert calendar.calendar.weekly[0] == [Hours(opens=540, closes=720), Hours(opens=780, closes=1080)]
    assert calendar.calendar.weekly[4] == [Hours(opens=1320, closes=1800)]
    assert (rules.rules.interval, [one.code for one in rules.rules.patterns]) == (15, ["night"])
    head = admin.read(lambda tx: tx.head)
    assert admin("rules", "set", path).out.count("already") == 2
    assert admin("rules", "set", admin.file("shown.toml", admin("rules", "show").out)).out.count("already") == 3
    assert admin.read(lambda tx: tx.head) == head


def test_a_calendar_in_the_past_is_refused_and_nothing_else_of_the_file_is_set(admin: Administrator) -> None:
    path = admin.file("new.toml", SMALL + CALENDAR.replace("[calendar]", "[calendar]\nsince = 2026-01-01", 1))
    head = admin.read(lambda tx: tx.head)
    said = admin("rules", "set", path)
    assert (said.status, "the past does not change" in said.err) == (1, True)
    assert admin.read(lambda tx: tx.head) == head


@pytest.mark.parametrize(
    ("change", "by", "said"),
    [
        ('"09:00-12:00"', '"9-12"', "09:00-18:00"),
        ('"13:00-18:00"', '"11:00-18:00"', "/weekly/0/1"),
        ('"22:00-30:00"], [], []]', '"50:00-60:00"], [], []]', "18:00"),
        ("2027-06-15", '"someday"', "special"),
        ("interval = 15", "interval = 20", "interval"),
        ('code = "night"', 'code = "Night!"', "code"),
        ("[calendar]", '[calendar]\nzone = "Asia/Soul"', "/zone"),
        ("[calendar]", "[calendar]\nlunchtime = 1", "lunchtime"),
    ],
)
def test_a_mistake_in_calendar_or_patterns_is_said(admin: Administrator, change: str, by: str, said: str) -> None:
    assert change in CALENDAR
    path, before = admin.file("bad.toml", CALENDAR.replace(change, by, 1)), admin.read(lambda tx: tx.head)
    for verb in ("check", "set"):
        found = admin("rules", verb, path)
        assert (found.status, said in found.err) == (1, True), found.err
    assert admin.read(lambda tx: tx.head) == before


def test_a_target_for_a_queue_that_is_not_there_is_refused(admin: Administrator) -> None:
    path = admin.file("new.toml", CALENDAR.replace("배송", "배달"))
    said = admin("rules", "set", path)
    assert (said.status, "배달" in said.err) == (1, True)


def test_an_earlier_calendar_is_shown_by_its_version(admin: Administrator) -> None:
    first = admin.read(calendars.newest).version
    admin("rules", "set", admin.file("new.toml", CALENDAR))
    shown = tomllib.loads(admin("rules", "show", "--version", str(first)).out)
    assert list(shown) == ["calendar"]
    assert shown["calendar"]["weekly"] == [["09:00-19:00"]] * 7
