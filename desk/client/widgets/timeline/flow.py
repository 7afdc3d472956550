"""Where rows stand in the viewport: laid out around an anchor, so that what is read never moves by itself."""

from collections import deque
from dataclasses import dataclass, replace
from typing import Protocol

UNITS = 64
"""Steps of the scroll bar in one row."""


class Stream(Protocol):
    """Rows that can be measured one by one; heights in pixels."""

    def count(self) -> int:
        """How many rows there are."""
        ...

    def key(self, index: int) -> int:
        """What names the row whatever its index becomes."""
        ...

    def index_of(self, key: int) -> int | None:
        """Where the row of that key is now, or None."""
        ...

    def lead(self, index: int) -> int:
        """The height of what stands above the row proper: day header, unread line."""
        ...

    def height(self, index: int) -> int:
        """The height of the row without its lead."""
        ...


@dataclass(frozen=True, slots=True)
class Slot:
    """One row in the viewport: its lead begins at `top`, the row proper at `body`."""

    index: int
    key: int
    top: int
    body: int
    bottom: int


@dataclass(frozen=True, slots=True)
class Frame:
    """The viewport: its height, the room kept free above the first and below the last row, and the part
    at the top that something else covers."""

    height: int
    head: int = 0
    foot: int = 0
    cover: int = 0


class Flow:
    """Lays out only the rows that can be seen, from the anchor up and down."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream
        self._anchors: list[tuple[int, int]] = []
        self.slots: list[Slot] = []
        self.frame = Frame(0)
        self.stuck = True
        """Whether the newest row is held at the bottom, whatever arrives."""
        self.at_end = True
        """Whether the bottom of the newest row can be seen."""

    def hold(self, key: int, body: int) -> None:
        """Put the row proper of that key at a height of the viewport."""
        self._anchors, self.stuck = [(key, body)], False

    def prefer(self, key: int | None) -> None:
        """Of the rows seen now, hold this one first when something moves."""
        self._anchors.sort(key=lambda anchor: anchor[0] != key)

    def scroll(self, pixels: int) -> None:
        """Move the rows down by some pixels (up when negative)."""
        self._anchors = [(key, body + pixels) for key, body in self._anchors]
        self.stuck = False

    def arrange(self, frame: Frame) -> list[Slot]:
        """Lay out again; afterwards every visible row is a possible anchor, the topmost one first."""
        self.frame = frame
        rows = deque[Slot]()
        if self._stream.count():
            rows.append(self._start(frame))
            self._extend(rows, frame)
            self._close_gap_below(rows, frame)
            self._close_gap_above(rows, frame)
            # Closing the gap above may have brought the end of a short stream into view.
            self._close_gap_below(rows, frame)
        self.at_end = not rows or (
            rows[-1].index == self._stream.count() - 1 and rows[-1].bottom <= frame.height - frame.foot
        )
        self.slots = [slot for slot in rows if slot.bottom > 0 and slot.top < frame.height]
        inside = sorted(self.slots, key=lambda slot: slot.body < frame.cover)
        self._anchors = [(slot.key, slot.body) for slot in inside]
        return self.slots

    def slot_of(self, key: int) -> Slot | None:
        """Where the row of that key stands, if it can be seen."""
        return next((slot for slot in self.slots if slot.key == key), None)

    def slot_at(self, y: int) -> Slot | None:
        """The row proper at a height of the viewport."""
        return next((slot for slot in self.slots if slot.body <= y < slot.bottom), None)

    # -- the scroll bar counts rows, not pixels: heights of rows never seen are not known -----------

    def bar(self) -> tuple[int, int, int]:
        """Value, maximum and page step for the scroll bar."""
        if not self.slots:
            return 0, 0, UNITS
        first, last, frame = self.slots[0], self.slots[-1], self.frame
        start = first.index + max(0, -first.top) / (first.bottom - first.top)
        seen = min(1.0, (frame.height - frame.foot - last.top) / (last.bottom - last.top))
        page = max(0.1, last.index + seen - start)
        maximum = 0 if page >= self._stream.count() else round((self._stream.count() - page) * UNITS)
        return min(round(start * UNITS), maximum), maximum, max(1, round(page * UNITS))

    def seek(self, value: int) -> None:
        """Go where the scroll bar was put."""
        index = min(max(value, 0) // UNITS, self._stream.count() - 1)
        if index < 0:
            return
        lead, height = self._stream.lead(index), self._stream.height(index)
        hidden = round((value / UNITS - index) * (lead + height))
        self.hold(self._stream.key(index), lead - hidden if value > 0 else lead + self.frame.head)

    def stick(self) -> None:
        """Hold the newest row at the bottom."""
        self._anchors, self.stuck = [], True

    # -- layout -------------------------------------------------------------------------------------

    def _start(self, frame: Frame) -> Slot:
        if not self.stuck:
            for key, body in self._anchors:
                index = self._stream.index_of(key)
                if index is not None:
                    return self._slot(index, body - self._stream.lead(index))
        last = self._stream.count() - 1
        slot = self._slot(last, 0)
        return _moved(slot, frame.height - frame.foot - slot.bottom)

    def _slot(self, index: int, top: int) -> Slot:
        body = top + self._stream.lead(index)
        return Slot(index, self._stream.key(index), top, body, body + self._stream.height(index))

    def _extend(self, rows: deque[Slot], frame: Frame) -> None:
        while rows[-1].bottom < frame.height and rows[-1].index + 1 < self._stream.count():
            rows.append(self._slot(rows[-1].index + 1, rows[-1].bottom))
        while rows[0].top > 0 and rows[0].index > 0:
            above = self._slot(rows[0].index - 1, 0)
            rows.appendleft(_moved(above, rows[0].top - above.bottom))

    def _close_gap_below(self, rows: deque[Slot], frame: Frame) -> None:
        gap = frame.height - frame.foot - rows[-1].bottom
        if gap > 0 and rows[-1].index == self._stream.count() - 1:
            self._shift(rows, gap, frame)

    def _close_gap_above(self, rows: deque[Slot], frame: Frame) -> None:
        gap = rows[0].top - frame.head
        if gap <= 0 or rows[0].index > 0:
            return
        if rows[-1].index == self._stream.count() - 1:
            gap = min(gap, max(0, rows[-1].bottom - (frame.height - frame.foot)))
        self._shift(rows, -gap, frame)

    def _shift(self, rows: deque[Slot], pixels: int, frame: Frame) -> None:
        moved = [_moved(slot, pixels) for slot in rows]
        rows.clear()
        rows.extend(moved)
        self._extend(rows, frame)


def _moved(slot: Slot, pixels: int) -> Slot:
    return replace(slot, top=slot.top + pixels, body=slot.body + pixels, bottom=slot.bottom + pixels)
