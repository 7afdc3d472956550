"""What somebody types is found in what stands on screen, Korean included."""

import pytest

from desk.client.models.matching import initials, marks, score, settled


@pytest.mark.parametrize(
    ("query", "text", "found"),
    [
        ("배송", "배송이 늦은 배송", [(0, 2), (7, 9)]),
        ("배송 지연", "지연된 배송", [(0, 2), (4, 6)]),
        ("ㅂㅅ", "배송 조회", [(0, 2)]),
        ("ㅂㅅ", "ㅂㅅ 그대로", [(0, 2)]),
        ("0101234", "010-1234-5678", [(0, 8)]),
        ("1234", "주문 2026-1119, 010-1234", [(18, 22)]),
        ("KIM", "Kim Minji", [(0, 3)]),
        ("a.b", "axb", []),
        ("(", "(주)하늘", [(0, 1)]),
        ("", "배송", []),
        ("김민 민지", "김민지", [(0, 3)]),
    ],
)
def test_words_are_marked_where_they_stand(query: str, text: str, found: list[tuple[int, int]]) -> None:
    assert marks(query, text) == found


@pytest.mark.parametrize(
    ("typed", "looked_for"),
    [("배송ㅈ", "배송"), ("배송 ㅈ", "배송"), ("ㅂㅅ", "ㅂㅅ"), ("ㅂ", "ㅂ"), (" 김 ", "김"), ("abcㅁㄴ", "abc")],
)
def test_a_syllable_that_has_only_begun_is_not_looked_for(typed: str, looked_for: str) -> None:
    assert settled(typed) == looked_for


def test_initials_are_as_long_as_the_text() -> None:
    assert initials("배송 A1 지연") == "ㅂㅅ A1 ㅈㅇ"


def test_the_start_of_a_text_beats_its_middle_and_a_missing_word_finds_nothing() -> None:
    assert score("휴식", "휴식으로 전환") > score("휴식", "지금 휴식") > score("식", "휴식으로") > 0
    assert score("휴식 통화", "휴식으로 전환") == 0
