"""What the timeline shows: one row per entry, pages of rows, and the source that answers with pages."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal, Protocol, get_args

Kind = Literal[
    "call",
    "reply",
    "message",
    "note",
    "call_note",
    "order",
    "promise",
    "delivery",
    "payment",
    "survey",
    "change",
    "remedy",
]
RowTone = Literal["none", "good", "warn", "bad", "pending", "info"]
Span = tuple[int, int]
"""Start and length of a stretch of text, in characters (code points)."""

KINDS: frozenset[Kind] = frozenset(get_args(Kind))


@dataclass(frozen=True, slots=True, order=True)
class Cursor:
    """A place in the stream; the stream is ordered by time, then by key."""

    at: datetime
    key: int = 0


OLDEST = Cursor(datetime.min.replace(tzinfo=UTC))
"""Before everything that ever happened."""


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """One entry as it is shown. All texts are plain; texts of customers may hold anything at all."""

    key: int
    """The number of its event in the log. Negative while the entry only waits in the outbox."""
    at: datetime
    kind: Kind
    title: str = ""
    body: str = ""
    who: str = ""
    tone: RowTone = "none"
    tag: str = ""
    """The state in a word, to the right of the title."""
    icon: str = ""
    """The icon, where it says more than that of the kind."""
    ticket_id: int | None = None
    order_id: int | None = None
    link: str = ""
    numbers: tuple[str, ...] = ()
    hits: tuple[Span, ...] = ()
    title_hits: tuple[Span, ...] = ()
    command: str = ""
    """The command that caused it: a row from the log replaces the pending row of the same command."""

    mine: bool = False
    """Whether the reader did it himself: then it is not new to him."""

    @property
    def place(self) -> Cursor:
        """Where it stands in the stream."""
        return Cursor(self.at, self.key)


@dataclass(frozen=True, slots=True)
class TimelinePage:
    """A stretch of the stream without holes, oldest row first."""

    rows: tuple[TimelineRow, ...]
    has_older: bool
    has_newer: bool
    total: int | None = None
    """How many entries match altogether, where the source knows."""
    pinned: tuple["TimelineRow", ...] | None = None
    """What is pinned with this customer, first pinned first, where the source says so."""


class TimelineSource(Protocol):
    """Answers with pages of one customer's stream."""

    async def page(
        self,
        *,
        before: Cursor | None = None,
        after: Cursor | None = None,
        around: Cursor | None = None,
        size: int,
        kinds: frozenset[Kind],
        query: str,
        as_of: datetime | int | None,
    ) -> TimelinePage:
        """Up to `size` rows before, after or around a place; the newest ones when no place is given.

        Empty `kinds` means every kind, an empty `query` everything. With `as_of` (a time or an event
        number) the stream looks as it did then. Raises DeskError.
        """
        ...
