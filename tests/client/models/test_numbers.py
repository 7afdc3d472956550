"""Numbers are shown as Koreans write them."""

import pytest

from desk.client.models.numbers import national


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ("+821012345678", "010-1234-5678"),
        ("+82212345678", "02-1234-5678"),
        ("+8221234567", "02-123-4567"),
        ("+82313334444", "031-333-4444"),
        ("+827012345678", "070-1234-5678"),
        ("+8250712345678", "0507-1234-5678"),
        ("+8215881234", "1588-1234"),
        ("010-****-5678", "010-****-5678"),
        ("+14155550123", "+14155550123"),
        ("114", "114"),
        ("", ""),
    ],
)
def test_a_number_is_shown_in_the_national_notation(stored: str, shown: str) -> None:
    assert national(stored) == shown
