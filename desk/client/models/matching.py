"""Finding what somebody types in what stands on screen, Korean included, to filter a list and to mark the hits."""

import re

#: The 19 initial consonants, in the order in which Unicode counts the syllables.
_INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_FIRST_SYLLABLE, _LAST_SYLLABLE = 0xAC00, 0xD7A3
_SYLLABLES_PER_INITIAL = 588
_LONE = re.compile("[ㄱ-ㅣ]")
_NUMBER = re.compile(r"\+?[\d\s().-]*\d[\d\s().-]*")
_BETWEEN_DIGITS = r"[\s().-]*"


def settled(query: str) -> str:
    """The query without a last syllable that has only begun: "배송ㅈ" looks for "배송"."""
    shorter = query.rstrip()
    while len(shorter) > 1 and _LONE.fullmatch(shorter[-1]) and not _LONE.fullmatch(shorter[0]):
        shorter = shorter[:-1].rstrip()
    return shorter.strip()


def initials(text: str) -> str:
    """The text with each Hangul syllable as its first consonant; as long as the text."""
    return "".join(
        _INITIALS[(ord(sign) - _FIRST_SYLLABLE) // _SYLLABLES_PER_INITIAL]
        if _FIRST_SYLLABLE <= ord(sign) <= _LAST_SYLLABLE
        else sign
        for sign in text
    )


def _spans(word: str, text: str) -> list[tuple[int, int]]:
    if _NUMBER.fullmatch(word):
        digits = [sign for sign in word if sign.isdigit()]
        pattern = _BETWEEN_DIGITS.join(map(re.escape, digits))
    else:
        pattern = re.escape(word)
    return [match.span() for match in re.finditer(pattern, text, re.IGNORECASE)]


def marks(query: str, text: str) -> list[tuple[int, int]]:
    """Where the words of the query stand in the text: (start, end) from left to right, not overlapping.

    Digits are found whatever stands between them; initial consonants alone ("ㅂㅅ") find syllables ("배송").
    """
    found: list[tuple[int, int]] = []
    for word in settled(query).split():
        spans = _spans(word, text)
        if not spans and all(_LONE.fullmatch(sign) for sign in word):
            spans = _spans(word, initials(text))
        found += spans
    joined: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def score(query: str, text: str) -> int:
    """How well the text answers the query; 0 when a word of it is missing. Starts of words count more."""
    points = 0
    for word in settled(query).split():
        spans = marks(word, text)
        if not spans:
            return 0
        start = spans[0][0]
        at_word = start == 0 or not text[start - 1].isalnum()
        points += 4 if start == 0 else 3 if at_word else 1
    return points
