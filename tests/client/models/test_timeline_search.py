"""An entry that arrives live passes filter and search just as one that comes by page."""

from datetime import UTC, datetime

import pytest

from desk.client.models.timeline_row import Kind, TimelineRow
from desk.client.models.timeline_search import Criteria, admit, find

AT = datetime(2026, 11, 22, tzinfo=UTC)
ROW = TimelineRow(1, AT, "message", "충전이 끊겨요", "받은 스탠드가 10분 뒤에 꺼집니다. CABLE을 바꿔도요.", "김하늘")


@pytest.mark.parametrize(
    ("text", "query", "hits"),
    [
        ("배송이 늦어요, 배송!", "배송", ((0, 2), (9, 2))),
        ("Cable and CABLE", "cable", ((0, 5), (10, 5))),
        ("a.c abc", "a.c", ((0, 3),)),
        ("오늘 배송", "배송 오늘", ((0, 2), (3, 2))),
        ("무엇이든", "", ()),
        ("무엇이든", "  ", ()),
        ("İstanbul", "stan", ((1, 4),)),
        ("배송비", "배송 배송비", ((0, 3),)),
    ],
)
def test_words_are_found_whatever_their_case(text: str, query: str, hits: tuple[tuple[int, int], ...]) -> None:
    assert find(text, query) == hits


@pytest.mark.parametrize(
    ("kinds", "query", "shown"),
    [
        ((), "", True),
        (("message",), "", True),
        (("call", "note"), "", False),
        ((), "충전이 스탠드", True),
        ((), "스탠드 환불", False),
        ((), "하늘 cable", True),
        (("call",), "스탠드", False),
    ],
)
def test_every_word_must_occur_somewhere_in_the_entry(kinds: tuple[Kind, ...], query: str, shown: bool) -> None:
    assert (admit(ROW, Criteria(frozenset(kinds), query)) is not None) is shown


def test_hits_are_marked_in_title_and_body() -> None:
    row = admit(ROW, Criteria(query="충전이 cable"))
    assert row is not None
    assert (row.title_hits, row.hits) == (((0, 3),), ((21, 5),))


def test_hits_the_server_found_are_kept() -> None:
    told = TimelineRow(2, AT, "call", numbers=("+821023456789",), body="010-2345-6789 문의", hits=((0, 13),))
    row = admit(told, Criteria(query="문의"))
    assert row is not None
    assert row.hits == ((0, 13),)
