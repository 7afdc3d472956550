"""What a screen reader is told of the timeline: a list whose items are the rows that can be seen."""

from typing import Any

from PySide6.QtCore import QObject, QRect
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget

from desk.client.models.plain import joined, visible
from desk.client.models.timeline_row import TimelineRow
from desk.client.widgets.timeline.reading import TimelineReading

_MOST_READ = 2_000


class RowHandle(QObject):
    """Stands for one row towards Qt: accessible objects live as long as a QObject does."""

    def __init__(self, view: TimelineReading, key: int) -> None:
        super().__init__(view)
        self.view = view
        self.key = key
        self.accessible: QAccessibleInterface | None = None


class AccessibleRow(QAccessibleInterface):
    """One row: its kind, title, state, author and time are its name, its text is its description."""

    def __init__(self, handle: RowHandle) -> None:
        super().__init__()
        self._handle = handle

    def _row(self) -> TimelineRow | None:
        model = self._handle.view.model
        index = model.index_of(self._handle.key)
        return None if index is None else model.row(index)

    def isValid(self) -> bool:
        return self._row() is not None

    def object(self) -> QObject:
        return self._handle

    def parent(self) -> QAccessibleInterface:
        return QAccessible.queryAccessibleInterface(self._handle.view)

    def child(self, index: int) -> Any:
        return None

    def childAt(self, x: int, y: int) -> Any:
        return None

    def childCount(self) -> int:
        return 0

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return -1

    def window(self) -> Any:
        return self._handle.view.window().windowHandle()

    def text(self, kind: QAccessible.Text) -> str:
        row = self._row()
        if row is None:
            return ""
        if kind == QAccessible.Text.Name:
            return row_name(self._handle.view, row)
        return visible(row.body[:_MOST_READ]) if kind == QAccessible.Text.Description else ""

    def setText(self, kind: QAccessible.Text, text: str) -> None:
        """A row cannot be written."""

    def role(self) -> QAccessible.Role:
        return QAccessible.Role.ListItem

    def rect(self) -> QRect:
        view = self._handle.view
        slot = view.flow.slot_of(self._handle.key)
        if slot is None:
            return QRect()
        corner = view.viewport().mapToGlobal(view.viewport().rect().topLeft())
        return QRect(corner.x(), corner.y() + slot.body, view.viewport().width(), slot.bottom - slot.body)

    def state(self) -> QAccessible.State:
        view, state = self._handle.view, QAccessible.State()
        state.focusable = state.selectable = True
        current = view.current_key == self._handle.key
        state.selected = current
        state.focused = current and view.hasFocus()
        state.offscreen = view.flow.slot_of(self._handle.key) is None
        return state


class AccessibleTimeline(QAccessibleWidget):
    """The list of the visible rows; behind them what floats over them (the viewport with its buttons)."""

    def __init__(self, view: TimelineReading) -> None:
        super().__init__(view, QAccessible.Role.List)
        self._view = view
        self._handles: dict[int, RowHandle] = {}
        self._told: list[int] = []
        view.settled.connect(self._tell_rows)
        view.current_changed.connect(self._tell_current)
        view.model.marks.new_count_changed.connect(self._tell_new)

    def childCount(self) -> int:
        return len(self._view.slots_now()) + 1

    def child(self, index: int) -> Any:
        slots = self._view.slots_now()
        if index == len(slots):
            return QAccessible.queryAccessibleInterface(self._view.viewport())
        if not 0 <= index < len(slots):
            return None
        key = slots[index].key
        handle = self._handles.get(key)
        if handle is None:
            handle = self._handles[key] = RowHandle(self._view, key)
        return QAccessible.queryAccessibleInterface(handle)

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        thing = child.object()
        if isinstance(thing, RowHandle):
            keys = [slot.key for slot in self._view.slots_now()]
            return keys.index(thing.key) if thing.key in keys else -1
        return len(self._view.slots_now()) if thing is self._view.viewport() else -1

    def childAt(self, x: int, y: int) -> Any:
        point = self._view.viewport().mapFromGlobal(QRect(x, y, 1, 1).topLeft())
        if not self._view.viewport().rect().contains(point):
            return None
        slots = self._view.slots_now()
        for index, slot in enumerate(slots):
            if slot.body <= point.y() < slot.bottom:
                return self.child(index)
        return self.child(len(slots))

    def focusChild(self) -> Any:
        keys = [slot.key for slot in self._view.slots_now()]
        current = self._view.current_key
        return self.child(keys.index(current)) if self._view.hasFocus() and current in keys else None

    def _tell_rows(self) -> None:
        keys = [slot.key for slot in self._view.flow.slots]
        for key in self._handles.keys() - set(keys):
            self._handles.pop(key).deleteLater()
        if keys != self._told:
            self._told = keys
            self._tell(QAccessibleEvent(self._view, QAccessible.Event.ObjectReorder))

    def _tell_current(self) -> None:
        keys = [slot.key for slot in self._view.slots_now()]
        if self._view.hasFocus() and self._view.current_key in keys:
            event = QAccessibleEvent(self._view, QAccessible.Event.Focus)
            event.setChild(keys.index(self._view.current_key))
            self._tell(event)

    def _tell_new(self) -> None:
        model = self._view.model
        if model.marks.new_count and model.count():
            newest = model.row(model.count() - 1)
            self._tell(QAccessibleAnnouncementEvent(self._view, row_name(self._view, newest)))

    @staticmethod
    def _tell(event: QAccessibleEvent) -> None:
        if QAccessible.isActive():
            QAccessible.updateAccessibility(event)


def row_name(view: TimelineReading, row: TimelineRow) -> str:
    """A row in one sentence, as it is read out."""
    moment = row.at.astimezone(view.model.zone)
    day = view.words.full_date(moment.date())
    parts = (view.words.kind(row.kind), row.title, row.tag, row.who, f"{day} {view.words.time(moment)}")
    return joined(*parts, by=", ")


def make_accessible() -> None:
    """Let Qt ask here for the accessible side of timelines; once for the program's life."""
    if not _installed:
        _installed.append(True)
        QAccessible.installFactory(_create)


_installed: list[bool] = []


def _create(_class: str, thing: QObject) -> QAccessibleInterface | None:
    # Qt owns what is made here, but Python must not lose its half before the thing itself goes.
    if isinstance(thing, RowHandle):
        thing.accessible = AccessibleRow(thing)
        return thing.accessible
    if isinstance(thing, TimelineReading):
        made = AccessibleTimeline(thing)
        thing.accessible = made
        return made
    return None
