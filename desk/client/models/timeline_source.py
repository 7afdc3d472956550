"""One customer's stream as the timeline's model wants it: pages of rows, from the server's pages of events."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from desk.client.models.entry_words import EntryWords
from desk.client.models.timeline_row import Cursor, Kind, TimelinePage
from desk.client.remote.api import Api
from desk.client.remote.cache import Cache
from desk.contract import timeline as contract
from desk.contract.base import MAX_ID, PAGE_MAX, cursor
from desk.contract.event_groups import Group

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_GROUPS: dict[Kind, Group] = {
    "call": Group.CALL,
    "reply": Group.ARTICLE,
    "message": Group.ARTICLE,
    "note": Group.NOTE,
    "call_note": Group.NOTE,
    "order": Group.ORDER,
    "promise": Group.PROMISE,
    "delivery": Group.DELIVERY,
    "payment": Group.PAYMENT,
    "survey": Group.SURVEY,
    "change": Group.CHANGE,
}


class ApiTimelineSource:
    """Asks the server; the newest page comes from this workstation's memory while nobody answers.

    ``hear`` gets every page as it came, for pins and the position it reflects.
    """

    def __init__(
        self, api: Api, cache: Cache, words: EntryWords, customer_id: int, hear: Callable[[contract.TimelinePage], None]
    ) -> None:
        self._api = api
        self._cache = cache
        self._words = words
        self._customer_id = customer_id
        self._hear = hear

    async def page(
        self,
        *,
        before: Cursor | None = None,
        after: Cursor | None = None,
        around: Cursor | None = None,
        size: int,
        kinds: frozenset[Kind],
        query: str,
        as_of: datetime | int | None,
    ) -> TimelinePage:
        """Up to ``size`` rows before, after or around a place, or the newest; DeskError."""
        asked = contract.TimelineQuery(
            size=min(size, PAGE_MAX),
            before=None if before is None else _cursor(before),
            after=None if after is None else _cursor(after),
            around=None if around is None else around.at,
            kinds=",".join(sorted({_GROUPS[kind] for kind in kinds if kind in _GROUPS})),
            q=query,
            as_of=as_of if isinstance(as_of, int) else None,
            as_of_time=as_of if isinstance(as_of, datetime) else None,
            with_total_count=before is None and after is None,
        )
        newest = before is None and after is None and around is None
        if newest and not kinds and not query and as_of is None:
            found = (await self._cache.timeline(self._customer_id)).data
        else:
            found = await self._api.timeline(self._customer_id, asked)
        self._hear(found)
        return TimelinePage(
            rows=tuple(self._words.row(entry.event) for entry in found.data),
            has_older=found.has_older,
            has_newer=found.has_newer,
            total=found.meta.total,
            pinned=tuple(self._words.row(entry.event) for entry in found.pinned) if before is after is None else None,
        )


def _cursor(place: Cursor) -> str:
    micros = (place.at - _EPOCH) // timedelta(microseconds=1)
    return cursor(max(micros, -MAX_ID), place.key)
