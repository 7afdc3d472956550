"""Text from outside made harmless to show: what would act is written out, and parts of a line keep their places."""

import re

# C0 and C1 controls but tab and newline; direction marks, embeddings, overrides and isolates; line and
# paragraph separators; the byte order mark; interlinear annotations; halves of surrogate pairs.
_ACTS = "\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff"
_ACTING = re.compile(f"[{_ACTS}]")
# Letters written from right to left: they turn the order of whatever stands beside them on a line.
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
_ISOLATE = re.compile(f"\u2068([^{_ACTS}\n]*+)\u2069")
_SHOWN_OTHERWISE = re.compile(f"{_ISOLATE.pattern}|\r\n?|[{_ACTS}]")


def joined(*parts: str, by: str = " · ") -> str:
    """One line of those parts that are not empty, harmless to show. A part written from right to left stands in an
    isolate, so that the parts keep their order."""
    return by.join(_apart(visible(part).replace("\n", " ")) for part in parts if part)


def filled(sentence: str, **parts: str | int) -> str:
    """A sentence of ours with its {names} filled in, harmless to show: how text from outside gets into a sentence.
    A part written from right to left stands in an isolate, so that it turns no word of the sentence around."""
    return sentence.format(**{name: _apart(visible(str(part))) for name, part in parts.items()})


def visible(text: str) -> str:
    """The text with every character that would act instead of being seen written out, as in ⟨U+202E⟩.

    Only what `joined` and `filled` make is left as it is: an isolate around words written from right to left.
    """
    return _SHOWN_OTHERWISE.sub(_shown, text) if _ACTING.search(text) else text


def visible_spans(text: str, spans: tuple[tuple[int, int], ...]) -> list[tuple[int, int]]:
    """Where stretches of `text` lie in `visible(text)`, start and length in the UTF-16 units Qt counts in.

    What reaches beyond the text or into the stretch before is cut, what is empty then left out.
    """
    found: list[tuple[int, int]] = []
    changes = [(match.end(), len(_shown(match)) - len(match[0])) for match in _SHOWN_OTHERWISE.finditer(text)][::-1]
    read = units = 0

    def go_to(place: int) -> int:
        nonlocal read, units
        units += _units(text[read:place])
        while changes and changes[-1][0] <= place:
            units += changes.pop()[1]
        read = place
        return units

    for start, length in sorted(spans):
        first = min(max(start, read), len(text))
        last = min(max(start + length, first), len(text))
        begin = go_to(first)
        if go_to(last) > begin:
            found.append((begin, units - begin))
    return found


def stretch(text: str, start: int, end: int) -> str:
    """The part of a text between two positions counted in UTF-16 units."""
    units = text.encode("utf-16-le", "surrogatepass")
    return units[2 * start : 2 * end].decode("utf-16-le", "ignore")


def _apart(shown: str) -> str:
    """What is shown, line by line in isolates where it would turn its surroundings; no part breaks out of them."""
    if not _RIGHT_TO_LEFT.search(_ISOLATE.sub("", shown)):
        return shown
    lines = _ISOLATE.sub(r"\1", shown).split("\n")
    return "\n".join(f"\u2068{line}\u2069" if _RIGHT_TO_LEFT.search(line) else line for line in lines)


def _shown(match: re.Match[str]) -> str:
    if match[0].startswith("\r"):
        return "\n"
    if match[1] is None:
        return f"⟨U+{ord(match[0]):04X}⟩"
    return match[0] if _RIGHT_TO_LEFT.search(match[1]) else f"⟨U+2068⟩{match[1]}⟨U+2069⟩"


def _units(text: str) -> int:
    return len(text) + sum(character > "\uffff" for character in text)
