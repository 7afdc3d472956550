"""Telephone numbers as people and exchanges write them."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.server.rules import numbers
from desk.server.rules.numbers import Kind


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("010-1234-5678", "+821012345678"),
        ("01012345678", "+821012345678"),
        ("+82 10 1234 5678", "+821012345678"),
        ("821012345678", "+821012345678"),
        ("82-10-1234-5678", "+821012345678"),
        ("+82 (0)10-1234-5678", "+821012345678"),
        ("0082 10 1234 5678", "+821012345678"),
        ("010.1234.5678", "+821012345678"),
        ("010 1234 5678", "+821012345678"),
        ("010/1234/5678", "+821012345678"),
        ("(010) 1234-5678", "+821012345678"),
        ("０１０－１２３４－５６７８", "+821012345678"),
        ("tel:+82-10-1234-5678", "+821012345678"),
        ("sip:01012345678@pbx.example", "+821012345678"),
        ("02-123-4567", "+8221234567"),
        ("(02)1234-5678", "+82212345678"),
        ("031-123-4567", "+82311234567"),
        ("02-123-4567 내선 12", "+8221234567"),
        ("1588-1234", "+8215881234"),
        ("16441234", "+8216441234"),
        ("+82 1588 1234", "+8215881234"),
        ("0507-1234-5678", "+8250712345678"),
        ("0303-1234-5678", "+8230312345678"),
        ("070-1234-5678", "+827012345678"),
        ("080-123-4567", "+82801234567"),
        ("010-9999-0000", "+821099990000"),
        ("+1 202-555-0123", "+12025550123"),
        ("+49 171 1234567", "+491711234567"),
        ("8613800138000", "+8613800138000"),
        ("004917112345678", "+4917112345678"),
    ],
)
def test_every_notation_of_a_number_means_the_same_number(written: str, number: str) -> None:
    assert numbers.e164(written) == number


@pytest.mark.parametrize(
    "written", ["", "  ", "anonymous", "Anonymous", "unknown", "RESTRICTED", "sip:anonymous@anonymous.invalid",
                "발신번호표시제한", "발신번호 표시 제한", unicodedata.normalize("NFD", "발신번호표시제한"), "-", "\0"]
)  # fmt: skip
def test_a_caller_may_hide_the_number(written: str) -> None:
    assert numbers.read(written) == numbers.Telephone(Kind.WITHHELD, "")


@pytest.mark.parametrize("written", ["110", "114", "119", "182", "1339", "201", "3001", "12"])
def test_a_short_number_stays_as_it_is_and_never_gets_a_country(written: str) -> None:
    assert numbers.read(written) == numbers.Telephone(Kind.SHORT, written)
    assert numbers.e164(written) is None


@pytest.mark.parametrize("written", ["김민지", "123-4567", "*23#", "+", "5", "1" * 40, "+999123456789", "010-12"])
def test_what_is_no_number_is_not_made_one(written: str) -> None:
    assert numbers.e164(written) is None


@pytest.mark.parametrize(
    ("number", "written"),
    [
        ("+821012345678", "010-1234-5678"),
        ("+8221234567", "02-123-4567"),
        ("+82212345678", "02-1234-5678"),
        ("+82311234567", "031-123-4567"),
        ("+8215881234", "1588-1234"),
        ("+8250712345678", "0507-1234-5678"),
        ("+825031234567", "0503-123-4567"),
        ("+827012345678", "070-1234-5678"),
        ("+12025550123", "+1 202-555-0123"),
        ("114", "114"),
        ("", ""),
    ],
)
def test_a_number_is_shown_as_koreans_write_it(number: str, written: str) -> None:
    assert numbers.national(number) == written


def test_digits_are_found_in_any_writing() -> None:
    assert numbers.digits_of("+82 (10) １２-٣٤ ab²") == "82101234"


@given(st.text(max_size=60))
def test_no_text_upsets_the_reader(written: str) -> None:
    telephone = numbers.read(written)
    if telephone.kind is Kind.NUMBER:
        assert telephone.number.startswith("+")
        assert numbers.e164(telephone.number) == telephone.number
        assert numbers.e164(numbers.national(telephone.number)) == telephone.number


@given(st.from_regex(r"0(10|2|3[1-3]|70|50[2-8]|80)[2-9][0-9]{6,7}", fullmatch=True))
def test_what_is_shown_can_be_typed_again(written: str) -> None:
    number = numbers.e164(written)
    assert number is not None
    assert numbers.e164(numbers.national(number)) == number
    assert numbers.digits_of(numbers.national(number)) == numbers.national_digits(number)
