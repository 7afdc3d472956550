"""An administrator says where the shop's systems are, and sends again what was given up."""

import pytest

from desk.server.store import deliveries
from desk.server.store.db import Database
from tests.server.admin.conftest import Administrator


def test_an_executor_is_set_listed_turned_off_and_on_again(admin: Administrator) -> None:
    made = admin("executor", "set", "payment", "https://shop.example/pay")
    assert made.status == 0, made.err
    assert made.out.startswith("whsec_")
    again = admin("executor", "set", "payment", "https://shop.example/pay2")
    assert (again.status, again.out) == (0, "")
    listed = admin("executor", "list").out
    assert "payment\thttps://shop.example/pay2\ton\twaiting 0, dead 0\t" in listed
    assert "courier\t\tnot set" in listed
    assert admin("executor", "disable", "payment").status == 0
    assert "off (by an administrator)" in admin("executor", "list").out
    assert admin("executor", "enable", "payment").status == 0
    assert "\ton\t" in admin("executor", "list").out


def test_a_new_secret_is_shown_once_and_never_in_the_log(admin: Administrator) -> None:
    first = admin("executor", "set", "payment", "https://shop.example/pay").out.strip()
    second = admin("executor", "rotate-secret", "payment").out.strip()
    assert first != second
    log = "\n".join(str(row) for row in admin.rows("SELECT data FROM log"))
    assert "whsec_" not in log
    assert [row[0] for row in admin.rows("SELECT secret FROM executor_secrets WHERE until IS NULL")] == [second]
    assert [row[0] for row in admin.rows("SELECT secret FROM executor_secrets WHERE until > 0")] == [first]


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (["executor", "set", "paymnet", "https://shop.example"], "no action needs paymnet"),
        (["executor", "set", "payment", "ftp://shop.example"], "Refused"),
        (["executor", "set", "payment", "https://me:secret@shop.example"], "Refused"),
        (["executor", "enable", "payment"], "executor set payment"),
        (["executor", "replay", "7"], "no such delivery"),
    ],
)
def test_what_cannot_be_done_with_an_executor_is_said(admin: Administrator, command: list[str], said: str) -> None:
    refused = admin(*command)
    assert refused.status == 1
    assert said in refused.err


def test_nothing_given_up_is_nothing_to_replay(admin: Administrator) -> None:
    assert "0 given up" in admin("executor", "deliveries").err
    assert "0 on their way" in admin("executor", "replay", "--all").out
    database = Database(admin.path)
    assert database.read(lambda tx: deliveries.dead(tx, 0, 10)) == []
    database.close()
