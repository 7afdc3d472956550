"""How often somebody may ask: token buckets, in memory."""

import time

from desk.contract.errors import ErrorCode, Refusal


class Buckets:
    """How many requests each session may still make (token buckets in memory)."""

    def __init__(self, rate: float, burst: int) -> None:
        self._rate, self._burst = rate, burst
        self._levels: dict[object, tuple[float, float]] = {}

    def take(self, who: object) -> None:
        """Take one; Refusal when none is left."""
        now = time.monotonic()
        level, since = self._levels.get(who, (float(self._burst), now))
        level = min(self._burst, level + (now - since) * self._rate)
        if level < 1:
            raise Refusal(ErrorCode.TOO_MANY_REQUESTS, retry_after=max(1, round((1 - level) / self._rate)))
        self._levels[who] = (level - 1, now)
        if len(self._levels) > 10_000:
            self._levels = {key: value for key, value in self._levels.items() if now - value[1] < 60}
