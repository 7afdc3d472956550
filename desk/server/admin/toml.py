"""Plain values as TOML; the standard library only reads it."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, cast

_BARE = re.compile(r"[A-Za-z0-9_-]+")


def written(plain: Mapping[str, Any], *path: str) -> str:
    """A document of this table, its tables named below ``path``. What is None is left out."""
    return "\n".join(_table(plain, path)).strip() + "\n"


def _table(table: Mapping[str, Any], path: Sequence[str]) -> Iterator[str]:
    later: list[tuple[str, Any]] = []
    for name, value in table.items():
        if _is_table(value) or _is_tables(value):
            later.append((name, value))
        elif value is not None:
            yield f"{_key(name)} = {_value(value)}"
    for name, value in later:
        inner = (*path, name)
        written_path = ".".join(map(_key, inner))
        if _is_table(value):
            # A table that only holds others needs no line of its own.
            if not value or not all(map(_is_table, value.values())):
                yield f"\n[{written_path}]"
            yield from _table(value, inner)
        else:
            for one in value:
                yield f"\n[[{written_path}]]"
                yield from (f"{_key(key)} = {_value(found)}" for key, found in one.items() if found is not None)


def _is_table(value: object) -> bool:
    return isinstance(value, Mapping)


def _is_tables(value: object) -> bool:
    return isinstance(value, list) and value != [] and all(map(_is_table, cast("list[object]", value)))


def _key(name: str) -> str:
    return name if _BARE.fullmatch(name) else _text(name)


def _text(text: str) -> str:
    # JSON's escapes are TOML's; only TOML escapes DEL.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _value(value: Any) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case int():
            return f"{value:_}"
        case float():
            return repr(value)
        case str():
            return _text(value)
        case date():
            return value.isoformat()
        case Mapping():
            inside = cast("Mapping[str, Any]", value)
            return "{ " + ", ".join(f"{_key(k)} = {_value(v)}" for k, v in inside.items() if v is not None) + " }"
        case _:
            assert isinstance(value, list | tuple), "nothing else stands in rules"
            return "[" + ", ".join(map(_value, cast("Sequence[Any]", value))) + "]"
