"""The index of grams, held against plain looking for one text in another."""

import sqlite3
import unicodedata
from collections.abc import Iterator

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from desk.queueing.words import runs
from desk.server.rules import matching, numbers
from desk.server.store import grams
from desk.server.store.migrate import STEPS

KOREAN = "가나배송지연김민"
texts = st.text(alphabet=KOREAN + "abAＢß0123４٣ -.,/#'\"()*\n\0\ue000\ue001", max_size=24)
anything = st.text(max_size=40)


@pytest.fixture(scope="module")
def index() -> Iterator[sqlite3.Connection]:
    """One index as the schema makes it."""
    db = sqlite3.connect(":memory:", isolation_level=None)
    schema = (STEPS / "0001_first.sql").read_text(encoding="utf-8")
    db.execute(next(line for line in schema.splitlines() if "TABLE words" in line))
    yield db
    db.close()


def finds(index: sqlite3.Connection, row: str, expression: str) -> bool:
    """Whether an expression finds a row; leaves the index empty."""
    index.execute("INSERT INTO words (rowid, grams) VALUES (1, ?)", (row,))
    found = index.execute("SELECT rowid FROM words WHERE words MATCH ?", (expression,)).fetchall()
    index.execute("INSERT INTO words (words, rowid, grams) VALUES ('delete', 1, ?)", (row,))
    assert index.execute("SELECT count(*) FROM words WHERE words MATCH ?", (expression,)).fetchone() == (0,)
    return found == [(1,)]


@given(text=texts, query=texts)
@example(text="배송지연", query="송지")
@example(text="배송 지연", query="송지")
@example(text="배송", query="송")
@example(text="1234567", query="345")
@example(text="12-34", query="1234")
@example(text="ab12", query="b1")
@example(text=unicodedata.normalize("NFD", "배송"), query="배송")
def test_a_text_is_found_exactly_when_every_run_of_the_query_stands_in_it(
    index: sqlite3.Connection, text: str, query: str
) -> None:
    asked, there = runs(query), runs(text)
    expected = bool(asked) and all(any(run in word for word in there) for run in asked)
    assert finds(index, grams.document(texts=[text]), grams.text_like(asked)) == expected


@given(text=texts, start=st.integers(0, 20), length=st.integers(1, 9))
def test_any_part_of_a_word_finds_it(index: sqlite3.Connection, text: str, start: int, length: int) -> None:
    for word in runs(text):
        if part := word[start : start + length]:
            assert finds(index, grams.document(texts=[text]), grams.text_like([part]))


@given(whole=texts, query=texts)
@example(whole="김민지", query="김민")
@example(whole="김민", query="김민")
@example(whole="김", query="김")
def test_a_name_knows_its_beginning_and_its_end(index: sqlite3.Connection, whole: str, query: str) -> None:
    name, asked = matching.squeezed(whole), matching.squeezed(query)
    row = grams.document(wholes=[whole])
    if asked and not any(letter.isdecimal() for letter in asked + name):
        assert finds(index, row, grams.name_is(query)) == (name == asked)
        assert finds(index, row, grams.name_begins(query)) == name.startswith(asked)


@given(st.lists(anything, max_size=4), anything)
@example(['" OR 1', "a*", "NEAR(a b)", "{x}:y", "^김", "김 AND", "-김"], "AND OR NOT NEAR ( ) * ^ : - \" '")
def test_no_query_upsets_the_search(index: sqlite3.Connection, said: list[str], query: str) -> None:
    sought = matching.sought(query)
    row = grams.person(said, said, said)
    for expression in (
        grams.person_like(sought),
        grams.text_like(sought.words),
        grams.name_is(query),
        grams.name_begins(query),
        grams.every([grams.filtered("c1"), grams.text_like(sought.words)]),
    ):
        finds(index, row, expression)


PERSON = grams.person(["김민지", "Kim Min-ji"], ["01012345678", "021234567"], ["minji.kim92@naver.com"])


@pytest.mark.parametrize(
    "query",
    ["김", "민지", "김민지", "김 민지", "KIM", "min-ji", "kimmin", "minji.kim", "minji.kim92@naver.com", "minji@nav",
     "@naver.com", "92@naver.com", "123", "2345", "5678", "010-1234", "010 1234 5678", "+82 10 1234",
     "+82 (0)10-1234-5678", "0082 10 1234 5678", "821012345678", "82101", "02-123", "02 123 4567", "김민지 5678",
     "5678 민지", "１２３４"],
)  # fmt: skip
def test_a_person_is_found_by_any_part_of_name_number_or_mail(index: sqlite3.Connection, query: str) -> None:
    assert finds(index, PERSON, grams.person_like(matching.sought(query)))


@pytest.mark.parametrize(
    "query",
    ["김지", "지김", "5679", "8210", "7802", "010-5678", "민지 5679", "minji@daum.net", "12", "", "!?"],
)
def test_a_person_is_not_found_by_what_is_not_there(index: sqlite3.Connection, query: str) -> None:
    assert not finds(index, PERSON, grams.person_like(matching.sought(query)))


@given(st.from_regex(r"0(10|2|31|70)[2-9][0-9]{7}", fullmatch=True), st.integers(0, 10), st.integers(3, 11))
def test_any_three_digits_of_a_number_find_it_in_either_notation(
    index: sqlite3.Connection, written: str, start: int, length: int
) -> None:
    number = numbers.e164(written)
    assert number is not None
    row = grams.person([], [numbers.national_digits(number)], [])
    for digits in (written[start : start + length], number[1 : 4 + length]):
        if len(digits) >= 3 and not (digits.startswith("82") and len(digits) < matching.INTERNATIONAL):
            assert finds(index, row, grams.person_like(matching.sought(digits))), digits
