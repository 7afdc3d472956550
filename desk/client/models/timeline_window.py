"""The stretch of the stream that is in memory: sorted rows without holes, and whether its ends are open."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from operator import attrgetter

from desk.client.models.timeline_row import Cursor, TimelineRow

_place = attrgetter("place")


class TimelineWindow:
    """Rows in the order of the stream, found by key or by place."""

    def __init__(self, rows: Iterable[TimelineRow] = (), *, has_older: bool = False, has_newer: bool = False):
        unique = {row.key: row for row in rows}
        self.rows = sorted(unique.values(), key=_place)
        self.has_older = has_older
        self.has_newer = has_newer
        self._places = {row.key: row.place for row in self.rows}

    def __len__(self) -> int:
        return len(self.rows)

    def __contains__(self, key: int) -> bool:
        return key in self._places

    @property
    def first(self) -> Cursor | None:
        """The place of the oldest row."""
        return self.rows[0].place if self.rows else None

    @property
    def last(self) -> Cursor | None:
        """The place of the newest row."""
        return self.rows[-1].place if self.rows else None

    def index(self, key: int) -> int | None:
        """Where the row of that key is, or None."""
        place = self._places.get(key)
        return None if place is None else self.index_at(place)

    def index_at(self, place: Cursor) -> int:
        """Where a row of that place is or would be."""
        return bisect_left(self.rows, place, key=_place)

    def covers(self, place: Cursor) -> bool:
        """Whether a row of that place belongs into this stretch (and not into what is not loaded)."""
        if not self.rows:
            return not (self.has_older or self.has_newer)
        return not ((self.has_older and place < self.rows[0].place) or (self.has_newer and place > self.rows[-1].place))

    def runs(self, rows: Iterable[TimelineRow]) -> Iterator[tuple[int, list[TimelineRow]]]:
        """Where new rows go, as (index, neighbours), from the newest run to the oldest.

        Inserting each run at its index before the next one is taken puts every row in its place.
        """
        index, run = -1, list[TimelineRow]()
        for row in sorted(rows, key=_place, reverse=True):
            here = self.index_at(row.place)
            if run and here != index:
                yield index, run[::-1]
                run = []
            index = here
            run.append(row)
        if run:
            yield index, run[::-1]

    def insert(self, index: int, rows: list[TimelineRow]) -> None:
        """Put in rows that belong at that index."""
        self.rows[index:index] = rows
        self._places.update((row.key, row.place) for row in rows)

    def replace(self, index: int, row: TimelineRow) -> None:
        """Show a row of the same place and key differently."""
        self.rows[index] = row

    def remove(self, index: int, count: int) -> None:
        """Take out rows."""
        for row in self.rows[index : index + count]:
            del self._places[row.key]
        del self.rows[index : index + count]
