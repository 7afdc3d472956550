"""What of a person leaves the server."""

from datetime import UTC, datetime

import pytest

from desk.contract.calls import Direction
from desk.contract.customers import Tier
from desk.contract.events import (
    ArticleAdded,
    CallbackPromised,
    CallRang,
    CustomerChanged,
    CustomerMerged,
    Event,
    Fact,
    NumberAdded,
    NumberRemoved,
)
from desk.contract.tickets import ArticleKind
from desk.server.rules.masking import masked_address, masked_email, masked_event, masked_number

NOW = datetime(2026, 11, 20, tzinfo=UTC)


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("+821012345678", "010-****-5678"),
        ("+8221234567", "02-****-4567"),
        ("+82311234567", "031-****-4567"),
        ("+8250712345678", "0507-****-5678"),
        ("+827012345678", "070-****-5678"),
        ("+8215881234", "1588-1234"),
        ("+12025550123", "+12 ****-0123"),
        ("12025550123", "****-0123"),
        ("114", "114"),
        ("", ""),
    ],
)
def test_the_middle_of_a_number_is_hidden(number: str, shown: str) -> None:
    assert masked_number(number) == shown


@pytest.mark.parametrize(
    ("email", "shown"),
    [("minji.kim@example.com", "mi***@example.com"), ("ab@example.com", "a***@example.com"), ("", "")],
)
def test_most_of_a_mail_address_is_hidden(email: str, shown: str) -> None:
    assert masked_email(email) == shown


@pytest.mark.parametrize(
    ("address", "shown"),
    [("서울특별시 마포구 월드컵로 12, 301호", "서울특별시 마포구 ***"), ("제주도 제주시", "제주도 제주시"), ("", "")],
)
def test_of_a_street_address_only_the_district_is_told(address: str, shown: str) -> None:
    assert masked_address(address) == shown


def told(fact: Fact, customer_id: int | None) -> Fact:
    event = Event(
        seq=1, at=NOW, recorded_at=NOW, actor_id=None, actor="", customer_id=customer_id, fact=fact
    )  # fmt: skip
    return masked_event(event).fact


def rang(matches: tuple[int, ...] = ()) -> CallRang:
    return CallRang(
        external_id="a", direction=Direction.IN, number="+821012345678", raw_number="01012345678", called="02",
        matches=matches,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("fact", "customer_id"),
    [
        (rang(), 7),
        (rang(matches=(7, 8)), None),
        (NumberAdded(number="+821012345678"), 7),
        (NumberRemoved(number_id=1, number="+821012345678"), 7),
        (CallbackPromised(number="+821012345678", owner_id=1, due_at=NOW), 7),
        (CustomerChanged(name="김", tier=Tier.VIP, email="minji.kim@a.kr", address="서울 마포 월드컵로", fields=()), 7),
    ],
)  # fmt: skip
def test_an_event_of_a_known_customer_hides_what_is_personal(fact: Fact, customer_id: int | None) -> None:
    shown = repr(told(fact, customer_id))
    assert "12345678" not in shown
    assert "minji.kim" not in shown
    assert "월드컵로" not in shown


def test_an_unknown_callers_number_stays_whole() -> None:
    assert told(rang(), None) == rang()
    owed = CallbackPromised(number="+821012345678", owner_id=1, due_at=NOW)
    assert told(owed, None) == owed


def test_names_and_words_stay() -> None:
    merged, said = (
        CustomerMerged(other_id=2, other_name="김민지"),
        ArticleAdded(article_kind=ArticleKind.NOTE, body="메모"),
    )
    assert (told(merged, 1), told(said, 1)) == (merged, said)
