"""Mapping files: which column is what, in which zone times are told, and what money is worth.

A mapping is TOML. ``source`` is the name space of the shop's ids. Each kind of record has a section that names its
file and, for every field of the record, where its value comes from:

    field = "column"                            the value of a column
    field = { column = ["mobile", "phone"] }    the first of these columns that is not empty
    field = { pattern = "{city} {id:6}" }       columns put together; ``:6`` keeps six characters
    field = { constant = "basic" }              the same for every row
    field = { sum = ["price", "freight"] }      amounts added up

A column may be looked up in another file: ``"product_id > products.category"`` takes the row of table ``products``
(declared under ``[tables.products]`` with its file and its key) whose key is the value of ``product_id``. With such a
value, ``values`` translates words, ``otherwise`` stands in where nothing is found, ``format`` and ``zone`` read times,
and ``end_of_day`` makes of a promised date the end of that day in its zone.

``arrivals`` are the calls that a former exchange counted, an interval of 5, 15, 30 or 60 ``minutes`` a row.
"""

import tomllib
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from desk.contract.ingest import (
    CustomerRecord,
    OrderLine,
    OrderRecord,
    PastArticle,
    Payment,
    Record,
    SurveyRecord,
    TicketRecord,
)
from desk.server.admin import import_words as words
from desk.server.admin.words import Failure
from desk.server.rules.past_arrivals import ArrivalsRow

#: What a row of a file may say.
Said = Record | ArrivalsRow
#: Kinds of records, in the order in which they can be imported.
KINDS: dict[str, type[Said]] = {
    "customers": CustomerRecord,
    "orders": OrderRecord,
    "surveys": SurveyRecord,
    "tickets": TicketRecord,
    "arrivals": ArrivalsRow,
}
#: The lists inside a record, and what they hold.
LISTS: dict[str, type[OrderLine | Payment | PastArticle]] = {
    "items": OrderLine,
    "payments": Payment,
    "articles": PastArticle,
}


class _Part(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A piece of a mapping: a misspelt word is refused."""


class Spec(_Part, frozen=True, kw_only=True):
    """Where a value comes from and how it is read."""

    column: str | list[str] = []
    pattern: str = ""
    constant: str | int | bool | None = None
    sum: list[str] = []
    values: dict[str, str] = {}
    otherwise: str | None = None
    format: str | list[str] = []
    zone: str = ""
    end_of_day: bool = False


Given = str | Spec


class ListSpec(_Part, frozen=True, kw_only=True):
    """A list inside a record: the rows of ``table`` whose key is the value of ``by``, or a JSON array (``array``)."""

    table: str = ""
    by: str = ""
    array: str = ""
    fields: dict[str, Given] = {}


class Section(_Part, frozen=True, kw_only=True):
    """One kind of record. ``repeated`` says what a second row with the same id is: an error, or the first row again."""

    file: str = ""
    fields: dict[str, Given | list[Given]] = {}
    lists: dict[str, ListSpec] = {}
    repeated: Literal["error", "first"] = "error"


class Table(_Part, frozen=True, kw_only=True):
    """Another file beside the imported one, found by the values of its column ``key``."""

    file: str
    key: str


class Times(_Part, frozen=True, kw_only=True):
    """How times are written: ``strftime`` formats, ``iso`` or ``epoch``; the zone counts where a time names none."""

    zone: str = "Asia/Seoul"
    formats: list[str] = msgspec.field(default_factory=lambda: ["iso"])


class Money(_Part, frozen=True, kw_only=True):
    """What one unit is worth in won, and how fractions of a won are rounded."""

    factor: str | int | float = "1"
    rounding: Literal["half_up", "half_even", "down", "up"] = "half_up"


class Mapping(_Part, frozen=True, kw_only=True):
    """A whole mapping file."""

    source: Annotated[str, Meta(min_length=1, max_length=200)]
    encoding: str = ""
    delimiter: Annotated[str, Meta(min_length=1, max_length=1)] = ","
    times: Times = Times()
    money: Money = Money()
    tables: dict[str, Table] = {}
    customers: Section | None = None
    orders: Section | None = None
    surveys: Section | None = None
    tickets: Section | None = None
    arrivals: Section | None = None

    def section(self, kind: str) -> Section | None:
        """The section of a kind of record."""
        found: Section | None = getattr(self, kind)
        return found


def load(path: Path) -> Mapping:
    """The mapping of a file; Failure says what in it to mend."""
    try:
        plain: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8-sig"))
        mapping = msgspec.convert(plain, Mapping)
    except OSError as error:
        raise Failure(words.BAD_MAPPING, path=path, why=error.strerror) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, msgspec.ValidationError) as error:
        raise Failure(words.BAD_MAPPING, path=path, why=error) from None
    for kind, record in KINDS.items():
        section = mapping.section(kind)
        if section is not None:
            _check(mapping, kind, section, record)
    return mapping


def _check(mapping: Mapping, kind: str, section: Section, record: type[msgspec.Struct]) -> None:
    """A section without fields takes JSON lines that are records already."""
    if not section.fields and not section.lists:
        return
    _known(kind, set(section.fields), record)
    for name, spec in section.lists.items():
        where = f"{kind}.lists.{name}"
        if name not in LISTS:
            raise Failure(words.UNKNOWN_FIELD, where=where, name=name, known=", ".join(LISTS))
        _known(where, set(spec.fields), LISTS[name])
        if not spec.array and spec.table not in mapping.tables:
            raise Failure(words.UNKNOWN_TABLE, where=where, name=spec.table)


def _known(where: str, names: set[str], record: type[msgspec.Struct]) -> None:
    fields = {field.name: field for field in msgspec.structs.fields(record)}
    for name in sorted(names):
        if name not in fields or name in LISTS:
            plain = ", ".join(field for field in fields if field not in LISTS)
            raise Failure(words.UNKNOWN_FIELD, where=where, name=name, known=plain)
    for name, field in fields.items():
        if field.required and name not in names:
            raise Failure(words.MISSING_FIELD, where=where, name=name)
