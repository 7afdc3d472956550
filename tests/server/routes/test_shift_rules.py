"""The rules of shifts: seen by everybody, set as a whole by administrators."""

from typing import Any

import pytest

from tests.server.conftest import Site
from tests.server.routes.conftest import written
from tests.server.shift_rig import RULES, Roster


def test_a_new_site_has_the_law_and_no_patterns(site: Site) -> None:
    rules = site.get("/shift-rules").json()
    assert (rules["version"], rules["rules"]["patterns"], rules["rules"]["limits"]["week_with_overtime"]) == (
        0,
        [],
        3120,
    )


def test_rules_are_set_by_whoever_saw_the_last_ones(roster: Roster) -> None:
    site, now = roster.site, roster.site.get("/shift-rules").json()
    assert [one["code"] for one in now["rules"]["patterns"]] == ["early", "late"]
    changed = now["rules"] | {"targets": {"7": {"level": 0.9}}, "interval": 15}
    assert site.put("/shift-rules", changed, as_="admin", if_match=now["version"] - 1).status_code == 412
    then = written(site.put("/shift-rules", changed, as_="admin", if_match=now["version"]))
    assert (then["rules"]["targets"]["7"]["level"], then["rules"]["interval"]) == (0.9, 15)
    assert site.get("/shift-rules").json() == then
    assert site.put("/shift-rules", RULES, as_="lead", if_match=then["version"]).status_code == 403


def pattern(**fields: Any) -> dict[str, Any]:
    """A pattern with something wrong about it."""
    hours = [{"opens": 540, "closes": 1080}]
    return {"patterns": [{"code": "a", "names": {"ko": "가"}, "hours": hours} | fields]}


REST = {"minutes": 60, "earliest": 100, "latest": 200}
WRONG: list[tuple[dict[str, Any], int, str]] = [
    ({"patterns": pattern()["patterns"] * 2}, 422, "/patterns/1/code"),
    (pattern(hours=[{"opens": 1080, "closes": 540}]), 422, "/patterns/0/hours/0"),
    (pattern(hours=[{"opens": 540, "closes": 700}, {"opens": 600, "closes": 800}]), 422, "/patterns/0/hours/1"),
    (pattern(hours=[{"opens": 60, "closes": 1560}]), 422, "/patterns/0/hours"),
    (pattern(lunch=REST | {"latest": 99}), 422, "/patterns/0/lunch/latest"),
    (pattern(breaks=[REST | {"latest": 500}]), 422, "/patterns/0/breaks/0/latest"),
    ({"limits": {"week": 3000, "week_with_overtime": 2400}}, 422, "/limits/week_with_overtime"),
    (pattern(code="Früh"), 400, "/patterns/0/code"),
    ({"interval": 20}, 400, "/interval"),
    ({"targets": {"x": {}}}, 400, "/targets"),
]


@pytest.mark.parametrize(("rules", "status", "pointer"), WRONG)
def test_rules_must_make_sense(site: Site, rules: dict[str, Any], status: int, pointer: str) -> None:
    answer = site.put("/shift-rules", rules, as_="admin", if_match=0)
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (status, pointer), answer.text
