"""What of a person leaves the server."""

from datetime import UTC, datetime

import msgspec
import pytest

from desk.contract.calls import Direction
from desk.contract.customers import PersonalField, Tier
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
    RemedyRequested,
)
from desk.contract.remedies import Values
from desk.contract.remedy_rules import Purse
from desk.contract.tickets import ArticleKind
from desk.server.rules.masking import (
    masked,
    masked_address,
    masked_email,
    masked_event,
    masked_number,
    masked_values,
)

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


@pytest.mark.parametrize(
    ("action", "values", "shown"),
    [
        (
            "courier",
            {"destination": "경기도 성남시 판교로 12", "fee": 9},
            {"destination": "경기도 성남시 ***", "fee": 9},
        ),
        ("courier", {"fee": 12_000}, {"fee": 12_000}),
        ("goodwill_credit", {"amount": 5_000}, {"amount": 5_000}),
        ("no longer there", {"where": "경기도 성남시", "fee": 1}, {"where": "***", "fee": 1}),
    ],
)
def test_what_was_filled_in_is_masked_where_it_is_personal(action: str, values: Values, shown: Values) -> None:
    fact = RemedyRequested(action=action, purse=Purse.DISCRETION, amount=1, values=values, told="", rules_version=0)
    assert masked_values(action, values) == shown
    now = Event(seq=9, at=NOW, recorded_at=NOW, actor_id=3, actor="", customer_id=7, fact=fact)
    assert masked_event(now).fact == msgspec.structs.replace(fact, values=shown)


@pytest.mark.parametrize(
    ("field", "value", "shown"),
    [
        (PersonalField.NUMBER, "010-1234-5678", "010-****-5678"),
        (PersonalField.NUMBER, "no number 12345678", "****-5678"),
        (PersonalField.EMAIL, "minji.kim@example.com", "mi***@example.com"),
        (PersonalField.ADDRESS, "서울 마포구 월드컵로 1", "서울 마포구 ***"),
    ],
)
def test_every_personal_field_has_its_mask(field: PersonalField, value: str, shown: str) -> None:
    assert masked(field, value) == shown
