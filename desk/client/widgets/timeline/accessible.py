"""What a screen reader is told of the timeline: a list whose items are the rows that can be seen."""

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

from desk.client.models.plain import joined, visible
from desk.client.models.timeline_row import TimelineRow
from desk.client.widgets.accessible import AccessibleItems, ItemHandle, told_by
from desk.client.widgets.timeline.reading import TimelineReading

_MOST_READ = 2_000


class RowHandle(ItemHandle):
    """One row: its kind, title, state, author and time are its name, its text is its description."""

    def __init__(self, view: TimelineReading, key: int) -> None:
        super().__init__(view)
        self.view, self.key = view, key

    def _row(self) -> TimelineRow | None:
        index = self.view.model.index_of(self.key)
        return None if index is None else self.view.model.row(index)

    def name(self) -> str:
        row = self._row()
        return "" if row is None else row_name(self.view, row)

    def description(self) -> str:
        row = self._row()
        return "" if row is None else visible(row.body[:_MOST_READ])

    def rect(self) -> QRect:
        slot = self.view.flow.slot_of(self.key)
        if slot is None:
            return QRect()
        return QRect(0, slot.body, self.view.viewport().width(), slot.bottom - slot.body)

    def is_there(self) -> bool:
        return self._row() is not None

    def is_current(self) -> bool:
        return self.view.current_key == self.key


class AccessibleTimeline(AccessibleItems[int]):
    """The visible rows; what is new is read out by itself."""

    def __init__(self, view: TimelineReading) -> None:
        super().__init__(view)
        self._view = view
        view.settled.connect(self.tell_items)
        view.current_changed.connect(self.tell_current)
        view.model.marks.new_count_changed.connect(self._tell_new)

    def keys(self) -> list[int]:
        return [slot.key for slot in self._view.slots_now()]

    def key_at(self, point: QPoint) -> int | None:
        slots = self._view.slots_now()
        return next((slot.key for slot in slots if slot.body <= point.y() < slot.bottom), None)

    def current_key(self) -> int | None:
        return self._view.current_key

    def handle_for(self, key: int) -> RowHandle:
        return RowHandle(self._view, key)

    def _tell_new(self) -> None:
        model = self._view.model
        if QAccessible.isActive() and model.marks.new_count and model.count():
            newest = model.row(model.count() - 1)
            event = QAccessibleAnnouncementEvent(self._view, row_name(self._view, newest))
            QAccessible.updateAccessibility(event)


def row_name(view: TimelineReading, row: TimelineRow) -> str:
    """A row in one sentence, as it is read out."""
    moment = row.at.astimezone(view.model.zone)
    day = view.words.full_date(moment.date())
    parts = (view.words.kind(row.kind), row.title, row.tag, row.who, f"{day} {view.words.time(moment)}")
    return joined(*parts, by=", ")


def make_accessible() -> None:
    """Let Qt ask here for the accessible side of timelines."""
    told_by(TimelineReading, AccessibleTimeline)
