"""Why a record of the shop cannot be used, and the checks that need nothing but the record."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any, TypeVar, cast

import msgspec

from desk.contract.ingest import OrderRecord, Record
from desk.contract.orders import OrderState

R = TypeVar("R")
EARLIEST = datetime(1970, 1, 1, tzinfo=UTC)
LATEST = datetime(2100, 1, 1, tzinfo=UTC)
#: How far the shop's clock may run ahead of ours.
AHEAD = timedelta(days=1)


class Reason(StrEnum):
    """What is to be mended before a record can be used; the value is the sentence, in English."""

    UNKNOWN_CUSTOMER = "customer {value} is not known here: send the customer first"
    UNKNOWN_ORDER = "order {value} is not known here: send the order first"
    UNKNOWN_QUEUE = "there is no queue called {value}"
    OTHER_CUSTOMER = "order {value} belongs to another customer"
    BLANK = "it is blank"
    NOT_A_NUMBER = "{value} is not a telephone number that can be rung"
    NO_DELIVERY_TIME = "an order that is delivered needs the time of delivery"
    IN_THE_FUTURE = "{value} lies in the future"
    OUT_OF_RANGE = "{value} is not between 1970 and 2100"
    CONTROL_CHARACTER = "it holds a NUL character"


class Unusable(Exception):  # noqa: N818 (named after what happened)
    """A record that changes nothing; ``field`` is the JSON pointer of what to mend, or empty."""

    def __init__(self, reason: Reason, value: object = "", field: str = "") -> None:
        super().__init__(reason.format(value=value))
        self.reason = reason
        self.value = str(value)
        self.field = field


def usable(record: R, now: datetime) -> R:
    """The record with every instant in UTC; Unusable when it contradicts itself or the calendar."""
    plain = _plain(record, now, "")
    if isinstance(plain, OrderRecord) and plain.state is OrderState.DELIVERED and plain.delivered_at is None:
        raise Unusable(Reason.NO_DELIVERY_TIME, field="/delivered_at")
    return cast(R, plain)


def _plain(value: Any, now: datetime, field: str) -> Any:
    match value:
        case datetime():
            return _instant(value, now, field)
        case str() if "\0" in value:
            raise Unusable(Reason.CONTROL_CHARACTER, field=field)
        case list():
            items = cast(Iterable[Any], value)
            return [_plain(item, now, f"{field}/{place}") for place, item in enumerate(items)]
        case msgspec.Struct():
            names = value.__struct_fields__
            changed = {name: _plain(getattr(value, name), now, f"{field}/{name}") for name in names}
            return msgspec.structs.replace(value, **changed)
        case _:
            return value


def _instant(at: datetime, now: datetime, field: str) -> datetime:
    if not EARLIEST <= at < LATEST:
        raise Unusable(Reason.OUT_OF_RANGE, at, field)
    if at > now + AHEAD and field != "/promised_by":
        raise Unusable(Reason.IN_THE_FUTURE, at, field)
    return at.astimezone(UTC)


def name_of(record: Record) -> str:
    """What the shop calls the thing a record is about."""
    match record:
        case OrderRecord():
            return record.order
        case _:
            return str(getattr(record, str(record.__struct_config__.tag)))
