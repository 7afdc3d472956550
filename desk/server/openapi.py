"""OpenAPI 3.1, generated from the contract's endpoint table."""

import functools
from collections.abc import Iterable
from typing import Any

import msgspec
from msgspec import inspect

from desk import __version__
from desk.contract.cti import CtiError
from desk.contract.endpoint import API, Endpoint, Guard, Key, path_parameters
from desk.contract.errors import STATUS, ErrorCode, Problem
from desk.contract.ingest import CloudEvent
from desk.contract.routes import ENDPOINTS
from desk.server.outbound.signing import HEADERS

_TEXT_PATTERNS = {
    "key": {"type": "string", "pattern": "^(ticket|call|customer):[1-9][0-9]{0,14}$"},
    "kind": {"type": "string", "enum": ["reply", "note", "call_note"]},
    "token": {"type": "string", "minLength": 1},
    "number": {"type": "string", "minLength": 2, "maxLength": 40},
    "name": {"type": "string", "pattern": "^[a-z_]{1,40}$"},
}
#: An Idempotency-Key in a path, such as clients make; in a header it may hold more signs.
_COMMAND_KEY = {"type": "string", "pattern": "^[A-Za-z0-9_-]{1,255}$"}
_ID = {"type": "integer", "minimum": 1, "maximum": 2**53 - 1}
_REF = "#/components/schemas/{name}"


@functools.cache
def document() -> dict[str, Any]:
    """The whole description, as JSON-ready values. Made when it is first asked for: a server starts without."""
    types = _types()
    _, components = msgspec.json.schema_components(types, ref_template=_REF)
    for name, struct in _structs(inspect.multi_type_info(types)).items():
        for field in struct.fields:
            if field.encode_name in components.get(name, {}).get("properties", {}):
                _name_keys(field.type, components[name]["properties"][field.encode_name])
    paths: dict[str, dict[str, Any]] = {}
    for endpoint in ENDPOINTS.values():
        if endpoint.name != "openapi":
            paths.setdefault(API + endpoint.path, {})[endpoint.method.lower()] = _operation(endpoint)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Desk",
            "version": __version__,
            "description": "The ticket API of a call centre. Money is whole KRW, instants are RFC 3339 in UTC.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": "/"}],
        "paths": paths,
        "components": {
            "schemas": components,
            "securitySchemes": {"session": {"type": "http", "scheme": "bearer"}},
        },
    }


def _structs(kinds: Iterable[inspect.Type]) -> dict[str, inspect.StructType]:
    """Every struct in these types, however deep, by its name."""
    found: dict[str, inspect.StructType] = {}
    waiting = list(kinds)
    while waiting:
        kind = waiting.pop()
        match kind:
            case inspect.StructType() if kind.cls.__name__ not in found:
                found[kind.cls.__name__] = kind
                waiting += [field.type for field in kind.fields]
            case inspect.Metadata(type=inner):
                waiting.append(inner)
            case inspect.UnionType(types=several):
                waiting += several
            case inspect.DictType(value_type=inner):
                waiting.append(inner)
            case inspect.ListType(item_type=inner) | inspect.VarTupleType(item_type=inner):
                waiting.append(inner)
            case _:
                pass
    return found


def _name_keys(kind: inspect.Type, schema: dict[str, Any]) -> None:
    """Say which keys an object may have where they are one of a few; msgspec leaves that out."""
    if isinstance(kind, inspect.DictType):
        if isinstance(kind.key_type, inspect.EnumType):
            schema["propertyNames"] = {"enum": sorted(str(one.value) for one in kind.key_type.cls)}
        if isinstance(kind.key_type, inspect.IntType):
            schema["propertyNames"] = {"pattern": "^[1-9][0-9]{0,14}$"}
        _name_keys(kind.value_type, schema.get("additionalProperties", {}))


def _types() -> list[Any]:
    found: list[Any] = [Problem, CtiError]
    for endpoint in ENDPOINTS.values():
        for one in (endpoint.body, endpoint.answer):
            if one is not None and one is not bytes:
                found.append(one)
    return found


def _schema(kind: Any) -> dict[str, Any]:
    if kind is bytes:
        return {"type": "string", "contentMediaType": "application/octet-stream"}
    (schema,), _ = msgspec.json.schema_components([kind], ref_template=_REF)
    return schema


def _operation(endpoint: Endpoint) -> dict[str, Any]:
    operation: dict[str, Any] = {
        "operationId": endpoint.name,
        "summary": endpoint.summary,
        "tags": [endpoint.path.split("/")[1]],
        "parameters": [*_path(endpoint), *_query(endpoint), *_headers(endpoint)],
        "responses": _responses(endpoint),
        "security": [{"session": []}] if endpoint.roles else [],
    }
    if endpoint.roles:
        operation["x-roles"] = sorted(endpoint.roles)
    if endpoint.body is not None:
        operation["requestBody"] = {"required": True, "content": _content(endpoint)}
    return operation


def _content(endpoint: Endpoint) -> dict[str, Any]:
    """The request body by media type."""
    schema = {"schema": _schema(endpoint.body)}
    match endpoint.name:
        case "cti":
            return dict.fromkeys(("application/json", "application/x-www-form-urlencoded"), schema)
        case "ingest":
            # An event that is no CloudEvent of ours is refused by itself: its batch is answered 200 all the same.
            event = {"anyOf": [_schema(CloudEvent), {}]}
            batch = {"schema": {"type": "array", "items": event}}
            return {
                endpoint.media_type: batch,
                "application/json": batch,
                "application/cloudevents+json": {"schema": event},
            }
        case _:
            return {endpoint.media_type if endpoint.body is bytes else "application/json": schema}


def _path(endpoint: Endpoint) -> list[dict[str, Any]]:
    patterns = _TEXT_PATTERNS | ({"key": _COMMAND_KEY} if endpoint.path.startswith("/commands/") else {})
    return [
        {"name": name, "in": "path", "required": True, "schema": patterns.get(name, _ID)}
        for name in path_parameters(endpoint)
    ]


def _query(endpoint: Endpoint) -> list[dict[str, Any]]:
    if endpoint.query is None:
        return []
    (_,), components = msgspec.json.schema_components([endpoint.query], ref_template=_REF)
    schema = components[endpoint.query.__name__]
    required = set(schema.get("required", ()))
    return [
        {"name": name, "in": "query", "required": name in required, "schema": _inline(one, components)}
        for name, one in schema["properties"].items()
    ]


def _inline(schema: dict[str, Any], components: dict[str, Any]) -> dict[str, Any]:
    """A query parameter's schema without null: a parameter is left out, not sent as null."""
    if "anyOf" in schema:
        kept = [one for one in schema["anyOf"] if one != {"type": "null"}]
        schema = kept[0] if len(kept) == 1 else {**schema, "anyOf": kept}
    if "$ref" in schema:
        schema = components[schema["$ref"].rsplit("/", 1)[1]]
    return {name: value for name, value in schema.items() if not (name == "default" and value is None)}


def _headers(endpoint: Endpoint) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    if endpoint.key is not Key.NONE:
        found.append(
            {
                "name": "Idempotency-Key",
                "in": "header",
                "required": endpoint.key is Key.REQUIRED,
                "schema": {"type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[!#-~]+$"},
            }
        )
    if endpoint.guard is not Guard.NONE:
        found.append(
            {
                "name": "If-Match",
                "in": "header",
                "required": endpoint.guard is Guard.REQUIRED,
                "schema": {"type": "string", "pattern": '^"[0-9]{1,16}"$'},
            }
        )
    if endpoint.name == "executor_answer":
        found += [{"name": name, "in": "header", "required": True, "schema": {"type": "string"}} for name in HEADERS]
    return found


def _responses(endpoint: Endpoint) -> dict[str, Any]:
    media = endpoint.media_type if endpoint.answer is bytes or endpoint.name == "events" else "application/json"
    good: dict[str, Any] = {"description": endpoint.summary, "content": {media: {"schema": _schema(endpoint.answer)}}}
    if endpoint.name == "events":
        good["content"] = {media: {"schema": {"type": "string"}}}
    responses = {str(endpoint.status): good}
    for status in sorted(_statuses(endpoint)):
        responses[str(status)] = {
            "description": ", ".join(sorted(code for code in ErrorCode if STATUS[code] == status)),
            "content": {"application/problem+json": {"schema": {"$ref": _REF.format(name="Problem")}}},
        }
    if endpoint.name == "cti":
        for status in (401, 422):
            responses[str(status)] = {
                "description": "The protocol's own error",
                "content": {"application/json": {"schema": {"$ref": _REF.format(name="CtiError")}}},
            }
    return responses


def _statuses(endpoint: Endpoint) -> set[int]:
    """Every status besides success that a caller may meet."""
    statuses = {STATUS[code] for code in endpoint.refusals} | {429, 500, 503}
    if endpoint.query is not None or endpoint.body is not None:
        statuses |= {400}
    if endpoint.body is not None:
        statuses |= {413, 415, 422}
    if endpoint.roles or endpoint.name in ("cti", "ingest", "executor_answer"):
        statuses |= {401}
    if endpoint.roles:
        statuses |= {403, 423}
    if "{" in endpoint.path or endpoint.body is not None:
        statuses |= {404}
    if endpoint.key is not Key.NONE:
        statuses |= {400, 422}
    if endpoint.guard is not Guard.NONE:
        statuses |= {400, 412, 428}
    return statuses
