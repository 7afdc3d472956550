"""Ready words with variables in braces: filled where the value is known, pointed out where it is not."""

import re
from collections.abc import Mapping

VARIABLES = ("customer", "agent", "order", "promise", "today")
_BLANK = re.compile(r"\{[a-z_]{2,20}\}")


def fill(words: str, values: Mapping[str, str]) -> str:
    """The words with every variable that has a value replaced by it; the others stay in their braces."""
    return _BLANK.sub(lambda blank: values.get(blank[0][1:-1], "") or blank[0], words)


def blanks(text: str) -> list[tuple[int, int]]:
    """Where variables still stand in a text, start and length in the UTF-16 units Qt counts in."""
    return [
        (len(text[: blank.start()].encode("utf-16-le")) // 2, blank.end() - blank.start())
        for blank in _BLANK.finditer(text)
    ]
