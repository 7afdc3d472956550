"""Values of a row read as a mapping says: words, times, money, counts, yes and no."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, ROUND_UP, Decimal, InvalidOperation
from typing import Any, cast
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from desk.server.admin import import_words as words
from desk.server.admin.mapping import Given, Money, Spec, Times
from desk.server.admin.reading import BadRow, bad
from desk.server.admin.words import Failure, Text
from desk.server.rules.promises import end_of_day

TIMES = frozenset(
    {
        "placed_at",
        "paid_at",
        "shipped_at",
        "delivered_at",
        "promised_by",
        "answered_at",
        "opened_at",
        "since",
        "at",
        "start",
    }
)
MONEY = frozenset({"price", "amount"})
COUNTS = frozenset(
    {"quantity", "installments", "score"}
    | {"minutes", "offered", "answered", "abandoned", "handle_seconds", "mean_handle_seconds"}
)
FLAGS = frozenset({"closed", "verified"})
_ROUNDING = {"half_up": ROUND_HALF_UP, "half_even": ROUND_HALF_EVEN, "down": ROUND_DOWN, "up": ROUND_UP}
_PLACE = re.compile(r"\{([^{}:]+)(?::(\d+))?\}")
_YES = frozenset({"1", "true", "yes", "y", "t", "예", "네", "완료", "o"})
_NO = frozenset({"0", "false", "no", "n", "f", "아니오", "아니요", "미완료", "x"})
_UNITS = re.compile(r"[\s,_₩￦$]|원$|krw", re.IGNORECASE)

#: The text of a column path in a row; ``""`` where there is nothing.
Look = Callable[[Mapping[str, Any], str], str]
Value = str | int | bool | datetime | None


def columns_of(given: Given) -> list[str]:
    """Every column path that a value is made of."""
    if isinstance(given, str):
        return [given]
    listed = [given.column] if isinstance(given.column, str) else given.column
    return [*listed, *given.sum, *(match[1] for match in _PLACE.finditer(given.pattern))]


def label_of(given: Given) -> str:
    """How a report names the place a value comes from."""
    return ", ".join(columns_of(given)) if isinstance(given, str) or given.constant is None else str(given.constant)


class Reader:
    """Reads the value of one field out of rows; made once for each field of a mapping."""

    def __init__(self, where: str, name: str, given: Given, times: Times, money: Money, look: Look) -> None:
        """Failure when the mapping cannot be followed."""
        self.name = name
        self.label = label_of(given)
        self._spec = Spec(column=given) if isinstance(given, str) else given
        self._columns = [self._spec.column] if isinstance(self._spec.column, str) else self._spec.column
        if not (self._columns or self._spec.pattern or self._spec.sum or self._spec.constant is not None):
            raise Failure(words.NOTHING_GIVEN, where=f"{where}.{name}")
        self._look = look
        self._formats = _listed(self._spec.format) or times.formats
        self._zone = _zone(where, self._spec.zone or times.zone)
        self._factor = _factor(where, money)
        self._rounding = _ROUNDING[money.rounding]

    def __call__(self, row: Mapping[str, Any]) -> Value:
        """The value, or None where there is none; BadRow when it makes no sense."""
        if self._spec.constant is not None:
            return self._spec.constant
        if self._spec.sum:
            return self._money([self._look(row, column) for column in self._spec.sum])
        text = self._text(row)
        if self._spec.values and text in self._spec.values:
            text = self._spec.values[text]
        elif self._spec.values and text and self._spec.otherwise is None:
            raise self._bad(words.NO_VALUE, text)
        elif not text or self._spec.values:
            text = self._spec.otherwise or ""
        return self._typed(text) if text else None

    def _text(self, row: Mapping[str, Any]) -> str:
        if self._spec.pattern:
            return _PLACE.sub(lambda match: self._place(row, match), self._spec.pattern).strip()
        return next(filter(None, (self._look(row, column).strip() for column in self._columns)), "")

    def _place(self, row: Mapping[str, Any], match: re.Match[str]) -> str:
        text = self._look(row, match[1].strip())
        return text[: int(match[2])] if match[2] else text

    def _typed(self, text: str) -> Value:
        if self.name in TIMES:
            return self._time(text)
        if self.name in MONEY:
            return self._money([text])
        if self.name in COUNTS:
            return self._count(text)
        return self._flag(text) if self.name in FLAGS else text

    def _time(self, text: str) -> datetime:
        for form in self._formats:
            found = _parsed(text, form)
            if found is not None:
                return self._placed(found, text)
        raise self._bad(words.NO_TIME, text, format=", ".join(self._formats))

    def _placed(self, found: datetime, text: str) -> datetime:
        """A time with its zone, in UTC; of a promised date, the end of the day."""
        try:
            local = found.replace(tzinfo=self._zone) if found.tzinfo is None else found
            if self._spec.end_of_day:
                return end_of_day(local.astimezone(self._zone).date(), self._zone)
            return local.astimezone(UTC)
        except OverflowError:
            raise self._bad(words.NO_TIME, text, format=", ".join(self._formats)) from None

    def _money(self, texts: list[str]) -> int:
        total = Decimal(0)
        for text in filter(None, texts):
            try:
                amount = Decimal(_UNITS.sub("", text))
            except InvalidOperation:
                raise self._bad(words.NO_MONEY, text) from None
            if not amount.is_finite() or abs(amount) > 10**12:
                raise self._bad(words.NO_MONEY, text)
            total += amount
        return int((total * self._factor).quantize(Decimal(1), self._rounding))

    def _count(self, text: str) -> int:
        try:
            number = Decimal(text.replace(",", ""))
            if number == number.to_integral_value() and abs(number) < 10**9:
                return int(number)
        except InvalidOperation:
            pass
        raise self._bad(words.NO_COUNT, text)

    def _flag(self, text: str) -> bool:
        if text.casefold() in _YES | _NO:
            return text.casefold() in _YES
        raise self._bad(words.NO_FLAG, text)

    def _bad(self, text: Text, value: str, **values: object) -> BadRow:
        return bad(text, column=self.label, value=value, **values)


def _listed(one_or_more: str | list[str]) -> list[str]:
    return [one_or_more] if isinstance(one_or_more, str) else one_or_more


def _zone(where: str, name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise Failure(words.UNKNOWN_ZONE, where=where, name=name) from None


def _factor(where: str, money: Money) -> Decimal:
    try:
        factor = Decimal(str(money.factor))
    except InvalidOperation:
        factor = Decimal("NaN")
    if not factor.is_finite() or factor <= 0:
        raise Failure(words.BAD_FACTOR, where=where, name=money.factor)
    return factor


def _parsed(text: str, form: str) -> datetime | None:
    try:
        if form == "iso":
            return datetime.fromisoformat(text)
        if form == "epoch":
            return datetime.fromtimestamp(float(text), UTC)
        return datetime.strptime(text, form)  # noqa: DTZ007 (the mapping names the zone)
    except (ValueError, OverflowError, OSError):
        return None


def plain(value: Any) -> str:
    """A value of a JSON object as text; BadRow when it is an object or an array."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case str() | int() | float():
            return str(value)
        case _:
            raise bad(words.NOT_PLAIN, value=str(value))


def at_path(row: Mapping[str, Any], path: str) -> Any:
    """The value of a column, or of ``a.b`` inside nested objects; None where there is none."""
    if path in row:
        return row[path]
    found: Any = row
    for name in path.split("."):
        found = cast(Mapping[str, Any], found).get(name) if isinstance(found, dict) else None
    return found


def steps_of(path: str) -> Iterator[tuple[str, str]]:
    """The look-ups of ``"a > table.column > …"`` after its first column: (table, column)."""
    for step in path.split(">")[1:]:
        table, _, column = step.strip().partition(".")
        yield table, column
