"""What leaves the house is signed so that the shop's systems believe it, and what comes in is believed only then."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.server.outbound.signing import BadSignature, Signed, new_secret, sign, verify

#: Made by the reference library (standardwebhooks 1.1.0) from these very values.
SECRET = "whsec_ZGVzayBkZXNrIGRlc2sgZGVzayBkZXNrIGRlc2s="
REFERENCE = "v1,EbhOYFSt6c7bTEZaAlby623h1HJlWiymsJX1FtaUlTI="
AT = datetime.fromtimestamp(1_795_000_000, UTC)
BODY = '{"key":"나"}'.encode()


def test_our_signature_is_the_one_the_standards_own_library_makes() -> None:
    headers = sign([SECRET], "msg_desk_1", AT, BODY)
    assert headers["webhook-signature"] == REFERENCE
    verify([SECRET], Signed("msg_desk_1", "1795000000", REFERENCE), BODY, AT)


def test_while_secrets_change_over_either_side_may_be_first() -> None:
    old, new = new_secret(), new_secret()
    both = Signed.of(sign([new, old], "m", AT, BODY))
    verify([old], both, BODY, AT)
    verify([new], both, BODY, AT)
    verify([new, old], Signed.of(sign([old], "m", AT, BODY)), BODY, AT)


@pytest.mark.parametrize("seconds", [-301, 301])
def test_a_message_that_lay_too_long_is_not_believed(seconds: int) -> None:
    signed = Signed.of(sign([SECRET], "m", AT, BODY))
    verify([SECRET], signed, BODY, AT + timedelta(seconds=299))
    with pytest.raises(BadSignature, match="too far"):
        verify([SECRET], signed, BODY, AT + timedelta(seconds=seconds))


@pytest.mark.parametrize(
    "signed",
    [
        Signed(),
        Signed("m", "1795000000", ""),
        Signed("m", "soon", REFERENCE),
        Signed("m", "１７９５００００００", REFERENCE),
        Signed("m", "1795000000", "v1"),
        Signed("m", "1795000000", "v1,나 v1,=== v2,AAAA ,"),
        Signed("other", "1795000000", REFERENCE),
    ],
)
def test_whatever_else_comes_is_refused_and_breaks_nothing(signed: Signed) -> None:
    with pytest.raises(BadSignature):
        verify([SECRET], signed, BODY, AT)


@given(st.binary(max_size=60), st.binary(min_size=1, max_size=60))
def test_nobody_can_change_a_word_of_the_body(body: bytes, other: bytes) -> None:
    signed = Signed.of(sign([SECRET], "m", AT, body))
    verify([SECRET], signed, body, AT)
    if other != body:
        with pytest.raises(BadSignature):
            verify([SECRET], signed, other, AT)
