"""When a command to an executor is sent again, asked after, and given up."""

from dataclasses import dataclass
from datetime import timedelta

#: No executor is waited for longer than this at its own wish.
MOST_PATIENT = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryRules:
    """Durations in seconds. ``patience``: for one exchange. ``unknown_after``: from hand-over to saying that nobody
    knows, from when on it is asked after. ``accepted_after``: until an executor that works on it is first asked how
    far it is. ``given_up_after``: without any sense in the answers it becomes a dead letter."""

    patience: float = 10.0
    first_pause: float = 1.0
    longest_pause: float = 15 * 60.0
    unknown_after: float = 30.0
    accepted_after: float = 60.0
    longest_accepted: float = 60 * 60.0
    given_up_after: float = 3 * 24 * 60 * 60.0


def pause(rules: DeliveryRules, attempts: int, wish: float | None, chance: float) -> timedelta:
    """How long to wait after so many failures: full jitter (``chance`` in [0, 1)) over an exponential, but not less
    than the executor's wish (Retry-After, in seconds)."""
    most = min(rules.longest_pause, rules.first_pause * 2 ** min(attempts, 30))
    wished = timedelta(seconds=min(wish or 0.0, MOST_PATIENT.total_seconds()))
    return max(timedelta(seconds=chance * most), wished)


def accepted_pause(rules: DeliveryRules, attempts: int, chance: float) -> timedelta:
    """How long to leave an executor alone that works on it: its call-back is expected, the question only a net."""
    most = min(rules.longest_accepted, rules.accepted_after * 2 ** min(attempts, 30))
    return timedelta(seconds=most * (0.75 + chance / 4))
