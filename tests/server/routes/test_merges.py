"""Two records of one person made one, and two again."""

from collections.abc import Generator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.contract.base import NoBody
from desk.contract.customers import Customer, MergeDraft, RemarkKind
from desk.contract.errors import Refusal
from desk.contract.events import CustomerCreated, NumberAdded, Refs, RemarkAdded, UserCreated
from desk.contract.users import Role
from desk.server.routes import merges
from desk.server.routes.handling import Ask, Settings
from desk.server.rules import matching
from desk.server.store import grams, log, people, search, users
from desk.server.store.db import Database, Tx
from desk.server.store.sessions import Sitting
from tests.server.conftest import Site
from tests.server.routes.test_customers import displays, events, make


def merge(site: Site, survivor: dict[str, Any], other: dict[str, Any]) -> Any:
    """Merge ``other`` into ``survivor``, with the version of now."""
    version = site.read(lambda tx: tx.value("SELECT version FROM customers WHERE id = ?", (survivor["id"],)))
    return site.post(f"/customers/{survivor['id']}/merges", {"customer_id": other["id"]}, if_match=version)


def said(site: Site, customer: dict[str, Any], words: str) -> int:
    """A note on a customer; returns its seq."""
    fact = RemarkAdded(remark_kind=RemarkKind.INFO, text=words)
    return site.write(lambda tx: log.append(tx, fact, Refs(customer_id=customer["id"])).seq, "agent")


def bodies(site: Site, customer: dict[str, Any]) -> list[str]:
    entries = site.get(f"/customers/{customer['id']}/timeline", params={"kinds": "note"}).json()["data"]
    return [entry["event"]["fact"]["text"] for entry in entries]


def test_the_survivor_shows_what_the_other_had_and_the_other_says_where_it_went(site: Site) -> None:
    one, two = make(site, "김민지", "010-1111-1111"), make(site, "김민지 (모바일)", "010-2222-2222")
    said(site, two, "둘째의 메모")
    said(site, one, "첫째의 메모")
    merged = merge(site, one, two).json()["data"]
    assert displays(merged) == ["010-****-1111", "010-****-2222"]
    assert [remark["text"] for remark in merged["remarks"]] == ["첫째의 메모", "둘째의 메모"]
    assert [(entry["customer_id"], entry["name"], entry["by"]) for entry in merged["merges"]] == [
        (two["id"], "김민지 (모바일)", "agent 씨")
    ]
    assert bodies(site, one) == ["둘째의 메모", "첫째의 메모"] == bodies(site, two)
    assert site.get(f"/customers/{two['id']}").json()["merged_into"] == one["id"]


def test_undoing_a_merge_parts_them_as_they_were(site: Site) -> None:
    one, two = make(site, "김민지", "010-1111-1111"), make(site, "이서윤", "010-2222-2222")
    said(site, two, "둘째의 메모")
    merged = merge(site, one, two).json()["data"]
    added = site.post(f"/customers/{one['id']}/numbers", {"number": "010-3333-3333"})
    assert added.status_code == 201
    path = f"/customers/{one['id']}/merges/{merged['merges'][0]['id']}"
    left = site.delete(path).json()["data"]
    assert displays(left) == ["010-****-1111", "010-****-3333"]
    assert (left["merges"], bodies(site, one), bodies(site, two)) == ([], [], ["둘째의 메모"])
    assert site.get(f"/customers/{two['id']}").json()["merged_into"] is None
    assert site.delete(path).status_code == 404


def test_a_record_cannot_be_merged_into_itself_or_twice_or_in_a_circle(site: Site) -> None:
    one, two, three = (make(site, name) for name in ("가나", "다라", "마바"))
    assert merge(site, one, one).status_code == 422
    assert merge(site, one, two).status_code == 201
    assert [merge(site, *pair).json()["code"] for pair in ((one, two), (three, two), (two, one))] == [
        "already_merged"
    ] * 3
    answer = merge(site, one, {"id": 10**9})
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/customer_id")


def test_merging_needs_the_version_that_was_seen(site: Site) -> None:
    one, two = make(site, "가나"), make(site, "다라")
    path = f"/customers/{one['id']}/merges"
    assert site.post(path, {"customer_id": two["id"]}).status_code == 428
    assert site.post(path, {"customer_id": two["id"]}, if_match=1).status_code == 412


def test_of_two_agents_who_merge_the_same_record_at_once_one_is_refused(site: Site) -> None:
    one, two, three = (make(site, name) for name in ("가나", "다라", "마바"))
    answers = [merge(site, one, two), merge(site, three, two)]
    assert sorted(answer.status_code for answer in answers) == [201, 409]
    assert len(events(site, "customer.merged")) == 1


def test_changes_to_a_merged_record_go_to_the_survivor_except_its_master_data(site: Site) -> None:
    one, two = make(site, "가나"), make(site, "다라", "010-2222-2222")
    merged = merge(site, one, two).json()["data"]
    site.post(f"/customers/{two['id']}/remarks", {"kind": "info", "text": "메모"})
    assert len(site.get(f"/customers/{one['id']}").json()["remarks"]) == 1
    refused = site.patch(f"/customers/{two['id']}", {"name": "새 이름"}, if_match=merged["version"])
    assert refused.json()["code"] == "conflict"
    number = merged["numbers"][0]["id"]
    assert site.delete(f"/customers/{one['id']}/numbers/{number}").json()["data"]["numbers"] == []


def test_the_same_number_in_both_records_shows_once_and_goes_altogether(site: Site) -> None:
    one, two = make(site, "가나", "010-1111-1111"), make(site, "다라", "010-1111-1111")
    merged = merge(site, one, two).json()["data"]
    assert displays(merged) == ["010-****-1111"]
    number = merged["numbers"][0]["id"]
    verified = site.put(f"/customers/{one['id']}/numbers/{number}/verified").json()["data"]["numbers"]
    assert [entry["verified"] for entry in verified] == [True]
    assert site.delete(f"/customers/{one['id']}/numbers/{number}").json()["data"]["numbers"] == []


def test_a_tie_between_two_who_turn_out_to_be_one_is_not_shown(site: Site) -> None:
    one, two, three = (make(site, name) for name in ("가나", "다라", "마바"))
    for other in (two, three):
        site.post(f"/customers/{one['id']}/relations", {"customer_id": other["id"], "kind": "family"})
    merge(site, one, two)
    assert [tie["name"] for tie in site.get(f"/customers/{one['id']}").json()["relations"]] == ["마바"]
    assert [tie["customer_id"] for tie in site.get(f"/customers/{three['id']}").json()["relations"]] == [one["id"]]


# Any merges and undoings in any order, against a model of two dictionaries.

NAMES = ("김민지", "김민", "이서윤", "박도윤", "kim")
steps = st.lists(
    st.tuples(st.sampled_from(["merge", "undo"]), st.integers(0, 4), st.integers(0, 4)), min_size=1, max_size=14
)


class Model:
    """Who points where, and which merges can be undone."""

    def __init__(self) -> None:
        self.parent: dict[int, int] = {}
        self.merges: dict[int, tuple[int, int]] = {}

    def root(self, one: int) -> int:
        while one in self.parent:
            one = self.parent[one]
        return one

    def group(self, one: int, everyone: list[int]) -> set[int]:
        return {other for other in everyone if self.root(other) == self.root(one)}


@contextmanager
def five() -> Generator[tuple[Database, list[int], Sitting]]:
    """A database with five customers and an agent."""
    database = Database(":memory:")
    try:
        yield database, *database.write(_five)
    finally:
        database.close()


def _five(tx: Tx) -> tuple[list[int], Sitting]:
    made = log.append(tx, UserCreated(login="agent", name="상담원", role=Role.AGENT))
    user = users.user(tx, made.seq)
    assert user is not None
    ids = list[int]()
    for place, name in enumerate(NAMES):
        ids.append(log.append(tx, CustomerCreated(name=name)).seq)
        log.append(tx, NumberAdded(number=f"+82101234{place:04}"), Refs(customer_id=ids[-1]))
    until = tx.now + timedelta(hours=1)
    return ids, Sitting(
        digest=b"", user=user, started_at=tx.now, expires_at=until, active_at=tx.now, locked=False, workstation=""
    )


def ask(sitting: Sitting, body: Any, version: int | None, **path: int) -> Ask[Any, Any]:
    """A request as the pipeline hands it to a handler."""
    words = {name: str(value) for name, value in path.items()}
    settings = Settings(attachments="")
    return Ask(sitting=sitting, body=body, query=None, settings=settings, path=words, if_match=version)


@settings(max_examples=60, deadline=None)
@given(steps)
def test_merges_and_their_undoing_commute_with_a_simple_model(taken: list[tuple[str, int, int]]) -> None:
    model = Model()
    with five() as (database, ids, sitting):
        for what, first, second in taken:
            one, other = ids[first], ids[second]
            if what == "merge":
                _merge(database, sitting, model, one, other)
            elif model.merges:
                merge_id = list(model.merges)[(first * 5 + second) % len(model.merges)]
                _undo(database, sitting, model, merge_id)
            _compare(database, model, ids)


def _merge(database: Database, sitting: Sitting, model: Model, one: int, other: int) -> None:
    allowed = one != other and other not in model.parent and model.root(one) != other
    version = database.write(lambda tx: tx.value("SELECT version FROM customers WHERE id = ?", (one,)))
    asked = ask(sitting, MergeDraft(customer_id=other), version, customer_id=one)
    if not allowed:
        with pytest.raises(Refusal):
            database.write(lambda tx: merges.merge_customer(tx, asked))
        return
    shown: Customer = database.write(lambda tx: merges.merge_customer(tx, asked))
    assert shown.id == model.root(one)
    model.parent[other] = shown.id
    model.merges[max(entry.id for entry in shown.merges)] = (shown.id, other)


def _undo(database: Database, sitting: Sitting, model: Model, merge_id: int) -> None:
    survivor, other = model.merges.pop(merge_id)
    asked = ask(sitting, NoBody(), None, customer_id=survivor, merge_id=merge_id)
    database.write(lambda tx: merges.undo_merge(tx, asked))
    del model.parent[other]


def _compare(database: Database, model: Model, ids: list[int]) -> None:
    def look(tx: Tx) -> None:
        for one in ids:
            root = model.root(one)
            assert people.root(tx, one) == root
            assert set(people.members(tx, root)) == model.group(one, ids)
            number = tx.value("SELECT number FROM numbers WHERE customer_id = ?", (one,))
            assert people.with_number(tx, number) == [root]
            sought = matching.sought(NAMES[ids.index(one)])
            expected = {model.root(other) for other in ids if sought.named in NAMES[ids.index(other)]}
            found, total = search.find_customers(tx, sought, 10)
            assert {one for one, _ in found} == expected
            assert total == len(expected)
            assert search.customer_page(tx, grams.person_like(sought), 0, 10) == sorted(expected)

    database.write(look)
