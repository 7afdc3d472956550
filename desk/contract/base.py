"""The bases every message builds on, and the field types they share."""

from datetime import datetime
from typing import Annotated, Generic, TypeVar

import msgspec
from msgspec import Meta

MAX_ID = 2**53 - 1
MAX_TEXT = 20_000
PAGE_MAX = 100

#: An entity's id is the ``seq`` of the event that created it: unique over the whole site.
Id = Annotated[int, Meta(ge=1, le=MAX_ID)]
Seq = Annotated[int, Meta(ge=0, le=MAX_ID)]
#: Money is whole South Korean won.
Won = Annotated[int, Meta(ge=0, le=10_000_000_000)]
Name = Annotated[str, Meta(min_length=1, max_length=120)]
Line = Annotated[str, Meta(max_length=300)]
Text = Annotated[str, Meta(max_length=MAX_TEXT)]
Words = Annotated[str, Meta(min_length=1, max_length=MAX_TEXT)]
#: A telephone number in any notation a person may type; the server normalises it to E.164.
DialString = Annotated[str, Meta(min_length=2, max_length=40)]
#: An instant with its zone; UTC on the wire.
Instant = Annotated[datetime, Meta(tz=True)]
PageSize = Annotated[int, Meta(ge=1, le=PAGE_MAX)]
#: Where a page ended: the sort position's two numbers; opaque to callers (see ``cursor``).
Cursor = Annotated[str, Meta(max_length=40, pattern=r"^-?[0-9]{1,18}\.-?[0-9]{1,18}$")]

T = TypeVar("T")


class Request(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a caller sends: a misspelt field is refused, not ignored."""


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What the server sends: an older client skips fields it does not know."""


class PageMeta(Answer, frozen=True, kw_only=True):
    """``total`` is counted only where the request asks for it or counting is cheap."""

    has_more: bool
    total: int | None = None
    #: The log position the page reflects: events after it are not in it.
    synced_to: Seq = 0


class PageLinks(Answer, frozen=True, kw_only=True):
    """Ready-made addresses of the neighbouring pages; null at the ends."""

    next: str | None = None
    prev: str | None = None


class Page(msgspec.Struct, Generic[T], frozen=True, kw_only=True):
    """One page of a list, cut by a cursor and never by an offset."""

    data: list[T]
    meta: PageMeta
    links: PageLinks = PageLinks()


class Written(msgspec.Struct, Generic[T], frozen=True, kw_only=True):
    """The answer to a write: the record after it, and the log position that includes it."""

    data: T
    synced_to: Seq


class PageQuery(Request, frozen=True, kw_only=True):
    """Cursor paging; ``page[after]`` continues from the page whose ``links.next`` holds it."""

    size: PageSize = msgspec.field(name="page[size]", default=50)
    after: Cursor | None = msgspec.field(name="page[after]", default=None)


class NoBody(Request, frozen=True, kw_only=True):
    """An empty object, for writes that need no words."""


class Done(Answer, frozen=True, kw_only=True):
    """Nothing more to say than that it was done."""

    ok: bool = True


def cursor(first: int, second: int) -> str:
    """The cursor of a sort position, such as an instant in microseconds and a ``seq``."""
    return f"{first}.{second}"


def position(cursor: str) -> tuple[int, int]:
    """The sort position of a cursor that has its form."""
    first, _, second = cursor.partition(".")
    return int(first), int(second)
