"""Queues: set up by administrators, seen by everybody."""

from typing import Any

import pytest

from tests.server.conftest import Site
from tests.server.routes.conftest import written

DRAFT: dict[str, Any] = {
    "name": "배송",
    "names": {"en": "Delivery"},
    "numbers": ["02-1234-5678", "+82 2 1234 5678", "1588-1234", "114"],
    "wrap_up_codes": [{"code": "late", "names": {"ko": "지연"}}, {"code": "other", "names": {}}],
    "default_code": "other",
    "wrap_up_seconds": 45,
}


def test_a_queue_is_made_with_its_numbers_in_one_notation(site: Site) -> None:
    queue = written(site.post("/queues", DRAFT, as_="admin"))
    assert queue["numbers"] == ["+8215881234", "+82212345678", "114"]
    assert (queue["default_code"], queue["wrap_up_seconds"]) == ("other", 45)
    assert site.get("/queues").json() == [queue]


def test_a_queue_is_changed_as_a_whole_by_whoever_saw_it(site: Site) -> None:
    queue = written(site.post("/queues", DRAFT, as_="admin"))
    address, body = f"/queues/{queue['id']}", DRAFT | {"numbers": ["02-1234-5678"], "name": "배송 조회"}
    assert site.put(address, body, as_="admin").status_code == 428
    assert site.put(address, body, as_="admin", if_match=queue["version"] - 1).status_code == 412
    changed = written(site.put(address, body, as_="admin", if_match=queue["version"]))
    assert (changed["id"], changed["name"], changed["numbers"]) == (queue["id"], "배송 조회", ["+82212345678"])
    assert written(site.post("/queues", DRAFT | {"numbers": ["114"]}, as_="admin"))["numbers"] == ["114"]


WRONG: list[tuple[dict[str, Any], int, str]] = [
    ({}, 409, "duplicate"),
    ({"name": "반품"}, 409, "duplicate"),
    ({"name": "반품", "numbers": ["021234 5678"]}, 409, "duplicate"),
    ({"name": "반품", "numbers": ["x"]}, 422, "unprocessable"),
    ({"name": "반품", "numbers": [], "default_code": "gone"}, 422, "unprocessable"),
    ({"name": "반품", "numbers": [], "wrap_up_codes": [{"code": "other", "names": {}}] * 2}, 422, "unprocessable"),
    ({"name": "반품", "numbers": [], "wrap_up_codes": []}, 400, "invalid_field"),
]


@pytest.mark.parametrize(("fields", "status", "code"), WRONG)
def test_a_queue_must_make_sense(site: Site, fields: dict[str, Any], status: int, code: str) -> None:
    written(site.post("/queues", DRAFT, as_="admin"))
    answer = site.post("/queues", DRAFT | fields, as_="admin")
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert len(site.get("/queues").json()) == 1


def test_a_queue_that_is_not_there_is_not_changed(site: Site) -> None:
    assert site.put("/queues/999", DRAFT, as_="admin", if_match=1).status_code == 404
