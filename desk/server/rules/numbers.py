"""Telephone numbers: any notation a person or an exchange may use, made E.164; and back to how Koreans write them."""

import re
import unicodedata
from dataclasses import dataclass
from enum import Enum

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumber, PhoneNumberFormat

HOME = "KR"
HOME_PREFIX = "+82"
#: What exchanges write for a caller who hides the number, reduced to letters and digits.
_WITHHELD = frozenset(
    {"anonymous", "unknown", "restricted", "private", "withheld", "unavailable", "blocked", "hidden", "null", "none",
     "noname", "nonumber", "발신번호표시제한", "발신번호표시금지", "발신번호없음", "발신자표시제한", "번호없음",
     "비공개", "익명"}
)  # fmt: skip
_SHORT = re.compile(r"\d{2,6}")
_HOME_LIKE = re.compile(r"0[1-8]\d{7,10}")
_URI = re.compile(r"^\s*(?:sips?|tel):", re.IGNORECASE)
_EXTENSION = re.compile(r"(?:내선|교환|구내|ext\.?|x)\s*\d{1,6}\s*$", re.IGNORECASE)
#: Nationwide numbers of firms (1588-1234) have no area code and take no 0.
_FIRM = re.compile(r"1[568]\d{6}")
#: 050x and 030x numbers have a prefix of four digits.
_PERSONAL = re.compile(r"[53]0\d{8,9}")


class Kind(Enum):
    """What a caller id or a typed number turned out to be."""

    NUMBER = "number"
    #: A service or an extension (114, 201): digits that nobody outside can ring.
    SHORT = "short"
    WITHHELD = "withheld"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Telephone:
    """``number`` is E.164, the digits of a short number, empty when withheld, or the text nobody could read."""

    kind: Kind
    number: str


def read(written: str) -> Telephone:
    """What ``written`` stands for; never fails."""
    text = unicodedata.normalize("NFKC", written).replace("\0", "").strip()
    if _URI.match(text):
        text = _URI.sub("", text).partition("@")[0].partition(";")[0]
    bare = "".join(letter for letter in text.casefold() if letter.isalnum())
    if not bare or bare in _WITHHELD:
        return Telephone(Kind.WITHHELD, "")
    if _SHORT.fullmatch(bare) and "+" not in text:
        return Telephone(Kind.SHORT, bare)
    found = _parsed(_EXTENSION.sub("", text))
    return Telephone(Kind.UNREADABLE, text) if found is None else Telephone(Kind.NUMBER, found)


def e164(written: str) -> str | None:
    """The number in E.164, or None when it is short, withheld or unreadable."""
    telephone = read(written)
    return telephone.number if telephone.kind is Kind.NUMBER else None


def _parsed(text: str) -> str | None:
    """A Korean number, one with ``+``, or one of another country whose ``+`` was lost on the way."""
    digits = digits_of(text)
    home = _attempt(text, HOME)
    if home is not None and (phonenumbers.is_valid_number(home) or _reachable(text, digits, home)):
        return phonenumbers.format_number(home, PhoneNumberFormat.E164)
    if "+" in text or len(digits) < 10:
        return None
    abroad = _attempt("+" + digits.removeprefix("00"), None)
    if abroad is None or not phonenumbers.is_valid_number(abroad):
        return None
    return phonenumbers.format_number(abroad, PhoneNumberFormat.E164)


def _reachable(text: str, digits: str, number: PhoneNumber) -> bool:
    """Whether a number that no numbering plan lists is still written like one (plans change, callers do not wait)."""
    return phonenumbers.is_possible_number(number) and ("+" in text or _HOME_LIKE.fullmatch(digits) is not None)


def _attempt(text: str, region: str | None) -> PhoneNumber | None:
    try:
        return phonenumbers.parse(text, region)
    except NumberParseException:
        return None


def digits_of(query: str) -> str:
    """Its decimal digits, of any script, as 0 to 9."""
    return "".join(str(unicodedata.decimal(letter)) for letter in query if letter.isdecimal())


def national_digits(number: str) -> str:
    """The digits one dials inside Korea: ``+821012345678`` → ``01012345678``; of other countries, all digits."""
    if not number.startswith(HOME_PREFIX):
        return number.removeprefix("+")
    rest = number.removeprefix(HOME_PREFIX)
    return rest if _FIRM.fullmatch(rest) else "0" + rest


def area_of(number: str) -> str:
    """What comes before the subscriber's own part of a Korean number: ``010``, ``02``, ``0507``; a firm has none."""
    rest = number.removeprefix(HOME_PREFIX)
    if _FIRM.fullmatch(rest):
        return ""
    if _PERSONAL.fullmatch(rest):
        return "0" + rest[:3]
    return "02" if rest.startswith("2") else "0" + rest[:2]


def national(number: str) -> str:
    """As it is written on a card: ``010-1234-5678``, ``02-123-4567``, ``1588-1234``; other countries with ``+``."""
    if number.startswith(HOME_PREFIX):
        area, digits = area_of(number), national_digits(number)
        rest = digits.removeprefix(area)
        return "-".join(part for part in (area, rest[:-4], rest[-4:]) if part)
    found = _attempt(number, None)
    return number if found is None else phonenumbers.format_number(found, PhoneNumberFormat.INTERNATIONAL)
