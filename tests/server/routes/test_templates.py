"""Templates: written by leads, read by everybody."""

from tests.server.conftest import Site
from tests.server.routes.conftest import written

DRAFT = {"name": "지연 사과", "kind": "reply", "words": {"ko": "{customer}님, 늦어서 죄송합니다.", "en": "Sorry."}}


def test_a_template_is_made_listed_and_changed(site: Site) -> None:
    made = written(site.post("/templates", DRAFT, as_="lead"))
    assert site.get("/templates").json() == [made]
    address = f"/templates/{made['id']}"
    assert site.put(address, DRAFT, as_="lead").status_code == 428
    assert site.put(address, DRAFT, as_="lead", if_match=made["version"] + 1).status_code == 412
    changed = written(site.put(address, DRAFT | {"kind": "note"}, as_="lead", if_match=made["version"]))
    assert (changed["id"], changed["kind"], changed["words"]) == (made["id"], "note", DRAFT["words"])


def test_a_template_that_is_not_there_is_not_changed(site: Site) -> None:
    assert site.put("/templates/999", DRAFT, as_="lead", if_match=1).status_code == 404
