"""The timeline of one customer as a Qt list: pages on demand, live entries, memory that stays bounded."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, tzinfo
from operator import attrgetter
from time import monotonic
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal

from desk.client.models.formats import SEOUL
from desk.client.models.timeline_loader import PAGE, TimelineLoader
from desk.client.models.timeline_marks import TimelineMarks
from desk.client.models.timeline_row import (
    OLDEST,
    Cursor,
    Kind,
    TimelinePage,
    TimelineRow,
    TimelineSource,
)
from desk.client.models.timeline_search import Criteria, admit
from desk.client.models.timeline_state import Ask, Landing, Part, Work
from desk.client.models.timeline_window import TimelineWindow
from desk.contract.errors import DeskError

LIMIT = 2_000
FLUSH_SECONDS = 0.1


_ROOT = QModelIndex()
_place = attrgetter("place")


class TimelineModel(QAbstractListModel):
    """A window onto one customer's stream, oldest row first, rows waiting in the outbox last."""

    opened = Signal()
    """Fires when another customer is shown, before anything of him is there."""
    work_changed = Signal()
    """Fires when loading of any part began, ended or failed."""
    landed = Signal(object)
    """Fires when the rows are there for a place that was asked for; carries a Landing."""
    criteria_changed = Signal()
    """Fires when the filter, the search or the time looked at changed."""
    seen = Signal(int)
    """Fires when the reader has the end before him and newer events in it than ever; carries the newest one's key."""
    total_changed = Signal()
    """Fires when the number of matching entries became known or changed."""

    def __init__(self, parent: QObject | None = None, *, zone: tzinfo = SEOUL) -> None:
        super().__init__(parent)
        self.zone = zone
        self.marks = TimelineMarks(self)
        self.criteria = Criteria()
        self.total: int | None = None
        self._loader = TimelineLoader(self._take, self)
        self._loader.changed.connect(self.work_changed)
        self._window = TimelineWindow()
        self._pending: list[TimelineRow] = []
        self._shown: list[TimelineRow] = []
        self._queue: list[TimelineRow] = []
        self._held: list[TimelineRow] = []
        self._reader_key: int | None = None
        self._at_end = True
        self._seen_to = 0
        self._unread_from: int | None = None
        self._flushed = 0.0
        self._flush_timer = QTimer(self, singleShot=True)
        self._flush_timer.timeout.connect(self._flush)

    def count(self) -> int:
        """How many rows are in memory."""
        return len(self._window) + len(self._shown)

    def row(self, index: int) -> TimelineRow:
        """The row at an index; IndexError beyond the end."""
        loaded = len(self._window)
        return self._window.rows[index] if index < loaded else self._shown[index - loaded]

    def index_of(self, key: int) -> int | None:
        """Where the row of that key is, if it is in memory."""
        if key >= 0:
            return self._window.index(key)
        waiting = [row.key for row in self._shown]
        return len(self._window) + waiting.index(key) if key in waiting else None

    def has(self, key: int) -> bool:
        """Whether the entry of that key is in memory: it is shown, or it came and will be in a moment."""
        return key in self._window or any(row.key == key for row in (*self._queue, *self._held))

    def day(self, index: int) -> date:
        """The calendar day of a row where the centre is."""
        return self.row(index).at.astimezone(self.zone).date()

    @property
    def has_older(self) -> bool:
        """Whether there are entries before the first row."""
        return self._window.has_older

    @property
    def has_newer(self) -> bool:
        """Whether there are entries after the last row."""
        return self._window.has_newer

    def work(self, part: Part) -> Work:
        """How loading of a part stands."""
        return self._loader.work(part)

    @property
    def error(self) -> DeskError | None:
        """Why the last request that failed did so; None for a fault of the program."""
        return self._loader.error

    def open(self, source: TimelineSource | None, *, seen_to: int | None = None) -> None:
        """Show the newest entries of a customer, or nothing; what was shown before is gone at once.

        `seen_to` is the newest event the reader has seen of him: the unread line is drawn behind it.
        """
        self._loader.source = source
        self.criteria = Criteria()
        self._pending, self._queue, self._held = [], [], []
        self._seen_to, self._unread_from = seen_to or 0, seen_to
        self._replace(TimelineWindow())
        self.marks.clear()
        self.opened.emit()
        self.criteria_changed.emit()
        self.go_newest()

    def set_kinds(self, kinds: frozenset[Kind]) -> None:
        """Show only entries of these kinds; none means all."""
        self._narrow(replace(self.criteria, kinds=kinds))

    def set_query(self, query: str) -> None:
        """Show only entries in which every word occurs."""
        self._narrow(replace(self.criteria, query=query.strip()))

    def set_as_of(self, as_of: datetime | int | None) -> None:
        """Show the stream as it looked at a time or after an event; None is now."""
        self._narrow(replace(self.criteria, as_of=as_of))

    def show_everything(self) -> None:
        """Drop filter and search; the time looked at stays."""
        self._narrow(replace(self.criteria, kinds=frozenset(), query=""))

    def show_in_context(self, row: TimelineRow) -> None:
        """Drop filter and search and show what stands around an entry."""
        self.criteria = replace(self.criteria, kinds=frozenset(), query="")
        self.criteria_changed.emit()
        self._ask(Ask(Part.WHOLE, around=row.place, flash=True))

    def go_to(self, place: Cursor, *, flash: bool = False) -> None:
        """Show the first entry at or after a place, loading what is around it if need be."""
        if self._window.rows and self._window.covers(place) and self._loader.idle(Part.WHOLE):
            self._land(place, flash)
        else:
            self._ask(Ask(Part.WHOLE, around=place, flash=flash))

    def go_oldest(self) -> None:
        """Show where it all began."""
        if self._window.rows and not self._window.has_older and self._loader.idle(Part.WHOLE):
            self._land(OLDEST, flash=False)
        else:
            self._ask(Ask(Part.WHOLE, after=OLDEST))

    def go_newest(self) -> None:
        """Show the newest entries."""
        if self._window.rows and not self._window.has_newer and self._loader.idle(Part.WHOLE):
            self.landed.emit(Landing())
        else:
            self._ask(Ask(Part.WHOLE))

    def fetch_older(self) -> None:
        """Load the page before the first row, unless that is under way or failed (then `retry`)."""
        if self._may_fetch(Part.OLDER, self._window.has_older):
            self._ask(Ask(Part.OLDER, before=self._window.first))

    def fetch_newer(self) -> None:
        """Load the page after the last row, unless that is under way or failed (then `retry`)."""
        if self._may_fetch(Part.NEWER, self._window.has_newer):
            self._ask(Ask(Part.NEWER, after=self._window.last))

    def retry(self) -> None:
        """Ask again for everything that could not be had."""
        self._forget_held()
        self._loader.retry()

    def arrive(self, rows: Iterable[TimelineRow]) -> None:
        """Take entries from the live feed; shown at once, or within 0.1 s when they come thick and fast."""
        if self.criteria.as_of is not None:
            return
        self._queue += rows
        wait = self._flushed + FLUSH_SECONDS - monotonic()
        if wait <= 0:
            self._flush()
        elif not self._flush_timer.isActive():
            self._flush_timer.start(round(wait * 1000) + 1)

    def say_again(self, rows: Iterable[TimelineRow]) -> None:
        """Show known entries in other words, where they stand: the language was switched."""
        words = {row.key: row for row in rows}
        self._queue = [replace(words.get(row.key, row), command=row.command) for row in self._queue]
        self._held = [replace(words.get(row.key, row), command=row.command) for row in self._held]
        again = {key: admit(row, self.criteria) or row for key, row in words.items()}
        for index, row in enumerate(self._window.rows):
            self._window.replace(index, again.get(row.key, row))
        if again and self._window.rows:
            self.dataChanged.emit(self.index(0), self.index(len(self._window) - 1))

    def set_pending(self, rows: Iterable[TimelineRow]) -> None:
        """Show these rows (keys negative) as waiting in the outbox; all that wait, each time."""
        settled = {row.command for row in self._window.rows if row.command}
        self._pending = [row for row in rows if row.command not in settled]
        self._show_pending()

    def set_reader(self, key: int | None, *, at_end: bool) -> None:
        """Tell which row the reader's eye is held at, and whether he sees the newest one."""
        self._reader_key = key
        self._at_end = at_end and not self._window.has_newer
        if self._at_end:
            self.marks.caught_up()
            newest = max((row.key for row in self._window.rows[-PAGE:]), default=0)
            if newest > self._seen_to and self.criteria == Criteria():
                self._seen_to = newest
                self.seen.emit(newest)

    def _narrow(self, criteria: Criteria) -> None:
        if criteria == self.criteria:
            return
        self.criteria = criteria
        if criteria.as_of is not None:
            self._queue, self._held = [], []
        self.criteria_changed.emit()
        self._ask(Ask(Part.WHOLE))

    def _may_fetch(self, part: Part, more: bool) -> bool:
        return more and self._loader.idle(part) and len(self._window) > 0

    def _ask(self, ask: Ask) -> None:
        self._forget_held()
        self._loader.ask(ask, self.criteria)

    def _forget_held(self) -> None:
        """Held rows are for the pages now under way; a later page has them, perhaps in a newer state."""
        if not self._loader.busy:
            self._held = []

    def _take(self, ask: Ask, page: TimelinePage) -> None:
        if ask.part is Part.WHOLE:
            self._replace(TimelineWindow(page.rows, has_older=page.has_older, has_newer=page.has_newer))
            self._set_total(page.total)
            if page.pinned is not None:
                self.marks.show_pins(page.pinned)
        elif ask.part is Part.OLDER and ask.before == self._window.first:
            self._window.has_older = page.has_older and bool(page.rows)
            self._insert(row for row in page.rows if row.key not in self._window)
        elif ask.part is Part.NEWER and ask.after == self._window.last:
            self._window.has_newer = page.has_newer and bool(page.rows)
            self._insert(row for row in page.rows if row.key not in self._window)
        self._settle()
        # The page may have been read before these were written, and they had no place to go when they came.
        self._merge(self._held)
        self._forget_held()
        self._find_unread()
        if ask.part is Part.WHOLE:
            self._land(ask.around or ask.after, ask.flash)

    def _land(self, place: Cursor | None, flash: bool) -> None:
        if place is None or not self._window.rows:
            self.landed.emit(Landing())
        else:
            index = min(self._window.index_at(place), len(self._window) - 1)
            self.landed.emit(Landing(self._window.rows[index].key, flash))

    def _find_unread(self) -> None:
        """Draw the unread line as soon as the first entry the reader has not seen is loaded."""
        if self._unread_from is None or self.criteria != Criteria():
            return
        unseen = (row.key for row in self._window.rows if row.key > (self._unread_from or 0))
        first = next(unseen, None)
        if first is not None and first == self._window.rows[0].key and self._window.has_older:
            return
        self._unread_from = None
        self.marks.set_unread(first)

    def _replace(self, window: TimelineWindow) -> None:
        self.beginResetModel()
        self._window, self._shown = window, []
        self._reader_key, self._at_end = None, True
        self.endResetModel()

    def _flush(self) -> None:
        self._flush_timer.stop()
        self._flushed = monotonic()
        rows, self._queue = self._queue, []
        if self._loader.busy:
            self._held += rows
        if self._loader.work(Part.WHOLE) is not Work.LOADING:
            self._merge(rows)

    def _merge(self, rows: Iterable[TimelineRow]) -> None:
        self.marks.refresh_pins(rows)
        mine = {row.command for row in self._pending}
        end = self._window.last
        fresh: dict[int, TimelineRow] = {}
        for row in {row.key: row for row in rows}.values():
            admitted = admit(row, self.criteria)
            if not self._update(row.key, admitted) and admitted is not None:
                fresh[row.key] = admitted
        self._insert(row for row in fresh.values() if self._window.covers(row.place))
        if fresh and self.total is not None:
            self._set_total(self.total + len(fresh))
        self._settle()
        if not self._at_end:
            behind = sorted((row for row in fresh.values() if end is None or row.place > end), key=_place)
            self.marks.arrived(row for row in behind if not row.mine and row.command not in mine)

    def _update(self, key: int, row: TimelineRow | None) -> bool:
        """Show a known row as it is now; False if it is not known here (or no longer)."""
        index = self._window.index(key)
        if index is None:
            return False
        if row is not None and row.place == self._window.rows[index].place:
            self._window.replace(index, row)
            self.dataChanged.emit(self.index(index), self.index(index))
            return True
        self._remove(index, 1)
        return False

    def _insert(self, rows: Iterable[TimelineRow]) -> None:
        inserted = 0
        for index, run in self._window.runs(rows):
            self.beginInsertRows(_ROOT, index, index + len(run) - 1)
            self._window.insert(index, run)
            self.endInsertRows()
            inserted += len(run)
        if inserted:
            self._trim()

    def _remove(self, index: int, count: int) -> None:
        self.beginRemoveRows(_ROOT, index, index + count - 1)
        self._window.remove(index, count)
        self.endRemoveRows()

    def _trim(self) -> None:
        excess = len(self._window) - LIMIT
        if excess <= 0:
            return
        reading = self._window.index(self._reader_key) if self._reader_key is not None else None
        if reading is None or reading > len(self._window) // 2:
            self._window.has_older = True
            self._remove(0, excess)
        else:
            self._window.has_newer = True
            self._remove(len(self._window) - excess, excess)

    def _settle(self) -> None:
        """Drop pending rows whose event is here, and show the others where they can be seen."""
        if self._pending:
            self.set_pending(self._pending)

    def _show_pending(self) -> None:
        wanted: list[TimelineRow] = []
        if self.criteria.as_of is None and not self._window.has_newer:
            wanted = [row for row in (admit(row, self.criteria) for row in self._pending) if row is not None]
        same = 0
        while same < min(len(wanted), len(self._shown)) and wanted[same] == self._shown[same]:
            same += 1
        start, stale = len(self._window), len(self._shown) - same
        if stale:
            self.beginRemoveRows(_ROOT, start + same, start + same + stale - 1)
            del self._shown[same:]
            self.endRemoveRows()
        if len(wanted) > same:
            self.beginInsertRows(_ROOT, start + same, start + len(wanted) - 1)
            self._shown += wanted[same:]
            self.endInsertRows()

    def _set_total(self, total: int | None) -> None:
        if total != self.total:
            self.total = total
            self.total_changed.emit()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:
        return 0 if parent.isValid() else self.count()

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= self.count():
            return None
        row = self.row(index.row())
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return row.title
            case Qt.ItemDataRole.AccessibleDescriptionRole:
                return row.body
            case Qt.ItemDataRole.UserRole:
                return row
            case _:
                return None
