"""What the reader did to the timeline: pinned and unfolded entries, the unread line, how much is new."""

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from desk.client.models.timeline_row import TimelineRow


@dataclass(frozen=True, slots=True)
class PinWish:
    """An entry, and whether the reader wants it pinned."""

    row: TimelineRow
    pinned: bool


class TimelineMarks(QObject):
    """Marks on entries by their key; they outlive loading, trimming and filtering."""

    pins_changed = Signal()
    """Fires when entries were pinned or unpinned, or a pinned entry looks different now."""
    pin_wished = Signal(object)
    """Fires when the reader pinned or unpinned an entry himself; carries a PinWish."""
    fold_changed = Signal(int)
    """Fires when an entry was folded or unfolded; carries its key."""
    unread_changed = Signal()
    """Fires when the unread line moved, came or went."""
    new_count_changed = Signal()
    """Fires when entries arrived behind the reader's back, or he caught up."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pins: dict[int, TimelineRow] = {}
        self._unfolded: set[int] = set()
        self._unread_key: int | None = None
        self._new_count = 0

    @property
    def pins(self) -> tuple[TimelineRow, ...]:
        """The pinned rows, in the order they were pinned."""
        return tuple(self._pins.values())

    @property
    def unread_key(self) -> int | None:
        """The first entry the reader has not seen; the line is drawn above it."""
        return self._unread_key

    @property
    def new_count(self) -> int:
        """How many entries came to the end since the reader was last there."""
        return self._new_count

    def clear(self) -> None:
        """Begin with another customer."""
        self._pins.clear()
        self._unfolded.clear()
        self._unread_key = None
        self._new_count = 0
        self.pins_changed.emit()
        self.unread_changed.emit()
        self.new_count_changed.emit()

    def is_pinned(self, key: int) -> bool:
        """Whether the entry is pinned."""
        return key in self._pins

    def toggle_pin(self, row: TimelineRow) -> None:
        """Pin the entry, or unpin it, as the reader wishes; whoever sends wishes to the server is told."""
        wish = PinWish(row, pinned=not self.is_pinned(row.key))
        self.set_pinned(row, pinned=wish.pinned)
        self.pin_wished.emit(wish)

    def set_pinned(self, row: TimelineRow, *, pinned: bool) -> None:
        """Show the entry as pinned or not: the log says so, or a wish was refused."""
        if pinned != self.is_pinned(row.key):
            if pinned:
                self._pins[row.key] = row
            else:
                del self._pins[row.key]
            self.pins_changed.emit()

    def show_pins(self, rows: Iterable[TimelineRow]) -> None:
        """Show these entries as pinned, and no other."""
        pins = {row.key: row for row in rows}
        if pins != self._pins:
            self._pins = pins
            self.pins_changed.emit()

    def refresh_pins(self, rows: Iterable[TimelineRow]) -> None:
        """Show pinned entries as they are now."""
        newer = {row.key: row for row in rows if row.key in self._pins and self._pins[row.key] != row}
        if newer:
            self._pins.update(newer)
            self.pins_changed.emit()

    def is_unfolded(self, key: int) -> bool:
        """Whether the reader asked for the whole of a long entry."""
        return key in self._unfolded

    def toggle_fold(self, key: int) -> None:
        """Show the whole of a long entry, or only its first lines."""
        self._unfolded.symmetric_difference_update((key,))
        self.fold_changed.emit(key)

    def set_unread(self, key: int | None) -> None:
        """Draw the unread line above that entry, or nowhere."""
        if key != self._unread_key:
            self._unread_key = key
            self.unread_changed.emit()

    def arrived(self, rows: Iterable[TimelineRow]) -> None:
        """Entries came to the end while the reader was elsewhere."""
        keys = [row.key for row in rows]
        if not keys:
            return
        if self._new_count == 0:
            self.set_unread(keys[0])
        self._new_count += len(keys)
        self.new_count_changed.emit()

    def caught_up(self) -> None:
        """The reader saw the end; the unread line stays where it is until more arrives."""
        if self._new_count:
            self._new_count = 0
            self.new_count_changed.emit()
