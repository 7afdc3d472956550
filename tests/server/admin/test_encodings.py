"""An encoding is declared and checked, or certain; it is never guessed."""

from pathlib import Path

import pytest

from desk.server.admin import import_words as words
from desk.server.admin.encodings import encoding_of
from desk.server.admin.words import Failure, Text

KOREAN = "이름,전화\n김민지,010-2345-6789\n이하은,010-3456-7890\n"
PORTUGUESE = "nome,cidade\nJoão,São Paulo\nÂngela,Goiânia\nConceição,Maceió\n"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "people.csv"


@pytest.mark.parametrize(
    ("content", "declared", "found"),
    [
        (KOREAN.encode(), "", "utf-8"),
        (KOREAN.encode("utf-8-sig"), "", "utf-8"),
        (KOREAN.encode(), "utf-8-sig", "utf-8"),
        (KOREAN.encode("cp949"), "", "cp949"),
        (KOREAN.encode("cp949"), "cp949", "cp949"),
        (KOREAN.encode("euc-kr"), "euc-kr", "euc_kr"),
        (PORTUGUESE.encode("latin-1"), "latin-1", "iso8859-1"),
        (b"name,number\nKim,1\n", "", "utf-8"),
        (b"name,number\nKim,1\n", "cp949", "utf-8"),
    ],
)
def test_what_is_certain_is_read(path: Path, content: bytes, declared: str, found: str) -> None:
    path.write_bytes(content)
    assert encoding_of(path, declared) == found


@pytest.mark.parametrize(
    ("content", "declared", "why"),
    [
        (b"", "", words.EMPTY_FILE),
        (KOREAN.encode("utf-16"), "", words.UTF16),
        (KOREAN.encode("utf-16-le"), "", words.NOT_TEXT),
        (KOREAN.encode(), "cp949", words.WRONG_ENCODING),
        (KOREAN.encode(), "latin-1", words.WRONG_ENCODING),
        (KOREAN.encode("cp949"), "utf-8", words.WRONG_ENCODING),
        (PORTUGUESE.encode("latin-1"), "", words.UNCERTAIN),
        (PORTUGUESE.encode("latin-1"), "utf-8", words.NOT_ENCODING),
        (PORTUGUESE.encode("latin-1"), "cp949", words.NOT_ENCODING),
        ("이름\n가\n".encode("cp949"), "", words.UNCERTAIN),
        ("中文,姓名\n北京市,王小明\n上海市,李明\n".encode("gbk"), "", words.UNCERTAIN),
        (KOREAN.encode(), "utf-16", words.ODD_ENCODING),
        (KOREAN.encode(), "klingon", words.ODD_ENCODING),
        (KOREAN.encode(), "rot13", words.ODD_ENCODING),
    ],
)
def test_what_is_wrong_or_uncertain_is_said(path: Path, content: bytes, declared: str, why: Text) -> None:
    path.write_bytes(content)
    with pytest.raises(Failure) as failed:
        encoding_of(path, declared)
    assert failed.value.text is why


def test_one_stray_line_in_a_declared_file_is_left_to_the_report(path: Path) -> None:
    path.write_bytes(KOREAN.encode() + KOREAN.encode() + "박영숙,02\n".encode("cp949"))
    assert encoding_of(path, "utf-8") == "utf-8"
    with pytest.raises(Failure) as failed:
        encoding_of(path)
    assert failed.value.values["line"] == 7


def test_a_line_too_long_to_be_imported_proves_nothing_about_the_encoding(path: Path) -> None:
    path.write_bytes(KOREAN.encode() + "가".encode() * 1_000_000 + b"\n" + KOREAN.encode())
    assert encoding_of(path) == "utf-8"
