# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false
"""How the fuzzer signs in and hits what exists, and the one place where JSON Schema and JSON disagree about numbers."""

import json
import os
import urllib.request
from typing import Any

import schemathesis
from schemathesis import AuthContext, Case, HookContext

from desk.contract.routes import ENDPOINTS

#: Ids of records that exist, by the name that they have in paths, queries and bodies.
KNOWN: dict[str, list[int]] = json.loads(os.environ["DESK_FUZZ_KNOWN"])
#: Where it is said whom the server calls.
CALLED = ("/switches/{name}", "/executors/{name}")


@schemathesis.auth(refresh_interval=2)
class SignedIn:
    """Signs in again every few seconds: the fuzzer signs out, locks and takes over as it likes."""

    def get(self, case: Case[Any], context: AuthContext) -> str:
        """A fresh token of the person named by the environment."""
        body = {"login": os.environ["DESK_FUZZ_LOGIN"], "password": os.environ["DESK_FUZZ_PASSWORD"], "take_over": True}
        request = urllib.request.Request(
            os.environ["DESK_FUZZ_URL"] + ENDPOINTS["sign_in"].url(),
            json.dumps(body).encode(),
            {"Content-Type": "application/json"},
        )
        with urllib.request.urlopen(request, timeout=30) as answer:
            token: str = json.load(answer)["token"]
        return token

    def set(self, case: Case[Any], data: str, context: AuthContext) -> None:
        """Send it as a bearer token."""
        case.headers["Authorization"] = f"Bearer {data}"


def _whole_floats(value: Any) -> bool:
    """Whether a number such as ``1.0`` is inside: an integer to JSON Schema, not to a strict JSON reader."""
    if isinstance(value, float):
        return value.is_integer()
    if isinstance(value, dict):
        return any(map(_whole_floats, value.values()))
    return isinstance(value, list) and any(map(_whole_floats, value))


def _real(values: Any) -> Any:
    """Every other id is one that exists."""
    if isinstance(values, dict):
        for name, ids in KNOWN.items():
            given = values.get(name)
            if type(given) is int and 0 < given < 2**53 and given % 2:
                values[name] = ids[given % len(ids)]
    return values


@schemathesis.hook
def map_path_parameters(context: HookContext, path_parameters: Any) -> Any:
    """Speak of records that there are."""
    return _real(path_parameters)


@schemathesis.hook
def map_query(context: HookContext, query: Any) -> Any:
    """Speak of records that there are."""
    return _real(query)


@schemathesis.hook
def map_body(context: HookContext, body: Any) -> Any:
    """Speak of records that there are."""
    return _real(body)


@schemathesis.hook
def before_call(context: HookContext, case: Case[Any], kwargs: dict[str, Any]) -> None:
    """The server under test calls nobody, whatever address the fuzzer has thought of."""
    if case.operation.path.endswith(CALLED) and isinstance(case.body, dict) and case.body.get("enabled", True) is True:
        case.body["enabled"] = False


@schemathesis.hook
def filter_body(context: HookContext, body: Any) -> bool:
    """Leave out bodies that JSON Schema and RFC 8259 readers judge differently."""
    return not _whole_floats(body)
