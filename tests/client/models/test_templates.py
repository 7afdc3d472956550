"""Ready words: what is known is filled in, what is not is pointed out."""

import pytest

from desk.client.models.templates import blanks, fill


@pytest.mark.parametrize(
    ("words", "values", "filled"),
    [
        ("{customer}님, 안녕하세요.", {"customer": "김민지"}, "김민지님, 안녕하세요."),
        ("{order} 주문", {}, "{order} 주문"),
        ("{order} 주문", {"order": ""}, "{order} 주문"),
        ("{customer}{customer}", {"customer": "{order}"}, "{order}{order}"),
        ("{ not a blank } {A} {}", {"not a blank": "x"}, "{ not a blank } {A} {}"),
    ],
)
def test_known_variables_are_replaced_and_others_stay(words: str, values: dict[str, str], filled: str) -> None:
    assert fill(words, values) == filled


@pytest.mark.parametrize(
    ("text", "found"),
    [("", []), ("nothing", []), ("주문 {order}.", [(3, 7)]), ("🙂{today}", [(2, 7)])],
)
def test_blanks_are_found_where_the_editor_counts_them(text: str, found: list[tuple[int, int]]) -> None:
    assert blanks(text) == found
