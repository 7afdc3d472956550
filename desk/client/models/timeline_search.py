"""Which rows a filter and a search let through, and where in them the hits are; for rows that arrive live."""

import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import datetime

from desk.client.models.timeline_row import Kind, Span, TimelineRow


@dataclass(frozen=True, slots=True)
class Criteria:
    """What of the stream is asked for. Empty kinds and an empty query ask for everything."""

    kinds: frozenset[Kind] = frozenset()
    query: str = ""
    as_of: datetime | int | None = None

    @property
    def narrow(self) -> bool:
        """Whether some entries are left out by kind or by search."""
        return bool(self.kinds or self.query)


def find(text: str, query: str) -> tuple[Span, ...]:
    """Every place where a word of the query stands in the text, whatever its case."""
    words = sorted(_words(query), key=len, reverse=True)
    if not words:
        return ()
    pattern = re.compile("|".join(map(re.escape, words)), re.IGNORECASE)
    return tuple((hit.start(), hit.end() - hit.start()) for hit in pattern.finditer(text))


def admit(row: TimelineRow, criteria: Criteria) -> TimelineRow | None:
    """The row with its hits marked, or None when the criteria leave it out.

    Every word of the query must occur, in the title, the body or the name; this is what the server's
    search does too, so a row that came live looks like one that came by page.
    """
    if criteria.kinds and row.kind not in criteria.kinds:
        return None
    words = _words(criteria.query)
    if not words:
        return row
    everything = "\n".join((row.title, row.body, row.who)).lower()
    if not all(word.lower() in everything for word in words):
        return None
    if row.hits or row.title_hits:
        return row
    return replace(row, hits=find(row.body, criteria.query), title_hits=find(row.title, criteria.query))


def _words(query: str) -> list[str]:
    return unicodedata.normalize("NFC", query).split()
