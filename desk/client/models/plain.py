"""Text from outside made harmless to show: what would act is written out, and parts of a line keep their places."""

import re

_LINE_ENDS = re.compile("\r\n?")
# C0 and C1 controls but tab and newline; direction marks, embeddings, overrides and isolates; line and
# paragraph separators; the byte order mark; interlinear annotations; halves of surrogate pairs.
_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
# Letters written from right to left: they turn the order of whatever stands beside them on a line.
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")


class Joined(str):
    """A line made by ``joined``: nothing in it is to be written out any more."""

    __slots__ = ()


def joined(*parts: str, by: str = " · ") -> Joined:
    """One line of those parts that are not empty, harmless to show. A part written from right to left stands in an
    isolate of ours, so that the parts keep their order."""
    return Joined(by.join(_apart(part) for part in parts if part))


def visible(text: str) -> str:
    """The text with every character that would act instead of being seen written out, as in ⟨U+202E⟩."""
    if isinstance(text, Joined):
        return text
    return _HIDDEN.sub(_written_out, _LINE_ENDS.sub("\n", text))


def visible_spans(text: str, spans: tuple[tuple[int, int], ...]) -> list[tuple[int, int]]:
    """Where stretches of `text` lie in `visible(text)`, start and length in the UTF-16 units Qt counts in.

    What reaches beyond the text or into the stretch before is cut, what is empty then left out.
    """
    found: list[tuple[int, int]] = []
    read = units = 0
    for start, length in sorted(spans):
        first = min(max(start, read), len(text))
        last = min(max(start + length, first), len(text))
        begin = units + _units(visible(text[read:first]))
        read, units = last, begin + _units(visible(text[first:last]))
        if units > begin:
            found.append((begin, units - begin))
    return found


def stretch(text: str, start: int, end: int) -> str:
    """The part of a text between two positions counted in UTF-16 units."""
    units = text.encode("utf-16-le", "surrogatepass")
    return units[2 * start : 2 * end].decode("utf-16-le", "ignore")


def _apart(part: str) -> str:
    shown = visible(part).replace("\n", " ")
    return f"\u2068{shown}\u2069" if _RIGHT_TO_LEFT.search(shown) and not isinstance(part, Joined) else shown


def _written_out(match: re.Match[str]) -> str:
    return f"⟨U+{ord(match[0]):04X}⟩"


def _units(text: str) -> int:
    return len(text) + sum(character > "\uffff" for character in text)
