"""Who else is on a ticket or a customer just now; kept in memory, forgotten after a minute of silence."""

import time
from collections.abc import Callable

from desk.contract.feed import PresenceList
from desk.contract.tickets import Presence, PresenceAct, PresenceReport
from desk.contract.users import UserBrief

FORGOTTEN_AFTER = 60.0


class PresenceBoard:
    """The latest report of every person for every place."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._seen: dict[tuple[str, int], tuple[float, Presence]] = {}

    def report(self, user: UserBrief, report: PresenceReport) -> str:
        """Note a report; returns the topic whose listeners should hear."""
        topic = f"ticket:{report.ticket_id}" if report.ticket_id else f"customer:{report.customer_id or 0}"
        if report.act is PresenceAct.GONE:
            self._seen.pop((topic, user.id), None)
        else:
            self._seen[topic, user.id] = (
                self._clock(),
                Presence(
                    user_id=user.id,
                    name=user.name,
                    act=report.act,
                    ticket_id=report.ticket_id,
                    customer_id=report.customer_id,
                ),
            )
        return topic

    def present(self, topics: frozenset[str]) -> PresenceList:
        """Everybody in the places of these topics; ``tickets`` stands for every ticket."""
        limit = self._clock() - FORGOTTEN_AFTER
        self._seen = {place: seen for place, seen in self._seen.items() if seen[0] >= limit}
        return PresenceList(
            present=[
                one
                for (topic, _), (_, one) in self._seen.items()
                if topic in topics or ("tickets" in topics and topic.startswith("ticket:"))
            ]
        )
