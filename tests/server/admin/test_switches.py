"""An administrator says which telephone systems are told who is available."""

from pathlib import Path

import pytest

from tests.server.admin.conftest import Administrator


def test_a_webhook_is_set_listed_turned_off_and_on_again(admin: Administrator) -> None:
    made = admin("switch", "webhook", "main", "https://pbx.example/pauses")
    assert made.status == 0, made.err
    assert made.out.startswith("whsec_")
    assert admin("switch", "webhook", "main", "https://pbx.example/other").out == ""
    assert "main\thttps://pbx.example/other\ton\twaiting" in admin("switch", "list").out
    assert admin("switch", "disable", "main").status == 0
    assert "\toff\t" in admin("switch", "list").out
    assert admin("switch", "enable", "main").status == 0
    second = admin("switch", "rotate-secret", "main").out.strip()
    assert second.startswith("whsec_")
    assert second != made.out.strip()
    assert admin("switch", "remove", "main").status == 0
    assert admin("switch", "list").out == ""
    assert admin("switch", "remove", "main").status == 1
    assert "whsec_" not in "\n".join(str(row) for row in admin.rows("SELECT data FROM log"))


def test_an_asterisk_is_set_with_its_secret_from_a_file(admin: Administrator, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("s3cret\n", encoding="utf-8")
    made = admin(
        "switch", "asterisk", "box", "10.0.0.5", "desk", "--tls", "--port", "5039", "--secret-file", str(secret)
    )
    assert made.status == 0, made.err
    assert "desk@10.0.0.5:5039 tls PJSIP/{extension}\ton" in admin("switch", "list").out
    listening = ("--listens", "--telephone", "SIP/{extension}", "--secret-file", str(secret))
    assert admin("switch", "asterisk", "box", "10.0.0.5", "desk", "--tls", "--port", "5039", *listening).status == 0
    assert [tuple(row) for row in admin.rows("SELECT listens, telephone FROM switches")] == [(1, "SIP/{extension}")]
    assert admin("switch", "asterisk", "x", "h", "d", *listening[:2], "{extension},q", *listening[3:]).status == 1
    assert [row[0] for row in admin.rows("SELECT secret FROM switch_secrets")] == ["s3cret"]
    assert "s3cret" not in "\n".join(str(row) for row in admin.rows("SELECT data FROM log"))
    assert admin("switch", "disable", "box").status == 0


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (["switch", "webhook", "main", "ftp://pbx.example"], "Refused"),
        (["switch", "asterisk", "box", "10.0.0.5", "desk"], "secret"),
        (["switch", "enable", "box"], "no telephone system box"),
    ],
)
def test_what_cannot_be_done_with_a_telephone_system_is_said(
    admin: Administrator, command: list[str], said: str
) -> None:
    refused = admin(*command)
    assert refused.status == 1
    assert said in refused.err
