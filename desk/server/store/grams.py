"""Search by any part of a word: text cut into overlapping grams for an FTS5 index, queries into expressions for it.

An index holds, for every place of a run of letters, the two letters that begin there, and for every place of a run
of digits the next three; fewer at a run's end. So a phrase of a query's grams is found exactly where the query stands
inside one run, a shorter query is the beginning of some gram, and nothing is found across two runs.
Korean needs this: words are written together with their endings, and most have only two syllables.
"""

from collections.abc import Iterable

from desk.queueing.words import runs
from desk.server.rules import numbers
from desk.server.rules.matching import INTERNATIONAL, Sought, squeezed

LETTERS, DIGITS = 2, 3
#: Marks of the two ends of a run that counts as a whole (a name, a number), and the beginning of a filter.
#: They are private characters, which runs never hold.
BEGIN, END, FILTER = "\ue000", "\ue001", "\ue002"
#: Finds nothing: no document holds it.
NOTHING = f'"{END}{BEGIN}"'


def _size(run: str) -> int:
    return DIGITS if run.strip(BEGIN + END).isdecimal() else LETTERS


def _grams(run: str) -> list[str]:
    size = _size(run)
    return [run[place : place + size] for place in range(len(run) - run.endswith(END))]


def _ended(text: str) -> list[str]:
    """The runs of a whole, with marks at its two ends."""
    found = runs(squeezed(text))
    if found:
        found[0] = BEGIN + found[0]
        found[-1] += END
    return found


def document(*, texts: Iterable[str] = (), wholes: Iterable[str] = (), filters: Iterable[str] = ()) -> str:
    """One row of an index: free texts, wholes whose two ends can be asked for, and filters (letters and digits)."""
    found = [FILTER + one for one in filters]
    for text in texts:
        for run in runs(text):
            found += _grams(run)
    for whole in wholes:
        for run in _ended(whole):
            found += _grams(run)
    return " ".join(found)


def part(run: str) -> str:
    """An expression for one run (folded), wherever it stands."""
    size = _size(run)
    if len(run) < size:
        return f'"{run}" *'
    return '"' + " ".join(run[place : place + size] for place in range(len(run) - size + 1)) + '"'


def filtered(name: str) -> str:
    """An expression for a filter."""
    return f'"{FILTER}{name}"'


def every(parts: Iterable[str]) -> str:
    """All of these expressions; of none, nothing."""
    return " AND ".join(parts) or NOTHING


def text_like(words: Iterable[str]) -> str:
    """An expression for texts that hold every one of these runs."""
    return every(part(word) for word in words)


def name_is(text: str) -> str:
    """An expression for wholes that are this."""
    return every(part(run) for run in _ended(text))


def name_begins(text: str) -> str:
    """An expression for wholes that begin with this."""
    found = _ended(text)
    if found:
        found[-1] = found[-1].removesuffix(END)
    return every(part(run) for run in found)


def number_ends(digits: str) -> str:
    """An expression for wholes that end with these digits."""
    return part(digits + END)


def number_begins(digits: str) -> str:
    """An expression for wholes that begin with these digits, as dialled at home or with the country before them."""
    if len(digits) < INTERNATIONAL or not digits.startswith("82"):
        return part(BEGIN + digits)
    at_home = digits.removeprefix("82")
    return f"({part(BEGIN + '0' + at_home)} OR {part(BEGIN + at_home)} OR {part(BEGIN + digits)})"


def person_like(sought: Sought) -> str:
    """An expression for the people a query may mean; NOTHING when it says too little."""
    if not sought.letters and not sought.domain and all(len(digits) < DIGITS for digits in sought.digits):
        return NOTHING
    parts = [part(letters) for letters in sought.letters]
    if sought.number is not None:
        ways = {_number_like(sought.digits[0]), part(numbers.national_digits(sought.number))}
        parts.append(f"({' OR '.join(sorted(ways))})")
    else:
        parts += map(_number_like, sought.digits)
    if sought.domain:
        parts.append(f'"{FILTER}m{sought.domain}" *')
    return every(parts)


def _number_like(digits: str) -> str:
    """Any digits of a number as it is dialled in Korea, or the beginning of one with its country."""
    if len(digits) < INTERNATIONAL or not digits.startswith("82"):
        return part(digits)
    return f"({part(digits)} OR {number_begins(digits)})"


def person(names: Iterable[str], dialled: Iterable[str], mails: Iterable[str]) -> str:
    """The row of somebody with these names, numbers as dialled at home, and mail addresses."""
    split = [mail.partition("@") for mail in mails]
    return document(
        texts=sorted({local for local, _, _ in split}),
        wholes=(*sorted({squeezed(name) for name in names}), *sorted(set(dialled))),
        filters=sorted({"m" + squeezed(domain) for _, _, domain in split if domain}),
    )
