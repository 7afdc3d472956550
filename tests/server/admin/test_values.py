"""Times, money and words are read as the mapping says, or refused by their column."""

from datetime import UTC, datetime
from typing import Any

import pytest

from desk.server.admin import import_words as words
from desk.server.admin.mapping import Given, Money, Spec, Times
from desk.server.admin.reading import BadRow
from desk.server.admin.values import Reader, at_path, plain
from desk.server.admin.words import Failure, Text

Row = dict[str, Any]
SEOUL = Times(formats=["%Y-%m-%d %H:%M", "%Y/%m/%d", "iso"])
WON = Money()


def look(row: Any, path: str) -> str:
    return plain(at_path(row, path))


def read(name: str, given: Given, row: Row, times: Times = SEOUL, money: Money = WON) -> object:
    return Reader("orders", name, given, times, money, look)(row)


@pytest.mark.parametrize(
    ("given", "text", "at"),
    [
        ("t", "2026-11-03 18:30", datetime(2026, 11, 3, 9, 30, tzinfo=UTC)),
        ("t", "2026/11/03", datetime(2026, 11, 2, 15, tzinfo=UTC)),
        ("t", "2026-11-03T18:30:00Z", datetime(2026, 11, 3, 18, 30, tzinfo=UTC)),
        ("t", "2026-11-03T18:30:00-03:00", datetime(2026, 11, 3, 21, 30, tzinfo=UTC)),
        (Spec(column="t", end_of_day=True), "2026/11/03", datetime(2026, 11, 3, 14, 59, 59, 999999, UTC)),
        (Spec(column="t", end_of_day=True), "2026-11-03 18:30", datetime(2026, 11, 3, 14, 59, 59, 999999, UTC)),
        (Spec(column="t", zone="America/Sao_Paulo"), "2026/11/03", datetime(2026, 11, 3, 3, tzinfo=UTC)),
        (Spec(column="t", format="epoch"), "1793700000", datetime(2026, 11, 3, 10, tzinfo=UTC)),
        (Spec(column="t", format="%d.%m.%Y"), "03.11.2026", datetime(2026, 11, 2, 15, tzinfo=UTC)),
    ],
)
def test_a_time_is_read_in_its_format_and_zone(given: Given, text: str, at: datetime) -> None:
    assert read("placed_at", given, {"t": text}) == at


@pytest.mark.parametrize("text", ["어제", "2026-13-01 00:00", "0001-01-01T00:00:00+09:00", "2026-11-03 25:00", "nan"])
def test_what_is_no_time_is_told_with_its_column_and_value(text: str) -> None:
    for form in ("", "epoch"):
        given = Spec(column="t", format=form) if form else Spec(column="t")
        with pytest.raises(BadRow) as failed:
            read("placed_at", given, {"t": text})
        flaw = failed.value.flaw
        assert (flaw.text, flaw.column, flaw.value) == (words.NO_TIME, "t", text)


@pytest.mark.parametrize(
    ("text", "factor", "rounding", "won"),
    [
        ("12,300원", "1", "half_up", 12300),
        ("₩ 9 900", "1", "half_up", 9900),
        ("39.95", "260", "half_up", 10387),
        ("0.5", 1, "half_up", 1),
        ("0.5", 1, "half_even", 0),
        ("1.999", 1.0, "down", 1),
        ("1.001", "1", "up", 2),
        ("-5", "1", "half_up", -5),
    ],
)
def test_money_becomes_whole_won(text: str, factor: Any, rounding: Any, won: int) -> None:
    assert read("price", "p", {"p": text}, money=Money(factor=factor, rounding=rounding)) == won


@pytest.mark.parametrize("text", ["열두 원", "NaN", "Infinity", "1e99", "12.3.4"])
def test_what_is_no_amount_is_told(text: str) -> None:
    with pytest.raises(BadRow) as failed:
        read("price", "p", {"p": text})
    assert failed.value.flaw.text is words.NO_MONEY


def test_amounts_are_added_before_they_are_rounded() -> None:
    given = Spec(sum=["p", "f"])
    assert read("price", given, {"p": "0.3", "f": "0.3"}) == 1
    assert read("price", given, {"p": "5", "f": ""}) == 5


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("quantity", "3", 3),
        ("quantity", "3.0", 3),
        ("quantity", "1,200", 1200),
        ("closed", "예", True),
        ("closed", "N", False),
        ("verified", "1", True),
        ("name", " 김민지 ", "김민지"),
        ("name", "", None),
    ],
)
def test_counts_flags_and_words_are_read(name: str, text: str, value: object) -> None:
    assert read(name, "x", {"x": text}) == value


@pytest.mark.parametrize(
    ("name", "text", "why"),
    [
        ("quantity", "두 개", words.NO_COUNT),
        ("quantity", "1.5", words.NO_COUNT),
        ("quantity", "1e300", words.NO_COUNT),
        ("closed", "아마", words.NO_FLAG),
    ],
)
def test_what_is_no_count_and_no_flag_is_told(name: str, text: str, why: Text) -> None:
    with pytest.raises(BadRow) as failed:
        read(name, "x", {"x": text})
    assert failed.value.flaw.text is why


def test_the_first_column_that_is_not_empty_counts() -> None:
    given = Spec(column=["mobile", "phone"])
    assert read("number", given, {"mobile": " ", "phone": "02-1"}) == "02-1"
    assert read("number", given, {"mobile": "010-1", "phone": "02-1"}) == "010-1"


def test_a_pattern_puts_columns_together_and_cuts_them() -> None:
    assert read("name", Spec(pattern="{city} 고객 {id:4}"), {"city": "서울", "id": "abcdefg"}) == "서울 고객 abcd"


def test_a_constant_is_the_same_for_every_row() -> None:
    assert read("tier", Spec(constant="vip"), {}) == "vip"
    assert read("verified", Spec(constant=False), {}) is False


def test_words_are_translated_and_unknown_ones_told_unless_there_is_an_otherwise() -> None:
    states = {"배송중": "shipped", "완료": "delivered"}
    assert read("state", Spec(column="s", values=states), {"s": "완료"}) == "delivered"
    with pytest.raises(BadRow) as failed:
        read("state", Spec(column="s", values=states), {"s": "분실"})
    assert failed.value.flaw.text is words.NO_VALUE
    assert read("state", Spec(column="s", values=states, otherwise="paid"), {"s": "분실"}) == "paid"
    assert read("state", Spec(column="s", values=states, otherwise="paid"), {"s": ""}) == "paid"


def test_a_value_inside_a_json_object_is_found_by_its_path() -> None:
    row = {"buyer": {"name": "김민지", "vip": True, "age": 31, "tags": ["a"]}, "a.b": "쉼"}
    assert read("name", "buyer.name", row) == "김민지"
    assert read("verified", "buyer.vip", row) is True
    assert read("quantity", "buyer.age", row) == 31
    assert read("name", "a.b", row) == "쉼"
    assert read("name", "buyer.name.first", row) is None
    with pytest.raises(BadRow):
        read("name", "buyer.tags", row)


@pytest.mark.parametrize(
    ("given", "times", "money", "why"),
    [
        (Spec(), SEOUL, Money(), words.NOTHING_GIVEN),
        ("t", Times(zone="Asia/Pyeongyang"), Money(), words.UNKNOWN_ZONE),
        (Spec(column="t", zone="../etc"), SEOUL, Money(), words.UNKNOWN_ZONE),
        ("t", SEOUL, Money(factor="많이"), words.BAD_FACTOR),
        ("t", SEOUL, Money(factor=0), words.BAD_FACTOR),
    ],
)
def test_a_mapping_that_cannot_be_followed_is_told_before_the_first_row(
    given: Given, times: Times, money: Money, why: Text
) -> None:
    with pytest.raises(Failure) as failed:
        read("price", given, {}, times, money)
    assert failed.value.text is why
