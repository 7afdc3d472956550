"""Cursors: where a page ended, opaque to the caller."""

from collections.abc import Callable, Sequence
from typing import TypeVar
from urllib.parse import urlencode

from msgspec import structs

from desk.contract import base
from desk.contract.base import Page, PageLinks, PageMeta, PageQuery
from desk.contract.routes import ENDPOINTS

T = TypeVar("T")


encode = base.cursor


def decode(cursor: str | None) -> tuple[int, int] | None:
    """The sort position of a cursor, if there is one."""
    return None if cursor is None else base.position(cursor)


def page(
    name: str,
    query: PageQuery,
    rows: Sequence[T],
    position: Callable[[T], tuple[int, int]],
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
        kept = _given(query)
        kept["page[after]"] = encode(*position(shown[-1]))
        following = f"{ENDPOINTS[name].url(**parts)}?{urlencode(kept)}"
    return Page(
        data=shown,
        meta=PageMeta(has_more=more, total=total, synced_to=head),
        links=PageLinks(next=following),
    )


def _given(query: PageQuery) -> dict[str, object]:
    """What was asked for beyond what is asked for anyway, as it stands in an address."""
    found = [(field, getattr(query, field.name)) for field in structs.fields(query)]
    asked = {field.encode_name: value for field, value in found if value != field.default}
    return {name: str(value).lower() if isinstance(value, bool) else value for name, value in asked.items()}
