"""What a board keeps: the answer from further on counts, whatever was lost, doubled or late."""

from datetime import UTC, datetime

import pytest

from desk.client.models.board_book import BoardBook
from desk.contract.board import Card, Cards
from desk.contract.customers import Tier
from desk.contract.events import (
    ArticleAdded,
    ClocksRanOut,
    ClocksReckoned,
    CustomerChanged,
    DuesMoved,
    Event,
    Fact,
    TicketOpened,
)
from desk.contract.service import Priority
from desk.contract.tickets import ArticleKind, TicketState

AT = datetime(2026, 11, 23, 9, tzinfo=UTC)


def card(
    number: int, title: str = "늦은 소포", state: TicketState = TicketState.OPEN, customer_id: int | None = None
) -> Card:
    return Card(
        number, 1, title, state, 1, None, customer_id, "", Priority.NORMAL, (), 0, 0, None, None, False, None, 1.0
    )


def answer(at: int, *cards: Card, more: bool = False) -> Cards:
    return Cards(cards=list(cards), more=more, total=len(cards), synced_to=at)


def event(seq: int, ticket_id: int | None, fact: Fact | None = None, customer_id: int | None = None) -> Event:
    told = fact or ArticleAdded(article_kind=ArticleKind.NOTE, body="")
    return Event(
        seq=seq, at=AT, recorded_at=AT, actor_id=None, actor="", customer_id=customer_id, ticket_id=ticket_id,
        call_id=None, order_id=None, fact=told,
    )  # fmt: skip


def read(*pages: Cards) -> BoardBook:
    book = BoardBook()
    book.begin()
    for page in pages:
        book.take_page(page)
    return book


def test_what_was_heard_of_is_asked_for_until_an_answer_is_as_new() -> None:
    book = read(answer(10, card(1)))
    book.heed(event(11, 1))
    book.heed(event(9, 1))
    assert book.wanted() == [1]
    book.take(answer(10, card(1)), [1])
    assert book.wanted() == [1]
    book.take(answer(11, card(1, "새 제목")), [1])
    assert (book.wanted(), book.cards[1].title) == ([], "새 제목")


def test_an_older_answer_that_comes_late_changes_nothing() -> None:
    book = read(answer(10, card(1), card(2)))
    book.take(answer(20, card(1, "neu"), card(2, state=TicketState.CLOSED)), [1, 2])
    changes = book.take(answer(15, card(1, "old"), card(2)), [1, 2])
    assert (changes.cards, changes.gone) == ([], [])
    assert {number: one.title for number, one in book.cards.items()} == {1: "neu"}


def test_reading_the_whole_again_drops_what_is_closed_and_keeps_what_came_meanwhile() -> None:
    book = read(answer(10, card(1), card(2), card(9)))
    book.gap()
    assert book.to_read
    book.begin()
    changes, after = book.take_page(answer(20, card(1), more=True))
    assert (after, changes.gone) == (1, [])
    book.take(answer(22, card(9, "changed since")), [9])
    changes, after = book.take_page(answer(23, card(3)))
    assert (after, changes.gone, sorted(book.cards)) == (None, [2], [1, 3, 9])
    assert not book.to_read


def test_a_new_ticket_is_asked_for_and_one_that_does_not_exist_is_forgotten() -> None:
    book = read(answer(10))
    book.heed(event(11, None, TicketOpened(title="x", queue_id=1)))
    assert book.wanted() == [11]
    book.take(answer(12), [11])
    assert (book.wanted(), book.cards) == ([], {})


@pytest.mark.parametrize(
    "fact",
    [
        ClocksRanOut(ticket_ids=(1, 3)),
        DuesMoved(ticket_ids=(1, 3)),
        ClocksReckoned(change_id=9, ticket_ids=(1, 3), last=True),
    ],
)
def test_what_is_late_or_due_at_another_time_is_asked_for(fact: Fact) -> None:
    book = read(answer(10, card(1), card(2), card(3)))
    book.heed(event(11, None, fact))
    assert book.wanted() == [1, 3]


def test_a_customers_new_name_is_asked_for_on_all_of_their_cards() -> None:
    book = read(answer(10, card(1, customer_id=7), card(2, customer_id=8)))
    fact = CustomerChanged(name="이서윤", tier=Tier.BASIC, email="", address="", fields=("name",))
    book.heed(event(11, None, fact, customer_id=7))
    assert book.wanted() == [1]
