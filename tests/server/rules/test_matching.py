"""What a query stands for, and the line that shows where it was found."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.queueing.words import folded
from desk.server.rules import matching


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kim", "kim"),
        ("ＫＩＭ", "kim"),
        ("１２", "12"),
        ("٣", "3"),
        (unicodedata.normalize("NFD", "김민지"), "김민지"),
        ("Straße", "strasse"),
    ],
)
def test_what_looks_alike_is_alike(one: str, other: str) -> None:
    assert folded(one) == folded(other)


@pytest.mark.parametrize(
    ("query", "ticket_id", "marked"),
    [("#123", 123, True), ("＃１２", 12, True), ("123", 123, False), ("#0", None, True), ("12a", None, False)],
)
def test_a_ticket_is_named_by_its_number(query: str, ticket_id: int | None, marked: bool) -> None:
    found = matching.sought(query)
    assert (found.ticket_id, found.marked) == (ticket_id, marked)


@pytest.mark.parametrize(
    ("query", "letters", "digits", "domain"),
    [
        ("김민지 010-1234", ("김민지",), ("0101234",), ""),
        ("(02) 123-4567", (), ("021234567",), ""),
        ("minji.kim92@naver.com", ("minji", "kim"), ("92",), "navercom"),
        ("5678 김", ("김",), ("5678",), ""),
    ],
)
def test_a_query_is_taken_apart(query: str, letters: tuple[str, ...], digits: tuple[str, ...], domain: str) -> None:
    found = matching.sought(query)
    assert (found.letters, found.digits, found.domain) == (letters, digits, domain)


LONG = (
    "안녕하세요 고객님. 주문하신 상품의 배송이 지연되어 죄송합니다. " * 3
    + "오늘 퀵서비스로 보내 드립니다. "
    + "감사합니다. " * 30
)


def test_an_excerpt_shows_the_words_with_what_stands_around_them() -> None:
    shown = matching.excerpt(LONG, ["퀵서비스"])
    assert "오늘 퀵서비스로 보내" in shown
    assert shown.startswith("…")
    assert shown.endswith("…")
    assert len(shown) < 130


def test_a_short_text_is_shown_whole_and_on_one_line() -> None:
    assert matching.excerpt(" 첫 줄\n둘째\t줄 ", ["둘째"]) == "첫 줄 둘째 줄"


@given(st.text(max_size=300), st.lists(st.text(max_size=5), max_size=3))
def test_no_text_upsets_an_excerpt(text: str, words: list[str]) -> None:
    shown = matching.excerpt(text, [folded(word) for word in words])
    assert "\n" not in shown
    assert len(shown) <= 114


@given(st.text(max_size=200))
def test_no_query_upsets_the_taking_apart(query: str) -> None:
    found = matching.sought(query)
    assert all(digits.isdecimal() for digits in found.digits)
