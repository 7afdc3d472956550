"""Cursors: where a page ended, opaque to the caller."""

import base64
import binascii
from collections.abc import Callable, Sequence
from typing import TypeVar
from urllib.parse import urlencode

from desk.contract.base import MAX_ID, Page, PageLinks, PageMeta, PageQuery
from desk.contract.errors import ErrorCode, Refusal
from desk.contract.routes import ENDPOINTS

T = TypeVar("T")


def encode(*position: int) -> str:
    """The cursor of a sort position."""
    return base64.urlsafe_b64encode(".".join(map(str, position)).encode()).decode().rstrip("=")


def decode(cursor: str | None, width: int) -> tuple[int, ...] | None:
    """The sort position of a cursor with ``width`` numbers; Refusal when it is not one of ours."""
    if cursor is None:
        return None
    try:
        padded = cursor.encode("ascii") + b"=" * (-len(cursor) % 4)
        position = tuple(int(part) for part in base64.b64decode(padded, b"-_", validate=True).split(b"."))
    except (ValueError, binascii.Error, UnicodeEncodeError):
        raise Refusal(ErrorCode.INVALID_CURSOR, "take cursors from links.next") from None
    if len(position) != width or any(abs(part) > MAX_ID for part in position):
        raise Refusal(ErrorCode.INVALID_CURSOR, "take cursors from links.next")
    return position


def page(
    name: str,
    query: PageQuery,
    rows: Sequence[T],
    position: Callable[[T], tuple[int, ...]],
    *,
    head: int,
    total: int | None = None,
    **parts: object,
) -> Page[T]:
    """A page of endpoint ``name`` from ``size + 1`` fetched rows, with the address of the next one."""
    shown = list(rows[: query.size])
    more = len(rows) > query.size
    following = None
    if more and shown:
        kept = {
            field: getattr(query, attribute)
            for field, attribute in _fields(type(query)).items()
            if getattr(query, attribute) not in (None, False, "")
        }
        kept["page[after]"] = encode(*position(shown[-1]))
        following = f"{ENDPOINTS[name].url(**parts)}?{urlencode(kept)}"
    return Page(
        data=shown,
        meta=PageMeta(has_more=more, total=total, synced_to=head),
        links=PageLinks(next=following),
    )


def _fields(query: type[PageQuery]) -> dict[str, str]:
    return dict(zip(query.__struct_encode_fields__, query.__struct_fields__, strict=True))
