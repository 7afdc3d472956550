"""Rows made records of the contract, as a mapping says; what does not fit is told by its column."""

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec

from desk.server.admin import import_words as words
from desk.server.admin import words as admin_words
from desk.server.admin.joins import Tables, require
from desk.server.admin.mapping import KINDS, LISTS, Given, ListSpec, Said, Section
from desk.server.admin.mapping import Mapping as Mapped
from desk.server.admin.reading import EXCERPT, BadRow, Flaw, Row, bad
from desk.server.admin.values import Reader, at_path, columns_of, plain
from desk.server.rules.records import Unusable

_WHERE = re.compile(r"\$(?:\.(\w+))?(?:\[(\d+)\])?(?:\.(\w+))?")


class _Fields:
    """The readers of a record's plain fields, or of those of a list inside it."""

    def __init__(
        self,
        where: str,
        kind: type[msgspec.Struct],
        fields: Mapping[str, Given | list[Given]],
        mapping: Mapped,
        tables: Tables,
    ) -> None:
        self._required = [field.name for field in msgspec.structs.fields(kind) if field.required]
        self.readers: dict[str, Reader | list[Reader]] = {}
        self.paths: list[str] = []
        for name, given in fields.items():
            several = given if isinstance(given, list) else [given]
            made = [Reader(where, name, one, mapping.times, mapping.money, tables.look) for one in several]
            self.readers[name] = made if isinstance(given, list) or name == "numbers" else made[0]
            self.paths += [path for one in several for path in columns_of(one)]

    def check(self, where: str, path: Path, columns: list[str] | None, tables: Tables) -> None:
        """Failure when a column is missing, here or in a table."""
        require(path, columns, dict.fromkeys(one.partition(">")[0].strip() for one in self.paths))
        for one in self.paths:
            tables.check(where, one)

    def __call__(self, row: Mapping[str, Any]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for name, reader in self.readers.items():
            value = [one for one in (each(row) for each in reader) if one] if isinstance(reader, list) else reader(row)
            if value is not None:
                found[name] = value
        for name in self._required:
            if name not in found:
                raise bad(words.EMPTY_VALUE, column=self.label(name))
        return found

    def label(self, name: str) -> str:
        """The column, or the columns, a field's value came from."""
        reader = self.readers.get(name)
        if isinstance(reader, list):
            return ", ".join(one.label for one in reader)
        return reader.label if reader is not None else name


def _inner(array: Any, name: str) -> list[Row]:
    """The objects of a JSON array as rows."""
    try:
        return [Row(0, item) for item in msgspec.convert(array or [], list[dict[str, Any]])]
    except msgspec.ValidationError as error:
        raise bad(words.OTHER, column=name, value=str(array), why=error) from None


class Converter:
    """Makes records of rows; made once for a file."""

    def __init__(self, mapping: Mapped, kind: str, path: Path, columns: list[str] | None, tables: Tables) -> None:
        """``columns`` are those of the file at ``path``, None for JSON lines. Failure when the mapping does not fit."""
        self._type = KINDS[kind]
        self._tables = tables
        self._section: Section = mapping.section(kind) or Section()
        self._fields = _Fields(kind, self._type, self._section.fields, mapping, tables)
        self._fields.check(kind, path, columns, tables)
        self._lists: dict[str, _Fields] = {}
        for name, spec in self._section.lists.items():
            where = f"{kind}.lists.{name}"
            self._lists[name] = _Fields(where, LISTS[name], spec.fields, mapping, tables)
            self._check_list(where, spec, self._lists[name], path, columns)

    def _check_list(self, where: str, spec: ListSpec, fields: _Fields, path: Path, columns: list[str] | None) -> None:
        if spec.array:
            require(path, columns, [spec.array])
            return
        if not spec.by:
            raise admin_words.Failure(words.MISSING_FIELD, where=where, name="by")
        require(path, columns, [spec.by.partition(">")[0].strip()])
        self._tables.check(where, spec.by)
        fields.check(where, self._tables.path(spec.table), self._tables.load(spec.table), self._tables)

    def __call__(self, row: Row) -> Said:
        """The record of a row; BadRow says what is wrong with it."""
        if row.flaw is not None:
            raise BadRow(row.flaw)
        if not self._fields.readers:
            return self._record(dict(row.values), row.values)
        found = self._fields(row.values)
        for name in self._lists:
            found[name] = self._list(name, row.values)
        return self._record(found, row.values)

    def _list(self, name: str, row: Mapping[str, Any]) -> list[dict[str, Any]]:
        spec, fields = self._section.lists[name], self._lists[name]
        if spec.array:
            inner = _inner(at_path(row, spec.array), spec.array)
        else:
            inner = self._tables.rows(spec.table, self._tables.look(row, spec.by).strip())
        found: list[dict[str, Any]] = []
        for one in inner:
            try:
                found.append(fields(one.values))
            except BadRow as failed:
                if spec.array:
                    raise
                place = replace(failed.flaw, file=self._tables.path(spec.table).name, line=one.line)
                raise BadRow(place) from None
        return found

    def _record(self, found: dict[str, Any], row: Mapping[str, Any]) -> Said:
        tag = str(self._type.__struct_config__.tag)
        try:
            return msgspec.convert({"record": tag} | found, self._type)
        except msgspec.ValidationError as error:
            said, _, where = str(error).partition(" - at `")
            text, values = words.of_validation(said)
            raise BadRow(self._flaw(text, values, _WHERE.match(where), found)) from None

    def _flaw(
        self, text: admin_words.Text, values: Mapping[str, object], where: re.Match[str] | None, found: dict[str, Any]
    ) -> Flaw:
        name, place, inner = where.groups() if where is not None else (None, None, None)
        if name is None:
            return Flaw(text=text, values=values)
        value: Any = found.get(name)
        if place is not None:
            value = value[int(place)]
            value = value.get(inner) if inner else value
        shown = plain(value) if isinstance(value, str | int | float) else ""
        column = self._column(name, inner)
        return Flaw(text=text, values=values, column=column, value=shown[:EXCERPT])

    def _column(self, name: str, inner: str | None) -> str:
        if name in self._lists:
            return self._lists[name].label(inner) if inner else name
        return self._fields.label(name)

    def unusable(self, refused: Unusable) -> Flaw:
        """What the server's own refusal means for the file."""
        name, _, rest = refused.field.removeprefix("/").partition("/")
        column = self._column(name, rest.partition("/")[2] or None) if name else ""
        return Flaw(
            text=admin_words.reason(refused.reason),
            values={"value": refused.value},
            column=column,
            value=refused.value[:EXCERPT],
        )
