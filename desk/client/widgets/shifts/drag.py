"""A drag in progress: what is held, where it would come to lie, and what that would do."""

from collections.abc import Callable
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
    #: A stretch of the bar is marked, to say what it shall be for.
    STRETCH = "stretch"


@dataclass(frozen=True, slots=True)
class Held:
    """Where the mouse took hold: of which bar, by what, at which minute."""

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
        kind = self.held.bar.pieces[number].activity
        before = [n for n, one in enumerate(self.held.bar.pieces) if one.activity is kind].index(number)
        mine = [one for one in self.bar.pieces if one.activity is kind]
        return mine[before] if before < len(mine) else None

    @property
    def forbidden(self) -> list[tuple[int, int]]:
        """Where whoever it would belong to cannot have it."""
        if self.held.grip not in (Grip.BAR,):
            return []
        user = self.bar.user_id
        if user not in self._forbidden:
            own = replace(self.held.bar, user_id=user)
            self._forbidden[user] = self._what_if.forbidden(self.shift, own)
        return self._forbidden[user]

    def to(self, minute: float, user_id: int | None = None) -> None:
        """The mouse is at another minute, perhaps in somebody else's row."""
        held, bar = self.held, self.held.bar
        by = snapped(minute - held.minute)
        number = held.piece if held.piece is not None else 0
        steps: dict[Grip, Callable[[], Bar]] = {
            Grip.BAR: lambda: moved(bar, by),
            Grip.START: lambda: begun(bar, snapped(bar.start + minute - held.minute)),
            Grip.END: lambda: ended(bar, snapped(bar.end + minute - held.minute)),
            Grip.PIECE: lambda: piece_moved(bar, number, by),
            Grip.STRETCH: lambda: bar,
        }
        there = steps[held.grip]()
        if held.grip is Grip.BAR and user_id is not None:
            there = replace(there, user_id=user_id)
        if held.grip is Grip.STRETCH:
            self._mark(minute)
        self.show(there)

    def by(self, minutes: int) -> None:
        """A step of the keyboard."""
        held, bar = self.held, self.bar
        match held.grip:
            case Grip.BAR:
                self.show(moved(bar, minutes))
            case Grip.START:
                self.show(begun(bar, bar.start + minutes))
            case Grip.END if held.piece is not None:
                self._step_piece(lambda number: piece_ended(bar, number, bar.pieces[number].end + minutes))
            case Grip.END:
                self.show(ended(bar, bar.end + minutes))
            case _:
                self._step_piece(lambda number: piece_moved(bar, number, minutes))

    def show(self, there: Bar) -> None:
        """It would be this bar."""
        if there == self.bar and self.prospect is not None:
            return
        self.bar = there
        after = self._what_if.at(self.shift, there)
        self.prospect = self._what_if.prospect(self.shift, after) if there != self.held.bar else None

    def _step_piece(self, step: Callable[[int], Bar]) -> None:
        """The piece keeps its kind while it wanders; its number may change."""
        number = self.held.piece
        if number is None:
            return
        kind = self.held.bar.pieces[number].activity
        mine = [n for n, one in enumerate(self.bar.pieces) if one.activity is kind]
        before = [n for n, one in enumerate(self.held.bar.pieces) if one.activity is kind]
        at = before.index(number)
        if at < len(mine):
            self.show(step(mine[at]))

    def _mark(self, minute: float) -> None:
        ends = sorted((snapped(self.held.minute), snapped(minute)))
        first, last = max(ends[0], self.bar.start), min(max(ends[1], ends[0] + SNAP), self.bar.end)
        self.stretch = (first, last) if last > first else None
