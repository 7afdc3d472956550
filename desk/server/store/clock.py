"""Instants as the database keeps them: whole microseconds since 1970, UTC."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

SEOUL = ZoneInfo("Asia/Seoul")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_ahead = timedelta()


def micros(at: datetime) -> int:
    """Microseconds since 1970 of an aware instant."""
    return (at - _EPOCH) // _MICROSECOND


def instant(value: int) -> datetime:
    """The instant of a stored number."""
    return _EPOCH + timedelta(microseconds=value)


def maybe_instant(value: int | None) -> datetime | None:
    """The instant of a stored number, or None."""
    return None if value is None else instant(value)


def maybe_micros(at: datetime | None) -> int | None:
    """Microseconds of an instant, or None."""
    return None if at is None else micros(at)


def now() -> datetime:
    """The present, in UTC."""
    return datetime.now(UTC) + _ahead


def set_ahead(ahead: timedelta) -> None:
    """Let the present lie ahead of the machine's clock: a demo plays at a time of day of its own."""
    global _ahead
    _ahead = ahead
