"""What searching the articles finds: counted once, from then on only what was written since.

Of half a million finds the count costs some hundredths of a second. An article never changes and never goes, so a
count up to some position of the log is right for ever.
"""

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desk.server.store.db import Tx

#: So many of the newest finds are remembered; who leafs further asks the index.
NEWEST = 60
#: The newest finds of a common word are among the last so many events.
TAIL = 20_000
#: Fewer finds are counted faster than looked up and brought up to date.
WORTH = 5_000
EXPRESSIONS = 1_000
#: After so many events (an import) counting anew is no slower.
FAR = 200_000


@dataclass(frozen=True, slots=True)
class Tally:
    """The finds up to a position of the log: how many, and the newest of them, the newest first."""

    upto: int
    total: int
    newest: tuple[int, ...]


class Tallies:
    """The tallies of common words; one for each database, used by all its readers."""

    def __init__(self) -> None:
        self._known: dict[str, Tally] = {}

    def find(self, tx: "Tx", expression: str, limit: int) -> tuple[list[int], int]:
        """The newest articles an expression finds, and how many there are in all."""
        tally = self._tally(tx, expression, tx.head)
        if limit <= len(tally.newest) or len(tally.newest) == tally.total:
            return list(tally.newest[:limit]), tally.total
        return _newest(tx, expression, limit), tally.total

    def _tally(self, tx: "Tx", expression: str, head: int) -> Tally:
        known = self._known.get(expression)
        if known is None or not known.upto <= head < known.upto + FAR:
            tally = _counted(tx, expression, head)
        elif known.upto == head:
            return known
        else:
            since = _since(tx, expression, known.upto)
            tally = Tally(head, known.total + len(since), (*since, *known.newest)[:NEWEST])
        if tally.total >= WORTH and (known is None or known.upto < tally.upto):
            self._known.pop(expression, None)
            self._known[expression] = tally
            while len(self._known) > EXPRESSIONS:
                self._known.pop(next(iter(self._known)), None)
        return tally


def _counted(tx: "Tx", expression: str, head: int) -> Tally:
    """Count and newest finds in one pass: to gather the grams that begin with one letter is half of the work."""
    sql = (
        "SELECT count(*) AS total, json_group_array(rowid) FILTER (WHERE rowid > ?) AS tail"
        " FROM texts WHERE texts MATCH ?"
    )
    row = tx.one(sql, (head - TAIL, expression))
    assert row is not None
    newest: list[int] = sorted(json.loads(row["tail"]), reverse=True)[:NEWEST]
    if len(newest) < min(NEWEST, row["total"]):
        newest = _newest(tx, expression, NEWEST)
    return Tally(head, row["total"], tuple(newest))


def _newest(tx: "Tx", expression: str, limit: int) -> list[int]:
    sql = "SELECT rowid FROM texts WHERE texts MATCH ? ORDER BY rowid DESC LIMIT ?"
    return [row["rowid"] for row in tx.all(sql, (expression, limit))]


def _since(tx: "Tx", expression: str, seq: int) -> list[int]:
    sql = "SELECT rowid FROM texts WHERE texts MATCH ? AND rowid > ? ORDER BY rowid DESC"
    return [row["rowid"] for row in tx.all(sql, (expression, seq))]
