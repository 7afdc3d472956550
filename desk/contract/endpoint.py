"""What both sides must agree on about a route."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Any

from desk.contract.errors import ErrorCode
from desk.contract.users import Role

API = "/api/v1"


class Key(Enum):
    """Whether a write takes an ``Idempotency-Key``."""

    NONE = "none"
    OPTIONAL = "optional"
    REQUIRED = "required"


class Guard(Enum):
    """Whether a write needs ``If-Match``."""

    NONE = "none"
    OPTIONAL = "optional"
    REQUIRED = "required"


EVERYONE = frozenset(Role)
LEADS = frozenset({Role.LEAD, Role.ADMIN})
ADMINS = frozenset({Role.ADMIN})
#: Nobody need be signed in: the route checks its caller in its own way.
PUBLIC: frozenset[Role] = frozenset()


#: A request with this header, whatever it says, does not count as a person's activity: its sender asked by itself.
BACKGROUND_HEADER = "Desk-Background"


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """One route. ``roles`` empty means public; ``background`` requests never count as a person's activity."""

    name: str
    method: str
    path: str
    summary: str
    answer: Any
    roles: frozenset[Role] = EVERYONE
    query: type | None = None
    body: Any = None
    status: int = 200
    key: Key = Key.NONE
    guard: Guard = Guard.NONE
    background: bool = False
    #: Allowed while the screen is locked.
    when_locked: bool = False
    body_limit: int = 1024 * 1024
    media_type: str = "application/json"
    refusals: tuple[ErrorCode, ...] = ()

    @property
    def writes(self) -> bool:
        """Whether the route changes anything."""
        return self.method != "GET"

    def url(self, **parts: object) -> str:
        """The path with its parameters filled in."""
        return API + self.path.format(**parts)


def get(name: str, path: str, summary: str, answer: Any, **more: Any) -> Endpoint:
    """A route that reads."""
    return Endpoint(name=name, method="GET", path=path, summary=summary, answer=answer, **more)


def post(name: str, path: str, summary: str, body: Any, answer: Any, **more: Any) -> Endpoint:
    """A route that does or makes something."""
    more.setdefault("key", Key.OPTIONAL)
    return Endpoint(name=name, method="POST", path=path, summary=summary, body=body, answer=answer, **more)


def patch(name: str, path: str, summary: str, body: Any, answer: Any, **more: Any) -> Endpoint:
    """A route that changes fields of a record."""
    more.setdefault("key", Key.OPTIONAL)
    more.setdefault("guard", Guard.REQUIRED)
    return Endpoint(name=name, method="PATCH", path=path, summary=summary, body=body, answer=answer, **more)


def put(name: str, path: str, summary: str, body: Any, answer: Any, **more: Any) -> Endpoint:
    """A route that sets the whole of a record."""
    return Endpoint(name=name, method="PUT", path=path, summary=summary, body=body, answer=answer, **more)


def delete(name: str, path: str, summary: str, answer: Any, **more: Any) -> Endpoint:
    """A route that takes something away."""
    return Endpoint(name=name, method="DELETE", path=path, summary=summary, answer=answer, **more)


def path_parameters(endpoint: Endpoint) -> Iterator[str]:
    """The names in braces of an endpoint's path, in order."""
    yield from re.findall(r"{(\w+)}", endpoint.path)
