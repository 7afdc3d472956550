"""Two tickets that were merged by mistake are two again, as if nothing had been."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from desk.contract.board import Card
from desk.contract.service import ServiceTargets
from desk.server.store import cards, loads, log
from desk.server.store.db import Tx
from tests.server.routes.conftest import Floor, written
from tests.server.routes.test_ticket_merges import bodies, fresh, merge, shown
from tests.server.store.test_log_rebuilt import tables

#: What a merge that was undone leaves behind on a ticket.
TRACES = ("version", "changed_at")


def unmerge(floor: Floor, ticket: dict[str, Any], as_: str = "agent") -> httpx.Response:
    return floor.site.post(f"/tickets/{ticket['id']}/unmerge", as_=as_, if_match=fresh(floor, ticket)["version"])


def apart(floor: Floor, *tickets: dict[str, Any]) -> list[dict[str, Any]]:
    """The tickets as they are, but for the traces."""
    return [{key: value for key, value in fresh(floor, one).items() if key not in TRACES} for one in tickets]


def clocks(floor: Floor, *tickets: dict[str, Any]) -> list[Any]:
    found = [floor.site.get(f"/tickets/{one['id']}/clocks").json() for one in tickets]
    return [{key: value for key, value in clock.items() if key != "elapsed"} for some in found for clock in some]


def carried(floor: Floor) -> tuple[Any, ...]:
    """What people have in hand, what stands in queues, and the cards of a board."""

    def work(tx: Tx) -> tuple[Any, ...]:
        agents = [floor.site.user_id(login) for login in ("agent", "agent2")]
        some: list[Card] = cards.everyone(tx)
        return loads.in_hand(tx, agents), loads.in_queues(tx), sorted(card.id for card in some)

    return floor.site.read(work)


def test_both_tickets_are_as_they_were(floor: Floor) -> None:
    floor.promise(ServiceTargets(first_answer=60, next_answer=30, resolution=480))
    customer, agent2 = floor.customer(), floor.site.user_id("agent2")
    headers = {"Content-Type": "text/plain"}
    file = floor.site.post("/attachments?name=a.txt", b"words", headers=headers).json()
    note = {"kind": "note", "body": "먼저", "attachment_ids": [file["id"]]}
    goes = floor.ticket(customer_id=customer, owner_id=agent2, tags=["환불"], article=note)
    stays = floor.ticket(customer_id=customer, article={"kind": "reply", "body": "나중"})
    floor.message(stays["id"])
    aside = {"state": "pending", "pending_until": "2030-01-01T00:00:00Z"}
    goes = written(floor.site.patch(f"/tickets/{goes['id']}", aside, if_match=fresh(floor, goes)["version"]))
    before = apart(floor, goes, stays), clocks(floor, goes, stays), carried(floor)
    written(merge(floor, goes, fresh(floor, stays)))
    assert apart(floor, goes, stays) != before[0]
    answer = written(unmerge(floor, goes))
    assert answer["id"] == goes["id"]
    assert (apart(floor, goes, stays), clocks(floor, goes, stays), carried(floor)) == before
    assert (bodies(floor, goes), bodies(floor, stays)) == (["먼저"], ["나중", "아직 안 왔어요"])
    sql = "SELECT ticket_id FROM attachments WHERE id = ?"
    assert floor.site.read(lambda tx: tx.value(sql, (file["id"],))) == goes["id"]
    written(floor.site.post(f"/tickets/{goes['id']}/take", if_match=answer["version"]))


def test_both_say_so_to_whoever_looks_at_them_and_the_log_rebuilds_to_the_same(floor: Floor) -> None:
    customer = floor.customer()
    goes, stays = floor.ticket(customer_id=customer), floor.ticket(customer_id=customer)
    written(merge(floor, goes, stays))
    before = floor.site.read(lambda tx: tx.head)
    written(unmerge(floor, goes))
    told = floor.site.read(lambda tx: [(one.ticket_id, log.kind_of(one.fact)) for one in log.after(tx, before, 9)])
    assert told == [(goes["id"], "ticket.unmerged"), (stays["id"], "ticket.changed")]
    tables_before = floor.site.read(tables)
    floor.site.write(log.rebuild)
    assert floor.site.read(tables) == tables_before


@pytest.mark.parametrize("nobodys", ["goes", "stays"])
def test_a_ticket_of_nobody_is_nobodys_again(floor: Floor, nobodys: str) -> None:
    customer = floor.customer()
    made = {
        name: floor.ticket(article={"kind": "note", "body": name}, customer_id=None if name == nobodys else customer)
        for name in ("goes", "stays")
    }
    note = fresh(floor, made[nobodys])["last_article_id"]
    written(merge(floor, made["goes"], made["stays"]))
    assert note in shown(floor, customer)
    written(unmerge(floor, made["goes"]))
    known = "stays" if nobodys == "goes" else "goes"
    assert (fresh(floor, made[nobodys])["customer_id"], fresh(floor, made[known])["customer_id"]) == (None, customer)
    assert not {made[nobodys]["id"], note} & shown(floor, customer)
    assert {made[known]["id"], fresh(floor, made[known])["last_article_id"]} <= shown(floor, customer)


def test_what_was_merged_into_it_before_stays_with_it(floor: Floor) -> None:
    first, second, third = (floor.ticket(article={"kind": "note", "body": body}) for body in "가나다")
    written(merge(floor, first, second))
    written(merge(floor, fresh(floor, second), third))
    written(unmerge(floor, second))
    assert (bodies(floor, second), bodies(floor, third)) == (["가", "나"], ["다"])
    assert fresh(floor, first)["merged_into"] == second["id"]
    assert unmerge(floor, first).json()["code"] == "merged_for_good"


def test_a_lead_or_whoever_merged_them_may_undo_it_and_nobody_else(floor: Floor) -> None:
    goes, stays = floor.ticket(), floor.ticket()
    written(merge(floor, goes, stays))
    for login in ("agent2", "delivery"):
        assert unmerge(floor, goes, as_=login).json()["code"] == "forbidden"
    written(unmerge(floor, goes, as_="lead"))


@pytest.mark.parametrize(
    ("since", "code"),
    [
        ("article", "merged_for_good"), ("message", "merged_for_good"), ("closed", "merged_for_good"),
        ("merged", "merged_for_good"), ("taken", ""), ("urgent", ""), ("moved", "merged_for_good"),
    ],
)  # fmt: skip
def test_it_can_be_undone_until_somebody_goes_on_with_it(floor: Floor, since: str, code: str) -> None:
    goes, stays = floor.ticket(), floor.ticket()
    now = written(merge(floor, goes, stays))
    path = f"/tickets/{stays['id']}"
    codes: list[dict[str, Any]] = [{"code": "late", "names": {}}]
    refunds = {"name": "환불", "wrap_up_codes": codes, "default_code": "late", "wrap_up_seconds": 60}
    other = written(floor.site.post("/queues", refunds, as_="admin"))
    deeds: dict[str, Callable[[], object]] = {
        "article": lambda: floor.article(stays["id"], "note", as_="agent2"),
        "message": lambda: floor.message(stays["id"]),
        "closed": lambda: floor.site.patch(path, {"state": "closed"}, as_="agent2", if_match=now["version"]),
        "merged": lambda: merge(floor, now, floor.ticket()),
        "taken": lambda: floor.site.post(f"{path}/take", as_="agent2", if_match=now["version"]),
        "urgent": lambda: floor.site.patch(path, {"priority": "urgent"}, as_="agent2", if_match=now["version"]),
        "moved": lambda: floor.site.patch(path, {"queue_id": other["id"]}, as_="agent2", if_match=now["version"]),
    }
    deeds[since]()
    before = fresh(floor, stays)
    answer = unmerge(floor, goes)
    assert answer.json().get("code", "") == code
    if code:
        assert fresh(floor, stays) == before
        assert answer.json()["unseen"]
    else:
        assert (fresh(floor, stays)["owner_id"], fresh(floor, stays)["priority"]) == (
            before["owner_id"], before["priority"],
        )  # fmt: skip
        assert fresh(floor, goes)["state"] == "new"


def test_only_once_and_only_what_is_merged(floor: Floor) -> None:
    goes, stays = floor.ticket(), floor.ticket()
    assert floor.site.post(f"/tickets/{goes['id']}/unmerge").status_code == 428
    assert unmerge(floor, goes).json()["code"] == "conflict"
    written(merge(floor, goes, stays))
    stale = floor.site.post(f"/tickets/{goes['id']}/unmerge", if_match=goes["version"])
    assert stale.json()["code"] == "stale"
    version = fresh(floor, goes)["version"]
    path = f"/tickets/{goes['id']}/unmerge"
    first, again = (floor.site.post(path, if_match=version, key="u1") for _ in range(2))
    assert (first.status_code, first.content) == (200, again.content)
    assert unmerge(floor, goes).json()["code"] == "conflict"
    written(merge(floor, fresh(floor, goes), fresh(floor, stays)))


def test_a_merge_from_before_it_could_be_undone_stands(floor: Floor) -> None:
    goes, stays = floor.ticket(), floor.ticket()
    written(merge(floor, goes, stays))
    floor.site.write(lambda tx: tx.run("DELETE FROM ticket_merges"))
    assert unmerge(floor, goes, as_="lead").json()["code"] == "merged_for_good"
