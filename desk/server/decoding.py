"""Bodies and query parameters as the contract's types; what does not fit is told where."""

import re
from functools import cache
from typing import Any, cast
from urllib.parse import parse_qsl

import msgspec
import msgspec.inspect
from starlette.requests import Request

from desk.contract.endpoint import Endpoint
from desk.contract.errors import ErrorCode, FieldError, Refusal

_DATE = re.compile(r"\d{4}-\d\d-\d\d[Tt ]")


def invalid(error: msgspec.ValidationError) -> Refusal:
    """msgspec's "… - at `$.a[0].b`" as a problem with the pointer ``/a/0/b``; of a wrong key, where it stands."""
    detail, _, where = str(error).partition(" - at `")
    where = where.removeprefix("key` in `")
    pointer = re.sub(r"\[(\d+|\.\.\.)\]", r"/\1", where.rstrip("`").removeprefix("$")).replace(".", "/")
    return Refusal(ErrorCode.INVALID_FIELD, detail, errors=[FieldError(pointer=pointer, code="invalid", detail=detail)])


def decode_query(endpoint: Endpoint, request: Request) -> Any:
    pairs = parse_qsl(request.url.query, keep_blank_values=True)
    given = dict(pairs)
    if len(given) != len(pairs):
        raise Refusal(ErrorCode.INVALID_FIELD, "a query parameter stands twice")
    if endpoint.query is None:
        if given:
            raise Refusal(ErrorCode.INVALID_FIELD, "this route takes no query parameters")
        return None
    _strictly(endpoint.query, given)
    try:
        query = cast(Any, msgspec.convert(given, type=endpoint.query, strict=False))
    except msgspec.ValidationError as error:
        raise invalid(error) from None
    return query


def _strictly(query: type, given: dict[str, str]) -> None:
    """Refuse what msgspec would read generously: ``null`` as nothing given, a number as an instant."""
    for name, value in given.items():
        kinds = _kinds(query).get(name, frozenset())
        if value.lower() == "null" and msgspec.inspect.StrType not in kinds:
            raise Refusal(ErrorCode.INVALID_FIELD, f"leave {name} out instead of sending null")
        if msgspec.inspect.DateTimeType in kinds and not _DATE.match(value):
            raise Refusal(ErrorCode.INVALID_FIELD, f"{name} is an instant such as 2026-11-22T09:00:00Z")


@cache
def _kinds(query: type) -> dict[str, frozenset[type]]:
    """What each parameter may be."""
    fields = msgspec.inspect.type_info(query)
    assert isinstance(fields, msgspec.inspect.StructType)
    return {
        one.encode_name: frozenset(
            type(kind) for kind in (one.type.types if isinstance(one.type, msgspec.inspect.UnionType) else (one.type,))
        )
        for one in fields.fields
    }
