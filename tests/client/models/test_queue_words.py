"""Clocks and assignments in plain words."""

from datetime import UTC, datetime, timedelta
from functools import partial

import pytest

from desk.client.models.queue_words import QueueWords, urgency
from desk.client.models.ticket_lines import Head, Lines, More, difference
from desk.client.widgets.language import language
from desk.contract.service import AssignmentCode
from desk.contract.views import GroupCount

NOW = datetime(2027, 3, 2, 3, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("minutes", "missed", "ko", "en", "how"),
    [
        (23, False, "23분 남음", "23 min left", "near"),
        (-70, True, "1시간 10분 초과", "1 h 10 min over", "missed"),
        (60 * 27, False, "1일 3시간 남음", "1 d 3 h left", "ahead"),
        (120, False, "2시간 남음", "2 h left", "ahead"),
        (0.5, False, "1분 미만 남음", "under 1 min left", "near"),
        (30, True, "30분 남음", "30 min left", "missed"),
    ],
)
def test_a_clock_says_what_is_left_or_how_late_it_is(
    qapp: object, minutes: float, missed: bool, ko: str, en: str, how: str
) -> None:
    words, due = QueueWords(), NOW + timedelta(minutes=minutes)
    for said, speak in ((ko, partial(language().apply, "ko")), (en, partial(language().apply, "en"))):
        speak()
        assert words.due(due, NOW, missed=missed) == said
    assert urgency(due, NOW, missed=missed) == how


def test_an_assignment_is_a_sentence_that_says_whether_a_rule_chose(qapp: object) -> None:
    words = QueueWords()
    language().apply("ko")
    said = words.given(AssignmentCode.KNOWS_CUSTOMER, "김민지")
    assert said == "규칙에 따라 김민지에게 배정: 이 고객을 도운 적 있음"
    assert words.given(AssignmentCode.GIVEN, "김민지", by="박지은") == "김민지에게 배정: 박지은 지정"
    assert words.given(AssignmentCode.TAKEN_BACK, "") == "대기열로 돌아감: 제때 시작하지 않아 회수"
    language().apply("en")


def test_every_reason_has_words_in_both_languages(qapp: object) -> None:
    words = QueueWords()
    for code in ("ko", "en"):
        language().apply(code)
        assert all(words.code(one, by="x") for one in AssignmentCode)


def test_of_groups_the_first_is_open_and_the_rest_is_a_line_each() -> None:
    lines = Lines()
    lines.begin([GroupCount(value="1", count=2), GroupCount(value="2", count=5)], set(), 7)
    assert [type(one) for one in lines.shown()] == [Head, More, Head]
    lines.blocks[1].folded = False
    assert [type(one) for one in lines.shown()] == [Head, More, Head, More]


def test_what_stays_keeps_its_place_when_lines_come_and_go() -> None:
    lines = Lines()
    lines.begin([GroupCount(value=str(one), count=1) for one in range(4)], set("0123"), 4)
    before = lines.shown()
    lines.blocks[1].folded = True
    assert difference(before, lines.shown()) == (3, 1, 0)
