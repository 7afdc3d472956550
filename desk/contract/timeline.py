"""The timeline: the log of one customer, cut into pages."""

from typing import Annotated

from msgspec import Meta, field

from desk.contract.base import Answer, Cursor, Instant, PageLinks, PageMeta, PageSize, Request, Seq
from desk.contract.event_groups import Group
from desk.contract.events import Event

_GROUP = f"({'|'.join(Group)})"


class TimelineQuery(Request, frozen=True, kw_only=True):
    """Where to cut: before or after a cursor or around an instant (the first of these that is given), else the newest.

    ``kinds`` are groups joined by commas. ``q``: every word must stand in the entry's text, as any part of a word.
    ``as_of`` is a ``seq``, ``as_of_time`` an instant: the timeline as the log had it then.
    """

    size: PageSize = field(name="page[size]", default=50)
    before: Cursor | None = field(name="page[before]", default=None)
    after: Cursor | None = field(name="page[after]", default=None)
    around: Instant | None = None
    kinds: Annotated[str, Meta(max_length=200, pattern=f"^({_GROUP}(,{_GROUP})*)?$")] = ""
    q: Annotated[str, Meta(max_length=120)] = ""
    as_of: Seq | None = None
    as_of_time: Instant | None = None
    with_total_count: bool = False


class Entry(Answer, frozen=True, kw_only=True):
    """One line of a timeline: the event, where it is filed, and whether it is pinned."""

    group: Group
    event: Event
    pinned: bool = False


class TimelinePage(Answer, frozen=True, kw_only=True):
    """Entries from oldest to newest, with cursors for both directions.

    ``before`` and ``after`` continue from the first and the last entry, null when there is none; so do
    ``links.next`` (older) and ``links.prev`` (newer) where there is more; ``meta.has_more`` speaks of the direction
    asked for. ``pinned`` comes with pages that were not asked for by a cursor. Entries of merged records keep their
    own ``customer_id``.
    """

    data: list[Entry]
    meta: PageMeta
    links: PageLinks
    before: Cursor | None
    after: Cursor | None
    has_older: bool
    has_newer: bool
    pinned: list[Entry]
