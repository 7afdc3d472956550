"""Articles: written once, never blindly."""

import pytest

from tests.server.routes.conftest import Floor, written


def test_a_reply_on_an_untouched_ticket_needs_nothing_seen_and_opens_it(floor: Floor) -> None:
    ticket = floor.ticket()
    reply = written(floor.article(ticket["id"], "reply"))
    after = floor.site.get(f"/tickets/{ticket['id']}").json()
    assert (reply["kind"], reply["author_id"]) == ("reply", floor.site.user_id("agent"))
    assert (after["state"], after["article_count"], after["last_article_id"]) == ("open", 1, reply["id"])


@pytest.mark.parametrize("kind", ["note", "call_note"])
def test_notes_do_not_open_a_ticket(floor: Floor, kind: str) -> None:
    ticket = floor.ticket()
    written(floor.article(ticket["id"], kind))
    assert floor.site.get(f"/tickets/{ticket['id']}").json()["state"] == "new"


def test_a_second_reply_does_not_reopen_what_was_closed(floor: Floor) -> None:
    ticket = floor.ticket()
    reply = written(floor.article(ticket["id"], "reply"))
    version = floor.site.get(f"/tickets/{ticket['id']}").json()["version"]
    floor.site.patch(f"/tickets/{ticket['id']}", {"state": "closed"}, if_match=version)
    written(floor.article(ticket["id"], "reply", seen_article_id=reply["id"]))
    assert floor.site.get(f"/tickets/{ticket['id']}").json()["state"] == "closed"


def test_nobody_answers_a_message_without_having_seen_it(floor: Floor) -> None:
    ticket = floor.ticket()
    first = floor.message(ticket["id"])
    missing = floor.article(ticket["id"], "reply")
    assert (missing.status_code, missing.json()["code"]) == (428, "precondition_required")
    note = written(floor.article(ticket["id"], "note", as_="agent2"))
    second = floor.message(ticket["id"], "언제 오나요")
    stale = floor.article(ticket["id"], "reply", seen_article_id=first)
    assert (stale.status_code, stale.json()["code"]) == (412, "stale")
    assert stale.json()["unseen"] == [note["id"], second]
    assert floor.site.get(f"/tickets/{ticket['id']}").json()["last_article_id"] == second
    written(floor.article(ticket["id"], "reply", seen_article_id=second))


def test_a_colleagues_reply_must_have_been_seen_too(floor: Floor) -> None:
    ticket = floor.ticket()
    message = floor.message(ticket["id"])
    reply = written(floor.article(ticket["id"], "reply", as_="agent2", seen_article_id=message))
    blind = floor.article(ticket["id"], "reply", seen_article_id=message)
    assert (blind.status_code, blind.json()["unseen"]) == (412, [reply["id"]])


def test_a_note_since_then_does_not_hold_a_reply_up(floor: Floor) -> None:
    ticket = floor.ticket()
    message = floor.message(ticket["id"])
    written(floor.article(ticket["id"], "note", as_="agent2"))
    written(floor.article(ticket["id"], "reply", seen_article_id=message))


@pytest.mark.parametrize("kind", ["note", "call_note"])
def test_notes_are_never_refused_for_what_was_not_seen(floor: Floor, kind: str) -> None:
    ticket = floor.ticket()
    floor.message(ticket["id"])
    written(floor.article(ticket["id"], kind))


def test_what_was_seen_must_be_on_this_ticket(floor: Floor) -> None:
    one, other = floor.ticket(), floor.ticket()
    floor.message(one["id"])
    elsewhere = floor.message(other["id"])
    for seen in (elsewhere, 999_999):
        answer = floor.article(one["id"], "reply", seen_article_id=seen)
        assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/seen_article_id")


def test_a_repeated_reply_is_sent_once_and_answered_word_for_word(floor: Floor) -> None:
    ticket = floor.ticket()
    body = {"kind": "reply", "body": "내일 도착합니다"}
    address = f"/tickets/{ticket['id']}/articles"
    first = floor.site.post(address, body, key="k-1")
    again = floor.site.post(address, body, key="k-1")
    assert (again.status_code, again.content) == (201, first.content)
    assert again.headers["x-idempotency-lookup"] == "hit"
    assert floor.site.get(f"/tickets/{ticket['id']}").json()["article_count"] == 1
    other = floor.site.post(address, body | {"body": "아니요"}, key="k-1")
    assert (other.status_code, other.json()["code"]) == (422, "idempotency_key_reused")


def test_a_message_of_the_customer_cannot_be_made_up(floor: Floor) -> None:
    answer = floor.article(floor.ticket()["id"], "message")
    assert (answer.status_code, answer.json()["code"]) == (400, "invalid_field")


@pytest.mark.parametrize("login", ["delivery", "delight", "lead", "admin"])
def test_whoever_picked_up_may_write(floor: Floor, login: str) -> None:
    written(floor.article(floor.ticket()["id"], "note", as_=login))


@pytest.mark.parametrize(
    "body", ["<script>alert(1)</script>", "\u202eonly", "a\u200db 👩‍👩‍👧", "줄\n바꿈\t탭", "x" * 20_000]
)
def test_words_come_back_as_they_were_written(floor: Floor, body: str) -> None:
    ticket = floor.ticket()
    assert written(floor.article(ticket["id"], "note", body))["body"] == body
    (article,) = floor.site.get(f"/tickets/{ticket['id']}/articles").json()["data"]
    assert article["body"] == body


def test_articles_are_listed_oldest_first_in_pages(floor: Floor) -> None:
    ticket = floor.ticket()
    ids = [written(floor.article(ticket["id"], "note", str(number)))["id"] for number in range(5)]
    found, address = list[int](), f"/tickets/{ticket['id']}/articles?page[size]=2"
    while address:
        page = floor.site.get(address).json()
        assert page["meta"]["total"] == 5
        found += [article["id"] for article in page["data"]]
        address = page["links"]["next"]
    assert found == ids


def test_a_ticket_that_is_not_there_has_no_articles(floor: Floor) -> None:
    assert floor.site.get("/tickets/999999/articles").status_code == 404
    assert floor.article(999_999, "note").status_code == 404


def test_a_call_note_says_which_call_it_is_about(floor: Floor) -> None:
    call = floor.ring()
    article = written(floor.article(floor.ticket()["id"], "call_note", call_id=call.id))
    assert article["call_id"] == call.id
