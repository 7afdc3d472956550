"""The lines of a list of tickets: groups that fold, what is loaded of each, what is found in it; no Qt, no network."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from desk.contract.base import Cursor
from desk.contract.tickets import Ticket
from desk.contract.views import GroupCount
from desk.queueing.words import folded


@dataclass(slots=True, eq=False)
class Block:
    """One group, or the whole list where there are none: what is loaded of it, and where it goes on."""

    value: str | None
    count: int
    folded: bool = False
    tickets: list[Ticket] = field(default_factory=list[Ticket])
    next: Cursor | None = None
    more: bool = True
    asking: bool = False


@dataclass(slots=True, eq=False)
class Head:
    """The line above a group."""

    block: Block


@dataclass(slots=True, eq=False)
class More:
    """The line where a block goes on."""

    block: Block


Line = Ticket | Head | More
Text = Callable[[Ticket], str]
"""Everything one can find a ticket by, as one text."""


class Lines:
    """``blocks`` are what is known; ``lines`` what is to be shown of them."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._ends: dict[int, tuple[Head, More]] = {}

    def begin(self, groups: Sequence[GroupCount] | None, unfolded: set[str], total: int) -> None:
        """A list begins: in these groups, or in none. Of groups, those that were unfolded are; else the first."""
        if groups is None:
            self.blocks = [Block(None, total)]
        else:
            self.blocks = [Block(one.value, one.count, folded=one.value not in unfolded) for one in groups]
            if self.blocks and all(one.folded for one in self.blocks):
                self.blocks[0].folded = False
        self._ends = {id(one): (Head(one), More(one)) for one in self.blocks}

    @property
    def loaded(self) -> int:
        """How many tickets are here."""
        return sum(len(one.tickets) for one in self.blocks)

    @property
    def whole(self) -> bool:
        """Whether all of the list is here."""
        return not any(one.more for one in self.blocks)

    def tickets(self) -> Iterator[Ticket]:
        """What is loaded, in its order."""
        for block in self.blocks:
            yield from block.tickets

    def shown(self, words: str = "", text: Text = str) -> list[Line]:
        """The lines, narrowed to what ``words`` are found in."""
        found: list[Line] = []
        runs = folded(words).split()
        for block in self.blocks:
            head, more = self._ends[id(block)]
            tickets = block.tickets if not runs else [one for one in block.tickets if _has(text(one), runs)]
            if block.value is not None and (tickets or not runs):
                found.append(head)
            if block.folded:
                continue
            found += tickets
            if block.more:
                found.append(more)
        return found


def _has(text: str, runs: list[str]) -> bool:
    there = folded(text)
    return all(run in there for run in runs)


def key(line: Line) -> object:
    """What makes a line the same one later."""
    if isinstance(line, Ticket):
        return line.id
    return (isinstance(line, Head), line.block.value)


def difference(before: Sequence[Line], after: Sequence[Line]) -> tuple[int, int, int]:
    """Where the lines differ: so many at the beginning are the same, then so many go and so many come."""
    start, least = 0, min(len(before), len(after))
    while start < least and key(before[start]) == key(after[start]):
        start += 1
    end = 0
    while end < least - start and key(before[-1 - end]) == key(after[-1 - end]):
        end += 1
    return start, len(before) - start - end, len(after) - start - end
