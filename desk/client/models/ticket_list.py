"""A list of tickets by any filter: page by page as one scrolls, in groups that fold, alive while somebody looks."""

import asyncio
from collections.abc import Callable
from typing import Any

from msgspec.structs import replace
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal

from desk.client.models import tasks
from desk.client.models.clock import Clock
from desk.client.models.colleagues import Colleagues
from desk.client.models.directory import Directory
from desk.client.models.plain import filled, visible
from desk.client.models.session import SessionModel
from desk.client.models.ticket_cells import TicketCells
from desk.client.models.ticket_lines import Block, Head, Line, Lines, More, difference
from desk.client.models.views import concerns_tickets
from desk.client.remote.feed import News
from desk.client.remote.remote import Remote
from desk.contract.base import PAGE_MAX
from desk.contract.errors import DeskError
from desk.contract.feed import Gap, PresenceList
from desk.contract.tickets import Presence, Ticket
from desk.contract.views import Column, Condition, Field, Filter, Group, ListDraft, Op, Sort, TicketList, ViewDraft

#: Before anybody has scrolled; and what is looked through again when something has changed, at most.
FIRST, LOOKED_AT = 50, 300
SETTLE_MS = 1_000
#: The columns one can sort by.
SORTS: dict[Column, Sort] = {
    Column.NUMBER: Sort.NUMBER,
    Column.PRIORITY: Sort.PRIORITY,
    Column.DUE: Sort.DUE,
    Column.CREATED: Sort.CREATED,
    Column.CHANGED: Sort.CHANGED,
}
_ROOT = QModelIndex()
Index = QModelIndex | QPersistentModelIndex


class TicketListModel(QAbstractTableModel):
    """The rows carry their line (`Ticket`, `Head` or `More`) under UserRole; words are in the language in force."""

    work_changed = Signal()
    """Loading began, ended or failed, or the count is another one; carries nothing."""

    def __init__(
        self,
        remote: Remote,
        session: SessionModel,
        directory: Directory,
        colleagues: Colleagues,
        clock: Clock,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._remote, self._session, self._colleagues = remote, session, colleagues
        self.cells = TicketCells(directory, colleagues, clock, self)
        self.draft = ViewDraft(name="-")
        self.columns: tuple[Column, ...] = self.draft.columns
        self.lines: list[Line] = []
        self.total = 0
        self.loading, self.stale = False, False
        self.error: DeskError | None = None
        self.words = ""
        self.title_words = ""
        #: The last line on screen: so much is looked at again when something has changed.
        self.last_seen = 0
        self._known = Lines()
        self._unfolded: set[str] = set()
        self._here: dict[int, list[Presence]] = {}
        #: What was said of tickets as they are; painting asks for it at every step of scrolling.
        self._words_of: dict[tuple[int, int, Column], str] = {}
        self._release: Callable[[], None] | None = None
        self._task: asyncio.Task[None] | None = None
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settle.timeout.connect(self._look_again)
        directory.changed.connect(self.retranslate)
        colleagues.changed.connect(self.retranslate)
        remote.feed.watch(self._hear)

    # What the view calls

    def show(self, draft: ViewDraft) -> None:
        """Show another list, from its beginning."""
        if draft.group is not self.draft.group:
            self._unfolded = set()
        self.draft = draft
        if draft.columns != self.columns:
            self.beginResetModel()
            self.columns = draft.columns
            self.endResetModel()
        self.title_words = ""
        self._put([])
        self.refresh()

    def set_columns(self, columns: tuple[Column, ...]) -> None:
        """Show other columns of the same tickets."""
        if columns != self.columns:
            self.beginResetModel()
            self.draft = replace(self.draft, columns=columns)
            self.columns = columns
            self.endResetModel()

    def refresh(self) -> None:
        """Ask for the beginning again."""
        self._stop()
        self.loading, self.error, self.stale = True, None, False
        self.work_changed.emit()
        self._task = tasks.start(self._fetch(), name="ticket list", owner=self)

    def listen(self, on: bool) -> None:
        """Hear of every ticket while the list is looked at."""
        if on and self._release is None:
            self._release = self._remote.feed.hold("tickets")
            self._colleagues.want()
            if self.lines or self.total:
                self._settle.start()
        elif not on and self._release is not None:
            self._release()
            self._release = None
            self._settle.stop()

    def stop(self) -> None:
        """Whoever sat here has gone: forget what was seen."""
        self.listen(False)
        self._stop()
        self._known = Lines()
        self.total, self._here = 0, {}
        self._put([])

    def want(self, first: int, last: int) -> None:
        """These lines are on screen: go on where a block ends among them or a little below."""
        self.last_seen = last
        if self.words:
            # What is found is little: going on for it would load the whole list.
            return
        for line in self.lines[max(0, first) : last + FIRST // 2]:
            if isinstance(line, More) and not line.block.asking and self.error is None and not self.loading:
                line.block.asking = True
                tasks.start(self._go_on(line.block), name="more of a ticket list", owner=self)
                return

    def fold(self, head: Head) -> None:
        """Fold a group, or unfold it."""
        block = head.block
        block.folded = not block.folded
        if block.value is not None:
            (self._unfolded.discard if block.folded else self._unfolded.add)(block.value)
        self._arrange()
        row = self.lines.index(head)
        self.dataChanged.emit(self.index(row, 0), self.index(row, len(self.columns) - 1))

    def find(self, words: str) -> None:
        """Show only what these words are found in, of what is loaded."""
        if words.strip() != self.words:
            self.words = words.strip()
            self._arrange()
            self.work_changed.emit()

    def find_by_title(self, words: str) -> None:
        """Look through the whole list, loaded or not, for titles with these words; empty: the whole list again."""
        if words.strip() != self.title_words:
            self.title_words = words.strip()
            self.refresh()

    def age(self) -> None:
        """Time has gone by: what is said of it is said anew when it is next shown."""
        self._words_of.clear()

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        self._words_of.clear()
        if self.lines:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.lines) - 1, len(self.columns) - 1))
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)

    @property
    def loaded(self) -> int:
        """How many tickets are here."""
        return self._known.loaded

    @property
    def whole(self) -> bool:
        """Whether all of the list is here."""
        return self._known.whole

    @property
    def tickets(self) -> list[Ticket]:
        """The tickets that are loaded, in their order."""
        return list(self._known.tickets())

    def line(self, index: Index) -> Line | None:
        """The line of a row."""
        return self.lines[index.row()] if 0 <= index.row() < len(self.lines) else None

    def ticket(self, index: Index) -> Ticket | None:
        """The ticket of a row; None where there is none, such as above a group."""
        line = self.line(index)
        return line if isinstance(line, Ticket) else None

    def row_of(self, ticket_id: int) -> int | None:
        """Where a ticket stands just now."""
        return next(
            (row for row, one in enumerate(self.lines) if isinstance(one, Ticket) and one.id == ticket_id), None
        )

    def here_words(self, ticket_id: int) -> str:
        """Who is on a ticket besides me, and whether they write."""
        return self.cells.here(self._here.get(ticket_id, []))

    def handle_error(self, error: DeskError) -> None:
        """The list stays as it was, and says that it is old."""
        self.loading, self.error = False, error
        for block in self._known.blocks:
            block.asking = False
        self.work_changed.emit()

    # Asking

    def _stop(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def _asked(self, **more: Any) -> ListDraft:
        asked = self.draft.filter
        if self.title_words:
            title = Condition(field=Field.TITLE, op=Op.CONTAINS, values=(self.title_words[:200],))
            asked = Filter(all=(*asked.all, title), any=asked.any)
        return ListDraft(
            filter=asked, sort=self.draft.sort, descending=self.draft.descending, group=self.draft.group, **more
        )

    async def _fetch(self) -> None:
        """The beginning of the list, in its groups if it has any; what was loaded beyond goes."""
        if self.draft.group is Group.NONE:
            await self._fetch_plain()
        else:
            await self._fetch_groups()

    async def _fetch_plain(self) -> None:
        """How many there are is asked for when the first are on screen: of many, counting takes longer than reading."""
        size = max(FIRST, min(PAGE_MAX, self.last_seen + 1))
        known = Lines()
        known.begin(None, self._unfolded, 0)
        _take(known.blocks[0], await self._remote.api.list_tickets(self._asked(size=size)))
        await self._read_on(known.blocks[0], self.last_seen)
        self._show(known, self.total if known.blocks[0].more else known.loaded)
        if known.blocks[0].more:
            self.total = (await self._remote.api.list_tickets(self._asked(size=1, with_groups=True))).meta.total or 0
            self.work_changed.emit()

    async def _fetch_groups(self) -> None:
        first = await self._remote.api.list_tickets(self._asked(size=1, with_groups=True))
        known = Lines()
        known.begin(first.groups, self._unfolded, first.meta.total or 0)
        for block in known.blocks:
            if not block.folded and known.loaded <= max(FIRST, self.last_seen):
                await self._read_on(block, 1)
        self._show(known, first.meta.total or 0)

    def _show(self, known: Lines, total: int) -> None:
        self.loading, self.error, self.stale = False, None, False
        self._known, self.total = known, total
        self._arrange()
        self.work_changed.emit()

    async def _read_on(self, block: Block, wanted: int) -> None:
        """Read until so many are here, or LOOKED_AT."""
        while block.more and len(block.tickets) < min(wanted, LOOKED_AT):
            asked = self._asked(size=PAGE_MAX, after=block.next, group_value=block.value)
            _take(block, await self._remote.api.list_tickets(asked))

    async def _go_on(self, block: Block) -> None:
        asked = self._asked(size=PAGE_MAX if block.tickets else FIRST, after=block.next, group_value=block.value)
        page = await self._remote.api.list_tickets(asked)
        block.asking = False
        if any(one is block for one in self._known.blocks):
            _take(block, page)
            self._arrange()
            self.work_changed.emit()

    def _arrange(self) -> None:
        self._put(self._known.shown(self.words, self.cells.whole))

    def _put(self, lines: list[Line]) -> None:
        """Take over the lines; those that were there before keep their rows, so that the reader's place stays."""
        start, gone, come = difference(self.lines, lines)
        if gone:
            self.beginRemoveRows(_ROOT, start, start + gone - 1)
            del self.lines[start : start + gone]
            self.endRemoveRows()
        if come:
            self.beginInsertRows(_ROOT, start, start + come - 1)
            self.lines[start:start] = lines[start : start + come]
            self.endInsertRows()
        changed = [row for row, (old, new) in enumerate(zip(self.lines, lines, strict=True)) if old is not new]
        self.lines = lines
        if changed:
            self.dataChanged.emit(self.index(changed[0], 0), self.index(changed[-1], len(self.columns) - 1))

    # The world goes on

    def _hear(self, news: News) -> None:
        if self._release is None:
            return
        if isinstance(news, PresenceList):
            self._meet(news.present)
        elif (isinstance(news, Gap) or concerns_tickets(news)) and not self._settle.isActive():
            self._settle.start()

    def _look_again(self) -> None:
        """Something has changed: look again, unless the reader is far down, where that would take his place away."""
        if self._release is None:
            return
        if self.loading or any(one.asking for one in self._known.blocks):
            self._settle.start()
        elif self.last_seen < LOOKED_AT:
            self.refresh()
        elif not self.stale:
            self.stale = True
            self.work_changed.emit()

    def _meet(self, present: list[Presence]) -> None:
        me = self._session.user
        here: dict[int, list[Presence]] = {}
        for one in present:
            if one.ticket_id is not None and (me is None or one.user_id != me.id):
                here.setdefault(one.ticket_id, []).append(one)
        if here != self._here:
            self._here = here
            self.retranslate()

    # Words

    def count_words(self, block: Block) -> str:
        """What a block is called, and how many are in it."""
        return filled(
            self.tr("{group}  ({count})"),
            group=self.cells.group(self.draft.group, block.value or ""),
            count=f"{block.count:,}",
        )

    def said(self, line: Line, column: int) -> str:
        """What stands in a cell."""
        if isinstance(line, Ticket):
            place = (line.id, line.version, self.columns[column])
            words = self._words_of.get(place)
            if words is None:
                words = visible(self.cells.cell(line, self.columns[column], self._here.get(line.id, [])))
                self._words_of[place] = words
            return words
        if column:
            return ""
        if isinstance(line, Head):
            return self.count_words(line.block)
        return self.tr("Enter looks through all titles") if self.words else self.tr("More is coming…")

    # Qt

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self.line(index) if index.isValid() else None
        if line is None:
            return None
        if role == Qt.ItemDataRole.UserRole:
            return line
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.said(line, index.column())
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return Qt.ItemFlag.ItemIsEnabled if isinstance(self.line(index), More) else flags

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return self.cells.words.column(self.columns[section])


def _take(block: Block, page: TicketList) -> None:
    """Add a page to what is loaded of a block; a ticket that has moved on since the page before stands once."""
    known = {one.id for one in block.tickets}
    block.tickets += [one for one in page.data if one.id not in known]
    block.next, block.more = page.next, page.meta.has_more and page.next is not None
