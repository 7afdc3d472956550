"""What counts as alike when people search, and what a query may be asking for."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

from desk.queueing.words import folded, runs
from desk.server.rules import numbers

_MAIL = re.compile(r"(\S*)@(\S*)")
#: Digits that a person groups as telephone numbers are grouped.
_DIAL = re.compile(r"[0-9](?:[\s().\-/+]*[0-9])*")
_TICKET = re.compile(r"#?\s*([1-9][0-9]{0,14})")
#: From so many digits on, a number that begins with 82 may be an international one; fewer say too little.
INTERNATIONAL = 5


def squeezed(text: str) -> str:
    """Letters and digits alone, as a name is compared."""
    return "".join(runs(text))


class Rank(IntEnum):
    """How well a find fits, best first."""

    EXACT = 0
    NAME = 1
    #: Of numbers only: people remember the last digits.
    ENDS = 2
    BEGINS = 3
    HOLDS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """A query taken apart: everything it may stand for."""

    text: str
    #: What it names if it is a ticket's number; ``marked`` when it says so with a ``#``.
    ticket_id: int | None
    marked: bool
    #: E.164, if it is a whole telephone number.
    number: str | None
    #: All runs, as words of a text.
    words: tuple[str, ...]
    #: As parts of a person: letters of the name or mail address, digits of numbers, the mail's domain.
    letters: tuple[str, ...]
    digits: tuple[str, ...]
    domain: str

    @property
    def dialled(self) -> str:
        """The digits when the query is nothing but a part of one number; else empty."""
        return self.digits[0] if len(self.digits) == 1 and not self.letters and not self.domain else ""

    @property
    def named(self) -> str:
        """The whole query as a name; empty when it cannot be one."""
        return "" if self.digits or self.domain else squeezed(self.text)


def sought(query: str) -> Sought:
    """Take a query apart; never fails."""
    text = folded(query).strip()
    ticket = _TICKET.fullmatch(text)
    rest, domain = text, ""
    if mail := _MAIL.search(text):
        domain = squeezed(mail[2])
        rest = text[: mail.start()] + " " + mail[1] + " " + text[mail.end() :]
    found = _DIAL.findall(rest)
    return Sought(
        text=query.strip(),
        ticket_id=int(ticket[1]) if ticket else None,
        marked=text.startswith("#"),
        number=numbers.e164(query),
        words=tuple(runs(text)),
        letters=tuple(run for run in runs(rest) if not run.isdecimal()),
        digits=tuple(numbers.digits_of(one) for one in found),
        domain=domain,
    )


def excerpt(text: str, words: Iterable[str], before: int = 24, length: int = 110) -> str:
    """One line of plain text around the first of ``words`` (folded runs) that stands in ``text``."""
    line = " ".join(unicodedata.normalize("NFC", text).split())
    pieces = [folded(letter) for letter in line]
    flat = "".join(pieces)
    places = [place for word in words if (place := flat.find(word)) >= 0]
    start = _letter_at(pieces, min(places)) if places else 0
    start = max(0, start - before) if start + length > len(line) or start > before else 0
    if len(line) - start < length:
        start = max(0, len(line) - length)
    shown = line[start : start + length]
    return ("…" if start else "") + shown.strip() + ("…" if start + length < len(line) else "")


def _letter_at(pieces: list[str], place: int) -> int:
    """Which letter of the unfolded line stands at a place of the folded one."""
    passed = 0
    for index, piece in enumerate(pieces):
        passed += len(piece)
        if passed > place:
            return index
    return len(pieces)
