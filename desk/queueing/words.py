"""What counts as alike in words: upper and lower case, wide and narrow letters, the digits of any script."""

import re
import unicodedata

_RUN = re.compile(r"[0-9]+|[^\W\d_]+")
_OTHER_DIGIT = re.compile(r"(?![0-9])\d")
_NARROW = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)}


def folded(text: str) -> str:
    """Upper and lower case, composed and decomposed Hangul, wide and narrow letters, digits of any script alike."""
    if text.isascii():
        return text.lower()
    narrow = unicodedata.normalize("NFC", text).translate(_NARROW).casefold()
    return _OTHER_DIGIT.sub(lambda found: str(unicodedata.decimal(found[0])), narrow)


def runs(text: str) -> list[str]:
    """The runs of letters and the runs of digits in a text, folded; all else only separates."""
    return _RUN.findall(folded(text))
