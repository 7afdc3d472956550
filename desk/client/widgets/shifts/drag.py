"""A drag in progress: what is held, where it would come to lie, and what that would do."""

from dataclasses import dataclass, replace
from enum import Enum

from desk.client.models.rota_bars import Bar, Piece
from desk.client.models.rota_cuts import SNAP, begun, ended, moved, piece_ended, piece_moved, snapped
from desk.client.models.what_if import Prospect, WhatIf
from desk.contract.shifts import Shift


class Grip(Enum):
    """What is held."""

    BAR = "bar"
    START = "start"
    END = "end"
    PIECE = "piece"
    PIECE_END = "piece_end"
    #: A stretch of the bar is marked, to say what it shall be for.
    STRETCH = "stretch"


@dataclass(frozen=True, slots=True)
class Held:
    """Where it was taken hold of: which bar, by what, at which minute."""

    bar: Bar
    grip: Grip
    minute: float
    piece: int | None = None


class Drag:
    """Begins where a bar is held; every step says what it would be like there."""

    def __init__(self, held: Held, shift: Shift, what_if: WhatIf) -> None:
        self.held, self.shift = held, shift
        self._what_if = what_if
        self.bar = held.bar
        self.prospect: Prospect | None = None
        self.stretch: tuple[int, int] | None = None
        self._by = 0
        self._forbidden: dict[int, list[tuple[int, int]]] = {}

    @property
    def changes(self) -> bool:
        """Whether a drop here would change anything."""
        return self.bar != self.held.bar

    @property
    def piece(self) -> Piece | None:
        """The piece that is dragged, where it lies now."""
        number = self.held.piece
        if number is None:
            return None
        old = self.held.bar.pieces[number]
        shift = self._by if self.held.grip is Grip.PIECE else 0
        alike = [one for one in self.bar.pieces if one.activity is old.activity]
        return min(alike, key=lambda one: abs(one.start - old.start - shift), default=None)

    @property
    def forbidden(self) -> list[tuple[int, int]]:
        """Where whoever it would belong to cannot have it."""
        if self.held.grip is not Grip.BAR:
            return []
        user = self.bar.user_id
        if user not in self._forbidden:
            self._forbidden[user] = self._what_if.forbidden(self.shift, replace(self.held.bar, user_id=user))
        return self._forbidden[user]

    def to(self, minute: float, user_id: int | None = None) -> None:
        """The mouse is at another minute, perhaps in somebody else's row."""
        if self.held.grip is Grip.STRETCH:
            self._mark(minute)
            return
        self._by = snapped(minute - self.held.minute)
        self._show(user_id)

    def by(self, minutes: int) -> None:
        """A step of the keyboard."""
        self._by += minutes
        self._show(None)

    def _show(self, user_id: int | None) -> None:
        there = self._there()
        if self.held.grip is Grip.BAR and user_id is not None:
            there = replace(there, user_id=user_id)
        if there != self.bar:
            self.bar = there
            after = self._what_if.at(self.shift, there)
            self.prospect = self._what_if.prospect(self.shift, after) if self.changes else None

    def _there(self) -> Bar:
        held, bar, by = self.held, self.held.bar, self._by
        number = held.piece if held.piece is not None else 0
        match held.grip:
            case Grip.BAR:
                return moved(bar, by)
            case Grip.START:
                return begun(bar, bar.start + by)
            case Grip.END:
                return ended(bar, bar.end + by)
            case Grip.PIECE:
                return piece_moved(bar, number, by)
            case Grip.PIECE_END:
                return piece_ended(bar, number, bar.pieces[number].end + by)
            case Grip.STRETCH:
                return bar

    def _mark(self, minute: float) -> None:
        ends = sorted((snapped(self.held.minute), snapped(minute)))
        first, last = max(ends[0], self.bar.start), min(max(ends[1], ends[0] + SNAP), self.bar.end)
        self.stretch = (first, last) if last > first else None
