"""What a telephone system is told fits into what it can hear."""

import pytest

from desk.server.rules.telephony import REASON_BYTES, manager_reason, member


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("점심", "점심"),
        ("팀장\r\nAction: Originate", "팀장 Action: Originate"),
        ("  둘\t셋  ", "둘 셋"),
        ("\x00\x1b[31m", "[31m"),
        ("", ""),
    ],
)
def test_a_reason_is_one_line(said: str, heard: str) -> None:
    assert manager_reason(said) == heard


def test_a_reason_ends_with_a_whole_character() -> None:
    cut = manager_reason("휴" * 100)
    assert cut == "휴" * (REASON_BYTES // 3)


def test_an_extension_makes_an_interface() -> None:
    assert member("PJSIP/{extension}", "201") == "PJSIP/201"
    assert member("Local/{extension}@agents/n", "{x}") == "Local/{x}@agents/n"
