"""One customer's stream: pages both ways, filters, search inside, earlier moments, pins."""

import random
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desk.contract.calls import Direction
from desk.contract.customers import RemarkKind
from desk.contract.events import (
    CallAnswered,
    CallMatched,
    CallRang,
    CallWrappedUp,
    CustomerCreated,
    CustomerMerged,
    Fact,
    PromiseMade,
    Refs,
    RemarkAdded,
)
from desk.contract.orders import PromiseKind
from desk.queueing.words import runs
from desk.server.store import log
from desk.server.store.customers import caller_brief
from tests.server.conftest import Site
from tests.server.routes.test_customers import events, make
from tests.server.routes.test_search import open_ticket, write

START = datetime(2026, 11, 2, 9, tzinfo=UTC)
ROOMY = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def page(site: Site, customer_id: int, **params: Any) -> dict[str, Any]:
    """A page of a timeline; ``size`` and cursors by their short names."""
    named = {{"size": "page[size]", "before": "page[before]", "after": "page[after]"}.get(name, name): value
             for name, value in params.items()}  # fmt: skip
    answer = site.get(f"/customers/{customer_id}/timeline", params=named)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def seqs(page: dict[str, Any]) -> list[int]:
    return [entry["event"]["seq"] for entry in page["data"]]


def note(words: str) -> Fact:
    return RemarkAdded(remark_kind=RemarkKind.INFO, text=words)


def promise(what: str) -> Fact:
    return PromiseMade(promise_kind=PromiseKind.DELIVERY, what=what, due_at=START)


def add(site: Site, customer_id: int, *facts: tuple[Fact, int]) -> list[int]:
    """Facts with their minutes after START; returns their seqs."""
    return site.write(
        lambda tx: [
            log.append(tx, fact, Refs(customer_id=customer_id), at=START + timedelta(minutes=minutes)).seq
            for fact, minutes in facts
        ]
    )


def customer(site: Site) -> int:
    """A customer whose record was made at START."""
    return site.write(lambda tx: log.append(tx, CustomerCreated(name="김민지", since=START), at=START).seq)


def older(site: Site, customer_id: int, **params: Any) -> list[int]:
    """The whole timeline, read from its newest page backwards."""
    found = page(site, customer_id, **params)
    everything = seqs(found)
    while found["has_older"]:
        assert found["meta"]["has_more"]
        found = site.get(found["links"]["next"]).json()
        everything = seqs(found) + everything
    assert found["links"]["next"] is None
    return everything


def newer(site: Site, customer_id: int, first: dict[str, Any], **params: Any) -> list[int]:
    """From a page on to the newest entry."""
    found, everything = first, seqs(first)
    while found["has_newer"]:
        found = page(site, customer_id, after=found["after"], **params)
        everything += seqs(found)
    return everything


@ROOMY
@given(minutes=st.lists(st.integers(0, 5), max_size=25), size=st.integers(1, 9), seed=st.integers(0, 9))
def test_reading_either_way_gives_the_whole_stream_in_order_whatever_arrives_meanwhile(
    site: Site, minutes: list[int], size: int, seed: int
) -> None:
    chance, customer_id = random.Random(seed), customer(site)
    other = site.write(lambda tx: log.append(tx, CustomerCreated(name="둘째"), at=START + timedelta(minutes=2)).seq)
    site.write(
        lambda tx: log.append(tx, CustomerMerged(other_id=other, other_name="둘째"), Refs(customer_id=customer_id))
    )
    for minute in minutes:
        add(site, chance.choice([customer_id, other]), (note("메모"), minute))
    whole = seqs(page(site, customer_id, size=100))
    head = site.read(lambda tx: tx.head)

    def arrive() -> None:
        add(site, chance.choice([customer_id, other]), (note("다른 창에서"), chance.randint(0, 5)))

    backwards = page(site, customer_id, size=size)
    read = seqs(backwards)
    while backwards["has_older"]:
        arrive()
        backwards = page(site, customer_id, size=size, before=backwards["before"])
        read = seqs(backwards) + read
    assert [seq for seq in read if seq <= head] == whole
    assert len(set(read)) == len(read)

    first = page(site, customer_id, size=size, around=START.isoformat(), as_of=head)
    arrive()
    assert newer(site, customer_id, first, size=size, as_of=head) == whole
    assert older(site, customer_id, **{"page[size]": size, "as_of": head, "with_total_count": "true"}) == whole


def test_the_newest_page_comes_first_and_says_what_more_there_is(site: Site) -> None:
    customer_id = customer(site)
    made = add(site, customer_id, *((note(f"메모 {place}"), place + 1) for place in range(5)))
    newest = page(site, customer_id, size=2, with_total_count="true")
    assert (seqs(newest), newest["has_older"], newest["has_newer"], newest["meta"]["total"]) == (
        made[3:],
        True,
        False,
        6,
    )
    middle = page(site, customer_id, size=2, before=newest["before"])
    assert (seqs(middle), middle["has_older"], middle["has_newer"]) == (made[1:3], True, True)
    assert seqs(site.get(middle["links"]["prev"]).json()) == made[3:]
    last = page(site, customer_id, size=2, before=middle["before"])
    assert (seqs(last), last["has_older"], last["links"]["next"]) == ([customer_id, made[0]], False, None)


def test_from_the_newest_entry_back_there_is_that_entry_to_go_forward_to(site: Site) -> None:
    customer_id = customer(site)
    made = add(site, customer_id, (note("메모"), 1))
    found = page(site, customer_id, before=page(site, customer_id)["after"])
    assert (seqs(found), found["has_newer"]) == ([customer_id], True)
    forward = page(site, customer_id, after=page(site, customer_id)["before"])
    assert (seqs(forward), forward["has_older"]) == (made, True)


def test_a_new_entry_is_fetched_from_where_reading_stopped(site: Site) -> None:
    customer_id = customer(site)
    end = page(site, customer_id)
    nothing = page(site, customer_id, after=end["after"])
    assert (nothing["data"], nothing["has_older"], nothing["has_newer"], nothing["after"]) == ([], True, False, None)
    arrived = add(site, customer_id, (note("새 메모"), 9))
    assert seqs(page(site, customer_id, after=end["after"])) == arrived


@pytest.mark.parametrize(("minute", "expected"), [(-9, [0, 1, 2, 3]), (3, [1, 2, 3, 4]), (99, [3, 4, 5, 6])])
def test_a_page_around_a_moment_has_both_sides_where_there_are_both(
    site: Site, minute: int, expected: list[int]
) -> None:
    customer_id = customer(site)
    made = [customer_id, *add(site, customer_id, *((note("메모"), place) for place in range(1, 7)))]
    moment = (START + timedelta(minutes=minute)).isoformat()
    found = page(site, customer_id, size=4, around=moment)
    assert seqs(found) == [made[place] for place in expected]
    assert (found["has_older"], found["has_newer"]) == (expected[0] > 0, expected[-1] < 6)


def test_kinds_are_filtered(site: Site) -> None:
    customer_id = customer(site)
    made = add(site, customer_id, (note("메모"), 1), (promise("내일 도착"), 2), (note("메모"), 3))
    assert older(site, customer_id, kinds="note", **{"page[size]": 1}) == [made[0], made[2]]
    assert seqs(page(site, customer_id, kinds="promise,change")) == [customer_id, made[1]]
    assert site.get(f"/customers/{customer_id}/timeline", params={"kinds": "nonsense"}).status_code == 400


WORDS = ["배송 지연 보상", "배송지연보상금", "퀵서비스로 보냄", "주문 20261102-001", "delayed Parcel", ""]


@ROOMY
@given(
    query=st.sampled_from(["배송", "지연 보상", "연", "20261102", "00", "PARCEL", "보상금 배송", "!", "퀵서 보냄"]),
    size=st.integers(1, 4),
)
def test_a_search_inside_finds_what_a_plain_look_at_every_entry_finds(site: Site, query: str, size: int) -> None:
    one, two = customer(site), customer(site)
    site.write(lambda tx: log.append(tx, CustomerMerged(other_id=two, other_name=""), Refs(customer_id=one)))
    facts = [(make_fact(words), place) for place, words in enumerate(WORDS) for make_fact in (note, promise)]
    made = add(site, one, *facts[::2]) + add(site, two, *facts[1::2])
    stranger = customer(site)
    add(site, stranger, *facts)
    texts = dict(zip(made, WORDS * 2, strict=True))
    asked = runs(query)
    expected = {
        seq for seq, text in texts.items()
        if asked and all(any(run in word for word in runs(text)) for run in asked)
    }  # fmt: skip
    found = older(site, one, q=query, **{"page[size]": size})
    assert set(found) == expected
    assert page(site, one, q=query, with_total_count="true")["meta"]["total"] == len(expected)


def test_an_earlier_moment_shows_what_was_known_then(site: Site) -> None:
    customer_id = customer(site)
    early = add(site, customer_id, (note("먼저"), 5))
    known = site.read(lambda tx: tx.one("SELECT seq, recorded_at FROM log ORDER BY seq DESC LIMIT 1"))
    assert known is not None
    late = add(site, customer_id, (note("나중에 기록된 옛일"), 1))
    assert seqs(page(site, customer_id)) == [customer_id, *late, *early]
    assert seqs(page(site, customer_id, as_of=known["seq"])) == [customer_id, *early]
    moment = datetime.fromtimestamp(known["recorded_at"] / 1e6, UTC) + timedelta(microseconds=1)
    assert seqs(page(site, customer_id, as_of_time=moment.isoformat())) == [customer_id, *early]
    assert seqs(page(site, customer_id, as_of_time="2020-01-01T00:00:00Z")) == []
    assert seqs(page(site, customer_id, as_of_time="2120-01-01T00:00:00+09:00")) == [customer_id, *late, *early]


def test_numbers_are_masked_in_the_stream(site: Site) -> None:
    customer_id = make(site, "김민지", "010-1234-5678", email="minji.kim@example.com")["id"]
    rang = CallRang(
        external_id="1", direction=Direction.IN, number="+821012345678", raw_number="01012345678", called="15881234"
    )
    add(site, customer_id, (rang, 1))
    told = str(page(site, customer_id)["data"])
    assert "1234-5678" not in told
    assert "12345678" not in told
    assert "minji" not in told
    assert "010-****-5678" in told


def test_who_opens_a_timeline_without_having_looked_leaves_a_record_once(site: Site) -> None:
    customer_id = customer(site)
    for _ in range(3):
        page(site, customer_id)
    site.get(f"/customers/{customer_id}/timeline", as_="lead")
    site.get(f"/customers/{customer_id}", as_="agent2")
    site.get(f"/customers/{customer_id}/timeline", as_="agent2")
    looks = [event.actor for event in events(site, "customer.viewed")]
    assert looks == ["agent 씨", "lead 씨", "agent2 씨"]


def test_what_is_pinned_is_in_sight_for_everybody(site: Site) -> None:
    customer_id = customer(site)
    first, second = add(site, customer_id, (note("중요"), 1), (note("메모"), 2))
    path = f"/customers/{customer_id}/pins"
    assert [site.post(path, {"seq": first}).status_code for _ in range(2)] == [201, 201]
    assert len(events(site, "timeline.pinned")) == 1
    found = page(site, customer_id, size=1)
    assert [entry["event"]["seq"] for entry in found["pinned"]] == [first]
    assert (seqs(found), found["data"][0]["pinned"]) == ([second], False)
    next_page = page(site, customer_id, size=1, before=found["before"])
    assert (next_page["data"][0]["pinned"], next_page["pinned"]) == (True, [])
    assert page(site, customer_id, as_of=first - 1)["pinned"] == []
    assert [site.delete(f"{path}/{first}").status_code for _ in range(2)] == [200, 200]
    assert page(site, customer_id)["pinned"] == []


def test_only_an_entry_of_this_customers_stream_can_be_pinned(site: Site) -> None:
    one, two = customer(site), customer(site)
    (theirs,) = add(site, two, (note("남의 메모"), 1))
    looked = site.get(f"/customers/{one}") and events(site, "customer.viewed")[-1].seq
    answers = [site.post(f"/customers/{one}/pins", {"seq": seq}) for seq in (theirs, looked, 10**9)]
    assert [answer.status_code for answer in answers] == [404, 404, 404]


def test_a_pin_stays_with_its_record_through_merge_and_undoing(site: Site) -> None:
    one, two = customer(site), customer(site)
    (theirs,) = add(site, two, (note("둘째의 메모"), 1))
    version = site.read(lambda tx: tx.value("SELECT version FROM customers WHERE id = ?", (one,)))
    merge = site.post(f"/customers/{one}/merges", {"customer_id": two}, if_match=version).json()["data"]["merges"][0]
    assert site.post(f"/customers/{one}/pins", {"seq": theirs}).status_code == 201
    assert [entry["event"]["customer_id"] for entry in page(site, one)["pinned"]] == [two]
    site.delete(f"/customers/{one}/merges/{merge['id']}")
    assert page(site, one)["pinned"] == []
    assert [entry["event"]["seq"] for entry in page(site, two)["pinned"]] == [theirs]


@pytest.mark.parametrize("params", [{"page[before]": "AAAA"}, {"page[after]": "MS4yLjM"}, {"page[size]": "101"}])
def test_a_cursor_that_is_none_of_ours_is_refused(site: Site, params: dict[str, str]) -> None:
    assert site.get(f"/customers/{customer(site)}/timeline", params=params).status_code == 400


def test_a_date_at_the_end_of_time_can_be_paged_over(site: Site) -> None:
    customer_id = customer(site)
    (late,) = site.write(
        lambda tx: [
            log.append(tx, note("먼 훗날"), Refs(customer_id=customer_id), at=datetime(9999, 12, 30, tzinfo=UTC)).seq
        ]
    )
    assert older(site, customer_id, **{"page[size]": 1}) == [customer_id, late]


def about_call(site: Site, call_id: int, customer_id: int | None, fact: Fact) -> int:
    """A fact about a call; returns its seq."""
    return site.write(lambda tx: log.append(tx, fact, Refs(call_id=call_id, customer_id=customer_id)).seq)


def test_a_call_that_is_matched_later_moves_here_masked_and_is_a_contact(site: Site) -> None:
    wrong, right = customer(site), customer(site)
    rang = CallRang(external_id="1", direction=Direction.IN, number="+821012345678", raw_number="", called="")
    call = site.write(lambda tx: log.append(tx, rang).seq)
    answered = about_call(site, call, None, CallAnswered(agent_id=None))
    for previous, whose in ((None, wrong), (wrong, right)):
        about_call(site, call, whose, CallMatched(previous_id=previous))
    assert seqs(page(site, wrong)) == [wrong]
    found = page(site, right, kinds="call")
    assert seqs(found) == [call, answered]
    assert {entry["event"]["customer_id"] for entry in found["data"]} == {right}
    assert "010-****-5678" in str(found["data"])
    assert "12345678" not in str(found["data"])
    contacts = [site.read(lambda tx, one=one: caller_brief(tx, one)) for one in (wrong, right)]  # type: ignore[misc]
    assert [brief.last_contact for brief in contacts if brief is not None] == ["", "call:answered"]


def test_a_ticket_that_gets_another_customer_takes_its_words_along(site: Site) -> None:
    wrong, right = customer(site), customer(site)
    ticket = open_ticket(site, "배송 문의", wrong)
    reply = write(site, ticket, "퀵서비스로 보냅니다", wrong)
    assert seqs(page(site, wrong, q="퀵서비스")) == [reply]
    site.post(f"/customers/{wrong}/pins", {"seq": reply})
    version = site.get(f"/tickets/{ticket}").json()["version"]
    for whose in (right, wrong, right):
        moved = site.patch(f"/tickets/{ticket}", {"customer_id": whose}, as_="lead", if_match=version)
        assert moved.status_code == 200, moved.text
        version = moved.json()["data"]["version"]
    assert (seqs(page(site, right, q="퀵서비스")), seqs(page(site, right, q="배송"))) == ([reply], [ticket])
    assert (seqs(page(site, wrong, q="퀵서비스")), page(site, wrong)["pinned"]) == ([], [])
    assert site.get(f"/customers/{wrong}").json()["promises"] == []


def test_before_it_was_moved_an_event_stands_where_it_stood(site: Site) -> None:
    wrong, right = customer(site), customer(site)
    rang = CallRang(external_id="1", direction=Direction.IN, number="+821012345678", raw_number="", called="")
    call = site.write(lambda tx: log.append(tx, rang).seq)
    ticket = open_ticket(site, "배송 문의", wrong)
    reply = write(site, ticket, "퀵서비스로 보냅니다", wrong)
    matched = [
        about_call(site, call, whose, CallMatched(previous_id=before))
        for before, whose in ((None, wrong), (wrong, right), (right, wrong))
    ]
    for whose in (right, wrong, right):
        version = site.get(f"/tickets/{ticket}").json()["version"]
        moved = site.patch(f"/tickets/{ticket}", {"customer_id": whose}, as_="lead", if_match=version)
        matched.append(moved.json()["data"]["version"])

    def at(seq: int) -> tuple[set[int], set[int]]:
        """Which of the three the one and the other timeline hold as of an event, by page and by count."""
        shown = list[set[int]]()
        for whose in (wrong, right):
            entries = page(site, whose, as_of=seq, with_total_count="true")
            assert entries["meta"]["total"] == len(entries["data"])
            assert len(set(seqs(entries))) == len(entries["data"])
            shown.append({call, ticket, reply} & set(seqs(entries)))
        return shown[0], shown[1]

    words = {ticket, reply}
    assert at(reply) == (words, set())
    assert [at(seq) for seq in matched] == [
        ({call} | words, set()),
        (words, {call}),
        ({call} | words, set()),
        ({call}, words),
        ({call} | words, set()),
        ({call}, words),
    ]
    assert seqs(page(site, wrong, as_of=reply, q="퀵서비스")) == [reply]
    assert seqs(page(site, right, as_of=reply, q="퀵서비스")) == []


def test_a_call_wrapped_up_on_somebody_elses_ticket_stays_with_its_caller(site: Site) -> None:
    caller, other = customer(site), customer(site)
    ticket = open_ticket(site, "문의")
    rang = CallRang(external_id="1", direction=Direction.IN, number="", raw_number="", called="")
    call = site.write(lambda tx: log.append(tx, rang, Refs(customer_id=caller)).seq)
    done = CallWrappedUp(code="done", agent_id=None)
    refs = Refs(call_id=call, customer_id=caller, ticket_id=ticket)
    wrapped = site.write(lambda tx: log.append(tx, done, refs).seq)
    version = site.get(f"/tickets/{ticket}").json()["version"]
    for whose in (caller, other):
        moved = site.patch(f"/tickets/{ticket}", {"customer_id": whose}, as_="lead", if_match=version)
        assert moved.status_code == 200, moved.text
        version = moved.json()["data"]["version"]
    assert seqs(page(site, caller, kinds="call")) == [call, wrapped]
    assert ticket in seqs(page(site, other))
