"""Every row of a file is read or told of; a bad one takes no other with it."""

from pathlib import Path

import pytest

from desk.server.admin import import_words as words
from desk.server.admin.encodings import MAX_LINE
from desk.server.admin.reading import Row, Source
from desk.server.admin.words import Failure, Text

GOOD = "id,words\n1,하나\n2,둘\n"


def rows(path: Path, content: str | bytes, encoding: str = "utf-8", delimiter: str = ",") -> list[Row]:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return list(Source(path, encoding, delimiter).rows())


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "file.csv"


def told(found: list[Row]) -> list[tuple[int, object]]:
    """(line, values of a good row or the flaw's text)."""
    return [(row.line, row.flaw.text if row.flaw else list(row.values.values())) for row in found]


@pytest.mark.parametrize(
    "content",
    [
        GOOD,
        GOOD.rstrip("\n"),
        GOOD.replace("\n", "\r\n"),
        "\ufeff" + GOOD,
        GOOD.replace("id,words", ' id ,"words"'),
        GOOD.replace("하나", '"하나"'),
    ],
)
def test_ordinary_files_are_read_alike(path: Path, content: str) -> None:
    assert told(rows(path, content)) == [(2, ["1", "하나"]), (3, ["2", "둘"])]


def test_a_quoted_value_may_hold_commas_quotes_and_line_ends(path: Path) -> None:
    assert told(rows(path, 'id,words\n1,"가,나 ""다""\n라"\n2,마\n')) == [
        (2, ["1", '가,나 "다"\n라']),
        (4, ["2", "마"]),
    ]


def test_a_quote_inside_a_plain_value_is_a_letter(path: Path) -> None:
    assert told(rows(path, 'id,words\n1,5" 화면\n2,마\n')) == [(2, ["1", '5" 화면']), (3, ["2", "마"])]


def test_another_delimiter_is_taken(path: Path) -> None:
    assert told(rows(path, "id\twords\n1\t가,나\n", delimiter="\t")) == [(2, ["1", "가,나"])]


def test_blank_lines_are_passed_over(path: Path) -> None:
    assert told(rows(path, "id,words\n\n1,가\n\r\n\n2,나\n\n")) == [(3, ["1", "가"]), (6, ["2", "나"])]


@pytest.mark.parametrize(
    ("middle", "flaw"),
    [
        ("x,y,z\n", words.COLUMN_COUNT),
        ("x\n", words.COLUMN_COUNT),
        ("x,y\0\n", words.NUL),
        ('x,"y\n', words.OPEN_QUOTE),
        ('x,"y"z\n', words.BAD_CSV),
        ("x," + "y" * MAX_LINE + "\n", words.LONG_LINE),
        ('x,"' + "y" * MAX_LINE + "\n", words.LONG_LINE),
    ],
    ids=["too many", "too few", "nul", "open quote", "stray quote", "long", "long and open"],
)
def test_a_bad_row_is_told_and_its_neighbours_are_read(path: Path, middle: str, flaw: Text) -> None:
    assert told(rows(path, f"id,words\n1,가\n{middle}2,나\n3,다\n")) == [
        (2, ["1", "가"]),
        (3, flaw),
        (4, ["2", "나"]),
        (5, ["3", "다"]),
    ]


def test_a_quote_that_never_closes_costs_one_row_of_a_long_file(path: Path) -> None:
    many = "".join(f"{number},가\n" for number in range(5000))
    found = rows(path, f'id,words\n0,"열림\n{many}')
    assert found[0].flaw is not None
    assert found[0].flaw.text is words.OPEN_QUOTE
    assert len(found) == 5001
    assert not any(row.flaw for row in found[1:])


def test_a_line_in_another_encoding_is_told(path: Path) -> None:
    found = rows(path, "id,words\n1,가\n".encode() + "2,나라\n".encode("cp949") + "3,다\n".encode())
    assert told(found) == [(2, ["1", "가"]), (3, words.UNDECODABLE), (4, ["3", "다"])]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"\n\n", words.EMPTY_FILE),
        (b"id,id\n1,2\n", words.TWO_COLUMNS),
        (b'"id,words\n1,2\n', words.BAD_HEADER),
        (b"x" * (MAX_LINE + 5), words.BAD_HEADER),
        (b"id,words\r1,2\r3,4\r", words.BARE_RETURNS),
    ],
)
def test_a_file_without_a_header_is_refused_whole(path: Path, content: bytes, why: Text) -> None:
    with pytest.raises(Failure) as failed:
        rows(path, content)
    assert failed.value.text is why


def test_json_lines_are_objects(tmp_path: Path) -> None:
    content = '{"id": 1, "a": {"b": "가"}}\n\n[1]\n{"id": \n7\n{"id": 2}'
    assert told(rows(tmp_path / "file.jsonl", content)) == [
        (1, [1, {"b": "가"}]),
        (3, words.BAD_JSON),
        (4, words.BAD_JSON),
        (5, words.BAD_JSON),
        (6, [2]),
    ]


def test_json_nested_without_end_is_told(tmp_path: Path) -> None:
    (found,) = rows(tmp_path / "file.jsonl", "[" * 100_000)
    assert found.flaw is not None
    assert found.flaw.text is words.BAD_JSON
