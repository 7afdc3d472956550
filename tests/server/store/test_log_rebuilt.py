"""The state tables hold nothing that the log does not tell: rebuilt from it, they are the same."""

from functools import partial
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desk.contract.agents import AgentState
from desk.contract.calls import CallState
from desk.server.store import agents, calls, loads, log
from desk.server.store.db import Tx
from tests.server.routes.conftest import Floor, written

#: What belongs to one person's desk, secrets, and the log itself.
APART = {
    "answers", "calendar_links", "connector_tokens", "deliveries", "drafts", "executor_messages", "executor_secrets",
    "listen_told", "switch_lines", "switch_secrets", "switch_told",
    "ingested", "log", "migrations", "passwords", "proposals", "reads", "sessions", "sign_in_failures",
    "sqlite_schema",
}  # fmt: skip


def tables(tx: Tx) -> dict[str, list[tuple[Any, ...]]]:
    """Every derived table with its rows."""
    found = tx.all("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'")
    names = {row["name"] for row in found} - APART
    return {name: sorted((tuple(row) for row in tx.all(f"SELECT * FROM {name}")), key=repr) for name in names}


def holds(floor: Floor) -> None:
    """The chain is whole, and a rebuild changes nothing."""

    def compare(tx: Tx) -> None:
        assert log.verify(tx) is None
        before = tables(tx)
        assert {"tickets", "articles", "calls", "call_agents", "callbacks", "timeline"} <= set(before)
        log.rebuild(tx)
        after = tables(tx)
        for name, rows in before.items():
            assert after[name] == rows, name
        standing = tx.all(
            "SELECT queue_id, count(*), sum(owner_id IS NULL AND state IN ('new', 'open')) FROM tickets"
            " WHERE state <> 'closed' GROUP BY queue_id"
        )
        assert loads.in_queues(tx) == {queue_id: (opened, waiting) for queue_id, opened, waiting in standing}

    floor.site.write(compare)


def test_a_busy_day_is_rebuilt(floor: Floor) -> None:
    known, wrong = floor.customer("김민지", "+821023456789"), floor.customer("이하나")
    floor.choose("available")
    call = floor.talk("c1", user=["201", "202"])
    floor.site.post(f"/calls/{call.id}/customer", {"customer_id": wrong})
    due = {"due_at": "2027-01-04T01:00:00Z", "call_id": call.id}
    promised = written(floor.site.post("/callbacks", due))
    floor.site.post(f"/calls/{call.id}/customer", {"customer_id": known})
    floor.hang_up("c1")
    file = floor.site.post("/attachments?name=a.txt", b"words", headers={"Content-Type": "text/plain"}).json()
    ticket = floor.ticket(customer_id=wrong, article={"kind": "note", "body": "x", "attachment_ids": [file["id"]]})
    floor.message(ticket["id"])
    version = floor.site.get(f"/tickets/{ticket['id']}").json()["version"]
    floor.site.patch(f"/tickets/{ticket['id']}", {"customer_id": known, "state": "pending"}, if_match=version)
    floor.site.post(f"/calls/{call.id}/wrap-up", {"code": "late", "ticket_id": ticket["id"]})
    floor.site.post(f"/callbacks/{promised['id']}/done", {"outcome": "ok"})
    floor.ring("c2")
    missed = floor.hang_up("c2", "cancel")
    floor.site.post(f"/calls/{missed.id}/claim")
    floor.site.post("/blocked-numbers", {"number": "114"}, as_="lead")
    floor.site.post("/templates", {"name": "x", "kind": "note", "words": {"ko": "y"}}, as_="lead")
    holds(floor)


SIGNALS = st.lists(
    st.tuples(
        st.sampled_from(["newCall", "answer", "hangup"]),
        st.sampled_from(["a", "b", "c"]),
        st.sampled_from(["201", "202", "999", ""]),
        st.sampled_from(["normalClearing", "cancel", "forwarded", "voicemail"]),
    ),
    max_size=14,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(signals=SIGNALS)
def test_whatever_order_signals_come_in_calls_and_agents_agree(floor: Floor, signals: list[tuple[str, ...]]) -> None:
    run = floor.site.read(lambda tx: tx.head)
    heard = dict[str, set[str]]()
    for event, name, extension, cause in signals:
        call_id = f"{run}-{name}"
        answer = floor.push(event, call_id, user=["201", "202"], answeringNumber=extension, cause=cause)
        assert (answer.status_code, answer.json()) == (200, {})
        heard.setdefault(call_id, set()).add(event)
    for call_id, events in heard.items():
        agrees(floor, call_id, events)
    for status in floor.site.read(agents.everyone):
        busy = status.state in (AgentState.IN_CALL, AgentState.WRAP_UP)
        assert busy == (status.call_id is not None)
        mine = None if status.call_id is None else floor.site.read(partial(calls.call, call_id=status.call_id))
        if mine is not None:
            assert mine.agent_id == status.user_id
            assert (status.state is AgentState.IN_CALL) == (mine.state is CallState.TALKING)
    holds(floor)


def agrees(floor: Floor, call_id: str, events: set[str]) -> None:
    """A call is what its signals say, and the log tells each thing once."""
    call = floor.call(call_id)
    assert (call.state in (CallState.ENDED, CallState.MISSED)) == ("hangup" in events)
    assert (call.ended_at is None) == ("hangup" not in events)
    told = [
        log.kind_of(event.fact) for event in floor.site.read(lambda tx: log.about(tx, "call", call.id, tx.head + 1))
    ]
    assert told.count("call.rang") == 1
    assert told.count("call.ended") == int("hangup" in events)
    # A second one is there only to supply the name that the first lacked.
    assert told.count("call.answered") <= 2
