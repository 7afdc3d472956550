"""The page for those who write an executor says what the code does."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
import pytest

from desk.actions import ACTIONS
from desk.contract.executors import RemedyCommand
from desk.contract.remedies import ExecutorAnswer
from desk.contract.routes import ENDPOINTS
from desk.demo.executor import TRIGGERS
from desk.paths import resource
from desk.server.outbound.client import NOT_NOW
from desk.server.outbound.signing import TOLERANCE, Signed, sign, verify
from desk.server.rules.deliveries import MOST_PATIENT, DeliveryRules
from desk.server.store.executors import CHANGE_OVER
from tests.server.outbound.test_signing import SECRET

PAGE = resource("docs", "executors.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    """What stands on the page in this language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


def message() -> tuple[Signed, bytes]:
    """The example's headers and its body."""
    head, body = blocks("http")[0].rstrip("\n").split("\n\n")
    headers = dict(line.split(": ", 1) for line in head.splitlines()[1:])
    return Signed.of(headers), body.encode()


def test_the_signature_on_the_page_is_the_one_that_desk_makes() -> None:
    signed, body = message()
    at = datetime.fromtimestamp(int(signed.timestamp), UTC)
    verify([SECRET], signed, body, at)
    assert Signed.of(sign([SECRET], signed.id, at, body)) == signed


def test_the_program_on_the_page_computes_it_with_the_standard_library_alone() -> None:
    signed, body = message()
    (program,) = blocks("python")
    assert set(re.findall(r"^import (\w+)$", program, re.MULTILINE)) == {"base64", "hashlib", "hmac"}
    names: dict[str, Any] = {}
    exec(program, names)
    assert names["SECRET"] == SECRET
    assert names["signature"](SECRET, signed.id, signed.timestamp, body) == signed.signature


def test_the_command_on_the_page_is_one_and_every_field_is_explained() -> None:
    signed, body = message()
    command = msgspec.json.decode(body, type=RemedyCommand)
    assert command.key == signed.id
    assert msgspec.json.encode(command) == body
    table = PAGE.partition("| field |")[2].partition("## The signature")[0]
    assert {name for name in RemedyCommand.__struct_fields__ if f"`{name}`" not in table} == set()


def test_every_executor_of_the_catalogue_is_on_the_page() -> None:
    table = PAGE.partition("| executor |")[2].partition("`desk admin executor list`")[0]
    named = set(re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE))
    assert named == {action.executor for action in ACTIONS.values() if action.executor}


def test_the_answers_on_the_page_are_answers() -> None:
    told = [*blocks("json"), blocks("http")[2].rstrip("\n").rpartition("\n")[2]]
    assert [msgspec.json.decode(one, type=ExecutorAnswer).state for one in told] == ["done", "done"]
    assert ENDPOINTS["executor_answer"].url(name="payment") in blocks("http")[2]


@pytest.mark.parametrize(
    ("words", "so"),
    [
        ("more than five minutes older or newer", timedelta(minutes=5) == TOLERANCE),
        ("waits ten seconds", DeliveryRules().patience == 10),
        ("from one second to 15 minutes", (DeliveryRules().first_pause, DeliveryRules().longest_pause) == (1, 900)),
        ("no sense for 30 seconds", DeliveryRules().unknown_after == 30),
        ("no sense for three days", DeliveryRules().given_up_after == 3 * 86_400),
        ("not later than a day after", timedelta(days=1) == MOST_PATIENT),
        ("For a day Desk signs with both", timedelta(days=1) == CHANGE_OVER),
        ("408, 425, 5xx", frozenset({408, 425, 429}) == NOT_NOW),
        (
            "113 refuses, 114 loses the answer, 115 fails once,\n116 takes",
            TRIGGERS == {113: "refuse", 114: "lose", 115: "fail", 116: "later"},
        ),
    ],
)
def test_the_figures_on_the_page_are_those_of_the_code(words: str, so: bool) -> None:
    assert words in PAGE
    assert so
