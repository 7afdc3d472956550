"""Whatever goes wrong has words, in both languages, and says what to do."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from desk.client.remote.store import NotKept
from desk.client.widgets.errors import WORDS, words_for
from desk.client.widgets.language import Code, language
from desk.contract.errors import ErrorCode, Refusal, Unreachable

EVERYTHING = [*ErrorCode, Unreachable("gone"), Refusal(ErrorCode.STALE), NotKept("full")]


@pytest.fixture(params=["ko", "en"])
def code(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[Code]:
    spoken: Code = request.param
    language().apply(spoken)
    yield spoken
    language().apply("en")


@pytest.mark.parametrize("error", EVERYTHING, ids=repr)
def test_an_error_says_what_happened_and_what_to_do(code: Code, error: ErrorCode | Refusal | Unreachable) -> None:
    words = words_for(error)
    for sentence in (words.what, words.advice):
        assert sentence.endswith((".", "?"))
        korean = any("가" <= sign <= "힣" for sign in sentence.replace("한/영", ""))
        assert korean is (code == "ko")


def test_no_code_is_forgotten_and_no_two_say_the_same() -> None:
    assert set(WORDS) == set(ErrorCode)
    said = [what for what, _advice in WORDS.values()]
    assert len(said) == len(set(said))
