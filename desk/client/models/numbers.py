"""Telephone numbers as Koreans write them."""

import re

_MASKED = re.compile(r"[^\d+]")
_KOREAN = re.compile(r"\+82(?P<area>2|1[016-9]|[3-6]\d|70|80|50\d?)(?P<middle>\d{3,4})(?P<last>\d{4})")
_NATIONWIDE = re.compile(r"\+82(?P<head>1[568]\d\d)(?P<last>\d{4})")


def national(number: str) -> str:
    """``+821012345678`` → ``010-1234-5678``. What is masked, foreign, short or written otherwise stays as it is."""
    if _MASKED.search(number):
        return number
    firm = _NATIONWIDE.fullmatch(number)
    if firm is not None:
        return f"{firm['head']}-{firm['last']}"
    found = _KOREAN.fullmatch(number)
    return f"0{found['area']}-{found['middle']}-{found['last']}" if found is not None else number
